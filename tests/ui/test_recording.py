"""Saying it aloud: only when wanted, only with a microphone, to be heard again and to be deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from tests.ui.finding import click, press, shows
from tests.ui.test_main_job import begin, play_to_the_end
from trainer.speech.recorder import has_microphone
from trainer.ui.main_window import MainWindow


def offered(window: MainWindow) -> bool:
    return any("aloud" in b.text() for b in window.findChildren(QAbstractButton) if b.isVisible())


def test_it_is_off_until_it_is_wanted(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    assert not offered(window)
    press(window, Qt.Key.Key_A)
    assert not (window.data / "recordings").exists()


def test_without_a_microphone_it_is_not_offered(open_window: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.speech.recorder.has_microphone", lambda: False)
    window = open_window(record=True)
    begin(window)
    assert not offered(window)
    window.settings.show()
    assert not shows(window, "Your own voice")


def test_what_was_recorded_is_offered_in_the_debrief_and_goes_with_my_data(open_window: Opener) -> None:
    window = open_window(voice=True)
    begin(window)
    session = play_to_the_end(window)
    file = window.practise._recordings.prepare(session, 1)
    file.write_bytes(b"RIFF" + bytes(2_000_000))
    press(window, Qt.Key.Key_Return)
    click(window, "Show the whole conversation")
    assert shows(window, "Hear yourself")
    window.settings.show()
    assert shows(window, "Recordings: 2.0 MB")
    window.settings._delete()
    assert not file.exists()


def test_deleting_the_recordings_leaves_the_scores(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    session = play_to_the_end(window)
    window.practise._recordings.prepare(session, 1).write_bytes(b"RIFF")
    window.settings._delete_recordings()
    assert window.practise._recordings.size() == 0
    assert window.store.sessions.record(session).row.state == "finished"


@pytest.mark.skipif("not __import__('os').environ.get('PULSE_SERVER')", reason="no sound server to record from")
def test_a_real_microphone_is_recorded_for_the_turn_it_belongs_to(open_window: Opener, qtbot: QtBot) -> None:
    if not has_microphone():
        pytest.skip("no microphone")
    window = open_window(record=True)
    begin(window)
    assert offered(window)
    press(window, Qt.Key.Key_A)
    recorder = window.voice._recorder
    assert recorder is not None
    qtbot.waitUntil(lambda: recorder.recording)
    assert shows(window, "Recording, stop")
    conversation = window.practise.conversation
    assert conversation is not None
    file: Path = window.practise._recordings.file(conversation.session, 1)
    qtbot.waitUntil(lambda: file.exists() and file.stat().st_size > 20_000, timeout=15_000)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not recorder.recording)
    assert window.practise._recordings.find(conversation.session, 1) == file

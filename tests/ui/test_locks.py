"""PINs of profiles, and what of a person stays, leaves and goes."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.cohort import played
from tests.ui.conftest import Opener, close
from tests.ui.finding import answer, click, confirm, press, question, shows, texts
from trainer.ui.coach.sessions_page import CoachPage
from trainer.ui.elements.text import Label
from trainer.ui.first_run.page import FirstRunPage
from trainer.ui.first_run.people_page import PeoplePage
from trainer.ui.main_window import MainWindow
from trainer.ui.practise.page import PractisePage
from trainer.ui.settings.page import SettingsPage

PIN = "2468"


def locked(open_window: Opener, qtbot: QtBot, tmp_path: Path, *others: str) -> MainWindow:
    """A start of the program with somebody's PIN set, and other people without one."""
    first = open_window()
    assert first.person is not None
    played(first)
    first.store.locks.of(first.person).set(PIN)
    for name in others:
        first.store.people.add(name)
    close(first)
    window = open_window(folder=tmp_path / "data")
    qtbot.waitUntil(lambda: question(window) is not None)
    return window


# ---- the PIN


def test_a_pin_is_set_changed_and_removed_in_the_settings(open_window: Opener) -> None:
    window = open_window()
    assert window.person is not None
    lock = window.store.locks.of(window.person)
    window.go_to("settings")
    assert shows(window, "Your sessions can still be seen in the coach's area")
    click(window, "Set a PIN")
    short = answer(window, "12")
    assert short is not None
    assert shows(short, "at least 4 characters")
    answer(window, PIN)
    answer(window, PIN)
    assert lock.is_set
    assert shows(window, "Your PIN is asked for from now on")
    click(window, "Change the PIN")
    wrong = answer(window, "0000")
    assert wrong is not None
    assert shows(wrong, "That is not the PIN.")
    for said in (PIN, "1357", "1357"):
        answer(window, said)
    lock.open("1357")
    click(window, "Remove the PIN")
    answer(window, "1357")
    assert not lock.is_set


def test_the_pin_is_asked_before_anything_of_theirs_is_shown(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = locked(open_window, qtbot, tmp_path)
    score = window.store.lists.page()[0].score
    assert isinstance(window.page, PeoplePage)
    assert window.person is None
    assert not any(str(score) in said or "practised" in said for said in texts(window.page))
    assert answer(window, "0000") is not None
    answer(window, PIN)
    assert isinstance(window.page, PractisePage)
    assert shows(window, f"Best {score} / 100")


def test_no_key_leads_past_the_pin(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = locked(open_window, qtbot, tmp_path)
    asked = question(window)
    assert asked is not None
    asked.reject()
    QApplication.processEvents()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(window.page, PeoplePage)
    window.go_to("settings")
    assert isinstance(window.page, SettingsPage)
    assert not shows(window, "Sanni")
    assert not [b for b in window.page.findChildren(Label) if "PIN" in b.accessibleName()]
    press(window, Qt.Key.Key_Escape)
    assert not isinstance(window.page, PractisePage)


def test_who_thinks_better_of_it_chooses_somebody_else(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = locked(open_window, qtbot, tmp_path, "Otto")
    asked = question(window)
    assert asked is not None
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    QApplication.processEvents()
    click(window, "Otto")
    assert isinstance(window.page, PractisePage)
    assert window.person_name() == "Otto"
    assert not shows(window, "Latest")
    window.let_in(window.store.people.called("Sanni Korhonen").id, window.practise.show)
    assert question(window) is not None
    assert window.person_name() == "Otto"
    answer(window, PIN)
    assert window.person_name() == "Sanni Korhonen"


def test_a_name_at_the_first_run_page_is_no_way_around_the_pin(
    open_window: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    window = locked(open_window, qtbot, tmp_path)
    asked = question(window)
    assert asked is not None
    asked.reject()
    QApplication.processEvents()
    click(window, "Someone else…")
    assert isinstance(window.page, FirstRunPage)
    window.page.name.setText("Sanni Korhonen")
    click(window, "I'll look around first")
    assert window.person is None
    answer(window, PIN)
    assert window.person_name() == "Sanni Korhonen"


def test_the_coach_comes_in_without_being_anybody(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = locked(open_window, qtbot, tmp_path)
    asked = question(window)
    assert asked is not None
    asked.reject()
    QApplication.processEvents()
    window.go_to("coach")
    qtbot.waitUntil(lambda: question(window) is not None)
    assert isinstance(window.page, PeoplePage)  # without a passphrase of its own it is no way around the PIN
    again = question(window)
    assert again is not None
    again.reject()
    window.store.locks.coach.set("oikea hevonen paristo")
    window.rebuild()
    click(window, "To the coach's area")
    answer(window, "oikea hevonen paristo")
    assert isinstance(window.page, CoachPage)
    window.go_to("progress")
    qtbot.waitUntil(lambda: question(window) is not None)
    assert isinstance(window.page, PeoplePage)


# ---- what leaves and goes


def save_to(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))


def test_exporting_and_deleting_ask_the_pin(
    open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    assert window.person is not None
    played(window)
    other = window.store.people.add("Otto")
    window.store.locks.of(other.id).set("1357")
    window.store.locks.of(window.person).set(PIN)
    window.go_to("settings")
    file = tmp_path / "mine.zip"
    save_to(monkeypatch, file)
    click(window, "Export my data")
    assert not file.exists()
    answer(window, PIN)
    with zipfile.ZipFile(file) as archive:
        assert "Sanni Korhonen" in archive.read("person.json").decode()
    click(window, "Delete my data")
    answer(window, PIN)
    confirm(window)
    assert [person.name for person in window.store.people.all()] == ["Otto"]
    # Nobody else's page is opened by that.
    assert isinstance(window.page, PeoplePage)
    assert window.person is None


def test_sessions_are_written_for_the_coach(
    open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trainer.exchange.bundle import read_bundle

    window = open_window()
    played(window)
    window.go_to("settings")
    click(window, "Code name in exports")
    assert window.store.privacy.pseudonyms()
    assert shows(window, "In exports you appear as “Trainee ")
    file = tmp_path / "mine.repliikki"
    save_to(monkeypatch, file)
    click(window, "Sessions for my coach")
    [person] = read_bundle(file).people.values()
    assert person.name.startswith("Trainee ")
    click(window, "Code name in exports")
    assert not window.store.privacy.pseudonyms()


def test_how_long_sessions_stay_is_the_coachs_to_say(open_window: Opener) -> None:
    window = open_window()
    window.store.locks.coach.set("oikea hevonen paristo")
    window.go_to("settings")
    click(window, "24")
    asked = question(window)
    assert asked is not None
    asked.reject()
    QApplication.processEvents()
    assert window.store.retention.months == 0
    click(window, "24")
    answer(window, "oikea hevonen paristo")
    assert window.store.retention.months == 24
    assert shows(window, "when the program starts (0 now). You are warned a week before the first time.")
    click(window, "Never")
    answer(window, "oikea hevonen paristo")
    assert window.store.retention.months == 0


def test_what_is_to_be_deleted_is_told_at_the_start(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = open_window(folder=folder)
    played(first)
    first.store.retention.keep(12)
    close(first)
    later = open_window(folder=folder)
    assert later.store.lists.count() == 1
    later.store.retention._now = lambda: datetime.now(UTC) + timedelta(days=400)
    later._after_first_paint()
    qtbot.waitUntil(lambda: shows(later, "sessions older than 12 months are deleted with their recordings, from"))
    later.store.retention._now = lambda: datetime.now(UTC) + timedelta(days=410)
    later._after_first_paint()
    qtbot.waitUntil(lambda: shows(later, "were deleted with their recordings: 1."))
    assert later.store.lists.count() == 0
    assert not shows(later, "Latest")


def test_putting_back_a_copy_asks_the_passphrase(open_window: Opener) -> None:
    window = open_window()
    played(window)
    window.store.locks.coach.set("oikea hevonen paristo")
    window.go_to("settings")
    click(window, "Back up now")
    backup = window.store.backups.list()[0]
    played(window)
    assert isinstance(window.page, SettingsPage)
    window.page.restore_asked.emit(backup)
    confirm(window)
    assert window.store.lists.count() == 2
    answer(window, "oikea hevonen paristo")
    assert window.store.lists.count() == 1

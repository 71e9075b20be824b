"""When the disk will not take it: the conversation goes on, the person is told, and nothing is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.conftest import Opener, close
from tests.ui.finding import press, shows
from tests.ui.test_main_job import begin, play_to_the_end
from trainer.store.backups import DATABASE


def test_a_database_locked_by_another_program_does_not_stop_a_conversation(open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    other = sqlite3.connect(tmp_path / "data" / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert shows(window, "What you practise is in memory, not on disk yet")
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    conversation = window.practise.conversation
    assert conversation is not None
    assert len(conversation.turns) == 3
    other.execute("ROLLBACK")
    other.close()
    window._try_disk_again()
    assert shows(window, "Everything is on disk again.")
    assert not shows(window, "What you practise is in memory, not on disk yet")
    session, turns = play_to_the_end(window), conversation.turns
    close(window)
    again = open_window(folder=tmp_path / "data")
    stored = again.store.sessions.record(session)
    assert [kept.turn for kept in stored.turns] == turns


def test_closing_while_something_is_only_in_memory_asks(open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    begin(window)
    other = sqlite3.connect(tmp_path / "data" / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    window.close()
    assert window.isVisible()
    assert shows(window, "What you practised is not on disk yet")
    window._save_copy_to(tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT count(*) FROM turn").fetchone() == (1,)
    copy.close()
    other.execute("ROLLBACK")
    other.close()
    window.close()
    assert not window.isVisible()

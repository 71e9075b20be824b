"""Starting: one program on one data folder, and a damaged database that can be put right."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.finding import click, shows
from trainer.app import App
from trainer.store.backups import DATABASE
from trainer.ui.main_window import MainWindow
from trainer.ui.preferences import Preferences
from trainer.ui.start import SingleInstance, Windows
from trainer.ui.trouble import TroublePage


def test_the_second_program_brings_the_first_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    window = QWidget()
    qtbot.addWidget(window)
    taken: list[Path] = []
    first.raise_when_asked(window, taken.append)
    assert first.first
    window.showMinimized()
    second = SingleInstance(tmp_path)
    assert not second.first
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert not SingleInstance(tmp_path, tmp_path / "oma kansio" / "päivä.repliikki").first
    qtbot.waitUntil(lambda: taken == [tmp_path / "oma kansio" / "päivä.repliikki"])


def test_programs_on_different_data_do_not_meet(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert first.first
    assert second.first


@pytest.fixture(autouse=True)
def _hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts back what the windows hook into."""
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    monkeypatch.setattr("threading.excepthook", lambda *_: None)


@pytest.fixture
def windows(qapp: QApplication, tmp_path: Path) -> Windows:
    assert qapp
    app = App(tmp_path)
    app.wording.use("en")
    return Windows(tmp_path, app.wording, app.library, app.open_store, SingleInstance(tmp_path))


def damage(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"this is no database " * 200)


def test_a_damaged_database_is_told_and_the_newest_copy_put_back(
    qtbot: QtBot, tmp_path: Path, windows: Windows
) -> None:
    app = App(tmp_path)
    app.store.people.add("Sanni")
    app.store.backups.make("manual")
    app.close()
    damage(tmp_path)
    windows.open()
    trouble = windows.window
    assert isinstance(trouble, TroublePage)
    assert shows(trouble, "Your data could not be opened")
    click(trouble, "Restore the copy of")
    window = windows.window
    assert isinstance(window, MainWindow)
    qtbot.addWidget(window)
    assert [person.name for person in window.store.people.all()] == ["Sanni"]


def test_without_a_copy_one_may_begin_anew_and_the_damaged_file_is_kept(
    qtbot: QtBot, tmp_path: Path, windows: Windows
) -> None:
    damage(tmp_path)
    windows.open()
    trouble = windows.window
    assert isinstance(trouble, TroublePage)
    click(trouble, "Start with an empty database")
    assert isinstance(windows.window, MainWindow)
    qtbot.addWidget(windows.window)
    assert (tmp_path / "repliikki.damaged.db").exists()


def test_a_data_folder_that_is_a_file_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    place = tmp_path / "data"
    place.write_text("not a folder")
    app = App(place)
    app.wording.use("en")
    windows = Windows(place, app.wording, app.library, app.open_store, SingleInstance(place))
    windows.open()
    assert isinstance(windows.window, TroublePage)
    qtbot.addWidget(windows.window)
    assert shows(windows.window, "cannot be the data folder")


@pytest.mark.parametrize("raw", ["{", "null", '"purple"', "0.0", "-1", "1e308", "[[]]", "true", '"sv"'])
def test_settings_that_something_else_wrote_do_not_keep_the_window_from_opening(
    qtbot: QtBot, tmp_path: Path, windows: Windows, raw: str
) -> None:
    app = App(tmp_path)
    app.store.people.add("Sanni")
    app.close()
    keys = (*asdict(Preferences()), "person", "draft", "keep_months", "delete_from", "coach")
    with closing(sqlite3.connect(tmp_path / DATABASE)) as other:
        for key in keys:
            other.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, raw))
        other.execute("INSERT OR REPLACE INTO setting (key, value) VALUES ('voice', 'false')")
        other.commit()
    windows.open()
    window = windows.window
    assert isinstance(window, MainWindow)
    qtbot.addWidget(window)
    assert window.person_name() == "Sanni"
    window._after_first_paint()

"""A mistake of the program's own is told once, with a report that holds nothing that anybody wrote."""

from __future__ import annotations

import faulthandler
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.finding import click, shows
from trainer.app import App
from trainer.errors import TrainerError
from trainer.store.backups import DATABASE, Backups
from trainer.store.errors import CopyError
from trainer.ui import main_window, start
from trainer.ui.crash import Faults, place_of, report
from trainer.ui.start import SingleInstance, Windows
from trainer.ui.trouble import CrashDialog, TroublePage
from trainer.wording import Text

SECRET = "I told her that I cannot bear it"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def windows(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    assert qapp
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    monkeypatch.setattr("threading.excepthook", lambda *_: None)
    app = App(tmp_path)
    app.store.settings.set("language", "en")
    app.store.settings.set("voice", False)
    app.close()
    app.wording.use("en")
    opened = Windows(tmp_path, app.wording, app.library, app.open_store, SingleInstance(tmp_path))
    yield opened
    if opened.window is not None:
        opened.window.close()
        opened.window.deleteLater()
        QApplication.processEvents()


def fall(error: BaseException) -> None:
    known: dict[str, str] = {}
    try:
        known[SECRET]
    except KeyError as first:
        raise error from first


def raised(error: BaseException) -> BaseException:
    with pytest.raises(type(error)) as caught:
        fall(error)
    return caught.value


def fail(windows: Windows, error: BaseException) -> None:
    windows._unhandled(type(error), raised(error), None)
    QApplication.processEvents()


def dialogs(windows: Windows) -> list[CrashDialog]:
    assert windows.window is not None
    return [dialog for dialog in windows.window.findChildren(CrashDialog) if dialog.isVisible()]


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError(SECRET), "ValueError"),
        (AttributeError("'NoneType' object has no attribute 'turns'"), "AttributeError: 'NoneType' object has no"),
        (FileNotFoundError(2, SECRET, f"/home/{SECRET}.pdf"), "FileNotFoundError: ENOENT"),
        (UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET), "UnicodeDecodeError"),
    ],
)
def test_a_report_says_where_and_never_what_was_written(error: Exception, line: str) -> None:
    told = report(place_of(raised(error)))
    assert line in told
    assert "KeyError" in told
    assert "test_crash.py:" in told
    assert "fall" in told
    assert "Repliikki 0" in told
    assert SECRET not in told
    assert str(Path.home()) not in told
    assert str(ROOT) not in told


def test_a_mistake_is_told_once_with_a_report_to_copy(
    windows: Windows, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    windows.open()
    for _ in range(3):
        fail(windows, ValueError(SECRET))
    [dialog] = dialogs(windows)
    assert shows(dialog, "What you have done is kept")
    shown = dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    click(dialog, "Copy report")
    assert QGuiApplication.clipboard().text() == shown
    assert shows(dialog, "Copied")
    click(dialog, "Continue")
    assert dialogs(windows) == []
    fail(windows, ValueError(SECRET))
    assert dialogs(windows) == []
    assert len(caplog.records) == 1
    assert SECRET not in caplog.text + capsys.readouterr().err
    # Another mistake is told again.
    fail(windows, IndexError())
    assert len(dialogs(windows)) == 1


def test_what_a_person_can_be_told_is_told_without_a_report(windows: Windows) -> None:
    windows.open()
    fail(windows, TrainerError(Text("The file is gone.")))
    assert dialogs(windows) == []
    assert windows.window is not None
    assert shows(windows.window, "The file is gone.")


def test_a_mistake_in_another_thread_is_told_too(qtbot: QtBot, windows: Windows) -> None:
    windows.open()

    def fall_over() -> None:
        raise ValueError(SECRET)

    # pytest has a hook of its own there.
    failed = threading.Thread(target=lambda: windows._unhandled_in_thread(_args(fall_over)))
    failed.start()
    failed.join()
    qtbot.waitUntil(lambda: len(dialogs(windows)) == 1)


def _args(fall_over: object) -> threading.ExceptHookArgs:
    assert callable(fall_over)
    try:
        fall_over()
    except ValueError as error:
        return threading.ExceptHookArgs((ValueError, error, error.__traceback__, threading.current_thread()))
    raise AssertionError


def test_a_window_that_cannot_be_built_is_told(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall_over(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(main_window.MainWindow, "show_home", fall_over)
    windows.open()
    assert isinstance(windows.window, TroublePage)
    assert shows(windows.window, "because of an error in the program")
    assert len(dialogs(windows)) == 1


def test_a_copy_that_cannot_be_put_back_is_told_and_another_can_be_chosen(
    windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = App(tmp_path)
    app.store.people.add("Sanni")
    app.store.backups.make("manual")
    app.close()
    (tmp_path / DATABASE).write_bytes(b"this is no database " * 200)
    windows.open()
    page = windows.window
    assert isinstance(page, TroublePage)

    def refuse(*_: object) -> None:
        raise CopyError(Text("The disk is full."))

    monkeypatch.setattr(Backups, "restore", refuse)
    monkeypatch.setattr(sys, "excepthook", windows._unhandled)
    click(page, "Restore the copy of")
    assert windows.window is page
    assert shows(page, "The disk is full.")
    assert shows(page, "Restore the copy of")


def test_a_process_that_dies_in_a_library_leaves_where_it_was_for_the_next_start(tmp_path: Path) -> None:
    dying = (
        "import faulthandler, sys; from pathlib import Path; from trainer.ui.crash import Faults;"
        " kept = Faults(Path(sys.argv[1])); faulthandler._sigsegv()"
    )
    ended = subprocess.run([sys.executable, "-c", dying, str(tmp_path)], cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode != 0
    was_on = faulthandler.is_enabled()
    following = Faults(tmp_path)
    following.close()
    if was_on:
        faulthandler.enable()  # pytest's own
    assert "Fatal Python error: Segmentation fault" in following.last
    assert str(ROOT) not in following.last
    assert (tmp_path / "fault.txt").read_text(encoding="utf-8") == ""


def test_what_was_left_by_the_last_run_is_told(qtbot: QtBot, windows: Windows) -> None:
    windows.open()
    windows.tell_of_last_run("Fatal Python error: Segmentation fault")
    qtbot.waitUntil(lambda: len(dialogs(windows)) == 1)
    assert shows(dialogs(windows)[0], "closed unexpectedly last time")


def test_the_log_never_grows_without_end(tmp_path: Path) -> None:
    known = list(start.log.handlers)
    start._log_to(tmp_path)
    [added] = [handler for handler in start.log.handlers if handler not in known]
    for n in range(4000):
        added.emit(logging.LogRecord("repliikki", logging.ERROR, "", 0, f"{n} " + "x" * 1000, None, None))
    start.log.removeHandler(added)
    added.close()
    files = list(tmp_path.glob("repliikki.log*"))
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) < 2_100_000


def test_a_log_folder_that_cannot_be_written_to_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    start._log_to(tmp_path / "log")
    faults = Faults(tmp_path / "log")
    assert faults.last == ""
    faults.close()

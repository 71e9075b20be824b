"""Real windows on real data folders, drawn off screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from trainer.app import App
from trainer.ui.main_window import MainWindow
from trainer.ui.theme import load_fonts

Opener = Callable[..., MainWindow]


@pytest.fixture(scope="session", autouse=True)
def _fonts(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    load_fonts()


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Opens the program's window on a data folder, as a start of the program would."""
    opened: list[MainWindow] = []

    def opener(
        *, folder: Path = tmp_path / "data", size: tuple[int, int] = (1280, 800), name: str | None = "Sanni Korhonen",
        **preferences: object,
    ) -> MainWindow:  # fmt: skip
        app = App(folder)
        settings: dict[str, object] = {
            "language": "en", "theme": "light", "voice": False, "reduce_motion": True, "rate_myself": False,
        }  # fmt: skip
        for key, value in (settings | preferences).items():
            app.store.settings.set(key, value)
        if name is not None and not app.store.people.all():
            app.store.settings.set("person", app.store.people.add(name).id)
        window = MainWindow(app.data, app.wording, app.library, app.store, app.open_store)
        opened.append(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: has_the_keyboard(window))
        QApplication.processEvents()  # a page is built anew for the size
        return window

    yield opener
    for window in opened:
        if isValid(window):
            close(window)


def has_the_keyboard(window: MainWindow) -> bool:
    """Whether keys go to this window, or to what it asks."""
    active = QApplication.activeWindow()
    return QApplication.focusWidget() is not None and active is not None and window in (active, active.parentWidget())


def close(window: MainWindow) -> None:
    """Closes a window as its owner would, and waits until it is gone."""
    window.close()
    window.deleteLater()
    QApplication.processEvents()

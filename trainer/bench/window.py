"""A window off screen, as figures of pages need it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

    from trainer.ui.main_window import MainWindow


def application() -> QApplication:
    """Qt as the program sets it up."""
    from PySide6.QtWidgets import QApplication

    from trainer.ui.theme import load_fonts

    made = QApplication([])
    made.setStyle("Fusion")
    load_fonts()
    return made


def main_window(folder: Path) -> MainWindow:
    """The program's window on a new data folder, with one person, silent and still."""
    from trainer.app import App
    from trainer.ui.main_window import MainWindow

    app = App(folder)
    app.store.people.add("Sanni")
    for key in ("voice", "reduce_motion"):
        app.store.settings.set(key, key == "reduce_motion")
    window = MainWindow(app.data, app.wording, app.library, app.store, app.open_store)
    window.show()
    return window


def frames(bar: QScrollBar, shown: QWidget, count: int = 60) -> list[float]:
    """Milliseconds of each frame while what a bar scrolls is gone through."""
    from trainer.bench.timing import taken

    def frame(n: int) -> None:
        bar.setValue(bar.minimum() + (bar.maximum() - bar.minimum()) * n // count)
        shown.repaint()

    frame(0)
    return [taken(partial(frame, n)) for n in range(1, count + 1)]

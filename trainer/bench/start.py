"""How long the program takes to start, and what that costs."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from trainer.bench.figures import Figure
from trainer.bench.process import whole_process
from trainer.store.database import Store
from trainer.wording import Text

_BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

_OUR_WINDOW = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from trainer.app import App
from trainer.ui.theme import load_fonts
application = QApplication([])
application.setStyle("Fusion")
load_fonts()
from trainer.ui.main_window import MainWindow
app = App(Path(sys.argv[1]))
window = MainWindow(app.data, app.wording, app.library, app.store, app.open_store)
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
painted = Painted()
window.installEventFilter(painted)
window.show()
application.exec()
"""


def starting(folder: Path) -> list[Figure]:
    """The first window, against one of Qt's with nothing in it; whole processes, in turn."""
    data = folder / "data"
    store = Store.open(data)
    store.people.add("Sanni")
    store.close()
    ours = [sys.executable, "-c", _OUR_WINDOW, str(data)]
    bare = [sys.executable, "-c", _BARE_WINDOW]
    whole_process(ours)  # fills the caches
    pairs = [(whole_process(ours), whole_process(bare)) for _ in range(7)]
    wall, limit = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    memory, memory_limit = (statistics.median(pair[side][1] for pair in pairs) for side in (0, 1))
    window = Text("a bare Qt window")
    return [
        Figure(Text("Start to the first window"), wall * 1000, "ms", limit * 1000, window, 1.5),
        Figure(Text("Memory at the first window"), memory, "MiB", memory_limit, window, 1.5),
    ]

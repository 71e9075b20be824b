"""PySide6 6.12.0 loses references to None and True on Python 3.11, and with them the process."""

from __future__ import annotations

import os
import subprocess
import sys

EMITS, PAINTS = 100_000, 20_000

PROGRAM = f"""
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

class Source(QObject):
    told = Signal(bool)

class Page(QWidget):
    painted = 0
    def paintEvent(self, event):
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), 0xffffff)
        self.painted += 1

heard = 0
def hear(truth):
    global heard
    heard += truth

application = QApplication([])
source = Source()
source.told.connect(hear)
for _ in range({EMITS}):
    source.told.emit(True)
page = Page()
page.resize(8, 8)
sheet = QImage(8, 8, QImage.Format.Format_ARGB32)
for _ in range({PAINTS}):
    page.render(sheet)
print(heard, page.painted)
"""


def test_many_signals_and_paints_are_survived() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == [str(EMITS), str(PAINTS)]

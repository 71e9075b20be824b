"""A phone's browser as a program: opens a page, votes by keyboard, and tells (JSON, a line each) what it sees.

Run as a process of its own, since the browser must be there before Qt's application is.
"""

from __future__ import annotations

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# The sandbox does not run as root; nothing but our own page is opened.
os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox --disable-gpu"

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

SEEN = "document.getElementById('main').innerText"
Level = QWebEnginePage.JavaScriptConsoleMessageLevel


class Page(QWebEnginePage):
    """A page whose complaints are told, such as of a script that the policy forbids."""

    def javaScriptConsoleMessage(self, _level: Level, message: str, _line: int, _source: str) -> None:
        tell(complaint=message)


def tell(**what: str) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def browse(url: str, reply: str, until: str) -> None:
    """Opens the page, goes by keyboard to a reply (its element's id), presses it, and stays until it reads so."""
    application = QApplication([])
    view = QWebEngineView()
    page = Page(view)
    view.setPage(page)
    view.resize(390, 800)
    view.show()
    pressed = False

    def look() -> None:
        # Scripts of ours run whether or not the page's may.
        page.runJavaScript("document.activeElement.id + ' ' + document.getElementById('main').innerText", 1, seen)

    def seen(answer: str) -> None:
        nonlocal pressed
        focus, _, text = (answer or "").partition(" ")
        target = view.focusProxy()
        if text and target and not pressed:
            pressed = focus == reply
            QTest.keyClick(target, Qt.Key.Key_Return if pressed else Qt.Key.Key_Tab)
        if until in text:
            tell(seen=text)
            application.quit()

    timer = QTimer(interval=100)
    timer.timeout.connect(look)
    view.loadFinished.connect(timer.start)
    page.settings().setAttribute(QWebEngineSettings.WebAttribute.JavascriptEnabled, "no-script" not in sys.argv)
    view.load(QUrl(url))
    application.exec()


if __name__ == "__main__":
    browse(*sys.argv[1:4])
    sys.stdout.flush()
    os._exit(0)

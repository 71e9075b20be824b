"""On which screen the room's window is: the second one by itself, and wherever it is put after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from trainer.ui.workshop.audience import Audience, AudienceWindow, ByPhone
from trainer.ui.workshop.desk import Desk
from trainer.wording import Wording

# A screen that was plugged in has its place and size only a moment later.
_SETTLED = 200


class Screens(QObject):
    """The room's window.

    Attributes:
        contrast: it is drawn with the most contrast there is.
        window: None while it is closed.
    """

    changed = Signal()
    key_pressed = Signal(object)
    """A key was pressed on the room's window."""

    def __init__(self, desk: Desk, console: QWidget, words: Wording) -> None:
        """Console is the window that the presenter looks at."""
        super().__init__()
        self._desk, self._console, self._words = desk, console, words
        self.contrast = False
        self._closing = False
        self.window: AudienceWindow | None = None
        self._chosen: QScreen | None = None
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._screens_changed)
        application.screenRemoved.connect(self._screens_changed)
        desk.changed.connect(self._show)
        self._place_later = QTimer(self, singleShot=True, interval=_SETTLED)
        self._place_later.timeout.connect(self._place)

    def audience(self) -> Audience:
        """What the room sees now."""
        desk = self._desk
        server = desk.server
        phones = None
        if server is not None:
            from trainer.workshop.codes import qr_matrix

            phones = ByPhone(qr_matrix(server.url), server.place, server.code)
        return Audience(desk.audience(), phones, desk.black, desk.large_code)

    def open(self) -> None:
        """Opens the window on the second screen; on the only one it is an ordinary window."""
        if self.window is None:
            self.window = AudienceWindow(self._words, contrast=self.contrast)
            self.window.closed.connect(self._was_closed)
            self.window.key_pressed.connect(self.key_pressed)
        self._show()
        self._place()

    def reopen(self) -> None:
        """Opens it where it was closed by mistake, and brings it to the front."""
        self.open()
        if self.window is not None:
            self.window.raise_()

    def close(self) -> None:
        """Closes it for good."""
        self._closing = True
        self._place_later.stop()
        if self.window is not None:
            window, self.window = self.window, None
            window.close()
            window.deleteLater()

    def swap(self) -> None:
        """The room's window to where the console is, and the console to where that was."""
        screens = QGuiApplication.screens()
        if len(screens) < 2 or self.window is None:
            return
        here, there = self._console.screen(), self.window.screen()
        if here is there:
            there = next(screen for screen in screens if screen is not here)
        self._chosen = here
        # Hidden meanwhile, as not every system takes a window that is seen to another screen.
        self._console.hide()
        self._console.setScreen(there)
        self._console.move(there.availableGeometry().topLeft())
        self._console.show()
        self._place()

    def move_to(self, screen: QScreen) -> None:
        """Puts the room's window on a screen."""
        self._chosen = screen
        self.open()

    def switch_contrast(self) -> None:
        """Draws it with the most contrast there is, or as usual."""
        self.contrast = not self.contrast
        if self.window is not None:
            self.window.use(contrast=self.contrast)
        self.changed.emit()

    def told(self, words: Wording) -> str:
        """Where the window is."""
        if self.window is None:
            return words.t("The room's screen is closed")
        screen = self.window.screen()
        if screen is self._console.screen():
            return words.t("No second screen")
        size = screen.size()
        return words.t("Room: {name}, {width} × {height}", name=screen.name(), width=size.width(), height=size.height())

    def choices(self, words: Wording) -> Iterator[tuple[str, Callable[[], object]]]:
        """What can be done about it."""
        for screen in QGuiApplication.screens():
            yield words.t("Room's screen on {name}", name=screen.name()), partial(self.move_to, screen)
        yield words.t("Swap the screens (S)"), self.swap
        yield words.t("High contrast (C)") if not self.contrast else words.t("Normal colours (C)"), self.switch_contrast
        if self.window is None:
            yield words.t("Open the room's screen again (W)"), self.reopen
        else:
            yield words.t("Close the room's screen"), self._close_for_now

    def _close_for_now(self) -> None:
        if self.window is not None:
            self.window.close()

    def _show(self) -> None:
        if self.window is not None:
            self.window.show_audience(self.audience())

    def _place(self) -> None:
        if self.window is None:
            return
        screens = QGuiApplication.screens()
        here = self._console.screen()
        others = [screen for screen in screens if screen is not here]
        wanted = self._chosen if self._chosen in screens else next(iter(others), None)
        if wanted is None or wanted is here:
            self.window.showNormal()
        else:
            self.window.hide()
            self.window.setScreen(wanted)
            self.window.setGeometry(wanted.geometry())
            self.window.showFullScreen()
        # The keyboard stays with the console.
        self._console.activateWindow()
        self.changed.emit()

    def _screens_changed(self, _: QScreen) -> None:
        # A window on a screen that goes is moved by the system to one that stays; here it only finds its place again.
        if not self._closing:
            self._place_later.start()

    def _was_closed(self) -> None:
        if self.window is not None and not self._closing:
            self.window.deleteLater()
            self.window = None
            self.changed.emit()

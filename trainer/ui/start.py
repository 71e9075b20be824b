"""Opens the window: one program on one data folder, and no exception that nobody hears of."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import threading
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLockFile,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    QTranslator,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from trainer.errors import TrainerError
from trainer.resources import shipped
from trainer.store.backups import Backups
from trainer.store.errors import DamagedDatabaseError
from trainer.ui.crash import Faults, place_of, report
from trainer.ui.theme import load_fonts
from trainer.wording import Text, Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer.scenario.library import Library
    from trainer.store.backups import Backup
    from trainer.store.database import Store
    from trainer.ui.main_window import MainWindow
    from trainer.ui.trouble import TroublePage

_RAISE_WITHIN = 1000  # ms that the first program has to answer

_NOT_SHOWN = Text("Repliikki could not show its window because of an error in the program. Your data is as it was.")
_ENDED = Text("Repliikki closed unexpectedly last time. What you did until then is kept.")
_GO_ON = Text(
    "You can go on. What you have done is kept. If this happens again, send the report to whoever gave you the "
    "program; it holds nothing that you wrote."
)

log = logging.getLogger("repliikki")


def run(
    data: Path, wording: Wording, library: Library, open_store: Callable[[], Store], file: Path | None = None
) -> int:
    """Runs the program until its window is closed; the exit status.

    Args:
        data: the data folder.
        wording: of everything on screen.
        library: what can be played.
        open_store: opens the database in the data folder, also a second time after it was closed.
        file: from another machine, to be taken in once the window is there.
    """
    if not _has_display():
        print(  # noqa: T201
            wording.t(
                "There is no display to open a window on. In the terminal you can practise with: repliikki play ID"
            ),
            file=sys.stderr,
        )
        return 1
    qInstallMessageHandler(partial(_tell_fatal, wording))
    application = QApplication(["repliikki"])
    qInstallMessageHandler(None)
    application.setApplicationName("Repliikki")
    application.setDesktopFileName("repliikki")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(shipped("assets") / "icons" / "repliikki.svg")))
    load_fonts()
    single = SingleInstance(data, file)
    if not single.first:
        return 0
    _log_to(data / "log")
    faults = Faults(data / "log")
    windows = Windows(data, wording, library, open_store, single)
    windows.open()
    if file is not None:
        windows.take_in(file)
    if faults.last:
        windows.tell_of_last_run(faults.last)
    status = application.exec()
    faults.close()
    return status


class SingleInstance:
    """Of two programs on the same data the second asks the first to come to the front, and ends."""

    def __init__(self, folder: Path, file: Path | None = None) -> None:
        """File is what the first one is asked to take in as well."""
        self._file = file
        self._name = "repliikki-" + hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:24]
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self.first = self._take_lock(folder) or not self._wake_first()

    def _take_lock(self, folder: Path) -> bool:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return True  # the store tells what is wrong with the folder
        self._lock = QLockFile(str(folder / "repliikki.lock"))
        self._lock.setStaleLockTime(0)
        # A read-only folder cannot be locked, and needs no lock: nothing is written there.
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def _wake_first(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_RAISE_WITHIN):
            return False
        socket.write(str(self._file.absolute() if self._file else "").encode() + b"\n")
        socket.waitForBytesWritten(_RAISE_WITHIN)
        socket.disconnectFromServer()
        return True

    def raise_when_asked(self, window: QWidget, take_in: Callable[[Path], None]) -> None:
        """Brings the window to the front whenever another program asks, and takes in the file that it names."""
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(window)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

        def come_to_front() -> None:
            assert self._server is not None
            while (socket := self._server.nextPendingConnection()) is not None:
                socket.readyRead.connect(partial(read, socket))
                socket.disconnected.connect(socket.deleteLater)
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()

        def read(socket: QLocalSocket) -> None:
            named = bytes(socket.readLine().data()).decode().strip()
            if named:
                # Once the socket is done with: what is asked before the import may take its time.
                QTimer.singleShot(0, window, partial(take_in, Path(named)))

        self._server.newConnection.connect(come_to_front)
        self._server.listen(self._name)


class _Mistakes(QObject):
    """Brings what went wrong in any thread to the thread of the windows."""

    made = Signal(object)

    def __init__(self, take: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._take = take
        self.made.connect(self._heard, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _heard(self, error: BaseException) -> None:
        self._take(error)


class Windows:
    """The main window, or what is shown while there is no database."""

    def __init__(
        self,
        data: Path,
        wording: Wording,
        library: Library,
        open_store: Callable[[], Store],
        single: SingleInstance,
    ) -> None:
        self._data, self._wording, self._library = data, wording, library
        self._open_store, self._single = open_store, single
        self.window: QWidget | None = None
        self._told: set[str] = set()
        self._dialog: QWidget | None = None
        self._mistakes = _Mistakes(self._take)
        sys.excepthook = self._unhandled
        threading.excepthook = self._unhandled_in_thread

    def open(self) -> None:
        """Shows the main window, or what hinders it."""
        from trainer.ui.main_window import MainWindow

        try:
            store = self._open_store()
            self._show(MainWindow(self._data, self._wording, self._library, store, self._open_store))
        except TrainerError as error:
            self._show(self._trouble(error))
        except Exception as error:  # a mistake of ours must not look like a program that does not start
            self._show(self._trouble(TrainerError(_NOT_SHOWN)))
            self._take(error)

    def take_in(self, file: Path) -> None:
        """Has the main window take in a file; while something hinders it, nothing is done."""
        if (window := self._main_window()) is not None:
            window.take_in(file)

    def tell_of_last_run(self, place: str) -> None:
        """Tells that the program ended by itself the last time, and where in it."""
        told = report(place)
        log.error("the last run ended by itself\n%s", told)
        # Once there is a window to ask it in.
        QTimer.singleShot(0, self._mistakes, partial(self._ask, _ENDED, told))

    def _show(self, window: QWidget) -> None:
        old, self.window = self.window, window
        self._single.raise_when_asked(window, self.take_in)
        translate_qt(self._wording.language)
        window.show()
        if old is not None:
            old.close()
            old.deleteLater()

    def _trouble(self, error: TrainerError) -> TroublePage:
        from trainer.ui.context import Context
        from trainer.ui.theme import Look
        from trainer.ui.trouble import TroublePage

        damaged = isinstance(error, DamagedDatabaseError)
        page = TroublePage(
            Context(Look(), self._wording),
            self._wording.say(error.text),
            error.backups if isinstance(error, DamagedDatabaseError) else (),
            can_begin_anew=damaged,
        )
        page.setWindowTitle("Repliikki")
        page.resize(900, 560)
        page.restore_asked.connect(self._restore)
        page.new_asked.connect(self._begin_anew)
        page.quit_asked.connect(page.close)
        return page

    def _restore(self, backup: Backup) -> None:
        Backups(self._data).restore(backup)
        self.open()

    def _begin_anew(self) -> None:
        Backups(self._data).set_aside()
        self.open()

    def _unhandled(self, kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        else:
            self._take(error)

    def _unhandled_in_thread(self, failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            self._mistakes.made.emit(failed.exc_value)

    def _take(self, error: BaseException) -> None:
        """Tells what was raised and not caught: once, as what goes wrong in painting does so again and again."""
        if isinstance(error, TrainerError) and self.window is not None:
            self._say(error.text)
            return
        place = place_of(error)
        if place in self._told:
            return
        self._told.add(place)
        told = report(place)
        log.error("unhandled\n%s", told)
        print(told, file=sys.stderr)  # noqa: T201
        self._ask(_GO_ON, told)

    def _ask(self, text: Text, told: str) -> None:
        if self.window is None or self._dialog is not None:
            return  # what comes of the first mistake is in the log
        from trainer.ui.context import Context
        from trainer.ui.theme import Look
        from trainer.ui.trouble import CrashDialog

        main = self._main_window()
        context = main.context if main is not None else Context(Look(), self._wording)
        self._dialog = CrashDialog(context, self._wording.say(text), told, self.window)
        self._dialog.destroyed.connect(self._forget_dialog)
        self._dialog.open()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _say(self, text: Text) -> None:
        main = self._main_window()
        if main is not None:
            main.notify(text)
            return
        from trainer.ui.trouble import TroublePage

        if isinstance(self.window, TroublePage):
            self.window.tell(self._wording.say(text))

    def _main_window(self) -> MainWindow | None:
        from trainer.ui.main_window import MainWindow

        return self.window if isinstance(self.window, MainWindow) else None


def translate_qt(language: str) -> None:
    """Qt's own words, those of its buttons and menus, in this language from now on."""
    application = QApplication.instance()
    assert application is not None
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(application)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _tell_fatal(wording: Wording, kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
    """While Qt looks for a display: where none answers, one sentence in place of an abort with a core dump."""
    print(text, file=sys.stderr)  # noqa: T201
    if kind is QtMsgType.QtFatalMsg:
        print(  # noqa: T201
            wording.t("The window could not be opened. In the terminal you can practise with: repliikki play ID"),
            file=sys.stderr,
        )
        sys.stderr.flush()
        os._exit(1)


def _log_to(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "repliikki.log", maxBytes=500_000, backupCount=3, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)

"""A screen of its own, with a keyboard: Xvfb, xdotool, and what a window manager says when a window is closed."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
from types import TracebackType

PATIENCE = 20  # seconds for anything on screen to come about
MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]

_CLIENT_MESSAGE = 33


class Screen:
    """An X display that nobody else uses, with a second screen (`.1`) where one is wanted."""

    def __init__(self, *, second: bool = False) -> None:
        told, tell = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1280x900x24", "-nolisten", "tcp",
             *(["-screen", "1", "1920x1080x24"] if second else [])],
            pass_fds=[tell], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(tell)
        with os.fdopen(told) as pipe:
            self.display = f":{pipe.readline().strip()}"

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait(PATIENCE)

    def window(self) -> int:
        """The program's window, once it is there, with the keyboard in it."""
        found = self._xdotool("search", "--sync", "--onlyvisible", "--name", "^Repliikki$").split()
        window = found[-1]
        self._xdotool("windowfocus", "--sync", window)
        return int(window)

    def size_on_second(self, name: str) -> str:
        """The width and height of the window of this name on the second screen, once it is there."""
        window = self._xdotool("search", "--sync", "--onlyvisible", "--name", name, second=True).split()[-1]
        told = self._xdotool("getwindowgeometry", "--shell", window, second=True)
        size = dict(line.split("=") for line in told.split())
        return f"{size['WIDTH']}x{size['HEIGHT']}"

    def type(self, text: str) -> None:
        """Types a text where the keyboard is."""
        self._xdotool("type", text)

    def press(self, *keys: str) -> None:
        """Presses keys one after another."""
        self._xdotool("key", *keys)

    def close(self, window: int) -> None:
        """Closes a window as a window manager does at a click on its cross."""
        x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        x.XOpenDisplay.restype = ctypes.c_void_p
        display = ctypes.c_void_p(x.XOpenDisplay(self.display.encode()))
        atom = x.XInternAtom
        atom.restype = ctypes.c_ulong
        protocols, delete = (atom(display, name, False) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
        message = _Message(_CLIENT_MESSAGE, 0, True, display, window, protocols, 32, (delete, 0, 0, 0, 0))
        x.XSendEvent(display, ctypes.c_ulong(window), False, ctypes.c_long(0), ctypes.byref(message))
        x.XCloseDisplay(display)

    def _xdotool(self, *arguments: str, second: bool = False) -> str:
        display = f"{self.display}.1" if second else self.display
        done = subprocess.run(
            ["xdotool", *arguments], env={**os.environ, "DISPLAY": display}, timeout=PATIENCE,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout


class _Message(ctypes.Structure):
    """XClientMessageEvent, filled up to the size of an XEvent, of which Xlib reads the whole."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 24),
    )

"""The program as a screen reader has it: read over AT-SPI, from another process, as Orca reads it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic
from typing import TypeVar

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication

from tests.end_to_end.screen import MISSING, PATIENCE, Screen
from tests.end_to_end.test_window import program
from tests.terminal.conftest import CommandLine, surroundings

SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
LACKING = [
    *MISSING,
    *(name for name in ("dbus-daemon", "gdbus") if shutil.which(name) is None),
    *(["at-spi2-core"] if not SERVICE.exists() else []),
]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)}")

ROOT_OBJECT = "/org/a11y/atspi/accessible/root"
LINE = "Rantala Bakery, Harri Rantala's phone, Päivi Koskela speaking. Harri's in a meeting. What's it about?"
HINT = "Päivi isn't a switchboard."
CONNECTION = "screen reader"
FOCUSED, SHOWING = 1 << 12, 1 << 25  # bits of AT-SPI's states


class ScreenReader:
    """Reads what programs on a screen tell, on buses of its own."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self._variables = surroundings(DISPLAY=screen.display, WAYLAND_DISPLAY=None, XDG_RUNTIME_DIR=str(folder))
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            env=self._variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._bus.stdout is not None
        session = self._bus.stdout.readline().strip()
        self.variables = {
            "DBUS_SESSION_BUS_ADDRESS": session, "XDG_RUNTIME_DIR": str(folder),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }  # fmt: skip
        self._address = session
        self._log = folder / "told.txt"
        self._program = ""
        self._monitor: subprocess.Popen[bytes] | None = None

    def join(self) -> None:
        """Goes on the bus of screen readers, which the session's bus starts."""
        told = self._call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        self._address = ast.literal_eval(told)[0]
        self._register()

    def _register(self) -> None:
        """Asks programs to send what they announce; that holds as long as the one who asks is on the bus."""
        place = "/org/a11y/atspi/registry"
        wish = QDBusMessage.createMethodCall(
            "org.a11y.atspi.Registry", place, "org.a11y.atspi.Registry", "RegisterEvent"
        )
        wish.setArguments(["object:announcement"])
        told = QDBusConnection.connectToBus(self._address, CONNECTION).call(wish)
        assert told.type() == QDBusMessage.MessageType.ReplyMessage, told.errorMessage()

    def close(self) -> None:
        """Ends the bus, and with it what it has started."""
        QDBusConnection.disconnectFromBus(CONNECTION)
        for process in (self._monitor, self._bus):
            if process is not None:
                process.terminate()
                process.wait(PATIENCE)
        assert self._bus.stdout is not None
        self._bus.stdout.close()

    def listen(self) -> None:
        """Notes from now on what the first program on the screen announces."""
        children = until(lambda: self._children("org.a11y.atspi.Registry", ROOT_OBJECT))
        self._program = children[0][0]
        with self._log.open("wb") as log:
            self._monitor = subprocess.Popen(
                ["gdbus", "monitor", "--address", self._address, "--dest", self._program],
                env=self._variables, stdout=log,
            )  # fmt: skip
        until(lambda: "is owned by" in self._log.read_text("utf-8"))

    def announced(self, text: str) -> bool:
        """Whether a text was announced."""
        lines = self._log.read_text("utf-8").splitlines()
        return any("Event.Object.Announcement" in line and text in line for line in lines)

    def seen(self) -> list[tuple[str, str, bool]]:
        """Role, name, and whether it has the keyboard, of all that is on screen and has a name, in reading order."""
        return list(self._below(self._program, ROOT_OBJECT))

    def _below(self, program: str, place: str) -> Iterator[tuple[str, str, bool]]:
        for owner, child in self._children(program, place):
            state = int(self._ask(owner, child, "GetState").split()[1].rstrip(","))
            if not state & SHOWING:
                continue
            name = ast.literal_eval(self._name(owner, child))
            if name:
                yield self._ask(owner, child, "GetRoleName").split("'")[1], name, bool(state & FOCUSED)
            yield from self._below(owner, child)

    def _children(self, program: str, place: str) -> list[tuple[str, str]]:
        return re.findall(r"\('(:[^']*)', (?:objectpath )?'([^']*)'\)", self._ask(program, place, "GetChildren"))

    def _name(self, program: str, place: str) -> str:
        """The name as it is told, in quotes: between `(<` and `>,)`."""
        wanted = ("org.a11y.atspi.Accessible", "Name")
        return self._call(program, place, "org.freedesktop.DBus.Properties.Get", *wanted)[2:-3]

    def _ask(self, program: str, place: str, method: str) -> str:
        return self._call(program, place, f"org.a11y.atspi.Accessible.{method}")

    def _call(self, program: str, place: str, method: str, *arguments: str) -> str:
        done = subprocess.run(
            ["gdbus", "call", "--address", self._address, "-d", program, "-o", place, "-m", method, *arguments],
            env=self._variables, timeout=PATIENCE, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.strip()


T = TypeVar("T")


def until(look: Callable[[], T]) -> T:
    """Looks again and again until there is something; returns it."""
    end, pause = monotonic() + PATIENCE, Event()
    while not (found := look()):
        assert monotonic() < end
        pause.wait(0.05)
    return found


@pytest.fixture
def screen() -> Iterator[Screen]:
    with Screen() as opened:
        yield opened


@pytest.fixture
def reader(screen: Screen, qapp: QApplication) -> Iterator[ScreenReader]:  # noqa: ARG001
    # A folder with a short name: the path of a socket has 107 characters at most.
    with TemporaryDirectory() as folder:
        started = ScreenReader(screen, Path(folder))
        try:
            started.join()
            yield started
        finally:
            started.close()


def test_a_first_conversation_is_told_to_a_screen_reader(
    repliikki: CommandLine, screen: Screen, reader: ScreenReader
) -> None:
    with program(repliikki, screen, **reader.variables):
        screen.window()
        reader.listen()
        seen = until(reader.seen)
        assert seen[0] == ("frame", "Repliikki", False)
        assert [what for what in seen if what[2]] == [("text", "Your name", True)]
        assert ("push button", "Start the first scenario", False) in seen
        assert ("radio button", "English", False) in seen

        screen.type("Sanni")
        screen.press("Return")
        until(lambda: ("push button", "Start the conversation", True) in reader.seen())

        screen.press("Return")
        until(lambda: reader.announced(LINE))
        seen = reader.seen()
        assert ("label", LINE, False) in seen
        replies = [name for role, name, _ in seen if role == "radio button"]
        assert [name.split(":")[0] for name in replies] == [f"Reply {n} of 4" for n in (1, 2, 3, 4)]
        names = [name for _, name, _ in seen]
        assert names.index(LINE) < names.index(replies[0])

        screen.press("h")
        until(lambda: reader.announced(HINT))

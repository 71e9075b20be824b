"""A speaker with its signals written down, and what the system says about its child processes."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from trainer.speech.child import command
from trainer.speech.speaker import Speaker
from trainer.wording import Text

Event = tuple[object, ...]


def bad_child(*behaviour: str) -> list[str]:
    return [sys.executable, str(Path(__file__).with_name("bad_child.py")), *behaviour]


class Session(QObject):
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__()
        self.qtbot, self.folder = qtbot, folder
        self.events: list[Event] = []
        self.speakers: list[Speaker] = []

    def speaker(
        self, commands: Sequence[Sequence[str]] | None = None, patience: int = 4000, system: str = ""
    ) -> Speaker:
        speaker = Speaker(self.folder, commands=commands, patience=patience, system=system)
        speaker.started.connect(lambda: self.events.append(("started",)))
        speaker.word.connect(lambda start, end: self.events.append(("word", start, end)))
        speaker.finished.connect(lambda: self.events.append(("finished",)))
        speaker.notice.connect(self._noticed)
        self.speakers.append(speaker)
        return speaker

    def espeak(self) -> Speaker:
        return self.speaker([command("espeak")])

    def _noticed(self, text: object) -> None:
        assert isinstance(text, Text)
        self.events.append(("notice", str(text)))

    def names(self) -> list[object]:
        return [event[0] for event in self.events if event[0] not in ("word", "notice")]

    def notices(self) -> list[str]:
        return [str(event[1]) for event in self.events if event[0] == "notice"]

    def words(self, text: str) -> list[str]:
        return [text[int(str(event[1])) : int(str(event[2]))] for event in self.events if event[0] == "word"]

    def until(self, condition: Callable[[], object], timeout: int = 10_000) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def heard(self, name: str = "finished", times: int = 1) -> None:
        self.until(lambda: self.names().count(name) >= times)

    def close(self) -> None:
        for speaker in self.speakers:
            speaker.close()
            speaker.deleteLater()


def children() -> set[int]:
    """The process ids of this process's children (Linux)."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    while True:
        # A thread that ends while they are gone through hands its children to another: look again.
        with suppress(FileNotFoundError, ProcessLookupError):
            return {int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()}


def memory() -> int:
    """This process's memory in use, bytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")

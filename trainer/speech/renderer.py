"""The window's side of the child process: sends it lines, and replaces it once if it hangs or dies."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from trainer.speech.child import voices_in, working_folder
from trainer.speech.engine import Rendering
from trainer.speech.voice import Voice

_START_PATIENCE = 10_000
_KILL_PATIENCE = 2000

Job = tuple[Rendering, Path]


class Renderer(QObject):
    """One child process, started when first needed. Nothing here waits but `close`.

    Signals:
        known: its voices are known (`voices`), or that it has none.
        rendered: the key of a rendering whose file is there.
        failed: key and reason of one that could not be rendered; the child goes on.
        gave_up: the child hung or died twice; all that waited is dropped.
    """

    known = Signal()
    rendered = Signal(str)
    failed = Signal(str, str)
    gave_up = Signal(str)

    def __init__(self, command: Sequence[str], patience: int, parent: QObject | None = None) -> None:
        """Args: command is program and arguments; patience is how long one rendering may take, ms."""
        super().__init__(parent)
        self.voices: tuple[Voice, ...] | None = None
        self.broken = False
        self._command = list(command)
        self._patience = patience
        self._process: QProcess | None = None
        self._heard = b""
        self._ready = False
        self._restarts = 1
        self._job: Job | None = None
        self._waiting: deque[Job] = deque()
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._hung)

    def start(self) -> None:
        """Start the child if it is not running."""
        if self._process or self.broken:
            return
        process = QProcess(self)
        process.setProgram(self._command[0])
        process.setArguments(self._command[1:])
        process.setWorkingDirectory(working_folder())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(partial(self._read, process))
        process.finished.connect(partial(self._ended, process))
        process.errorOccurred.connect(partial(self._failed_to_start, process))
        self._process, self._heard, self._ready = process, b"", False
        self._clock.start(_START_PATIENCE)
        process.start()

    def render(self, wanted: Rendering, path: Path, *, urgent: bool) -> None:
        """Have a file rendered; an urgent one before all that waits."""
        if self._job and self._job[0].key == wanted.key:
            return
        self._waiting = deque(job for job in self._waiting if job[0].key != wanted.key)
        if urgent:
            self._waiting.appendleft((wanted, path))
        else:
            self._waiting.append((wanted, path))
        self.start()
        self._next()

    def drop_waiting(self) -> None:
        """Forget what was asked for and not begun."""
        self._waiting.clear()

    def close(self) -> None:
        """End the child; it is gone when this returns."""
        self.drop_waiting()
        process = self._let_go()
        if process:
            process.kill()
            process.waitForFinished(_KILL_PATIENCE)
            process.deleteLater()

    def _let_go(self) -> QProcess | None:
        process, self._process, self._ready = self._process, None, False
        self._clock.stop()
        return process

    def _next(self) -> None:
        if not self._ready or self._job or not self._waiting or not self._process:
            return
        self._job = self._waiting.popleft()
        wanted, path = self._job
        order = {"path": str(path), "wanted": asdict(wanted)}
        self._process.write(json.dumps(order).encode() + b"\n")
        self._clock.start(self._patience)

    def _read(self, process: QProcess) -> None:
        if process is not self._process:
            return
        self._heard += process.readAllStandardOutput().data()
        *lines, self._heard = self._heard.split(b"\n")
        for line in lines:
            self._clock.stop()
            message = json.loads(line)
            if "voices" in message:
                self._ready = True
                self.voices = voices_in(message)
                self.known.emit()
            elif self._job:
                key, self._job = self._job[0].key, None
                if message["why"]:
                    self.failed.emit(key, message["why"])
                else:
                    self.rendered.emit(key)
            self._next()

    def _hung(self) -> None:
        self._replace("no answer in time")

    def _ended(self, process: QProcess, *_: object) -> None:
        if process is self._process:
            self._replace("the voice process ended")
        else:
            process.deleteLater()

    def _failed_to_start(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if process is self._process and error is QProcess.ProcessError.FailedToStart:
            self._replace("the voice process could not be started")

    def _replace(self, why: str) -> None:
        process = self._let_go()
        if process and process.state() is QProcess.ProcessState.NotRunning:
            process.deleteLater()
        elif process:
            process.kill()
        if self._job:
            self._waiting.appendleft(self._job)
            self._job = None
        if self._restarts:
            self._restarts -= 1
            self.start()
            return
        self.broken, self.voices = True, ()
        self._waiting.clear()
        self.gave_up.emit(why)

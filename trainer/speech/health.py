"""What speech there is on this computer, for `doctor`. Needs Qt only for audio devices and Qt's own voices."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer

from trainer.speech.child import command, drivers, voices_in, working_folder
from trainer.speech.voice import Voice, primary

_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class EngineHealth:
    """One engine.

    Attributes:
        engine: its name.
        voices: all it has.
        problem: what is wrong, in the engine's words; "" if nothing is.
    """

    engine: str
    voices: tuple[Voice, ...]
    problem: str

    def by_language(self) -> dict[str, tuple[Voice, ...]]:
        """The voices by primary subtag of their language."""
        tags = sorted({primary(voice.languages[0]) for voice in self.voices if voice.languages})
        return {tag: tuple(voice for voice in self.voices if voice.speaks(tag)) for tag in tags}


def engines() -> tuple[EngineHealth, ...]:
    """All engines of this system, asked one after another; takes about 0.1 s each, 10 s at most if one hangs."""
    return tuple(ask(driver, command(driver)) for driver in drivers())


def ask(driver: str, child: Sequence[str], patience: float = _PATIENCE) -> EngineHealth:
    """Ask one engine in a child process of its own, which is ended again.

    Args:
        driver: its name.
        child: program and arguments of the child.
        patience: seconds until a child that says nothing is ended.
    """
    try:
        process = subprocess.Popen(
            child,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=working_folder(),
        )
    except OSError as error:
        return EngineHealth(driver, (), str(error))
    with process:
        assert process.stdout
        clock = Timer(patience, process.kill)
        clock.start()
        line = process.stdout.readline()
        clock.cancel()
        process.kill()
    if not line:
        return EngineHealth(driver, (), "the voice process did not answer")
    hello = json.loads(line)
    return EngineHealth(driver, voices_in(hello), hello["health"])


def system_voices() -> tuple[Voice, ...]:
    """The voices that Qt speaks with itself, which serve where no engine has any of a language."""
    from trainer.speech.system_voice import SystemVoice, engine

    with _qt():
        name = engine()
        return SystemVoice(name).voices() if name else ()


def audio_outputs() -> tuple[str, ...]:
    """The names of the audio output devices, as Qt sees them; () if there is none."""
    from PySide6.QtMultimedia import QMediaDevices

    with _qt():
        return tuple(device.description() for device in QMediaDevices.audioOutputs())


@contextmanager
def _qt() -> Iterator[None]:
    """An application of Qt, within which alone it looks for devices and voices."""
    from PySide6.QtCore import QCoreApplication

    application = QCoreApplication.instance() or QCoreApplication([])
    yield
    del application

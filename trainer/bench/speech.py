"""How soon the voice is silent."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.bench.figures import Figure
from trainer.bench.process import asked
from trainer.bench.timing import taken
from trainer.speech.engine import Rendering
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.speech.renderer import Renderer

_ROUNDS = 5
_PATIENCE = 5000
_SENTENCE = "Soitan huomenna kello kymmeneltä ja kerron, mitä on selvinnyt."


def speech(folder: Path) -> list[Figure]:
    """Speech stopped in the middle of its work; nothing where this computer has no voice."""
    found = asked("speech", folder)
    return [Figure(Text("Speech stopped, its process gone"), found, "ms", None, None, 50)] if found is not None else []


def measured(folder: Path) -> float | None:
    """Milliseconds until the process that speaks has been ended."""
    from PySide6.QtCore import QCoreApplication

    from trainer.speech.child import command, drivers
    from trainer.speech.renderer import Renderer

    QCoreApplication([])
    renderers: list[Renderer] = []  # Qt still tells them of their process once it is gone
    times: list[float] = []
    for n in range(_ROUNDS):
        renderer = Renderer(command(drivers()[0]), _PATIENCE)
        renderers.append(renderer)
        renderer.start()
        _until(partial(_is_known, renderer))
        if not renderer.voices:
            break
        wanted = Rendering("espeak", renderer.voices[0].id, "", 50, 160, -20.0, 250, (_SENTENCE,) * 400)
        renderer.render(wanted, folder / f"{n}.wav", urgent=True)
        _until(lambda: False, 30)
        times.append(taken(renderer.close))
    return statistics.median(times) if times else None


def _is_known(renderer: Renderer) -> bool:
    return renderer.voices is not None


def _until(reached: Callable[[], bool], most: int = 2 * _PATIENCE) -> bool:
    """Lets Qt work until something is reached, for so many milliseconds at most; whether it is."""
    from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

    deadline = QDeadlineTimer(most)
    while not reached() and not deadline.hasExpired():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    return reached()

"""What every voice engine offers: voices, rendering, and word of its health."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from trainer.speech.line import Rendering
from trainer.speech.voice import Voice


class EngineError(Exception):
    """The engine could not render a line; the message says why, for logs and `doctor`."""


class Engine(Protocol):
    """Something that turns prepared sentences into a WAV file."""

    @property
    def name(self) -> str:
        """The engine's name: "espeak", "sapi5", "nsss", "dummy" or "silence"."""

    def voices(self) -> tuple[Voice, ...]:
        """All voices it has."""

    def render(self, wanted: Rendering, path: Path) -> None:
        """Write the sound to `path`, as `sound.write` does; EngineError if it cannot."""

    def health(self) -> str:
        """What is wrong with it, in the engine's words; "" if nothing is."""

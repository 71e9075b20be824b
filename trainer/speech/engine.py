"""What every voice engine is asked for, and what it offers: voices, rendering, and word of its health."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from trainer.speech.voice import Voice

# Part of every cache key: raise it when the same rendering would sound different.
_SOUND_VERSION = 1


@dataclass(frozen=True, slots=True)
class Rendering:
    """What an engine is asked for.

    Attributes:
        engine: its name.
        voice: the voice's id.
        variant: of the voice, where the engine has variants; else "".
        pitch: 0–99, where the engine has pitch.
        pace: words a minute.
        level: loudness while speaking, dB below full scale.
        pause: ms between sentences.
        sentences: prepared for speech.
    """

    engine: str
    voice: str
    variant: str
    pitch: int
    pace: int
    level: float
    pause: int
    sentences: tuple[str, ...]

    @property
    def key(self) -> str:
        """A name for its sound: the same for the same sound, and fit for a file."""
        written = json.dumps([_SOUND_VERSION, asdict(self)], sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()[:40]


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

"""A line to be spoken, and all that decides its sound."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from typing import NamedTuple

from trainer.speech import english, finnish
from trainer.speech.manner import manner
from trainer.speech.spoken import Piece, Rule, pieces, sentences, spoken
from trainer.speech.voice import Voice, primary

# Part of every cache key: raise it when the same rendering would sound different.
_SOUND_VERSION = 1


class Line(NamedTuple):
    """What is to be heard: a shown text, its language tag, the person who says it and how that person feels."""

    text: str
    language: str
    voice: str = "female"
    feels: str = "calm"


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


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    prepared = {"fi": finnish.rules, "en": english.rules}.get(language)
    return prepared() if prepared else ()


def line_pieces(line: Line) -> tuple[Piece, ...]:
    """The pieces of a line; () if nothing in it can be said."""
    return pieces(line.text, _rules(primary(line.language)))


def rendering(line: Line, said: tuple[Piece, ...], voice: Voice) -> Rendering:
    """What to ask a voice's engine for, so that it sounds like the person and the feeling."""
    how = manner(line.voice, line.feels)
    return Rendering(
        engine=voice.engine,
        voice=voice.id,
        variant=how.variant if voice.engine == "espeak" else "",
        pitch=how.pitch,
        pace=how.pace,
        level=how.level,
        pause=how.pause,
        sentences=tuple(spoken(sentence) for sentence in sentences(said)),
    )

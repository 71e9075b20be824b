"""A line to be spoken, and what an engine is asked for so that it sounds like its person."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from trainer.speech import english, finnish
from trainer.speech.engine import Rendering
from trainer.speech.manner import manner
from trainer.speech.spoken import Piece, Rule, pieces, sentences, spoken
from trainer.speech.voice import Voice, primary


class Line(NamedTuple):
    """What is to be heard: a shown text, its language tag, the person who says it and how that person feels."""

    text: str
    language: str
    voice: str = "female"
    feels: str = "calm"


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
        variant=how.variant if voice.engine == "espeak" and not voice.mbrola else "",
        pitch=how.pitch,
        pace=how.pace,
        level=how.level,
        pause=how.pause,
        sentences=tuple(spoken(sentence) for sentence in sentences(said)),
    )

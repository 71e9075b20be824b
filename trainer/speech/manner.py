"""How a person sounds and what a feeling does to it: pitch, pace, loudness and pauses.

The figures were tuned by rendering with espeak-ng 1.51 and measuring the sound: each pair of persons differs
in pitch by two semitones or more, every mixture stays free of clipping, and pauses keep to 250–400 ms.
"""

from __future__ import annotations

from dataclasses import dataclass

# What engines make of a pace of their own accord, words a minute.
NORMAL_PACE = 170


@dataclass(frozen=True, slots=True)
class Manner:
    """How a line is to be said.

    Attributes:
        gender: of the speaker, "female" or "male".
        variant: the espeak-ng variant that sounds like the speaker; other engines have none.
        pitch: 0–99, 50 in the middle; only espeak-ng has it.
        pace: words a minute.
        level: loudness while speaking, dB below full scale.
        pause: silence between sentences, ms.
    """

    gender: str
    variant: str
    pitch: int
    pace: int
    level: float
    pause: int


@dataclass(frozen=True, slots=True)
class _Person:
    gender: str
    variant: str
    pitch: int
    pace: int


@dataclass(frozen=True, slots=True)
class _Feeling:
    pitch: int = 0
    pace: float = 1.0
    level: float = 0.0
    pause: int = 320


_PERSONS = {
    "female": _Person("female", "f2", 54, 172),
    "male": _Person("male", "m3", 60, 170),
    "older-female": _Person("female", "f4", 34, 155),
    "older-male": _Person("male", "m7", 24, 150),
}

_FEELINGS = {
    "calm": _Feeling(),
    "smile": _Feeling(pitch=+8, pace=1.03, level=+0.5),
    "serious": _Feeling(pitch=-6, pace=0.96, pause=350),
    "concerned": _Feeling(pitch=+4, pace=0.94, level=-0.5, pause=360),
    "suspicious": _Feeling(pitch=-4, pace=0.92, pause=380),
    "tired": _Feeling(pitch=-10, pace=0.86, level=-1.5, pause=400),
    "angry": _Feeling(pitch=+10, pace=1.12, level=+2.0, pause=280),
    "rage": _Feeling(pitch=+18, pace=1.2, level=+3.0, pause=250),
}

PERSONS = tuple(_PERSONS)
FEELINGS = tuple(_FEELINGS)

_LEVEL = -24.0


def manner(person: str, feels: str) -> Manner:
    """The manner of a person (one of `PERSONS`) who feels so (one of `FEELINGS`); KeyError for any other."""
    who, how = _PERSONS[person], _FEELINGS[feels]
    return Manner(
        gender=who.gender,
        variant=who.variant,
        pitch=min(99, max(0, who.pitch + how.pitch)),
        pace=round(who.pace * how.pace),
        level=_LEVEL + how.level,
        pause=how.pause,
    )

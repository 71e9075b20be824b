"""A mark: the level of one reply on one criterion, who gave it, and the words that show it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from trainer.wording import Text

BROKEN, MISSED, PARTLY, SHOWN = -1, 0, 1, 2

LEVEL_WORDS = {
    BROKEN: Text("Broken"),
    MISSED: Text("Missed"),
    PARTLY: Text("Partly"),
    SHOWN: Text("Shown"),
}


class Source(StrEnum):
    """Who gave a mark: the scenario's writer, the program reading a typed reply, a coach, or a role play's observer."""

    AUTHOR = "author"
    AUTO = "auto"
    COACH = "coach"
    OBSERVER = "observer"


class Mark(NamedTuple):
    """One criterion's level for one reply.

    Attributes:
        criterion: a key of the catalogue.
        level: 0, 1 or 2; -1 (broken) on `respect` alone.
        source: who gave it.
        evidence: spans of characters, [start, end), of the reply that show it.
        confidence: 0–1, how often a mark like this is right; 1 for author and coach.
        sure: False means "coach, please look": the mark counts neither for nor against.
        reason: why, from a coach.
    """

    criterion: str
    level: int
    source: Source
    evidence: tuple[tuple[int, int], ...] = ()
    confidence: float = 1.0
    sure: bool = True
    reason: str = ""

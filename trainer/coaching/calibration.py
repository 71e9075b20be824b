"""A calibration round: several coaches mark the same sessions blind, and then compare line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from trainer.coaching.agreement import Agreement, agreement


class BlindMark(NamedTuple):
    """A level that a coach gave without seeing anybody else's, -1 to 2."""

    coach: str
    session: int
    turn: int
    criterion: str
    level: int


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one reply, and who gave it which level; coaches who gave none are left out."""

    session: int
    turn: int
    criterion: str
    levels: Mapping[str, int]

    @property
    def spread(self) -> int:
        """How far the highest level lies above the lowest; 0 where all agree."""
        return max(self.levels.values()) - min(self.levels.values())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coaches, by name, and how far they agree on what both marked."""

    first: str
    second: str
    agreement: Agreement


def lines(marks: Iterable[BlindMark]) -> list[Line]:
    """The marks line by line, in the order of the sessions; of each reply in the order in which they were given."""
    found: dict[tuple[int, int, str], dict[str, int]] = {}
    for mark in marks:
        found.setdefault((mark.session, mark.turn, mark.criterion), {})[mark.coach] = mark.level
    return [Line(*place, levels) for place, levels in sorted(found.items(), key=lambda item: item[0][:2])]


def pairwise(compared: Sequence[Line]) -> list[Pair]:
    """Each two coaches who marked anything, by name."""
    coaches = sorted({coach for line in compared for coach in line.levels})
    return [Pair(first, second, _agreement(compared, first, second)) for first, second in combinations(coaches, 2)]


def _agreement(compared: Iterable[Line], first: str, second: str) -> Agreement:
    both = [line.levels for line in compared if first in line.levels and second in line.levels]
    return agreement(Counter((levels[first], levels[second]) for levels in both))

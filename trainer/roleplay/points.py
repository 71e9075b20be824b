"""What a conversation has earned so far as one whole number, so that millions of conversations can be added up.

Each criterion has a field for the half points earned and one for the turns at which it was in play; marks are added
by adding numbers. The score that comes of it is `trainer.rubric.score`'s, by the same rule in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import lcm

from trainer.rubric.marks import BROKEN, Mark
from trainer.rubric.score import CAP, Weight

# The most turns of a conversation that the fields have room for.
MOST_TURNS = 200
_HALF, _FIELD = 10, 20
_FIELD_BITS = (1 << _FIELD) - 1
_HALF_BITS = (1 << _HALF) - 1
# Both shares of two criteria and the sum of their weights pass through the tables as one number.
_WEIGHT_BITS = 12


class Points:
    """Adds marks up into whole numbers, and reads those; the weights are a scenario's."""

    def __init__(self, weights: Mapping[str, Weight]) -> None:
        self._weights = dict(weights)
        self._at = {criterion: n * _FIELD for n, criterion in enumerate(self._weights)}
        self.broken = 1 << (len(self._weights) * _FIELD)
        """The bit of a conversation in which a critical criterion was broken."""

    def of(self, marks: Iterable[Mark]) -> int:
        """What the marks of one turn add."""
        points = 0
        for mark in marks:
            if mark.criterion in self._at:
                points += (max(mark.level, 0) << _HALF | 1) << self._at[mark.criterion]
                if mark.level == BROKEN and self._weights[mark.criterion].critical:
                    points |= self.broken
        return points

    def added(self, points: int, more: int) -> int:
        """The sum of a conversation's points and a turn's."""
        return (points & ~self.broken) + more if more & self.broken else points + more

    def criterion(self, points: int, criterion: str) -> int | None:
        """A criterion's score in percent; None where it was never in play."""
        field = points >> self._at[criterion] & _FIELD_BITS
        earned, turns = field >> _HALF, field & _HALF_BITS
        return (100 * earned + turns) // (2 * turns) if turns else None

    def field(self, points: Iterable[int], criterion: str) -> list[int]:
        """Of conversations whose points these are, one for each way in which the criterion went."""
        at = self._at[criterion]
        return [field << at for field in {each >> at & _FIELD_BITS for each in points}]


class Scoring:
    """Scores points of conversations of at most so many turns; keeps tables, so that it is fast."""

    def __init__(self, points: Points, weights: Mapping[str, Weight], turns: int) -> None:
        self._broken = points.broken
        whole = lcm(*range(1, max(turns, 1) + 1))
        listed = [weight.weight for weight in weights.values()]
        self._tables = [_Shares(listed[n : n + 2], whole) for n in range(0, len(listed), 2)]
        self._percents = _Percents(whole)

    def percent(self, points: int) -> int | None:
        """The session's score in whole percents, halves upwards; None where nothing was in play."""
        total, rest = 0, points & ~self._broken
        for table in self._tables:
            total += table[rest & (1 << 2 * _FIELD) - 1]
            rest >>= 2 * _FIELD
        percent = self._percents[total]
        return CAP if percent is not None and percent > CAP and points & self._broken else percent


class _Shares(dict[int, int]):
    """Two criteria's fields to the sum of their weighted shares, in parts of a whole, and of their weights."""

    def __init__(self, weights: list[int], whole: int) -> None:
        super().__init__()
        self._given = weights, whole

    def __missing__(self, fields: int) -> int:
        weights, whole = self._given
        total = 0
        for n, weight in enumerate(weights):
            field = fields >> n * _FIELD & _FIELD_BITS
            if turns := field & _HALF_BITS:
                total += (weight * (field >> _HALF) * (whole // turns) << _WEIGHT_BITS) + weight
        self[fields] = total
        return total


class _Percents(dict[int, int | None]):
    """The sum of weighted shares and weights to the percent."""

    def __init__(self, whole: int) -> None:
        super().__init__()
        self._whole = whole

    def __missing__(self, total: int) -> int | None:
        share, weight = total >> _WEIGHT_BITS, total & (1 << _WEIGHT_BITS) - 1
        halves = weight * self._whole
        percent = self[total] = (100 * share + halves) // (2 * halves) if halves else None
        return percent

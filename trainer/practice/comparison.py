"""Two goes at the same scenario, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from trainer.roleplay.play import Turn
from trainer.rubric.score import effective


class Pair(NamedTuple):
    """The turns of the same number; None where that conversation was over already.

    Attributes:
        same: whether both went the same way there: the same line, the same reply, in the same words.
        gained: by how many levels (-3 to 3) the other turn did better on each criterion that was in play, and surely
            marked, in both; those without a difference are left out.
    """

    number: int
    one: Turn | None
    other: Turn | None
    same: bool
    gained: dict[str, int]


class Comparison(NamedTuple):
    """Two conversations turn by turn.

    Attributes:
        parted: the number of the first turn where they differ, 1 and on; None where they are the same throughout.
    """

    pairs: tuple[Pair, ...]
    parted: int | None


def compare(one: Sequence[Turn], other: Sequence[Turn]) -> Comparison:
    """Lays one conversation beside another; the turns of each in order."""
    pairs = tuple(
        Pair(number, mine, yours, _is_same(mine, yours), _gained(mine, yours))
        for number, (mine, yours) in enumerate(zip_longest(one, other), 1)
    )
    return Comparison(pairs, next((pair.number for pair in pairs if not pair.same), None))


def _is_same(one: Turn | None, other: Turn | None) -> bool:
    if one is None or other is None:
        return False
    return (one.scene, one.line, one.reply, one.text) == (other.scene, other.line, other.reply, other.text)


def _gained(one: Turn | None, other: Turn | None) -> dict[str, int]:
    before, after = _levels(one), _levels(other)
    return {key: after[key] - before[key] for key in before if key in after and after[key] != before[key]}


def _levels(turn: Turn | None) -> dict[str, int]:
    return {mark.criterion: mark.level for mark in effective(turn.marks) if mark.sure} if turn else {}

"""Fits the weights of likenesses: `python -m tests.marking.nearest.fitting`.

A conditional logit: the weights under which the replies that were meant are most probable among those offered, found
by Newton's steps with a slight L2 penalty. Prints what trainer/marking/nearest.py holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from tests.marking.nearest.variants import case, parted, variants
from trainer.marking.nearest import Likeness, likenesses

PENALTY = 0.05
STEPS = 12

Row = tuple[float, ...]


class Choice(NamedTuple):
    """The likenesses of all replies offered, and which of them was meant."""

    rows: Sequence[Row]
    meant: int


def fitted(choices: Sequence[Choice]) -> list[float]:
    """The weights, one for each likeness."""
    size = range(len(choices[0].rows[0]))
    weights = [0.0 for _ in size]
    for _ in range(STEPS):
        slope = [-PENALTY * weight for weight in weights]
        bend = [[PENALTY * (i == j) for j in size] for i in size]
        for choice in choices:
            shares = _shares(weights, choice.rows)
            mean = [sum(share * row[i] for share, row in zip(shares, choice.rows, strict=True)) for i in size]
            for i in size:
                slope[i] += choice.rows[choice.meant][i] - mean[i]
                for j in size:
                    bend[i][j] += sum(
                        share * (row[i] - mean[i]) * (row[j] - mean[j])
                        for share, row in zip(shares, choice.rows, strict=True)
                    )
        weights = [weight + step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def _shares(weights: Sequence[float], rows: Sequence[Row]) -> list[float]:
    sums = [sum(weight * value for weight, value in zip(weights, row, strict=True)) for row in rows]
    powers = [exp(each - max(sums)) for each in sums]
    return [power / sum(powers) for power in powers]


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a positive definite system, by elimination."""
    rows = [[*row, end] for row, end in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        pivot[:] = [value / pivot[i] for value in pivot]
        for other in rows:
            if other is not pivot:
                other[:] = [value - other[i] * mine for value, mine in zip(other, pivot, strict=True)]
    return [row[-1] for row in rows]


def main() -> None:
    """Prints the weights."""
    tuning, _ = parted(variants())
    choices = [
        Choice(
            likenesses(tried.variant.text, tried.marks, tried.options), list(tried.replies).index(tried.variant.reply)
        )
        for tried in map(case, tuning)
    ]
    print(Likeness(*(round(weight, 1) for weight in fitted(choices))))  # noqa: T201


if __name__ == "__main__":
    main()

"""How far two who mark the same replies agree: percent, and Cohen's κ, which takes off what chance would give.

κ is that of Cohen (1960), and for levels the weighted one of Cohen (1968) with squared distances as weights, so that
two levels apart counts four times as much as one. The 95 % interval is κ ± 1.96 standard errors, by the large-sample
formula of Fleiss, Cohen and Everitt (1969), "Large sample standard errors of kappa and weighted kappa".
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

K = TypeVar("K")

FEWEST_PAIRS = 30
"""With fewer pairs no κ is told: its interval would be wider than any use of it."""
DRAFT_BELOW = 0.60
"""Where the weighted κ is below this, the program's marks are drafts for a coach to look at."""
_TWO_SIDED_95 = 1.959964


class Count(NamedTuple):
    """How often the first gave one level where the second gave another, on a criterion in a language and a month.

    Attributes:
        month: such as "2026-03".
        first, second: levels, -1 to 2.
        times: at least 1.
    """

    criterion: str
    language: str
    month: str
    first: int
    second: int
    times: int


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance, from -1 to 1 (wholly agreed), with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two agree.

    Attributes:
        pairs: how many marks both gave.
        percent: how many of them are of the same level, 0–100; None without pairs.
        kappa, weighted: None with too few pairs, and where both gave only one and the same level, as nothing can be
            said of chance then.
    """

    pairs: int
    percent: float | None
    kappa: Kappa | None
    weighted: Kappa | None

    @property
    def too_few(self) -> bool:
        """Whether the pairs are too few to tell κ."""
        return self.pairs < FEWEST_PAIRS

    @property
    def draft(self) -> bool:
        """Whether they agree so little that one cannot stand for the other."""
        return self.weighted is not None and self.weighted.value < DRAFT_BELOW


def agreement(table: Mapping[tuple[int, int], int]) -> Agreement:
    """How far two agree.

    Args:
        table: (level by the first, level by the second) to how often that was so.
    """
    pairs = sum(table.values())
    if not pairs:
        return Agreement(0, None, None, None)
    percent = 100 * sum(times for (first, second), times in table.items() if first == second) / pairs
    if pairs < FEWEST_PAIRS:
        return Agreement(pairs, percent, None, None)
    span = max(abs(one - other) for one, other in _square(table)) or 1
    return Agreement(
        pairs,
        percent,
        kappa(table, lambda first, second: float(first == second)),
        kappa(table, lambda first, second: 1 - ((first - second) / span) ** 2),
    )


def kappa(table: Mapping[tuple[int, int], int], weight: Callable[[int, int], float]) -> Kappa | None:
    """Cohen's κ; None where chance alone would already give full agreement.

    Args:
        table: as for `agreement`, with at least one pair.
        weight: how much two levels agree, 0–1; 1 for the same.
    """
    pairs = sum(table.values())
    share = {levels: times / pairs for levels, times in table.items() if times}
    first: dict[int, float] = defaultdict(float)
    second: dict[int, float] = defaultdict(float)
    for (one, other), part in share.items():
        first[one] += part
        second[other] += part
    observed = sum(part * weight(*levels) for levels, part in share.items())
    expected = sum(first[one] * second[other] * weight(one, other) for one in first for other in second)
    if math.isclose(expected, 1):
        return None
    value = (observed - expected) / (1 - expected)
    # What a level of the first agrees on average with the second's, and the other way round.
    of_first = {one: sum(second[other] * weight(one, other) for other in second) for one in first}
    of_second = {other: sum(first[one] * weight(one, other) for one in first) for other in second}
    spread = sum(
        part * (weight(one, other) * (1 - expected) - (of_first[one] + of_second[other]) * (1 - observed)) ** 2
        for (one, other), part in share.items()
    )
    spread -= (observed * expected - 2 * expected + observed) ** 2
    error = math.sqrt(max(spread, 0) / pairs) / (1 - expected) ** 2
    return Kappa(value, max(-1.0, value - _TWO_SIDED_95 * error), min(1.0, value + _TWO_SIDED_95 * error))


def grouped(counts: Iterable[Count], key: Callable[[Count], K]) -> dict[K, Agreement]:
    """The agreement of each group of marks: by criterion, by criterion and language, by month; in order of the key."""
    tables: dict[K, Counter[tuple[int, int]]] = {}
    for count in counts:
        tables.setdefault(key(count), Counter())[count.first, count.second] += count.times
    return {group: agreement(table) for group, table in sorted(tables.items(), key=lambda item: str(item[0]))}


def drafts(program_and_coach: Iterable[Count]) -> set[tuple[str, str]]:
    """The criteria, by language, on which the program's marks are shown as drafts."""
    found = grouped(program_and_coach, lambda count: (count.criterion, count.language))
    return {group for group, agreed in found.items() if agreed.draft}


def _square(table: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    levels = {level for pair, times in table.items() if times for level in pair}
    return [(one, other) for one in levels for other in levels]

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.coaching.agreement import (
    DRAFT_BELOW,
    FEWEST_PAIRS,
    Agreement,
    Count,
    agreement,
    drafts,
    grouped,
    kappa,
)

Weight = Callable[[int, int], float]
COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
COHEN_1968 = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
SKIN = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]
DIAGNOSES = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
SMALL = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
BONNARDEL = [[25, 3, 5], [6, 32, 8], [1, 0, 20]]


def alike(first: int, second: int) -> float:
    return float(first == second)


def linear(first: int, second: int) -> float:
    return 1 - abs(first - second) / 2


def squared(first: int, second: int) -> float:
    return 1 - ((first - second) / 3) ** 2


def cohens(first: int, second: int) -> float:
    return 1 - COHEN_1968[first][second] / 6


def table(rows: Sequence[Sequence[int]]) -> dict[tuple[int, int], int]:
    return {(first, second): times for first, row in enumerate(rows) for second, times in enumerate(row)}


@pytest.mark.parametrize(
    ("rows", "weight", "value", "error"),
    [
        pytest.param(COHEN_1960, alike, 0.492, None, id="Cohen 1960 and 1968, unweighted"),
        pytest.param(COHEN_1960, cohens, 0.348, None, id="Cohen 1968, weighted"),
        pytest.param(DIAGNOSES, alike, 0.676, 0.088, id="Fleiss, Levin and Paik, Statistical methods, table 18.1"),
        pytest.param(SKIN, alike, 0.3449, 0.0724, id="SAS/STAT user's guide, skin condition"),
        pytest.param(SMALL, alike, 0.4842, 0.1380, id="SAS, simple"),
        pytest.param(SMALL, linear, 0.4701, 0.1457, id="SAS, linear weights"),
        pytest.param(BONNARDEL, alike, 0.654, 0.062, id="Bonnardel, the kappa coefficient"),
    ],
)
def test_published_examples(
    rows: Sequence[Sequence[int]], weight: Weight, value: float, error: float | None
) -> None:  # fmt: skip
    found = kappa(table(rows), weight)
    assert found is not None
    places = 4 if value * 1000 % 1 else 3
    assert found.value == pytest.approx(value, abs=0.6 * 10**-places)
    if error is not None:
        assert (found.high - found.low) / 2 / 1.96 == pytest.approx(error, abs=0.6 * 10**-places)


def test_the_published_interval() -> None:
    found = kappa(table(SKIN), alike)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.2030, 0.4868)


levels = st.sampled_from([-1, 0, 1, 2])
marks = st.lists(st.tuples(levels, levels), min_size=2, max_size=60)


def told(pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    return {pair: pairs.count(pair) for pair in set(pairs)}


@given(marks, st.sampled_from([alike, squared]))
def test_a_second_way_of_working_it_out_gives_the_same(pairs: list[tuple[int, int]], weight: Weight) -> None:
    """Marks against marks, one by one and exactly: apart as they were, and apart as they would be by chance."""

    def apart(first: int, second: int) -> Fraction:
        return 1 - Fraction(weight(first, second)).limit_denominator(9)

    observed = sum((apart(*pair) for pair in pairs), Fraction(0)) / len(pairs)
    by_chance = sum((apart(a, b) for (a, _), (_, b) in itertools.product(pairs, pairs)), Fraction(0)) / len(pairs) ** 2
    found = kappa(told(pairs), weight)
    if not by_chance:
        assert found is None
        return
    assert found is not None
    assert found.value == pytest.approx(float(1 - observed / by_chance))


@given(marks, st.sampled_from([alike, squared]))
def test_the_interval_is_that_of_the_delta_method(pairs: list[tuple[int, int]], weight: Weight) -> None:
    """The slope of κ in each cell, by small steps, and the variance of cells of a multinomial sample."""
    share = {pair: times / len(pairs) for pair, times in told(pairs).items()}
    found = kappa(told(pairs), weight)
    if found is None:
        return

    def value(shares: dict[tuple[int, int], float]) -> float:
        whole = sum(shares.values())
        observed = sum(part / whole * weight(*pair) for pair, part in shares.items())
        chance = sum(
            one / whole * other / whole * weight(a, b)
            for (a, _), one in shares.items()
            for (_, b), other in shares.items()
        )
        return (observed - chance) / (1 - chance)

    step = 1e-6
    slope = {
        pair: (value({**share, pair: part + step}) - value({**share, pair: part - step})) / (2 * step)
        for pair, part in share.items()
    }
    mean = sum(part * slope[pair] for pair, part in share.items())
    variance = sum(part * (slope[pair] - mean) ** 2 for pair, part in share.items()) / len(pairs)
    half = 1.959964 * math.sqrt(variance)
    assert found.low == pytest.approx(max(-1, found.value - half), abs=1e-4)
    assert found.high == pytest.approx(min(1, found.value + half), abs=1e-4)


@given(marks)
def test_who_is_first_makes_no_difference(pairs: list[tuple[int, int]]) -> None:
    one, other = agreement(told(pairs)), agreement(told([(b, a) for a, b in pairs]))
    assert one.percent == other.percent
    for mine, theirs in ((one.kappa, other.kappa), (one.weighted, other.weighted)):
        assert (mine is None) == (theirs is None)
        if mine and theirs:
            assert mine.value == pytest.approx(theirs.value)
            assert mine.low == pytest.approx(theirs.low)


def test_too_few_are_told_without_kappa() -> None:
    assert agreement({}) == Agreement(0, None, None, None)
    found = agreement({(2, 2): 20, (0, 0): 9})
    assert (found.pairs, found.percent, found.kappa, found.too_few) == (29, 100, None, True)
    assert not found.draft
    assert agreement({(2, 2): 20, (0, 0): 10}).kappa is not None
    assert FEWEST_PAIRS == 30


def test_where_all_is_of_one_level_chance_would_agree_as_well() -> None:
    found = agreement({(2, 2): 50})
    assert (found.percent, found.kappa, found.weighted, found.draft) == (100, None, None, False)


def test_two_levels_apart_weighs_more_than_one() -> None:
    near = agreement({(0, 0): 20, (2, 2): 20, (1, 2): 10})
    far = agreement({(0, 0): 20, (2, 2): 20, (0, 2): 10})
    assert near.percent == far.percent
    assert near.weighted is not None
    assert far.weighted is not None
    assert near.weighted.value > far.weighted.value


def test_criteria_are_drafts_in_the_language_in_which_they_agree_too_little() -> None:
    counts = [
        Count("feeling", "fi", "2026-03", 0, 0, 20),
        Count("feeling", "fi", "2026-04", 2, 2, 20),
        Count("feeling", "en", "2026-03", 0, 2, 15),
        Count("feeling", "en", "2026-03", 2, 2, 25),
        Count("question", "en", "2026-03", 0, 2, 3),
    ]
    assert drafts(counts) == {("feeling", "en")}
    by_month = grouped(counts, lambda count: count.month)
    assert {month: found.pairs for month, found in by_month.items()} == {"2026-03": 63, "2026-04": 20}
    assert list(by_month) == ["2026-03", "2026-04"]
    assert DRAFT_BELOW == 0.60

"""Each line of "From marks to a score" in the rubric."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.rubric.marks import BROKEN, MISSED, PARTLY, SHOWN, Mark, Source
from trainer.rubric.score import CriterionScore, Weight, score

WEIGHTS = {"feeling": Weight(3), "next_step": Weight(1), "respect": Weight(1, critical=True)}
LEVELS = (BROKEN, MISSED, PARTLY, SHOWN)


def by_author(criterion: str, level: int) -> Mark:
    return Mark(criterion, level, Source.AUTHOR)


def by_coach(criterion: str, level: int) -> Mark:
    return Mark(criterion, level, Source.COACH, reason="I was in the room.")


def by_program(criterion: str, level: int, *, sure: bool = True) -> Mark:
    return Mark(criterion, level, Source.AUTO, confidence=0.7, sure=sure)


def feeling_turns(*levels: int) -> list[list[Mark]]:
    return [[by_author("feeling", level)] for level in levels]


@pytest.mark.parametrize(("level", "earned"), [(SHOWN, 1), (PARTLY, Fraction(1, 2)), (MISSED, 0)])
def test_a_turn_earns_half_its_level_of_one(level: int, earned: Fraction) -> None:
    criterion = score(feeling_turns(level), WEIGHTS).criteria["feeling"]
    assert (criterion.earned, criterion.attainable) == (earned, 1)
    assert criterion.percent == earned * 100


def test_broken_earns_nothing_and_takes_nothing_back() -> None:
    respect = score([[by_author("respect", BROKEN)], [by_author("respect", SHOWN)]], WEIGHTS).criteria["respect"]
    assert respect == CriterionScore(Fraction(1), 2)
    assert respect.percent == 50


def test_a_criterion_scores_what_it_earned_of_what_was_attainable() -> None:
    assert score(feeling_turns(SHOWN, PARTLY, MISSED, SHOWN), WEIGHTS).criteria["feeling"].percent == 63  # 62.5


def test_a_criterion_never_in_play_is_left_out_and_costs_nothing() -> None:
    result = score(feeling_turns(SHOWN), WEIGHTS)
    assert list(result.criteria) == ["feeling"]
    assert result.percent == 100


def test_nothing_in_play_gives_no_score() -> None:
    nothing: tuple[list[list[Mark]], ...] = ([], [[]], [[by_author("humanity", SHOWN)]])
    for turns in nothing:
        result = score(turns, WEIGHTS)
        assert result.percent is None
        assert result.uncapped is None
        assert not result.criteria


def test_a_criterion_outside_the_scenario_does_not_count() -> None:
    turns = [[by_author("feeling", SHOWN), by_author("humanity", MISSED)]]
    assert score(turns, WEIGHTS).percent == 100


def test_the_session_is_the_mean_of_criteria_by_weight_not_of_turns() -> None:
    turns = [*feeling_turns(SHOWN, SHOWN, SHOWN, SHOWN), [by_author("next_step", MISSED)]]
    assert score(turns, WEIGHTS).percent == 75  # (3 · 100 + 1 · 0) / 4


def test_criteria_stand_in_the_scenario_s_order() -> None:
    turns = [[by_author("respect", SHOWN), by_author("next_step", SHOWN), by_author("feeling", SHOWN)]]
    assert list(score(turns, WEIGHTS).criteria) == list(WEIGHTS)


@pytest.mark.parametrize(
    ("levels", "percent"),
    [
        ((PARTLY, MISSED, MISSED, MISSED), 13),  # 12.5
        ((SHOWN, SHOWN, SHOWN, PARTLY), 88),  # 87.5
        ((PARTLY, MISSED, MISSED), 17),  # 16.67
        ((SHOWN, MISSED, MISSED), 33),  # 33.33
        ((SHOWN, SHOWN, MISSED), 67),  # 66.67
        ((PARTLY,) + (MISSED,) * 99, 1),  # 0.5
        ((SHOWN,) * 99 + (PARTLY,), 100),  # 99.5
    ],
)
def test_halves_are_rounded_up(levels: tuple[int, ...], percent: int) -> None:
    result = score(feeling_turns(*levels), WEIGHTS)
    assert result.percent == percent
    assert result.criteria["feeling"].percent == percent


def test_rounding_is_done_once_at_the_end() -> None:
    # Thirds: 33.33 and 66.67, whose mean is 50 and not the mean of rounded ones.
    weights = {"feeling": Weight(1), "next_step": Weight(1)}
    turns = [
        [by_author("feeling", SHOWN), by_author("next_step", SHOWN)],
        [by_author("feeling", MISSED), by_author("next_step", SHOWN)],
        [by_author("feeling", MISSED), by_author("next_step", MISSED)],
    ]
    assert score(turns, weights).percent == 50
    # 12.5 and 12.5 and 12.5 are 12.5 together: 13, and not 13 of rounded parts only by chance.
    assert score([*feeling_turns(PARTLY, MISSED, MISSED, MISSED)], {"feeling": Weight(7)}).percent == 13


def test_a_broken_critical_criterion_caps_at_fifty() -> None:
    turns = [*feeling_turns(*[SHOWN] * 9), [by_author("respect", BROKEN)]]
    result = score(turns, WEIGHTS)
    assert (result.uncapped, result.percent, result.broken) == (75, 50, ("respect",))


def test_the_cap_lifts_nobody() -> None:
    turns = [*feeling_turns(MISSED), [by_author("respect", BROKEN)], [by_author("respect", SHOWN)]]
    result = score(turns, WEIGHTS)
    assert result.percent == result.uncapped == 13  # (3 · 0 + 1 · 50) / 4


def test_without_critical_broken_does_not_cap() -> None:
    turns = [*feeling_turns(SHOWN), [by_author("respect", BROKEN)]]
    result = score(turns, {"feeling": Weight(3), "respect": Weight(1)})
    assert (result.percent, result.broken) == (75, ())


@pytest.mark.parametrize("coach_first", [True, False])
def test_a_coach_s_mark_replaces_the_other_in_every_figure(coach_first: bool) -> None:
    marks = [by_program("feeling", MISSED), by_coach("feeling", SHOWN)]
    result = score([marks[::-1] if coach_first else marks], WEIGHTS)
    assert result.percent == 100
    assert result.criteria == {"feeling": CriterionScore(Fraction(1), 1)}
    assert result.earned == result.attainable == 1


def test_a_coach_can_take_a_broken_back_and_can_give_one() -> None:
    forgiven = [[*feeling_turns(SHOWN)[0], by_author("respect", BROKEN), by_coach("respect", PARTLY)]]
    assert score(forgiven, WEIGHTS).broken == ()
    assert score(forgiven, WEIGHTS).percent == 88  # (3 · 100 + 1 · 50) / 4
    given_one = [[*feeling_turns(SHOWN)[0], by_program("respect", SHOWN), by_coach("respect", BROKEN)]]
    assert score(given_one, WEIGHTS).broken == ("respect",)
    assert score(given_one, WEIGHTS).percent == 50


def test_a_coach_s_later_mark_replaces_the_earlier() -> None:
    assert score([[by_coach("feeling", MISSED), by_coach("feeling", SHOWN)]], WEIGHTS).percent == 100


@pytest.mark.parametrize("level", LEVELS)
def test_an_unsure_mark_counts_neither_for_nor_against(level: int) -> None:
    certain = [[by_author("respect", PARTLY)], *feeling_turns(SHOWN)]
    unsure = [*certain, [by_program("respect", level, sure=False)]]
    assert score(unsure, WEIGHTS) == score(certain, WEIGHTS)


def test_a_coach_settles_an_unsure_mark() -> None:
    result = score([[by_program("feeling", MISSED, sure=False), by_coach("feeling", SHOWN)]], WEIGHTS)
    assert result.percent == 100


levels = st.sampled_from(LEVELS)
keys = st.sampled_from([*WEIGHTS, "humanity"])
turn = st.dictionaries(keys, st.tuples(levels, st.booleans(), st.none() | levels)).map(
    lambda marks: [
        mark
        for key, (level, sure, coach) in marks.items()
        for mark in (by_program(key, level, sure=sure), None if coach is None else by_coach(key, coach))
        if mark is not None
    ]
)


@given(st.lists(turn, max_size=8), st.randoms(use_true_random=False))
def test_neither_the_order_of_turns_nor_of_marks_matters(turns: list[list[Mark]], random: Random) -> None:
    shuffled = [list(marks) for marks in turns]
    for marks in shuffled:
        random.shuffle(marks)
    random.shuffle(shuffled)
    assert score(shuffled, WEIGHTS) == score(turns, WEIGHTS)


@given(st.lists(turn, max_size=8))
def test_a_score_is_a_percentage_and_the_cap_holds(turns: list[list[Mark]]) -> None:
    result = score(turns, WEIGHTS)
    assert (result.percent is None) == (not result.criteria)
    if result.percent is None or result.uncapped is None:
        return
    assert 0 <= result.percent <= result.uncapped <= 100
    assert result.percent == (min(result.uncapped, 50) if result.broken else result.uncapped)
    assert all(0 <= criterion.percent <= 100 for criterion in result.criteria.values())


@given(st.lists(turn, min_size=1, max_size=6), st.integers(2, 5))
def test_weights_count_by_their_proportions(turns: list[list[Mark]], factor: int) -> None:
    heavier = {key: Weight(part.weight * factor, part.critical) for key, part in WEIGHTS.items()}
    assert score(turns, heavier) == score(turns, WEIGHTS)

"""What has been learnt, and how sure one can be of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.attempts import HELSINKI, attempt
from trainer.practice.progress import Day, Direction, Trend, by_scenario, calendar, judgements, trends


def trend(*percents: int) -> Trend:
    [found] = trends([attempt(n, day=n, feeling=percent) for n, percent in enumerate(percents, 1)])
    return found


def test_observations_stand_in_time_order_each_with_the_mean_of_the_latest_five() -> None:
    points = trend(0, 100, 50, 50, 50, 100).points
    assert [point.session for point in points] == [1, 2, 3, 4, 5, 6]
    assert [point.percent for point in points] == [0, 100, 50, 50, 50, 100]
    assert [point.value for point in points] == [0, 50, 50, 50, 50, 70]


def test_skills_come_in_the_order_of_the_catalogue_and_only_where_they_were_in_play() -> None:
    found = trends([attempt(1, question=10), attempt(2, feeling=20, name=30)])
    assert [each.criterion for each in found] == ["name", "feeling", "question"]
    assert trends([attempt()]) == []


def test_the_band_is_the_one_of_the_formula() -> None:
    # By hand: mean 60, squares 1000 + 2 * 625 = 2250, 4 + 2 degrees of freedom, t 1.440: 1.44 * sqrt(2250 / 6 / 5).
    point = trend(40, 50, 60, 70, 80).points[-1]
    assert point.value == 60
    assert (point.low, point.high) == pytest.approx((60 - 12.47, 60 + 12.47), abs=0.01)


def test_few_sessions_say_little_even_if_they_agree() -> None:
    widths = [point.high - point.low for point in trend(50, 50, 50, 50, 50).points]
    assert widths[0] > 90
    assert widths[1] > 45
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] > 15
    assert trend(50, 10, 90, 20, 80).points[-1].high > trend(50, 45, 55, 48, 52).points[-1].high


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_the_band_holds_the_value_and_stays_on_the_scale(percents: list[int]) -> None:
    for point in trend(*percents).points:
        assert 0 <= point.low <= point.value <= point.high <= 100


@pytest.mark.parametrize(
    ("percents", "direction"),
    [
        ((10,), Direction.TOO_FEW),
        ((10, 90), Direction.TOO_FEW),
        ((0, 0, 100), Direction.TOO_FEW),
        ((0, 0, 100, 100), Direction.BETTER),
        ((40, 40, 50, 50), Direction.SAME),
        ((30, 40, 35, 45, 40, 60, 70, 65, 75, 70), Direction.BETTER),
        ((70, 60, 75, 65, 70, 40, 35, 45, 30, 40), Direction.WORSE),
        ((50, 100, 0, 80, 20, 60, 100, 0, 90, 30), Direction.SAME),
        # What was long ago does not count.
        ((0, 0, 0, 0, *[80] * 10), Direction.SAME),
    ],
)
def test_a_direction_is_told_only_where_it_is_more_than_chance(percents: tuple[int, ...], direction: Direction) -> None:
    found = trend(*percents)
    assert found.direction is direction
    assert (found.change is None) == (direction is Direction.TOO_FEW)


def test_the_change_is_that_of_the_latest_five_against_the_five_before() -> None:
    assert trend(*[30] * 5, *[70] * 5).change == 40
    assert trend(10, 20, 30, 40, 50).change == pytest.approx(45 - 20)


def test_the_calendar_goes_by_the_persons_own_dates() -> None:
    evening, night = datetime(2026, 6, 1, 20, 30, tzinfo=UTC), datetime(2026, 6, 1, 21, 30, tzinfo=UTC)
    attempts = [
        attempt(1, seconds=90)._replace(ended=evening),
        attempt(2, seconds=None)._replace(ended=evening),
        attempt(3, seconds=60)._replace(ended=night),
    ]
    assert calendar(attempts, HELSINKI) == {date(2026, 6, 1): Day(2, 1.5), date(2026, 6, 2): Day(1, 1.0)}
    assert calendar(attempts, UTC) == {date(2026, 6, 1): Day(3, 2.5)}
    assert sum(day.sessions for day in calendar(attempts).values()) == 3


def test_of_each_scenario_the_first_best_and_last_run_are_known() -> None:
    runs = [
        attempt(1, "easy", 40),
        attempt(2, "hard", None),
        attempt(3, "easy", 80),
        attempt(4, "easy", 80),
        attempt(5, "easy", 60),
    ]
    easy = by_scenario(runs)["easy"]
    assert (easy.first.session, easy.best.session, easy.last.session, easy.runs) == (1, 3, 5, 4)
    hard = by_scenario(runs)["hard"]
    assert hard.first == hard.best == hard.last == runs[1]


def test_a_coachs_score_is_the_one_that_counts() -> None:
    runs = [attempt(1, score=40, coach=90), attempt(2, score=80)]
    assert by_scenario(runs)["easy"].best.session == 1


def test_what_the_trainee_thought_stands_beside_what_program_and_coach_found() -> None:
    told = judgements(
        [
            attempt(1, score=60, own=80),
            attempt(2, score=60),
            attempt(3, score=60, coach=75, own=70),
            attempt(4, score=None, own=70),
        ]
    )
    assert [(each.session, each.own, each.program, each.coach) for each in told] == [
        (1, 80, 60, None),
        (3, 70, 60, 75),
        (4, 70, None, None),
    ]
    assert [each.gap for each in told] == [20, -5, None]

"""When a skill is due again."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.attempts import HELSINKI, START, attempt
from trainer.practice.attempts import Attempt
from trainer.practice.schedule import due_on, schedule

many = st.lists(
    st.builds(
        attempt,
        number=st.integers(1, 10**6),
        day=st.floats(0, 700),
        feeling=st.integers(0, 100),
        question=st.integers(0, 100),
    ),
    max_size=30,
    unique_by=lambda each: each.session,
)


def days(*practised: tuple[float, int]) -> int:
    """How many days after the last of these (day, percent) a skill is due."""
    [skill] = schedule([attempt(n, day=day, feeling=percent) for n, (day, percent) in enumerate(practised)])
    return (skill.due - skill.practised).days


def test_the_better_it_went_the_later_it_is_due() -> None:
    assert [days((0, percent)) for percent in (39, 40, 59, 60, 84, 85)] == [1, 1, 1, 2, 2, 8]


def test_success_over_days_puts_it_off_and_failure_brings_it_back() -> None:
    assert days((0, 70)) == 2
    assert days((0, 70), (2, 70)) == 11
    assert days((0, 70), (2, 70), (13, 20)) == 2


def test_more_runs_on_one_day_do_not_put_it_off_as_days_do() -> None:
    assert days((0, 70), (0.01, 70), (0.02, 70)) < days((0, 70), (2, 70), (13, 70))


def test_nothing_is_put_off_longer_than_half_a_year() -> None:
    assert days(*((day, 100) for day in range(0, 2000, 100))) == 180


def test_a_skill_tells_what_is_known_of_it() -> None:
    skills = schedule(
        [attempt(1, feeling=90), attempt(2, day=1, feeling=20, question=70), attempt(3, day=2, question=50)]
    )
    assert {skill.criterion: (skill.last, skill.times) for skill in skills} == {"feeling": (20, 2), "question": (50, 2)}
    assert [skill.practised - START for skill in sorted(skills)] == [timedelta(days=1), timedelta(days=2)]
    assert [skill.due for skill in skills] == sorted(skill.due for skill in skills)
    assert all(skill.stability > 0 for skill in skills)


def test_somebody_who_has_not_practised_has_nothing_due() -> None:
    assert schedule([]) == []
    assert schedule([attempt()]) == []


@given(many, st.randoms(use_true_random=False))
def test_the_same_sessions_give_the_same_days_in_whatever_order_they_came(
    attempts: list[Attempt], random: Random
) -> None:
    expected = schedule(attempts)
    random.shuffle(attempts)
    assert schedule(attempts) == expected
    for skill in expected:
        assert 1 <= (skill.due - skill.practised).days <= 180


@given(many)
def test_a_session_that_did_not_ask_for_a_skill_does_not_move_it(attempts: list[Attempt]) -> None:
    with_others = [*attempts, attempt(10**6 + 1, day=800, summary=10)]
    assert [skill for skill in schedule(with_others) if skill.criterion != "summary"] == schedule(attempts)


def test_what_falls_due_in_the_evening_is_due_all_day_by_the_persons_own_calendar() -> None:
    evening = Attempt(1, "easy", datetime(2026, 6, 1, 18, 0, tzinfo=UTC), None, 70, None, None, {"feeling": 70})
    skills = schedule([evening])
    assert due_on(skills, datetime(2026, 6, 2, 23, 59, tzinfo=HELSINKI)) == []
    assert due_on(skills, datetime(2026, 6, 3, 0, 1, tzinfo=HELSINKI)) == skills
    late = evening._replace(ended=datetime(2026, 6, 1, 22, 0, tzinfo=UTC))
    assert due_on(schedule([late]), datetime(2026, 6, 3, 12, 0, tzinfo=HELSINKI)) == []
    assert due_on(schedule([late]), datetime(2026, 6, 3, 12, 0, tzinfo=UTC)) != []


@pytest.mark.parametrize("unwanted", ["torch", "pandas", "numpy"])
def test_scheduling_drags_in_nothing_heavy(unwanted: str) -> None:
    code = f"import sys, trainer.practice.schedule; sys.exit({unwanted!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0

"""What comes next, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from tests.practice.attempts import START, attempt
from trainer.practice.attempts import Attempt
from trainer.practice.schedule import schedule
from trainer.practice.suggestion import Next, Planned, level, next_for, repeats
from trainer.scenario.library import Summary


def summary(name: str, difficulty: int = 1, **criteria: int) -> Summary:
    texts, trained = {"fi": name}, criteria or {"feeling": 1}
    return Summary(name, ("fi",), texts, texts, "Marja", "marja", difficulty, 5, trained, 9, 4, ("001.leak",))


EASY, HARD = summary("easy", feeling=3, question=1), summary("hard", question=3)


MEDIUM, HARDEST = summary("medium", 2, summary=2), summary("hardest", 3, summary=3)
ALL = [EASY, HARD, MEDIUM, HARDEST]
DAY = timedelta(days=1)


def after(attempts: Sequence[Attempt], summaries: Sequence[Summary] = ALL, days: float = 0) -> Next | None:
    """What is next so many days after the last session."""
    now = max((attempt.ended for attempt in attempts), default=START) + timedelta(days=days)
    return next_for(summaries, attempts, schedule(attempts), now)


def said(found: Next | None) -> tuple[str, str]:
    assert found is not None
    return found.scenario, str(found.reason)


def test_somebody_new_gets_the_easiest() -> None:
    assert said(after([])) == ("easy", "A good one to start with.")


def test_a_scenario_is_worth_three_runs_and_a_fourth_where_the_third_went_poorly() -> None:
    runs = [attempt(1, "easy", 40, feeling=40)]
    assert said(after(runs)) == ("easy", "The second of three runs: you scored 40 out of 100 the first time.")
    runs.append(attempt(2, "easy", 55, day=1, feeling=55))
    assert said(after(runs)) == ("easy", "The third of three runs: you scored 55 out of 100 the second time.")
    poorly = [*runs, attempt(3, "easy", 58, day=2, feeling=58)]
    assert said(after(poorly)) == ("easy", "A fourth run: you scored 58 out of 100 the third time.")
    well = [*runs, attempt(3, "easy", 70, day=2, feeling=70)]
    assert said(after(well))[0] != "easy"


def test_what_went_well_is_not_run_again_at_once() -> None:
    assert said(after([attempt(1, "easy", 85, feeling=85)])) == ("hard", "You have not played it yet.")


@pytest.mark.parametrize("days", [0, 1, 30])
def test_nothing_is_suggested_a_fifth_time_in_a_row(days: float) -> None:
    runs = [attempt(n, "easy", 10, feeling=10) for n in range(4)]
    assert said(after(runs, days=days))[0] != "easy"
    assert after(runs, [EASY], days) is None
    assert after([*runs, attempt(5, "hard", 90)], days=days) is not None


def test_what_is_due_comes_first_with_the_reason() -> None:
    runs = [attempt(1, "easy", 90, feeling=90, question=70), attempt(2, "hard", 90, question=90)]
    assert said(after(runs, [EASY, HARD, MEDIUM], days=1))[0] == "medium"
    found = after(runs, days=8)
    assert said(found) == (
        "easy",
        "“Acknowledges the feeling” is due again: you practised it 8 days ago, and scored 90 out of 100.",
    )
    assert found is not None
    assert found.criterion == "feeling"


def test_of_what_is_due_the_weak_counts_more() -> None:
    both = [summary("warm", feeling=2), summary("curious", question=2)]
    weak = [attempt(1, "warm", 90, feeling=90), attempt(2, "curious", 90, question=50)]
    assert said(after(weak, both, days=40))[0] == "curious"
    assert said(after([weak[0]._replace(criteria={"feeling": 20}), weak[1]], both, days=40))[0] == "warm"


@pytest.mark.parametrize(("days", "ago"), [(0, "today"), (1, "yesterday"), (2, "2 days ago")])
def test_the_reason_says_when_it_was_practised(days: int, ago: str) -> None:
    runs = [attempt(1, "easy", 90, feeling=0)]
    due_now = [skill._replace(due=START) for skill in schedule(runs)]
    found = next_for([EASY], runs, due_now, START + days * DAY)
    assert f"you practised it {ago}, and scored 0 out of 100" in said(found)[1]


def test_days_are_those_of_the_persons_own_calendar() -> None:
    runs = [attempt(1, "easy", 90, feeling=0)]
    morning_after = datetime.fromisoformat("2026-06-02T08:00:00+13:00")
    due_now = [skill._replace(due=START) for skill in schedule(runs)]
    assert "today" in said(next_for([EASY], runs, due_now, START + DAY / 4))[1]
    assert "yesterday" in said(next_for([EASY], runs, due_now, morning_after + DAY / 2))[1]


def test_a_new_scenario_may_be_the_one_for_what_is_due() -> None:
    runs = [attempt(1, "easy", 90, feeling=90)]
    other = summary("other", feeling=3, question=1)
    assert said(after(runs, [EASY, other], days=10))[0] == "other"


def test_what_fits_is_preferred_to_what_is_too_hard() -> None:
    easy, hard = summary("a", 1, feeling=2), summary("b", 3, feeling=3)
    runs = [attempt(1, "a", 90, feeling=30), attempt(2, "b", 90, feeling=30)]
    assert level([easy, hard], runs) == 1
    assert said(after(runs, [easy, hard], days=3))[0] == "a"


def test_the_level_rises_by_one_once_a_difficulty_goes_well() -> None:
    assert level(ALL, []) == 1
    assert level(ALL, [attempt(1, "easy", 100)]) == 1
    assert level(ALL, [attempt(1, "easy", 80), attempt(2, "hard", 60)]) == 2
    assert level(ALL, [attempt(1, "easy", 100), *(attempt(n, "hard", 60) for n in (2, 3, 4))]) == 1
    assert level(ALL, [attempt(n, "medium", 75) for n in (1, 2)]) == 3
    assert level(ALL, [attempt(n, "hardest", 75) for n in (1, 2)]) == 3
    assert level(ALL, [attempt(n, "gone", 75) for n in (1, 2)]) == 1


def test_what_is_new_comes_before_what_is_known_unless_it_is_far_too_hard() -> None:
    runs = [attempt(1, "easy", 90, feeling=90), attempt(2, "hard", 20, question=90)]
    known = [attempt(n, "hard", 60, question=95) for n in (3, 4, 5)]
    assert said(after([*runs, *known]))[0] == "medium"
    without_medium = [EASY, HARD, HARDEST]
    assert said(after([*runs, *known], without_medium))[0] in ("easy", "hard")


def test_with_nothing_due_and_nothing_new_the_weakest_skill_is_trained() -> None:
    runs = [attempt(1, "easy", 90, feeling=95), attempt(2, "hard", 90, question=88)]
    assert said(after(runs, [EASY, HARD])) == (
        "hard",
        "Of your skills, “Asks an open question” went worst last time (88 out of 100), and it is needed here.",
    )


def test_without_any_mark_what_was_played_longest_ago() -> None:
    runs = [attempt(1, "hard", None), attempt(2, "easy", None)]
    assert said(after(runs, [EASY, HARD])) == ("hard", "You haven't played this one for the longest time.")


def test_scenarios_that_are_gone_are_not_suggested() -> None:
    assert said(after([attempt(1, "gone", 30, feeling=30)], days=5))[0] == "easy"


def test_with_no_scenario_nothing_is_suggested() -> None:
    assert after([], []) is None
    assert after([attempt()], []) is None


def test_each_skill_to_repeat_has_its_scenario() -> None:
    runs = [attempt(1, "easy", 90, feeling=90, question=30, honesty=30)]
    found = {repeat.skill.criterion: repeat.scenario for repeat in repeats(ALL, runs, schedule(runs))}
    assert found == {"feeling": "easy", "question": "hard", "honesty": None}
    assert [repeat.scenario for repeat in repeats([], runs, schedule(runs))] == [None] * 3


def test_what_a_coach_asks_for_comes_before_everything_else() -> None:
    runs = [attempt(1, "easy", 40, feeling=40)]
    planned = [Planned("gone", "Old"), Planned("hardest", "Spring"), Planned("easy", "Later")]
    found = next_for(ALL, runs, schedule(runs), runs[-1].ended, planned)
    assert said(found) == ("hardest", "Your coach asks for it: it comes next in “Spring”.")
    assert said(next_for(ALL, [], [], START, planned))[0] == "hardest"

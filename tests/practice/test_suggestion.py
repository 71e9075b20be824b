"""What comes next, and why."""

from __future__ import annotations

from trainer.practice.suggestion import Suggestion, suggest
from trainer.scenario.library import Summary


def summary(name: str, **criteria: int) -> Summary:
    texts = {"fi": name}
    return Summary(name, ("fi",), texts, texts, "Marja", "marja", 1, 5, criteria or {"feeling": 1}, 9, 4, ("001.leak",))


EASY, HARD = summary("easy", feeling=3, question=1), summary("hard", question=3)


def test_what_has_not_been_played_comes_first_the_easy_one_before_the_hard_one() -> None:
    assert suggest([EASY, HARD], {}, {}) == Suggestion("easy")
    assert suggest([EASY, HARD], {"easy": 20}, {"feeling": 20}) == Suggestion("hard")


def test_then_what_trains_the_weakest_skill_most() -> None:
    last = {"easy": 80, "hard": 60}
    assert suggest([EASY, HARD], last, {"feeling": 90, "question": 40}) == Suggestion("hard", "question", 40)
    assert suggest([EASY, HARD], last, {"feeling": 30, "question": 40}) == Suggestion("easy", "feeling", 30)


def test_a_skill_that_no_scenario_trains_is_passed_over() -> None:
    assert suggest([HARD], {"hard": 60}, {"humanity": 0, "question": 50}) == Suggestion("hard", "question", 50)


def test_without_scenarios_there_is_nothing_to_suggest() -> None:
    assert suggest([], {}, {}) is None


def test_without_any_mark_the_one_that_went_worst() -> None:
    assert suggest([EASY, HARD], {"easy": None, "hard": 60}, {}) == Suggestion("easy")

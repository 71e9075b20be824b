from __future__ import annotations

from trainer.coaching.cohort import Cell, Observation, cohort, practised_by, weakest_of
from trainer.scenario.library import Summary


def test_people_count_alike_in_the_groups_mean_however_much_they_practised() -> None:
    found = cohort([*[Observation(1, "feeling", 90.0)] * 4, Observation(2, "feeling", 50.0)])
    assert found.cells == {(1, "feeling"): Cell(90.0, 4), (2, "feeling"): Cell(50.0, 1)}
    assert found.group == {"feeling": Cell(70.0, 2)}
    assert not found.cells[1, "feeling"].few
    assert found.cells[2, "feeling"].few


def test_the_weakest_is_one_that_enough_is_known_of_where_there_is_such() -> None:
    known = [Observation(person, "question", 60.0) for person in (1, 2, 3)]
    found = cohort([*known, Observation(1, "summary", 10.0)])
    assert found.weakest == "question"
    assert weakest_of(found, 1) == "summary"
    assert weakest_of(found, 9) is None
    assert cohort([Observation(1, "summary", 10.0)]).weakest == "summary"
    assert cohort([]).weakest is None


def test_a_skill_is_practised_best_where_most_of_the_score_is_for_it() -> None:
    def summary(name: str, **criteria: int) -> Summary:
        return Summary(name, ("en",), {}, {}, "", "", 1, 5, criteria, 3, 2, ())

    summaries = [summary("a", feeling=2, question=2), summary("b", feeling=3), summary("c", feeling=1)]
    assert practised_by(summaries, "feeling") == "b"
    assert practised_by(summaries, "question") == "a"
    assert practised_by(summaries, "summary") is None

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from trainer.coaching.plans import Finished, Plan, Step, steps

GIVEN = datetime(2026, 3, 4, 9, tzinfo=UTC)
PLAN = Plan("u", "First week", ("complaint", "gatekeeper", "complaint"))


def finished(session: int, scenario: str, hours: float, mode: str = "practice") -> Finished:
    return Finished(session, scenario, "test" if mode == "test" else "practice", GIVEN + timedelta(hours=hours))


def test_a_scenario_is_done_once_it_was_finished_after_the_plan_was_given() -> None:
    done = steps(PLAN, GIVEN, [finished(1, "gatekeeper", -1), finished(2, "other", 1), finished(3, "complaint", 2)])
    assert done == (Step("complaint", 3), Step("gatekeeper", None), Step("complaint", None))


def test_one_that_stands_twice_takes_two_sessions() -> None:
    sessions = [finished(n, "complaint", n) for n in range(1, 4)]
    assert [step.session for step in steps(PLAN, GIVEN, sessions)] == [1, None, 2]


def test_only_runs_without_hints_count_for_a_test() -> None:
    test = Plan("u", "Test", ("complaint",), "test")
    sessions = [finished(1, "complaint", 1), finished(2, "complaint", 2, "test")]
    assert steps(test, GIVEN, sessions) == (Step("complaint", 2),)
    assert steps(PLAN, GIVEN, sessions[1:])[0].session == 2

"""Practice plans: what a coach asks people to practise, and how far they are with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class Plan:
    """What to practise.

    Attributes:
        uuid: the same plan on whatever device it is read.
        scenarios: ids in the order to play them; one may stand in it more than once.
        mode: "test" where only runs without hints count.
        due: by when; None for no day.
        note: to those who practise.
    """

    uuid: str
    title: str
    scenarios: tuple[str, ...]
    mode: Literal["practice", "test"] = "practice"
    due: date | None = None
    note: str = ""


class Finished(NamedTuple):
    """A whole session that a person finished."""

    session: int
    scenario: str
    mode: Literal["practice", "test"]
    ended: datetime


class Step(NamedTuple):
    """One scenario of a plan, and the session with which it is done; None as long as it is not."""

    scenario: str
    session: int | None


def steps(plan: Plan, given: datetime, sessions: Iterable[Finished]) -> tuple[Step, ...]:
    """How far a person is with a plan that they were given; nothing of it is stored.

    A scenario is done once it was finished after the plan was given, in whatever order; one that stands in the plan
    twice takes two sessions. A run in test mode counts for any plan.

    Args:
        plan: what was given.
        given: when, aware.
        sessions: the person's, in time order.
    """
    done: dict[str, list[int]] = {}
    for session in sessions:
        if session.ended >= given and plan.mode in ("practice", session.mode):
            done.setdefault(session.scenario, []).append(session.session)
    left = {scenario: iter(found) for scenario, found in done.items()}
    return tuple(Step(scenario, next(left.get(scenario, iter(())), None)) for scenario in plan.scenarios)

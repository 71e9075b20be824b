"""An engine as plain and slow as can be, to hold the real one against.

Written from "What happens in a turn, exactly" in the scenario format, step by step; it prepares nothing, leaves
nothing out and shares no code with `trainer.roleplay`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trainer.rubric.marks import Mark
from trainer.scenario.model import Condition, Range, Reply, Scenario


@dataclass
class State:
    """Where a conversation stands: everything, whether or not a condition asks about it."""

    scene: str
    trust: int
    tension: int
    line: int = 0
    known: set[str] = field(default_factory=set)
    visits: dict[str, int] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)


def start(scenario: Scenario) -> State:
    state = State(scenario.start, scenario.mood.trust, scenario.mood.tension)
    enter(scenario, state, scenario.start)
    return state


def offered(scenario: Scenario, state: State) -> dict[str, Reply]:
    """Step 1: the replies offered are those whose `when` holds now."""
    if state.scene in scenario.endings:
        return {}
    return {key: reply for key, reply in scenario.scenes[state.scene].replies.items() if holds(reply.when, state)}


def in_play(scenario: Scenario, state: State) -> list[str]:
    """Step 1: a criterion is in play if any offered reply marks it."""
    replies = offered(scenario, state).values()
    return [key for key in scenario.criteria if any(key in reply.marks for reply in replies)]


def levels(scenario: Scenario, state: State, chosen: str) -> dict[str, int]:
    """Step 1: a reply that does not mark a criterion in play counts as 0 on it, but as 2 on respect."""
    marks = offered(scenario, state)[chosen].marks
    return {key: marks.get(key, 2 if key == "respect" else 0) for key in in_play(scenario, state)}


def answer(scenario: Scenario, state: State, chosen: str, marks: Sequence[Mark] | None = None) -> None:
    """Takes a state through one turn; marks are those of a typed reply."""
    reply = offered(scenario, state)[chosen]
    # 2. The marks are recorded.
    for key, level in levels(scenario, state, chosen).items() if marks is None else sure(marks):
        state.shown[key] = max(state.shown.get(key, 0), level)
    # 3. The mood is added, each value held within 0–100.
    state.trust = sorted((0, state.trust + reply.mood.trust, 100))[1]
    state.tension = sorted((0, state.tension + reply.mood.tension, 100))[1]
    # 4. What it teaches is added to what is known.
    state.known.update(reply.learns)
    # 5. The branch is resolved with the state after 1–4.
    for branch in reply.then:
        if holds(branch.when, state):
            enter(scenario, state, branch.to)
            return
    raise AssertionError("no branch holds")


def enter(scenario: Scenario, state: State, target: str) -> None:
    state.scene, state.line = target, 0
    if target in scenario.endings:
        return
    # 6. The visit count goes up by one.
    state.visits[target] = state.visits.get(target, 0) + 1
    # 7. The line is the first whose `when` holds now.
    for n, line in enumerate(scenario.scenes[target].says):
        if holds(line.when, state):
            state.line = n
            return
    raise AssertionError("no line holds")


def sure(marks: Sequence[Mark]) -> list[tuple[str, int]]:
    """A mark that is not sure counts neither for nor against."""
    return [(mark.criterion, mark.level) for mark in marks if mark.sure]


def holds(when: Condition | None, state: State) -> bool:
    if when is None:
        return True
    parts = [
        *[within(when.trust, state.trust)],
        *[within(when.tension, state.tension)],
        *[fact in state.known for fact in when.knows],
        *[within(bounds, state.visits.get(scene, 0)) for scene, bounds in when.visited.items()],
        *[state.shown.get(key, 0) >= level for key, level in when.shown.items()],
    ]
    return False not in parts


def within(bounds: Range | None, number: int) -> bool:
    if bounds is None:
        return True
    least = -1 if bounds.min is None else bounds.min
    most = 1000 if bounds.max is None else bounds.max
    return least <= number <= most

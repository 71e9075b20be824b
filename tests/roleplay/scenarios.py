"""Scenarios for tests: small ones written by hand, and any valid one drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from trainer.scenario.model import Scenario

CRITERIA: dict[str, Any] = {
    "feeling": {"weight": 3},
    "next_step": {"weight": 2},
    "respect": {"weight": 1, "critical": True},
}
FACTS = ("order", "delay", "dog")
ENDINGS = ("resolved", "left")


def made(scenes: Mapping[str, Any], *, trust: int = 50, tension: int = 50) -> Scenario:
    """A scenario of these scenes, the first of which is the start; a reply's and a scene's text may be left out."""
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "small",
            "language": "en",
            "title": "Small",
            "summary": "A small one.",
            "lessons": ["003.listen"],
            "difficulty": 1,
            "minutes": 1,
            "you": {"role": "adviser", "firm": "Lamp & Co."},
            "person": {"name": "Sam Ward", "role": "customer", "portrait": "sam", "voice": "male"},
            "situation": "Sam calls.",
            "goal": "Sam knows what happens next.",
            "facts": {fact: f"The {fact}." for fact in FACTS},
            "criteria": CRITERIA,
            "mood": {"trust": trust, "tension": tension},
            "start": next(iter(scenes)),
            "scenes": {
                key: {
                    "says": scene.get("says", f"In {key}."),
                    "replies": {name: {"text": name, **reply} for name, reply in scene["replies"].items()},
                }
                for key, scene in scenes.items()
            },
            "endings": {key: {"outcome": "good", "title": key, "text": f"Sam {key}."} for key in ENDINGS},
        }
    )


percents = st.integers(0, 100)
bounds = st.fixed_dictionaries({}, optional={"min": percents, "max": percents})
counts = st.fixed_dictionaries({}, optional={"min": st.integers(0, 3), "max": st.integers(0, 3)})
shifts = st.sampled_from((0, 1, -1, 12, -20, 60, -60, 100, -100))


def conditions(scenes: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """A condition on any parts of the state, also one that can never, or always, hold."""
    visited = st.dictionaries(st.sampled_from(scenes), counts, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "trust": bounds,
            "tension": bounds,
            "knows": st.lists(st.sampled_from(FACTS), max_size=2),
            "visited": visited | st.lists(st.sampled_from(scenes), max_size=2),
            "shown": st.dictionaries(st.sampled_from(list(CRITERIA)), st.integers(1, 2), max_size=2),
        },
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any valid scenario of one to four scenes, with conditions on lines, replies and branches.

    From every scene its last reply leads to an ending; it has no condition, save in one scenario of five.
    """
    scenes = [f"scene-{n}" for n in range(draw(st.integers(1, 4)))]
    when = st.none() | conditions(scenes)
    targets = st.sampled_from([*scenes, *ENDINGS])
    branches = st.tuples(st.lists(st.fixed_dictionaries({"to": targets, "when": when}), max_size=2), targets).map(
        lambda parts: [*parts[0], {"to": parts[1]}]
    )
    marks = st.fixed_dictionaries(
        {},
        optional={
            "feeling": st.integers(0, 2),
            "next_step": st.integers(0, 2),
            "respect": st.sampled_from((-1, 1, 2)),
        },
    )
    reply = st.fixed_dictionaries(
        {
            "marks": marks,
            "mood": st.fixed_dictionaries({"trust": shifts, "tension": shifts}),
            "learns": st.lists(st.sampled_from(FACTS), max_size=2),
            "when": when,
            "then": targets | branches,
        }
    )
    line = st.fixed_dictionaries({"text": st.just("If so."), "when": when})
    may_be_stuck = draw(st.integers(0, 4)) == 4
    drawn: dict[str, Any] = {}
    for key in scenes:
        replies = draw(st.lists(reply, min_size=1, max_size=3))
        way_out = draw(reply) | {"then": draw(st.sampled_from(ENDINGS))}
        if not may_be_stuck:
            way_out["when"] = None
        named = {f"reply-{n}": each for n, each in enumerate([*replies, way_out])}
        drawn[key] = {"says": [*draw(st.lists(line, max_size=2)), "Else."], "replies": named}
    return made(drawn, trust=draw(percents), tension=draw(percents))

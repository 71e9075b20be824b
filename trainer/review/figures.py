"""A scenario in figures: how long, how hard, how much of it there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from trainer.review.guessing import GAMES, by_chance
from trainer.review.reviewed import Reviewed
from trainer.roleplay.outcomes import Range, Regret
from trainer.roleplay.points import MOST_TURNS
from trainer.roleplay.space import Space
from trainer.scenario.model import TEXTS, Scenario

# Ordinary speech: about 150 words of six characters, spaces among them, a minute.
CHARACTERS_A_MINUTE = 900


class Turns(NamedTuple):
    """How many replies a conversation has: each different conversation counts once, however likely it is."""

    min: int
    median: float
    max: int


class Figures(NamedTuple):
    """The figures of one scenario.

    Attributes:
        scenes: without endings.
        replies: that are written.
        states: folded, endings among them; only those looked at where `exact` is False.
        paths: different conversations; None where they have no bound, or were not all looked at.
        turns: None likewise.
        score: least and greatest, in percent; None where no ending was found.
        random: the score to be expected where each offered reply is as likely, in percent.
        exact: whether scores, ranges and regrets are proven; otherwise they are what was found, within `bounds`.
        endings: range of scores of each ending that was reached.
        criteria: range of scores of each criterion.
        by_ending: ending to criterion to its range in conversations that end so.
        best: the replies of a conversation with the best score.
        worst: likewise.
        regrets: scene and reply to what that reply costs, in points of the session's score; empty where not exact.
        words: language to the words of all its texts.
        minutes: to say the lines and replies of a conversation in which replies are picked by chance.
    """

    scenario: str
    scenes: int
    replies: int
    states: int
    paths: int | None
    turns: Turns | None
    score: Range | None
    bounds: Range
    random: float | None
    exact: bool
    endings: Mapping[str, Range]
    outcomes: Mapping[str, str]
    criteria: Mapping[str, Range]
    by_ending: Mapping[str, Mapping[str, Range]]
    best: tuple[str, ...]
    worst: tuple[str, ...]
    regrets: Mapping[tuple[str, str], Regret]
    words: Mapping[str, int]
    minutes: float


def figures(reviewed: Reviewed) -> Figures:
    """The figures of a scenario."""
    scenario, space, outcomes = reviewed.scenario, reviewed.space, reviewed.outcomes
    lengths = _lengths(space)
    chance = by_chance(space, GAMES) if not outcomes.exact else []
    return Figures(
        scenario=scenario.id,
        scenes=len(scenario.scenes),
        replies=sum(len(scene.replies) for scene in scenario.scenes.values()),
        states=len(space.positions),
        paths=sum(lengths.values()) if lengths else None,
        turns=Turns(min(lengths), _median(lengths), max(lengths)) if lengths else None,
        score=outcomes.score,
        bounds=outcomes.bounds,
        random=outcomes.mean if outcomes.exact else sum(chance) / len(chance) if chance else None,
        exact=outcomes.exact,
        endings=outcomes.endings,
        outcomes={key: ending.outcome for key, ending in scenario.endings.items()},
        criteria=outcomes.criteria(),
        by_ending={key: outcomes.criteria(key) for key in outcomes.endings},
        best=outcomes.path(best=True) or (),
        worst=outcomes.path(best=False) or (),
        regrets=outcomes.regrets(),
        words={version.language: _words(version) for version, _ in reviewed.versions},
        minutes=round(_characters(reviewed) / CHARACTERS_A_MINUTE, 1),
    )


def _lengths(space: Space) -> dict[int, int]:
    """Number of turns to the number of conversations that have as many; empty where they have no bound."""
    if not space.complete or space.first_loop() is not None:
        return {}
    lengths: dict[int, int] = {}
    held, turn = {0: 1}, 0
    while held:
        there: dict[int, int] = {}
        for state, ways in held.items():
            if space.is_over(state):
                lengths[turn] = lengths.get(turn, 0) + ways
            for step in space.steps(state):
                there[step.to] = there.get(step.to, 0) + ways
        held, turn = there, turn + 1
    return lengths


def _median(lengths: Mapping[int, int]) -> float:
    """The number of turns of the conversation in the middle; between the two in the middle their mean."""
    count = sum(lengths.values())
    middle = [_nth(lengths, (count - 1) // 2), _nth(lengths, count // 2)]
    return sum(middle) / 2 if middle[0] != middle[1] else middle[0]


def _nth(lengths: Mapping[int, int], place: int) -> int:
    for length in sorted(lengths):
        place -= lengths[length]
        if place < 0:
            return length
    raise AssertionError("fewer conversations than there are")


def _characters(reviewed: Reviewed) -> float:
    """The characters said in a conversation by chance, in the scenario's own language."""
    space, scenes = reviewed.space, reviewed.scenario.scenes
    start = space.positions[0]
    said = float(len(scenes[start.scene].says[start.line].text))
    held = {0: 1.0}
    for _ in range(MOST_TURNS):
        there: dict[int, float] = {}
        for state, chance in held.items():
            steps = space.steps(state)
            for step in steps:
                share = chance / len(steps)
                there[step.to] = there.get(step.to, 0.0) + share
                reached = scenes.get(space.positions[step.to].scene)
                said += share * len(scenes[space.positions[state].scene].replies[step.reply].text)
                said += share * len(reached.says[step.line].text) if reached else 0
        # Where one can go round for ever, what is left of the chance soon tells nothing any more.
        held = {state: chance for state, chance in there.items() if chance > 1e-6}
        if not held:
            break
    return said


def _words(scenario: Scenario) -> int:
    """The words of everything that is read, said or shown."""
    return _count(scenario.model_dump(include=TEXTS, exclude_none=True))


def _count(texts: Any) -> int:
    if isinstance(texts, str):
        return len(texts.split())
    parts = texts.values() if isinstance(texts, dict) else texts
    return sum(map(_count, parts))

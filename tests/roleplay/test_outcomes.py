"""What can come of a scenario, against playing each of its conversations one by one with the reference engine."""

from __future__ import annotations

import random
from copy import deepcopy
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.roleplay import reference
from tests.roleplay.scenarios import made, scenarios
from trainer.roleplay import autoplay
from trainer.roleplay.outcomes import Outcomes, Range, Regret
from trainer.roleplay.play import Play
from trainer.roleplay.points import Points, Scoring
from trainer.roleplay.space import Space
from trainer.rubric.marks import Mark, Source
from trainer.rubric.score import Weight, score
from trainer.scenario.model import Scenario

MOST_CONVERSATIONS = 500


class Conversation(NamedTuple):
    """One of all conversations: ((scene, reply), …), its marks, where it ended, how likely it is by chance."""

    way: tuple[tuple[str, str], ...]
    marks: tuple[tuple[Mark, ...], ...]
    ending: str
    chance: Fraction


class TooManyError(Exception):
    """More conversations than a test has time for."""


def all_conversations(scenario: Scenario) -> list[Conversation]:
    """Every conversation, played to its end; those that get stuck are left out."""
    found: list[Conversation] = []
    waiting = [(reference.start(scenario), Conversation((), (), "", Fraction(1)))]
    while waiting:
        state, so_far = waiting.pop()
        if state.scene in scenario.endings:
            found.append(so_far._replace(ending=state.scene))
        replies = reference.offered(scenario, state)
        for reply in replies:
            levels = reference.levels(scenario, state, reply)
            marks = tuple(Mark(key, level, Source.AUTHOR) for key, level in levels.items())
            after = deepcopy(state)
            reference.answer(scenario, after, reply)
            longer = Conversation(
                (*so_far.way, (state.scene, reply)), (*so_far.marks, marks), "", so_far.chance / len(replies)
            )
            waiting.append((after, longer))
        if len(found) + len(waiting) > MOST_CONVERSATIONS:
            raise TooManyError
    return found


def percent(conversation: Conversation, scenario: Scenario) -> int | None:
    return score(conversation.marks, scenario.weights).percent


def spread(percents: list[int | None]) -> Range | None:
    known = [each for each in percents if each is not None]
    return Range(min(known), max(known)) if known else None


def without_loops(scenario: Scenario) -> tuple[Space, list[Conversation]]:
    space = Space(Play(scenario))
    assume(space.explore(300))
    assume(space.first_loop() is None)
    try:
        return space, all_conversations(scenario)
    except TooManyError:
        assume(False)
        raise


exhaustive = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@exhaustive
@given(scenarios())
def test_ranges_and_chance_are_those_of_all_conversations(scenario: Scenario) -> None:
    space, conversations = without_loops(scenario)
    outcomes = Outcomes(space)
    assert outcomes.exact
    assert outcomes.score == spread([percent(each, scenario) for each in conversations])
    endings = {
        key: spread([percent(each, scenario) for each in conversations if each.ending == key])
        for key in scenario.endings
    }
    assert outcomes.endings == {key: each for key, each in endings.items() if each is not None}
    for ending in (None, *scenario.endings):
        scores = [score(each.marks, scenario.weights) for each in conversations if ending in (None, each.ending)]
        expected = {
            key: spread([each.criteria[key].percent for each in scores if key in each.criteria])
            for key in scenario.criteria
        }
        assert outcomes.criteria(ending) == {key: each for key, each in expected.items() if each is not None}
    scored = [(each.chance, percent(each, scenario)) for each in conversations]
    chance = sum(chance for chance, got in scored if got is not None)
    if chance:
        mean = sum(chance * got for chance, got in scored if got is not None) / chance
        assert outcomes.mean == pytest.approx(float(mean))
    else:
        assert outcomes.mean is None


@exhaustive
@given(scenarios(), st.booleans())
def test_the_best_and_the_worst_path_are_played_and_score_so(scenario: Scenario, best: bool) -> None:
    space, conversations = without_loops(scenario)
    outcomes = Outcomes(space)
    for ending in (None, *scenario.endings):
        there = [each for each in conversations if ending in (None, each.ending)]
        path = outcomes.path(best=best, ending=ending)
        if not there:
            assert path is None
            continue
        assert path is not None
        turns = autoplay.given(space.play, path)
        assert ending in (None, turns[-1].to)
        got = score((turn.marks for turn in turns), scenario.weights).percent
        assert (got or 0) == (max if best else min)(percent(each, scenario) or 0 for each in there)


@exhaustive
@given(scenarios())
def test_a_reply_s_regret_is_what_the_best_that_is_left_falls_short(scenario: Scenario) -> None:
    space, conversations = without_loops(scenario)
    best: dict[tuple[tuple[str, str], ...], int] = {}
    for each in conversations:
        got = percent(each, scenario)
        for n in range(len(each.way) + 1):
            if got is not None:
                best[each.way[:n]] = max(best.get(each.way[:n], 0), got)
    costs: dict[tuple[str, str], list[int]] = {}
    for way, after in best.items():
        if way:
            costs.setdefault(way[-1], []).append(best[way[:-1]] - after)
    assert Outcomes(space).regrets() == {reply: Regret(min(each), max(each)) for reply, each in costs.items()}


@exhaustive
@given(scenarios())
def test_states_are_all_scenes_lines_and_replies_that_can_be_met(scenario: Scenario) -> None:
    space, _ = without_loops(scenario)
    met: set[object] = set()
    waiting = [reference.start(scenario)]
    while waiting:
        state = waiting.pop()
        met.add((state.scene, state.line))
        for reply in reference.offered(scenario, state):
            met.add((state.scene, reply))
            after = deepcopy(state)
            reference.answer(scenario, after, reply)
            waiting.append(after)
    start = space.positions[0]
    found: set[object] = {(start.scene, start.line)}
    for number, position in enumerate(space.positions):
        for step in space.steps(number):
            found |= {(position.scene, step.reply), (space.positions[step.to].scene, step.line)}
    assert found == met


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(scenarios(), st.integers(0, 5))
def test_where_not_all_is_looked_at_it_says_so_and_stays_within_its_bounds(scenario: Scenario, seed: int) -> None:
    space = Space(Play(scenario))
    outcomes = Outcomes(space, most=40)
    played = autoplay.path(space.play, "random", seed)
    got = score((turn.marks for turn in played), scenario.weights).percent
    if got is not None and played[-1].to in scenario.endings:
        assert outcomes.bounds.least <= got <= outcomes.bounds.most
    if outcomes.score is not None:
        assert outcomes.bounds.least <= outcomes.score.least <= outcomes.score.most <= outcomes.bounds.most
    if not outcomes.exact:
        assert outcomes.regrets() == {}


def test_a_loop_is_found_and_makes_scores_an_estimate() -> None:
    again = {"marks": {"feeling": 1}, "then": "one"}
    scenario = made({"one": {"replies": {"again": again, "end": {"marks": {"feeling": 2}, "then": "left"}}}})
    space = Space(Play(scenario))
    assert space.explore()
    assert space.first_loop() == 0
    outcomes = Outcomes(space)
    assert not outcomes.exact
    assert outcomes.score is not None
    assert outcomes.score.most == 100


def test_going_round_a_bounded_number_of_times_is_no_loop() -> None:
    then = [{"when": {"visited": {"one": {"min": 4}}}, "to": "left"}, {"to": "one"}]
    scenario = made({"one": {"replies": {"on": {"then": then}, "end": {"marks": {"feeling": 2}, "then": "left"}}}})
    space = Space(Play(scenario))
    assert space.explore()
    assert space.first_loop() is None
    assert Outcomes(space).exact
    assert Outcomes(space).endings == {"left": Range(0, 100)}


def test_moods_that_no_condition_tells_apart_are_one_state() -> None:
    shifts = {f"by-{n}": {"mood": {"trust": n}, "then": "two"} for n in range(9)}
    then = [{"when": {"trust": {"min": 55}}, "to": "resolved"}, {"to": "left"}]
    scenario = made({"one": {"replies": shifts}, "two": {"replies": {"a": {"then": then}, "b": {"then": "left"}}}})
    space = Space(Play(scenario))
    space.explore()
    assert sum(position.scene == "two" for position in space.positions) == 2


def test_points_score_as_marks_do() -> None:
    chance = random.Random(7)
    keys = ("feeling", "next_step", "respect", "listening", "name")
    for _ in range(500):
        weights = {key: Weight(chance.randint(1, 10), key == "respect") for key in keys}
        turns = [
            [
                Mark(key, chance.choice((-1, 1, 2) if key == "respect" else (0, 1, 2)), Source.AUTHOR)
                for key in keys
                if chance.random() < 0.5
            ]
            for _ in range(chance.randint(0, 25))
        ]
        points, earned = Points(weights), 0
        for marks in turns:
            earned = points.added(earned, points.of(marks))
        scored = score(turns, weights)
        assert Scoring(points, weights, len(turns)).percent(earned) == scored.percent
        for key in keys:
            expected = scored.criteria[key].percent if key in scored.criteria else None
            assert points.criterion(earned, key) == expected

"""What happens in a turn, rule by rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.roleplay.saved import load, save
from tests.roleplay.scenarios import made
from trainer.roleplay.play import Play, Position, Turn, UnknownReplyError, replay
from trainer.rubric.marks import Mark, Source

OUT: dict[str, Any] = {"then": "left"}


@pytest.fixture(params=[False, True], ids=["straight on", "through save and load"])
def saving(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def played(play: Play, replies: list[str], saving: bool) -> tuple[list[Turn], Position]:
    """The turns and the last position of a conversation; if saving, each turn is taken from what was loaded."""
    position, turns = play.start(), []
    for reply in replies:
        turn, position = play.answer(position, reply)
        turns.append(turn)
        if saving:
            turns = load(save(turns))
            position = replay(play, turns)[-1]
    return turns, position


def levels(turn: Turn) -> dict[str, int]:
    return {mark.criterion: mark.level for mark in turn.marks}


def only(reply: Mapping[str, Any], **head: int) -> Play:
    """One scene with this reply "a" and a way out "b"."""
    return Play(made({"opening": {"replies": {"a": reply, "b": OUT}}}, **head))


def test_a_criterion_is_in_play_if_any_offered_reply_marks_it(saving: bool) -> None:
    replies = {
        "a": {"marks": {"feeling": 1}, "then": "opening"},
        "b": {"marks": {"respect": -1}, "then": "opening"},
        "c": {"marks": {"next_step": 2}, "when": {"knows": ["order"]}, "then": "opening"},
        "d": {"learns": ["order"], "then": "opening"},
    }
    play = Play(made({"opening": {"replies": replies}}))
    assert play.criteria(play.start()) == ("feeling", "respect")
    turns, after = played(play, ["a", "b", "d", "d"], saving)
    assert [levels(turn) for turn in turns] == [
        {"feeling": 1, "respect": 2},
        {"feeling": 0, "respect": -1},
        {"feeling": 0, "respect": 2},
        {"feeling": 0, "respect": 2, "next_step": 0},
    ]
    assert play.criteria(after) == ("feeling", "next_step", "respect")


@pytest.mark.parametrize(
    ("at_first", "shift", "after"), [(50, 12, 62), (90, 20, 100), (10, -20, 0), (0, -1, 0), (100, 1, 100), (99, 1, 100)]
)
def test_mood_is_added_and_held_within_0_and_100(at_first: int, shift: int, after: int, saving: bool) -> None:
    play = only({"mood": {"trust": shift, "tension": shift}, "then": "opening"}, trust=at_first, tension=at_first)
    turns, position = played(play, ["a"], saving)
    assert turns[0].mood == position.mood == (after, after)


def test_what_overflows_is_lost(saving: bool) -> None:
    replies = {
        "up": {"mood": {"trust": 60}, "then": "opening"},
        "down": {"mood": {"trust": -60}, "then": "opening"},
        "out": OUT,
    }
    _, position = played(Play(made({"opening": {"replies": replies}})), ["up", "down"], saving)
    assert position.mood.trust == 40


def test_only_new_facts_are_learnt_each_once(saving: bool) -> None:
    replies = {
        "a": {"learns": ["delay", "order", "delay"], "then": "opening"},
        "b": {"learns": ["order", "dog"], "then": "opening"},
    }
    turns, position = played(Play(made({"opening": {"replies": replies}})), ["a", "b", "a"], saving)
    assert [turn.learned for turn in turns] == [("delay", "order"), ("dog",), ()]
    assert position.known == {"delay", "order", "dog"}


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({"trust": {"min": 60}}, True),
        ({"trust": {"min": 61}}, False),
        ({"trust": {"max": 60}}, True),
        ({"trust": {"max": 59}}, False),
        ({"tension": {"min": 30, "max": 30}}, True),
        ({"knows": ["order"]}, True),
        ({"knows": ["order", "dog"]}, False),
        ({"visited": {"opening": {"min": 1, "max": 1}}}, True),
        ({"visited": {"next": {"min": 1}}}, False),
        ({"visited": {"next": {"max": 0}}}, True),
        ({"visited": ["opening"]}, True),
        ({"visited": ["next"]}, False),
        ({"shown": {"feeling": 1}}, True),
        ({"shown": {"feeling": 2}}, False),
        ({"shown": {"respect": 2}}, True),
        ({"shown": {"next_step": 1}}, False),
        ({"trust": {"min": 60}, "knows": ["dog"]}, False),
        ({}, True),
        ({"trust": {}}, True),
    ],
)
def test_a_branch_sees_the_state_after_marks_mood_and_facts(when: object, holds: bool, saving: bool) -> None:
    reply = {
        "marks": {"feeling": 1, "respect": 2},
        "mood": {"trust": 10, "tension": -20},
        "learns": ["order"],
        "then": [{"to": "next", "when": when}, {"to": "left"}],
    }
    scenes = {"opening": {"replies": {"a": reply, "b": OUT}}, "next": {"replies": {"a": OUT, "b": OUT}}}
    turns, position = played(Play(made(scenes)), ["a"], saving)
    assert turns[0].to == position.scene == ("next" if holds else "left")


def test_the_first_branch_that_holds_is_taken(saving: bool) -> None:
    reply = {"then": [{"to": "left", "when": {"trust": {"min": 51}}}, {"to": "resolved", "when": {}}, {"to": "left"}]}
    assert played(only(reply), ["a"], saving)[1].scene == "resolved"


def test_the_line_sees_the_visit_and_the_first_that_holds_is_said(saving: bool) -> None:
    says = [
        {"text": "Third.", "when": {"visited": {"opening": {"min": 3}}}},
        {"text": "Second.", "when": {"visited": {"opening": {"min": 2}}}},
        "First.",
    ]
    play = Play(made({"opening": {"says": says, "replies": {"a": {"then": "opening"}, "b": OUT}}}))
    turns, position = played(play, ["a", "a", "a"], saving)
    assert play.start().line == 2
    assert [turn.line for turn in turns] == [2, 1, 0]
    assert position.line == 0


def test_shown_keeps_the_highest_level(saving: bool) -> None:
    replies = {
        "well": {"marks": {"feeling": 2}, "then": "opening"},
        "badly": {"marks": {"feeling": 0}, "then": "opening"},
        "then": {"when": {"shown": {"feeling": 2}}, "then": "resolved"},
    }
    play = Play(made({"opening": {"replies": replies}}))
    assert "then" not in play.offered(play.start())
    assert "then" not in play.offered(played(play, ["badly"], saving)[1])
    assert "then" in play.offered(played(play, ["well", "badly"], saving)[1])


@pytest.mark.parametrize(("level", "sure", "opens_up"), [(2, True, True), (1, True, False), (2, False, False)])
def test_a_typed_reply_carries_its_own_marks_and_the_authored_consequences(
    level: int, sure: bool, opens_up: bool
) -> None:
    scenes = {
        "opening": {"replies": {"a": {"marks": {"feeling": 2}, "mood": {"trust": 5}, "then": "next"}, "b": OUT}},
        "next": {"replies": {"a": OUT, "b": OUT, "c": {"when": {"shown": {"feeling": 2}}, "then": "left"}}},
    }
    play = Play(made(scenes))
    marks = [Mark("feeling", level, Source.AUTO, ((0, 7),), 0.8, sure)]
    turn, position = play.answer(play.start(), "a", "It hurts, I hear.", marks)
    assert (turn.text, turn.marks) == ("It hurts, I hear.", tuple(marks))
    assert (turn.mood.trust, turn.to) == (55, "next")
    assert ("c" in play.offered(position)) == opens_up
    assert replay(play, load(save([turn])))[-1] == position


def test_nothing_can_be_said_at_an_ending(saving: bool) -> None:
    play = only(OUT)
    _, position = played(play, ["a"], saving)
    assert play.is_over(position)
    assert not play.is_over(play.start())
    assert play.offered(position) == play.criteria(position) == play.shuffled(position, 1) == ()
    with pytest.raises(UnknownReplyError, match="over"):
        play.answer(position, "a")


def test_a_reply_that_is_not_there_or_not_offered_now_is_told_with_those_that_are() -> None:
    replies = {"a": OUT, "b": OUT, "c": {"when": {"knows": ["dog"]}, "then": "left"}}
    play = Play(made({"opening": {"replies": replies}}))
    for reply in ("nowhere", "c"):
        with pytest.raises(UnknownReplyError, match=r"opening.*a, b"):
            play.answer(play.start(), reply)


def test_answering_changes_no_position() -> None:
    replies = {
        "a": {"marks": {"feeling": 2}, "learns": ["dog"], "then": "opening"},
        "b": {"when": {"visited": ["opening"], "shown": {"feeling": 1}}, "then": "left"},
    }
    play = Play(made({"opening": {"replies": replies}}))
    start = play.start()
    before = (start.scene, start.mood, set(start.known), dict(start.visits), dict(start.shown), start.number)
    first = play.answer(start, "a")
    assert play.answer(start, "a") == first
    assert (start.scene, start.mood, set(start.known), dict(start.visits), dict(start.shown), start.number) == before

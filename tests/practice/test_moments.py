"""The moments that decided, found in any conversation on real scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.practice.moments import MOST, best_reply, decisive
from trainer.resources import shipped
from trainer.roleplay.autoplay import path
from trainer.roleplay.play import Play, Position, Turn, replay
from trainer.rubric.marks import SHOWN
from trainer.scenario.library import Library


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    cache: Path = tmp_path_factory.mktemp("cache")
    library = Library([shipped("scenarios")], cache, shipped("assets") / "portraits")
    return Play(library.script("complaint").source)


def loss(turn: Turn) -> int:
    return sum(SHOWN - mark.level for mark in turn.marks)


@pytest.mark.parametrize("seed", range(30))
def test_moments_are_of_this_conversation_in_order_and_with_a_success_if_there_was_one(play: Play, seed: int) -> None:
    turns = path(play, "random", seed)
    positions = replay(play, turns)
    moments = decisive(play, turns, positions)
    assert 1 <= len(moments) <= MOST
    assert [moment.turn for moment in moments] == sorted({moment.turn for moment in moments})
    if any(loss(turn) == 0 for turn in turns):
        assert any(moment.level == SHOWN for moment in moments)
    worst = max(turns, key=loss)
    if loss(worst):
        assert any(moment.level != SHOWN for moment in moments)
    for moment in moments:
        turn, before = turns[moment.turn - 1], positions[moment.turn - 1]
        assert moment.model in play.offered(before)
        assert moment.trust == turn.mood.trust - before.mood.trust
        if moment.level == SHOWN:
            assert moment.model == turn.reply


def test_on_the_best_path_every_moment_is_a_success(play: Play) -> None:
    turns = path(play, "best")
    assert {moment.level for moment in decisive(play, turns, replay(play, turns))} == {SHOWN}


@pytest.mark.parametrize("seed", range(10))
def test_the_model_reply_loses_no_more_than_any_other(play: Play, seed: int) -> None:
    for position in replay(play, path(play, "random", seed))[:-1]:
        costs = {reply: cost(play, position, reply) for reply in play.offered(position)}
        assert costs[best_reply(play, position)] == min(costs.values())


def cost(play: Play, position: Position, reply: str) -> int:
    turn, _ = play.answer(position, reply)
    weights = play.scenario.weights
    return sum((SHOWN - max(mark.level, -SHOWN)) * weights[mark.criterion].weight for mark in turn.marks)

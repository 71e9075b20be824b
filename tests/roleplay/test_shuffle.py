"""Replies stand in an order that gives nothing away, and that a replay gives again."""

from __future__ import annotations

from collections import Counter

from tests.roleplay.scenarios import made
from trainer.roleplay.play import Play

REPLIES = ("best", "good", "poor", "worst")
PLAY = Play(made({"opening": {"replies": {key: {"then": "opening"} for key in REPLIES} | {"out": {"then": "left"}}}}))


def test_the_same_seed_gives_the_same_order_on_any_system() -> None:
    start = PLAY.start()
    assert PLAY.shuffled(start, 7) == Play(PLAY.scenario).shuffled(start, 7)
    # Fixed here for ever: stored sessions rely on it.
    assert PLAY.shuffled(start, 7) == ("best", "poor", "worst", "out", "good")


def test_each_order_is_one_of_the_offered_replies() -> None:
    for seed in range(100):
        assert sorted(PLAY.shuffled(PLAY.start(), seed)) == sorted(PLAY.offered(PLAY.start()))


def test_over_many_seeds_each_reply_stands_everywhere_about_as_often() -> None:
    orders = [PLAY.shuffled(PLAY.start(), seed) for seed in range(2_000)]
    assert len(set(orders)) == 120  # all of 5!
    for place in range(5):
        assert all(330 < count < 470 for count in Counter(order[place] for order in orders).values())  # 400 ± 4 σ


def test_the_same_scene_met_again_is_shuffled_anew() -> None:
    _, again = PLAY.answer(PLAY.start(), "best")
    assert any(PLAY.shuffled(again, seed) != PLAY.shuffled(PLAY.start(), seed) for seed in range(10))

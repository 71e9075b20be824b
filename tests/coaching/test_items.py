from __future__ import annotations

import pytest

from tests.store.scenes import PLAY, chosen, played
from trainer.coaching.items import Taken, analysis, taken

OFFERED = ("see", "calm", "ask")


def given(session: int, score: int, reply: str, share: float | None = None) -> Taken:
    return Taken(session, score, "opening", reply, OFFERED, share)


def test_what_was_offered_is_told_with_what_was_taken() -> None:
    turns = [*chosen("see", "back", "ask", "date")]
    found = taken(7, 90, PLAY, turns)
    assert [(each.scene, each.reply) for each in found] == [
        ("opening", "see"),
        ("talk", "back"),
        ("opening", "ask"),
        ("talk", "date"),
    ]
    assert found[1].offered == ("back", "wait")
    assert found[3].offered == ("back", "date", "wait")
    assert {(each.session, each.score) for each in found} == {(7, 90)}
    assert found[0].share == pytest.approx((2 + 0 + 2) / 6)
    [typed] = taken(8, 50, PLAY, played([("see", "Sorry.")]))
    assert typed.reply == "see"


def test_a_reply_that_only_the_strong_take_tells_them_apart() -> None:
    strong = [given(n, 80 + n, "see", 1.0) for n in range(10)]
    weak = [given(100 + n, 20 + n, "calm", 0.25) for n in range(10)]
    [item] = analysis("late-delivery", [*strong, *weak])
    assert (item.scenario, item.scene, item.answered) == ("late-delivery", "opening", 20)
    assert item.difficulty == pytest.approx(0.625)
    assert item.discrimination == pytest.approx(0.75)
    found = {reply.reply: reply for reply in item.replies}
    assert list(found) == list(OFFERED)
    assert [(found[key].offered, found[key].taken) for key in OFFERED] == [(20, 10), (20, 10), (20, 0)]
    assert [found[key].discrimination for key in OFFERED] == [1, -1, 0]
    assert [found[key].share for key in OFFERED] == [1.0, 0.25, None]
    assert (found["see"].scenario, found["see"].scene) == ("late-delivery", "opening")


def test_of_fewer_than_twenty_sessions_nothing_is_told_apart() -> None:
    few = [given(n, 50 + n, "see") for n in range(19)]
    [item] = analysis("late-delivery", few * 5)
    assert item.answered == 95
    assert item.discrimination is None
    assert item.replies[0].discrimination is None
    [item] = analysis("late-delivery", [*few, given(19, 10, "calm")])
    assert item.replies[0].discrimination == pytest.approx(0.2)
    assert item.discrimination is None


def test_the_scene_answered_most_comes_first() -> None:
    rare = Taken(1, 50, "talk", "back", ("back",), 0.5)
    found = analysis("late-delivery", [rare, given(1, 50, "see"), given(2, 50, "see")])
    assert [item.scene for item in found] == ["opening", "talk"]

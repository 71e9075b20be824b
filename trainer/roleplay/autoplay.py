"""Paths through a scenario that nobody chose by hand: the best, the worst, a random one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal

from trainer.roleplay.play import Play, Position, Turn
from trainer.rubric.score import score

Policy = Literal["best", "worst", "random"]

# A conversation is some ten turns; what runs longer than this goes round in circles.
MAX_TURNS = 200
_WIDTH = 96

_Path = tuple[tuple[Turn, ...], Position]


def path(play: Play, policy: Policy, seed: int = 0) -> tuple[Turn, ...]:
    """A path from the start to an ending.

    "best" and "worst" are found by beam search on the score so far (96 wide): on scenarios of the usual size that is
    the best path or within a point of it; it is no proof. "random" picks evenly, the same for the same seed.
    """
    if policy == "random":
        return _random(play, random.Random(seed))
    return _search(play, 1 if policy == "best" else -1)


def _random(play: Play, chance: random.Random) -> tuple[Turn, ...]:
    position = play.start()
    turns: list[Turn] = []
    while not play.is_over(position) and len(turns) < MAX_TURNS:
        turn, position = play.answer(position, chance.choice(play.offered(position)))
        turns.append(turn)
    return tuple(turns)


def _search(play: Play, sign: int) -> tuple[Turn, ...]:
    weights = play.scenario.weights

    def worth(turns: Sequence[Turn]) -> int:
        percent = score((turn.marks for turn in turns), weights).percent
        return sign * (percent if percent is not None else 0)

    frontier: list[_Path] = [((), play.start())]
    finished: list[tuple[Turn, ...]] = []
    for _ in range(MAX_TURNS):
        # Of the ways to one position only the best is kept, so that the beam stays wide.
        reached: dict[tuple[object, ...], _Path] = {}
        for turns, position in frontier:
            for reply in play.offered(position):
                turn, there = play.answer(position, reply)
                longer = (*turns, turn)
                if play.is_over(there):
                    finished.append(longer)
                    continue
                key = (there.scene, there.mood, there.known, tuple(sorted(there.visits.items())))
                if key not in reached or worth(longer) > worth(reached[key][0]):
                    reached[key] = (longer, there)
        frontier = sorted(reached.values(), key=lambda way: -worth(way[0]))[:_WIDTH]
        if not frontier:
            break
    return max(finished, key=worth)

"""Paths through a scenario that nobody chose by hand: the best, the worst, a random one."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Literal

from trainer.errors import TrainerError
from trainer.roleplay.outcomes import Outcomes
from trainer.roleplay.play import Play, Turn
from trainer.roleplay.points import MOST_TURNS
from trainer.roleplay.space import Space
from trainer.wording import Text

Policy = Literal["best", "worst", "random"]


def path(play: Play, policy: Policy, seed: int = 0) -> tuple[Turn, ...]:
    """A path from the start to an ending.

    "best" and "worst" are proven to be so where the outcomes of the scenario are exact; of a scenario too large for
    that they are the best and worst that were found. "random" picks evenly, the same for the same seed.

    Raises:
        TrainerError: no way to an ending was found.
    """
    if policy == "random":
        return _random(play, random.Random(seed))
    replies = Outcomes(Space(play)).path(best=policy == "best")
    if replies is None:
        raise TrainerError(Text("No path to an ending was found in {turns} turns.", turns=MOST_TURNS))
    return given(play, replies)


def given(play: Play, replies: Iterable[str]) -> tuple[Turn, ...]:
    """The turns of these replies from the start.

    Raises:
        UnknownReplyError: a reply is not offered where it is given.
    """
    position, turns = play.start(), []
    for reply in replies:
        turn, position = play.answer(position, reply)
        turns.append(turn)
    return tuple(turns)


def _random(play: Play, chance: random.Random) -> tuple[Turn, ...]:
    position = play.start()
    turns: list[Turn] = []
    while (offered := play.offered(position)) and len(turns) < MOST_TURNS:
        turn, position = play.answer(position, chance.choice(offered))
        turns.append(turn)
    return tuple(turns)

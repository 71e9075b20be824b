"""How many turns a second of processor time the engine takes: python -m tests.roleplay.speed.

Replies are picked at random on a scenario of 1,000 scenes and every turn is kept, as a session keeps them.
"""

from __future__ import annotations

import random
import sys
from time import process_time
from typing import Any

from tests.roleplay.scenarios import made
from trainer.roleplay.play import Play, Turn
from trainer.scenario.model import Scenario

SCENES = 1_000
TURNS = 100_000
ROUNDS = 7
# What the least of them must reach: twelve times inkjs, which does 20,842 a second on such a graph.
GOAL = 250_000


def large(scenes: int = SCENES, seed: int = 1) -> Scenario:
    """Three replies a scene; a tenth each of the scenes has conditions on lines, replies and branches."""
    chance = random.Random(seed)
    return made({f"scene-{n}": _scene(n, scenes, chance) for n in range(scenes)})


def _scene(n: int, scenes: int, chance: random.Random) -> dict[str, Any]:
    replies: dict[str, Any] = {
        f"reply-{m}": {
            "text": "words " * 33,
            "marks": {"feeling": chance.randrange(3), "next_step": chance.randrange(3), "respect": 2},
            "mood": {"trust": chance.randint(-20, 20), "tension": chance.randint(-20, 20)},
            "then": f"scene-{chance.randrange(scenes)}",
        }
        for m in range(3)
    }
    says: Any = "words " * 33
    if n % 10 == 1:
        says = [{"text": "Oh.", "when": {"trust": {"min": 60}}}, says]
    if n % 10 == 2:
        replies["reply-0"]["when"] = {"knows": ["order"]}
    if n % 10 == 3:
        replies["reply-1"]["then"] = [{"when": {"tension": {"max": 40}}, "to": "scene-0"}, {"to": "scene-1"}]
    if n % 10 == 4:
        replies["reply-2"]["learns"] = ["order"]
    if n % 100 == 5:
        replies["reply-0"]["then"] = "resolved"
    return {"says": says, "replies": replies}


def turns_per_second(play: Play, picks: list[int]) -> float:
    """Plays one turn for each pick, beginning again at each ending."""
    log: list[Turn] = []
    position = play.start()
    began = process_time()
    for pick in picks:
        offered = play.offered(position)
        if not offered:
            position = play.start()
            offered = play.offered(position)
        turn, position = play.answer(position, offered[pick % len(offered)])
        log.append(turn)
    return len(log) / (process_time() - began)


def main() -> None:
    """Measures, and fails where the median is under the goal."""
    play = Play(large())
    chance = random.Random(2)
    picks = [chance.randrange(6) for _ in range(TURNS)]
    speeds = sorted(turns_per_second(play, picks) for _ in range(ROUNDS))
    median = speeds[len(speeds) // 2]
    sys.stdout.write(f"{median:,.0f} turns/s (median of {ROUNDS}; {speeds[0]:,.0f} to {speeds[-1]:,.0f})\n")
    sys.exit(median < GOAL)


if __name__ == "__main__":
    main()

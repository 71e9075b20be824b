"""How long the check takes in a new process: python -m tests.review.speed.

Once all shipped scenarios, once a generated one of 5,000 scenes without and one with loops.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.terminal.conftest import ROOT, surroundings

SCENES = 5_000
ROUNDS = 3
GOAL = 2.0

HEAD = """\
format: 1
id: {id}
language: en
title: Large
summary: A large one.
lessons: [003.listen]
difficulty: 1
minutes: 5
you: {{role: adviser, firm: Lamp}}
person: {{name: Sam Ward, role: customer, portrait: marja, voice: male}}
situation: Sam calls.
goal: Sam knows.
facts: {{order: The order.}}
criteria: {{feeling: {{weight: 3}}, next_step: {{weight: 2}}, respect: {{weight: 1, critical: true}}}}
mood: {{trust: 50, tension: 50}}
start: s0
scenes:
"""
ENDINGS = """\
endings:
  resolved: {outcome: good, title: Yes, text: Yes it is.}
  left: {outcome: bad, title: No, text: No it is not.}
"""


def large(name: str, *, loops: bool, seed: int = 1) -> str:
    """A scenario's file: three replies a scene, a tenth each of the scenes with conditions, facts and branches."""
    chance = random.Random(seed)
    return HEAD.format(id=name) + "".join(_scene(n, loops, chance) for n in range(SCENES)) + ENDINGS


def _scene(n: int, loops: bool, chance: random.Random) -> str:
    marks = ("{feeling: 2, next_step: 1}", "{next_step: 2}", f"{{feeling: 1, respect: {-1 if n % 7 == 0 else 2}}}")
    lines = [f"  s{n}:\n    says: And what of it now?\n    replies:\n"]
    for m in range(3):
        target = chance.randrange(SCENES) if loops else n + chance.randrange(1, 12)
        to = "left" if chance.random() < 0.01 else f"s{target}" if target < SCENES else "resolved"
        then = f"[{{when: {{tension: {{max: 40}}}}, to: {to}}}, {{to: left}}]" if (n % 10, m) == (3, 1) else to
        when = ", when: {knows: [order]}" if (n % 10, m) == (2, 0) else ""
        learns = ", learns: [order]" if (n % 10, m) == (4, 2) else ""
        mood = f"{{trust: {chance.randint(-20, 20)}, tension: {chance.randint(-20, 20)}}}"
        lines.append(
            f"      r{m}: {{text: Say {n} {m}., marks: {marks[m]}, mood: {mood}{when}{learns}, then: {then}}}\n"
        )
    return "".join(lines)


def seconds(folder: Path, data: Path) -> float:
    """The median time of a check with nothing kept from before."""
    command = [sys.executable, "-m", "trainer", "--data", str(data), "check", str(folder)]
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=surroundings(), stdout=subprocess.DEVNULL, check=False)
        took.append(time.perf_counter() - began)
    return sorted(took)[ROUNDS // 2]


def main() -> None:
    """Measures, and fails where one takes longer than the goal."""
    with tempfile.TemporaryDirectory() as temporary:
        data, folders = Path(temporary) / "data", {"shipped": ROOT / "scenarios"}
        for name, loops in (("straight", False), ("loops", True)):
            folders[name] = Path(temporary) / name
            folders[name].mkdir()
            (folders[name] / "scenario.yaml").write_text(large(name, loops=loops), encoding="utf-8")
        took = {name: seconds(folder, data) for name, folder in folders.items()}
    for name, each in took.items():
        sys.stdout.write(f"{name}: {each:.2f} s\n")
    sys.exit(max(took.values()) >= GOAL)


if __name__ == "__main__":
    main()

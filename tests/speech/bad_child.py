"""A voice process that misbehaves as it is told: `bad_child.py hang|die|dumb|empty|refuse|die-once FILE`."""

import json
import os
import sys
from pathlib import Path

VOICES = [{"id": "x", "name": "X", "engine": "bad", "languages": ["fi"], "gender": "female"}]


def main(behaviour: str, memo: str = "") -> None:
    if behaviour != "dumb":
        answer({"engine": "bad", "health": "", "voices": [] if behaviour == "empty" else VOICES})
    for line in sys.stdin.buffer:
        order = json.loads(line)
        if behaviour == "die" or (behaviour == "die-once" and not Path(memo).exists()):
            if memo:
                Path(memo).touch()
            os._exit(3)
        if behaviour == "die-once":
            render(Path(order["path"]))
            answer({"path": order["path"], "why": ""})
        if behaviour == "refuse":
            answer({"path": order["path"], "why": "out of breath"})


def render(path: Path) -> None:
    from array import array

    from trainer.speech.sound import Sound, write

    write(path, Sound(8000, array("h", [1000, -1000] * 800)), [(0, 1600)])


def answer(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(*sys.argv[1:])

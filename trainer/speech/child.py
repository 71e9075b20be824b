"""The process that owns the voice engine and renders lines for the window: `python -m trainer.speech.child espeak`.

JSON, one object a line. It says first what it has: `{"engine", "health", "voices": [...]}`. For each
`{"path", "wanted": {...}}` it answers `{"path", "why": ""}`, with the reason where it could not.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from trainer.speech.engine import Engine, EngineError, Rendering
from trainer.speech.voice import Voice

FLAG = "--speech-child"


def drivers() -> tuple[str, ...]:
    """The drivers of pyttsx3 worth trying on this system, the native one first."""
    return {"win32": ("sapi5", "espeak"), "darwin": ("nsss", "espeak")}.get(sys.platform, ("espeak",))


def command(driver: str) -> list[str]:
    """Program and arguments that start a child with that driver, in a frozen program as well."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, driver]
    return [sys.executable, "-m", "trainer.speech.child", driver]


def working_folder() -> str:
    """Where to start a child, so that it finds this package in a checkout as well."""
    return str(Path(__file__).resolve().parents[2])


def voices_in(hello: dict[str, Any]) -> tuple[Voice, ...]:
    """The voices of a child's first message."""
    return tuple(Voice(**{**voice, "languages": tuple(voice["languages"])}) for voice in hello["voices"])


def run(driver: str) -> None:
    """Serve until standard input ends, then end the process at once, whatever the engine is doing."""
    # Drivers print to standard output: that goes to standard error, and the protocol keeps the true one.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    orders: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(orders,), daemon=True).start()

    from trainer.speech.pyttsx3_engine import Pyttsx3Engine

    engine = Pyttsx3Engine(driver)
    voices = [asdict(voice) for voice in engine.voices()]
    _answer(answers, {"engine": engine.name, "health": engine.health(), "voices": voices})
    while True:
        order = json.loads(orders.get())
        _answer(answers, {"path": order["path"], "why": _render(engine, order)})


def _listen(orders: SimpleQueue[bytes]) -> None:
    with os.fdopen(0, "rb") as stream:
        for line in stream:
            orders.put(line)
    os._exit(0)  # the window has gone; a hung engine would not let the interpreter end


def _render(engine: Engine, order: dict[str, object]) -> str:
    wanted = order["wanted"]
    assert isinstance(wanted, dict)
    wanted["sentences"] = tuple(wanted["sentences"])
    try:
        engine.render(Rendering(**wanted), Path(str(order["path"])))
    except (EngineError, OSError) as error:
        return str(error) or type(error).__name__
    return ""


def _answer(answers: BinaryIO, message: dict[str, object]) -> None:
    answers.write(json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    run(sys.argv[1])

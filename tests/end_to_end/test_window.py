"""The program in its window, as a person at the keyboard has it; what came of it is read from outside."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic
from typing import Any

import pytest

from tests.end_to_end.screen import MISSING, PATIENCE, Screen
from tests.terminal.conftest import ROOT, CommandLine, surroundings

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with Screen() as opened:
        yield opened


@contextmanager
def program(repliikki: CommandLine, screen: Screen, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program, started; killed where it has not ended by itself."""
    variables = surroundings(DISPLAY=screen.display, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None, **more)
    log = repliikki.data / "output.txt"
    with log.open("ab") as output, subprocess.Popen(
        repliikki.command(), env=variables, cwd=ROOT, stdout=output, stderr=output
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()
    assert b"Traceback" not in log.read_bytes()


def until(repliikki: CommandLine, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Waits until the newest session is as wanted, looking again and again; returns it."""
    end, pause = monotonic() + PATIENCE, Event()
    while not wanted(row := newest(repliikki)):
        assert monotonic() < end, row
        pause.wait(0.05)
    return row


def newest(repliikki: CommandLine) -> dict[str, Any]:
    rows = repliikki.json("sessions")
    return rows[0] if rows else {"state": "none", "turns": 0}


def answer(repliikki: CommandLine, screen: Screen, key: str) -> None:
    """Answers with a reply, and waits until that is on record."""
    turns = newest(repliikki)["turns"]
    screen.press(key, "Return")
    until(repliikki, lambda row: row["turns"] == turns + 1)


def begin_first(repliikki: CommandLine, screen: Screen) -> None:
    """From the first start into the first conversation: a name, Enter, and Enter in the briefing."""
    screen.window()
    screen.type("Sanni")
    screen.press("Return", "Return")
    until(repliikki, lambda row: row["state"] == "open")


def test_played_to_the_end_closed_and_all_is_there_again(repliikki: CommandLine, screen: Screen) -> None:
    with program(repliikki, screen) as first:
        begin_first(repliikki, screen)
        while newest(repliikki)["state"] == "open":
            answer(repliikki, screen, "1")

        again = subprocess.run(
            repliikki.command(), env=surroundings(DISPLAY=screen.display, QT_QPA_PLATFORM=None), cwd=ROOT,
            timeout=PATIENCE, capture_output=True, check=False,
        )  # fmt: skip
        assert again.returncode == 0, again.stderr
        assert first.poll() is None

        screen.close(screen.window())
        assert first.wait(PATIENCE) == 0
    [row] = repliikki.json("sessions", "--person", "Sanni")
    assert row["state"] == "finished"
    played = repliikki.json("replay", row["session"])
    assert played["score"] == row["score"]
    assert len(played["turns"]) == row["turns"] > 1

    with program(repliikki, screen) as second:
        window = screen.window()
        screen.press("Return", "Return")  # what comes next, and its briefing: no name is asked for again
        begun = until(repliikki, lambda newest: newest["session"] != row["session"])
        assert begun["person"] == "Sanni"
        screen.close(window)
        assert second.wait(PATIENCE) == 0
    assert repliikki.json("replay", row["session"]) == played


def test_killed_in_mid_conversation_it_offers_to_go_on_where_one_was(repliikki: CommandLine, screen: Screen) -> None:
    with program(repliikki, screen) as process:
        begin_first(repliikki, screen)
        answer(repliikki, screen, "2")
        answer(repliikki, screen, "3")
        process.kill()
        process.wait(PATIENCE)
    [row] = repliikki.json("sessions")
    assert (row["state"], row["turns"], row["person"]) == ("open", 2, "Sanni")
    before = repliikki.json("replay", row["session"])["turns"]

    with program(repliikki, screen):
        screen.window()
        screen.press("Return")  # go on: the first thing that is offered
        answer(repliikki, screen, "1")
    [row] = repliikki.json("sessions")
    assert row["turns"] == 3
    assert repliikki.json("replay", row["session"])["turns"][:2] == before

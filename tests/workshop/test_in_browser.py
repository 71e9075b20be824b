"""The page in a real browser: the one that comes with Qt."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.workshop.phones import QUESTION
from trainer.wording import Wording
from trainer.workshop.ballot import Ballot
from trainer.workshop.server import VoteServer


class Room:
    """A room with an open vote, and a browser in it."""

    def __init__(self) -> None:
        self.voted = Event()
        self.ballot = Ballot(self.voted.set)
        self.ballot.open(QUESTION)
        self.server = VoteServer(self.ballot, {"en": Wording("en", None)}, "127.0.0.1")

    def browser(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(Path(__file__).with_name("browser.py")), self.server.url, *arguments]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


@pytest.fixture
def room() -> Iterator[Room]:
    tried = subprocess.run(
        [sys.executable, "-c", "import PySide6.QtWebEngineWidgets"], capture_output=True, check=False
    )
    if tried.returncode:
        pytest.skip(f"Qt's browser does not run here: {tried.stderr.decode()[-200:]}")
    room = Room()
    yield room
    room.server.stop()


@pytest.mark.parametrize("script", [(), ("no-script",)])
def test_one_votes_by_keyboard_and_is_told_when_the_vote_closes(room: Room, script: tuple[str, ...]) -> None:
    with room.browser("c2", "The vote is closed.", *script) as browser:
        try:
            assert room.voted.wait(60)
            assert room.ballot.counts() == (0, 1, 0)
            room.ballot.close()
            output, _ = browser.communicate(timeout=60)
        finally:
            browser.kill()
    # Anything that the browser complains of would be a line more.
    [seen] = map(json.loads, output.splitlines())
    assert "You voted: 2. Calm down" in seen["seen"]

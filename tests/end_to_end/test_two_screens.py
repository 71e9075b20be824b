"""A workshop with a projector: the console here, the room's window there by itself, in a real display."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from time import monotonic

import pytest

from tests.end_to_end.screen import MISSING, PATIENCE, Screen
from tests.end_to_end.test_window import program
from tests.terminal.conftest import CommandLine
from trainer.store.database import Store

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


@pytest.fixture
def screens() -> Iterator[Screen]:
    with Screen(second=True) as opened:
        yield opened


def until(come: Callable[[], bool]) -> None:
    end, pause = monotonic() + PATIENCE, Event()
    while not come():
        assert monotonic() < end
        pause.wait(0.05)


def test_the_rooms_window_fills_the_second_screen_and_votes_are_kept(repliikki: CommandLine, screens: Screen) -> None:
    store = Store.open(repliikki.data)
    store.settings.set("person", store.people.add("Veli").id)
    store.settings.set("language", "en")
    store.settings.set("voice", False)
    store.close()
    with program(repliikki, screens):
        screens.window()
        screens.press("ctrl+4", "Return")
        assert screens.size_on_second("room") == "1920x1080"
        screens.press("v", "1", "1", "2", "space", "space")

        def votes() -> int:
            read = Store.open(repliikki.data)
            held = read.workshops.rows()
            read.close()
            return held[0].votes if held else 0

        until(lambda: votes() == 3)

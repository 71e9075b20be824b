from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.scenes import PLAY, SCRIPT
from trainer.roleplay.play import Position, Turn, replay
from trainer.rubric.marks import Mark, Source
from trainer.store.database import Store

texts = st.text(max_size=60)
replies = st.lists(
    st.tuples(
        st.integers(0, 2), st.none() | texts, st.lists(st.integers(-1, 2), min_size=3, max_size=3), st.booleans()
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def play(given_replies: list[tuple[int, str | None, list[int], bool]]) -> tuple[list[Turn], list[Position]]:
    positions, turns = [PLAY.start()], []
    for place, text, levels, sure in given_replies:
        position = positions[-1]
        offered = PLAY.offered(position)
        if not offered:
            break
        marks = None
        if text is not None:
            marks = [
                Mark(
                    key,
                    level if key == "respect" else abs(level),
                    Source.AUTO,
                    ((0, len(text)),) if text else (),
                    1 / (2 + place),
                    sure,
                )
                for key, level in zip(PLAY.criteria(position), levels, strict=False)
            ]
        turn, position = PLAY.answer(position, offered[place % len(offered)], text, marks)
        turns.append(turn)
        positions.append(position)
    return turns, positions


@settings(deadline=None, max_examples=60)
@given(replies)
def test_what_was_played_is_read_back_and_replays_to_the_same_positions(
    folder: Path, given_replies: list[tuple[int, str | None, list[int], bool]]
) -> None:
    turns, positions = play(given_replies)
    store = Store.open(folder)
    session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    for turn in turns:
        store.sessions.add_turn(session, turn)
    store.close()
    store = Store.open(folder)
    record = store.sessions.record(session)
    store.close()
    stored = [stored.turn for stored in record.turns]
    assert stored == turns
    assert replay(PLAY, stored) == positions

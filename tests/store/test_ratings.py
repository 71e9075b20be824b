"""What trainees think of their own sessions."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import Clock, SmallDisk
from tests.store.older import make_older
from tests.store.scenes import SCRIPT, chosen
from trainer.store.database import Store


def session_of(store: Store, person: int | None = None) -> int:
    session = store.sessions.start(person=person, script=SCRIPT, language="en", seed=1)
    for turn in chosen("see", "back"):
        store.sessions.add_turn(session, turn)
    return session


@pytest.mark.parametrize(
    ("percent", "text", "kept"),
    [
        (70, "I listened.", (70, "I listened.")),
        (0, "", (0, "")),
        (None, " I hurried 😠\ud83d. ", (None, "I hurried 😠?.")),
    ],
)
def test_a_self_rating_is_read_back(
    store: Store, clock: Clock, percent: int | None, text: str, kept: tuple[int | None, str]
) -> None:
    session, other = session_of(store), session_of(store)
    store.ratings.add(session, percent, text)
    assert store.ratings.of(session) == (*kept, clock.moment)
    assert store.ratings.of(other) is None
    assert store.ratings.all() == {session: (*kept, clock.moment)}


def test_skipping_it_keeps_nothing(store: Store) -> None:
    session = session_of(store)
    store.ratings.add(session, None, "  ")
    assert store.ratings.of(session) is None


def test_said_again_the_last_word_counts_even_if_the_clock_was_set_back(store: Store, clock: Clock) -> None:
    session = session_of(store)
    store.ratings.add(session, 90, "Great.")
    clock.moment -= timedelta(days=1)
    store.ratings.add(session, None, "Not so great.")
    rating = store.ratings.of(session)
    assert rating is not None
    assert (rating.percent, rating.text) == (None, "Not so great.")


def test_a_number_off_the_scale_is_a_bug_that_surfaces(store: Store) -> None:
    session = session_of(store)
    with pytest.raises(sqlite3.IntegrityError):
        store.ratings.add(session, 101)
    assert store.ratings.of(session) is None


def test_it_goes_with_its_session(store: Store) -> None:
    session, other = session_of(store), session_of(store)
    store.ratings.add(session, 50)
    store.ratings.add(other, 60)
    store.sessions.discard(session)
    assert list(store.ratings.all()) == [other]


def test_it_goes_with_its_person_and_leaves_no_trace(store: Store) -> None:
    aino, ulla = store.people.add("Aino").id, store.people.add("Ulla").id
    for person, text in ((aino, "Ratedsecretly"), (ulla, "Ratedopenly")):
        store.ratings.add(session_of(store, person), 50, text)
    store.people.delete(aino)
    content = b"".join(file.read_bytes() for file in store.path.parent.rglob("*") if file.is_file())
    assert b"Ratedopenly" in content
    assert b"Ratedsecretly" not in content


def test_with_a_full_disk_it_is_kept_in_memory_and_written_later(small_disk: SmallDisk) -> None:
    store = Store.open(small_disk.folder)
    session = session_of(store)
    small_disk.fill()
    for _ in range(40):
        store.ratings.add(session, 50, "x" * 4000)
    assert store.problem is not None
    store.ratings.add(session, 60, "Said at last.")
    small_disk.free()
    assert store.retry()
    store.close()
    again = Store.open(small_disk.folder)
    rating = again.ratings.of(session)
    assert rating is not None
    assert (rating.percent, rating.text) == (60, "Said at last.")
    again.close()


def test_sessions_from_before_there_were_self_ratings_can_be_rated(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    session = session_of(store)
    store.close()
    make_older(store.path, 2)
    store = Store.open(tmp_path)
    assert store.sessions.record(session).row.turns == 2
    store.ratings.add(session, 30)
    assert list(store.ratings.all()) == [session]
    store.close()

"""The conversation goes on in memory while the disk does not take it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import Clock, SmallDisk
from tests.store.scenes import SCRIPT, chosen, played
from trainer.store.database import Store
from trainer.store.errors import CopyError

REPLIES = ("see", "back", "ask", "wait", "see")


def refuse(store: Store) -> None:
    """From now on the store's disk is read-only, as far as it can tell."""
    store._connection._connection.execute("PRAGMA query_only=ON")


def fill(store: Store) -> None:
    """From now on the store's file cannot grow."""
    connection = store._connection._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")


def reopened(store: Store) -> Store:
    store.close()
    return Store.open(store.path.parent)


@pytest.mark.parametrize(("fail", "told"), [(refuse, "cannot be written to"), (fill, "disk is full")])
def test_what_was_done_in_memory_comes_to_disk_in_order(store: Store, fail: Callable[[Store], None], told: str) -> None:
    aino = store.people.add("Aino")
    session = store.sessions.start(person=aino.id, script=SCRIPT, language="en", seed=1)
    long = "A long reply. " * 400
    turns = played([(REPLIES[0], None), *((reply, long) for reply in REPLIES[1:])])
    store.sessions.add_turn(session, turns[0])
    fail(store)
    for turn in turns[1:]:
        store.sessions.add_turn(session, turn)
    ulla = store.people.add("Ulla")
    store.people.rename(ulla.id, "Ulla-Maija")
    store.settings.set("theme", "dark")
    assert told in str(store.problem)
    assert [stored.turn for stored in store.sessions.record(session).turns] == turns
    assert store.retry()
    assert store.problem is None
    again = reopened(store)
    assert [stored.turn for stored in again.sessions.record(session).turns] == turns
    assert again.people.get(ulla.id).name == "Ulla-Maija"
    assert again.settings.get("theme", "") == "dark"
    again.close()


def test_closing_brings_to_disk_what_it_can(store: Store) -> None:
    refuse(store)
    person = store.people.add("Aino")
    again = reopened(store)
    assert again.people.all() == [person]
    again.close()


def test_a_person_deleted_in_memory_is_gone_from_disk(store: Store) -> None:
    person = store.people.add("Secretname")
    refuse(store)
    store.people.delete(person.id)
    assert store.people.all() == []
    assert store.retry()
    content = b"".join(file.read_bytes() for file in store.path.parent.iterdir() if file.is_file())
    assert b"Secretname" not in content


def test_a_locked_database_takes_the_turns_once_it_is_free(store: Store) -> None:
    session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    turns = chosen(*REPLIES)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for turn in turns:
            store.sessions.add_turn(session, turn)
        assert "Another program" in str(store.problem)
        assert store.sessions.record(session).row.turns == len(turns)
    assert store.retry()
    assert [stored.turn for stored in store.sessions.record(session).turns] == turns


def test_what_another_program_wrote_meanwhile_is_never_overwritten(store: Store, tmp_path: Path) -> None:
    refuse(store)
    store.people.add("Mine")
    other = Store.open(store.path.parent)
    other.people.add("Theirs")
    other.close()
    assert not store.retry()
    assert "Another program changed the database" in str(store.problem)
    (tmp_path / "copy").mkdir()
    store.save_copy(tmp_path / "copy" / "repliikki.db")
    for folder, name in ((tmp_path / "copy", "Mine"), (store.path.parent, "Theirs")):
        opened = Store.open(folder)
        assert [person.name for person in opened.people.all()] == [name]
        opened.close()


def test_all_is_written_anew_where_the_file_is_gone(store: Store) -> None:
    store.people.add("Aino")
    refuse(store)
    store.people.add("Ulla")
    store.path.unlink()
    assert store.retry()
    again = reopened(store)
    assert [person.name for person in again.people.all()] == ["Aino", "Ulla"]
    again.close()


def test_a_copy_is_one_file_that_opens(store: Store, tmp_path: Path) -> None:
    store.people.add("Aino")
    copy = tmp_path / "copy" / "repliikki.db"
    copy.parent.mkdir()
    store.save_copy(copy)
    assert list(copy.parent.iterdir()) == [copy]
    opened = Store.open(copy.parent)
    assert [person.name for person in opened.people.all()] == ["Aino"]
    opened.close()


def test_a_copy_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(CopyError, match="could not be written"):
        store.save_copy(tmp_path / "nowhere" / "copy.db")
    with pytest.raises(CopyError, match="is the database itself"):
        store.save_copy(store.path)
    store.people.add("Aino")
    assert store.problem is None


def test_a_mistake_in_a_write_surfaces_and_leaves_nothing_behind(store: Store) -> None:
    [turn] = chosen("see")
    with pytest.raises(sqlite3.IntegrityError):
        store.sessions.add_turn(99, turn)
    assert store.problem is None
    session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    store.sessions.add_turn(session, turn)
    with pytest.raises(sqlite3.IntegrityError):
        store.sessions.add_turn(session, turn)
    assert store.sessions.record(session).row.turns == 1


def test_a_conversation_goes_on_while_the_disk_is_full(small_disk: SmallDisk, clock: Clock) -> None:
    store = Store.open(small_disk.folder, clock)
    session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    small_disk.fill()
    turns = played((("see", "back")[n % 2], f"Reply {n}. " * 100) for n in range(40))
    for turn in turns:
        store.sessions.add_turn(session, turn)
    assert "disk is full" in str(store.problem)
    assert [stored.turn for stored in store.sessions.record(session).turns] == turns
    assert not store.retry()
    small_disk.free()
    assert store.retry()
    again = reopened(store)
    assert [stored.turn for stored in again.sessions.record(session).turns] == turns
    again.close()


def test_a_first_start_on_a_read_only_disk_begins_in_memory(small_disk: SmallDisk) -> None:
    small_disk.set_read_only(True)
    store = Store.open(small_disk.folder / "data")
    assert "cannot be written to" in str(store.problem)
    person = store.people.add("Aino")
    assert not store.retry()
    assert store.people.all() == [person]
    store.close()


def test_a_first_start_on_a_full_disk_begins_in_memory(small_disk: SmallDisk) -> None:
    small_disk.fill()
    store = Store.open(small_disk.folder / "data")
    assert store.problem is not None
    person = store.people.add("Aino")
    assert not store.retry()
    small_disk.free()
    assert store.retry()
    again = reopened(store)
    assert again.people.all() == [person]
    again.close()

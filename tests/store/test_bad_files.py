from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.store.conftest import Clock, SmallDisk
from tests.store.scenes import SCRIPT, chosen
from trainer.store.backups import DATABASE, Backups
from trainer.store.database import Store
from trainer.store.errors import (
    DamagedDatabaseError,
    DataFolderError,
    NewerDatabaseError,
    UnreadableDatabaseError,
)


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Path:
    """A closed database with a person of each of two days, the first of them also in a backup."""
    store = Store.open(tmp_path, clock)
    store.people.add("Aino")
    store.backups.daily()
    store.people.add("Ulla")
    store.close()
    return tmp_path / DATABASE


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


def names(folder: Path) -> list[str]:
    store = Store.open(folder)
    found = [person.name for person in store.people.all()]
    store.close()
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda _: b"Dear diary,\n" * 1000, id="text"),
        pytest.param(lambda _: b"", id="emptied"),
        pytest.param(lambda whole: whole[:1], id="one-byte"),
        pytest.param(lambda whole: whole[:100], id="header-only"),
        pytest.param(lambda whole: whole[:4096], id="one-page"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="half"),
        pytest.param(lambda whole: whole[:-4096], id="last-page-gone"),
        pytest.param(lambda whole: whole[:8192] + bytes(4096) + whole[12288:], id="page-zeroed"),
        pytest.param(lambda whole: whole[:4096] + b"\xff" * (len(whole) - 4096), id="overwritten"),
    ],
)
def test_a_damaged_database_is_told_and_its_newest_good_backup_can_be_put_back(file: Path, spoil: object) -> None:
    assert callable(spoil)
    spoilt = spoil(file.read_bytes())
    file.write_bytes(spoilt)
    with pytest.raises(DamagedDatabaseError, match="newest good backup is from 2026-03-04 09:30 UTC") as raised:
        Store.open(file.parent)
    assert file.read_bytes() == spoilt
    Backups(file.parent).restore(raised.value.backups[0])
    assert names(file.parent) == ["Aino"]
    assert file.with_name("repliikki.damaged.db").read_bytes() == spoilt


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("script", "snapshot", "replace(snapshot, 'Maria', 'Mario')"),
        ("script", "snapshot", "CAST(x'7bff7d' AS TEXT)"),
        ("turn", "learned", "'[par'"),
        ("turn", "text", "CAST(x'ff' AS TEXT)"),
        ("session", "started", "'202v-03-04T09:30:50.000+00:00'"),
        ("mark", "evidence", "'[['"),
    ],
)
def test_damage_within_what_was_kept_is_told_when_it_is_read(
    file: Path, table: str, column: str, value: str
) -> None:  # fmt: skip
    store = Store.open(file.parent)
    session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    store.sessions.add_turn(session, chosen("see")[0])
    store.close()
    with opened(file) as other:
        other.execute(f"UPDATE {table} SET {column} = {value}")
    store = Store.open(file.parent)
    with pytest.raises(DamagedDatabaseError, match="newest good backup"):
        store.sessions.record(session)
    store.close()


def test_a_schema_that_is_no_text_any_more_is_told(file: Path) -> None:
    content = file.read_bytes()
    assert content.count(b"CREATE TABLE person") == 1
    file.write_bytes(content.replace(b"CREATE TABLE person", b"CREATE T\xcc\xff\xfeE person"))
    with pytest.raises(DamagedDatabaseError):
        Store.open(file.parent)


def test_what_a_damaged_log_lost_is_told_once(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "alive")
    for name in ("Aino", "Ulla", "Sanni"):
        store.people.add(name)
    for damaged_at in (None, 0, -3000):
        folder = tmp_path / f"copy{damaged_at}"
        folder.mkdir()
        log = bytearray((tmp_path / "alive" / f"{DATABASE}-wal").read_bytes())
        if damaged_at is not None:
            log[damaged_at] ^= 0xFF
        (folder / DATABASE).write_bytes((tmp_path / "alive" / DATABASE).read_bytes())
        (folder / f"{DATABASE}-wal").write_bytes(log)
        first = Store.open(folder)
        assert (first.lost is None) == (damaged_at is None)
        assert (len(first.people.all()) == 3) == (damaged_at is None)
        first.people.add("Someone")
        first.close()
        again = Store.open(folder)
        assert again.lost is None
        again.close()
    store.close()


def test_a_write_that_was_never_finished_is_no_loss(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "alive")
    store.people.add("Aino")
    folder = tmp_path / "copy"
    folder.mkdir()
    log = (tmp_path / "alive" / f"{DATABASE}-wal").read_bytes()
    (folder / DATABASE).write_bytes((tmp_path / "alive" / DATABASE).read_bytes())
    (folder / f"{DATABASE}-wal").write_bytes(log + log[-4120:-2000])
    store.close()
    again = Store.open(folder)
    assert again.lost is None
    assert [person.name for person in again.people.all()] == ["Aino"]
    again.close()


def test_without_a_good_backup_one_can_begin_anew(file: Path) -> None:
    [backup] = Backups(file.parent).list()
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    file.write_text("not a database")
    with pytest.raises(DamagedDatabaseError, match="there is no good backup") as raised:
        Store.open(file.parent)
    assert raised.value.backups == []
    assert Backups(file.parent).set_aside().read_text() == "not a database"
    assert names(file.parent) == []


def test_a_log_of_the_damaged_database_is_not_taken_for_the_next_ones(file: Path) -> None:
    with opened(file) as other:
        other.execute("INSERT INTO person (uuid, name, created) VALUES ('u', 'In the log', '')")
        log = file.with_name(f"{DATABASE}-wal").read_bytes()
    file.write_bytes(b"no database")
    file.with_name(f"{DATABASE}-wal").write_bytes(log)
    Backups(file.parent).set_aside()
    assert names(file.parent) == []


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / DATABASE
    with opened(file) as other:
        other.execute("CREATE TABLE moz_places (url)")
    before = file.read_bytes()
    with pytest.raises(DamagedDatabaseError, match="not a Repliikki database"):
        Store.open(tmp_path)
    assert file.read_bytes() == before


def test_a_newer_database_is_refused_and_left_alone(file: Path) -> None:
    with opened(file) as other:
        other.execute("PRAGMA user_version = 99")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = file.read_bytes()
    with pytest.raises(NewerDatabaseError, match=r"version 99.*Install the newer version"):
        Store.open(file.parent)
    assert file.read_bytes() == before


def test_a_file_in_place_of_the_data_folder_is_told(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    for folder in (file, file / "data"):
        with pytest.raises(DataFolderError, match="Choose a folder"):
            Store.open(folder)
    assert file.read_text() == "mine"


def test_a_folder_in_place_of_the_database_is_told(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()
    with pytest.raises(DataFolderError, match="is a folder, where the database should be"):
        Store.open(tmp_path)


def test_a_data_folder_may_have_any_name_and_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "ääkköset ja #%? 😀" / "data"
    Store.open(folder).close()
    assert names(folder) == []
    backups = Backups(folder)
    assert backups.make("manual").good


def test_a_database_that_another_program_keeps_to_itself_is_told(file: Path) -> None:
    with opened(file) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UnreadableDatabaseError, match="Close that program and try again"):
            Store.open(file.parent)
    assert names(file.parent) == ["Aino", "Ulla"]


def test_a_database_on_a_read_only_disk_opens_with_what_its_log_holds(small_disk: SmallDisk, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = Store.open(folder)
    session = store.sessions.start(person=store.people.add("Aino").id, script=SCRIPT, language="en", seed=1)
    store.sessions.add_turn(session, chosen("see")[0])
    for part in folder.glob(f"{DATABASE}*"):
        if not part.name.endswith("-shm"):
            (small_disk.folder / part.name).write_bytes(part.read_bytes())
    store.close()
    small_disk.set_read_only(True)
    store = Store.open(small_disk.folder)
    assert "cannot be written to" in str(store.problem)
    store.sessions.add_turn(session, chosen("see", "back")[1])
    assert store.sessions.record(session).row.turns == 2
    assert not store.retry()
    small_disk.set_read_only(False)
    assert store.retry()
    assert store.problem is None
    store.close()
    store = Store.open(small_disk.folder)
    assert [stored.turn for stored in store.sessions.record(session).turns] == chosen("see", "back")
    store.close()

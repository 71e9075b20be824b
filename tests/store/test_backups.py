from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from tests.store.conftest import Clock
from trainer.store.backups import DATABASE, Backups
from trainer.store.database import Store
from trainer.store.errors import CopyError, DamagedDatabaseError


def test_a_day_has_one_daily_backup_and_the_newest_seven_are_kept(store: Store, clock: Clock) -> None:
    for day in range(9):
        store.people.add(f"Person of day {day}")
        made = store.backups.daily()
        assert made is not None
        assert made.good
        assert store.backups.daily() is None
        clock.moment += timedelta(days=1)
    days = [backup.made.day for backup in store.backups.list()]
    assert days == [12, 11, 10, 9, 8, 7, 6]


def test_backups_by_hand_push_out_only_each_other(store: Store) -> None:
    store.backups.daily()
    for _ in range(5):
        store.backups.make("manual")
    assert [backup.reason for backup in store.backups.list()] == ["manual"] * 3 + ["daily"]


def test_other_files_among_the_backups_are_left_alone(store: Store) -> None:
    store.backups.make("manual")
    [backup] = store.backups.list()
    (backup.path.parent / "notes.txt").write_text("mine")
    assert store.backups.list() == [backup]


def test_a_restored_backup_is_what_was_there_when_it_was_made(store: Store) -> None:
    store.people.add("Aino")
    backup = store.backups.make("manual")
    store.people.add("Ulla")
    store.close()
    folder = store.path.parent
    Backups(folder).restore(backup)
    again = Store.open(folder)
    assert [person.name for person in again.people.all()] == ["Aino"]
    again.close()
    assert backup.path.exists()


def test_a_spoilt_backup_is_passed_over_for_an_older_good_one(store: Store) -> None:
    older, newer = store.backups.make("manual"), store.backups.make("manual")
    store.close()
    newer.path.write_bytes(newer.path.read_bytes()[:6000])
    store.path.write_bytes(b"spoilt")
    with pytest.raises(DamagedDatabaseError) as raised:
        Store.open(store.path.parent)
    assert raised.value.backups == [older]


def test_the_daily_check_finds_damage_and_pushes_no_good_backup_out(store: Store, clock: Clock) -> None:
    good = store.backups.daily()
    store.close()
    clock.moment += timedelta(days=1)
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[:8192] + bytes(4096) + whole[12288:])
    backups = Backups(store.path.parent, clock)
    with pytest.raises(DamagedDatabaseError) as raised:
        backups.daily()
    assert raised.value.backups == [good]
    assert backups.list() == [good]


def test_a_backup_that_cannot_be_written_is_told(store: Store) -> None:
    (store.path.parent / "backups").write_text("in the way")
    with pytest.raises(CopyError, match="could not be written"):
        store.backups.make("manual")


def test_a_backup_that_cannot_be_read_is_told_and_the_database_stays(store: Store) -> None:
    backup = store.backups.make("manual")
    store.close()
    backup.path.unlink()
    before = store.path.read_bytes()
    with pytest.raises(CopyError):
        Backups(store.path.parent).restore(backup)
    assert store.path.read_bytes() == before


def test_copies_dated_by_a_clock_that_was_ahead_do_not_push_out_new_ones(store: Store, clock: Clock) -> None:
    right = clock.moment
    for day in range(8):
        clock.moment = right + timedelta(days=365 + day)
        store.backups.daily()
    for day in range(7):
        clock.moment = right + timedelta(days=day)
        made = store.backups.daily()
        assert made is not None
        assert store.backups.list()[0].path == made.path
    assert [backup.made.year for backup in store.backups.list()] == [2026] * 7


@pytest.mark.parametrize(
    "died", ["before it moved anything", "before it moved the log", "before it put the copy there"]
)
def test_a_restore_that_was_cut_off_is_finished_at_the_next_start(store: Store, died: str) -> None:
    store.people.add("Aino")
    backup = store.backups.make("manual")
    store.people.add("Ulla")
    store.close()
    file, log = store.path, store.path.with_name(f"{DATABASE}-wal")
    shutil.copyfile(backup.path, file.with_name(f"{DATABASE}.restored"))
    log.write_bytes(b"of the database that goes")
    if died != "before it moved anything":
        file.replace(file.with_name("repliikki.damaged.db"))
    if died == "before it put the copy there":
        log.replace(file.with_name("repliikki.damaged.db-wal"))
    again = Store.open(file.parent)
    assert [person.name for person in again.people.all()] == ["Aino"]
    again.close()
    assert file.with_name("repliikki.damaged.db").exists()
    assert file.with_name("repliikki.damaged.db-wal").read_bytes() == b"of the database that goes"
    assert not file.with_name(f"{DATABASE}.restored").exists()


def test_half_a_copy_is_never_put_back(store: Store) -> None:
    store.people.add("Aino")
    store.close()
    store.path.with_name(f"{DATABASE}.unfinished").write_bytes(b"half a copy")
    again = Store.open(store.path.parent)
    assert [person.name for person in again.people.all()] == ["Aino"]
    again.close()

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import Clock
from trainer.errors import TrainerError
from trainer.store.database import Store
from trainer.store.lock import Lock, LockedError, wait_after

PASSPHRASE = "sininen lokki"


def fail(lock: Lock, times: int = 1) -> LockedError:
    """Gives the wrong secret so many times; how the last try was refused."""
    for _ in range(times):
        with pytest.raises(LockedError) as refused:
            lock.open("not the right one")
    return refused.value


def test_nothing_is_asked_before_a_lock_is_set(store: Store) -> None:
    assert not store.locks.coach.is_set
    store.locks.coach.open("anything")


def test_only_the_secret_opens_and_each_lock_has_its_own(store: Store) -> None:
    aino, sanni = store.people.add("Aino"), store.people.add("Sanni")
    store.locks.coach.set(PASSPHRASE)
    store.locks.of(aino.id).set("2468")
    store.locks.coach.open(PASSPHRASE)
    store.locks.of(aino.id).open("2468")
    assert not store.locks.of(sanni.id).is_set
    for lock, wrong in ((store.locks.coach, "2468"), (store.locks.of(aino.id), PASSPHRASE)):
        with pytest.raises(LockedError):
            lock.open(wrong)
        assert lock.is_set


def test_the_same_letters_open_however_they_are_coded(store: Store) -> None:
    store.locks.coach.set("hyvää yötä")
    store.locks.coach.open("hyva\u0308a\u0308 yo\u0308ta\u0308")


def test_a_short_secret_is_refused(store: Store) -> None:
    aino = store.locks.of(store.people.add("Aino").id)
    with pytest.raises(TrainerError, match="at least 8 characters"):
        store.locks.coach.set("1234567")
    with pytest.raises(TrainerError, match="at least 4 characters"):
        aino.set("123")
    assert not store.locks.coach.is_set
    assert not aino.is_set


def test_changing_and_removing_take_the_old_secret(store: Store) -> None:
    lock = store.locks.coach
    lock.set(PASSPHRASE)
    with pytest.raises(LockedError):
        lock.set("punainen lokki", "wrong")
    with pytest.raises(LockedError):
        lock.remove("wrong")
    lock.open(PASSPHRASE)
    lock.set("punainen lokki", PASSPHRASE)
    lock.open("punainen lokki")
    lock.remove("punainen lokki")
    assert not lock.is_set


def test_the_wait_grows_to_an_hour() -> None:
    seconds = [wait_after(failures).total_seconds() for failures in (0, 1, 4, 5, 6, 7, 11, 12, 100, 10**6)]
    assert seconds == [0, 0, 0, 30, 60, 120, 1920, 3600, 3600, 3600]


def test_while_waiting_even_the_right_secret_is_not_looked_at(store: Store, clock: Clock) -> None:
    lock = store.locks.coach
    lock.set(PASSPHRASE)
    assert fail(lock, 4).wait == timedelta()
    refused = fail(lock)
    assert refused.wait == timedelta(seconds=30)
    assert str(refused) == "That is not the coach's passphrase. The next try is possible in 30 s."
    with pytest.raises(LockedError, match="Too many tries"):
        lock.open(PASSPHRASE)
    clock.moment += timedelta(seconds=30)
    lock.open(PASSPHRASE)
    assert lock.wait() == timedelta()
    assert fail(lock, 4).wait == timedelta()


def test_tries_while_waiting_do_not_lengthen_the_wait(store: Store, clock: Clock) -> None:
    lock = store.locks.coach
    lock.set(PASSPHRASE)
    fail(lock, 5)
    fail(lock, 5)
    clock.moment += timedelta(seconds=30)
    assert fail(lock).wait == timedelta(seconds=60)


def test_a_restart_does_not_shorten_the_wait(tmp_path: Path, clock: Clock) -> None:
    store = Store.open(tmp_path, clock)
    store.locks.coach.set(PASSPHRASE)
    fail(store.locks.coach, 5)
    store.close()
    again = Store.open(tmp_path, clock)
    with pytest.raises(LockedError, match="Too many tries"):
        again.locks.coach.open(PASSPHRASE)
    again.close()


def test_a_clock_set_back_does_not_shorten_the_wait_nor_lengthen_it_beyond_itself(store: Store, clock: Clock) -> None:
    lock = store.locks.coach
    lock.set(PASSPHRASE)
    fail(lock, 5)
    clock.moment -= timedelta(days=400)
    assert timedelta(seconds=28) <= lock.wait() <= timedelta(seconds=30)
    clock.moment += timedelta(seconds=30)
    lock.open(PASSPHRASE)


def test_a_try_counts_even_if_the_program_is_ended_while_it_is_looked_at(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = store.locks.coach
    lock.set(PASSPHRASE)

    def killed(*_: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("trainer.store.lock._fits", killed)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            lock.open("guess")
    assert lock.wait() > timedelta(seconds=25)


def test_recovery_deletes_the_lock_alone_and_is_noted(tmp_path: Path, clock: Clock) -> None:
    store = Store.open(tmp_path, clock)
    aino = store.people.add("Aino")
    store.locks.coach.set(PASSPHRASE)
    store.locks.of(aino.id).set("2468")
    fail(store.locks.coach, 5)
    store.locks.coach.recover()
    at = clock.moment
    store.close()
    store = Store.open(tmp_path, clock)
    assert not store.locks.coach.is_set
    assert store.locks.of(aino.id).is_set
    assert store.people.all() == [aino]
    assert [(noted.person, noted.at) for noted in store.locks.recoveries()] == [(None, at)]
    store.locks.of(aino.id).recover()
    assert [noted.person for noted in store.locks.recoveries()] == [aino.id, None]
    store.locks.coach.set("punainen lokki")
    assert len(store.locks.recoveries()) == 2
    store.close()


def test_the_secret_itself_is_nowhere_in_the_files(store: Store) -> None:
    store.locks.coach.set(PASSPHRASE)
    content = b"".join(file.read_bytes() for file in store.path.parent.iterdir() if file.is_file())
    assert b"$argon2id$" in content
    assert PASSPHRASE.encode() not in content

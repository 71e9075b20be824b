"""The disk does not take what is written: it is full, read-only, or another program has the database."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from threading import Event as ThreadEvent

from tests.exchange.sessions import GOOD, play
from tests.faults.scenes import COACH, everything
from tests.faults.table import Fault, Outcome
from tests.store.released import CRITERION, DATA, hold_workshop, told
from trainer.errors import TrainerError
from trainer.exchange.bundle import export_bundle, import_bundle, read_bundle
from trainer.store.database import Store

_MIB = 3
_NUMBERS = count()


class Disk:
    """A small disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, leave: int = 0) -> None:
        """Fills it but for so many bytes."""
        with self._filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass
        size = self._filler.stat().st_size
        with self._filler.open("r+b") as file:
            file.truncate(max(0, size - leave))

    def free(self) -> None:
        """Makes room again."""
        self._filler.unlink()

    def set_read_only(self, read_only: bool) -> None:
        """Has it refuse to be written to, or take it again."""
        state = "ro" if read_only else "rw"
        subprocess.run(["mount", "-o", f"remount,{state}", str(self.folder)], check=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk of a few MiB; NotImplementedError where none can be had."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_MIB}m", "tmpfs", str(folder)]
    try:
        mounted = sys.platform == "linux" and subprocess.run(mount, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        raise NotImplementedError("to mount a disk takes root on Linux")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _use(store: Store, elsewhere: Path, chance: Random, outcome: Outcome) -> None:
    """Does what people do, in any order; what cannot be done is told."""
    number = next(_NUMBERS)

    def begin() -> None:
        play(store, GOOD[: chance.randrange(1, 5)], person=store.people.add(f"Person {number}").id)

    def review() -> None:
        session = store.sessions.rows(state="finished")[0].id
        store.reviews.set_level(session, 1, CRITERION, number % 3, coach=COACH, reason=f"Reason {number}")

    actions: list[Callable[[], object]] = [
        begin,
        begin,
        review,
        lambda: import_bundle(store, read_bundle(DATA / "v2" / "sessions.repliikki")),
        lambda: hold_workshop(store, store.sessions.record(store.sessions.rows(state="finished")[0].id).script),
        lambda: store.settings.set("theme", f"{number}"),
        lambda: store.backups.make("manual"),
        lambda: export_bundle(store, store.path.with_name("all.repliikki")),
        lambda: store.save_copy(elsewhere),
        lambda: store.people.delete(store.people.all()[-1].id),
    ]
    for action in chance.sample(actions, len(actions)):
        try:
            action()
        except TrainerError as error:
            outcome.tell(error)
    outcome.tell(store.problem)


def _compare(store: Store, outcome: Outcome) -> None:
    """Everything that was shown while it was in memory is on disk once that takes it."""
    shown = told(store)
    outcome.lost += not store.retry()
    outcome.lost += store.problem is not None
    store.close()
    again = Store.open(store.path.parent)
    outcome.lost += again.problem is not None
    outcome.lost += told(again) != shown
    outcome.lost += sum(not backup.good for backup in again.backups.list())
    again.close()


def _full(folder: Path, tries: int, chance: Random) -> Outcome:
    outcome = Outcome()
    for number in range(tries):
        with small_disk(folder / str(number)) as disk:
            data = disk.folder / "data"
            everything(data)
            late = chance.random() < 0.7
            store = Store.open(data) if late else None
            disk.fill(leave=chance.choice((0, 4096, 20_000, 100_000, 300_000)))
            store = store or Store.open(data)
            _use(store, folder / "copy.db", chance, outcome)
            disk.free()
            _compare(store, outcome)
            outcome.tries += 1
    return outcome


def _full_at_upgrade(folder: Path, tries: int, chance: Random) -> Outcome:
    outcome = Outcome()
    for number in range(tries):
        with small_disk(folder / str(number)) as disk:
            data = disk.folder / "data"
            data.mkdir()
            shutil.copyfile(DATA / "v2" / "repliikki.db", data / "repliikki.db")
            disk.fill(leave=chance.randrange(0, 700_000))
            store = Store.open(data)
            _use(store, folder / "copy.db", chance, outcome)
            disk.free()
            _compare(store, outcome)
            outcome.tries += 1
    return outcome


def _read_only(folder: Path, tries: int, chance: Random) -> Outcome:
    outcome = Outcome()
    for number in range(tries):
        with small_disk(folder / str(number)) as disk:
            data = disk.folder / "data"
            everything(data)
            disk.set_read_only(True)
            store = Store.open(data)
            _use(store, folder / "copy.db", chance, outcome)
            disk.set_read_only(False)
            _compare(store, outcome)
            outcome.tries += 1
    return outcome


def hold_lock(file: Path, ready: ThreadEvent, seconds: float) -> None:
    """Another program that keeps the database to itself for so long."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ready.set()
        ThreadEvent().wait(seconds)
        other.execute("ROLLBACK")


def _locked(seconds: float, folder: Path, tries: int, chance: Random) -> Outcome:
    outcome, longest = Outcome(), 0.0
    processes = multiprocessing.get_context("forkserver")
    for number in range(tries):
        data = folder / str(number)
        everything(data)
        before = chance.random() < 0.7
        store = Store.open(data) if before else None
        ready = processes.Event()
        holder = processes.Process(target=hold_lock, args=(data / "repliikki.db", ready, seconds))
        holder.start()
        ready.wait(30)
        began = time.monotonic()
        store = store or Store.open(data)
        longest = max(longest, time.monotonic() - began)
        while holder.is_alive():
            began = time.monotonic()
            play(store, GOOD[:1])
            longest = max(longest, time.monotonic() - began)
            outcome.tell(store.problem)
            holder.join(0.5)
        _compare(store, outcome)
        outcome.tries += 1
    outcome.note = f"longest wait {longest:.1f} s"
    return outcome


DISKS = (
    Fault("disk full", _full, 100, 4),
    Fault("disk full while upgrading", _full_at_upgrade, 50, 3),
    Fault("folder read-only", _read_only, 50, 2),
)
LOCKED = Fault("database locked by another process for 30 s", partial(_locked, 30.0), 4, 0)
LOCKED_SHORTLY = Fault("database locked by another process for 2 s", partial(_locked, 2.0), 10, 1)

"""What lies on the disk is not what was written: pages, the log, a copy, or the end of what a power cut let through."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import struct
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tests.faults import victims
from tests.faults.kills import processes
from tests.faults.scenes import everything
from tests.faults.table import Fault, Outcome
from tests.store.released import told
from tests.store.scenes import PLAY, SCRIPT
from trainer.errors import TrainerError
from trainer.store.backups import Backups
from trainer.store.database import Store
from trainer.store.errors import DamagedDatabaseError
from trainer.wording import Text

PAGE = 4096
_HEADER, _FRAME = 32, 24
Spoil = Callable[[bytearray, Random], None]


# ---- the database


def _zero_a_page(content: bytearray, chance: Random) -> None:
    at = chance.randrange(len(content) // PAGE) * PAGE
    content[at : at + PAGE] = bytes(PAGE)


def _overwrite_a_page(content: bytearray, chance: Random) -> None:
    at = chance.randrange(len(content) // PAGE) * PAGE
    content[at : at + PAGE] = chance.randbytes(PAGE)


def _swap_two_pages(content: bytearray, chance: Random) -> None:
    one, other = (PAGE * page for page in chance.sample(range(len(content) // PAGE), 2))
    first, second = content[one : one + PAGE], content[other : other + PAGE]
    content[one : one + PAGE], content[other : other + PAGE] = second, first


def _lose_half_a_page(content: bytearray, chance: Random) -> None:
    at = chance.randrange(len(content) // PAGE) * PAGE
    content[at + PAGE // 2 : at + PAGE] = bytes(PAGE // 2)


def _flip_a_bit(content: bytearray, chance: Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _spoilt(spoil: Spoil, folder: Path, tries: int, chance: Random) -> Outcome:
    template, outcome = folder / "template", Outcome()
    shown = everything(template, with_backup=True)
    at_once = daily = never = 0
    for number in range(tries):
        data = Path(shutil.copytree(template, folder / str(number)))
        content = bytearray((data / "repliikki.db").read_bytes())
        spoil(content, chance)
        (data / "repliikki.db").write_bytes(content)
        found, error = _read(data)
        if error is not None:
            at_once += 1
        elif found != shown:
            error = _daily(data)
            daily, never = daily + (error is not None), never + (error is None)
        outcome.tell(error)
        if error is not None:
            backups = Backups(data)
            good = [backup for backup in backups.list() if backup.good]
            backups.restore(good[0])
            found, _ = _read(data)
            outcome.lost += found != shown
        outcome.tries += 1
        shutil.rmtree(data)
    outcome.lost += never
    outcome.note = f"noticed {at_once} at once, {daily} by the daily check; harmless {tries - at_once - daily - never}"
    return outcome


def _daily(data: Path) -> TrainerError | None:
    """What the check says that runs once a day."""
    try:
        Backups(data).daily()
    except TrainerError as error:
        return error
    return None


def _read(data: Path) -> tuple[object, TrainerError | None]:
    """All that is told of a database, or why it cannot be."""
    try:
        store = Store.open(data)
    except TrainerError as error:
        return None, error
    try:
        return told(store), None
    except TrainerError as error:
        return None, error
    except (ValueError, sqlite3.OperationalError):  # the window tells of it as of a mistake of its own, and goes on
        return None, TrainerError(Text("Something went wrong in the program, with a report."))
    finally:
        store.close()


# ---- the log


def _spoilt_log(folder: Path, tries: int, chance: Random) -> Outcome:
    """A log of which some bytes are not what was written; told, what stood behind them may be missing."""
    template, outcome, turns = folder / "template", Outcome(), 12
    store = Store.open(template)
    session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    position = PLAY.start()
    for number in range(1, turns + 1):
        turn, position = PLAY.answer(position, PLAY.offered(position)[0], f"Reply {number}")
        store.sessions.add_turn(session, turn)
    untold = missing = 0
    for number in range(tries):
        data = folder / str(number)
        data.mkdir()
        for name in ("repliikki.db", "repliikki.db-wal"):
            shutil.copyfile(template / name, data / name)
        log = bytearray((data / "repliikki.db-wal").read_bytes())
        at = chance.randrange(len(log))
        kind = chance.randrange(3)
        if kind == 0:
            log[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            log[at : at + 512] = bytes(len(log[at : at + 512]))
        else:
            log[at : at + PAGE] = chance.randbytes(len(log[at : at + PAGE]))
        (data / "repliikki.db-wal").write_bytes(log)
        opened = Store.open(data)
        kept = {row.id: row.turns for row in opened.sessions.rows()}.get(session, 0)
        missing += kept < turns
        untold += kept < turns and opened.lost is None
        outcome.tell(opened.lost)
        opened.close()
        outcome.tries += 1
        shutil.rmtree(data)
    store.close()
    outcome.lost = untold
    outcome.note = f"in {missing} the last replies could not be read, and that was told"
    return outcome


# ---- a copy


def _half_a_backup(folder: Path, tries: int, chance: Random) -> Outcome:
    """The newest copy breaks off, and the database is damaged: the copy before it is put back."""
    template, outcome = folder / "template", Outcome()
    shown = everything(template, with_backup=True)
    Backups(template).make("manual")
    for number in range(tries):
        data = Path(shutil.copytree(template, folder / str(number)))
        newest, before = Backups(data).list()
        content = newest.path.read_bytes()
        newest.path.write_bytes(content[: chance.randrange(len(content))])
        (data / "repliikki.db").write_bytes(chance.randbytes(PAGE))
        try:
            Store.open(data).close()
        except DamagedDatabaseError as error:
            outcome.tell(error)
            outcome.lost += [backup.path for backup in error.backups] != [before.path]
            Backups(data).restore(error.backups[0])
        outcome.lost += _read(data) != (shown, None)
        outcome.tries += 1
        shutil.rmtree(data)
    return outcome


# ---- a power cut


def _power_cut(folder: Path, tries: int, chance: Random) -> Outcome:
    """The files as they lie on the disk at some moment, without what had not been confirmed to be on it."""
    outcome, things = Outcome(), 0
    for number in range(tries):
        alive, cut = folder / f"alive-{number}", folder / f"cut-{number}"
        heard = _cut(alive, cut, chance)
        things += len(heard)
        store = Store.open(cut)
        outcome.tell(store.problem)
        outcome.tell(store.lost)  # of a write that was under way, and not yet told as kept
        kept = {row.id: row.turns for row in store.sessions.rows()}
        outcome.lost += sum(kept.get(session, -1) < turn for session, turn in dict(heard).items())
        outcome.lost += not store.backups.make("manual").good
        store.close()
        outcome.tries += 1
        shutil.rmtree(alive)
        shutil.rmtree(cut)
    outcome.note = f"{things:,} turns told as kept"
    return outcome


def _cut(alive: Path, cut: Path, chance: Random) -> list[tuple[int, int]]:
    listen, tell = processes().Pipe(duplex=False)
    process = processes().Process(target=victims.practise, args=(alive, tell))
    process.start()
    tell.close()
    heard = [listen.recv()]
    process.join(chance.uniform(0, 0.15))
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)
    cut.mkdir()
    # Taken while nothing moves, so that the two fit together as they do on a disk.
    for name in ("repliikki.db", "repliikki.db-wal"):
        if (alive / name).exists():
            shutil.copyfile(alive / name, cut / name)
    heard += _said(listen)
    process.kill()
    process.join()
    listen.close()
    _tear(cut, dict(heard), chance)
    return heard


def _said(listen: Connection) -> list[tuple[int, int]]:
    heard = []
    while listen.poll():
        heard.append(listen.recv())
    return heard


def _tear(cut: Path, heard: dict[int, int], chance: Random) -> None:
    """Takes from the log what came after the last write that was told as kept: torn off, or in part never written."""
    file = cut / "repliikki.db-wal"
    if not file.exists() or file.stat().st_size <= _HEADER:
        return
    log = bytearray(file.read_bytes())
    ends = _ends_of_writes(log)
    # Of what was written but not told there is one write at most.
    whole = Path(shutil.copytree(cut, cut.with_name("whole")))
    store = Store.open(whole)
    turns = sum(row.turns + 1 for row in store.sessions.rows())
    store.close()
    shutil.rmtree(whole)
    written_untold = turns > sum(turn + 1 for turn in heard.values())
    known = ends[:-1] if written_untold else ends
    safe = known[-1] if known else _HEADER
    if chance.random() < 0.5:
        del log[chance.randint(safe, len(log)) :]
    else:
        for at in range(safe, len(log), 512):
            if chance.random() < 0.5:
                log[at : at + 512] = bytes(len(log[at : at + 512]))
    file.write_bytes(log)


def _ends_of_writes(log: bytearray) -> list[int]:
    """Where in the log each committed write ends."""
    salts, ends = log[16:24], []
    for at in range(_HEADER, len(log) - _FRAME - PAGE + 1, _FRAME + PAGE):
        _, pages = struct.unpack_from(">2L", log, at)
        if log[at + 8 : at + 16] != salts:
            break
        if pages:
            ends.append(at + _FRAME + PAGE)
    return ends


DAMAGE = (
    Fault("a page of zeros", partial(_spoilt, _zero_a_page), 200, 4),
    Fault("a page overwritten", partial(_spoilt, _overwrite_a_page), 200, 4),
    Fault("half a page of zeros", partial(_spoilt, _lose_half_a_page), 200, 4),
    Fault("two pages swapped", partial(_spoilt, _swap_two_pages), 200, 4),
    Fault("one bit flipped", partial(_spoilt, _flip_a_bit), 500, 0),
    Fault("the log (WAL) damaged", _spoilt_log, 300, 10),
    Fault("half a backup, and a damaged database", _half_a_backup, 200, 4),
    Fault("power cut", _power_cut, 200, 6),
)

"""Copies of the database by date, and how one is put back.

Kept are the newest 7 daily ones, 5 from before a migration and 3 made by hand, in the folder `backups` beside the
database. A backup keeps what was deleted after it was made, until newer ones push it out.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, cast, get_args

from trainer.store.checks import VERSION, is_ours, is_sound, size_of, version_of
from trainer.store.copies import BUSY_SECONDS, copy_to_file, wal_of
from trainer.store.errors import CopyError, DamagedDatabaseError, reason_of
from trainer.store.moments import utc_now
from trainer.wording import Text

DATABASE = "repliikki.db"
Reason = Literal["daily", "migration", "manual"]
_KEPT: dict[Reason, int] = {"daily": 7, "migration": 5, "manual": 3}
_STAMP = "%Y%m%dT%H%M%S%f"
_NAME = re.compile(rf"repliikki-(?P<made>\d{{8}}T\d{{12}})-(?P<reason>{'|'.join(get_args(Reason))})\.db")


@dataclass(frozen=True)
class Backup:
    """One copy of the database."""

    path: Path
    made: datetime
    reason: Reason

    @cached_property
    def good(self) -> bool:
        """Whether it can be put back: sound, and of a version that this program knows. Reads the whole file once."""
        with (
            suppress(sqlite3.Error, OSError),
            closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as c,
        ):
            # What is missing of the last page SQLite would take for zeros.
            whole = size_of(c) == self.path.stat().st_size
            return whole and is_ours(c) and 0 < version_of(c) <= VERSION and is_sound(c)
        return False


class Backups:
    """The backups of one data folder.

    Works on the files alone, so it is of use before a store is open; each call opens its own connection and may be
    made from any thread.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._database = folder / DATABASE
        self._restored = self._database.with_name(f"{DATABASE}.restored")
        self._folder = folder / "backups"
        self._now = now

    def list(self) -> list[Backup]:
        """All backups, newest first; last those of a day to come, which a clock that was wrong has dated."""
        now = self._now().astimezone(UTC)
        found = [backup for file in _files(self._folder) if (backup := _backup(file))]
        return sorted(found, key=lambda backup: (backup.made <= now, backup.made), reverse=True)

    def make(self, reason: Reason) -> Backup:
        """Copies what is on disk, and removes the oldest of this reason beyond those kept; CopyError if it cannot."""
        made = self._now().astimezone(UTC)
        file = self._folder / f"repliikki-{made.strftime(_STAMP)}-{reason}.db"
        with _told(file):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            with self._opened() as connection:
                copy_to_file(connection, file)
            for old in [backup for backup in self.list() if backup.reason == reason][_KEPT[reason] :]:
                old.path.unlink(missing_ok=True)
        return Backup(file, made, reason)

    def daily(self) -> Backup | None:
        """Checks the whole database and backs it up, unless that was done today (UTC); slow for a large one.

        Raises:
            DamagedDatabaseError: the check failed; nothing was backed up.
            CopyError: the backup could not be written.
        """
        today = self._now().astimezone(UTC).date()
        if any(backup.reason == "daily" and backup.made.date() == today for backup in self.list()):
            return None
        with _told(self._database), self._opened() as connection:
            sound = is_sound(connection, thorough=True)
        if not sound:
            raise damaged(self._database)
        return self.make("daily")

    def restore(self, backup: Backup) -> None:
        """Puts a backup in the database's place, which is set aside; no store may be open on the folder."""
        with _told(self._database):
            copy = self._database.with_name(f"{DATABASE}.unfinished")
            shutil.copyfile(backup.path, copy)
            with copy.open("rb+") as opened:
                os.fsync(opened.fileno())
            copy.replace(self._restored)
        self.finish_restore()

    def finish_restore(self) -> None:
        """Goes on with a restore whose copy is whole, in case that the program died while it put it in place."""
        with _told(self._database):
            if self._restored.exists():
                self.set_aside()
                self._restored.replace(self._database)

    def set_aside(self) -> Path:
        """Moves a damaged database out of the way, over one set aside earlier; the next start begins a new one."""
        aside = self._database.with_name("repliikki.damaged.db")
        with _told(aside):
            # Where it is aside already, a program died before it could move the log too.
            if self._database.exists():
                wal_of(aside).unlink(missing_ok=True)
                self._database.replace(aside)
            # Its log belongs to it alone and must not be taken for the next database's.
            if wal_of(self._database).exists():
                wal_of(self._database).replace(wal_of(aside))
            self._database.with_name(f"{DATABASE}-shm").unlink(missing_ok=True)
        return aside

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        uri = f"{self._database.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            yield connection


def damaged(file: Path) -> DamagedDatabaseError:
    """What to tell of a database file that cannot be used, with the backups that can."""
    good = [backup for backup in Backups(file.parent).list() if backup.good]
    if good:
        text = Text(
            "“{file}” is damaged or not a Repliikki database. The newest good backup is from {made}; it can be "
            "restored, and the damaged file is kept beside it.",
            file=str(file),
            made=good[0].made.strftime("%Y-%m-%d %H:%M UTC"),
        )
    else:
        text = Text(
            "“{file}” is damaged or not a Repliikki database, and there is no good backup. Repliikki can start "
            "again; the damaged file is kept beside the new one.",
            file=str(file),
        )
    return DamagedDatabaseError(text, good)


def _files(folder: Path) -> list[Path]:
    try:
        return [*folder.iterdir()]
    except OSError:
        return []


def _backup(file: Path) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    if not match:
        return None
    made = datetime.strptime(match["made"], _STAMP).replace(tzinfo=UTC)
    return Backup(file, made, cast(Reason, match["reason"]))


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise CopyError(
            Text("“{file}” could not be written: {reason}.", file=str(file), reason=reason_of(error))
        ) from error

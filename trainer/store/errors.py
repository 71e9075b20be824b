"""What can be wrong with a database, told so that a person knows what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import TrainerError
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.store.backups import Backup

_FULL = Text("The disk is full. You can go on; what you do is kept in memory only until there is room again.")
_READ_ONLY = Text("The data folder cannot be written to. You can go on; what you do is kept in memory only.")
_LOCKED = Text("Another program is using the database. You can go on; what you do is kept in memory only until then.")
_SILENT = Text("The disk does not respond. You can go on; what you do is kept in memory only.")
CHANGED = Text(
    "Another program changed the database, so what was kept in memory does not fit it any more. Save a copy of it."
)

_BY_CODE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_IOERR: _SILENT,
}
_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.ENOENT: _READ_ONLY,
}


class DataFolderError(TrainerError):
    """What was given as the data folder cannot be one."""


class NewerDatabaseError(TrainerError):
    """The database was written by a newer version of the program."""


class MigrationError(TrainerError):
    """The database could not be brought up to date; it is as it was."""


class UnreadableDatabaseError(TrainerError):
    """The database cannot even be read just now."""


class CopyError(TrainerError):
    """A copy or backup could not be made or put back."""


class DamagedDatabaseError(TrainerError):
    """The file is no sound database of this program.

    Attributes:
        backups: good ones, newest first; see `Backups.restore` and, where there is none, `Backups.set_aside`.
    """

    def __init__(self, text: Text, backups: Sequence[Backup]) -> None:
        super().__init__(text)
        self.backups = list(backups)


def problem_of(error: sqlite3.Error | OSError) -> Text | None:
    """Why the disk does not take what is written; None where the error is of another kind."""
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, _SILENT)
    return _BY_CODE.get(_code(error))


def reason_of(error: sqlite3.Error | OSError) -> str:
    """The system's or SQLite's own words for what went wrong, without numbers and names of files."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def is_locked(error: sqlite3.Error) -> bool:
    """Whether another connection stands in the way."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is no database, or a broken one."""
    # Python's own, for a text that is none.
    undecodable = not _code(error) and str(error).startswith("Could not decode to UTF-8")
    return undecodable or _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def unreadable(file: Path, error: sqlite3.Error | OSError) -> UnreadableDatabaseError:
    """What to tell where a database cannot be read."""
    if isinstance(error, sqlite3.Error) and is_locked(error):
        return UnreadableDatabaseError(
            Text("Another program has “{file}” to itself. Close that program and try again.", file=str(file))
        )
    return UnreadableDatabaseError(
        Text(
            "“{file}” cannot be read: {reason}. Check the disk and try again.", file=str(file), reason=reason_of(error)
        )
    )


def _code(error: sqlite3.Error) -> int:
    """The primary result code; extended ones carry it in their low byte. Errors of Python's own have none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF

"""Opens the database file: checks it, brings it up to date, or reads it into memory where it cannot be written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from trainer.store.backups import Backups, damaged
from trainer.store.checks import VERSION, is_ours, is_sound, size_of, version_of
from trainer.store.copies import BUSY_SECONDS, copy_from_file
from trainer.store.errors import MigrationError, NewerDatabaseError, is_damage, problem_of, unreadable
from trainer.store.wal import has_lost
from trainer.wording import Text

# Quick check takes about 1.5 ms a MiB and the start must stay short; the daily check has no such limit.
_CHECKED_AT_START = 4 << 20


def open_on_disk(file: Path, now: Callable[[], datetime]) -> tuple[sqlite3.Connection, bool]:
    """Opens the file, made new or brought up to date if need be, ready for writing; and whether its log was damaged.

    Raises:
        sqlite3.OperationalError, OSError, CopyError: it cannot be written to.
        DamagedDatabaseError, NewerDatabaseError, MigrationError: it cannot be used.
    """
    Backups(file.parent).finish_restore()
    if _is_emptied(file):
        raise damaged(file)
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
        version = _checked(connection, file)
        # Some network drives cannot do it and stay with the slower rollback journal.
        connection.execute("PRAGMA journal_mode=WAL")
        lost = has_lost(connection, file)
        if version < VERSION:
            _bring_up_to_date(connection, file, version, now)
        # Says now, not at the first reply, that the file is read-only or another program's.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except UnicodeDecodeError as error:  # Python's, where even what SQLite complains of is no text
        connection.close()
        raise damaged(file) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        if is_damage(error):
            raise damaged(file) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection, lost


def read_into_memory(file: Path) -> sqlite3.Connection:
    """The file's content, or an empty database if there is no file, in memory and up to date.

    Raises:
        UnreadableDatabaseError: the file cannot be read.
        DamagedDatabaseError, NewerDatabaseError: it cannot be used.
    """
    memory = in_memory()
    try:
        if file.exists() and file.stat().st_size:
            copy_from_file(file, memory)
        if _checked(memory, file) < VERSION:
            from trainer.store.migrations import migrate

            migrate(memory)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        memory.close()
        if isinstance(error, UnicodeDecodeError) or (isinstance(error, sqlite3.Error) and is_damage(error)):
            raise damaged(file) from error
        raise unreadable(file, error) from error
    except BaseException:
        memory.close()
        raise
    return memory


def _is_emptied(file: Path) -> bool:
    # It looks like a new one, but a new one has no backups. SQLite takes a file of one byte for an empty one.
    return file.exists() and file.stat().st_size <= 1 and bool(Backups(file.parent).list())


def in_memory() -> sqlite3.Connection:
    """An empty database in memory."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    memory.execute("PRAGMA foreign_keys=ON")
    return memory


def _checked(connection: sqlite3.Connection, file: Path) -> int:
    """The version of the database; raises where it is another program's, a newer one or damaged."""
    if not is_ours(connection):
        raise damaged(file)
    version = version_of(connection)
    if version > VERSION:
        raise NewerDatabaseError(
            Text(
                "“{file}” was written by a newer version of Repliikki (its data is of version {theirs}, this program "
                "knows {ours}). Install the newer version, or choose another data folder.",
                file=str(file),
                theirs=version,
                ours=VERSION,
            )
        )
    if size_of(connection) <= _CHECKED_AT_START and not is_sound(connection):
        raise damaged(file)
    return version


def _bring_up_to_date(connection: sqlite3.Connection, file: Path, version: int, now: Callable[[], datetime]) -> None:
    from trainer.store.migrations import migrate

    if version:
        Backups(file.parent, now).make("migration")
    try:
        migrate(connection)
    except sqlite3.Error as error:
        if problem_of(error) or is_damage(error):
            raise
        raise MigrationError(
            Text(
                "“{file}” could not be brought up to this version of Repliikki: {reason}. It has been left as it was, "
                "and the version you used before still opens it.",
                file=str(file),
                reason=str(error),
            )
        ) from error

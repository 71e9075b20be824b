"""The one door to the database: every read and write of the room goes through it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from trainer.errors import TrainerError
from trainer.store.backups import damaged
from trainer.store.copies import copy_into, copy_to_file, wal_of
from trainer.store.errors import CHANGED, CopyError, is_damage, problem_of, reason_of, unreadable
from trainer.store.opening import in_memory, open_on_disk, read_into_memory
from trainer.wording import Text

_LOST = Text(
    "What was written last, before the program or the computer stopped, is damaged on the disk. Your newest replies "
    "may be missing; what you did before them is kept."
)

T = TypeVar("T")
Value = str | int | float | None
Statement = tuple[str, Sequence[Sequence[Value]]]


class Transaction:
    """One write: statements that take hold together. They are remembered, for doing them again on disk."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.statements: list[Statement] = []

    def do(self, sql: str, *rows: Sequence[Value]) -> None:
        """Carries out INSERT, UPDATE or DELETE for each row of values."""
        self._connection.executemany(sql, rows)
        self.statements.append((sql, rows))

    def new_id(self, table: str) -> int:
        """An id that no row of this table has had; it goes into the statement, so that it is the same on disk."""
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return int(row[0]) + 1 if row else 1


class Connection:
    """The database on disk or, while that cannot be written to, a copy in memory that is written in its place.

    Attributes:
        file: the database file.
        problem: why writes go to memory only; None while all is on disk.
        lost: what may be missing since the last run; None where nothing is.
    """

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        """Opens the file; raises as `open_on_disk` does, but not where it merely cannot be written to."""
        self.file = file
        self.problem: Text | None = None
        self.lost: Text | None = None
        self._now = now
        self._waiting: list[list[Statement]] = []
        self._scrub_due = False
        try:
            self._connection, log_damaged = open_on_disk(file, now)
            self.lost = _LOST if log_damaged else None
        except (sqlite3.OperationalError, OSError) as error:
            self.problem = _disk_problem(error)
            self._connection = read_into_memory(file)
        except CopyError as error:
            self.problem = error.text
            self._connection = read_into_memory(file)

    def read(self, sql: str, *values: Value) -> list[tuple[Any, ...]]:
        """All rows of a SELECT."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except UnicodeDecodeError as error:  # Python's, where even what SQLite complains of is no text
            raise damaged(self.file) from error
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                raise damaged(self.file) from error
            if problem_of(error):
                raise unreadable(self.file, error) from error
            raise

    @contextmanager
    def decoding(self) -> Iterator[None]:
        """While rows are made out that this program wrote: what cannot be made out is damage."""
        try:
            yield
        except ValueError as error:
            raise damaged(self.file) from error

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Carries out a write as one durable transaction; in memory, to be done on disk later, if the disk fails."""
        if self.problem is None:
            try:
                return _carried_out(self._connection, work)[0]
            except sqlite3.DatabaseError as error:
                if is_damage(error):
                    raise damaged(self.file) from error
                self._go_to_memory(error)
        result, statements = _carried_out(self._connection, work)
        self._waiting.append(statements)
        return result

    def erase(self, work: Callable[[Transaction], None]) -> None:
        """Carries out a write that deletes, and leaves no trace of it in the database and its log."""
        self.write(work)
        self._scrub_due = True
        self._scrub()

    def retry(self) -> bool:
        """Tries to bring to disk what is only in memory, in order, wholly or not at all."""
        if self.problem is None:
            return True
        try:
            disk = self._on_disk_again()
        except sqlite3.IntegrityError:
            self.problem = CHANGED
        except (sqlite3.DatabaseError, OSError) as error:
            self.problem = _disk_problem(error)
        except TrainerError as error:
            self.problem = error.text
        else:
            self._connection.close()
            self._connection = disk
            self._waiting.clear()
            self.problem = None
            self._scrub()
        return self.problem is None

    def save_copy(self, file: Path) -> None:
        """Writes everything, also what is only in memory, to one file; CopyError if it cannot."""
        if file.resolve() == self.file.resolve():
            raise CopyError(Text("“{file}” is the database itself. Choose another file.", file=str(file)))
        try:
            copy_to_file(self._connection, file)
        except (sqlite3.Error, OSError) as error:
            raise CopyError(
                Text("“{file}” could not be written: {reason}.", file=str(file), reason=reason_of(error))
            ) from error

    def close(self) -> None:
        """Tries once more to bring everything to disk, and closes."""
        self.retry()
        self._scrub()
        self._connection.close()

    def _go_to_memory(self, error: sqlite3.DatabaseError) -> None:
        problem = problem_of(error)
        if problem is None:
            raise error
        memory = in_memory()
        try:
            copy_into(self._connection, memory)
        except sqlite3.Error as unread:
            memory.close()
            raise unreadable(self.file, unread) from unread
        with suppress(sqlite3.Error):
            self._connection.close()
        self._connection = memory
        self.problem = problem

    def _on_disk_again(self) -> sqlite3.Connection:
        if not self.file.exists() or not self.file.stat().st_size:
            # A log left behind by a file that is gone must not be taken for the new one's.
            wal_of(self.file).unlink(missing_ok=True)
            copy_to_file(self._connection, self.file)
            return open_on_disk(self.file, self._now)[0]
        disk, _ = open_on_disk(self.file, self._now)
        try:
            _carried_out(disk, self._repeat)
        except BaseException:
            disk.close()
            raise
        return disk

    def _repeat(self, transaction: Transaction) -> None:
        for statements in self._waiting:
            for sql, rows in statements:
                transaction.do(sql, *rows)

    def _scrub(self) -> None:
        """Rewrites file and log, where deleted text may linger; tried again later where the disk is full or locked."""
        if self._scrub_due and self.problem is None:
            with suppress(sqlite3.OperationalError):
                self._connection.execute("VACUUM")
                # Another connection that is reading keeps the log as it is.
                [(busy, *_)] = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._scrub_due = bool(busy)


def _disk_problem(error: sqlite3.Error | OSError) -> Text:
    problem = problem_of(error)
    if problem is None:
        raise error
    return problem


def _carried_out(connection: sqlite3.Connection, work: Callable[[Transaction], T]) -> tuple[T, list[Statement]]:
    transaction = Transaction(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(transaction)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    return result, transaction.statements

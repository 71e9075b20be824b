"""Copies of a whole database, made while it is in use."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from trainer.store.errors import is_locked

# Longer would be felt as a hanging window.
BUSY_SECONDS = 1.0


def copy_into(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copies everything that is committed; raises sqlite3.OperationalError where the source is locked."""
    # A backup waits for a lock without end; a read transaction that is open already cannot be locked out.
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target)
    finally:
        with suppress(sqlite3.Error):
            source.execute("ROLLBACK")


def copy_to_file(source: sqlite3.Connection, file: Path) -> None:
    """Writes a copy as one file without a WAL beside it; the file appears whole or not at all."""
    # Always of the same name, so that what a killed program left behind goes with the next copy.
    unfinished = file.with_name("repliikki.unfinished")
    _remove(unfinished)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as target:
            copy_into(source, target)
            target.execute("PRAGMA journal_mode=DELETE")
        unfinished.replace(file)
    finally:
        with suppress(OSError):
            _remove(unfinished)


def copy_from_file(file: Path, target: sqlite3.Connection) -> None:
    """Reads a database that perhaps cannot be written to, with what its WAL holds."""
    try:
        _read(f"{file.absolute().as_uri()}?mode=ro", target)
    except sqlite3.OperationalError as error:
        if is_locked(error):
            raise
        # A WAL database needs files beside it even for reading, so one in a read-only folder is read elsewhere.
        with tempfile.TemporaryDirectory() as folder:
            for part in (file, wal_of(file)):
                if part.exists():
                    shutil.copyfile(part, Path(folder) / part.name)
            _read((Path(folder) / file.name).as_uri(), target)


def wal_of(file: Path) -> Path:
    """The write-ahead log of a database file."""
    return file.with_name(f"{file.name}-wal")


def _remove(file: Path) -> None:
    for part in (file, wal_of(file), file.with_name(f"{file.name}-journal")):
        part.unlink(missing_ok=True)


def _read(uri: str, target: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as source:
        copy_into(source, target)

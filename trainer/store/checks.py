"""Whether a database is this program's, of a version it knows, and sound."""

from __future__ import annotations

import sqlite3

# The number of steps in migrations.py; kept in the file as `user_version`, so that a start need not import them.
VERSION = 7
# "repl": kept in the file as `application_id`, tells this program's files from other SQLite files.
APPLICATION = 0x7265706C


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations it has had; 0 for an empty one."""
    return _number(connection, "PRAGMA user_version")


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether this program made it, or nobody has put anything into it yet."""
    return _number(connection, "PRAGMA application_id") == APPLICATION or not _number(
        connection, "SELECT count(*) FROM sqlite_master"
    )


def size_of(connection: sqlite3.Connection) -> int:
    """Its size in bytes."""
    return _number(connection, "PRAGMA page_count") * _number(connection, "PRAGMA page_size")


def is_sound(connection: sqlite3.Connection, *, thorough: bool = False) -> bool:
    """Whether pages and rows hang together; thoroughly, whether the indices agree with them too."""
    rows = connection.execute("PRAGMA integrity_check(1)" if thorough else "PRAGMA quick_check(1)").fetchall()
    return rows == [("ok",)]


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])

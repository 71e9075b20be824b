"""What a damaged write-ahead log has lost: SQLite reads it as far as it is sound, and says nothing of the rest.

The format is that of https://www.sqlite.org/fileformat2.html#the_write_ahead_log.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from pathlib import Path

from trainer.store.copies import wal_of

_HEADER, _FRAME = struct.Struct(">8L"), struct.Struct(">6L")
_MAGIC = (0x377F0682, 0x377F0683)


def has_lost(connection: sqlite3.Connection, file: Path) -> bool:
    """Whether a write stands in the log behind what SQLite can read of it; for a database that was just opened."""
    # Another program may begin the log anew between the two looks that it takes, but not twice.
    return all(_stands_behind(connection, file) for _ in range(2))


def _stands_behind(connection: sqlite3.Connection, file: Path) -> bool:
    ends = _ends_of_writes(file)
    if not any(ends):
        return False
    # How many frames it can read, or -1 for no log; what this does besides, SQLite would do soon anyway.
    [(_, readable, _)] = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return any(ends[max(readable, 0) :])


def _ends_of_writes(file: Path) -> list[bool]:
    """Of each frame in the log, in order, whether a write ends with it.

    Frames of an earlier use of the file, which stand behind those of the last one, end none.
    """
    try:
        with wal_of(file).open("rb") as log:
            header = log.read(_HEADER.size)
            if len(header) < _HEADER.size:
                return []
            magic, _, page, _, *salts, _, _ = _HEADER.unpack(header)
            if magic not in _MAGIC or not 512 <= page <= 65536:
                return [True]  # a log of which nothing can be read
            ends = []
            frames = (os.fstat(log.fileno()).st_size - _HEADER.size) // (_FRAME.size + page)
            for _ in range(frames):
                _, pages, *own, _, _ = _FRAME.unpack(log.read(_FRAME.size))
                ends.append(bool(pages) and own == salts)
                log.seek(page, 1)
            return ends
    except OSError:
        return []

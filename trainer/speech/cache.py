"""Rendered lines on disk: bounded, the least recently used go first."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

LIMIT = 100_000_000


class SoundCache:
    """WAV files in a folder, by the key of their rendering. Several programs may share the folder."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        """Args: folder is made when first needed; limit is in bytes."""
        self._folder = folder
        self._limit = limit
        self._size: int | None = None

    def path(self, key: str) -> Path:
        """Where the sound of that key lies, or is to be put."""
        return self._folder / f"{key}.wav"

    def find(self, key: str) -> Path | None:
        """The sound of that key, marked as used now, or None."""
        path = self.path(key)
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def make_folder(self) -> None:
        """Make the folder if it is missing."""
        self._folder.mkdir(parents=True, exist_ok=True)

    def added(self, key: str) -> None:
        """Take note of a new sound; if all are too many, the least recently used are removed."""
        if self._size is None:
            self._size = sum(size for _, size, _ in self._entries())
        else:
            with contextlib.suppress(OSError):
                self._size += self.path(key).stat().st_size
        if self._size > self._limit:
            self._prune(key)

    def _prune(self, newest: str) -> None:
        entries = sorted(self._entries(), key=lambda entry: entry[0])
        size = sum(entry[1] for entry in entries)
        for _, bytes_, path in entries:
            # A tenth is freed at once, so that not every new line has to look through the folder.
            if size <= self._limit * 9 // 10:
                break
            if path.stem == newest:
                continue
            with contextlib.suppress(OSError):  # another program's player may hold it
                path.unlink()
                size -= bytes_
        self._size = size

    def _entries(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob("*.wav"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        return found

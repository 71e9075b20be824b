"""The trainee's own voice, where it was recorded: a file for each turn, in the data folder, nowhere else."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path


class Recordings:
    """The recordings of one data folder; a session that was never recorded has none."""

    def __init__(self, folder: Path) -> None:
        """Folder is the data folder; nothing is made in it before something is recorded."""
        self._folder = folder / "recordings"

    def file(self, session: int, turn: int) -> Path:
        """Where a turn's recording is, or would be."""
        return self._folder / str(session) / f"{turn}.wav"

    def find(self, session: int, turn: int) -> Path | None:
        """A turn's recording, if there is one."""
        file = self.file(session, turn)
        return file if file.is_file() and file.stat().st_size > 0 else None

    def prepare(self, session: int, turn: int) -> Path:
        """Makes room for a turn's recording; OSError where the disk does not allow it."""
        file = self.file(session, turn)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        return file

    def files(self, sessions: Iterable[int]) -> list[Path]:
        """All recordings of these sessions."""
        return sorted(file for session in sessions for file in (self._folder / str(session)).glob("*.wav"))

    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.stat().st_size for file in self._folder.rglob("*.wav"))

    def delete(self, sessions: Iterable[int]) -> None:
        """Removes all recordings of these sessions."""
        for session in sessions:
            shutil.rmtree(self._folder / str(session), ignore_errors=True)

    def delete_all(self) -> None:
        """Removes every recording on this computer."""
        shutil.rmtree(self._folder, ignore_errors=True)

"""The store of one data folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from trainer.store.backups import DATABASE, Backups
from trainer.store.calibrations import Calibrations
from trainer.store.coaching import Coaching
from trainer.store.connection import Connection
from trainer.store.errors import DataFolderError
from trainer.store.lists import Lists
from trainer.store.lock import Locks
from trainer.store.moments import utc_now
from trainer.store.observed import Observed
from trainer.store.people import People
from trainer.store.plans import Plans
from trainer.store.privacy import Privacy
from trainer.store.ratings import Ratings
from trainer.store.recordings import Recordings
from trainer.store.retention import Retention
from trainer.store.reviews import Reviews
from trainer.store.sessions import Sessions
from trainer.store.settings import Settings
from trainer.store.transfer import Transfer
from trainer.store.workshops import Workshops
from trainer.wording import Text


class Store:
    """Everything that is kept, in `repliikki.db` in the data folder; to be used from the thread that opened it.

    Attributes:
        path: the database file.
        people, sessions, ratings, reviews, calibrations, plans, settings: what is in it.
        lists, coaching: what a coach sees of it.
        workshops, observed: what rooms voted, and live role plays that an observer marked.
        locks: what is asked before it is shown.
        privacy, retention: what leaves of people, what stays, and for how long.
        transfer: whole sessions of it for another machine, and of another machine for it.
        backups: copies of it.
    """

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self.path = connection.file
        self.people = People(connection, now)
        self.sessions = Sessions(connection, now)
        self.ratings = Ratings(connection, now)
        self.reviews = Reviews(connection, now)
        self.calibrations = Calibrations(connection, now, self.reviews)
        self.plans = Plans(connection, now)
        self.lists = Lists(connection)
        self.coaching = Coaching(connection)
        self.settings = Settings(connection)
        self.workshops = Workshops(connection, now)
        self.observed = Observed(connection, now)
        recordings = Recordings(connection.file.parent)
        self.locks = Locks(connection, now)
        self.privacy = Privacy(connection, self.people, recordings)
        self.retention = Retention(connection, now, self.settings, recordings)
        self.transfer = Transfer(connection)
        self.backups = Backups(connection.file.parent, now)

    @classmethod
    def open(cls, folder: Path, now: Callable[[], datetime] = utc_now) -> Store:
        """Opens a data folder, made if there is none.

        A read-only or full disk does not raise: what is there is read into memory, and `problem` says so.

        Raises:
            DataFolderError: the folder is a file.
            NewerDatabaseError: it was written by a newer version of the program.
            DamagedDatabaseError: it is no sound database; carries the good backups.
            MigrationError: it could not be brought up to date.
            UnreadableDatabaseError: it cannot even be read, for one because another program has locked it.
        """
        return cls(Connection(_database_in(folder), now), now)

    @property
    def problem(self) -> Text | None:
        """Why what is done is kept in memory only; None while all is on disk."""
        return self._connection.problem

    @property
    def lost(self) -> Text | None:
        """What may be missing since the last run; None where nothing is."""
        return self._connection.lost

    def retry(self) -> bool:
        """Tries to bring to disk what is only in memory; True once all is on disk."""
        return self._connection.retry()

    def save_copy(self, file: Path) -> None:
        """Writes everything, also what is only in memory, to a file; raises CopyError."""
        self._connection.save_copy(file)

    def close(self) -> None:
        """Tries once more to bring everything to disk, and closes."""
        self._connection.close()


def _database_in(folder: Path) -> Path:
    file = folder / DATABASE
    # Opening finds a disk that cannot be written to as well, and goes on in memory.
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(place.is_file() for place in (folder, *folder.parents)):
        raise DataFolderError(
            Text("“{folder}” cannot be the data folder: a file is in its place. Choose a folder.", folder=str(folder))
        )
    if file.is_dir():
        raise DataFolderError(
            Text("“{file}” is a folder, where the database should be. Choose another data folder.", file=str(file))
        )
    return file

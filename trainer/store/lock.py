"""Locks: a passphrase on the coach's area, a PIN on a person's profile.

They keep out who uses the program on this computer. Nothing is encrypted: who opens the database file reads it all.
Secrets are kept as Argon2id hashes (RFC 9106, its profile for little memory) and compared in Unicode's form NFKC, so
that “ä” is the same letter on every keyboard.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from trainer.errors import TrainerError
from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.sessions import storable
from trainer.wording import Text

_FREE_TRIES = 4
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
_SHORTEST_PASSPHRASE, _SHORTEST_PIN = 8, 4
_WRONG_PASSPHRASE, _WRONG_PIN = Text("That is not the coach's passphrase."), Text("That is not the PIN.")
_SET = """
    INSERT INTO lock (person, hash, failures) VALUES (?, ?, 0)
    ON CONFLICT (coalesce(person, 0)) DO UPDATE SET hash = excluded.hash
"""
_DELETE = "DELETE FROM lock WHERE person IS ?"


class LockedError(TrainerError):
    """The lock stays closed.

    Attributes:
        wait: how long no further try is looked at.
    """

    def __init__(self, text: Text, wait: timedelta) -> None:
        super().__init__(text)
        self.wait = wait


class Recovery(NamedTuple):
    """A lock that was taken off without its secret, and when; a person of None is the coach's area."""

    person: int | None
    at: datetime


class Lock:
    """The lock of the coach's area or of a person, whether one is set or not."""

    def __init__(self, connection: Connection, now: Callable[[], datetime], person: int | None) -> None:
        self._connection = connection
        self._now = now
        self._person = person

    @property
    def is_set(self) -> bool:
        """Whether a secret is asked for."""
        return bool(self._connection.read("SELECT 1 FROM lock WHERE person IS ?", self._person))

    def wait(self) -> timedelta:
        """How long no try is looked at.

        It is kept in the store, so a restart does not shorten it; a clock that was set back begins it anew.
        """
        rows = self._connection.read("SELECT failures, failed FROM lock WHERE person IS ?", self._person)
        if not rows or rows[0][1] is None:
            return timedelta()
        failures, failed, now = rows[0][0], from_text(rows[0][1]), self._now()
        if now < failed:
            self._note_failures(failures, now)
            failed = now
        return max(wait_after(failures) - (now - failed), timedelta())

    def open(self, secret: str) -> None:
        """Passes where the secret is right, or none is set.

        Raises:
            LockedError: it is wrong, or came before the wait was over and was not looked at.
        """
        rows = self._connection.read("SELECT hash, failures FROM lock WHERE person IS ?", self._person)
        if not rows:
            return
        if wait := self.wait():
            raise LockedError(Text("Too many tries. The next one is possible in {wait}.", wait=_told(wait)), wait)
        kept, failures = rows[0]
        # Counted before it is looked at, so that ending the program in between gains nothing.
        self._note_failures(failures + 1, self._now())
        if not _fits(kept, secret):
            wait = wait_after(failures + 1)
            wrong = _WRONG_PASSPHRASE if self._person is None else _WRONG_PIN
            told = Text("{wrong} The next try is possible in {wait}.", wrong=wrong, wait=_told(wait)) if wait else wrong
            raise LockedError(told, wait)
        self._note_failures(0, None)

    def require_long_enough(self, secret: str) -> None:
        """TrainerError where a new secret is too short: a passphrase has at least 8 characters, a PIN 4."""
        shortest = _SHORTEST_PASSPHRASE if self._person is None else _SHORTEST_PIN
        if len(_written(secret)) < shortest:
            raise TrainerError(Text("Too short: it takes at least {count} characters.", count=shortest))

    def set(self, secret: str, old: str = "") -> None:
        """Sets or changes the secret.

        Raises:
            TrainerError: it is too short: a passphrase has at least 8 characters, a PIN 4.
            LockedError: the old one does not open.
        """
        self.require_long_enough(secret)
        self.open(old)
        from argon2 import PasswordHasher

        row = (self._person, PasswordHasher().hash(_written(secret)))
        self._connection.write(lambda t: t.do(_SET, row))

    def remove(self, secret: str) -> None:
        """Takes the lock off; LockedError where the secret does not open."""
        self.open(secret)
        self._connection.write(lambda t: t.do(_DELETE, (self._person,)))

    def recover(self) -> None:
        """Takes the lock off without its secret, and nothing else; that it was done is noted for good."""
        at = to_text(self._now())

        def work(transaction: Transaction) -> None:
            transaction.do(_DELETE, (self._person,))
            transaction.do("INSERT INTO lock_recovery (person, at) VALUES (?, ?)", (self._person, at))

        self._connection.write(work)

    def _note_failures(self, failures: int, at: datetime | None) -> None:
        row = (failures, to_text(at) if at else None, self._person)
        self._connection.write(lambda t: t.do("UPDATE lock SET failures = ?, failed = ? WHERE person IS ?", row))


class Locks:
    """The locks of a database.

    Attributes:
        coach: that of the coach's area.
    """

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now
        self.coach = Lock(connection, now, None)

    def of(self, person: int) -> Lock:
        """That of a person's profile."""
        return Lock(self._connection, self._now, person)

    def recoveries(self) -> list[Recovery]:
        """The locks that were taken off without their secret, the latest first; to be shown where locks are set."""
        rows = self._connection.read("SELECT person, at FROM lock_recovery ORDER BY at DESC, id DESC")
        return [Recovery(person, from_text(at)) for person, at in rows]


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: nothing at first, then 30 seconds, doubling up to an hour."""
    beyond = failures - _FREE_TRIES
    # Beyond ten doublings it is the longest anyway.
    return min(_FIRST_WAIT * 2 ** min(beyond - 1, 10), _LONGEST_WAIT) if beyond > 0 else timedelta()


def _fits(kept: str, secret: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, _written(secret))
    except (VerificationError, InvalidHashError):
        return False


def _written(secret: str) -> str:
    return unicodedata.normalize("NFKC", storable(secret))


def _told(wait: timedelta) -> Text:
    seconds = max(round(wait.total_seconds()), 1)
    return Text("{seconds} s", seconds=seconds) if seconds < 60 else Text("{minutes} min", minutes=-(-seconds // 60))

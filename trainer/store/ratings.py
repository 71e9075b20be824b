"""What trainees think of their own sessions, said before they see the score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.sessions import storable

# Of what was said on two machines the last word counts.
_ADD = """
    INSERT INTO self_rating (session, percent, text, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (session) DO UPDATE SET percent = excluded.percent, text = excluded.text, at = excluded.at
    WHERE excluded.at > self_rating.at
"""


class SelfRating(NamedTuple):
    """What a trainee thought of a session: 0–100, in a sentence, or both; None and "" where left out."""

    percent: int | None
    text: str
    at: datetime


class Ratings:
    """The self-ratings of a database."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now

    def add(self, session: int, percent: int | None, text: str = "") -> None:
        """Keeps what the trainee thinks of a session in place of what they said before; skipped, it keeps nothing.

        Args:
            session: its number.
            percent: 0–100.
            text: a sentence.
        """
        if percent is None and not text.strip():
            return
        rating = SelfRating(percent, text.strip(), self._now())

        def work(transaction: Transaction) -> None:
            transaction.do("DELETE FROM self_rating WHERE session = ?", (session,))
            keep_rating(transaction, session, rating)

        self._connection.write(work)

    def of(self, session: int) -> SelfRating | None:
        """What the trainee thought of a session; None where they did not say."""
        for percent, text, at in self._connection.read(
            "SELECT percent, text, at FROM self_rating WHERE session = ?", session
        ):
            return SelfRating(percent, text, from_text(at))
        return None

    def all(self) -> dict[int, SelfRating]:
        """Every self-rating by its session's number."""
        rows = self._connection.read("SELECT session, percent, text, at FROM self_rating")
        return {session: SelfRating(percent, text, from_text(at)) for session, percent, text, at in rows}


def keep_rating(transaction: Transaction, session: int, rating: SelfRating) -> None:
    """Writes a self-rating, unless a later one is there."""
    transaction.do(_ADD, (session, rating.percent, storable(rating.text), to_text(rating.at)))

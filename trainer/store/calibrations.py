"""Calibration rounds: several coaches mark the same sessions blind. Their marks count in no score until adopted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from trainer.coaching.calibration import BlindMark
from trainer.errors import TrainerError
from trainer.rubric.catalogue import BY_KEY
from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.people import clean_name
from trainer.store.reviews import Reviews
from trainer.store.sessions import storable
from trainer.wording import Text


class Round(NamedTuple):
    """A calibration round.

    Attributes:
        sessions: in the order in which they began.
        coaches: by name, each with when they had marked all they wanted to; None as long as they have not.
    """

    id: int
    name: str
    created: datetime
    sessions: tuple[int, ...]
    coaches: dict[str, datetime | None]

    @property
    def comparable(self) -> bool:
        """Whether all have finished, so that nobody's marks can be influenced by showing them."""
        return all(self.coaches.values())


class Calibrations:
    """The calibration rounds of a database."""

    def __init__(self, connection: Connection, now: Callable[[], datetime], reviews: Reviews) -> None:
        self._connection = connection
        self._now = now
        self._reviews = reviews

    def add(self, name: str, sessions: Sequence[int], coaches: Sequence[str]) -> int:
        """Begins a round; returns its id.

        Raises:
            TrainerError: there are no sessions, one is not finished, or there are not two coaches.
        """
        names = dict.fromkeys(clean for coach in coaches if (clean := clean_name(coach)))
        if len(names) < 2:
            raise TrainerError(Text("A calibration round takes at least two coaches."))
        if not sessions:
            raise TrainerError(Text("A calibration round takes at least one session."))
        for session in sessions:
            self._reviews.require_finished(session)
        created = to_text(self._now())

        def work(transaction: Transaction) -> int:
            number = transaction.new_id("calibration")
            transaction.do(
                "INSERT INTO calibration (id, name, created) VALUES (?, ?, ?)",
                (number, storable(name.strip()), created),
            )
            transaction.do(
                "INSERT INTO calibration_session (round, session) VALUES (?, ?)",
                *((number, session) for session in dict.fromkeys(sessions)),
            )
            transaction.do(
                "INSERT INTO calibration_coach (round, coach) VALUES (?, ?)", *((number, coach) for coach in names)
            )
            return number

        return self._connection.write(work)

    def all(self) -> list[Round]:
        """Every round, the newest first."""
        rows = self._connection.read("SELECT id, name, created FROM calibration ORDER BY id DESC")
        return [
            Round(number, name, from_text(created), self._sessions(number), self._coaches(number))
            for number, name, created in rows
        ]

    def mark(self, number: int, coach: str, session: int, turn: int, criterion: str, level: int | None) -> None:
        """Keeps the level that a coach gives, None to take it back; said again, the last word counts.

        Raises:
            TrainerError: the coach or the session is not in the round, has finished, or there is no such mark or level.
        """
        self._require_open(number, coach)
        if session not in self._sessions(number):
            raise TrainerError(Text("Session {id} is not in this calibration round.", id=session))
        if not self._connection.read(
            "SELECT 1 FROM mark WHERE session = ? AND turn = ? AND criterion = ? LIMIT 1", session, turn, criterion
        ):
            raise TrainerError(Text("Reply {number} has no mark on “{name}”.", number=turn, name=criterion))
        place = (number, coach, session, turn, criterion)
        if level is None:
            self._connection.write(
                lambda t: t.do(
                    "DELETE FROM calibration_mark WHERE round = ? AND coach = ? AND session = ? AND turn = ?"
                    " AND criterion = ?",
                    place,
                )
            )
            return
        if level not in BY_KEY[criterion].anchors:
            raise TrainerError(Text("{skill} has no level {level}.", skill=BY_KEY[criterion].name, level=level))
        row = (*place, level, to_text(self._now()))
        self._connection.write(
            lambda t: t.do(
                "INSERT OR REPLACE INTO calibration_mark (round, coach, session, turn, criterion, level, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        )

    def finish(self, number: int, coach: str) -> None:
        """Notes that a coach has marked all they want to; their marks stand from now on."""
        self._require_open(number, coach)
        row = (to_text(self._now()), number, coach)
        self._connection.write(
            lambda t: t.do("UPDATE calibration_coach SET finished = ? WHERE round = ? AND coach = ?", row)
        )

    def marks(self, number: int, coach: str | None = None) -> list[BlindMark]:
        """The marks of a round in the order of sessions and replies; of one coach only, if one is named."""
        return [
            BlindMark(*row)
            for row in self._connection.read(
                "SELECT coach, session, turn, criterion, level FROM calibration_mark WHERE round = ?1"
                " AND (?2 IS NULL OR coach = ?2) ORDER BY session, turn, at, criterion, coach",
                number,
                coach,
            )
        ]

    def adopt(self, number: int, session: int, coach: str, reason: str) -> int:
        """Makes a coach's marks of a session corrections of their review, where another level counts; returns how many.

        Args:
            number: the round.
            session: one of its sessions.
            coach: whose marks.
            reason: said of each correction.

        Raises:
            TrainerError: not all have finished yet, or there is no reason.
        """
        found = [each for each in self.all() if each.id == number]
        if not found or not found[0].comparable:
            raise TrainerError(Text("Not all coaches have finished this calibration round yet."))
        standing = self._reviews.standing(session)
        adopted = [
            mark
            for mark in self.marks(number, coach)
            if mark.session == session and mark.level != standing[mark.turn, mark.criterion]
        ]
        for mark in adopted:
            self._reviews.set_level(session, mark.turn, mark.criterion, mark.level, coach=coach, reason=reason)
        return len(adopted)

    def delete(self, number: int) -> None:
        """Removes a round with its marks; what was adopted stays."""
        self._connection.write(lambda t: t.do("DELETE FROM calibration WHERE id = ?", (number,)))

    def _require_open(self, number: int, coach: str) -> None:
        coaches = self._coaches(number)
        if coach not in coaches:
            raise TrainerError(Text("“{name}” is not in this calibration round.", name=coach))
        if coaches[coach]:
            raise TrainerError(
                Text("“{name}” has finished this calibration round; those marks can't be changed.", name=coach)
            )

    def _sessions(self, number: int) -> tuple[int, ...]:
        rows = self._connection.read(
            "SELECT id FROM calibration_session JOIN session ON id = session WHERE round = ? ORDER BY started, id",
            number,
        )
        return tuple(session for (session,) in rows)

    def _coaches(self, number: int) -> dict[str, datetime | None]:
        rows = self._connection.read(
            "SELECT coach, finished FROM calibration_coach WHERE round = ? ORDER BY coach", number
        )
        return {coach: from_text(finished) if finished else None for coach, finished in rows}

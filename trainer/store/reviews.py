"""What coaches say of sessions: levels set anew, comments, and the trainee's answer.

A coach has one review of a session. A level that they set is a mark at the next place; the one it replaces stays. The
score follows in the same transaction, by `rubric.score` and nothing else, and the program's first score is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from trainer.errors import TrainerError
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import Source
from trainer.rubric.score import score
from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.people import clean_name
from trainer.store.scripts import script_of
from trainer.store.sessions import keep_score, storable
from trainer.store.summaries import next_moment, refresh
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.store.portable import PortableReview


class Correction(NamedTuple):
    """A level that a coach set, and why.

    Attributes:
        turn, place: where it stands; the same correction as long as it is not undone.
        before: the level that counted until then, which may be the same.
        reason: never empty.
        comment: to the trainee; may be empty.
    """

    turn: int
    place: int
    criterion: str
    before: int
    level: int
    reason: str
    comment: str
    coach: str
    at: datetime


class Review(NamedTuple):
    """A coach's review of a session.

    Attributes:
        changed: when the coach said something in it last.
        finished: None as long as it is not; the trainee is shown finished ones only.
        comment: on the whole session.
        corrections: in the order they were set.
        answer: the trainee's; "" for none.
        seen: whether the trainee has looked at all of it.
    """

    session: int
    coach: str
    begun: datetime
    changed: datetime
    finished: datetime | None
    comment: str
    corrections: tuple[Correction, ...]
    answer: str
    answered: datetime | None
    seen: bool


_CHANGE = """
    INSERT INTO review (session, coach, begun, changed) VALUES (?, ?, ?, ?)
    ON CONFLICT (session, coach) DO UPDATE SET changed = excluded.changed
"""
_PUT = """
    INSERT INTO review (session, coach, begun, changed, finished, comment, answer, answered, seen)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# Evidence is the program's; a coach says why in words.
_ADD_LEVEL = """
    INSERT INTO mark (session, turn, place, criterion, level, source, evidence, confidence, sure, reason, comment,
        coach, at)
    VALUES (?, ?, (SELECT max(place) + 1 FROM mark WHERE session = ?1 AND turn = ?2), ?, ?, 'coach', '[]', 1, 1, ?, ?,
        ?, ?)
"""


class Reviews:
    """The reviews of a database. Coaches are known by their name, cleaned by `clean_name`."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now

    def begin(self, session: int, coach: str) -> Review:
        """Begins the coach's review of a finished session, or takes it up again.

        Raises:
            TrainerError: there is no such session, it is not finished, or the coach has no name.
        """
        name = _coach(coach)
        self.require_finished(session)
        begun = next_moment(self._connection, session, self._now())
        self._connection.write(
            lambda t: t.do(
                "INSERT OR IGNORE INTO review (session, coach, begun, changed) VALUES (?, ?, ?, ?)",
                (session, name, to_text(begun), to_text(begun)),
            )
        )
        return next(review for review in self.of(session) if review.coach == name)

    def set_level(
        self, session: int, turn: int, criterion: str, level: int, *, coach: str, reason: str, comment: str = ""
    ) -> None:
        """Sets the level of a reply on a criterion; what counted before stays on record.

        Args:
            session: a finished one; the coach's review of it is begun where it was not.
            turn: the number of the reply.
            criterion: one on which the reply has a mark.
            level: one that the criterion has: 0–2, and -1, 1 or 2 for `respect`.
            coach: who sets it.
            reason: why; must say something.
            comment: to the trainee.

        Raises:
            TrainerError: there is no such session, reply or level, the session is not finished, or the reason or the
                coach's name is empty.
        """
        name, why = _coach(coach), storable(reason.strip())
        if not why:
            raise TrainerError(Text("Say why you set another level: the trainee reads it."))
        self._require_mark(session, turn, criterion, level)

        def say(transaction: Transaction, at: str) -> None:
            transaction.do(
                _ADD_LEVEL, (session, turn, criterion, level, why, storable(comment.strip()), name, at)
            )  # fmt: skip

        self._change(session, name, say)

    def undo(self, session: int, coach: str, correction: Correction | None = None) -> Correction | None:
        """Takes back a correction of the coach's own, the last one if none is named; what it was, None for nothing."""
        name = _coach(coach)
        own = [made for review in self.of(session) if review.coach == name for made in review.corrections]
        if correction is not None:
            own = [made for made in own if (made.turn, made.place) == (correction.turn, correction.place)]
        if not own:
            return None
        last = own[-1]
        self._change(
            session,
            name,
            lambda t, _: t.do(
                "DELETE FROM mark WHERE session = ? AND turn = ? AND place = ?", (session, last.turn, last.place)
            ),
        )
        return last

    def comment(self, session: int, coach: str, text: str) -> None:
        """What the coach says of the whole session; said again, the last word counts."""
        name, said = _coach(coach), storable(text.strip())
        self._change(
            session,
            name,
            lambda t, _: t.do("UPDATE review SET comment = ? WHERE session = ? AND coach = ?", (said, session, name)),
        )

    def finish(self, session: int, coach: str) -> None:
        """Hands the coach's review to the trainee. It can be changed later, and is then unseen again."""
        name = _coach(coach)
        self._change(
            session,
            name,
            lambda t, at: t.do("UPDATE review SET finished = ? WHERE session = ? AND coach = ?", (at, session, name)),
        )

    def answer(self, session: int, coach: str, text: str) -> None:
        """What the trainee answers to a finished review; said again, the last word counts."""
        at = next_moment(self._connection, session, self._now())
        row = (storable(text.strip()), to_text(at), session, coach)
        self._connection.write(
            lambda t: t.do(
                "UPDATE review SET answer = ?, answered = ? WHERE session = ? AND coach = ? AND finished IS NOT NULL",
                row,
            )
        )

    def look_at(self, session: int) -> None:
        """Notes that the trainee has looked at what coaches say of a session."""
        self._connection.write(
            lambda t: t.do(
                "UPDATE review SET seen = changed WHERE session = ? AND finished IS NOT NULL AND seen IS NOT changed",
                (session,),
            )
        )

    def unseen(self, person: int | None) -> list[int]:
        """The person's sessions of which coaches have said something that they have not looked at, the oldest first."""
        rows = self._connection.read(
            "SELECT DISTINCT id, started FROM session JOIN review ON review.session = id"
            " WHERE person IS ? AND finished IS NOT NULL AND seen IS NOT changed ORDER BY started, id",
            person,
        )
        return [session for session, _ in rows]

    def of(self, session: int) -> list[Review]:
        """What coaches have said of a session, in the order they began."""
        made: dict[str, list[Correction]] = {}
        for correction in self.corrections(session):
            made.setdefault(correction.coach, []).append(correction)
        rows = self._connection.read(
            "SELECT coach, begun, changed, finished, comment, answer, answered, seen IS changed FROM review"
            " WHERE session = ? ORDER BY begun, coach",
            session,
        )
        with self._connection.decoding():
            return [
                Review(session, coach, from_text(begun), from_text(changed), _moment(finished), comment,
                       tuple(made.get(coach, ())), answer, _moment(answered), bool(seen))
                for coach, begun, changed, finished, comment, answer, answered, seen in rows
            ]  # fmt: skip

    def corrections(self, session: int) -> list[Correction]:
        """What coaches changed in a session, in the order they did."""
        counts: dict[tuple[int, str], int] = {}
        found = []
        for turn, place, criterion, level, source, reason, comment, coach, at in self._connection.read(
            "SELECT turn, place, criterion, level, source, reason, comment, coach, at FROM mark WHERE session = ?"
            " ORDER BY turn, place",
            session,
        ):
            if source == Source.COACH:
                before = counts[turn, criterion]
                found.append(
                    Correction(turn, place, criterion, before, level, reason, comment, coach, from_text(at))
                )  # fmt: skip
            counts[turn, criterion] = level
        return sorted(found, key=lambda correction: (correction.at, correction.turn, correction.place))

    def standing(self, session: int) -> dict[tuple[int, str], int]:
        """The level that counts by turn and criterion."""
        rows = self._connection.read(
            "SELECT turn, criterion, level FROM mark WHERE session = ? ORDER BY turn, place", session
        )
        return {(turn, criterion): level for turn, criterion, level in rows}

    def _change(self, session: int, coach: str, say: Callable[[Transaction, str], None]) -> None:
        """Changes the coach's review, begun if need be, and all that follows from it."""
        self.require_finished(session)
        at = to_text(next_moment(self._connection, session, self._now()))

        def work(transaction: Transaction) -> None:
            transaction.do(_CHANGE, (session, coach, at, at))
            say(transaction, at)
            rescore(self._connection, transaction, session)

        self._connection.write(work)

    def require_finished(self, session: int) -> None:
        """TrainerError where there is no such session, or it cannot be reviewed as it is not finished."""
        states = self._connection.read("SELECT state FROM session WHERE id = ?", session)
        if not states:
            raise TrainerError(Text("There is no session with the number {id}.", id=session))
        if states != [("finished",)]:
            raise TrainerError(Text("Session {id} is not finished, so it cannot be reviewed yet.", id=session))

    def _require_mark(self, session: int, turn: int, criterion: str, level: int) -> None:
        if not self._connection.read(
            "SELECT 1 FROM mark WHERE session = ? AND turn = ? AND criterion = ? LIMIT 1", session, turn, criterion
        ):
            self.require_finished(session)
            raise TrainerError(Text("Reply {number} has no mark on “{name}”.", number=turn, name=criterion))
        if level not in BY_KEY[criterion].anchors:
            raise TrainerError(
                Text("{skill} has no level {level}.", skill=BY_KEY[criterion].name, level=level)
            )  # fmt: skip


def put_reviews(transaction: Transaction, session: int, reviews: Iterable[PortableReview]) -> None:
    """Writes all that coaches say of a session in the place of what they said; `rescore` is to follow."""
    transaction.do("DELETE FROM review WHERE session = ?", (session,))
    transaction.do("DELETE FROM mark WHERE session = ? AND source = 'coach'", (session,))
    said = tuple(reviews)
    transaction.do(
        _PUT,
        *((session, review.coach, to_text(review.begun), to_text(review.changed), _text(review.finished),
           storable(review.comment), storable(review.answer), _text(review.answered), _text(review.seen))
          for review in said),
    )  # fmt: skip
    levels = [(made.at, review.coach, made) for review in said for made in review.corrections]
    transaction.do(
        _ADD_LEVEL,
        *((session, made.turn, made.criterion, made.level, storable(made.reason), storable(made.comment), coach,
           to_text(at))
          for at, coach, made in sorted(levels, key=lambda level: level[:2])),
    )  # fmt: skip


def rescore(connection: Connection, transaction: Transaction, session: int) -> None:
    """Writes the score that comes of all marks of a finished session, and what is kept beside it."""
    from trainer.store.turns import turns_of

    [(digest,)] = connection.read("SELECT script FROM session WHERE id = ?", session)
    weights = script_of(connection, digest).source.weights
    turns = turns_of(connection, session)
    keep_score(transaction, session, score((stored.turn.marks for stored in turns), weights))
    refresh(connection, transaction, session)


def _coach(name: str) -> str:
    cleaned = clean_name(name)
    if not cleaned:
        raise TrainerError(Text("Say who reviews: the trainee reads the name."))
    return cleaned


def _moment(text: str | None) -> datetime | None:
    return from_text(text) if text else None


def _text(moment: datetime | None) -> str | None:
    return to_text(moment) if moment else None

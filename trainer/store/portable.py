"""Sessions as they travel between machines: all that belongs to them, and none of this machine's numbers.

People and sessions are known by their uuid, scenarios by the SHA-256 of their snapshot. What can be worked out from
a session (its ending, outcome and score) does not travel; it is worked out again from the marks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from trainer.roleplay.play import Mood, Turn
from trainer.rubric.marks import BROKEN, SHOWN, Mark, Source
from trainer.scenario.model import Key, Language, Percent
from trainer.store.ratings import SelfRating
from trainer.store.sessions import Mode, State, StoredTurn

# Far enough from the ends of the calendar that a moment can be told in any zone.
Moment = Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(3000, 1, 1, tzinfo=UTC))]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Seed = Annotated[int, Field(ge=-(2**63), lt=2**63)]
Number = Annotated[int, Field(ge=0, lt=2**31)]


class Portable(BaseModel):
    """Anything that travels: never changed after reading, of exactly these types, with no keys but the known ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class PortablePerson(Portable):
    """Someone whose sessions travel."""

    uuid: UUID
    name: str
    created: Moment


class PortableMark(Portable):
    """A mark of the author or the program; a coach's stands in their review."""

    criterion: Key
    level: Annotated[int, Field(ge=BROKEN, le=SHOWN)]
    source: Literal[Source.AUTHOR, Source.AUTO]
    evidence: tuple[tuple[Number, Number], ...] = ()
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    sure: bool = True
    reason: str = ""

    def mark(self) -> Mark:
        """The mark as the engine knows it."""
        return Mark(self.criterion, self.level, self.source, self.evidence, self.confidence, self.sure, self.reason)


class PortableTurn(Portable):
    """A turn, as it was taken."""

    number: Number
    scene: Key
    line: Number
    reply: Key
    text: str | None = None
    marks: tuple[PortableMark, ...] = ()
    trust: Percent
    tension: Percent
    learned: tuple[Key, ...] = ()
    to: Key
    hint: bool = False
    seconds: float | None = None
    at: Moment
    asked: tuple[Key, ...] = ()

    @classmethod
    def of(cls, stored: StoredTurn) -> PortableTurn:
        """A stored turn."""
        turn = stored.turn
        marks = [PortableMark(**mark._asdict()) for mark in turn.marks if mark.source is not Source.COACH]
        return cls(
            number=turn.number, scene=turn.scene, line=turn.line, reply=turn.reply, text=turn.text,
            marks=tuple(marks), trust=turn.mood.trust, tension=turn.mood.tension,
            learned=turn.learned, to=turn.to, hint=stored.hint, seconds=stored.seconds, at=stored.at,
            asked=stored.asked,
        )  # fmt: skip

    def turn(self) -> Turn:
        """The turn as the engine knows it."""
        marks = tuple(mark.mark() for mark in self.marks)
        mood = Mood(self.trust, self.tension)
        return Turn(self.number, self.scene, self.line, self.reply, self.text, marks, mood, self.learned, self.to)

    def stored(self) -> StoredTurn:
        """The turn as the store keeps it."""
        return StoredTurn(self.turn(), self.hint, self.seconds, self.at, self.asked)


class Origin(Portable):
    """Where a fork comes from: a session, None where it is not known, and the turn that is taken anew."""

    session: UUID | None = None
    turn: Number


class PortableRating(Portable):
    """What the trainee thought of the session."""

    percent: Percent | None = None
    text: str = ""
    at: Moment

    def rating(self) -> SelfRating:
        """The self-rating as the store keeps it."""
        return SelfRating(self.percent, self.text, self.at)


class PortableCorrection(Portable):
    """A level that a coach set on a reply."""

    turn: Number
    criterion: Key
    level: Annotated[int, Field(ge=BROKEN, le=SHOWN)]
    reason: Annotated[str, Field(min_length=1)]
    comment: str = ""
    at: Moment


class PortableReview(Portable):
    """What a coach says of the session, and what the trainee answers.

    Attributes:
        changed: when the coach said the last of it; of two copies the one changed later is the newer one.
        corrections: in the order they were set.
        seen: the `changed` of what the trainee has looked at.
    """

    coach: Annotated[str, Field(min_length=1)]
    begun: Moment
    changed: Moment
    finished: Moment | None = None
    comment: str = ""
    corrections: tuple[PortableCorrection, ...] = ()
    answer: str = ""
    answered: Moment | None = None
    seen: Moment | None = None

    def merged(self, other: PortableReview) -> PortableReview:
        """The newer of two copies, with the newer of the two answers."""
        newer = max(self, other, key=lambda review: review.changed)
        answered = max(self, other, key=lambda review: _or_first(review.answered))
        seen = max(self.seen, other.seen, key=_or_first)
        return newer.model_copy(
            update={"answer": answered.answer, "answered": answered.answered, "seen": seen}
        )  # fmt: skip


class PortableDispute(Portable):
    """Why the trainee thinks that a mark is wrong."""

    turn: Number
    criterion: Key
    text: str
    at: Moment


class PortableSession(Portable):
    """A session.

    Attributes:
        person: None for nobody's.
        script: digest of the scenario's snapshot.
        rubric: digest of the rubric it was played under.
        ended: None while it is open.
        parent: of a fork.
        rating: None where the trainee did not say.
        disputes: by turn and criterion.
        reviews: in the order they were begun, one a coach.
    """

    uuid: UUID
    person: UUID | None = None
    script: Digest
    rubric: Digest
    language: Language
    mode: Mode
    seed: Seed
    state: State
    started: Moment
    ended: Moment | None = None
    parent: Origin | None = None
    turns: tuple[PortableTurn, ...] = ()
    rating: PortableRating | None = None
    disputes: tuple[PortableDispute, ...] = ()
    reviews: tuple[PortableReview, ...] = ()

    def merged(self, other: PortableSession) -> PortableSession:
        """This session with all that another copy of it knows besides: turns, an end, and what was said of it.

        Of what both know the newer counts: a self-rating, a dispute, a coach's review as a whole. Where the two were
        played on in different ways, this one stays as it is.
        """
        further = self._further(other)
        if further is None:
            return self
        said = {
            (dispute.turn, dispute.criterion): dispute for dispute in sorted(self.disputes + other.disputes, key=_at)
        }
        reviews = {review.coach: review for review in self.reviews}
        for review in other.reviews:
            known = reviews.get(review.coach)
            reviews[review.coach] = known.merged(review) if known else review
        ratings = [rating for rating in (self.rating, other.rating) if rating]
        return further.model_copy(
            update={
                "person": self.person,
                "parent": self.parent,
                "rating": max(ratings, key=_at, default=None),
                "disputes": tuple(said[place] for place in sorted(said)),
                "reviews": tuple(sorted(reviews.values(), key=lambda review: (review.begun, review.coach))),
            }
        )

    def marks(self, turn: PortableTurn) -> tuple[Mark, ...]:
        """All marks of one of its turns, the coaches' in the order they were set; the later one counts."""
        return (
            *turn.turn().marks,
            *(
                Mark(made.criterion, made.level, Source.COACH, reason=made.reason)
                for made in self.corrections(turn.number)
            ),
        )

    def corrections(self, turn: int) -> list[PortableCorrection]:
        """What coaches set on a reply, in the order they did."""
        made = [(each.at, review.coach, each) for review in self.reviews for each in review.corrections]
        return [each for _, _, each in sorted(made, key=lambda one: one[:2]) if each.turn == turn]

    def _further(self, other: PortableSession) -> PortableSession | None:
        """Which of two copies has been played further; this one of equals, None where neither follows the other."""
        if any(getattr(self, key) != getattr(other, key) for key in ("uuid", "script", "rubric", "seed", "started")):
            return None
        behind, ahead = (self, other) if other._progress() > self._progress() else (other, self)
        ended = behind.state != "open"
        if ended and (behind.state, behind.ended, len(behind.turns)) != (ahead.state, ahead.ended, len(ahead.turns)):
            return None
        return ahead if ahead.turns[: len(behind.turns)] == behind.turns else None

    def _progress(self) -> tuple[int, bool]:
        return len(self.turns), self.state != "open"


def _at(said: PortableRating | PortableDispute) -> datetime:
    return said.at


def _or_first(moment: datetime | None) -> datetime:
    return moment or datetime.min.replace(tzinfo=UTC)

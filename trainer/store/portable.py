"""Sessions as they travel between machines: all that belongs to them, and none of this machine's numbers.

People and sessions are known by their uuid, scenarios by the SHA-256 of their snapshot. What can be worked out from
a session (its ending, outcome and score) does not travel; it is worked out again from the marks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from trainer.roleplay.play import Mood, Turn
from trainer.rubric.marks import BROKEN, SHOWN, Mark, Source
from trainer.scenario.model import Key, Language, Percent
from trainer.store.sessions import Mode, Signature, State, StoredTurn

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
    """A mark, and for a coach's who set it when."""

    criterion: Key
    level: Annotated[int, Field(ge=BROKEN, le=SHOWN)]
    source: Source
    evidence: tuple[tuple[Number, Number], ...] = ()
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    sure: bool = True
    reason: str = ""
    coach: str | None = None
    at: Moment | None = None

    @classmethod
    def of(cls, mark: Mark, signature: Signature) -> PortableMark:
        """A stored mark."""
        return cls(**mark._asdict(), coach=signature.coach, at=signature.at)

    def mark(self) -> Mark:
        """The mark as the engine knows it."""
        return Mark(self.criterion, self.level, self.source, self.evidence, self.confidence, self.sure, self.reason)


class PortableTurn(Portable):
    """A turn, with all marks that were ever set on it in the order they were set."""

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
    def of(cls, stored: StoredTurn, signed: tuple[Signature, ...]) -> PortableTurn:
        """A stored turn; one signature for each of its marks."""
        turn = stored.turn
        return cls(
            number=turn.number, scene=turn.scene, line=turn.line, reply=turn.reply, text=turn.text,
            marks=tuple(map(PortableMark.of, turn.marks, signed)), trust=turn.mood.trust, tension=turn.mood.tension,
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

    def signatures(self) -> tuple[Signature, ...]:
        """Who set each mark."""
        return tuple(Signature(mark.coach, mark.at) for mark in self.marks)

    def holds(self, other: PortableTurn) -> bool:
        """Whether it is the other turn, perhaps with marks that were set later."""
        return self.marks[: len(other.marks)] == other.marks and self == other.model_copy(update={"marks": self.marks})


class Origin(Portable):
    """Where a fork comes from: a session, None where it is not known, and the turn that is taken anew."""

    session: UUID | None = None
    turn: Number


class PortableSession(Portable):
    """A session.

    Attributes:
        person: None for nobody's.
        script: digest of the scenario's snapshot.
        rubric: digest of the rubric it was played under.
        ended: None while it is open.
        parent: of a fork.
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

    def goes_beyond(self, other: PortableSession) -> bool:
        """Whether it is the other session with all that is in it, and turns, marks or an end besides."""
        same = all(getattr(self, key) == getattr(other, key) for key in ("uuid", "script", "rubric", "seed", "started"))
        ended = other.state != "open"
        as_far = len(self.turns) == len(other.turns) if ended else len(self.turns) >= len(other.turns)
        if not same or not as_far or (ended and (self.state, self.ended) != (other.state, other.ended)):
            return False
        if (self.turns, self.state) == (other.turns, other.state):
            return False
        return all(turn.holds(theirs) for turn, theirs in zip(self.turns, other.turns, strict=False))

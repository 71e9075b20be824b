"""The ballot that phones see: one question at a time, one vote a device, kept in memory until the workshop stops.

The server's thread and the window's share it, so each method takes hold of its lock. Devices are random cookies; what
leaves the ballot are counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from threading import Lock

from trainer.scenario.model import Line, Reply, Scenario
from trainer.workshop.rounds import Step, Workshop

MOST_DEVICES = 2000
"""As many devices may take part; further ones are told that the room is full."""
PRESENT_SECONDS = 5.0
"""A phone that has not asked for this long is taken to be away."""
_SECOND = (Step.SECOND_VOTE, Step.SECOND_COUNTED)


class Phase(StrEnum):
    """What phones are told."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    OVER = "over"


class Voted(Enum):
    """What came of a vote."""

    COUNTED = 1
    CLOSED = 2
    UNKNOWN = 3
    FULL = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What is voted on.

    Attributes:
        key: names this vote of this round and no other.
        line: language to what the person said, short.
        choices: language to the replies, short, in the order shown.
        again: whether it is the second vote.
    """

    key: str
    line: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    again: bool

    @property
    def count(self) -> int:
        """How many replies there are."""
        return len(next(iter(self.choices.values())))


@dataclass(frozen=True, slots=True)
class Seen:
    """What one phone sees.

    Attributes:
        phase: what it is told.
        question: the one that is open, or was last; None before the first.
        chosen: this phone's vote, from 1; None where it has not voted.
    """

    phase: Phase
    question: Question | None
    chosen: int | None


class Ballot:
    """What phones see and have voted."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        """`changed` is called after each vote, in the thread of the server."""
        self._changed = changed
        self._lock = Lock()
        self._phase = Phase.WAITING
        self._question: Question | None = None
        self._votes: dict[str, dict[str, int]] = {}
        self._last_asked: dict[str, float] = {}

    def open(self, question: Question) -> None:
        """Opens a vote; one that was open before, with what was voted then, as after an undo."""
        with self._lock:
            self._phase, self._question = Phase.OPEN, question
            self._votes.setdefault(question.key, {})

    def close(self) -> None:
        """Closes the vote that is open, if any; what comes later changes nothing."""
        with self._lock:
            if self._phase is Phase.OPEN:
                self._phase = Phase.CLOSED

    def wait(self) -> None:
        """Tells phones that the next vote has not opened yet."""
        with self._lock:
            self._phase, self._question = Phase.WAITING, None

    def end(self) -> None:
        """Tells phones that the workshop is over, and forgets who voted what."""
        with self._lock:
            self._phase, self._question = Phase.OVER, None
            self._votes.clear()
            self._last_asked.clear()

    def counts(self) -> tuple[int, ...]:
        """The votes on the question that is open, or was last; none before the first."""
        with self._lock:
            if self._question is None:
                return ()
            numbers = [0] * self._question.count
            for choice in self._votes[self._question.key].values():
                numbers[choice - 1] += 1
            return tuple(numbers)

    def present(self, now: float) -> int:
        """How many phones are there, at a moment in seconds."""
        with self._lock:
            return sum(now - asked <= PRESENT_SECONDS for asked in self._last_asked.values())

    def look(self, device: str, now: float) -> Seen | None:
        """What a device sees at a moment in seconds; None where the room is full without it."""
        with self._lock:
            if device not in self._last_asked and len(self._last_asked) >= MOST_DEVICES:
                return None
            self._last_asked[device] = now
            votes = self._votes[self._question.key] if self._question else {}
            return Seen(self._phase, self._question, votes.get(device))

    def vote(self, device: str, key: str, choice: int) -> Voted:
        """Counts a device's vote, in place of its earlier one on the same question; choices count from 1."""
        with self._lock:
            if self._phase is not Phase.OPEN or self._question is None or key != self._question.key:
                return Voted.CLOSED
            if not 1 <= choice <= self._question.count:
                return Voted.UNKNOWN
            votes = self._votes[key]
            if device not in votes and len(votes) >= MOST_DEVICES:
                return Voted.FULL
            votes[device] = choice
        self._changed()
        return Voted.COUNTED


def question_of(workshop: Workshop, scenarios: Mapping[str, Scenario]) -> Question:
    """The vote that is on, or was last, in the round on the screen; scenarios by language, all phones' languages."""
    now = workshop.now
    scene, line = now.position.scene, now.position.line
    again = now.step in _SECOND
    return Question(
        _key(now.path, again),
        {language: _short(s.scenes[scene].says[line]) for language, s in scenarios.items()},
        {
            language: tuple(_short(s.scenes[scene].replies[reply]) for reply in now.replies)
            for language, s in scenarios.items()
        },
        again,
    )


def _short(text: Line | Reply) -> str:
    return text.short or text.text


def _key(path: Sequence[str], again: bool) -> str:
    # Hashed, since the names of replies may tell what the writer thinks of them.
    return hashlib.sha256("/".join((*path, str(again))).encode()).hexdigest()[:16]

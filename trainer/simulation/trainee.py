"""Somebody who does not exist: what they can do, what they are like, and what they have practised."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import exp
from random import Random
from typing import NamedTuple
from uuid import UUID

from trainer.practice.attempts import Attempt
from trainer.practice.schedule import schedule
from trainer.practice.suggestion import next_for
from trainer.rubric.catalogue import CRITERIA
from trainer.scenario.library import Summary

# After so many practices 63 % of what somebody can learn of a skill is learnt.
_TO_LEARN = 10
# What was longer ago hardly changes what is suggested, and to go through it each time takes long: so many sessions, and
# so many practices of each skill.
_SESSIONS, _PRACTICES = 100, 6


class Skills:
    """How well somebody does each criterion, and how that grows with practice.

    A skill is the logarithm of how many times as likely they are to give a reply for one full point that it earns: at 0
    they choose blindly, at 2 they take it 7 times as often as one that earns nothing. What is still to be learnt
    shrinks by the same share with each practice (Heathcote, Brown & Mewhort, "The power law repealed", 2000).
    """

    def __init__(self, inborn: Mapping[str, float], gain: Mapping[str, float]) -> None:
        self._inborn = inborn
        self._gain = gain
        self._practised: Counter[str] = Counter()

    @classmethod
    def random(cls, chance: Random) -> Skills:
        """Of somebody taken at random: who is good at one thing is rather good at the others too.

        The numbers are chosen so that in the shipped scenarios people begin at about 55 of 100, 15 either way, and
        come to about 75 in forty sessions.
        """
        general, learns = chance.gauss(-0.15, 0.3), chance.lognormvariate(-0.2, 0.4)
        return cls(
            {criterion.key: general + chance.gauss(0, 0.3) for criterion in CRITERIA},
            {criterion.key: learns * chance.lognormvariate(0, 0.25) for criterion in CRITERIA},
        )

    def of(self, criterion: str) -> float:
        """How well they do it now."""
        learnt = 1 - exp(-self._practised[criterion] / _TO_LEARN)
        return self._inborn[criterion] + self._gain[criterion] * learnt

    def practise(self, criteria: Iterable[str]) -> None:
        """They had a conversation in which these were in play."""
        self._practised.update(criteria)


class Habits(NamedTuple):
    """What somebody is like; shares are 0–1.

    Attributes:
        types: the share of sessions in which they type.
        hints: the share of moments at which they read the hint.
        leaves: the share of moments at which they leave.
        rates: the share of sessions that they rate.
        bias: by how many points they think better of themselves than they did.
        follows: how often they play what is suggested.
        tests: the share of sessions in test mode.
        disputes: how often they dispute a mark of the program below what they meant.
        haste: what the time they take is multiplied by.
        slips: the share of typed words that are misspelt.
    """

    types: float
    hints: float
    leaves: float
    rates: float
    bias: float
    follows: float
    tests: float
    disputes: float
    haste: float
    slips: float

    @classmethod
    def random(cls, chance: Random) -> Habits:
        """Of somebody taken at random."""
        return cls(
            types=chance.choice((0.0, 0.05, 0.15, 0.3, 0.6)),
            hints=chance.betavariate(1, 8),
            leaves=chance.betavariate(1, 120),
            rates=chance.betavariate(2, 1.5),
            bias=chance.gauss(3, 7),
            follows=chance.uniform(0.5, 0.95),
            tests=chance.choice((0.0, 0.0, 0.1, 0.25)),
            disputes=chance.betavariate(1, 6),
            haste=chance.lognormvariate(0, 0.3),
            slips=chance.betavariate(1, 60),
        )


@dataclass
class Trainee:
    """Somebody who practises.

    Attributes:
        chance: theirs alone, so that nobody's doings change with somebody else's.
        free: when their last conversation was over; None before the first.
        left: how many conversations they have yet to begin.
    """

    uuid: UUID
    name: str
    language: str
    coach: str
    chance: Random
    skills: Skills
    habits: Habits
    left: int
    free: datetime | None = None
    attempts: deque[Attempt] = field(default_factory=lambda: deque(maxlen=_SESSIONS))
    runs: Counter[str] = field(default_factory=Counter)
    _practices: dict[str, deque[Attempt]] = field(default_factory=dict)

    def chooses(self, summaries: Sequence[Summary], now: datetime) -> str:
        """The scenario they play now, of at least one: mostly the one suggested to them."""
        if self.chance.random() < self.habits.follows:
            skills = schedule(practice for latest in self._practices.values() for practice in latest)
            if suggested := next_for(summaries, tuple(self.attempts), skills, now):
                return suggested.scenario
        return self.chance.choice(summaries).id

    def learn(self, attempt: Attempt) -> None:
        """They have finished a session."""
        self.attempts.append(attempt)
        self.runs[attempt.scenario] += 1
        self.skills.practise(attempt.criteria)
        for criterion, percent in attempt.criteria.items():
            latest = self._practices.setdefault(criterion, deque(maxlen=_PRACTICES))
            latest.append(attempt._replace(criteria={criterion: percent}))

"""What has been learnt: how each skill has gone over time, and how sure one can be of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from enum import StrEnum
from statistics import fmean
from typing import NamedTuple

from trainer.practice.attempts import Attempt
from trainer.rubric.catalogue import CRITERIA

# How many sessions a smoothed value is the mean of.
WINDOW = 5
# With fewer observations a direction would be a guess.
FEWEST = 4
# How much a criterion's percent spreads from session to session before anything is known of the person: 25 points in
# random play of the shipped scenarios (77 criteria, 60 plays each), given the weight of two observations.
_SPREAD, _SPREAD_WEIGHT = 25.0, 2
# Student's t for 80 % of cases, two-sided, by degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods,
# 1.3.6.7.2, column 0.90).
_T80 = {2: 1.886, 3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440, 7: 1.415, 8: 1.397, 9: 1.383, 10: 1.372}


class Direction(StrEnum):
    """Where a skill is heading."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    TOO_FEW = "too few"


class Point(NamedTuple):
    """One session's percent of a criterion, and what could be said of the skill by then.

    Attributes:
        session: its number in the store.
        percent: what was observed, 0–100.
        value: the mean of this and up to four sessions before, 0–100.
        low, high: in four cases of five the skill lies between these; wide where the sessions are few or differ.
    """

    session: int
    ended: datetime
    percent: int
    value: float
    low: float
    high: float


class Trend(NamedTuple):
    """A criterion over time.

    Attributes:
        points: in time order, at least one; there are as many as there are observations.
        change: by how many points the latest sessions differ from those before; None where they are too few.
    """

    criterion: str
    points: tuple[Point, ...]
    direction: Direction
    change: float | None


class Day(NamedTuple):
    """What was practised on a day; minutes only of what was measured."""

    sessions: int
    minutes: float


class Tries(NamedTuple):
    """How a scenario has gone: the best is the earliest of equals, and the last where nothing was ever in play."""

    first: Attempt
    best: Attempt
    last: Attempt
    runs: int


class Judgement(NamedTuple):
    """What a session was worth to the trainee, to the program and to a coach, 0–100 each; None where not said."""

    session: int
    scenario: str
    ended: datetime
    own: int
    program: int | None
    coach: int | None

    @property
    def gap(self) -> int | None:
        """By how much the trainee rated themselves above (or below, negative) the score that counts."""
        counts = self.program if self.coach is None else self.coach
        return None if counts is None else self.own - counts


def trends(attempts: Sequence[Attempt]) -> list[Trend]:
    """Each criterion that was ever in play, in the catalogue's order; attempts in time order.

    The smoothed value is a moving mean of five. Its band is Student's, where the spread is estimated from these
    sessions and from a spread known beforehand (conjugate normal model: Gelman et al., Bayesian Data Analysis, 3rd ed.,
    section 3.3, with a flat prior on the mean). So even one session has a band, a very wide one, and sessions that
    happen to be equal are not taken for certainty.
    """
    observed: dict[str, list[tuple[Attempt, int]]] = {}
    for attempt in attempts:
        for criterion, percent in attempt.criteria.items():
            observed.setdefault(criterion, []).append((attempt, percent))
    return [_trend(criterion.key, observed[criterion.key]) for criterion in CRITERIA if criterion.key in observed]


def calendar(attempts: Sequence[Attempt], zone: tzinfo | None = None) -> dict[date, Day]:
    """The days on which a session ended, by the dates of a zone, else of this computer's."""
    days: dict[date, Day] = {}
    for attempt in attempts:
        day = attempt.ended.astimezone(zone).date()
        sessions, minutes = days.get(day, Day(0, 0.0))
        days[day] = Day(sessions + 1, minutes + (attempt.seconds or 0.0) / 60)
    return days


def by_scenario(attempts: Sequence[Attempt]) -> dict[str, Tries]:
    """How each scenario that was practised has gone; attempts in time order."""
    found: dict[str, Tries] = {}
    for attempt in attempts:
        before = found.get(attempt.scenario)
        if before is None:
            found[attempt.scenario] = Tries(attempt, attempt, attempt, 1)
        else:
            best = attempt if _worth(attempt) > _worth(before.best) else before.best
            found[attempt.scenario] = Tries(before.first, best, attempt, before.runs + 1)
    return found


def judgements(attempts: Sequence[Attempt]) -> list[Judgement]:
    """The sessions that the trainee rated, in the order given."""
    return [
        Judgement(attempt.session, attempt.scenario, attempt.ended, attempt.own, attempt.program, attempt.coach)
        for attempt in attempts
        if attempt.own is not None
    ]


def _worth(attempt: Attempt) -> int:
    return -1 if attempt.score is None else attempt.score


def _trend(criterion: str, observed: Sequence[tuple[Attempt, int]]) -> Trend:
    percents = [percent for _, percent in observed]
    points = tuple(
        Point(attempt.session, attempt.ended, percent, *_smoothed(percents[max(0, n + 1 - WINDOW) : n + 1]))
        for n, (attempt, percent) in enumerate(observed)
    )
    return Trend(criterion, points, *_heading(percents[-2 * WINDOW :]))


def _smoothed(percents: Sequence[int]) -> tuple[float, float, float]:
    """The mean and its band, within 0–100."""
    mean = fmean(percents)
    half = _t_times_spread(len(percents) - 1, _squares(percents)) / math.sqrt(len(percents))
    return mean, max(0.0, mean - half), min(100.0, mean + half)


def _heading(percents: Sequence[int]) -> tuple[Direction, float | None]:
    """The later half against the earlier one: a change counts where its band leaves out none at all.

    The test is Student's for two means of one spread, which is estimated as for the band.
    """
    if len(percents) < FEWEST:
        return Direction.TOO_FEW, None
    half = len(percents) // 2
    earlier, later = percents[:-half], percents[-half:]
    change = fmean(later) - fmean(earlier)
    spread = _t_times_spread(len(percents) - 2, _squares(earlier) + _squares(later))
    if abs(change) <= spread * math.sqrt(1 / len(earlier) + 1 / len(later)):
        return Direction.SAME, change
    return (Direction.BETTER if change > 0 else Direction.WORSE), change


def _squares(percents: Sequence[int]) -> float:
    mean = fmean(percents)
    return sum((percent - mean) ** 2 for percent in percents)


def _t_times_spread(freedom: int, squares: float) -> float:
    """Student's t times the estimated spread of single sessions, from a sum of squares and its degrees of freedom."""
    known = freedom + _SPREAD_WEIGHT
    return _T80[known] * math.sqrt((_SPREAD_WEIGHT * _SPREAD**2 + squares) / known)

"""From marks to a score.

A turn earns level / 2 on each criterion in play (broken earns 0) of 1 attainable. A criterion's score is what it
earned of what was attainable at the turns taken; the session's score is the mean of its criteria's scores by the
scenario's weights, at most 50 where a critical criterion was broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import BROKEN, SHOWN, Mark, Source
from trainer.wording import Text

CAP = 50


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a criterion counts in a scenario, and whether breaking it caps the score."""

    weight: int
    critical: bool = False


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """What one criterion earned in a session.

    Attributes:
        earned: points, in halves, 0 up to `attainable`.
        attainable: the number of turns at which the criterion was in play and surely marked, at least 1.
        percent: 0–100, rounded half up.
    """

    earned: Fraction
    attainable: int

    @property
    def percent(self) -> int:
        return _rounded(self.earned / self.attainable)


@dataclass(frozen=True, slots=True)
class Score:
    """A session's score.

    Attributes:
        percent: 0–100; None where nothing was in play.
        criteria: in the order of the scenario's weights; a criterion that was never in play is left out.
        broken: the critical criteria that were broken.
        uncapped: what the percent would have been had nothing been broken.
    """

    percent: int | None
    criteria: Mapping[str, CriterionScore]
    broken: tuple[str, ...]
    uncapped: int | None

    @property
    def earned(self) -> Fraction:
        return sum((c.earned for c in self.criteria.values()), Fraction(0))

    @property
    def attainable(self) -> int:
        return sum(c.attainable for c in self.criteria.values())


def told_of_broken(scored: Score) -> Text | None:
    """What a broken critical criterion did to a score; None where none was broken."""
    if not scored.broken:
        return None
    # Only respect has a level that breaks it, so there is never more than one.
    skill = BY_KEY[scored.broken[0]].name
    if scored.uncapped is not None and scored.uncapped > CAP:
        return Text(
            "{skill} was broken, so the score is at most 50; without that it would be {score}.",
            skill=skill,
            score=scored.uncapped,
        )
    return Text("{skill} was broken.", skill=skill)


def score(turns: Iterable[Iterable[Mark]], weights: Mapping[str, Weight]) -> Score:
    """Scores the marks of a session's turns, each turn's marks in any order.

    Where a criterion has several marks in a turn, the coach's counts and the replaced one does not;
    a mark that is not sure counts neither for nor against.
    """
    earned: dict[str, int] = {}
    attainable: dict[str, int] = {}
    broken: set[str] = set()
    for marks in turns:
        for mark in effective(marks):
            if not mark.sure or mark.criterion not in weights:
                continue
            earned[mark.criterion] = earned.get(mark.criterion, 0) + max(mark.level, 0)
            attainable[mark.criterion] = attainable.get(mark.criterion, 0) + 1
            if mark.level == BROKEN and weights[mark.criterion].critical:
                broken.add(mark.criterion)
    criteria = {
        key: CriterionScore(Fraction(earned[key], SHOWN), attainable[key]) for key in weights if key in attainable
    }
    total = sum(weights[key].weight for key in criteria)
    if not total:
        return Score(None, criteria, tuple(sorted(broken)), None)
    mean = sum((c.earned / c.attainable * weights[key].weight for key, c in criteria.items()), Fraction(0)) / total
    uncapped = _rounded(mean)
    return Score(min(uncapped, CAP) if broken else uncapped, criteria, tuple(sorted(broken)), uncapped)


def effective(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that count, one a criterion: a coach's replaces any other, the later one an earlier."""
    chosen: dict[str, Mark] = {}
    for mark in marks:
        standing = chosen.get(mark.criterion)
        if standing is None or mark.source is Source.COACH or standing.source is not Source.COACH:
            chosen[mark.criterion] = mark
    return list(chosen.values())


def _rounded(share: Fraction) -> int:
    """A share of 1 as a whole percent, halves upwards."""
    return int(share * 100 + Fraction(1, 2))

"""How a group of people stands, skill by skill, and what to practise next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from trainer.scenario.library import Summary

SESSIONS = 5
"""A person's latest whole sessions that are looked at."""
FEW_BELOW = 3


class Observation(NamedTuple):
    """What a criterion came to in one of a person's latest sessions, 0–100."""

    person: int
    criterion: str
    percent: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A mean percent, 0–100, and of how many (sessions of a person, or people of a group)."""

    percent: float
    of: int

    @property
    def few(self) -> bool:
        """Whether that is too little to build on."""
        return self.of < FEW_BELOW


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group.

    Attributes:
        cells: (person, criterion) to the mean of the person's sessions; what was never in play is left out.
        group: criterion to the mean over people, each counted alike.
        weakest: the criterion with the lowest mean; None without any. One that is known of few people only where
            none is known of more.
    """

    cells: dict[tuple[int, str], Cell]
    group: dict[str, Cell]
    weakest: str | None


def cohort(observations: Iterable[Observation]) -> Cohort:
    """How a group stands."""
    percents: dict[tuple[int, str], list[float]] = {}
    for person, criterion, percent in observations:
        percents.setdefault((person, criterion), []).append(percent)
    cells = {place: _cell(found) for place, found in percents.items()}
    means: dict[str, list[float]] = {}
    for (_, criterion), cell in cells.items():
        means.setdefault(criterion, []).append(cell.percent)
    group = {criterion: _cell(found) for criterion, found in means.items()}
    return Cohort(cells, group, _weakest(group))


def weakest_of(group: Cohort, person: int) -> str | None:
    """A person's weakest criterion, by the same rule as the group's."""
    return _weakest({criterion: cell for (who, criterion), cell in group.cells.items() if who == person})


def practised_by(summaries: Sequence[Summary], criterion: str) -> str | None:
    """The scenario in which a criterion has the greatest share of the score, the easiest of equals; None for none.

    Args:
        summaries: what can be played, easy ones first.
        criterion: a key of the catalogue.
    """
    practising = [summary for summary in summaries if criterion in summary.criteria]
    best = max(practising, key=lambda s: s.criteria[criterion] / sum(s.criteria.values()), default=None)
    return best.id if best else None


def _cell(percents: Sequence[float]) -> Cell:
    return Cell(fmean(percents), len(percents))


def _weakest(cells: dict[str, Cell]) -> str | None:
    return min(cells, key=lambda criterion: (cells[criterion].few, cells[criterion].percent), default=None)

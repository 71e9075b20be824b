"""What the progress page shows, worked out from a person's attempts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from trainer.practice.attempts import Attempt
from trainer.practice.progress import Direction, Trend, Tries, by_scenario, trends
from trainer.practice.schedule import Skill, due_on
from trainer.practice.suggestion import Repeat, repeats
from trainer.scenario.library import Summary
from trainer.store.observed import ObservedSession

# Days that a period goes back; None for all there is.
PERIODS: Mapping[str, int | None] = {"30": 30, "84": 84, "all": None}


@dataclass(frozen=True)
class ProgressState:
    """A person's progress at a moment.

    Attributes:
        period: a key of `PERIODS`.
        now: in the person's zone.
        attempts: all of the person's, in time order.
        skills: how well each has been learnt, the most due first.
        summaries: all scenarios.
        observed: live role plays that somebody watched, the newest first.
    """

    period: str
    now: datetime
    attempts: Sequence[Attempt]
    skills: Sequence[Skill]
    summaries: Sequence[Summary]
    observed: Sequence[ObservedSession] = ()

    @property
    def shown(self) -> list[Attempt]:
        """The attempts of the period."""
        return self._between(0)

    @property
    def before(self) -> list[Attempt]:
        """Those of the period before, as long as this one; () where the period is all there is."""
        return self._between(1)

    @property
    def minutes(self) -> int:
        """Spent on replies in the period."""
        return round(sum(attempt.seconds or 0 for attempt in self.shown) / 60)

    @property
    def trends(self) -> list[Trend]:
        """The skills of the period, the strongest first."""
        return sorted(trends(self.shown), key=lambda trend: -trend.points[-1].value)

    @property
    def risen(self) -> Trend | None:
        """The skill that has come furthest."""
        better = [trend for trend in self.trends if trend.direction is Direction.BETTER]
        return max(better, key=lambda trend: trend.change or 0, default=None)

    @property
    def tries(self) -> dict[str, Tries]:
        """How each scenario has gone, over all time, the one practised last first."""
        found = by_scenario(self.attempts)
        return dict(sorted(found.items(), key=lambda item: item[1].last.ended, reverse=True))

    @property
    def due(self) -> int:
        """How many skills are due by the end of the day."""
        return len(due_on(self.skills, self.now))

    @property
    def repeats(self) -> list[Repeat]:
        """What to repeat, the most due first."""
        return repeats(self.summaries, self.attempts, self.skills)

    def summary(self, scenario: str) -> Summary | None:
        """What is known of a scenario; None where it is not at hand any more."""
        return next((summary for summary in self.summaries if summary.id == scenario), None)

    def _between(self, periods_ago: int) -> list[Attempt]:
        days = PERIODS[self.period]
        if days is None:
            return [] if periods_ago else list(self.attempts)
        until = self.now - timedelta(days=days * periods_ago)
        since = until - timedelta(days=days)
        return [attempt for attempt in self.attempts if since < attempt.ended <= until]


def mean_score(attempts: Sequence[Attempt]) -> int | None:
    """The mean of the scores that there are."""
    scores = [attempt.score for attempt in attempts if attempt.score is not None]
    return round(fmean(scores)) if scores else None

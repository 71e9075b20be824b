"""Which scenario to play next, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.scenario.library import Summary


class Suggestion(NamedTuple):
    """What to play next.

    Attributes:
        scenario: its id.
        criterion: the skill that is weakest by now and trained here; None where the scenario is simply new.
        percent: how far that skill has come, 0–100.
    """

    scenario: str
    criterion: str | None = None
    percent: int | None = None


def suggest(
    summaries: Sequence[Summary], last: Mapping[str, int | None], skills: Mapping[str, int]
) -> Suggestion | None:
    """The next scenario: first what has not been played, easy ones first, then what trains the weakest skill.

    Args:
        summaries: what can be played, in the order of the list.
        last: scenario to the score of its last run; scenarios never finished are not in it.
        skills: criterion to percent over all runs.

    Returns:
        None where there are no scenarios.
    """
    for summary in summaries:
        if summary.id not in last:
            return Suggestion(summary.id)
    if not summaries:
        return None
    for criterion, percent in sorted(skills.items(), key=lambda skill: skill[1]):
        training = [summary for summary in summaries if criterion in summary.criteria]
        if training:
            # Of those that train it, the one where it weighs most, then the one that went worst.
            chosen = max(training, key=lambda s: (s.criteria[criterion], -(last[s.id] or 0)))
            return Suggestion(chosen.id, criterion, percent)
    return Suggestion(min(summaries, key=lambda s: last[s.id] or 0).id)

"""Which scenario to play next, and why.

What is said here is a suggestion: every scenario can be played at any time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import fmean
from typing import NamedTuple

from trainer.practice.attempts import Attempt
from trainer.practice.schedule import GOOD_BELOW, HARD_BELOW, Skill, due_on
from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.library import Summary
from trainer.wording import Text

# A scenario is worth three runs, and a fourth where the third went poorly; more in a row are not suggested.
MOST_RUNS = 4
# Someone has outgrown a difficulty when the latest three runs of it, and at least two, come to this on average.
_PASS, _RUNS_FOR_LEVEL, _FEWEST_FOR_LEVEL = 70, 3, 2


class Next(NamedTuple):
    """What to play next.

    Attributes:
        scenario: its id.
        reason: why, in one sentence.
        criterion: the skill it is for; None where it is for no one skill.
    """

    scenario: str
    reason: Text
    criterion: str | None = None


class Planned(NamedTuple):
    """A scenario that a coach asked for in a practice plan and that is not done yet, and the plan's title."""

    scenario: str
    plan: str


class Repeat(NamedTuple):
    """A skill to repeat, and the scenario that trains it best; None where none at hand does."""

    skill: Skill
    scenario: str | None


def next_for(
    summaries: Sequence[Summary],
    attempts: Sequence[Attempt],
    skills: Sequence[Skill],
    now: datetime,
    planned: Sequence[Planned] = (),
) -> Next | None:
    """The scenario to play next.

    What a coach has asked for comes before everything else. A run that went less than well is repeated first, up to
    the third (or fourth) in all. Then comes what covers the skills that are due and weak, then something new, then
    what trains the weakest skill; each time rather what is neither too easy nor too hard, and never the same scenario
    more than four times in a row.

    Args:
        summaries: what can be played, easy ones first.
        attempts: all of the person's, in time order.
        skills: the schedule made from them.
        now: aware, in the person's zone.
        planned: what is asked for, the most urgent first.

    Returns:
        None where there is nothing but what was just played four times.
    """
    there = {summary.id for summary in summaries}
    asked = next((each for each in planned if each.scenario in there), None)
    if asked is not None:
        return Next(asked.scenario, Text("Your coach asks for it: it comes next in “{plan}”.", plan=asked.plan))
    allowed = [summary for summary in summaries if summary.id not in _played_out(attempts)]
    if not allowed:
        return None
    if not attempts:
        return Next(allowed[0].id, Text("A good one to start with."))
    standing = _standing(summaries, attempts)
    return (
        _another_run(allowed, attempts)
        or _due(allowed, standing, due_on(skills, now), now)
        or _new(allowed, standing)
        or _weakest(allowed, standing, skills)
    )


def repeats(summaries: Sequence[Summary], attempts: Sequence[Attempt], skills: Sequence[Skill]) -> list[Repeat]:
    """Each skill in the order given, with the scenario to repeat it in."""
    standing = _standing(summaries, attempts) if summaries else _Standing(1, {})
    trained = {skill.criterion: _training(summaries, standing, skill.criterion) for skill in skills}
    return [Repeat(skill, best.id if (best := trained[skill.criterion]) else None) for skill in skills]


def level(summaries: Sequence[Summary], attempts: Sequence[Attempt]) -> int:
    """The difficulty that fits a person: one above the hardest they have outgrown, as far as there are such.

    Args:
        summaries: at least one.
        attempts: in time order.
    """
    difficulty = {summary.id: summary.difficulty for summary in summaries}
    there = sorted(set(difficulty.values()))
    for known in reversed(there):
        scores = [a.score for a in attempts if difficulty.get(a.scenario) == known and a.score is not None]
        latest = scores[-_RUNS_FOR_LEVEL:]
        if len(latest) >= _FEWEST_FOR_LEVEL and fmean(latest) >= _PASS:
            return min((harder for harder in there if harder > known), default=known)
    return there[0]


class _Standing(NamedTuple):
    """How far a person is.

    Attributes:
        level: the difficulty that fits.
        played: scenario to when it was played last, counted in sessions from the first.
    """

    level: int
    played: Mapping[str, int]

    def misfit(self, summary: Summary) -> int:
        """What the use of a scenario is divided by for its difficulty; 1 where that fits."""
        return 1 + abs(summary.difficulty - self.level)

    def rank(self, summary: Summary, use: int) -> tuple[float, int]:
        """What to choose the greatest of: the use for the difficulty; of equals, what was played longest ago."""
        return use / self.misfit(summary), -self.played.get(summary.id, -1)


def _standing(summaries: Sequence[Summary], attempts: Sequence[Attempt]) -> _Standing:
    return _Standing(level(summaries, attempts), {attempt.scenario: n for n, attempt in enumerate(attempts)})


def _played_out(attempts: Sequence[Attempt]) -> set[str]:
    """The scenario of the latest four runs, if all were of one."""
    latest = [attempt.scenario for attempt in attempts[-MOST_RUNS:]]
    return set(latest) if len(latest) == MOST_RUNS and len(set(latest)) == 1 else set()


def _another_run(allowed: Sequence[Summary], attempts: Sequence[Attempt]) -> Next | None:
    newest = attempts[-1]
    score = newest.score
    if score is None or all(summary.id != newest.scenario for summary in allowed):
        return None
    runs = sum(attempt.scenario == newest.scenario for attempt in attempts)
    if runs == 1 and score < GOOD_BELOW:
        return Next(
            newest.scenario,
            Text("The second of three runs: you scored {score} out of 100 the first time.", score=score),
        )
    if runs == 2 and score < GOOD_BELOW:
        return Next(
            newest.scenario,
            Text("The third of three runs: you scored {score} out of 100 the second time.", score=score),
        )
    if runs == 3 and score < HARD_BELOW:
        return Next(newest.scenario, Text("A fourth run: you scored {score} out of 100 the third time.", score=score))
    return None


def _due(allowed: Sequence[Summary], standing: _Standing, due: Sequence[Skill], now: datetime) -> Next | None:
    # What went well is due now and then all the same, so it needs a little.
    needs = {skill.criterion: 101 - skill.last for skill in due}

    def use(summary: Summary) -> int:
        return sum(weight * needs.get(criterion, 0) for criterion, weight in summary.criteria.items())

    chosen = max(allowed, key=lambda summary: standing.rank(summary, use(summary)))
    trained = [skill for skill in due if skill.criterion in chosen.criteria]
    if not trained:
        return None
    skill = max(trained, key=lambda skill: chosen.criteria[skill.criterion] * needs[skill.criterion])
    reason = Text(
        "“{skill}” is due again: you practised it {ago}, and scored {percent} out of 100.",
        skill=BY_KEY[skill.criterion].name,
        ago=_ago(skill.practised, now),
        percent=skill.last,
    )
    return Next(chosen.id, reason, skill.criterion)


def _new(allowed: Sequence[Summary], standing: _Standing) -> Next | None:
    """What was never played, unless it is two levels too hard."""
    new = [s for s in allowed if s.id not in standing.played and s.difficulty <= standing.level + 1]
    if not new:
        return None
    return Next(min(new, key=standing.misfit).id, Text("You have not played it yet."))


def _weakest(allowed: Sequence[Summary], standing: _Standing, skills: Sequence[Skill]) -> Next:
    for skill in sorted(skills, key=lambda skill: skill.last):
        if chosen := _training(allowed, standing, skill.criterion):
            reason = Text(
                "Of your skills, “{skill}” went worst last time ({percent} out of 100), and it is needed here.",
                skill=BY_KEY[skill.criterion].name,
                percent=skill.last,
            )
            return Next(chosen.id, reason, skill.criterion)
    longest_ago = max(allowed, key=lambda summary: standing.rank(summary, 0))
    return Next(longest_ago.id, Text("You haven't played this one for the longest time."))


def _training(summaries: Sequence[Summary], standing: _Standing, criterion: str) -> Summary | None:
    """The scenario where a skill is of most use."""
    training = [summary for summary in summaries if criterion in summary.criteria]
    return max(training, key=lambda s: standing.rank(s, s.criteria[criterion]), default=None)


def _ago(moment: datetime, now: datetime) -> Text:
    days = (now.date() - moment.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return Text("today")
    return Text("yesterday") if days == 1 else Text("{days} days ago", days=days)

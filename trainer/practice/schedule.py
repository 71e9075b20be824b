"""When each skill is due again: a card for each criterion, reviewed by every session in which it was in play.

Nothing of it is stored. The cards come of replaying the sessions in order, so they always fit what is on record, a
coach's corrections and sessions from other machines included. 10,000 sessions take about 0.25 s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, Self

from fsrs import Card, Rating, Scheduler

from trainer.practice.attempts import Attempt

# Below each of these percents another rating of a review: again, hard, good; from the last on easy.
AGAIN_BELOW, HARD_BELOW, GOOD_BELOW = 40, 60, 85
# No steps of minutes, which make no sense for conversations, and nothing left to chance. Half a year at most: hard
# conversations are too rare at work to keep a skill alive by themselves for longer.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=180, enable_fuzzing=False)


class Skill(NamedTuple):
    """How well a criterion has been learnt, and when it is due.

    Attributes:
        due: when the chance that it would go well again has fallen to 90 %; UTC.
        stability: how many days that takes from a practice on; grows as practices spread over time go well.
        practised: when it was in play last; UTC.
        last: its percent then, 0–100.
        times: in how many sessions it has been in play.
    """

    criterion: str
    due: datetime
    stability: float
    practised: datetime
    last: int
    times: int


class _Card(Card):
    """A card that changes as it is reviewed: nobody needs the one before, and copying takes a quarter of the time."""

    def __copy__(self) -> Self:
        return self


def schedule(attempts: Iterable[Attempt]) -> list[Skill]:
    """A person's skills by when they are due, the earliest first; those that were never in play are left out.

    The algorithm is FSRS-6 with its default parameters (https://github.com/open-spaced-repetition/py-fsrs).

    Args:
        attempts: in any order.
    """
    observed: dict[str, list[tuple[datetime, int]]] = {}
    for attempt in sorted(attempts, key=lambda attempt: (attempt.ended, attempt.session)):
        ended = attempt.ended.astimezone(UTC)
        for criterion, percent in attempt.criteria.items():
            observed.setdefault(criterion, []).append((ended, percent))
    skills = [_replayed(criterion, reviews) for criterion, reviews in observed.items()]
    return sorted(skills, key=lambda skill: (skill.due, skill.last, skill.criterion))


def due_on(skills: Sequence[Skill], now: datetime) -> list[Skill]:
    """The skills that are due by the end of the day, in the zone of `now` (aware), in the order given."""
    return [skill for skill in skills if skill.due.astimezone(now.tzinfo).date() <= now.date()]


def _replayed(criterion: str, reviews: Sequence[tuple[datetime, int]]) -> Skill:
    """A skill after these reviews: when, and what it came to in percent."""
    # A card without a number of its own would wait for the clock to give it one.
    card: Card = _Card(card_id=0, due=reviews[0][0])
    for ended, percent in reviews:
        card, _ = _SCHEDULER.review_card(card, _rating(percent), ended)
    assert card.stability is not None
    ended, percent = reviews[-1]
    return Skill(criterion, card.due, card.stability, ended, percent, len(reviews))


def _rating(percent: int) -> Rating:
    if percent < AGAIN_BELOW:
        return Rating.Again
    if percent < HARD_BELOW:
        return Rating.Hard
    return Rating.Good if percent < GOOD_BELOW else Rating.Easy

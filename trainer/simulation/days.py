"""When somebody practises: after work more than at work, seldom at weekends, and not in every week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

_WEEKDAYS = (1.0, 1.2, 1.1, 1.0, 0.6, 0.2, 0.35)
# How many conversations in a row, and how often.
_IN_A_ROW = ((1, 2, 3), (55, 30, 15))
# Hours of the day: before work, at work, at noon, at work, in the evening.
_HOURS = ((7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21), (1, 3, 4, 3, 4, 5, 3, 3, 4, 4, 7, 9, 10, 7, 3))
_BREAK_BEGINS = 0.09
_SUMMER = range(27, 31)  # ISO weeks; around them Finland is on holiday
_MIDWINTER = (52, 53, 1)


def practice_days(chance: Random, first: date, last: date) -> dict[date, float]:
    """The days, both included, on which somebody may practise, and how likely they do; weeks off are left out."""
    off, weights = _weeks_off(chance, first, last), dict[date, float]()
    for n in range((last - first).days + 1):
        day = first + timedelta(n)
        if _week(day) not in off:
            weights[day] = _WEEKDAYS[day.weekday()]
    return weights or {last: 1.0}


def sittings(chance: Random, days: dict[date, float], conversations: int) -> list[datetime]:
    """When so many conversations begin, in order, some of them in a row; in this computer's zone.

    Those in a row all have the moment of the first: when it is over the next one begins.
    """
    lengths: list[int] = []
    while sum(lengths) < conversations:
        [length] = chance.choices(*_IN_A_ROW)
        lengths.append(min(length, conversations - sum(lengths)))
    chosen = chance.choices(list(days), list(days.values()), k=len(lengths))
    begun = sorted((_moment(chance, day), length) for day, length in zip(chosen, lengths, strict=True))
    return [moment for moment, length in begun for _ in range(length)]


def office_moment(chance: Random, after: datetime, days: Sequence[int]) -> datetime:
    """A moment in office hours so many days later, on the next weekday; aware, as `after` is."""
    day = after.date() + timedelta(chance.choice(days))
    while day.weekday() > 4:
        day += timedelta(1)
    return datetime.combine(day, time(chance.randint(8, 15), chance.randrange(60), chance.randrange(60))).astimezone()


def _moment(chance: Random, day: date) -> datetime:
    [hour] = chance.choices(*_HOURS)
    return datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60))).astimezone()


def _weeks_off(chance: Random, first: date, last: date) -> set[tuple[int, int]]:
    off = set[tuple[int, int]]()
    holiday = chance.choice(_SUMMER)
    day, left = first, 0
    while day <= last + timedelta(6):
        year, week = _week(day)
        if left == 0 and chance.random() < _BREAK_BEGINS:
            left = chance.choice((1, 1, 2, 3))
        if left or week in (holiday, holiday + 1) or (week in _MIDWINTER and chance.random() < 0.8):
            off.add((year, week))
        left = max(0, left - 1)
        day += timedelta(7)
    return off


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week

"""Finished sessions for tests, one after another from a day in June on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from trainer.practice.attempts import Attempt

HELSINKI = ZoneInfo("Europe/Helsinki")
START = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def attempt(
    number: int = 1,
    scenario: str = "easy",
    score: int | None = 50,
    *,
    day: float = 0,
    coach: int | None = None,
    own: int | None = None,
    seconds: float | None = 90,
    **criteria: int,
) -> Attempt:
    """A session that ended so many days after the start."""
    return Attempt(number, scenario, START + timedelta(days=day), seconds, score, coach, own, criteria)

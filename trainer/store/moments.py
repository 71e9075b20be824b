"""Moments as the database holds them: UTC, ISO 8601, always the same width, so that text order is time order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """This moment, UTC-aware."""
    return datetime.now(UTC)


def to_text(moment: datetime) -> str:
    """An aware moment as text, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def from_text(text: str) -> datetime:
    """The moment that `to_text` wrote."""
    return datetime.fromisoformat(text)


def after(now: datetime, known: Iterable[datetime]) -> datetime:
    """This moment to the millisecond, or just after the latest of those known, where a clock is behind another's.

    So of two things that were said about a session, whoever knew of the first when saying the second comes second,
    however the clocks of their machines were set (Lamport, "Time, clocks, and the ordering of events in a distributed
    system", 1978).
    """
    moment, latest = from_text(to_text(now)), max(known, default=None)
    return moment if latest is None or moment > latest else latest + timedelta(milliseconds=1)

"""Moments as the database holds them: UTC, ISO 8601, always the same width, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """This moment, UTC-aware."""
    return datetime.now(UTC)


def to_text(moment: datetime) -> str:
    """An aware moment as text, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def from_text(text: str) -> datetime:
    """The moment that `to_text` wrote."""
    return datetime.fromisoformat(text)

"""How long sessions stay on this computer."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from trainer.store.connection import Connection, Transaction
from trainer.store.moments import to_text
from trainer.store.recordings import Recordings
from trainer.store.settings import Settings
from trainer.wording import Text

_MONTHS, _FROM = "keep_months", "delete_from"
_TOLD_BEFORE = timedelta(days=7)
MOST_MONTHS = 1200


class Old(NamedTuple):
    """The numbers of sessions, and of role plays that were observed, that are older than they are to be kept."""

    sessions: list[int]
    observed: list[int]

    @property
    def total(self) -> int:
        """How many they are."""
        return len(self.sessions) + len(self.observed)


class Retention:
    """After how many months sessions are deleted, and their deletion."""

    def __init__(
        self, connection: Connection, now: Callable[[], datetime], settings: Settings, recordings: Recordings
    ) -> None:
        self._connection = connection
        self._now = now
        self._settings = settings
        self._recordings = recordings

    @property
    def months(self) -> int:
        """After how many months sessions are deleted; 0 for never."""
        months = self._settings.get(_MONTHS, 0)
        return months if 0 < months <= MOST_MONTHS else 0

    def keep(self, months: int) -> None:
        """Sets after how many months sessions are deleted, 0 for never; they go only a week after that was told."""
        self._settings.set(_MONTHS, months)
        self._settings.set(_FROM, "")

    def old(self) -> Old:
        """What ended, or without an end began, longer ago than it is to be kept."""
        if not self.months:
            return Old([], [])
        before = to_text(months_before(self._now(), self.months))
        return Old(
            self._numbers("SELECT id FROM session WHERE coalesce(ended, started) < ?", before),
            self._numbers("SELECT id FROM observed_session WHERE at < ?", before),
        )

    def apply(self) -> Text | None:
        """Deletes old sessions and their recordings; for the start of the program, which shows what it returns.

        Before the first time it says so instead, and deletes none for a week. None where there is nothing to tell.
        """
        old = self.old()
        # What is in memory only may never reach the disk, and recordings cannot be brought back.
        if not old.total or self._connection.problem:
            return None
        today = self._now().astimezone().date()
        begins = _day(self._settings.get(_FROM, ""))
        if begins is None:
            begins = today + _TOLD_BEFORE
            self._settings.set(_FROM, begins.isoformat())
        if today < begins:
            return Text(
                "As set here, sessions older than {age} are deleted with their recordings, from {day} on; "
                "{count} now. Export what you want to keep, or change the setting.",
                age=age(self.months),
                day=begins,
                count=old.total,
            )
        # First the recordings: if the program ends in between, the sessions still lead to them at the next start.
        self._recordings.delete(old.sessions)
        self._delete(old)
        return Text(
            "As set here, sessions older than {age} were deleted with their recordings: {count}.",
            age=age(self.months),
            count=old.total,
        )

    def _numbers(self, sql: str, before: str) -> list[int]:
        return [number for (number,) in self._connection.read(sql, before)]

    def _delete(self, old: Old) -> None:
        def work(transaction: Transaction) -> None:
            transaction.do("DELETE FROM session WHERE id = ?", *((number,) for number in old.sessions))
            transaction.do("DELETE FROM observed_session WHERE id = ?", *((number,) for number in old.observed))

        self._connection.erase(work)


def age(months: int) -> Text:
    """So many months in words."""
    return Text("1 month") if months == 1 else Text("{months} months", months=months)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the last of that month where it has no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))

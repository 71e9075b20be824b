"""A finished session, as far as progress is worked out from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple


class Attempt(NamedTuple):
    """One whole go at a scenario; what was broken off or taken up from the middle is none.

    Attributes:
        session: its number in the store.
        ended: when, aware.
        seconds: taken over all replies; None where that was not measured.
        program: the score by the author's and the program's marks, 0–100; None where nothing was in play.
        coach: the score by a coach's marks; None as long as no coach has looked at it.
        own: what the trainee gave themselves before they saw the score, 0–100; None where they did not say.
        criteria: criterion to percent, 0–100, by the marks that count; those that were in play.
    """

    session: int
    scenario: str
    ended: datetime
    seconds: float | None
    program: int | None
    coach: int | None
    own: int | None
    criteria: Mapping[str, int]

    @property
    def score(self) -> int | None:
        """The score that counts: the coach's where there is one."""
        return self.program if self.coach is None else self.coach

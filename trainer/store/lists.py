"""Lists of sessions for a coach: filtered, sorted, in pages, and the queue of those that wait to be looked at.

Everything a list filters and sorts by stands beside the sessions (see summaries.py) and in one index, so that a page
of 100,000 sessions takes hundredths of a second.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from trainer.store.connection import Connection, Value
from trainer.store.moments import from_text, to_text
from trainer.store.sessions import State

if TYPE_CHECKING:
    from trainer.scenario.model import Outcome

Replies = Literal["typed", "chosen", "mixed"]
Column = Literal[
    "started", "person", "scenario", "language", "state", "ending", "outcome", "score", "turns", "seconds", "waiting"
]  # fmt: skip
COLUMNS: tuple[Column, ...] = get_args(Column)
OUTLIER = 25
"""How many points a score lies from the person's median to be out of the ordinary."""
OUTER_PERCENT = 2
"""How many in a hundred of a scenario's sessions are its quickest, and its longest."""
_PRIME = 2**31 - 1
# SQLite takes a limited number of values at a time.
_BLOCK = 1000


class Sample(NamedTuple):
    """So many per cent of the sessions at random; the same ones for the same seed."""

    percent: float
    seed: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Which sessions to list; what is left out does not narrow them.

    Attributes:
        people: of one of these; None among them for nobody's.
        since, until: started then or later, and before then; aware.
        lowest, highest: the score, 0–100, these included.
        replies: of those that have ended, whether all were typed, all were chosen, or some of each.
        unreviewed: finished ones that no coach has finished reviewing, or that were disputed after.
        unsure: with marks that are not sure and that no coach has set.
        disputed: with marks that the trainee disputes or has disputed.
        broken: with a critical criterion broken.
        outliers: far from the person's median score, or among the quickest or longest of the scenario.
        sample: some at random.
    """

    people: tuple[int | None, ...] | None = None
    scenario: str | None = None
    language: str | None = None
    state: State | None = None
    since: datetime | None = None
    until: datetime | None = None
    lowest: int | None = None
    highest: int | None = None
    ending: str | None = None
    outcome: Outcome | None = None
    replies: Replies | None = None
    unreviewed: bool = False
    unsure: bool = False
    disputed: bool = False
    broken: bool = False
    outliers: bool = False
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of a session.

    Attributes:
        person: None for nobody's.
        ended, ending, outcome, score, program_score: None until it is finished (`ended`: or abandoned); scores are
            0–100, the program's is the first one, and both are None where nothing was in play.
        turns: how many were taken; while it is open too.
        typed: how many of them were typed; None while it is open.
        seconds: over all replies; None where that was not measured.
        unsure: marks that are not sure and that no coach has set.
        disputed: marks that the trainee disputes or has disputed.
        corrections: levels that coaches have set.
        reviewed: when a coach finished reviewing it last.
        waiting: how much it waits for a coach: 4 disputed since, 3 not sure, 2 broken, 1 not reviewed, 0 not at all.
        parent: of a fork, the session it takes up, which may be gone.
    """

    id: int
    person: int | None
    person_name: str
    scenario: str
    language: str
    mode: Literal["practice", "test"]
    state: State
    started: datetime
    ended: datetime | None
    ending: str | None
    outcome: Outcome | None
    score: int | None
    program_score: int | None
    turns: int
    typed: int | None
    seconds: float | None
    broken: bool
    unsure: int
    disputed: int
    corrections: int
    reviewed: datetime | None
    waiting: int
    parent: int | None


ALL = Filters()
# The index holds all that is asked for; without being told, SQLite reads the whole sessions for some filters.
_LIST = "session INDEXED BY session_list"
_NAMED = "LEFT JOIN person ON person.id = session.person"
_ORDER = {column: column for column in COLUMNS} | {"person": "name COLLATE NOCASE"}
_ROW = f"""
    SELECT session.id, session.person, coalesce(name, ''), scenario, language, mode, state, started, ended, ending,
        outcome, score, program_score,
        coalesce(turns, (SELECT count(*) FROM turn WHERE turn.session = session.id)), typed, seconds, broken, unsure,
        disputed, corrections, reviewed, waiting, parent
    FROM session {_NAMED}
"""
_REPLIES = {"typed": "typed = turns AND turns > 0", "chosen": "typed = 0", "mixed": "typed > 0 AND typed < turns"}
_FLAGS = {"unreviewed": "waiting", "unsure": "unsure", "disputed": "disputed", "broken": "broken"}


class Lists:
    """The lists of a database's sessions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids(
        self,
        filters: Filters = ALL,
        by: Column = "started",
        *,
        descending: bool = True,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[int]:
        """The sessions in order, all or a page of them; of equals the one that began later has the greater place."""
        where, values = self._where(filters)
        down = "DESC" if descending else "ASC"
        # By date there is a way without sorting.
        table = "session" if filters == ALL and by == "started" else _LIST
        rows = self._connection.read(
            f"SELECT session.id FROM {table} {_NAMED} WHERE {where} ORDER BY {_ORDER[by]} {down}, session.id {down}"
            " LIMIT ? OFFSET ?",
            *values,
            -1 if limit is None else limit,
            offset,
        )
        return [number for (number,) in rows]

    def count(self, filters: Filters = ALL) -> int:
        """How many sessions there are of these."""
        where, values = self._where(filters)
        [(number,)] = self._connection.read(f"SELECT count(*) FROM {_LIST} {_NAMED} WHERE {where}", *values)
        return int(number)

    def rows(self, ids: Sequence[int]) -> list[Listed]:
        """What a list shows of these sessions, in the order given; those that are not there are left out."""
        found: dict[int, tuple[Any, ...]] = {}
        for first in range(0, len(ids), _BLOCK):
            block = ids[first : first + _BLOCK]
            places = ", ".join("?" * len(block))
            found |= {row[0]: row for row in self._connection.read(f"{_ROW} WHERE session.id IN ({places})", *block)}
        return [_listed(found[number]) for number in ids if number in found]

    def page(
        self,
        filters: Filters = ALL,
        by: Column = "started",
        *,
        descending: bool = True,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Listed]:
        """A page of the list; see `ids`."""
        return self.rows(self.ids(filters, by, descending=descending, limit=limit, offset=offset))

    def next_waiting(self, after: int | None = None) -> int | None:
        """The session to look at next: disputed ones first, then not sure, broken, and the one that ended first.

        Args:
            after: the one that was looked at last; where it no longer waits, or None, the first of the queue is next.
        """
        place = None
        if after is not None:
            rows = self._connection.read("SELECT waiting, ended, id FROM session WHERE id = ? AND waiting > 0", after)
            place = rows[0] if rows else None
        if place is None:
            rows = self._connection.read(
                "SELECT id FROM session WHERE waiting > 0 ORDER BY waiting DESC, ended, id LIMIT 1"
            )
        else:
            waiting, ended, number = place
            rows = self._connection.read(
                "SELECT id FROM session WHERE waiting > 0"
                " AND (waiting < ?1 OR (waiting = ?1 AND (ended, id) > (?2, ?3)))"
                " ORDER BY waiting DESC, ended, id LIMIT 1",
                waiting,
                ended,
                number,
            )
        return rows[0][0] if rows else None

    def _where(self, filters: Filters) -> tuple[str, list[Value]]:
        parts: list[tuple[str, Sequence[Value]]] = [("TRUE", ())]
        given: dict[str, Value] = {
            "scenario = ?": filters.scenario,
            "language = ?": filters.language,
            "state = ?": filters.state,
            "started >= ?": to_text(filters.since) if filters.since else None,
            "started < ?": to_text(filters.until) if filters.until else None,
            "score >= ?": filters.lowest,
            "score <= ?": filters.highest,
            "ending = ?": filters.ending,
            "outcome = ?": filters.outcome,
        }
        parts.extend((condition, (value,)) for condition, value in given.items() if value is not None)
        parts.extend((column, ()) for flag, column in _FLAGS.items() if getattr(filters, flag))
        if filters.replies:
            parts.append((_REPLIES[filters.replies], ()))
        if filters.people is not None:
            parts.append(_of_one_of(filters.people))
        if filters.sample:
            parts.append(_sampled(filters.sample))
        if filters.outliers:
            parts.append(self._outliers())
        return " AND ".join(f"({condition})" for condition, _ in parts), [v for _, values in parts for v in values]

    def _outliers(self) -> tuple[str, Sequence[Value]]:
        """Sessions far from the person's median, and the quickest and longest of each scenario."""
        timed = "state = 'finished' AND seconds IS NOT NULL"
        outer: list[int] = []
        for scenario, sessions in self._connection.read(
            f"SELECT scenario, count(*) FROM session WHERE {timed} GROUP BY scenario"
        ):
            for order in ("ASC", "DESC"):
                rows = self._connection.read(
                    f"SELECT id FROM session WHERE scenario = ? AND {timed} ORDER BY seconds {order} LIMIT ?",
                    scenario,
                    sessions * OUTER_PERCENT // 100,
                )
                outer += (number for (number,) in rows)
        condition = "abs(score - median) >= ? OR session.id IN (SELECT value FROM json_each(?))"
        return condition, [OUTLIER, json.dumps(outer)]


def _of_one_of(people: Iterable[int | None]) -> tuple[str, Sequence[Value]]:
    known = [person for person in people if person is not None]
    nobody = "person IS NULL" if None in set(people) else "FALSE"
    return f"person IN ({', '.join('?' * len(known))}) OR {nobody}", known


def _sampled(sample: Sample) -> tuple[str, Sequence[Value]]:
    """A random polynomial of the session's number (Carter & Wegman 1979), as SQL has no hash function."""
    chance = Random(sample.seed)
    square, single, constant = (chance.randrange(1, _PRIME) for _ in range(3))
    hashed = f"((session.id * session.id % {_PRIME} * {square} + session.id % {_PRIME} * {single}) % {_PRIME}"
    return f"({hashed} + {constant}) % {_PRIME} < ?)", [round(_PRIME * sample.percent / 100)]


def _listed(row: tuple[Any, ...]) -> Listed:
    (
        number, person, name, scenario, language, mode, state, started, ended, ending, outcome, score, program, turns,
        typed, seconds, broken, unsure, disputed, corrections, reviewed, waiting, parent,
    ) = row  # fmt: skip
    return Listed(
        number, person, name, scenario, language, mode, state, from_text(started), from_text(ended) if ended else None,
        ending, outcome, score, program, turns, typed, seconds, bool(broken), unsure, disputed, corrections,
        from_text(reviewed) if reviewed else None, waiting, parent,
    )  # fmt: skip

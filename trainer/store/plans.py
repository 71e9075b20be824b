"""Practice plans that were made or taken in here, and to whom they were given."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from trainer.coaching.plans import Finished, Plan, Step, steps
from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.sessions import storable


class Given(NamedTuple):
    """A plan that a person was given, and how far they are with it."""

    plan: Plan
    person: int
    at: datetime
    steps: tuple[Step, ...]

    @property
    def done(self) -> bool:
        """Whether every scenario of it was finished."""
        return all(step.session is not None for step in self.steps)


_COLUMNS = "uuid, title, scenarios, mode, due, note"


class Plans:
    """The practice plans of a database."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now

    def keep(self, plan: Plan) -> int:
        """Keeps a plan, in the place of an earlier one of the same uuid; returns its number here."""
        row = (
            storable(plan.title.strip()), json.dumps(plan.scenarios), plan.mode,
            plan.due.isoformat() if plan.due else None, storable(plan.note.strip()),
        )  # fmt: skip
        known = self._connection.read("SELECT id FROM plan WHERE uuid = ?", plan.uuid)
        created = to_text(self._now())

        def work(transaction: Transaction) -> int:
            if known:
                number = int(known[0][0])
                transaction.do(
                    "UPDATE plan SET title = ?, scenarios = ?, mode = ?, due = ?, note = ? WHERE id = ?", (*row, number)
                )
                return number
            number = transaction.new_id("plan")
            transaction.do(
                "INSERT INTO plan (id, uuid, title, scenarios, mode, due, note, created)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, plan.uuid, *row, created),
            )
            return number

        return self._connection.write(work)

    def all(self) -> dict[int, Plan]:
        """Every plan by its number, the newest first."""
        rows = self._connection.read(f"SELECT id, {_COLUMNS} FROM plan ORDER BY id DESC")
        return {number: _plan(*columns) for number, *columns in rows}

    def give(self, number: int, person: int) -> None:
        """Gives a plan to a person; given again, it stays as it was given first."""
        row = (number, person, to_text(self._now()))
        self._connection.write(
            lambda t: t.do("INSERT OR IGNORE INTO plan_person (plan, person, given) VALUES (?, ?, ?)", row)
        )

    def take_back(self, number: int, person: int) -> None:
        """Takes a plan from a person."""
        self._connection.write(
            lambda t: t.do("DELETE FROM plan_person WHERE plan = ? AND person = ?", (number, person))
        )

    def delete(self, number: int) -> None:
        """Removes a plan, from everybody."""
        self._connection.write(lambda t: t.do("DELETE FROM plan WHERE id = ?", (number,)))

    def given_to(self, person: int) -> list[Given]:
        """What a person was given, the earliest first."""
        return self._given("person = ?", person)

    def progress(self, number: int) -> list[Given]:
        """How far everybody is who was given a plan."""
        return self._given("plan = ?", number)

    def _given(self, where: str, value: int) -> list[Given]:
        rows = self._connection.read(
            f"SELECT person, given, {_COLUMNS} FROM plan_person JOIN plan ON id = plan WHERE {where}"
            " ORDER BY given, person",
            value,
        )
        found = []
        for person, given, *columns in rows:
            plan, at = _plan(*columns), from_text(given)
            found.append(Given(plan, person, at, steps(plan, at, self._finished(person, given))))
        return found

    def _finished(self, person: int, since: str) -> list[Finished]:
        rows = self._connection.read(
            "SELECT id, scenario, mode, ended FROM session WHERE person = ? AND state = 'finished' AND parent IS NULL"
            " AND ended >= ? ORDER BY ended, id",
            person,
            since,
        )
        return [Finished(session, scenario, mode, from_text(ended)) for session, scenario, mode, ended in rows]


def _plan(uuid: str, title: str, scenarios: str, mode: str, due: str | None, note: str) -> Plan:
    day = date.fromisoformat(due) if due else None
    return Plan(uuid, title, tuple(json.loads(scenarios)), "test" if mode == "test" else "practice", day, note)

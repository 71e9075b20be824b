"""The people who practise on this computer."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from trainer.errors import TrainerError
from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.settings import personal
from trainer.wording import Text

_LONGEST_NAME = 80
# Line and paragraph ends, halves of characters, and what turns the direction of the text around it.
_NOT_IN_NAMES = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Person(NamedTuple):
    """Someone who practises; the name may be empty."""

    id: int
    name: str
    created: datetime


class People:
    """The people of a database."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now

    def all(self) -> list[Person]:
        """Everybody, by name."""
        return sorted(self._select("TRUE"), key=lambda person: (person.name.casefold(), person.id))

    def get(self, person: int) -> Person:
        """The person with this id; TrainerError if there is none."""
        found = self._select("id = ?", person)
        if not found:
            raise TrainerError(Text("There is no person with the number {id}.", id=person))
        return found[0]

    def by_name(self, name: str) -> Person | None:
        """The person who was given this name, the first one if several were."""
        found = self._select("name = ? ORDER BY id LIMIT 1", clean_name(name))
        return found[0] if found else None

    def called(self, name: str) -> Person:
        """As `by_name`, but a TrainerError where there is nobody of that name."""
        found = self.by_name(name)
        if found is None:
            raise TrainerError(Text("Nobody here is called “{name}”.", name=clean_name(name)))
        return found

    def add(self, name: str) -> Person:
        """Adds a person; the name is cleaned by `clean_name`."""
        name, created, uuid = clean_name(name), to_text(self._now()), str(uuid4())

        def work(transaction: Transaction) -> int:
            person = transaction.new_id("person")
            transaction.do(
                "INSERT INTO person (id, uuid, name, created) VALUES (?, ?, ?, ?)", (person, uuid, name, created)
            )
            return person

        return Person(self._connection.write(work), name, from_text(created))

    def rename(self, person: int, name: str) -> None:
        """Gives a person another name, cleaned by `clean_name`."""
        name = clean_name(name)
        self._connection.write(lambda t: t.do("UPDATE person SET name = ? WHERE id = ?", (name, person)))

    def delete(self, person: int) -> None:
        """Removes a person with their sessions and settings, leaving no trace in the database file and its log.

        Backups made before still hold them until newer ones push them out (see `trainer.store.backups`).
        """

        def work(transaction: Transaction) -> None:
            # A plan for this person alone may name them; one that others have too stays.
            transaction.do(
                "DELETE FROM plan WHERE id IN (SELECT plan FROM plan_person WHERE person = ?)"
                " AND id NOT IN (SELECT plan FROM plan_person WHERE person != ?)",
                (person, person),
            )
            transaction.do("DELETE FROM person WHERE id = ?", (person,))
            transaction.do("DELETE FROM setting WHERE key GLOB ?", (personal(person, "*"),))
            # Of a scenario of one's own, which nobody else has played, no copy stays either.
            transaction.do(
                "DELETE FROM script WHERE digest NOT IN (SELECT script FROM session UNION SELECT script FROM workshop"
                " UNION SELECT script FROM observed_session)",
                (),
            )

        self._connection.erase(work)

    def _select(self, where: str, *values: str | int) -> list[Person]:
        rows = self._connection.read(f"SELECT id, name, created FROM person WHERE {where}", *values)
        return [Person(number, name, from_text(created)) for number, name, created in rows]


def clean_name(name: str) -> str:
    """A name as it is kept: without control characters and spaces around it, at most 80 characters."""
    kept = "".join(c for c in name if unicodedata.category(c) not in _NOT_IN_NAMES and c not in _DIRECTIONS)
    return kept.strip()[:_LONGEST_NAME].strip()

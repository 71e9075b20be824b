"""What is known of a person here: under which name it leaves, all of it, and its end."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trainer.store.connection import Connection, Value
from trainer.store.people import People
from trainer.store.recordings import Recordings
from trainer.store.settings import personal

if TYPE_CHECKING:
    from trainer.store.sessions import SessionRow
    from trainer.wording import Wording

Rows = list[dict[str, Value]]

_CODE_LENGTH = 6  # hexadecimal digits: among 100 people two have the same one with a chance of 3 in 10,000
# A PIN has so few digits that its hash would give it away.
_SECRET = {"hash"}


class _Key(NamedTuple):
    """A foreign key: a table's columns, and the columns of the other table that they stand for."""

    table: str
    columns: list[str]
    other: str
    other_columns: list[str]


class Privacy:
    """Pseudonyms, and what belongs to a person."""

    def __init__(self, connection: Connection, people: People, recordings: Recordings) -> None:
        self._connection = connection
        self._people = people
        self._recordings = recordings

    def pseudonyms(self) -> dict[int | None, str]:
        """What exports call those people whose names they do not carry."""
        return dict(self._connection.read("SELECT id, pseudonym FROM person WHERE pseudonym IS NOT NULL"))

    def hide_name(self, person: int, wording: Wording) -> str:
        """Has exports carry a pseudonym from now on; returns it.

        Its code comes from the person's uuid, so it is the same whenever it is made, on every machine, and is the
        beginning of the account name in xAPI statements. Only the word before it is in a language.
        """
        [(uuid,)] = self._connection.read("SELECT uuid FROM person WHERE id = ?", person)
        code = hashlib.sha256(uuid.encode()).hexdigest()[:_CODE_LENGTH].upper()
        pseudonym = wording.t("Trainee {code}", code=code)
        self._keep_pseudonym(person, pseudonym)
        return pseudonym

    def show_name(self, person: int) -> None:
        """Has exports carry the person's name again."""
        self._keep_pseudonym(person, None)

    def for_export(self, rows: Iterable[SessionRow]) -> list[SessionRow]:
        """The sessions as they leave this computer: with pseudonyms in the place of names that are hidden."""
        hidden = self.pseudonyms()
        return [row._replace(person_name=hidden.get(row.person, row.person_name)) for row in rows]

    def everything(self, person: int) -> dict[str, Rows]:
        """All that the database holds of a person, by table; only the hash of the PIN is left out.

        Found by the foreign keys that lead to the person, so that no table is forgotten; and what such rows lead to
        themselves, such as the scenarios played.
        """
        tables = [name for (name,) in self._connection.read("SELECT name FROM sqlite_master WHERE type = 'table'")]
        keys = [key for table in tables for key in self._foreign_keys(table)]
        found = {table: self._rows(table, where, person) for table, where in _belonging(keys).items()}
        found["setting"] = self._rows("setting", "key GLOB ?", personal(person, "*"))
        return found

    def delete(self, person: int) -> None:
        """Removes a person with all that is here of them, recordings too; see `People.delete`."""
        sessions = self._connection.read("SELECT id FROM session WHERE person = ?", person)
        self._recordings.delete(number for (number,) in sessions)
        self._people.delete(person)

    def _keep_pseudonym(self, person: int, pseudonym: str | None) -> None:
        self._connection.write(lambda t: t.do("UPDATE person SET pseudonym = ? WHERE id = ?", (pseudonym, person)))

    def _foreign_keys(self, table: str) -> list[_Key]:
        keys: dict[int, _Key] = {}
        for number, _, other, own, theirs, *_ in self._connection.read(f"PRAGMA foreign_key_list({table})"):
            key = keys.setdefault(number, _Key(table, [], other, []))
            key.columns.append(own)
            key.other_columns.append(theirs)
        return list(keys.values())

    def _rows(self, table: str, where: str, value: Value) -> Rows:
        columns = [row[1] for row in self._connection.read(f"PRAGMA table_info({table})") if row[1] not in _SECRET]
        rows = self._connection.read(f"SELECT {', '.join(columns)} FROM {table} WHERE {where}", value)
        return [dict(zip(columns, row, strict=True)) for row in rows]


def _belonging(keys: Sequence[_Key]) -> dict[str, str]:
    """Each table with rows of a person, and the condition on them, in which `?1` is the person."""
    found = {"person": "id = ?1"}
    while grown := _conditions((key for key in keys if key.other in found and key.table not in found), found):
        found |= grown
    outward = (_Key(key.other, key.other_columns, key.table, key.columns) for key in keys if key.table in found)
    return found | _conditions((key for key in outward if key.table not in found), found)


def _conditions(keys: Iterable[_Key], found: Mapping[str, str]) -> dict[str, str]:
    """The rows of the keys' tables that lead to rows found."""
    ways: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        theirs = f"SELECT {', '.join(key.other_columns)} FROM {key.other} WHERE {found[key.other]}"
        ways[key.table].append(f"({', '.join(key.columns)}) IN ({theirs})")
    return {table: " OR ".join(conditions) for table, conditions in ways.items()}

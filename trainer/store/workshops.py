"""Workshops that were held: what a room voted, in counts only, apart from people's own sessions.

A vote is known by its way (hands, paper, phones) and its number, never by who gave it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from trainer.errors import TrainerError
from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.scripts import script_of
from trainer.store.sessions import ADD_SCRIPT, storable
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.scenario.model import Script


class Votes(NamedTuple):
    """One vote of a room, by the three ways of voting; a number for each reply in the order shown, each 0 or more."""

    hands: tuple[int, ...]
    paper: tuple[int, ...]
    phones: tuple[int, ...]

    @property
    def total(self) -> tuple[int, ...]:
        """The sum of the three ways."""
        return tuple(map(sum, zip(*self, strict=True)))

    @property
    def cast(self) -> int:
        """How many votes there are."""
        return sum(self.total)


class KeptRound(NamedTuple):
    """One round.

    Attributes:
        path: the replies that led to it from the start; no two rounds have the same.
        step: how far it got (see `trainer.workshop.rounds.Step`).
        replies: those offered, in the order shown.
        first, second: the votes before and after talking in pairs.
    """

    path: tuple[str, ...]
    step: str
    replies: tuple[str, ...]
    first: Votes
    second: Votes


class KeptWorkshop(NamedTuple):
    """One scenario that a room played.

    Attributes:
        languages: shown on the screen, the larger one first.
        seed: of the order of replies.
        started: when.
        ended: when; None while it is under way, or where it was broken off.
        path: of the round it stood at last: the way the room took.
        rounds: in the order they were first entered.
        questions: open ones, noted on the way.
    """

    id: int
    uuid: str
    script: Script
    languages: tuple[str, ...]
    seed: int
    started: datetime
    ended: datetime | None
    path: tuple[str, ...]
    rounds: tuple[KeptRound, ...]
    questions: tuple[str, ...]


class WorkshopRow(NamedTuple):
    """What a list of workshops shows; `votes` counts those of all rounds, second ones too."""

    id: int
    uuid: str
    scenario: str
    languages: tuple[str, ...]
    started: datetime
    ended: datetime | None
    rounds: int
    votes: int


class Workshops:
    """The workshops of a database."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now

    def start(self, script: Script, languages: Sequence[str], seed: int) -> int:
        """Begins a workshop over a scenario, which is kept as it is now; returns the workshop's id."""
        snapshot = (script.digest(), script.id, script.snapshot())
        row = (str(uuid4()), script.id, snapshot[0], _json(languages), seed, to_text(self._now()))

        def work(transaction: Transaction) -> int:
            workshop = transaction.new_id("workshop")
            transaction.do(ADD_SCRIPT, snapshot)
            transaction.do(
                "INSERT INTO workshop (id, uuid, scenario, script, languages, seed, started, path)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, '[]')",
                (workshop, *row),
            )
            return workshop

        return self._connection.write(work)

    def keep(
        self,
        workshop: int,
        *,
        path: Sequence[str],
        rounds: Sequence[KeptRound],
        questions: Sequence[str],
        ended: bool = False,
    ) -> None:
        """Keeps how a workshop stands now, in place of how it stood before."""
        moment = to_text(self._now()) if ended else None
        # Undoing the end makes it go on; an end that stays keeps its moment.
        end = "coalesce(ended, ?)" if ended else "?"

        def work(transaction: Transaction) -> None:
            transaction.do(f"UPDATE workshop SET path = ?, ended = {end} WHERE id = ?", (_json(path), moment, workshop))
            transaction.do("DELETE FROM workshop_round WHERE workshop = ?", (workshop,))
            transaction.do(
                "INSERT INTO workshop_round (workshop, number, path, step, replies, first, second)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(
                    (workshop, number, _json(r.path), r.step, _json(r.replies), _json(r.first), _json(r.second))
                    for number, r in enumerate(rounds)
                ),
            )
            transaction.do("DELETE FROM workshop_question WHERE workshop = ?", (workshop,))
            transaction.do(
                "INSERT INTO workshop_question (workshop, number, text) VALUES (?, ?, ?)",
                *((workshop, number, storable(text)) for number, text in enumerate(questions)),
            )

        self._connection.write(work)

    def rows(self) -> list[WorkshopRow]:
        """All workshops, newest first."""
        kept = self._connection.read(
            "SELECT id, uuid, scenario, languages, started, ended FROM workshop ORDER BY started DESC, id DESC"
        )
        counted: dict[int, list[int]] = {}
        for workshop, first, second in self._connection.read("SELECT workshop, first, second FROM workshop_round"):
            counted.setdefault(workshop, []).append(_votes(first).cast + _votes(second).cast)
        return [
            WorkshopRow(
                number, uuid, scenario, _texts(languages), from_text(started), from_text(ended) if ended else None,
                len(counted.get(number, ())), sum(counted.get(number, ())),
            )
            for number, uuid, scenario, languages, started, ended in kept
        ]  # fmt: skip

    def record(self, workshop: int) -> KeptWorkshop:
        """A whole workshop; TrainerError if there is none of that id."""
        found = self._connection.read(
            "SELECT uuid, script, languages, seed, started, ended, path FROM workshop WHERE id = ?", workshop
        )
        if not found:
            raise TrainerError(Text("There is no workshop with the number {id}.", id=workshop))
        uuid, digest, languages, seed, started, ended, path = found[0]
        rounds = self._connection.read(
            "SELECT path, step, replies, first, second FROM workshop_round WHERE workshop = ? ORDER BY number", workshop
        )
        questions = self._connection.read(
            "SELECT text FROM workshop_question WHERE workshop = ? ORDER BY number", workshop
        )
        script = script_of(self._connection, digest)
        with self._connection.decoding():
            return KeptWorkshop(
                workshop, uuid, script, _texts(languages), seed, from_text(started),
                from_text(ended) if ended else None, _texts(path), tuple(map(_round, rounds)),
                tuple(text for (text,) in questions),
            )  # fmt: skip

    def delete(self, workshop: int) -> None:
        """Removes a workshop, leaving no trace in the database file and its log."""
        self._connection.erase(lambda t: t.do("DELETE FROM workshop WHERE id = ?", (workshop,)))


def _round(row: tuple[Any, ...]) -> KeptRound:
    path, step, replies, first, second = row
    return KeptRound(_texts(path), step, _texts(replies), _votes(first), _votes(second))


def _votes(text: str) -> Votes:
    return Votes._make(map(tuple, json.loads(text)))


def _texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

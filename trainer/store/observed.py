"""Live role plays of pairs and small groups: sessions of the source "observer".

People spoke freely, so there are no turns that could be played again: such a session is never replayable. It is
marked as a whole, a level for each criterion that was seen, and scored by the same rule as any other. It is kept apart
from sessions that were played, each of which replays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal
from uuid import uuid4

from trainer.errors import TrainerError
from trainer.rubric.catalogue import RESPECT
from trainer.rubric.marks import BROKEN, MISSED, SHOWN, Mark, Source
from trainer.rubric.score import Score, score
from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.people import clean_name
from trainer.store.scripts import script_of
from trainer.store.sessions import ADD_SCRIPT, storable
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.scenario.model import Script


@dataclass(frozen=True, slots=True)
class ObservedSession:
    """A live role play as an observer marked it.

    Attributes:
        uuid: the same session on whatever device it is read.
        person: who played the trainee; None for nobody in particular.
        script: the scenario on whose cards they played.
        language: of the cards.
        observer: who marked, in their own words; may be empty.
        at: when the marks were typed in.
        marks: one for each criterion that was seen, in the scenario's order.
        score: of these marks.
        comment: for the one who played.
    """

    id: int
    uuid: str
    person: int | None
    script: Script
    language: str
    observer: str
    at: datetime
    marks: tuple[Mark, ...]
    score: Score
    comment: str

    source: ClassVar[Literal["observer"]] = "observer"
    replayable: ClassVar[bool] = False


class Observed:
    """The observed sessions of a database."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now

    def add(
        self,
        *,
        person: int | None,
        script: Script,
        language: str,
        levels: Mapping[str, int],
        observer: str = "",
        comment: str = "",
    ) -> int:
        """Keeps an observer's marks; returns the session's id.

        Args:
            person: who played the trainee; None for nobody in particular.
            script: the scenario on whose cards they played.
            language: of the cards.
            levels: criterion to level; what was not seen is left out, and counts neither for nor against.
            observer: who marked.
            comment: for the one who played.

        Raises:
            TrainerError: nothing was marked, a criterion is not the scenario's, or a level is none.
        """
        _check(levels, script)
        snapshot = (script.digest(), script.id, script.snapshot())
        row = (
            str(uuid4()), person, script.id, snapshot[0], language, clean_name(observer), storable(comment.strip()),
            to_text(self._now()),
        )  # fmt: skip

        def work(transaction: Transaction) -> int:
            session = transaction.new_id("observed_session")
            transaction.do(ADD_SCRIPT, snapshot)
            transaction.do(
                "INSERT INTO observed_session (id, uuid, person, scenario, script, language, observer, comment, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (session, *row),
            )
            transaction.do(
                "INSERT INTO observed_mark (session, criterion, level) VALUES (?, ?, ?)",
                *((session, criterion, level) for criterion, level in levels.items()),
            )
            return session

        return self._connection.write(work)

    def all(self, *, person: int | None = None) -> list[ObservedSession]:
        """All observed sessions, or those of one person, newest first."""
        where, values = ("TRUE", ()) if person is None else ("person = ?", (person,))
        scripts: dict[str, Script] = {}
        found = []
        for number, uuid, owner, digest, language, observer, comment, at in self._connection.read(
            "SELECT id, uuid, person, script, language, observer, comment, at FROM observed_session"
            f" WHERE {where} ORDER BY at DESC, id DESC",
            *values,
        ):
            script = scripts.get(digest) or scripts.setdefault(digest, script_of(self._connection, digest))
            marks = self._marks(number, script)
            found.append(
                ObservedSession(
                    number, uuid, owner, script, language, observer, from_text(at), marks,
                    score([marks], script.source.weights), comment,
                )
            )  # fmt: skip
        return found

    def delete(self, session: int) -> None:
        """Removes an observed session, leaving no trace in the database file and its log."""
        self._connection.erase(lambda t: t.do("DELETE FROM observed_session WHERE id = ?", (session,)))

    def _marks(self, session: int, script: Script) -> tuple[Mark, ...]:
        levels = dict(self._connection.read("SELECT criterion, level FROM observed_mark WHERE session = ?", session))
        return tuple(Mark(key, levels[key], Source.OBSERVER) for key in script.source.criteria if key in levels)


def _check(levels: Mapping[str, int], script: Script) -> None:
    if not levels:
        raise TrainerError(Text("Mark at least one criterion."))
    for criterion, level in levels.items():
        if criterion not in script.source.criteria:
            raise TrainerError(Text("There is no criterion “{name}” here.", name=criterion))
        if level == BROKEN and criterion != RESPECT.key:
            raise TrainerError(Text("Only “respect” can be broken (-1); a miss is 0."))
        if level != BROKEN and not MISSED <= level <= SHOWN:
            raise TrainerError(Text("A level is 0, 1 or 2."))

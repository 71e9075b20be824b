"""Whole sessions out of one database and into another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trainer.errors import TrainerError
from trainer.rubric.score import score
from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.people import clean_name
from trainer.store.ratings import keep_rating
from trainer.store.reviews import put_reviews, rescore
from trainer.store.sessions import (
    ABANDON,
    ADD_DISPUTE,
    ADD_SCRIPT,
    ADD_SESSION,
    keep_result,
    keep_turn,
    storable,
)
from trainer.store.summaries import refresh
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.scenario.model import Script
    from trainer.store.portable import PortableDispute, PortablePerson, PortableReview, PortableSession

# Of a fork whose session is not here. No session ever has this number, and a fork must have one to be known as such.
ELSEWHERE = 0


class Transfer:
    """What leaves the database for another machine, and what comes from one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sessions(self, ids: Sequence[int] | None = None) -> Iterator[PortableSession]:
        """These sessions, or all, the earliest first: the same order on any machine.

        Raises:
            TrainerError: there is no session with one of these numbers.
        """
        rows = self._connection.read(
            "SELECT session.id, session.uuid, person.uuid, session.script, session.rubric, session.language,"
            " session.mode, session.seed, session.state, session.started, session.ended, session.parent,"
            " session.parent_turn, origin.uuid, self_rating.percent, self_rating.text, self_rating.at FROM session"
            " LEFT JOIN person ON person.id = session.person LEFT JOIN session AS origin ON origin.id = session.parent"
            " LEFT JOIN self_rating ON self_rating.session = session.id ORDER BY session.started, session.uuid"
        )
        if ids is not None:
            _known(ids, {row[0] for row in rows})
            wanted = set(ids)
            rows = [row for row in rows if row[0] in wanted]
        return map(self._session, rows)

    def people(self) -> dict[UUID, PortablePerson]:
        """Everybody by uuid, with pseudonyms in the place of names that are hidden."""
        from trainer.store.portable import PortablePerson

        rows = self._connection.read(
            "SELECT uuid, coalesce(pseudonym, name), created FROM person ORDER BY created, uuid"
        )
        everybody = [PortablePerson(uuid=UUID(uuid), name=name, created=from_text(at)) for uuid, name, at in rows]
        return {person.uuid: person for person in everybody}

    def snapshot(self, digest: str) -> str:
        """The scenario that a session's digest stands for, as it was stored."""
        [(snapshot,)] = self._connection.read("SELECT snapshot FROM script WHERE digest = ?", digest)
        return str(snapshot)

    def here(self, sessions: Iterable[PortableSession]) -> dict[UUID, PortableSession]:
        """Those of the sessions that are here already, as they are here."""
        ids = self._ids("session")
        return {found.uuid: found for found in self.sessions([ids[s.uuid] for s in sessions if s.uuid in ids])}

    def matched(self, people: Mapping[UUID, PortablePerson]) -> dict[UUID, int]:
        """Which of the people are here already: by uuid, and else by a name that only one of them bears."""
        known = self._ids("person")
        rows = self._connection.read("SELECT name, id FROM person WHERE name != '' ORDER BY id DESC")
        by_name: dict[str, int] = dict(rows)
        names = Counter(clean_name(person.name) for person in people.values())
        found = {}
        for uuid, person in people.items():
            name = clean_name(person.name)
            if uuid in known:
                found[uuid] = known[uuid]
            elif names[name] == 1 and name in by_name:
                found[uuid] = by_name[name]
        return found

    def bring_in(
        self,
        new: Sequence[PortableSession],
        further: Sequence[PortableSession],
        people: Mapping[UUID, PortablePerson],
        snapshots: Mapping[str, str],
    ) -> None:
        """Adds sessions that are not here, and what is new of those that are; all or nothing.

        Args:
            new: sessions of which none is here.
            further: sessions that are here, with all that is here of them and more.
            people: everybody whose sessions these are; see `matched`.
            snapshots: the scenarios of the sessions by digest.
        """
        from trainer.scenario.model import Script

        scripts = {digest: Script.model_validate_json(text) for digest, text in snapshots.items()}
        owners, ids = self.matched(people), self._ids("session")
        used = {session.person for session in new}

        def work(transaction: Transaction) -> None:
            owner = dict(owners)
            for uuid, person in people.items():
                if uuid in used and uuid not in owner:
                    owner[uuid] = _add_person(transaction, person)
            transaction.do(ADD_SCRIPT, *((digest, scripts[digest].id, text) for digest, text in snapshots.items()))
            # A fork may stand before the session it comes from.
            first = transaction.new_id("session")
            place = ids | {session.uuid: first + n for n, session in enumerate(new)}
            for session in new:
                _add_session(transaction, session, owner, place, scripts[session.script].id)
            for session in further:
                transaction.do("UPDATE session SET language = ? WHERE id = ?", (session.language, place[session.uuid]))
            for session in (*new, *further):
                self._add_content(transaction, place[session.uuid], session, scripts[session.script])

        self._connection.write(work)

    def _ids(self, table: str) -> dict[UUID, int]:
        return {UUID(uuid): number for uuid, number in self._connection.read(f"SELECT uuid, id FROM {table}")}

    def _session(self, row: tuple[Any, ...]) -> PortableSession:
        from trainer.store.portable import Origin, PortableRating, PortableSession, PortableTurn
        from trainer.store.turns import turns_of

        (
            number, uuid, person, script, rubric, language, mode, seed, state, started, ended, parent, turn, origin,
            percent, text, rated,
        ) = row  # fmt: skip
        return PortableSession(
            uuid=UUID(uuid),
            person=UUID(person) if person else None,
            script=script,
            rubric=rubric,
            language=language,
            mode=mode,
            seed=seed,
            state=state,
            started=from_text(started),
            ended=from_text(ended) if ended else None,
            parent=None if parent is None else Origin(session=UUID(origin) if origin else None, turn=turn),
            turns=tuple(map(PortableTurn.of, turns_of(self._connection, number))),
            rating=PortableRating(percent=percent, text=text, at=from_text(rated)) if rated else None,
            disputes=self._disputes(number),
            reviews=self._reviews(number),
        )

    def _disputes(self, session: int) -> tuple[PortableDispute, ...]:
        from trainer.store.portable import PortableDispute

        rows = self._connection.read(
            "SELECT turn, criterion, text, at FROM dispute WHERE session = ? ORDER BY turn, criterion", session
        )
        return tuple(
            PortableDispute(turn=turn, criterion=criterion, text=text, at=from_text(at))
            for turn, criterion, text, at in rows
        )

    def _reviews(self, session: int) -> tuple[PortableReview, ...]:
        from trainer.store.portable import PortableCorrection, PortableReview

        made: defaultdict[str, list[PortableCorrection]] = defaultdict(list)
        for coach, turn, criterion, level, reason, comment, at in self._connection.read(
            "SELECT coach, turn, criterion, level, reason, comment, at FROM mark WHERE session = ?"
            " AND source = 'coach' ORDER BY at, turn, place",
            session,
        ):
            made[coach].append(
                PortableCorrection(
                    turn=turn, criterion=criterion, level=level, reason=reason, comment=comment, at=from_text(at)
                )
            )
        return tuple(
            PortableReview(
                coach=coach, begun=from_text(begun), changed=from_text(changed), finished=_moment(finished),
                comment=comment, corrections=tuple(made[coach]), answer=answer, answered=_moment(answered),
                seen=_moment(seen),
            )
            for coach, begun, changed, finished, comment, answer, answered, seen in self._connection.read(
                "SELECT coach, begun, changed, finished, comment, answer, answered, seen FROM review"
                " WHERE session = ? ORDER BY begun, coach",
                session,
            )
        )  # fmt: skip

    def _add_content(self, transaction: Transaction, number: int, session: PortableSession, script: Script) -> None:
        """Adds the turns that are not here, an end, and what was said of the session."""
        [(known,)] = self._connection.read("SELECT count(*) FROM turn WHERE session = ?", number)
        for turn in session.turns[known:]:
            keep_turn(transaction, number, turn.stored())
        if session.rating:
            keep_rating(transaction, number, session.rating.rating())
        transaction.do(
            ADD_DISPUTE,
            *((number, said.turn, said.criterion, storable(said.text), to_text(said.at)) for said in session.disputes),
        )
        put_reviews(transaction, number, session.reviews)
        if session.state == "finished":
            assert session.ended is not None
            ending = session.turns[-1].to
            result = score((turn.turn().marks for turn in session.turns), script.source.weights)
            keep_result(transaction, number, session.ended, ending, script.source.endings[ending].outcome, result)
            if session.reviews:
                rescore(self._connection, transaction, number)
            else:  # that is the score already, and to read the scenario for it takes long
                refresh(self._connection, transaction, number)
        elif session.ended:
            transaction.do(ABANDON, (to_text(session.ended), number))
            refresh(self._connection, transaction, number)


def _known(ids: Sequence[int], there: set[int]) -> None:
    for number in ids:
        if number not in there:
            raise TrainerError(Text("There is no session with the number {id}.", id=number))


def _add_person(transaction: Transaction, person: PortablePerson) -> int:
    number = transaction.new_id("person")
    transaction.do(
        "INSERT INTO person (id, uuid, name, created) VALUES (?, ?, ?, ?)",
        (number, str(person.uuid), clean_name(person.name), to_text(person.created)),
    )
    return number


def _add_session(
    transaction: Transaction,
    session: PortableSession,
    owner: Mapping[UUID, int],
    place: Mapping[UUID, int],
    scenario: str,
) -> None:
    """Writes a session at its place, yet empty; owner and place give the numbers that people and sessions have here."""
    number = place[session.uuid]
    origin: tuple[int | None, int | None] = (None, None)
    if session.parent:
        parent = session.parent.session
        origin = (place.get(parent, ELSEWHERE) if parent else ELSEWHERE, session.parent.turn)
    person = owner[session.person] if session.person else None
    transaction.do(
        ADD_SESSION,
        (
            number, str(session.uuid), person, scenario, session.script, session.rubric, session.language,
            session.mode, session.seed, to_text(session.started), *origin,
        ),
    )  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    return from_text(text) if text else None

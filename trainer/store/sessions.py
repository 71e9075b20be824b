"""Conversations that were played: their turns as they happen, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, overload
from uuid import uuid4

from trainer.errors import TrainerError
from trainer.practice.attempts import Attempt
from trainer.rubric.score import CriterionScore, Score
from trainer.store.connection import Connection, Transaction
from trainer.store.moments import from_text, to_text
from trainer.store.scripts import script_of
from trainer.store.summaries import next_moment, refresh
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.roleplay.play import Turn
    from trainer.scenario.model import Outcome, Script

State = Literal["open", "finished", "abandoned"]
Mode = Literal["practice", "test"]


class SessionRow(NamedTuple):
    """What a list of sessions shows.

    Attributes:
        uuid: the same session on whatever device it is read.
        person: None for nobody's.
        ended, ending, outcome, score, earned_halves, attainable: None until it is finished (`ended`: or abandoned);
            score is 0–100, and None where nothing was in play; points are counted in halves.
        turns: how many have been taken.
        parent: of a fork, the session it was forked from (which may be gone) and the turn that is taken anew.
    """

    id: int
    uuid: str
    person: int | None
    person_name: str
    scenario: str
    language: str
    mode: Mode
    state: State
    started: datetime
    ended: datetime | None
    ending: str | None
    outcome: Outcome | None
    score: int | None
    earned_halves: int | None
    attainable: int | None
    turns: int
    parent: tuple[int, int] | None


class StoredTurn(NamedTuple):
    """A turn with what the engine does not know of it: a hint was read, seconds taken, when.

    `asked` are the replies among which the trainee was asked for the one nearest to what was typed, in the order shown.
    """

    turn: Turn
    hint: bool
    seconds: float | None
    at: datetime
    asked: tuple[str, ...] = ()


class SessionRecord(NamedTuple):
    """A whole session, with the scenario as it was when it was played."""

    row: SessionRow
    script: Script
    seed: int
    turns: tuple[StoredTurn, ...]


class Figures(NamedTuple):
    """What a session comes to.

    Attributes:
        typed: how many replies were typed.
        hints: at how many replies the hint was read.
        seconds: taken over all replies; None where that was not measured.
        criteria: of a finished session, what each criterion earned.
    """

    typed: int
    hints: int
    seconds: float | None
    criteria: dict[str, CriterionScore]


class Best(NamedTuple):
    """How a person has done on a scenario; scores 0–100, `last` that of the newest session."""

    scenario: str
    best: int | None
    last: int | None
    tries: int
    last_played: datetime


_ROW = """
    SELECT session.id, session.uuid, person, coalesce(name, ''), scenario, language, mode, state, started, ended,
        ending, outcome, score, earned_halves, attainable,
        coalesce((SELECT max(number) FROM turn WHERE turn.session = session.id), 0), parent, parent_turn
    FROM session LEFT JOIN person ON person.id = session.person
"""
ADD_SCRIPT = "INSERT OR IGNORE INTO script (digest, scenario, snapshot) VALUES (?, ?, ?)"
ADD_SESSION = """
    INSERT INTO session (id, uuid, person, scenario, script, rubric, language, mode, seed, state, started, parent,
        parent_turn)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)
"""
_ADD_TURN = """
    INSERT INTO turn (session, number, scene, line, reply, text, trust, tension, learned, next, hint, seconds, at,
        asked)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_MARK = """
    INSERT INTO mark (session, turn, place, criterion, level, source, evidence, confidence, sure, reason)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_DISPUTE = "INSERT OR REPLACE INTO dispute (session, turn, criterion, text, at) VALUES (?, ?, ?, ?, ?)"
ABANDON = "UPDATE session SET state = 'abandoned', ended = ? WHERE id = ?"
# A fork takes up an old session with what was learnt from it, so it says nothing of what a person can do unaided.
_COUNTED = "person IS ? AND state = 'finished' AND parent IS NULL"


class Sessions:
    """The sessions of a database."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._now = now

    def start(
        self,
        *,
        person: int | None,
        script: Script,
        language: str,
        seed: int,
        mode: Mode = "practice",
        parent: tuple[int, int] | None = None,
    ) -> int:
        """Begins a session and keeps the scenario as it is now; returns the session's id.

        Args:
            person: who plays; None for nobody's.
            script: the scenario in all its languages.
            language: the one it is played in.
            seed: of the order of replies, 64 bits at most.
            mode: whether hints are on offer.
            parent: for a fork the session it comes from and the turn that is taken anew. The turns before that
                are not copied: add them, so that the fork replays by itself.
        """
        from trainer.rubric.catalogue import digest

        snapshot = (script.digest(), script.id, script.snapshot())
        uuid, rubric, started = str(uuid4()), digest(), to_text(self._now())
        origin = parent or (None, None)

        def work(transaction: Transaction) -> int:
            session = transaction.new_id("session")
            transaction.do(ADD_SCRIPT, snapshot)
            transaction.do(
                ADD_SESSION,
                (session, uuid, person, script.id, snapshot[0], rubric, language, mode, seed, started, *origin),
            )
            return session

        return self._connection.write(work)

    def add_turn(
        self,
        session: int,
        turn: Turn,
        *,
        hint: bool = False,
        seconds: float | None = None,
        asked: Sequence[str] = (),
    ) -> None:
        """Keeps a turn with its marks; when this returns, nothing short of a broken disk loses it."""
        stored = StoredTurn(turn, hint, seconds, self._now(), tuple(asked))
        self._connection.write(lambda transaction: keep_turn(transaction, session, stored))

    def finish(self, session: int, *, ending: str, outcome: Outcome, score: Score) -> None:
        """Ends a session with what came of it."""
        ended = self._now()

        def work(transaction: Transaction) -> None:
            keep_result(transaction, session, ended, ending, outcome, score)
            refresh(self._connection, transaction, session)

        self._connection.write(work)

    def abandon(self, session: int) -> None:
        """Ends a session before its ending; it stays on record and counts for nothing."""
        row = (to_text(self._now()), session)

        def work(transaction: Transaction) -> None:
            transaction.do(ABANDON, row)
            refresh(self._connection, transaction, session)

        self._connection.write(work)

    def set_language(self, session: int, language: str) -> None:
        """The language it is played in from now on."""
        self._connection.write(lambda t: t.do("UPDATE session SET language = ? WHERE id = ?", (language, session)))

    def dispute(self, session: int, turn: int, criterion: str, text: str) -> None:
        """Notes why the trainee thinks a mark is wrong; a coach looks at it. Said again, the last word counts."""
        at = next_moment(self._connection, session, self._now())

        def work(transaction: Transaction) -> None:
            transaction.do(ADD_DISPUTE, (session, turn, criterion, storable(text), to_text(at)))
            refresh(self._connection, transaction, session)

        self._connection.write(work)

    def disputes(self, session: int) -> dict[tuple[int, str], str]:
        """What the trainee said against marks of a session, by turn and criterion."""
        rows = self._connection.read("SELECT turn, criterion, text FROM dispute WHERE session = ?", session)
        return {(turn, criterion): text for turn, criterion, text in rows}

    def discard(self, session: int) -> None:
        """Removes a session with its turns."""
        self._connection.write(lambda t: t.do("DELETE FROM session WHERE id = ?", (session,)))

    def record(self, session: int) -> SessionRecord:
        """A whole session; TrainerError if there is none of that id."""
        # Needs pydantic, which a list of sessions does not.
        from trainer.store.turns import turns_of

        rows = self._connection.read(f"{_ROW} WHERE session.id = ?", session)
        if not rows:
            raise TrainerError(Text("There is no session with the number {id}.", id=session))
        [(seed, digest)] = self._connection.read("SELECT seed, script FROM session WHERE id = ?", session)
        script = script_of(self._connection, digest)
        with self._connection.decoding():
            return SessionRecord(_row(rows[0]), script, seed, turns_of(self._connection, session))

    def rows(
        self,
        *,
        person: int | None = None,
        scenario: str | None = None,
        state: State | None = None,
        limit: int | None = None,
    ) -> list[SessionRow]:
        """Sessions, forks included, newest first; what is left out does not narrow them."""
        wanted = {"person": person, "scenario": scenario, "state": state}
        given = {column: value for column, value in wanted.items() if value is not None}
        where = " AND ".join(f"{column} = ?" for column in given) or "TRUE"
        rows = self._connection.read(
            f"{_ROW} WHERE {where} ORDER BY started DESC, session.id DESC LIMIT ?",
            *given.values(),
            -1 if limit is None else limit,
        )
        with self._connection.decoding():
            return [_row(row) for row in rows]

    def figures(self) -> dict[int, Figures]:
        """What each session comes to, by its id; those without a reply are left out."""
        found = {
            session: Figures(typed, hints, seconds, {})
            for session, typed, hints, seconds in self._connection.read(
                "SELECT session, count(text), sum(hint), sum(seconds) FROM turn GROUP BY session"
            )
        }
        for session, criterion, halves, attainable in self._connection.read(
            "SELECT session, criterion, earned_halves, attainable FROM session_criterion"
        ):
            found[session].criteria[criterion] = CriterionScore(Fraction(halves, 2), attainable)
        return found

    def unfinished(self, person: int | None) -> SessionRow | None:
        """The person's newest session that is still open."""
        rows = self._connection.read(
            f"{_ROW} WHERE person IS ? AND state = 'open' ORDER BY started DESC, session.id DESC LIMIT 1", person
        )
        return _row(rows[0]) if rows else None

    def best(self, person: int | None) -> dict[str, Best]:
        """How the person has done on each scenario that they have finished; forks do not count."""
        rows = self._connection.read(
            f"SELECT scenario, score, started FROM session WHERE {_COUNTED} ORDER BY started, id", person
        )
        found: dict[str, Best] = {}
        for scenario, score, started in rows:
            before = found.get(scenario)
            scores = [s for s in (before.best if before else None, score) if s is not None]
            tries = before.tries + 1 if before else 1
            found[scenario] = Best(scenario, max(scores, default=None), score, tries, from_text(started))
        return found

    def criteria(self, person: int | None) -> dict[str, tuple[int, int, int]]:
        """What the person earned (in halves) and could have earned on each criterion, and in how many sessions.

        Of finished sessions; forks do not count.
        """
        rows = self._connection.read(
            "SELECT criterion, sum(part.earned_halves), sum(part.attainable), count(*) FROM session"
            f" JOIN session_criterion AS part ON part.session = session.id WHERE {_COUNTED} GROUP BY criterion",
            person,
        )
        return {criterion: (earned, attainable, sessions) for criterion, earned, attainable, sessions in rows}

    def levels_last(self, person: int | None, scenario: str) -> dict[str, int]:
        """Percent by criterion of the newest session that the person finished of a scenario; forks do not count."""
        rows = self._connection.read(
            "SELECT criterion, earned_halves, attainable FROM session_criterion WHERE session ="
            f" (SELECT id FROM session WHERE {_COUNTED} AND scenario = ? ORDER BY started DESC, id DESC LIMIT 1)",
            person,
            scenario,
        )
        return {key: _percent(halves, attainable) for key, halves, attainable in rows}

    def attempts(self, person: int | None) -> list[Attempt]:
        """All sessions that the person finished, by when they ended and as they are scored; forks do not count."""
        criteria: dict[int, dict[str, int]] = {}
        for session, criterion, halves, attainable in self._connection.read(
            "SELECT id, criterion, part.earned_halves, part.attainable FROM session"
            f" JOIN session_criterion AS part ON part.session = session.id WHERE {_COUNTED}",
            person,
        ):
            criteria.setdefault(session, {})[criterion] = _percent(halves, attainable)
        rows = self._connection.read(
            "SELECT id, scenario, ended, seconds, program_score,"
            " CASE WHEN corrections OR reviewed IS NOT NULL THEN score END, percent FROM session"
            f" LEFT JOIN self_rating ON self_rating.session = session.id WHERE {_COUNTED} ORDER BY ended, id",
            person,
        )
        return [
            Attempt(session, scenario, from_text(ended), seconds, program, coach, own, criteria.get(session, {}))
            for session, scenario, ended, seconds, program, coach, own in rows
        ]


def keep_turn(transaction: Transaction, session: int, stored: StoredTurn) -> None:
    """Writes a turn with the author's or the program's marks."""
    turn = stored.turn
    transaction.do(
        _ADD_TURN,
        (session, turn.number, turn.scene, turn.line, turn.reply, storable(turn.text), turn.mood.trust,
         turn.mood.tension, _json(turn.learned), turn.to, stored.hint, stored.seconds, to_text(stored.at),
         _json(stored.asked)),
    )  # fmt: skip
    transaction.do(
        _ADD_MARK,
        *((session, turn.number, place, mark.criterion, mark.level, mark.source.value, _json(mark.evidence),
           mark.confidence, mark.sure, mark.reason)
          for place, mark in enumerate(turn.marks)),
    )  # fmt: skip


def keep_result(
    transaction: Transaction, session: int, ended: datetime, ending: str, outcome: Outcome, score: Score
) -> None:
    """Writes what came of a finished session by the marks of author and program; `refresh` is to follow."""
    transaction.do(
        "UPDATE session SET state = 'finished', ended = ?, ending = ?, outcome = ?, program_score = ? WHERE id = ?",
        (to_text(ended), ending, outcome, score.percent, session),
    )
    keep_score(transaction, session, score)


def keep_score(transaction: Transaction, session: int, score: Score) -> None:
    """Writes the score that counts, as a whole and by criterion; `refresh` is to follow."""
    halves = {key: int(criterion.earned * 2) for key, criterion in score.criteria.items()}
    transaction.do(
        "UPDATE session SET score = ?, earned_halves = ?, attainable = ?, broken = ? WHERE id = ?",
        (score.percent, sum(halves.values()), score.attainable, bool(score.broken), session),
    )
    transaction.do("DELETE FROM session_criterion WHERE session = ?", (session,))
    transaction.do(
        "INSERT INTO session_criterion (session, criterion, earned_halves, attainable) VALUES (?, ?, ?, ?)",
        *((session, key, halves[key], criterion.attainable) for key, criterion in score.criteria.items()),
    )


def _row(values: tuple[Any, ...]) -> SessionRow:
    *head, started, ended, ending, outcome, score, earned, attainable, turns, parent, parent_turn = values
    ended = from_text(ended) if ended else None
    origin = None if parent is None else (parent, parent_turn)
    result = (ending, outcome, score, earned, attainable)
    return SessionRow._make((*head, from_text(started), ended, *result, turns, origin))


# There are far fewer kinds of results than results.
@lru_cache(maxsize=1024)
def _percent(halves: int, attainable: int) -> int:
    return CriterionScore(Fraction(halves, 2), attainable).percent


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


@overload
def storable(text: str) -> str: ...
@overload
def storable(text: None) -> None: ...
def storable(text: str | None) -> str | None:
    """The text with halves of characters, which UTF-8 has no way to write, as question marks; its length stays."""
    return None if text is None else text.encode(errors="replace").decode()

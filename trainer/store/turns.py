"""Stored turns, read back as the engine's own."""

from __future__ import annotations

import json
from collections import defaultdict

from trainer.roleplay.play import Mood, Turn
from trainer.rubric.marks import Mark, Source
from trainer.store.connection import Connection
from trainer.store.moments import from_text
from trainer.store.sessions import StoredTurn


def turns_of(connection: Connection, session: int) -> tuple[StoredTurn, ...]:
    """A session's turns in order, each with all marks that were ever set on it, in the order they were set."""
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    for turn, criterion, level, source, evidence, confidence, sure, reason in connection.read(
        "SELECT turn, criterion, level, source, evidence, confidence, sure, reason FROM mark WHERE session = ?"
        " ORDER BY turn, place",
        session,
    ):
        spans = tuple((start, end) for start, end in json.loads(evidence))
        marks[turn].append(Mark(criterion, level, Source(source), spans, confidence, bool(sure), reason))
    return tuple(
        StoredTurn(
            Turn(
                number, scene, line, reply, text, tuple(marks[number]), Mood(trust, tension),
                tuple(json.loads(learned)), to,
            ),
            bool(hint), seconds, from_text(at), tuple(json.loads(asked)),
        )
        for number, scene, line, reply, text, trust, tension, learned, to, hint, seconds, at, asked in connection.read(
            "SELECT number, scene, line, reply, text, trust, tension, learned, next, hint, seconds, at, asked FROM turn"
            " WHERE session = ? ORDER BY number",
            session,
        )
    )  # fmt: skip

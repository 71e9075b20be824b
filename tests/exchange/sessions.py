"""Sessions to export: played through the engine, in all states and with everything a session can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from tests.store.scenes import SCENARIO
from trainer.roleplay.play import Play
from trainer.rubric.marks import Mark, Source
from trainer.rubric.score import score
from trainer.scenario.model import Script
from trainer.store.database import Store
from trainer.store.sessions import SessionRecord

IN_FINNISH = {
    "language": "fi",
    "title": "Myöhästynyt toimitus",
    "summary": "Sohva ei ole tullut.",
    "situation": "Hän on odottanut kolme viikkoa.",
    "goal": "Voita luottamus takaisin.",
    "scenes": {
        "opening": {
            "says": ["Taas?", "Missä sohvani on?"],
            "replies": {
                "see": {"text": "Näen, että olet vihainen."},
                "calm": {"text": "Rauhoitu."},
                "ask": {"text": "Mihin tarvitset sitä?"},
            },
        },
        "talk": {
            "says": "No?",
            "replies": {
                "back": {"text": "Aloitetaan alusta."},
                "date": {"text": "Se tulee perjantaina."},
                "wait": {"text": "Odota."},
            },
        },
    },
    "endings": {"won": {"title": "Hän jää", "text": "–"}, "gone": {"title": "Hän lähtee", "text": "–"}},
}
SCRIPT = Script.model_validate({"source": SCENARIO, "translations": {"fi": IN_FINNISH}})
PLAY = Play(SCRIPT.source)
GOOD = ("see", "back", "ask", "date")
BAD = ("calm", "calm")


class Said(NamedTuple):
    """A reply: which of the offered ones, and if it was typed its words, with the level given on every criterion."""

    reply: str | int
    text: str | None = None
    level: int = 1
    sure: bool = True
    hint: bool = False
    seconds: float | None = None


def play(
    store: Store,
    replies: Sequence[Said | str],
    *,
    person: int | None = None,
    script: Script = SCRIPT,
    language: str = "en",
    mode: Literal["practice", "test"] = "practice",
    parent: tuple[int, int] | None = None,
    abandon: bool = False,
) -> int:
    """Plays a session as far as the replies go, and ends it where they lead to an ending."""
    session = store.sessions.start(
        person=person, script=script, language=language, seed=len(replies), mode=mode, parent=parent
    )
    play_on(store, session, replies)
    if abandon and store.sessions.record(session).row.state == "open":
        store.sessions.abandon(session)
    return session


def play_on(store: Store, session: int, replies: Sequence[Said | str]) -> None:
    """Plays a session that is open on."""
    record = store.sessions.record(session)
    engine = Play(record.script.source)
    turns = [stored.turn for stored in record.turns]
    position = engine.start()
    for turn in turns:
        _, position = engine.answer(position, turn.reply, turn.text, turn.marks if turn.text is not None else None)
    for said in replies:
        given = Said(said) if isinstance(said, str) else said
        offered = engine.offered(position)
        if not offered:
            break
        reply = given.reply if isinstance(given.reply, str) else offered[given.reply % len(offered)]
        marks = None
        if given.text is not None:
            evidence = ((0, len(given.text)),) if given.text else ()
            marks = [
                Mark(key, given.level, Source.AUTO, evidence, 0.75, given.sure) for key in engine.criteria(position)
            ]
        turn, position = engine.answer(position, reply, given.text, marks)
        store.sessions.add_turn(session, turn, hint=given.hint, seconds=given.seconds)
        turns.append(turn)
    if engine.is_over(position):
        ending = record.script.source.endings[position.scene]
        result = score((turn.marks for turn in turns), record.script.source.weights)
        store.sessions.finish(session, ending=position.scene, outcome=ending.outcome, score=result)


def review(store: Store, session: int, turn: int, criterion: str, level: int, coach: str = "Sari") -> None:
    """Has a coach mark a turn of a finished session."""
    store.reviews.set_level(session, turn, criterion, level, coach=coach, reason="Warm.")


def told(store: Store) -> list[SessionRecord]:
    """All sessions without the numbers that differ between machines, the earliest first."""
    records = [store.sessions.record(row.id) for row in store.sessions.rows()]
    bare = [
        record._replace(
            row=record.row._replace(id=0, person=None, parent=(0, record.row.parent[1]) if record.row.parent else None)
        )
        for record in records
    ]
    return sorted(bare, key=lambda record: (record.row.started, record.row.uuid))

"""What a released version leaves behind, kept so that every later version is tried on it.

At a release `python -m tests.store.released` writes it to `data/v<version of the database>/`: a database, a bundle of
all its sessions, the scenario they were played in, and what was told of them then.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from trainer.coaching.plans import Plan
from trainer.exchange.bundle import export_bundle
from trainer.marking.marker import Marker
from trainer.resources import shipped
from trainer.roleplay.play import Play, replay
from trainer.rubric.score import score
from trainer.scenario.library import Library
from trainer.scenario.model import Script
from trainer.store.checks import VERSION
from trainer.store.database import Store
from trainer.workshop.keeping import kept_rounds
from trainer.workshop.rounds import Move, begin, count_hand, go_on, move

DATA = Path(__file__).parent / "data"
SCENARIO = "gatekeeper"
CRITERION = "question"
TYPED = {
    "fi": "Ymmärrän hyvin, että olet tarkka. Kerron, miksi soitan: kenen kanssa minun kannattaisi puhua?",
    "en": "I understand that you are careful. Let me say why I call: whom should I talk to?",
}


def play(
    store: Store, script: Script, language: str, choices: Sequence[int], *, person: int | None, text: str | None = None
) -> int:
    """Plays as far as the choices go, which are places among the replies offered; with a text all are typed."""
    engine, marker = Play(script.in_language(language)), Marker.load()
    session = store.sessions.start(person=person, script=script, language=language, seed=len(choices))
    position, turns = engine.start(), []
    for choice in choices:
        offered = engine.offered(position)
        if not offered:
            break
        marks = None
        if text is not None:
            found = marker.mark(text, language=language, criteria=tuple(engine.criteria(position)))
            marks = [*found.values()]
        turn, position = engine.answer(position, offered[choice % len(offered)], text, marks)
        store.sessions.add_turn(session, turn, hint=choice == 1, seconds=1.5 * choice)
        turns.append(turn)
    if engine.is_over(position):
        ending = script.source.endings[position.scene]
        result = score((turn.marks for turn in turns), script.source.weights)
        store.sessions.finish(session, ending=position.scene, outcome=ending.outcome, score=result)
    return session


def told(store: Store) -> dict[str, Any]:
    """What a person is shown of everything that is stored: the list, and each session with its replies and marks."""
    sessions = []
    for row in sorted(store.sessions.rows(), key=lambda row: (row.started, row.uuid)):
        record = store.sessions.record(row.id)
        turns = [stored.turn for stored in record.turns]
        positions = replay(Play(record.script.in_language(row.language)), turns)
        sessions.append(
            {
                "row": [str(each) for each in (
                    row.uuid, row.person_name, row.scenario, row.language, row.mode, row.state, row.started,
                    row.ended, row.ending, row.outcome, row.score, row.earned_halves, row.attainable, row.turns,
                )],
                "scenario": record.script.digest(),
                "turns": [
                    [turn.reply, turn.text, turn.to, *turn.mood, position.scene,
                     [[mark.criterion, mark.level, mark.sure] for mark in turn.marks]]
                    for turn, position in zip(turns, positions[1:], strict=True)
                ],
                "disputes": sorted([*place, said] for place, said in store.sessions.disputes(row.id).items()),
            }
        )  # fmt: skip
    return {
        "people": sorted(person.name for person in store.people.all()),
        "theme": store.settings.get("theme", ""),
        "sessions": sessions,
        "reviews": [
            [review.coach, review.comment, review.answer, [[*made[:5], made.reason] for made in review.corrections]]
            for row in store.sessions.rows(state="finished") for review in store.reviews.of(row.id)
        ],
        "ratings": [rating[:2] for _, rating in sorted(store.ratings.all().items())],
        "plans": [plan.title for plan in store.plans.all().values()],
        "workshops": [[row.uuid, row.rounds, row.votes] for row in store.workshops.rows()],
        "observed": [[seen.observer, seen.comment, seen.score.percent] for seen in store.observed.all()],
    }  # fmt: skip


def fill(store: Store, script: Script) -> None:
    """Two people's sessions, chosen and typed, of every state, and one that takes up another."""
    aino, ulla = (store.people.add(name).id for name in ("Aino Järvi", "Ulla"))
    store.settings.set("theme", "dark")
    play(store, script, "fi", [0] * 40, person=aino)
    play(store, script, "en", [1] * 40, person=ulla)
    play(store, script, "fi", [2, 1, 0] * 12, person=aino)
    typed = play(store, script, "fi", [0, 1] * 20, person=aino, text=TYPED["fi"])
    store.sessions.dispute(typed, 1, CRITERION, "I did ask.")
    play(store, script, "en", [0, 2, 1], person=ulla, text=TYPED["en"])
    left = play(store, script, "en", [0, 0], person=ulla)
    store.sessions.abandon(left)
    play(store, script, "fi", [1], person=None)
    store.ratings.add(typed, 65, "I was calm.")
    store.reviews.set_level(typed, 1, CRITERION, 1, coach="Sari", reason="You asked.", comment="Ask once more.")
    store.reviews.comment(typed, "Sari", "Well begun.")
    store.reviews.finish(typed, "Sari")
    store.reviews.answer(typed, "Sari", "Thank you.")
    number = store.plans.keep(Plan("9b2c6d7e-3c39-4a52-9a53-0c6f5a1b2c3d", "Week 10", (SCENARIO, SCENARIO)))
    store.plans.give(number, aino)
    store.observed.add(
        person=ulla, script=script, language="fi", levels={CRITERION: 2}, observer="Sari", comment="Good."
    )
    hold_workshop(store, script)


def hold_workshop(store: Store, script: Script) -> None:
    """A room that votes once and goes on."""
    engine = Play(script.source)
    number = store.workshops.start(script, ("fi", "en"), 7)
    workshop = move(move(begin(engine, 7), Move.VOTE), Move.CLOSE)
    workshop = go_on(engine, move(count_hand(workshop, 1, 12), Move.REVEAL))
    store.workshops.keep(
        number, path=workshop.path, rounds=kept_rounds(workshop.rounds), questions=["Who pays?"], ended=False
    )


def make() -> None:
    """Writes the folder of this version."""
    folder = DATA / f"v{VERSION}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(shipped("scenarios") / SCENARIO, folder / "scenarios" / SCENARIO)
    seconds = count()
    store = Store.open(folder, lambda: datetime(2026, 3, 4, 9, 30, tzinfo=UTC) + timedelta(seconds=next(seconds)))
    library = Library([folder / "scenarios"], folder / "cache", shipped("assets") / "portraits")
    fill(store, library.script(SCENARIO))
    export_bundle(store, folder / "sessions.repliikki")
    (folder / "told.json").write_text(json.dumps(told(store), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    store.close()
    shutil.rmtree(folder / "cache")


if __name__ == "__main__":
    make()

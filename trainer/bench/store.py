"""How long it takes until something is safely on disk."""

from __future__ import annotations

import json
import sqlite3
import statistics
from pathlib import Path
from time import perf_counter

from trainer.bench.figures import Figure
from trainer.bench.generated import generated
from trainer.roleplay.play import Play
from trainer.rubric.score import Score, score
from trainer.scenario.model import Scenario, Script
from trainer.store.backups import DATABASE
from trainer.store.connection import Connection
from trainer.store.database import Store
from trainer.store.moments import utc_now
from trainer.store.sessions import Sessions, keep_result
from trainer.wording import Text


def saving(folder: Path) -> list[Figure]:
    """Turns and results written durably."""
    scenario = Scenario.model_validate(generated(40))
    play, script = Play(scenario), Script(source=scenario)
    store = Store.open(folder / "store")
    session = store.sessions.start(person=None, script=script, language="fi", seed=1)
    raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE turn (number INTEGER PRIMARY KEY, content TEXT)")
    position, ours, limit = play.start(), [], []
    for number in range(200):
        if play.is_over(position):
            session = store.sessions.start(person=None, script=script, language="fi", seed=1)
            position = play.start()
        turn, position = play.answer(position, "a")
        start = perf_counter()
        store.sessions.add_turn(session, turn)
        ours.append(perf_counter() - start)
        content = json.dumps(turn)
        start = perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO turn VALUES (?, ?)", (number, content))
        raw.execute("COMMIT")
        limit.append(perf_counter() - start)
    raw.close()
    store.close()
    return [
        Figure(Text("A turn saved durably"), statistics.median(ours) * 1000, "ms", statistics.median(limit) * 1000,
               Text("raw SQLite, one transaction"), 1.5),
        _summaries(folder / "summaries"),
    ]  # fmt: skip


def _summaries(folder: Path) -> Figure:
    """A session ended with what lists show of it written beside it, and without."""
    scenario = Scenario.model_validate(generated(40))
    play, script = Play(scenario), Script(source=scenario)
    folder.mkdir()
    connection = Connection(folder / DATABASE, utc_now)
    sessions = Sessions(connection, utc_now)
    whole: list[float] = []
    without: list[float] = []
    for number in range(120):
        session = sessions.start(person=None, script=script, language="fi", seed=1)
        position, turns = play.start(), []
        while not play.is_over(position):
            turn, position = play.answer(position, "a")
            sessions.add_turn(session, turn)
            turns.append(turn)
        result = score([turn.marks for turn in turns], scenario.weights)
        start = perf_counter()
        if number % 2:
            sessions.finish(session, ending="end", outcome="good", score=result)
        else:
            _keep_result(connection, session, result)
        (whole if number % 2 else without).append(perf_counter() - start)
    connection.close()
    return Figure(Text("A session ended, with what lists show of it"), statistics.median(whole) * 1000, "ms",
                  statistics.median(without) * 1000, Text("without what lists show"), 1.3)  # fmt: skip


def _keep_result(connection: Connection, session: int, result: Score) -> None:
    connection.write(lambda transaction: keep_result(transaction, session, utc_now(), "end", "good", result))

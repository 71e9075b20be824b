"""A database with very many sessions, made quickly: some are made up, the others are copies of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from trainer.resources import shipped
from trainer.scenario.library import Library
from trainer.simulation.cohort import Cohort, fill
from trainer.store.database import Store

PEOPLE, MADE_UP, SESSIONS = 40, 500, 100_000


def make(folder: Path, cache: Path) -> None:
    """Fills a new data folder with so many sessions of so many people."""
    library = Library([shipped("scenarios")], cache, shipped("assets") / "portraits")
    store = Store.open(folder)
    cohort = Cohort(PEOPLE, MADE_UP, 1, date(2026, 6, 30))
    for _ in fill(store, library, cohort):
        pass
    file = store.path
    store.close()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        _multiply(database, SESSIONS // MADE_UP)


def _multiply(database: sqlite3.Connection, times: int) -> None:
    [(step,)] = database.execute("SELECT max(id) FROM session")
    for table, key in (("session", "id"), ("turn", "session"), ("mark", "session"), ("session_criterion", "session"),
                       ("review", "session")):  # fmt: skip
        columns = [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]
        changed = {key: f"{key} + n * {step}", "uuid": "lower(hex(randomblob(16)))"}
        values = ", ".join(changed.get(name, name) for name in columns)
        database.execute(
            f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {times - 1})"
            f" INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM copies CROSS JOIN {table}"
        )
    database.execute("ANALYZE")

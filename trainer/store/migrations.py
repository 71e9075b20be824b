"""The shape of the database, step by step; steps are appended and never edited.

Dates are UTC ISO 8601 text; points are counted in halves, as whole numbers; uuids tell people and sessions of
different devices apart.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from trainer.store.checks import APPLICATION, VERSION

steps = Migrations("repliikki")


def migrate(connection: sqlite3.Connection) -> None:
    """Brings a database up to date, wholly or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@steps()
def people_and_sessions(db: Database) -> None:
    """Version 1."""
    for statement in (
        """
        CREATE TABLE person (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            created TEXT NOT NULL
        )
        """,
        # Whole scenarios by digest, so that an old session replays after its scenario was edited.
        """
        CREATE TABLE script (
            digest TEXT PRIMARY KEY,
            scenario TEXT NOT NULL,
            snapshot TEXT NOT NULL
        )
        """,
        # A fork's parent may have been discarded; its number stays (ids are never used again), so that a fork
        # is never taken for a session of its own.
        """
        CREATE TABLE session (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            person INTEGER REFERENCES person(id) ON DELETE CASCADE,
            scenario TEXT NOT NULL,
            script TEXT NOT NULL REFERENCES script(digest),
            rubric TEXT NOT NULL,
            language TEXT NOT NULL,
            mode TEXT NOT NULL CHECK (mode IN ('practice', 'test')),
            seed INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'abandoned')),
            started TEXT NOT NULL,
            ended TEXT,
            ending TEXT,
            outcome TEXT,
            score INTEGER,
            earned_halves INTEGER,
            attainable INTEGER,
            parent INTEGER,
            parent_turn INTEGER
        )
        """,
        "CREATE INDEX session_by_start ON session(started)",
        "CREATE INDEX session_by_person ON session(person, started)",
        "CREATE INDEX session_by_scenario ON session(scenario, started)",
        """
        CREATE TABLE turn (
            session INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            scene TEXT NOT NULL,
            line INTEGER NOT NULL,
            reply TEXT NOT NULL,
            text TEXT,
            trust INTEGER NOT NULL,
            tension INTEGER NOT NULL,
            learned TEXT NOT NULL,
            next TEXT NOT NULL,
            hint INTEGER NOT NULL,
            seconds REAL,
            at TEXT NOT NULL,
            PRIMARY KEY (session, number)
        ) WITHOUT ROWID
        """,
        # A coach's mark is added at the next place and leaves the one it replaces; only then are `coach` and `at` set.
        """
        CREATE TABLE mark (
            session INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            place INTEGER NOT NULL,
            criterion TEXT NOT NULL,
            level INTEGER NOT NULL,
            source TEXT NOT NULL,
            evidence TEXT NOT NULL,
            confidence REAL NOT NULL,
            sure INTEGER NOT NULL,
            reason TEXT NOT NULL,
            coach TEXT,
            at TEXT,
            PRIMARY KEY (session, turn, place),
            FOREIGN KEY (session, turn) REFERENCES turn(session, number) ON DELETE CASCADE
        ) WITHOUT ROWID
        """,
        # What a finished session earned, summed once, so that progress needs no marks.
        """
        CREATE TABLE session_criterion (
            session INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
            criterion TEXT NOT NULL,
            earned_halves INTEGER NOT NULL,
            attainable INTEGER NOT NULL,
            PRIMARY KEY (session, criterion)
        ) WITHOUT ROWID
        """,
        "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ):
        db.execute(statement)


@steps()
def typed_replies(db: Database) -> None:
    """Version 2: what a typed reply was asked to mean, and marks that the trainee disputes."""
    for statement in (
        # The replies offered where it was unclear which the trainee's words came nearest to; the answer is `reply`.
        "ALTER TABLE turn ADD COLUMN asked TEXT NOT NULL DEFAULT '[]'",
        """
        CREATE TABLE dispute (
            session INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            criterion TEXT NOT NULL,
            text TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (session, turn, criterion),
            FOREIGN KEY (session, turn) REFERENCES turn(session, number) ON DELETE CASCADE
        ) WITHOUT ROWID
        """,
    ):
        db.execute(statement)

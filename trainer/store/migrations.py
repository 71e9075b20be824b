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


@steps()
def self_ratings(db: Database) -> None:
    """Version 3: what trainees thought of their own sessions before they were shown the score."""
    db.execute(
        """
        CREATE TABLE self_rating (
            session INTEGER PRIMARY KEY REFERENCES session(id) ON DELETE CASCADE,
            percent INTEGER CHECK (percent BETWEEN 0 AND 100),
            text TEXT NOT NULL,
            at TEXT NOT NULL
        )
        """
    )


@steps()
def reviews(db: Database) -> None:
    """Version 4: what coaches said of sessions, and what a coach's table and queue need of each session at once."""
    for statement in (
        "ALTER TABLE mark ADD COLUMN comment TEXT NOT NULL DEFAULT ''",
        # `changed` is later than anything that was known of the session when it was set (see moments.after), so that
        # of two copies of a review the newer one is known whatever the clocks say. `seen` is the `changed` of what the
        # trainee has looked at.
        """
        CREATE TABLE review (
            session INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
            coach TEXT NOT NULL,
            begun TEXT NOT NULL,
            changed TEXT NOT NULL,
            finished TEXT,
            comment TEXT NOT NULL DEFAULT '',
            answer TEXT NOT NULL DEFAULT '',
            answered TEXT,
            seen TEXT,
            PRIMARY KEY (session, coach)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX mark_by_coach ON mark(session, turn, criterion) WHERE source = 'coach'",
        # Filled when a session ends, and whenever a review or a dispute changes it (see summaries.py).
        "ALTER TABLE session ADD COLUMN program_score INTEGER",
        "ALTER TABLE session ADD COLUMN turns INTEGER",
        "ALTER TABLE session ADD COLUMN typed INTEGER",
        "ALTER TABLE session ADD COLUMN seconds REAL",
        "ALTER TABLE session ADD COLUMN broken INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE session ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE session ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE session ADD COLUMN corrections INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE session ADD COLUMN reviewed TEXT",
        "ALTER TABLE session ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0",
        """
        UPDATE session SET
            program_score = score,
            (turns, typed, seconds) =
                (SELECT count(*), count(text), sum(seconds) FROM turn WHERE turn.session = session.id),
            unsure = (SELECT count(*) FROM mark WHERE mark.session = session.id AND NOT sure),
            disputed = (SELECT count(*) FROM dispute WHERE dispute.session = session.id)
        WHERE state != 'open'
        """,
        """
        UPDATE session SET broken = 1 WHERE state = 'finished' AND EXISTS (
            SELECT 1 FROM mark, script, json_each(snapshot, '$.source.criteria') AS weight
            WHERE mark.session = session.id AND level = -1 AND sure AND digest = session.script
                AND weight.key = criterion AND json_extract(weight.value, '$.critical')
        )
        """,
        """
        UPDATE session SET waiting =
            CASE WHEN disputed THEN 4 WHEN unsure THEN 3 WHEN broken THEN 2 ELSE 1 END
        WHERE state = 'finished'
        """,
        "ALTER TABLE person ADD COLUMN median INTEGER",
        """
        WITH ranked AS (
            SELECT person, score, row_number() OVER (PARTITION BY person ORDER BY score) AS place,
                count(*) OVER (PARTITION BY person) AS scores
            FROM session WHERE state = 'finished' AND score IS NOT NULL AND parent IS NULL AND person IS NOT NULL
        )
        UPDATE person SET median = ranked.score FROM ranked
        WHERE ranked.person = person.id AND place = (scores + 1) / 2
        """,
        # All that a list filters and sorts by, so that it need not read the sessions themselves.
        """
        CREATE INDEX session_list ON session(
            person, state, started, scenario, language, ending, outcome, score, turns, typed, seconds, broken, unsure,
            disputed, corrections, reviewed, waiting, parent
        )
        """,
        "CREATE INDEX session_queue ON session(waiting DESC, ended, id) WHERE waiting > 0",
        "CREATE INDEX session_by_time ON session(scenario, seconds) WHERE state = 'finished' AND seconds IS NOT NULL",
    ):
        db.execute(statement)


@steps()
def locks_and_pseudonyms(db: Database) -> None:
    """Version 5: passphrase and PINs, what was unlocked without them, and the names that exports carry."""
    for statement in (
        # A person of NULL is the coach's area.
        """
        CREATE TABLE lock (
            id INTEGER PRIMARY KEY,
            person INTEGER REFERENCES person(id) ON DELETE CASCADE,
            hash TEXT NOT NULL,
            failures INTEGER NOT NULL,
            failed TEXT
        )
        """,
        "CREATE UNIQUE INDEX lock_by_person ON lock(coalesce(person, 0))",
        """
        CREATE TABLE lock_recovery (
            id INTEGER PRIMARY KEY,
            person INTEGER REFERENCES person(id) ON DELETE CASCADE,
            at TEXT NOT NULL
        )
        """,
        "ALTER TABLE person ADD COLUMN pseudonym TEXT",
    ):
        db.execute(statement)


@steps()
def rounds_and_plans(db: Database) -> None:
    """Version 6: sessions that several coaches mark blind, and what people were asked to practise."""
    for statement in (
        "CREATE TABLE calibration (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, created TEXT NOT NULL)",
        """
        CREATE TABLE calibration_session (
            round INTEGER NOT NULL REFERENCES calibration(id) ON DELETE CASCADE,
            session INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
            PRIMARY KEY (round, session)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE calibration_coach (
            round INTEGER NOT NULL REFERENCES calibration(id) ON DELETE CASCADE,
            coach TEXT NOT NULL,
            finished TEXT,
            PRIMARY KEY (round, coach)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE calibration_mark (
            round INTEGER NOT NULL,
            coach TEXT NOT NULL,
            session INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            criterion TEXT NOT NULL,
            level INTEGER NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (round, coach, session, turn, criterion),
            FOREIGN KEY (round, coach) REFERENCES calibration_coach(round, coach) ON DELETE CASCADE,
            FOREIGN KEY (round, session) REFERENCES calibration_session(round, session) ON DELETE CASCADE,
            FOREIGN KEY (session, turn) REFERENCES turn(session, number) ON DELETE CASCADE
        ) WITHOUT ROWID
        """,
        # Without these, deleting a session would read all rounds and marks.
        "CREATE INDEX calibration_session_by_session ON calibration_session(session)",
        "CREATE INDEX calibration_mark_by_session ON calibration_mark(session, turn)",
        """
        CREATE TABLE plan (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            scenarios TEXT NOT NULL,
            mode TEXT NOT NULL CHECK (mode IN ('practice', 'test')),
            due TEXT,
            note TEXT NOT NULL,
            created TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE plan_person (
            plan INTEGER NOT NULL REFERENCES plan(id) ON DELETE CASCADE,
            person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
            given TEXT NOT NULL,
            PRIMARY KEY (plan, person)
        ) WITHOUT ROWID
        """,
    ):
        db.execute(statement)


@steps()
def workshops(db: Database) -> None:
    """Version 7: what rooms voted, in counts only, and live role plays that an observer marked."""
    for statement in (
        """
        CREATE TABLE workshop (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            scenario TEXT NOT NULL,
            script TEXT NOT NULL REFERENCES script(digest),
            languages TEXT NOT NULL,
            seed INTEGER NOT NULL,
            started TEXT NOT NULL,
            ended TEXT,
            path TEXT NOT NULL
        )
        """,
        # A vote is three lists: hands, paper and phones, with a number for each reply.
        """
        CREATE TABLE workshop_round (
            workshop INTEGER NOT NULL REFERENCES workshop(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            path TEXT NOT NULL,
            step TEXT NOT NULL,
            replies TEXT NOT NULL,
            first TEXT NOT NULL,
            second TEXT NOT NULL,
            PRIMARY KEY (workshop, number)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE workshop_question (
            workshop INTEGER NOT NULL REFERENCES workshop(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (workshop, number)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE observed_session (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            person INTEGER REFERENCES person(id) ON DELETE CASCADE,
            scenario TEXT NOT NULL,
            script TEXT NOT NULL REFERENCES script(digest),
            language TEXT NOT NULL,
            observer TEXT NOT NULL,
            comment TEXT NOT NULL,
            at TEXT NOT NULL
        )
        """,
        "CREATE INDEX observed_session_by_person ON observed_session(person, at)",
        """
        CREATE TABLE observed_mark (
            session INTEGER NOT NULL REFERENCES observed_session(id) ON DELETE CASCADE,
            criterion TEXT NOT NULL,
            level INTEGER NOT NULL,
            PRIMARY KEY (session, criterion)
        ) WITHOUT ROWID
        """,
    ):
        db.execute(statement)

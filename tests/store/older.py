"""Databases as earlier versions of the program left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from trainer.store import checks, migrations


def make_older(file: Path, version: int) -> None:
    """Takes a closed database back to an earlier version, with as much of what is in it as that version knew."""
    older = file.with_name("older.db")
    with closing(sqlite3.connect(older)) as connection:
        following = migrations.steps._migrations[version].name
        migrations.steps.apply(Database(connection, execute_plugins=False), stop_before=following)
        connection.execute("ATTACH ? AS newer", (str(file),))
        for table in ("person", "script", "session", "turn", "mark", "session_criterion", "setting", "dispute"):
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            if columns:
                connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
        connection.commit()
        connection.execute(f"PRAGMA application_id = {checks.APPLICATION}")
        connection.execute(f"PRAGMA user_version = {version}")
    older.replace(file)

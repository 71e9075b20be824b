from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from trainer.store import checks, migrations, opening
from trainer.store.backups import Backups
from trainer.store.database import Store
from trainer.store.errors import MigrationError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store.open(tmp_path)
    store.people.add("Aino")
    store.close()
    return tmp_path


@pytest.fixture
def add_step(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Database], None]], None]:
    """Makes this program one version newer, by one more step."""

    def add(step: Callable[[Database], None]) -> None:
        steps = Migrations("repliikki")
        for known in migrations.steps._migrations:
            steps(name=known.name)(known.fn)
        steps(name="one_more")(step)
        monkeypatch.setattr(migrations, "steps", steps)
        monkeypatch.setattr(migrations, "VERSION", checks.VERSION + 1)
        monkeypatch.setattr(opening, "VERSION", checks.VERSION + 1)

    return add


def dump(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "repliikki.db")) as connection:
        return [*connection.iterdump(), str(connection.execute("PRAGMA user_version").fetchone())]


def test_the_version_counts_the_steps() -> None:
    assert len(migrations.steps._migrations) == checks.VERSION


def test_a_step_keeps_the_data_and_a_backup_from_before_it(
    folder: Path, add_step: Callable[[Callable[[Database], None]], None]
) -> None:
    before = dump(folder)
    add_step(lambda db: db.table("person").add_column("team", str))
    for _ in range(2):
        store = Store.open(folder)
        assert [person.name for person in store.people.all()] == ["Aino"]
        store.close()
    [backup] = Backups(folder).list()
    assert backup.reason == "migration"
    assert "team" in "".join(dump(folder))
    Backups(folder).restore(backup)
    assert dump(folder) == before


def test_a_failing_step_leaves_the_file_as_it_was(
    folder: Path, add_step: Callable[[Callable[[Database], None]], None]
) -> None:
    def fail(db: Database) -> None:
        db.execute("CREATE TABLE team (name TEXT NOT NULL)")
        db.execute("UPDATE person SET name = 'Spoilt'")
        db.execute("INSERT INTO team VALUES (NULL)")

    before = dump(folder)
    add_step(fail)
    with pytest.raises(MigrationError, match="has been left as it was"):
        Store.open(folder)
    assert dump(folder) == before


def test_a_bug_in_a_step_surfaces_and_leaves_the_file_as_it_was(
    folder: Path, add_step: Callable[[Callable[[Database], None]], None]
) -> None:
    def fail(db: Database) -> None:
        db.execute("UPDATE person SET name = 'Spoilt'")
        raise ZeroDivisionError

    before = dump(folder)
    add_step(fail)
    with pytest.raises(ZeroDivisionError):
        Store.open(folder)
    assert dump(folder) == before

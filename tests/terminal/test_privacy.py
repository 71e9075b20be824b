from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.terminal.conftest import CommandLine
from trainer.store.database import Store
from trainer.store.recordings import Recordings


@pytest.fixture
def aino(repliikki: CommandLine) -> CommandLine:
    """Aino has played once, and so has Sanni."""
    for name in ("Aino", "Sanni"):
        repliikki.json("play", "complaint", "--replies", "best", "--person", name, "--language", "en")
    return repliikki


def test_exports_carry_a_pseudonym_and_this_computer_the_name(aino: CommandLine, tmp_path: Path) -> None:
    assert "Exports use everyone's own name." in aino("privacy").stdout
    told = aino("privacy", "pseudonym", "--person", "Aino").stdout
    pseudonym = told.split("“")[1].split("”")[0]
    assert f"In exports, Aino appears as “{pseudonym}”." in aino("privacy").stdout
    for kind in ("csv", "bundle", "xapi", "pdf"):
        assert aino("export", "--format", kind, tmp_path / kind).exit_code == 0
    with (tmp_path / "csv").open(encoding="utf-8-sig", newline="") as opened:
        assert {row["Person"] for row in csv.DictReader(opened)} == {pseudonym, "Sanni"}
    assert {row["person"] for row in aino.json("sessions")} == {"Aino", "Sanni"}
    assert aino("privacy", "pseudonym", "--person", "Aino", "--off").exit_code == 0
    assert "Exports use everyone's own name." in aino("privacy").stdout


def test_how_long_sessions_stay(aino: CommandLine) -> None:
    assert "Sessions stay until somebody deletes them." in aino("privacy").stdout
    assert "older than 6 months (0 now)" in aino("privacy", "keep", "6").stdout
    assert "older than 6 months (0 now)" in aino("privacy").stdout
    assert "Sessions stay until somebody deletes them." in aino("privacy", "keep", "0").stdout
    assert aino("privacy", "keep", "-1").exit_code == 2


def test_playing_tells_before_old_sessions_go_and_when_they_went(aino: CommandLine) -> None:
    aino("privacy", "keep", "6")
    store = Store.open(aino.data)
    store._connection.write(lambda t: t.do("UPDATE session SET ended = '2020-01-01T00:00:00.000+00:00'", ()))
    store.close()
    told = aino("play", "complaint", "--replies", "worst")
    assert "sessions older than 6 months are deleted" in told.stderr
    assert len(aino.json("sessions")) == 3
    store = Store.open(aino.data)
    store.settings.set("delete_from", "2020-01-01")
    store.close()
    told = aino("play", "complaint", "--replies", "worst")
    assert "were deleted with their recordings: 2." in told.stderr
    assert len(aino.json("sessions")) == 2


def test_everything_about_a_person_goes_to_a_file(aino: CommandLine, tmp_path: Path) -> None:
    told = aino("privacy", "export", "--person", "Aino", tmp_path / "aino.zip").stdout
    assert (
        told
        == f"Everything about Aino, with 0 recordings, was written to {tmp_path / 'aino.zip'}. It holds the name.\n"
    )
    assert (tmp_path / "aino.zip").exists()


def test_a_person_is_deleted_only_when_that_is_confirmed(aino: CommandLine) -> None:
    store = Store.open(aino.data)
    store.backups.make("manual")
    Recordings(aino.data).prepare(1, 1).write_bytes(b"RIFF")
    store.close()
    assert aino("privacy", "delete", "--person", "Aino", typed="n\n").exit_code == 1
    assert len(aino.json("sessions")) == 2
    told = aino("privacy", "delete", "--person", "Aino", typed="y\n").stdout
    assert "Aino is deleted, and nothing about them is left in the database file. 1 backup made before still" in told
    assert str(aino.data / "backups") in told
    assert [row["person"] for row in aino.json("sessions")] == ["Sanni"]
    assert not (aino.data / "recordings" / "1").exists()
    assert b"Aino" not in (aino.data / "repliikki.db").read_bytes()
    assert "Nobody here is called “Aino”." in aino.fails("privacy", "delete", "--person", "Aino")

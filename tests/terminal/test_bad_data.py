"""A data folder that is none, or whose database cannot be used: a sentence that says what to do, and nothing lost."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT, CommandLine
from trainer.store.backups import DATABASE
from trainer.store.database import Store

NEEDS_THE_DATABASE = (
    ("sessions",),
    ("replay", "1"),
    ("play", "complaint", "--replies", "best"),
    ("play", "complaint"),
    ("export", "--format", "csv", "never.csv"),
)


@pytest.fixture
def file(repliikki: CommandLine) -> Path:
    repliikki.json("play", "complaint", "--replies", "best")
    return repliikki.data / DATABASE


@pytest.mark.parametrize("command", NEEDS_THE_DATABASE)
def test_a_file_in_place_of_the_data_folder(repliikki: CommandLine, command: tuple[str, ...]) -> None:
    notes = repliikki.data / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    repliikki.data = notes
    told = repliikki.fails(*command)
    assert told == f"“{notes}” cannot be the data folder: a file is in its place. Choose a folder."
    assert notes.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", [("list",), ("check", ROOT / "scenarios" / "complaint")])
def test_what_needs_no_data_works_all_the_same(repliikki: CommandLine, command: tuple[object, ...]) -> None:
    repliikki.data = repliikki.data / "notes.txt"
    repliikki.data.write_text("mine", encoding="utf-8")
    assert repliikki(*command).exit_code == 0


@pytest.mark.parametrize("command", NEEDS_THE_DATABASE)
@pytest.mark.parametrize("kept", ["text", 100, 5000], ids=["text", "header-only", "truncated"])
def test_a_damaged_database(
    repliikki: CommandLine, file: Path, kept: str | int, command: tuple[str, ...]
) -> None:  # fmt: skip
    spoilt = b"Dear diary,\n" * 1000 if isinstance(kept, str) else file.read_bytes()[:kept]
    file.write_bytes(spoilt)
    told = repliikki.fails(*command)
    assert f"“{file}”" in told
    assert "backup" in told
    assert file.read_bytes() == spoilt


@pytest.mark.parametrize("command", NEEDS_THE_DATABASE)
def test_a_database_of_a_newer_version(repliikki: CommandLine, file: Path, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    assert "was written by a newer version of Repliikki" in repliikki.fails(*command)
    assert file.read_bytes() == before


def test_a_database_that_another_program_writes_to(repliikki: CommandLine, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(repliikki.json("sessions")) == 1
        told = repliikki.fails("play", "complaint", "--replies", "best")
        assert told.startswith("Nothing was started, as it could not be saved")
        assert "another program is using the database" in told
    assert len(repliikki.json("sessions")) == 1


def test_a_database_that_another_program_keeps_to_itself(repliikki: CommandLine, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert "Close that program and try again." in repliikki.fails("sessions")


@pytest.fixture
def read_only(file: Path, tmp_path: Path) -> Iterator[CommandLine]:
    """The data folder on a disk that cannot be written to; root writes to any other."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.name == "nt":
        pytest.skip("there is no such folder on Windows")
    if os.geteuid() != 0:
        (disk / DATABASE).write_bytes(file.read_bytes())
        disk.chmod(0o500)
        yield CommandLine(disk)
        disk.chmod(0o700)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    (disk / DATABASE).write_bytes(file.read_bytes())
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield CommandLine(disk)
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_read_only_folder_is_read_and_not_played_in(read_only: CommandLine, tmp_path: Path) -> None:
    assert "complaint" in read_only("list").stdout
    [row] = read_only.json("sessions")
    assert read_only.json("replay", row["session"])["score"] == row["score"]
    for command in (("play", "complaint", "--replies", "best"), ("play", "complaint"), ("import", "x")):
        told = read_only.fails(*command)
        assert told.startswith(f"Nothing was started, as it could not be saved in “{read_only.data}”")
    assert read_only("export", "--format", "csv", tmp_path / "out.csv").exit_code == 0
    checks = json.loads(read_only.process("doctor", "--json").stdout)
    [data] = [check for check in checks if check["name"] == "data"]
    assert not data["ok"]
    assert "cannot be written to" in data["found"]


def test_what_a_damaged_log_lost_is_told(repliikki: CommandLine, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "alive")
    store.people.add("Aino")
    log = bytearray((tmp_path / "alive" / f"{DATABASE}-wal").read_bytes())
    log[-3000] ^= 0xFF
    repliikki.data.mkdir(exist_ok=True)
    (repliikki.data / DATABASE).write_bytes((tmp_path / "alive" / DATABASE).read_bytes())
    (repliikki.data / f"{DATABASE}-wal").write_bytes(log)
    store.close()
    told = repliikki("sessions")
    assert told.exit_code == 0
    assert "Your newest replies may be missing" in told.stderr
    assert repliikki("sessions").stderr == ""

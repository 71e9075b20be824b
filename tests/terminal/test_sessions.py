from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.scenario.example import copied, edit
from tests.terminal.conftest import CommandLine
from trainer.store.backups import DATABASE


def test_what_another_program_gets_newest_first(repliikki: CommandLine) -> None:
    first = repliikki.json("play", "complaint", "--replies", "worst", "--person", "Sanni", "--language", "fi")
    second = repliikki.json("play", "gatekeeper", "--replies", "best", "--language", "en")
    rows = repliikki.json("sessions")
    assert [row["session"] for row in rows] == [second["session"], first["session"]]
    for row, played in zip(rows, (second, first), strict=True):
        for key in ("scenario", "language", "person", "ending", "outcome", "score"):
            assert row[key] == played[key]
        assert row["turns"] == len(played["turns"])
        assert row["state"] == "finished"
    told = repliikki("sessions").stdout
    assert "gatekeeper" in told
    assert "100 / 100" in told
    assert "Sanni" in told


def test_replay_gives_what_was_played(repliikki: CommandLine) -> None:
    for seed in range(3):
        played = repliikki.json("play", "rejected-applicant", "--replies", "random", "--seed", seed)
        assert repliikki.json("replay", played["session"]) == played
        told = repliikki("replay", played["session"]).stdout
        assert told == repliikki("replay", played["session"]).stdout
        assert f"Score {played['score']} out of 100" in told


def test_replay_after_the_scenario_was_edited_and_then_removed(repliikki: CommandLine) -> None:
    folder = copied(repliikki.data / "scenarios")
    edit(folder, "portrait: sam", "portrait: marja")
    played = repliikki.json("play", "late-lamp", "--replies", "best", "--language", "en")
    told = repliikki("replay", played["session"]).stdout
    edit(folder, "feeling: {weight: 3}", "feeling: {weight: 1}")
    edit(folder, "So it is you again. Where is my lamp?\n        short", "Yes?\n        short")
    assert repliikki.json("replay", played["session"]) == played
    assert repliikki("replay", played["session"]).stdout == told
    folder.rename(repliikki.data / "late-lamp")
    assert repliikki.json("replay", played["session"]) == played
    assert repliikki.json("sessions", "--scenario", "late-lamp")


def test_a_session_that_something_else_changed_is_not_passed_off_as_played(repliikki: CommandLine) -> None:
    session = repliikki.json("play", "complaint", "--replies", "best")["session"]
    with sqlite3.connect(repliikki.data / DATABASE) as database:
        database.execute("UPDATE turn SET trust = 0 WHERE number = 2")
    database.close()
    assert f"Session {session}, turn 2: playing it again gives something" in repliikki.fails("replay", session)


@pytest.mark.parametrize("number", ["7", "0", "99999999999999999999"])
def test_a_session_that_is_not_there(repliikki: CommandLine, number: str) -> None:
    sentence = f"There is no session {number}. See “repliikki sessions”."
    assert repliikki.fails("replay", number) == sentence
    assert repliikki.fails("export", "--format", "csv", "--session", number, repliikki.data / "x.csv") == sentence


def test_sessions_of_somebody_or_something_unknown(repliikki: CommandLine) -> None:
    assert repliikki.fails("sessions", "--person", "Nobody") == "Nobody here is called “Nobody”."
    assert "Did you mean “complaint”?" in repliikki.fails("sessions", "--scenario", "complant")
    assert repliikki("sessions", "--scenario", "complaint").stdout.startswith("No sessions yet.")


def test_sessions_travel_to_another_computer(repliikki: CommandLine, tmp_path: Path) -> None:
    played = repliikki.json("play", "complaint", "--replies", "random", "--seed", 4, "--person", "Åsa")
    repliikki.json("play", "gatekeeper", "--replies", "best", "--person", "Sanni")
    bundle = tmp_path / "sessions.repliikki"
    told = repliikki("export", "--format", "bundle", "--person", " Åsa", bundle)
    assert told.stdout == f"1 session was written to {bundle}.\n"
    there = CommandLine(tmp_path / "there")
    assert there("import", bundle).stdout == "New: 1. Updated: 0. Already here: 0.\n"
    assert there("import", bundle).stdout == "New: 0. Updated: 0. Already here: 1.\n"
    [row] = there.json("sessions", "--person", "Åsa")
    assert there.json("replay", row["session"]) == played | {"session": row["session"]}


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xapi", b"{"), ("pdf", b"%PDF-")])
def test_sessions_for_other_programs(repliikki: CommandLine, tmp_path: Path, kind: str, start: bytes) -> None:
    repliikki.json("play", "complaint", "--replies", "best")
    file = tmp_path / f"sessions.{kind}"
    result = repliikki.process("export", "--format", kind, file, QT_QPA_PLATFORM="offscreen")
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"1 session was written to {file}.\n"
    assert file.read_bytes().startswith(start)


def test_a_file_that_is_no_bundle(repliikki: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sanni", encoding="utf-8")
    assert "letter.txt" in repliikki.fails("import", tmp_path / "letter.txt")
    assert repliikki.fails("import", tmp_path / "nowhere") == f"There is no file “{tmp_path / 'nowhere'}”."

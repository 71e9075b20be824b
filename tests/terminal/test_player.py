"""By hand in the terminal: what is typed, and what is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.terminal.conftest import CommandLine
from trainer.store.backups import DATABASE


def play(repliikki: CommandLine, typed: str) -> str:
    """The whole of what is shown; the program ends well."""
    result = repliikki("play", "complaint", "--language", "en", "--seed", 5, "--person", "Sanni", typed=typed)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def test_played_by_numbers_to_a_score(repliikki: CommandLine) -> None:
    shown = play(repliikki, "1\n" * 40)
    assert "The complaint" in shown
    assert "Your goal: " in shown
    assert "Trust █" in shown
    assert "Marja: " in shown
    assert "  1. " in shown
    [row] = repliikki.json("sessions")
    assert row["state"] == "finished"
    assert row["person"] == "Sanni"
    assert f"Score {row['score']} out of 100" in shown
    assert f"Score {row['score']} out of 100" in repliikki("replay", row["session"]).stdout


def test_the_order_of_the_replies_goes_by_the_seed(repliikki: CommandLine) -> None:
    assert play(repliikki, "q\n") == play(repliikki, "q\n")


def test_hint_and_background_do_not_answer(repliikki: CommandLine) -> None:
    shown = play(repliikki, "h\nb\nq\n")
    assert "Left open; it is saved." in shown
    assert shown.count("Marja: ") == 1
    [row] = repliikki.json("sessions")
    assert (row["state"], row["turns"]) == ("open", 0)


def test_a_hint_that_was_read_is_kept_with_the_turn(repliikki: CommandLine) -> None:
    play(repliikki, "h\n1\n2\nq\n")
    with sqlite3.connect(repliikki.data / DATABASE) as database:
        assert database.execute("SELECT hint FROM turn ORDER BY number").fetchall() == [(1,), (0,)]
    database.close()


@pytest.mark.parametrize("wrong", ["0", "9", "-1", "1.0", "one", "²", "😀", "1 2", "9" * 5000, "\x1b[A", "q q"])
def test_wrong_input_is_told_what_is_possible(repliikki: CommandLine, wrong: str) -> None:
    shown = play(repliikki, f"{wrong}\n\n  1 \nQ\n")
    assert shown.count("Give a number from 1 to 4, or h, b or q.") == 1
    [row] = repliikki.json("sessions")
    assert row["turns"] == 1


def test_the_end_of_the_input_leaves_the_session_open(repliikki: CommandLine) -> None:
    shown = play(repliikki, "1\n2\n")
    assert "Left open; it is saved." in shown
    [row] = repliikki.json("sessions")
    assert (row["state"], row["turns"], row["score"], row["ending"]) == ("open", 2, None, None)
    assert " open " in repliikki("sessions").stdout
    assert "Marja: " in repliikki("replay", row["session"]).stdout
    replayed = repliikki.json("replay", row["session"])
    assert len(replayed["turns"]) == 2
    assert replayed["ending"] is None


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def interrupt(*_: object, **__: object) -> str:
        raise click.Abort  # what click makes of Ctrl-C at a prompt

    with monkeypatch.context() as patch:
        patch.setattr(click, "prompt", interrupt)
        yield


@pytest.mark.usefixtures("interrupted")
def test_the_program_interrupted_leaves_the_session_open(repliikki: CommandLine) -> None:
    assert "Left open; it is saved." in play(repliikki, "")
    assert repliikki.json("sessions")[0]["state"] == "open"


def test_a_disk_that_fails_in_mid_conversation_is_told_at_once_and_at_the_end(
    repliikki: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    repliikki("play", "complaint", "--replies", "worst")
    other = sqlite3.connect(repliikki.data / DATABASE, isolation_level=None)
    answers = iter(["1", "2", "q"])

    def prompt(*_: object, **__: object) -> str:
        answer = next(answers)
        if answer == "2":
            other.execute("BEGIN IMMEDIATE")  # another program writes, and does not come to an end
        return answer

    monkeypatch.setattr(click, "prompt", prompt)
    result = repliikki("play", "complaint", "--language", "en")
    assert result.exit_code == 1
    assert result.stdout.count("Another program is using the database. You can go on") == 1
    assert result.stderr.startswith(f"What was done could not be saved in “{repliikki.data}”")
    other.execute("ROLLBACK")
    other.close()


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_asked(repliikki: CommandLine) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("no folder here in which nobody can make one")
    repliikki.data = Path("/proc/repliikki")
    told = repliikki.fails("play", "complaint")
    assert told.startswith("Nothing was started, as it could not be saved in “/proc/repliikki”")
    assert told.endswith("choose another folder with --data.")

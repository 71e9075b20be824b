from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.terminal.conftest import CommandLine

PASSPHRASE = "sininen lokki"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory, known: Path) -> Path:
    """The data of a computer with Aino, whose PIN is 2468, Sanni, who has none, and a coach's area."""
    data = tmp_path_factory.mktemp("locked")
    shutil.copytree(known, data / "cache")
    on_it = CommandLine(data)
    for name in ("Aino", "Sanni"):
        on_it.json("play", "complaint", "--replies", "worst", "--person", name, "--language", "en")
    assert on_it("lock", "--person", "Aino", typed="2468\n2468\n").exit_code == 0
    assert on_it("lock", "--coach", typed=f"{PASSPHRASE}\n{PASSPHRASE}\n").exit_code == 0
    return data


@pytest.fixture
def shared(repliikki: CommandLine, locked: Path) -> CommandLine:
    """A copy of that computer."""
    shutil.copytree(locked, repliikki.data, dirs_exist_ok=True)
    return repliikki


def test_nothing_is_asked_where_nothing_is_locked(repliikki: CommandLine) -> None:
    repliikki.json("play", "complaint", "--replies", "worst", "--person", "Aino")
    repliikki.json("sessions")
    assert repliikki("lock").stdout == "The coach's area is not locked.\n"


def test_several_peoples_sessions_take_the_coachs_passphrase(shared: CommandLine) -> None:
    wrong = shared("sessions", typed="2468\n")
    assert wrong.exit_code == 1
    assert "That is not the coach's passphrase." in wrong.stderr
    assert wrong.stdout == ""
    right = shared("sessions", typed=f"{PASSPHRASE}\n")
    assert "Sanni" in right.stdout
    assert PASSPHRASE not in right.output


@pytest.mark.parametrize(
    "command",
    [
        "sessions --person Aino",
        "replay 1",
        "play complaint --person Aino",
        "export --format csv --person Aino FILE",
        "privacy export --person Aino FILE",
        "privacy pseudonym --person Aino",
        "privacy delete --person Aino",
    ],
)
def test_a_persons_sessions_take_the_pin(shared: CommandLine, command: str, tmp_path: Path) -> None:
    file = tmp_path / "out"
    refused = shared(*command.replace("FILE", str(file)).split(), typed="1111\ny\n")
    assert refused.exit_code == 1
    assert "That is not the PIN." in refused.stderr
    assert refused.stdout == ""
    assert not file.exists()


def test_the_pin_and_in_its_place_the_passphrase_open(shared: CommandLine) -> None:
    for typed in ("2468\n", f"\n{PASSPHRASE}\n"):
        opened = shared("sessions", "--person", "Aino", typed=typed)
        assert opened.exit_code == 0, opened.output
        assert "Aino" in opened.stdout
    assert shared("sessions", "--person", "Sanni").exit_code == 0


def test_a_lock_is_changed_and_removed_with_what_opens_it(shared: CommandLine) -> None:
    changed = shared("lock", "--person", "Aino", typed="2468\n1357\n1357\n")
    assert changed.exit_code == 0
    assert "nothing is encrypted" in changed.stdout
    assert shared("lock", "--person", "Aino", "--remove", typed="2468\n").exit_code == 1
    assert shared("lock", "--person", "Aino", "--remove", typed="1357\n").exit_code == 0
    assert shared("lock").stdout == "The coach's area is locked.\n"
    assert "Nothing is locked there." in shared.fails("lock", "--person", "Aino", "--remove")


def test_two_different_new_ones_change_nothing(shared: CommandLine) -> None:
    result = shared("lock", "--coach", typed=f"{PASSPHRASE}\npunainen lokki\npunainen lukki\n")
    assert "not the same" in result.stderr
    assert shared("sessions", typed=f"{PASSPHRASE}\n").exit_code == 0


def test_a_forgotten_passphrase_is_recovered_from_and_everybody_sees_it(shared: CommandLine) -> None:
    asked = shared("unlock", "--coach", typed="n\n")
    assert "deletes the lock and nothing else" in asked.stderr
    assert asked.exit_code == 1
    assert "The coach's area is locked." in shared("lock").stdout
    assert shared("unlock", "--coach", typed="y\n").exit_code == 0
    assert shared("unlock", "--person", "Aino", typed="y\n").exit_code == 0
    told = shared("lock").stdout
    assert "The coach's area is not locked." in told
    assert ": the coach's area was unlocked without the passphrase." in told
    assert ": Aino's profile was unlocked without the PIN." in told
    assert {row["person"] for row in shared.json("sessions")} == {"Aino", "Sanni"}


def test_whose_lock_must_be_said(repliikki: CommandLine) -> None:
    assert repliikki("unlock").exit_code == 2
    assert repliikki("lock", "--coach", "--person", "Aino").exit_code == 2
    assert "Nobody here is called “Ulla”." in repliikki.fails("lock", "--person", "Ulla")

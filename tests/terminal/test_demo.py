"""`demo-data` makes up people, and never mixes them in among real sessions unasked."""

from __future__ import annotations

from tests.terminal.conftest import CommandLine

FEW = ("demo-data", "--people", 3, "--sessions", 9, "--until", "2026-03-01", "--quick")


def test_it_fills_an_empty_folder(repliikki: CommandLine) -> None:
    result = repliikki(*FEW)
    assert result.exit_code == 0, result.output
    assert "3 made-up people have had 9 conversations" in result.stdout
    listed = repliikki.json("sessions")
    assert len(listed) == 9
    assert len({row["person"] for row in listed}) == 3
    assert all(row["started"] < "2026-03-02T12" for row in listed)


def test_it_does_not_mix_with_what_is_there(repliikki: CommandLine) -> None:
    assert repliikki("play", "complaint", "--replies", "best", "--person", "Sanni").exit_code == 0
    assert "There are sessions in" in repliikki.fails(*FEW)
    assert len(repliikki.json("sessions")) == 1
    assert repliikki(*FEW, "--into-existing").exit_code == 0
    assert len(repliikki.json("sessions")) == 10
    assert len(repliikki.json("sessions", "--person", "Sanni")) == 1


def test_the_same_people_do_not_come_twice(repliikki: CommandLine) -> None:
    assert repliikki(*FEW).exit_code == 0
    assert "--seed" in repliikki(*FEW, "--into-existing").stderr
    assert repliikki(*FEW, "--into-existing", "--seed", 2).exit_code == 0
    assert len(repliikki.json("sessions")) == 18

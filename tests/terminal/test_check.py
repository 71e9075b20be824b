from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.scenario.example import copied, edit
from tests.terminal.conftest import ROOT, CommandLine


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    folder = copied(tmp_path / "mine")
    edit(folder, "portrait: sam", "portrait: marja")
    return folder


def test_the_shipped_scenarios_have_no_errors(repliikki: CommandLine) -> None:
    assert repliikki("check").exit_code == 0
    assert not [finding for finding in repliikki.json("check") if finding["severity"] == "error"]


def test_a_scenario_without_fault(repliikki: CommandLine, scenario: Path) -> None:
    result = repliikki("check", "--strict", scenario)
    assert result.exit_code == 0, result.output
    assert result.stdout == "1 scenario: 0 errors, 0 warnings.\n"


def test_an_error_names_place_reason_and_cure(repliikki: CommandLine, scenario: Path) -> None:
    edit(scenario, "start: opening", "start: openning")
    result = repliikki("check", scenario)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "late-lamp/scenario.yaml:22:8: error RL011: There is no scene or ending “openning”.",
        "    start",
        "    → Did you mean “opening”?",
        "1 scenario: 1 error, 0 warnings.",
    ]


def test_the_same_for_another_program(repliikki: CommandLine, scenario: Path) -> None:
    edit(scenario, "start: opening", "start: openning")
    result = repliikki("check", "--json", scenario)
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "code": "RL011",
            "severity": "error",
            "file": str(scenario / "scenario.yaml"),
            "line": 22,
            "column": 8,
            "path": "start",
            "message": "There is no scene or ending “openning”.",
            "fix": "Did you mean “opening”?",
        }
    ]


def test_warnings_fail_only_when_strict(repliikki: CommandLine, scenario: Path) -> None:
    edit(scenario, "title: The late lamp", "title: The very late lamp")
    assert repliikki("check", scenario).exit_code == 0
    strict = repliikki("check", "--strict", scenario)
    assert strict.exit_code == 1
    assert "fi.yaml:" in strict.stdout
    assert "1 scenario: 0 errors, 1 warning." in strict.stdout


@pytest.mark.parametrize("place", [".", "scenario.yaml", "fi.yaml"])
def test_checked_from_within_its_folder(
    repliikki: CommandLine, scenario: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(scenario, "start: opening", "start: openning")
    monkeypatch.chdir(scenario)
    assert repliikki("check", place).stdout.startswith("late-lamp/scenario.yaml:22:8: error")


def test_a_whole_library_of_ones_own(repliikki: CommandLine, scenario: Path) -> None:
    assert "1 scenario: " in repliikki("check", scenario.parent).stdout


@pytest.mark.parametrize("path", [ROOT / "pyproject.toml", ROOT / "assets", ROOT / "nowhere"])
def test_where_there_is_no_scenario_it_says_so(repliikki: CommandLine, path: Path) -> None:
    told = repliikki.fails("check", path)
    assert told == f"In {path} there is no scenario: no folder with a scenario.yaml."

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.review.examples import written
from tests.scenario.example import copied, edit
from tests.terminal.conftest import ROOT, CommandLine


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    folder = copied(tmp_path / "mine")
    edit(folder, "portrait: sam", "portrait: marja")
    return folder


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    """A scenario without fault."""
    return written(tmp_path)


def test_the_shipped_scenarios_have_no_errors(repliikki: CommandLine) -> None:
    assert repliikki("check").exit_code == 0
    assert not [finding for finding in repliikki.json("check") if finding["severity"] == "error"]


def test_a_scenario_without_fault(repliikki: CommandLine, lamp: Path) -> None:
    result = repliikki("check", "--strict", lamp)
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


def test_warnings_fail_only_when_strict(repliikki: CommandLine, lamp: Path) -> None:
    edit(lamp, "title: The lamp", "title: The late lamp")
    assert repliikki("check", lamp).exit_code == 0
    strict = repliikki("check", "--strict", lamp)
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


def test_a_library_sets_its_own_severities(repliikki: CommandLine, lamp: Path) -> None:
    edit(lamp, "title: The lamp", "title: The late lamp")
    severities = lamp.parent / "check.yaml"
    severities.write_text("RL023: error\n", encoding="utf-8")
    assert repliikki("check", lamp).exit_code == 1
    severities.write_text("RL023: off\n", encoding="utf-8")
    assert repliikki("check", "--strict", lamp).exit_code == 0
    severities.write_text("RL32: off\n", encoding="utf-8")
    told = repliikki("check", lamp)
    assert told.exit_code == 1
    assert "check.yaml:1:1: error RL090: “RL32” isn't a warning" in told.stdout
    assert "→ Did you mean “RL032”?" in told.stdout


def test_figures_for_another_program(repliikki: CommandLine, lamp: Path) -> None:
    [figures] = repliikki.json("check", "--figures", lamp)
    assert (figures["scenario"], figures["scenes"], figures["replies"]) == ("lamp", 4, 13)
    # After own-it 3 × 4 conversations; after each of the others 2 × 3, and one that ends at once.
    assert figures["paths"] == 26
    assert figures["turns"] == {"min": 2, "median": 3, "max": 3}
    assert figures["score"]["exact"]
    assert (figures["score"]["best"], figures["score"]["worst"]) == (100, 0)
    assert 30 < figures["score"]["random"] < 50
    assert {key: (each["outcome"], each["max"]) for key, each in figures["endings"].items()} == {
        "resolved": ("good", 100), "waiting": ("mixed", 88), "left": ("bad", 80),
    }  # fmt: skip
    assert figures["words"].keys() == {"en", "fi"}
    assert all(count > 50 for count in figures["words"].values())
    assert 0 < figures["minutes"] < 1
    assert figures["best"] == ["own-it", "today", "friday"]
    assert figures["regret"]["opening/own-it"] == [0, 0]
    assert figures["regret"]["promise/vague"][0] > 0


def test_figures_of_what_has_no_bound_are_called_an_estimate(repliikki: CommandLine, lamp: Path) -> None:
    edit(lamp, "thank you for your call.\n        then: left", "thank you for your call.\n        then: promise")
    [figures] = repliikki.json("check", "--figures", lamp)
    assert not figures["score"]["exact"]
    assert (figures["turns"], figures["paths"], figures["regret"]) == (None, None, {})
    assert figures["score"]["bounds"] == [0, 100]
    assert "estimated" in repliikki("check", "--figures", lamp).stdout


def test_figures_for_a_person(repliikki: CommandLine, lamp: Path) -> None:
    told = repliikki("check", "--figures", lamp).stdout
    assert "score 0–100, picked at random 4" in told
    assert "80–100  resolved (good)" in told
    assert "best: own-it, today, friday" in told


def test_there_are_no_figures_of_what_cannot_be_played(repliikki: CommandLine, lamp: Path) -> None:
    edit(lamp, "start: opening", "start: openning")
    assert "There is no scene or ending “openning”" in repliikki.fails("check", "--figures", lamp)


def test_a_rule_is_explained_with_examples(repliikki: CommandLine) -> None:
    told = repliikki("check", "--explain", "rl033").stdout
    assert told.startswith("RL033 (warning): A branch that is never taken.\n")
    assert "    + {when: {trust: {min: 90}}, to: resolved}" in told
    assert "\nNot found:\n" in told
    assert "Did you mean “RL033”?" in repliikki.fails("check", "--explain", "RL33")


@pytest.mark.parametrize("name", ["best", "polite-but-empty"])
def test_a_way_taken_is_recorded_and_checked_ever_after(repliikki: CommandLine, name: str) -> None:
    lamp = written_as_own(repliikki)
    (lamp / "plays.yaml").unlink()
    result = repliikki("play", "lamp", "--replies", "own-it,today,friday", "--record", name)
    assert result.exit_code == 0
    assert str(lamp / "plays.yaml") in result.stderr
    kept = (lamp / "plays.yaml").read_text(encoding="utf-8")
    assert kept == f"{name}:\n  replies: [own-it, today, friday]\n  ending: resolved\n  score: 100\n"
    repliikki("play", "lamp", "--replies", "explain,terms", "--record", "careless")
    assert repliikki("check", "--strict", lamp).exit_code == 0
    edit(lamp, "{when: {trust: {min: 50}}, to: resolved}", "{when: {trust: {max: 50}}, to: resolved}")
    assert f"RL071: The play-through “{name}” leads to the ending “waiting”." in repliikki("check", lamp).stdout


def test_a_name_that_is_none_is_refused(repliikki: CommandLine) -> None:
    written_as_own(repliikki)
    result = repliikki("play", "lamp", "--replies", "explain,terms", "--record", "Not a name")
    assert result.exit_code == 1
    assert "isn't a valid name for a play-through" in result.stderr


def written_as_own(repliikki: CommandLine) -> Path:
    """The example among the person's own scenarios."""
    own = repliikki.data / "scenarios"
    own.mkdir(parents=True)
    return written(own)

from __future__ import annotations

from tests.scenario.example import copied, edit
from tests.terminal.conftest import ROOT, CommandLine

IDS = {file.parent.name for file in (ROOT / "scenarios").glob("*/scenario.yaml")}


def test_all_scenarios_are_listed_with_what_one_chooses_by(repliikki: CommandLine) -> None:
    lines = repliikki("list").stdout.splitlines()
    [line] = [line for line in lines if line.startswith("complaint ")]
    assert "The complaint · Medium · 6 min · fi, en" in line
    assert {line.split()[0] for line in lines} >= IDS


def test_another_program_gets_the_same_list(repliikki: CommandLine) -> None:
    listed = {entry["id"]: entry for entry in repliikki.json("list")}
    assert listed.keys() == IDS
    complaint = listed["complaint"]
    assert complaint["languages"] == ["fi", "en"]
    assert complaint["title"].keys() == {"fi", "en"}
    assert complaint["difficulty"] in (1, 2, 3)
    assert complaint["criteria"]["feeling"] > 0


def test_a_finn_is_told_in_finnish(repliikki: CommandLine) -> None:
    listed = repliikki.process("list", LC_ALL="fi_FI.UTF-8").stdout
    assert "Reklamaatio" in listed


def test_a_scenario_of_ones_own_is_listed_and_played(repliikki: CommandLine) -> None:
    edit(copied(repliikki.data / "scenarios"), "portrait: sam", "portrait: marja")
    assert "The late lamp" in repliikki("list").stdout
    assert repliikki.json("play", "late-lamp", "--replies", "best")["scenario"] == "late-lamp"


def test_a_broken_scenario_is_listed_with_its_reason_and_hinders_no_other(repliikki: CommandLine) -> None:
    edit(copied(repliikki.data / "scenarios"), "start: opening", "start: openning")
    result = repliikki("list")
    assert result.exit_code == 0
    assert "late-lamp cannot be played: " in result.stdout
    assert "scenario.yaml:22:8: There is no scene or ending “openning”." in result.stdout
    assert "The complaint" in result.stdout
    listed = {entry["id"] for entry in repliikki.json("list")}
    assert "complaint" in listed
    assert "late-lamp" not in listed
    [scenarios] = [check for check in repliikki.json("doctor") if check["name"] == "scenarios"]
    assert not scenarios["ok"]
    assert "openning" in scenarios["found"]


def test_what_is_no_scenario_at_all_is_told_too(repliikki: CommandLine) -> None:
    for name, content in {
        "tabs": b"id:\ttabs\n\t- x",
        "bytes": b"\xff\xfe\x00\x01",
        "bomb": b"a: &a [x]\n" + b"".join(b"k%d: [*a, *a, *a]\n" % n for n in range(5000)),
        "empty": b"",
        "twice": b"id: twice\nid: twice\n",
    }.items():
        folder = repliikki.data / "scenarios" / name
        folder.mkdir(parents=True)
        (folder / "scenario.yaml").write_bytes(content)
    listed = repliikki("list").stdout
    for name in ("tabs", "bytes", "bomb", "empty", "twice"):
        assert f"{name} cannot be played: " in listed
    result = repliikki("check", repliikki.data / "scenarios")
    assert result.exit_code == 1
    assert "5 scenarios: " in result.stdout

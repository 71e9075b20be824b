"""What a coach asks in the terminal: lists, agreement, plans."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.terminal.conftest import CommandLine
from trainer.store.database import Store


def test_sessions_are_narrowed_and_sorted_as_in_the_coachs_table(repliikki: CommandLine) -> None:
    worst = repliikki.json("play", "complaint", "--replies", "worst", "--person", "Sanni", "--language", "fi")
    best = repliikki.json("play", "complaint", "--replies", "best", "--person", "Åke", "--language", "en")
    other = repliikki.json("play", "gatekeeper", "--replies", "best", "--language", "en")
    numbers = {name: played["session"] for name, played in (("worst", worst), ("best", best), ("other", other))}
    today = datetime.now()

    def listed(*options: object) -> list[str]:
        found = {number: name for name, number in numbers.items()}
        return [found[row["session"]] for row in repliikki.json("sessions", *options)]

    assert listed("--person", "Åke") == ["best"]
    assert listed("--person", "") == ["other"]
    assert listed("--scenario", "complaint", "--language", "fi") == ["worst"]
    assert listed("--highest", 50) == ["worst"]
    assert listed("--lowest", worst["score"], "--outcome", "bad") == ["worst"]
    assert listed("--ending", best["ending"], "--scenario", "complaint") == ["best"]
    assert listed("--broken") == ["worst"]
    assert listed("--replies", "chosen", "--state", "finished") == ["other", "best", "worst"]
    assert listed("--replies", "typed") == listed("--disputed") == listed("--not-sure") == []
    assert listed("--not-reviewed") == ["other", "best", "worst"]
    assert listed("--since", f"{today:%Y-%m-%d}", "--until", f"{today:%Y-%m-%d}") == ["other", "best", "worst"]
    assert listed("--until", f"{today - timedelta(days=1):%Y-%m-%d}") == []
    assert listed("--sort", "score", "--ascending")[0] == "worst"
    assert listed("--sort", "person", "--limit", 1) == ["best"]
    assert listed("--sample", 100) == ["other", "best", "worst"]
    assert listed("--sample", 50, "--seed", 3) == listed("--sample", 50, "--seed", 3)
    assert "· broken" in repliikki("sessions").stdout
    assert repliikki("sessions", "--disputed").stdout == "No sessions match.\n"


def test_a_review_shows_in_what_other_programs_get(repliikki: CommandLine) -> None:
    played = repliikki.json("play", "complaint", "--replies", "best")
    store = Store.open(repliikki.data)
    criterion, level = next((key, level) for key, level in played["turns"][0]["marks"].items() if level == 2)
    assert level == 2
    store.reviews.set_level(played["session"], 1, criterion, 1, coach="Sari", reason="Half of it.")
    store.reviews.finish(played["session"], "Sari")
    store.close()
    [row] = repliikki.json("sessions")
    assert (row["program_score"], row["corrections"]) == (100, 1)
    assert row["score"] < 100
    assert row["reviewed"] is not None
    assert repliikki.json("replay", played["session"])["score"] == row["score"]
    assert repliikki.json("sessions", "--not-reviewed") == []


def test_only_the_scenarios_asked_for_are_exported(repliikki: CommandLine, tmp_path: Path) -> None:
    repliikki.json("play", "complaint", "--replies", "best")
    repliikki.json("play", "gatekeeper", "--replies", "best")
    file = tmp_path / "some.repliikki"
    told = repliikki("export", "--format", "bundle", "--scenario", "gatekeeper", "--scenario", "mentor", file)
    assert told.stdout == f"1 session was written to {file}.\n"
    there = CommandLine(tmp_path / "there")
    assert there("import", file).exit_code == 0
    assert [row["scenario"] for row in there.json("sessions")] == ["gatekeeper"]


def test_agreement_without_and_with_marks(repliikki: CommandLine) -> None:
    assert repliikki.json("agreement") == {
        "program": {"criteria": [], "months": []},
        "coaches": {"criteria": [], "months": []},
    }
    assert repliikki("agreement").stdout.count("Nothing has been marked by both yet.") == 2
    played = [repliikki.json("play", "complaint", "--replies", "random", "--seed", n) for n in range(8)]
    store = Store.open(repliikki.data)
    sessions = [each["session"] for each in played]
    number = store.calibrations.add("March", sessions, ["Sari", "Olli"])
    for each in played:
        for turn, taken in enumerate(each["turns"], 1):
            for criterion, level in taken["marks"].items():
                store.calibrations.mark(number, "Olli", each["session"], turn, criterion, level)
                store.calibrations.mark(number, "Sari", each["session"], turn, criterion, level if turn % 3 else 1)
    store.close()
    found = repliikki.json("agreement")["coaches"]
    [month] = found["months"]
    assert month["pairs"] == sum(row["pairs"] for row in found["criteria"]) >= 30
    assert month["weighted"]["low"] < month["weighted"]["value"] < month["weighted"]["high"] < 1
    assert any(row["too_few"] and row["kappa"] is None for row in found["criteria"])
    told = repliikki("agreement").stdout
    assert "too few for κ (under 30)" in told
    assert "weighted" in told


def test_a_plan_is_made_given_and_done(repliikki: CommandLine, tmp_path: Path) -> None:
    assert repliikki("plan", "list").stdout.startswith("There are no plans yet.")
    repliikki.json("play", "complaint", "--replies", "best", "--person", "Sanni")
    made = repliikki("plan", "new", "First week", "complaint", "gatekeeper", "--by", "2031-04-01", "--note", "Calmly.")
    assert made.stdout.startswith("Plan 1 was created.")
    assert repliikki("plan", "give", 1, "--person", "Sanni").stdout == "“First week” was given to Sanni.\n"
    done = repliikki.json("play", "gatekeeper", "--replies", "worst", "--person", "Sanni")["session"]
    told = repliikki("plan", "list").stdout
    assert "First week · by 1 April 2031 · complaint, gatekeeper" in told
    assert "Sanni: 1 of 2 done" in told
    [plan] = repliikki.json("plan", "list")
    assert plan["people"][0]["sessions"] == [None, done]
    file = tmp_path / "week.repliikki-plan"
    assert repliikki("plan", "export", 1, file).exit_code == 0
    there = CommandLine(tmp_path / "there")
    there.json("play", "complaint", "--replies", "best", "--person", "Åke")
    assert there("plan", "import", file, "--person", "Åke").stdout == "Plan 1: First week\n"
    [plan] = there.json("plan", "list")
    assert (plan["title"], plan["note"], plan["due"]) == ("First week", "Calmly.", "2031-04-01")
    assert plan["people"][0]["person"] == "Åke"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("new", "A", "complant"), "Did you mean “complaint”?"),
        (("new", " ", "complaint"), "Give the plan a title."),
        (("give", 7, "--person", "Sanni"), "There is no plan 7."),
        (("export", 7, "x"), "There is no plan 7."),
        (("import", "nowhere"), "“nowhere” could not be read"),
    ],
)
def test_plans_that_cannot_be(repliikki: CommandLine, arguments: tuple[object, ...], sentence: str) -> None:
    assert sentence in repliikki.fails("plan", *arguments)

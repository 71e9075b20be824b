from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from tests.terminal.conftest import CommandLine
from tests.terminal.test_list import IDS
from trainer.app import App
from trainer.roleplay.autoplay import path
from trainer.roleplay.play import Play, Turn
from trainer.rubric.score import score

ROUNDS = 60


@pytest.fixture(scope="module")
def plays(known: Path) -> dict[str, list[Play]]:
    library = App(known.parent).library
    return {
        summary.id: [Play(library.script(summary.id).in_language(language)) for language in summary.languages]
        for summary in library.summaries
    }


def percent(play: Play, turns: tuple[Turn, ...]) -> int:
    scored = score((turn.marks for turn in turns), play.scenario.weights).percent
    assert scored is not None
    return scored


@pytest.mark.parametrize("scenario", sorted(IDS))
def test_the_best_scores_95_and_chance_stays_under_50(plays: dict[str, list[Play]], scenario: str) -> None:
    for play in plays[scenario]:
        assert percent(play, path(play, "best")) >= 95
        assert mean(percent(play, path(play, "random", seed)) for seed in range(ROUNDS)) < 50
        assert percent(play, path(play, "worst")) < 30


@pytest.mark.parametrize("scenario", sorted(IDS))
def test_each_scenario_plays_in_each_language(repliikki: CommandLine, scenario: str) -> None:
    finnish, english = (
        repliikki.json("play", scenario, "--language", language, "--replies", "best", "--seed", 1)
        for language in ("fi", "en")
    )
    assert (finnish["language"], english["language"]) == ("fi", "en")
    for of_one_language in ("session", "language"):
        del finnish[of_one_language], english[of_one_language]
    assert finnish == english


def test_what_another_program_gets(repliikki: CommandLine) -> None:
    played = repliikki.json("play", "complaint", "--replies", "best", "--person", "Sanni", "--language", "en")
    assert played.keys() == {
        "session", "scenario", "language", "person", "ending", "outcome", "score", "criteria", "turns",
    }  # fmt: skip
    assert (played["scenario"], played["language"], played["person"]) == ("complaint", "en", "Sanni")
    assert played["outcome"] in ("good", "mixed", "bad")
    assert 95 <= played["score"] <= 100
    assert all(0 <= share <= 100 for share in played["criteria"].values())
    for turn in played["turns"]:
        assert turn.keys() == {"scene", "reply", "text", "marks", "mood"}
        assert turn["text"] is None
        assert set(turn["marks"]) <= set(played["criteria"])
        assert set(turn["marks"].values()) <= {-1, 0, 1, 2}
        assert turn["mood"].keys() == {"trust", "tension"}


def test_the_replies_of_one_session_played_again_by_id_come_to_the_same(repliikki: CommandLine) -> None:
    first = repliikki.json("play", "gatekeeper", "--replies", "random", "--seed", 11)
    replies = ",".join(turn["reply"] for turn in first["turns"])
    second = repliikki.json("play", "gatekeeper", "--replies", replies)
    assert second.pop("session") == first.pop("session") + 1
    assert second == first


def test_chance_is_the_same_for_the_same_seed(repliikki: CommandLine) -> None:
    def replies(seed: int) -> list[str]:
        played = repliikki.json("play", "complaint", "--replies", "random", "--seed", seed)
        return [turn["reply"] for turn in played["turns"]]

    assert replies(3) == replies(3)
    assert len({tuple(replies(seed)) for seed in range(5)}) > 1


def test_told_to_a_person_it_is_a_conversation_with_a_score(repliikki: CommandLine) -> None:
    told = repliikki("play", "complaint", "--replies", "best", "--language", "en").stdout
    assert told.startswith("Marja: ")
    assert "\n  You: " in told
    assert "Score 100 out of 100" in told


def test_a_reply_that_does_not_exist(repliikki: CommandLine) -> None:
    told = repliikki.fails("play", "complaint", "--replies", "own-it,nope")
    assert "there is no reply “nope”. These are offered: " in told
    assert repliikki("sessions").stdout.startswith("No sessions yet.")


@pytest.mark.parametrize("replies", ["", " , ,", "own-it"])
def test_replies_that_end_too_soon(repliikki: CommandLine, replies: str) -> None:
    told = repliikki.fails("play", "complaint", "--replies", replies)
    assert told.startswith(f"The conversation is not over after {1 if replies == 'own-it' else 0} replies.")
    assert "these are offered: " in told


def test_a_reply_too_many(repliikki: CommandLine) -> None:
    best = repliikki.json("play", "complaint", "--replies", "best")
    replies = ",".join([*(turn["reply"] for turn in best["turns"]), "own-it"])
    assert "The conversation is over" in repliikki.fails("play", "complaint", "--replies", replies)


def test_an_unknown_scenario(repliikki: CommandLine) -> None:
    assert "Did you mean “complaint”?" in repliikki.fails("play", "complant", "--replies", "best")
    assert "See “repliikki list”." in repliikki.fails("play", "../../etc", "--replies", "best")


@pytest.mark.parametrize("language", ["sv", "", "FI", "fi_FI", "😀"])
def test_an_unknown_language(repliikki: CommandLine, language: str) -> None:
    told = repliikki.fails("play", "complaint", "--language", language, "--replies", "best")
    assert told == f"“complaint” isn't available in “{language}”; it can be played in: fi, en."


@pytest.mark.parametrize("seed", ["-1", "x", str(2**31)])
def test_a_seed_that_is_none(repliikki: CommandLine, seed: str) -> None:
    result = repliikki("play", "complaint", "--replies", "best", "--seed", seed)
    assert result.exit_code == 2
    assert "--seed" in result.stderr


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Sanni Korhonen", "Sanni Korhonen"),
        ("  Åsa  ", "Åsa"),
        ("", ""),
        ("👩🏽‍🚒 Äiti", "👩🏽‍🚒 Äiti"),
        ("x" * 10_000, "x" * 80),
        ("two\nlines\x1b[31m", "twolines[31m"),
        ("Robert'); DROP TABLE session;--", "Robert'); DROP TABLE session;--"),
    ],
    ids=["plain", "spaces", "empty", "emoji", "10,000", "control", "sql"],
)
def test_any_name_will_do_and_is_found_again(repliikki: CommandLine, name: str, kept: str) -> None:
    played = repliikki.json("play", "complaint", "--replies", "worst", "--person", name)
    assert played["person"] == kept
    repliikki.json("play", "complaint", "--replies", "worst", "--person", name)
    repliikki.json("play", "complaint", "--replies", "worst", "--person", "Someone else")
    assert [row["person"] for row in repliikki.json("sessions", "--person", name)] == [kept, kept]

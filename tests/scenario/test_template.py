"""What an author begins from is a good scenario, and the same one in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.app import App
from trainer.review.check import check
from trainer.review.figures import figures
from trainer.review.reviewed import Reviewed
from trainer.scenario.files import Source, read_folder
from trainer.scenario.template import template
from trainer.wording import LANGUAGES


def made(folder: Path, language: str) -> Source:
    scenario = folder / language / "first-call"
    scenario.mkdir(parents=True)
    for name, content in template("first-call", language).items():
        (scenario / name).write_text(content, encoding="utf-8")
    return read_folder(scenario)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_no_fault(tmp_path: Path, language: str) -> None:
    source = made(tmp_path, language)
    assert check(source.folder, App(tmp_path).library.portraits) == []
    script = source.script()
    assert script.languages == (language, *(other for other in LANGUAGES if other != language))
    scenario = script.source
    assert (scenario.id, len(scenario.scenes)) == ("first-call", 4)
    assert {len(scene.replies) for scene in scenario.scenes.values()} == {3}
    assert [ending.outcome for ending in scenario.endings.values()] == ["good", "mixed", "bad"]


def test_it_is_the_same_whatever_language_its_author_writes_in(tmp_path: Path) -> None:
    finnish, english = made(tmp_path, "fi").script(), made(tmp_path, "en").script()
    assert finnish.in_language("en") == english.source
    assert english.in_language("fi") == finnish.source


def test_skill_is_told_from_chance(tmp_path: Path) -> None:
    measured = figures(Reviewed(made(tmp_path, "fi")))
    assert measured.score
    assert measured.random
    assert (measured.score.least, measured.score.most) == (0, 100)
    assert measured.random < 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_explains_every_key_that_authors_meet(language: str) -> None:
    text = template("first-call", language)["scenario.yaml"]
    for key in ("language", "lessons", "difficulty", "facts", "criteria", "mood", "start", "short", "feels", "hint",
                "discuss", "seconds", "also", "marks", "note", "learns", "when", "then", "outcome"):  # fmt: skip
        assert f"{key}:" in text, key
    assert sum("#" in line for line in text.splitlines()) > 30

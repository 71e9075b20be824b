"""Skilled people do better, practice makes better, and what is typed is a reply in somebody's own words."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from random import Random
from statistics import fmean
from uuid import UUID

from trainer.rubric.catalogue import CRITERIA
from trainer.rubric.score import score
from trainer.scenario.library import Library
from trainer.simulation.conversation import Setting, converse
from trainer.simulation.names import names
from trainer.simulation.stage import Stage
from trainer.simulation.trainee import Habits, Skills, Trainee
from trainer.simulation.wordings import typed

NOW = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)


def trainee(skill: float, **habits: float) -> Trainee:
    usual = Habits(types=0, hints=0, leaves=0, rates=0, bias=0, follows=1, tests=0, disputes=0, haste=1, slips=0)
    skills = Skills(dict.fromkeys((c.key for c in CRITERIA), skill), dict.fromkeys((c.key for c in CRITERIA), 1.0))
    return Trainee(UUID(int=1), "Meri Tervaoja", "fi", "", Random(1), skills, usual._replace(**habits), 1)


def test_the_skilled_earn_more(library: Library) -> None:
    stage = Stage(library)
    play = stage.play("complaint", "fi")
    setting = Setting(play, stage.worth("complaint"), 1, "practice", None)

    def mean(skill: float) -> float:
        who = trainee(skill)
        scores = [
            score((said.stored.turn.marks for said in converse(who, setting, NOW)), play.scenario.weights).percent
            for _ in range(40)
        ]
        return fmean(percent for percent in scores if percent is not None)

    blind, able, master = mean(0), mean(1), mean(4)
    assert blind + 10 < able < master - 5
    assert master > 85


def test_practice_makes_better_by_less_and_less() -> None:
    skills, levels = trainee(0.5).skills, list[float]()
    for _ in range(30):
        levels.append(skills.of("feeling"))
        skills.practise(["feeling"])
    gains = [later - earlier for earlier, later in pairwise(levels)]
    assert all(gain > 0 for gain in gains)
    assert gains == sorted(gains, reverse=True)
    assert skills.of("name") == 0.5


def test_who_leaves_has_said_something_first(library: Library) -> None:
    stage = Stage(library)
    setting = Setting(stage.play("complaint", "fi"), stage.worth("complaint"), 1, "practice", None)
    said = converse(trainee(1, leaves=1), setting, NOW)
    assert len(said) == 1
    assert said[0].stored.at > NOW


def test_hints_are_read_in_practice_only(library: Library) -> None:
    stage = Stage(library)
    play, worth = stage.play("complaint", "fi"), stage.worth("complaint")
    practised = converse(trainee(1, hints=1), Setting(play, worth, 1, "practice", None), NOW)
    tested = converse(trainee(1, hints=1), Setting(play, worth, 1, "test", None), NOW)
    assert any(said.stored.hint for said in practised)
    assert not any(said.stored.hint for said in tested)


def test_the_suggestion_is_followed(library: Library) -> None:
    summaries = Stage(library).summaries("fi")
    assert trainee(1, follows=1).chooses(summaries, NOW) == summaries[0].id


def test_what_is_typed_is_the_reply_or_part_of_it(library: Library) -> None:
    chance = Random(1)
    for scene in library.script("complaint").source.scenes.values():
        meant, other, *_ = scene.replies.values()
        for _ in range(20):
            text, whole = typed(chance, meant, other, "fi", 0)
            assert text.strip()
            if whole:
                wordings = (wording.lower().rstrip(".!") for wording in (meant.text, *meant.also))
                assert any(wording in text.lower() for wording in wordings)


def test_names_are_all_different_and_nobody_elses() -> None:
    found = names(Random(1), 1000, ())
    assert len(set(found)) == 1000
    assert not set(names(Random(1), 1000, set(found))) & set(found)

"""The shipped scenarios: together they teach every lesson, and each is whole in both languages."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from trainer.resources import shipped
from trainer.review.check import check
from trainer.review.reviewed import Reviewed
from trainer.review.texts import LONGEST_LINE, LONGEST_REPLY, LONGEST_SHORT_LINE, LONGEST_SHORT_REPLY
from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.files import read_folder, read_plays
from trainer.scenario.lessons import LESSONS
from trainer.scenario.model import Expression, Reply, Scenario
from trainer.scenario.yaml_text import read

NAMES = sorted(file.parent.name for file in shipped("scenarios").glob("*/scenario.yaml"))
PORTRAITS = shipped("assets") / "portraits"
LANGUAGES = ("fi", "en")
PLAYS = {"best", "careless", "polite-but-empty", "efficient"}


class Place(NamedTuple):
    """A scene that turns on a lesson: the reply that plays it well, and one that tempts away from it."""

    lesson: str
    scenario: str
    scene: str
    shows: str
    misses: str


def places() -> list[Place]:
    """Where lessons can be practised, as the map tells."""
    written = read(Path(__file__).parent / "data" / "lessons.yaml").value
    assert isinstance(written, dict)
    return [Place(lesson, **each) for lesson, found in written.items() for each in found]


PLACES = places()


@cache
def reviewed(name: str) -> Reviewed:
    return Reviewed(read_folder(shipped("scenarios") / name))


@cache
def version(name: str, language: str) -> Scenario:
    return reviewed(name).source.script().in_language(language)


def offered(name: str) -> list[Reply]:
    """The replies of a scenario that are offered in some state."""
    review = reviewed(name)
    keys = {
        (scene, step.reply)
        for scene, states in review.states.items()
        for state in states
        for step in review.space.steps(state)
    }
    return [review.scenario.scenes[scene].replies[reply] for scene, reply in keys]


def test_every_lesson_can_be_practised() -> None:
    assert {place.lesson for place in PLACES} == LESSONS


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_names_the_lessons_it_teaches(name: str) -> None:
    taught = {place.lesson for place in PLACES if place.scenario == name}
    assert set(reviewed(name).scenario.lessons) == taught


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.lesson} {place.scenario}/{place.scene}")
def test_who_plays_the_lesson_earns_more_than_who_is_tempted_away(place: Place) -> None:
    review = reviewed(place.scenario)
    choices = [
        {step.reply: review.worth(step) for step in review.space.steps(state)} for state in review.states[place.scene]
    ]
    both = [worths for worths in choices if {place.shows, place.misses} <= worths.keys()]
    assert both, "the two are never offered side by side"
    assert all(worths[place.shows] > worths[place.misses] for worths in both)


@pytest.mark.parametrize("criterion", BY_KEY)
def test_every_criterion_is_practised_in_three_scenarios(criterion: str) -> None:
    practised = [name for name in NAMES if any(reply.marks.get(criterion, 0) > 0 for reply in offered(name))]
    assert len(practised) >= 3, practised


def test_there_is_something_for_beginners_and_for_old_hands() -> None:
    spread = Counter(reviewed(name).scenario.difficulty for name in NAMES)
    assert all(spread[difficulty] >= 3 for difficulty in (1, 2, 3)), spread


@pytest.mark.parametrize("name", NAMES)
def test_the_check_finds_nothing(name: str) -> None:
    portraits = {file.name.rpartition("-")[0] for file in PORTRAITS.glob("*.svg")}
    assert check(shipped("scenarios") / name, portraits) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_has_the_shape_of_a_conversation(name: str) -> None:
    review = reviewed(name)
    assert set(review.source.script().languages) == set(LANGUAGES)
    assert 8 <= len(review.scenario.scenes) <= 14
    outcomes = Counter(ending.outcome for ending in review.scenario.endings.values())
    assert 4 <= outcomes.total() <= 6
    assert set(outcomes) == {"good", "mixed", "bad"}


@pytest.mark.parametrize("name", NAMES)
def test_three_or_four_replies_are_offered_and_a_fifth_only_on_a_condition(name: str) -> None:
    review = reviewed(name)
    for key, states in review.states.items():
        counts = {len(review.space.steps(state)) for state in states}
        assert counts <= {3, 4, 5}, key
        replies = review.scenario.scenes[key].replies.values()
        assert sum(reply.when is None for reply in replies) <= 4, key


@pytest.mark.parametrize("name", NAMES)
def test_the_person_has_a_face_for_every_feeling(name: str) -> None:
    person = reviewed(name).scenario.person.portrait
    assert [feels for feels in get_args(Expression) if not (PORTRAITS / f"{person}-{feels}.svg").is_file()] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_line_and_reply_fits_breath_and_wall(name: str, language: str) -> None:
    for key, scene in version(name, language).scenes.items():
        for line in scene.says:
            assert len(line.text) <= LONGEST_LINE, (key, line.text)
            assert 0 < len(line.short or "") <= LONGEST_SHORT_LINE, (key, line.text)
        for reply in scene.replies.values():
            assert len(reply.text) <= LONGEST_REPLY, (key, reply.text)
            assert 0 < len(reply.short or "") <= LONGEST_SHORT_REPLY, (key, reply.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_scene_helps_its_player_and_its_facilitator(name: str, language: str) -> None:
    for key, scene in version(name, language).scenes.items():
        assert scene.hint, key
        assert scene.discuss, key
        assert [reply for reply, written in scene.replies.items() if not written.note] == [], key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_best_can_be_said_in_other_words(name: str, language: str) -> None:
    review = reviewed(name)
    best = {
        (scene, step.reply)
        for scene, states in review.states.items()
        for state in states
        for step in review.best_steps(state)
    }
    scenes = version(name, language).scenes
    assert [(scene, reply) for scene, reply in sorted(best) if len(scenes[scene].replies[reply].also) < 2] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_usual_ways_through_are_written_down(name: str) -> None:
    plays = read_plays(reviewed(name).source)
    assert plays is not None
    assert plays[0].root.keys() >= PLAYS

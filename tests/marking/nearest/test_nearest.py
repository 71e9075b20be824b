"""A typed reply goes the way of the authored one it comes nearest to, or is asked about."""

from __future__ import annotations

from collections import Counter
from statistics import median

import pytest

from tests.marking.nearest.measure import milliseconds, outcome, outcomes
from tests.marking.nearest.variants import Variant, authored, case, parted, variants
from trainer.marking.nearest import Option, nearest
from trainer.rubric.marks import Mark, Source

OWN = Option("own-it", ("Perjantain soitto jäi meiltä tekemättä, ja minä hoidan tämän.",), {"ownership": 2})
FORM = Option("form", ("Saisinko ensin tilausnumeron, niin löydän tiedot nopeammin?",), {"question": 1})


def marks(**levels: int) -> dict[str, Mark]:
    return {key: Mark(key, level, Source.AUTO) for key, level in levels.items()}


def holds(found: Counter[str], right: float, asked: float, wrong: float) -> bool:
    total = found.total()
    return found["right"] >= right * total and found["asked"] <= asked * total and found["wrong"] <= wrong * total


def test_what_was_written_by_hand_goes_its_own_way() -> None:
    assert holds(outcomes(variants()), right=0.85, asked=0.15, wrong=0.04)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_scenes_kept_aside_go_their_own_way_as_often_as_they_did(language: str) -> None:
    _, aside = parted(variants())
    found = outcomes(row for row in aside if row.language == language)
    assert holds(found, right=0.87, asked=0.12, wrong=0.03)


def test_authored_words_typed_as_they_are_go_their_own_way() -> None:
    rows = authored()
    said = Counter((row.scenario, row.language, row.scene, row.text) for row in rows)
    strays = [
        row for row in rows if said[row.scenario, row.language, row.scene, row.text] == 1 and not goes_its_way(row)
    ]
    assert strays == []


def goes_its_way(row: Variant) -> bool:
    tried = case(row)
    taken = nearest(row.text, tried.marks, tried.options)
    return taken.sure and taken.ranking[0] == row.reply


@pytest.mark.parametrize("option", [OWN, FORM], ids=lambda option: option.key)
def test_the_nearest_comes_first(option: Option) -> None:
    found = nearest(option.wordings[0].upper(), marks(ownership=option.marks.get("ownership", 0)), [OWN, FORM])
    assert found.sure
    assert found.ranking[0] == option.key


@pytest.mark.parametrize("text", ["Kissa istuu katolla ja katselee lintuja.", "My dog ate my homework again."])
def test_talk_of_something_else_is_nearly_always_asked_about(text: str) -> None:
    scenes = {(row.scenario, row.language, row.scene): row for row in authored()}
    found = Counter(outcome(case(row._replace(text=text))) for row in scenes.values())
    assert found["asked"] >= 0.9 * found.total()


@pytest.mark.parametrize("text", ["", "🙂", "asdf qwer", "Wie bitte?", "a" * 20_000, "\0\ud83d", "ok " * 5_000])
def test_what_is_like_nothing_is_asked_about(text: str) -> None:
    found = nearest(text, marks(ownership=0, question=0), [OWN, FORM])
    assert not found.sure
    assert set(found.ranking) == {"own-it", "form"}


def test_two_that_are_alike_are_asked_about() -> None:
    twin = OWN._replace(key="twin")
    assert not nearest(OWN.wordings[0], marks(ownership=2), [OWN, twin]).sure


def test_nobody_is_asked_to_choose_among_one() -> None:
    assert nearest("Jaa.", {}, [OWN]) == (("own-it",), True)


def test_letters_with_accents_typed_apart_are_the_same_letters() -> None:
    apart = OWN.wordings[0].replace("ä", "a\u0308")
    assert nearest(apart, marks(ownership=2), [OWN, FORM]) == (("own-it", "form"), True)


def test_a_reply_takes_a_millisecond_or_two() -> None:
    _, aside = parted(variants())
    assert median(milliseconds(aside)) < 4

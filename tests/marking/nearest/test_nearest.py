"""A typed reply goes the way of the authored one it comes nearest to, or is asked about."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.marking.nearest.measure import measure, variants
from trainer.marking.nearest import Option, nearest
from trainer.rubric.marks import Mark, Source

MOST_WRONG, MOST_ASKED, FEWEST_RIGHT = 0.05, 0.15, 0.85

OWN = Option("own-it", ("Perjantain soitto jäi meiltä tekemättä, ja minä hoidan tämän.",), {"ownership": 2})
FORM = Option("form", ("Saisinko ensin tilausnumeron, niin löydän tiedot nopeammin?",), {"question": 1})


def marks(**levels: int) -> dict[str, Mark]:
    return {key: Mark(key, level, Source.AUTO) for key, level in levels.items()}


def test_variants_by_other_hands_go_their_own_way() -> None:
    total: Counter[str] = Counter()
    for counts in measure(variants()).values():
        total += counts
    assert total["right"] >= FEWEST_RIGHT * total.total()
    assert total["asked"] <= MOST_ASKED * total.total()
    assert total["wrong"] <= MOST_WRONG * total.total()


@pytest.mark.parametrize("option", [OWN, FORM], ids=lambda option: option.key)
def test_the_authored_words_go_their_own_way(option: Option) -> None:
    found = nearest(option.wordings[0], marks(ownership=option.marks.get("ownership", 0)), [OWN, FORM])
    assert found.sure
    assert found.ranking[0] == option.key


@pytest.mark.parametrize("text", ["", "🙂", "asdf qwer", "Wie bitte?", "a" * 20_000])
def test_what_is_like_nothing_is_asked_about(text: str) -> None:
    found = nearest(text, marks(ownership=0, question=0), [OWN, FORM])
    assert not found.sure
    assert set(found.ranking) == {"own-it", "form"}


def test_two_that_are_alike_are_asked_about() -> None:
    twin = OWN._replace(key="twin")
    assert not nearest(OWN.wordings[0], marks(ownership=2), [OWN, twin]).sure

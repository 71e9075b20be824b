"""Every card's example fires it and its counter-example does not; what is shipped is what is written."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from tests.marking import labelled, sources
from trainer.marking.heads import unpacked
from trainer.marking.marker import HEADS
from trainer.marking.model import Reader
from trainer.rubric.catalogue import BY_KEY

CARDS = [
    pytest.param(language, criterion, card, id=f"{language}-{criterion}-{card['id']}")
    for language in labelled.LANGUAGES
    for criterion, cards in sources.cards(language).items()
    for card in cards
]


@cache
def _shipped() -> dict[str, Any]:
    return unpacked((sources.ROOM / HEADS).read_bytes())


@cache
def _reader(language: str) -> Reader:
    return Reader(language, _shipped()["languages"][language])


def _fires(language: str, criterion: str, card: dict[str, Any], text: str) -> bool:
    reads, _ = _reader(language).read(text, customer=card.get("customer", ""))
    return any(hit.card.id == card["id"] and hit.card.criterion == criterion for read in reads for hit in read.hits)


@pytest.mark.parametrize(("language", "criterion", "card"), CARDS)
def test_a_card_fires_on_its_example_only(language: str, criterion: str, card: dict[str, Any]) -> None:
    assert _fires(language, criterion, card, card["example"])
    assert not _fires(language, criterion, card, card["counter"])


@pytest.mark.parametrize("language", labelled.LANGUAGES)
def test_cards_name_criteria_and_concepts_that_exist(language: str) -> None:
    written = sources.cards(language)
    patterns = json.dumps(written, ensure_ascii=False)
    known = {f"@{concept}" for concept in sources.concepts(language)} | {"@ko", "@name"}
    named = {part for text in patterns.replace('"', " ").split() for part in text.strip("[]!,").split("|")}
    assert {part for part in named if part.startswith("@")} <= known
    assert set(written) <= set(BY_KEY)


@pytest.mark.parametrize("language", labelled.LANGUAGES)
def test_ids_are_used_once(language: str) -> None:
    for cards in sources.cards(language).values():
        ids = [card["id"] for card in cards]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", labelled.LANGUAGES)
def test_the_shipped_rules_are_the_written_ones(language: str) -> None:
    shipped = _shipped()["languages"][language]
    assert shipped["cards"] == sources.without_examples(sources.cards(language))
    assert shipped["concepts"] == sources.concepts(language)
    assert shipped["phrases"] == sources.phrases(language)

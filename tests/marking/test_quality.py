"""The shipped heads mark as well and as fast as when they were accepted; see `python -m tests.marking.measure`."""

from __future__ import annotations

from functools import cache
from statistics import mean, median

import pytest

from tests.marking import labelled, sources
from tests.marking.measure import SPOILT, Figures, Marked, marked, means, recorded, seconds_each, table
from trainer.marking.marker import HEADS, Marker

ACCEPTED = {
    "fi": {"shown_f1": 0.805, "kappa": 0.745, "sure_kappa": 0.805, "evidence": 0.849},
    "en": {"shown_f1": 0.830, "kappa": 0.750, "sure_kappa": 0.800, "evidence": 0.868},
}
"""What the heads reached on the replies kept aside."""
SLACK = 0.01
MOST_LOST = 0.03


@cache
def _marker() -> Marker:
    return Marker.load()


@cache
def _aside(language: str) -> list[labelled.Reply]:
    return [reply for reply in labelled.parted(labelled.replies())[1] if reply.language == language]


@cache
def _found(language: str) -> Marked:
    return marked(_marker(), _aside(language))


@cache
def _means(language: str) -> Figures:
    return means(table(_found(language), language).values())


def test_the_heads_were_built_from_the_rules_and_replies_that_are_here() -> None:
    # The scenarios' replies, whose digest is there too, may be edited without the heads being built anew.
    inputs = recorded()["inputs"]
    assert (inputs["replies"], inputs["rules"]) == (labelled.digest(), sources.digest())


def test_the_heads_are_small() -> None:
    assert (sources.ROOM / HEADS).stat().st_size <= 1_000_000


@pytest.mark.parametrize("language", labelled.LANGUAGES)
@pytest.mark.parametrize("figure", ["shown_f1", "kappa", "sure_kappa", "evidence"])
def test_marks_are_as_good_as_when_accepted(language: str, figure: str) -> None:
    assert getattr(_means(language), figure) >= ACCEPTED[language][figure] - SLACK


@pytest.mark.parametrize("language", labelled.LANGUAGES)
def test_most_marks_are_sure(language: str) -> None:
    assert _means(language).sure_share >= 0.8


@pytest.mark.parametrize("language", labelled.LANGUAGES)
@pytest.mark.parametrize("spoil", SPOILT)
def test_careless_typing_costs_little(language: str, spoil: str) -> None:
    spoilt = means(table(marked(_marker(), _aside(language), SPOILT[spoil]), language).values())
    assert _means(language).shown_f1 - spoilt.shown_f1 <= MOST_LOST
    assert _means(language).kappa - spoilt.kappa <= MOST_LOST + SLACK


def test_a_reply_takes_milliseconds() -> None:
    times = seconds_each(_marker(), _aside("fi")[:200])
    assert median(times) < 0.01
    assert mean(times) < 0.02

from __future__ import annotations

from trainer.rubric import catalogue
from trainer.rubric.catalogue import BY_KEY, CRITERIA
from trainer.rubric.marks import BROKEN, LEVEL_WORDS, MISSED, PARTLY, SHOWN

KEYS = [
    "name", "feeling", "question", "listening", "ownership", "honesty", "next_step", "follow_up",
    "respect", "need", "decision", "feedback", "summary", "humanity", "substance", "initiative",
]  # fmt: skip


def test_the_sixteen_criteria_stand_in_the_rubric_s_order() -> None:
    assert [criterion.key for criterion in CRITERIA] == KEYS
    assert list(BY_KEY) == KEYS


def test_each_level_that_can_be_given_has_an_anchor_and_a_word() -> None:
    for criterion in CRITERIA:
        possible = {SHOWN, PARTLY, BROKEN if criterion.key == "respect" else MISSED}
        assert set(criterion.anchors) == possible
        assert possible <= set(LEVEL_WORDS)


def test_only_respect_is_there_without_being_shown() -> None:
    assert {criterion.key: criterion.default for criterion in CRITERIA if criterion.default != MISSED} == {
        "respect": SHOWN
    }


def test_no_two_criteria_or_anchors_read_the_same() -> None:
    texts = [text.template for c in CRITERIA for text in (c.name, c.short, *c.anchors.values())]
    assert len(set(texts)) == len(texts)


def test_the_digest_is_the_same_every_time() -> None:
    assert catalogue.digest() == catalogue.digest()
    assert len(catalogue.digest()) == 64

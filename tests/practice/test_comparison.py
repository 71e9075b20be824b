"""Two goes at a scenario, side by side."""

from __future__ import annotations

from tests.store.scenes import chosen, played
from trainer.practice.comparison import compare
from trainer.rubric.marks import Mark, Source


def test_the_first_point_of_difference_is_where_another_reply_was_given() -> None:
    found = compare(chosen("see", "back", "ask"), chosen("see", "wait", "ask", "date"))
    assert [pair.same for pair in found.pairs] == [True, False, True, False]
    assert found.parted == 2
    last = found.pairs[-1]
    assert last.one is None
    assert last.other is not None
    assert last.other.reply == "date"


def test_the_same_replies_do_not_differ() -> None:
    assert compare(chosen("see", "back"), chosen("see", "back")).parted is None
    assert compare([], []) == ((), None)


def test_other_words_on_the_same_way_are_a_difference() -> None:
    one, other = played([("see", "I see.")]), played([("see", "Oh dear.")])
    assert compare(one, other).parted == 1
    assert compare(one, chosen("see")).parted == 1
    assert compare(one, one).parted is None


def test_where_one_was_over_the_other_differs() -> None:
    assert compare(chosen("see"), chosen("see", "back")).parted == 2


def test_what_the_other_did_better_is_told_by_skill() -> None:
    [pair] = compare(chosen("calm"), chosen("see")).pairs
    assert pair.gained == {"feeling": 2, "respect": 3}
    [back] = compare(chosen("see"), chosen("calm")).pairs
    assert back.gained == {"feeling": -2, "respect": -3}


def test_a_coachs_mark_counts_and_an_unsure_one_does_not() -> None:
    [turn] = chosen("calm")
    corrected = turn._replace(marks=(*turn.marks, Mark("feeling", 1, Source.COACH, reason="Warm.")))
    unsure = turn._replace(marks=tuple(mark._replace(sure=False) for mark in turn.marks))
    assert compare([turn], [corrected]).pairs[0].gained == {"feeling": 1}
    assert compare([unsure], [corrected]).pairs[0].gained == {}

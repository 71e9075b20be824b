from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.store.workshops import Votes
from trainer.workshop.votes import Advice, advice, leaders, moved, no_votes, share


def on_paper(*numbers: int) -> Votes:
    return no_votes(len(numbers))._replace(paper=numbers)


@pytest.mark.parametrize(
    ("best", "others", "told"),
    [
        (0, 10, Advice.HINT),
        (34, 66, Advice.HINT),
        (35, 65, Advice.TALK),
        (70, 30, Advice.TALK),
        (71, 29, Advice.EXPLAIN),
        (5, 0, Advice.EXPLAIN),
    ],
)
def test_advice_follows_the_share_of_the_best_reply(best: int, others: int, told: Advice) -> None:
    assert advice(on_paper(others, best), (1,)) is told


def test_several_best_replies_are_taken_together() -> None:
    assert share(on_paper(2, 3, 5), (0, 1)) == 50


def test_there_is_no_advice_without_votes_or_without_a_best_reply() -> None:
    assert advice(on_paper(0, 0), (0,)) is None
    assert advice(on_paper(3, 2), ()) is None


def test_who_leads() -> None:
    assert leaders(on_paper(1, 4, 2)) == (1,)
    assert leaders(on_paper(4, 4, 2)) == (0, 1)
    assert leaders(on_paper(0, 0, 0)) == ()


def test_how_votes_moved() -> None:
    assert moved(on_paper(6, 3, 1), on_paper(2, 8, 1)) == (-4, 5, 0)


@given(st.lists(st.tuples(*[st.integers(0, 50)] * 3), min_size=2, max_size=6))
def test_the_sum_is_of_all_three_ways(ways: list[tuple[int, int, int]]) -> None:
    votes = Votes(*(tuple(column) for column in zip(*ways, strict=True)))
    assert votes.cast == sum(map(sum, ways))
    assert sum(votes.total) == votes.cast
    percent = share(votes, range(len(ways)))
    assert percent is None or percent == pytest.approx(100)

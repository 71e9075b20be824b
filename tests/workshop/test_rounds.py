from __future__ import annotations

import pytest

from tests.workshop.scenes import PLAY, begun, moved
from trainer.errors import TrainerError
from trainer.roleplay.play import UnknownReplyError
from trainer.store.workshops import Votes
from trainer.workshop.rounds import (
    History,
    Move,
    NotNowError,
    Step,
    Workshop,
    count_hand,
    count_paper,
    count_phones,
    end,
    go_back,
    go_on,
    move,
    note_question,
)

VOTING = (Move.DISCUSS, Move.VOTE)


def voting() -> Workshop:
    return moved(begun(), *VOTING)


def place(workshop: Workshop, reply: str) -> int:
    return workshop.now.replies.index(reply)


def votes(workshop: Workshop, **replies: int) -> tuple[int, ...]:
    return tuple(replies.get(reply, 0) for reply in workshop.now.replies)


def test_a_round_goes_from_line_to_result_and_on_with_the_winner() -> None:
    workshop = voting()
    assert workshop.now.step is Step.VOTE
    workshop = count_phones(workshop, votes(workshop, see=5, ask=2))
    workshop = moved(workshop, Move.CLOSE, Move.REVEAL)
    assert workshop.now.winner == "see"
    workshop = go_on(PLAY, workshop)
    assert workshop.path == ("see",)
    assert workshop.now.position.scene == "talk"
    assert workshop.now.step is Step.LINE


def test_the_discussion_may_be_left_out_and_the_result_shown_from_the_open_vote() -> None:
    assert moved(begun(), Move.VOTE, Move.REVEAL).now.step is Step.RESULT


def test_a_second_vote_stands_apart_from_the_first_and_counts_in_its_place() -> None:
    workshop = count_paper(voting(), votes(voting(), calm=6, see=4))
    workshop = moved(workshop, Move.CLOSE, Move.TALK, Move.VOTE_AGAIN)
    assert workshop.now.second.cast == 0
    workshop = count_paper(workshop, votes(workshop, see=9, calm=1))
    workshop = moved(workshop, Move.CLOSE, Move.REVEAL)
    assert workshop.now.first.total == votes(workshop, calm=6, see=4)
    assert workshop.now.votes.total == votes(workshop, see=9, calm=1)
    assert workshop.now.winner == "see"


def test_where_nobody_votes_again_the_first_vote_counts() -> None:
    workshop = count_paper(voting(), votes(voting(), calm=6))
    workshop = moved(workshop, Move.CLOSE, Move.VOTE_AGAIN, Move.REVEAL)
    assert workshop.now.winner == "calm"


def test_three_ways_of_voting_stand_side_by_side_and_are_added() -> None:
    workshop = count_hand(count_hand(voting(), 1), 1)
    workshop = count_paper(workshop, (0, 3, 1))
    workshop = count_phones(workshop, (4, 0, 2))
    assert workshop.now.first == Votes(hands=(2, 0, 0), paper=(0, 3, 1), phones=(4, 0, 2))
    assert workshop.now.first.total == (6, 3, 3)
    assert workshop.now.first.cast == 12


def test_hands_never_fall_below_none() -> None:
    assert count_hand(voting(), 2, -1).now.first.hands == (0, 0, 0)


def test_paper_may_be_counted_after_the_vote_is_closed_but_not_once_it_is_shown() -> None:
    closed = move(voting(), Move.CLOSE)
    assert count_paper(closed, (1, 2, 3)).now.first.paper == (1, 2, 3)
    with pytest.raises(NotNowError):
        count_paper(move(closed, Move.REVEAL), (1, 2, 3))


@pytest.mark.parametrize("numbers", [(1, 2), (1, 2, -1), (1, 2, 10_000)])
def test_numbers_that_cannot_be_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(TrainerError):
        count_paper(voting(), numbers)


def test_what_cannot_be_done_now_is_refused() -> None:
    with pytest.raises(NotNowError):
        move(begun(), Move.REVEAL)
    with pytest.raises(NotNowError):
        count_hand(begun(), 1)
    with pytest.raises(NotNowError):
        count_hand(voting(), 4)
    with pytest.raises(NotNowError):
        go_back(begun(), ("see",))


def test_a_tie_is_for_the_facilitator_to_break() -> None:
    tied = move(count_paper(voting(), (2, 2, 1)), Move.REVEAL)
    assert tied.now.winner is None
    with pytest.raises(NotNowError):
        go_on(PLAY, tied)
    assert go_on(PLAY, tied, "ask").path == ("ask",)


def test_the_facilitator_may_skip_the_vote_but_not_choose_what_is_not_offered() -> None:
    assert go_on(PLAY, begun(), "ask").path == ("ask",)
    with pytest.raises(UnknownReplyError):
        go_on(PLAY, begun(), "date")


def test_the_road_not_taken_is_kept_beside_the_other_and_taken_up_where_it_was_left() -> None:
    workshop = move(count_paper(voting(), votes(voting(), see=3)), Move.REVEAL)
    first_road = moved(go_on(PLAY, workshop), Move.DISCUSS)
    back = go_back(first_road, ())
    assert back.now.step is Step.RESULT
    second_road = go_on(PLAY, back, "calm")
    assert [entered.path for entered in second_road.rounds] == [(), ("see",), ("calm",)]
    again = go_on(PLAY, go_back(second_road, ()), "see")
    assert again.now.step is Step.DISCUSSION
    assert len(again.rounds) == 3


def test_an_ending_has_no_vote_and_the_end_stops_everything() -> None:
    workshop = go_on(PLAY, go_on(PLAY, begun(), "ask"), "date")
    assert workshop.now.step is Step.ENDING
    assert not workshop.moves
    ended = end(workshop)
    with pytest.raises(NotNowError):
        end(ended)
    with pytest.raises(NotNowError):
        go_back(ended, ())
    with pytest.raises(NotNowError):
        go_on(PLAY, ended, "ask")


def test_open_questions_are_noted_even_while_looking_back() -> None:
    workshop = note_question(note_question(end(begun()), "  Who pays?  "), " ")
    assert workshop.questions == ("Who pays?",)


def test_undoing_takes_back_a_hand_and_keeps_what_phones_have_voted_since() -> None:
    history = History(voting())
    history = history.then(count_hand(history.now, 1))
    history = history.phones((0, 5, 0)).undone()
    assert history.now.now.first == Votes(hands=(0, 0, 0), paper=(0, 0, 0), phones=(0, 5, 0))


def test_undoing_the_result_hides_it_and_undoing_the_vote_forgets_it() -> None:
    history = History(begun())
    for what in (Move.VOTE, Move.REVEAL):
        history = history.then(move(history.now, what))
        if what is Move.VOTE:
            history = history.phones((1, 2, 3))
    history = history.undone()
    assert history.now.now.step is Step.VOTE
    assert history.now.now.first.phones == (1, 2, 3)
    assert history.undone().now == begun()
    assert history.undone().undone().now == begun()

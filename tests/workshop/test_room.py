from __future__ import annotations

from functools import partial

import pytest

from tests.workshop.scenes import ENGLISH, FINNISH, PLAY, begun
from trainer.workshop.ballot import Ballot, Phase, Voted
from trainer.workshop.room import Room
from trainer.workshop.rounds import Move, NotNowError, Step, count_hand, end, go_back, go_on, move
from trainer.workshop.views import VoteView

MOVES = {what: partial(move, what=what) for what in Move}


@pytest.fixture
def ballot() -> Ballot:
    return Ballot()


@pytest.fixture
def room(ballot: Ballot) -> Room:
    return Room(PLAY, {"fi": FINNISH, "en": ENGLISH}, ("fi",), ballot, begun())


def votes(ballot: Ballot, device: str, choice: int) -> Voted:
    seen = ballot.look(device, 0)
    assert seen is not None
    return ballot.vote(device, seen.question.key if seen.question else "", choice)


def phase(ballot: Ballot) -> Phase:
    seen = ballot.look("looking", 0)
    assert seen is not None
    return seen.phase


def test_phones_are_told_what_the_room_is_told(room: Room, ballot: Ballot) -> None:
    assert phase(ballot) is Phase.WAITING
    room.do(MOVES[Move.VOTE])
    assert phase(ballot) is Phase.OPEN
    room.do(MOVES[Move.CLOSE])
    assert phase(ballot) is Phase.CLOSED
    room.do(MOVES[Move.REVEAL])
    assert phase(ballot) is Phase.CLOSED
    room.do(lambda workshop: go_on(PLAY, workshop, "see"))
    assert phase(ballot) is Phase.WAITING
    room.do(MOVES[Move.VOTE])
    room.do(end)
    assert phase(ballot) is Phase.WAITING


def test_a_vote_that_came_just_before_the_closing_is_counted(room: Room, ballot: Ballot) -> None:
    room.do(MOVES[Move.VOTE])
    votes(ballot, "a", 2)
    room.do(MOVES[Move.REVEAL])
    assert votes(ballot, "b", 2) is Voted.CLOSED
    assert room.history.now.now.first.phones == (0, 1, 0)


def test_only_the_number_of_votes_goes_up_in_the_room(room: Room, ballot: Ballot) -> None:
    room.do(MOVES[Move.VOTE])
    votes(ballot, "a", 2)
    room.take_in()
    view = room.audience()
    assert isinstance(view, VoteView)
    assert view.cast == 1
    assert [option.phones for option in room.presenter().options] == [0, 1, 0]


def test_counting_a_hand_does_not_interrupt_the_phones(room: Room, ballot: Ballot) -> None:
    room.do(MOVES[Move.VOTE])
    votes(ballot, "a", 1)
    room.do(lambda workshop: count_hand(workshop, 3))
    assert votes(ballot, "a", 2) is Voted.COUNTED
    room.undo()
    assert votes(ballot, "b", 2) is Voted.COUNTED
    room.take_in()
    assert room.history.now.now.first.total == (0, 2, 0)


def test_undoing_the_result_opens_the_vote_with_what_was_voted(room: Room, ballot: Ballot) -> None:
    room.do(MOVES[Move.VOTE])
    votes(ballot, "a", 2)
    room.do(MOVES[Move.REVEAL])
    room.undo()
    assert room.history.now.now.step is Step.VOTE
    assert votes(ballot, "a", 3) is Voted.COUNTED
    room.take_in()
    assert room.history.now.now.first.phones == (0, 0, 1)


def test_the_second_vote_is_another_for_phones_too(room: Room, ballot: Ballot) -> None:
    room.do(MOVES[Move.VOTE])
    votes(ballot, "a", 2)
    room.do(MOVES[Move.TALK])
    room.do(MOVES[Move.VOTE_AGAIN])
    seen = ballot.look("a", 0)
    assert seen is not None
    assert seen.chosen is None
    votes(ballot, "a", 1)
    room.do(MOVES[Move.REVEAL])
    assert room.history.now.now.first.phones == (0, 1, 0)
    assert room.history.now.now.second.phones == (1, 0, 0)


def test_what_cannot_be_done_leaves_the_vote_open(room: Room, ballot: Ballot) -> None:
    room.do(MOVES[Move.VOTE])
    with pytest.raises(NotNowError):
        room.do(MOVES[Move.DISCUSS])
    assert votes(ballot, "a", 1) is Voted.COUNTED


def test_going_back_to_a_round_that_was_left_voting_takes_up_its_vote(room: Room, ballot: Ballot) -> None:
    room.do(MOVES[Move.VOTE])
    votes(ballot, "a", 1)
    room.do(lambda workshop: go_on(PLAY, workshop, "see"))
    room.do(lambda workshop: go_back(workshop, ()))
    assert phase(ballot) is Phase.OPEN
    assert ballot.counts() == (1, 0, 0)
    assert room.history.now.now.first.phones == (1, 0, 0)

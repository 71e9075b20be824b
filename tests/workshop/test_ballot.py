from __future__ import annotations

from tests.workshop.scenes import ENGLISH, FINNISH, begun, moved
from trainer.workshop.ballot import MOST_DEVICES, Ballot, Phase, Question, Seen, Voted, question_of
from trainer.workshop.rounds import Move

FIRST = Question("first", {"en": "Where is it?"}, {"en": ("a", "b", "c")}, again=False)
SECOND = Question("second", {"en": "Where is it?"}, {"en": ("a", "b", "c")}, again=True)


def test_a_device_has_one_vote_and_may_change_it_until_the_vote_closes() -> None:
    ballot = Ballot()
    ballot.open(FIRST)
    assert ballot.vote("mine", "first", 1) is Voted.COUNTED
    assert ballot.vote("mine", "first", 3) is Voted.COUNTED
    assert ballot.vote("theirs", "first", 3) is Voted.COUNTED
    assert ballot.counts() == (0, 0, 2)
    assert ballot.look("mine", 0) == Seen(Phase.OPEN, FIRST, 3)
    ballot.close()
    assert ballot.vote("mine", "first", 1) is Voted.CLOSED
    assert ballot.counts() == (0, 0, 2)


def test_a_vote_for_another_round_or_reply_changes_nothing() -> None:
    ballot = Ballot()
    assert ballot.vote("mine", "first", 1) is Voted.CLOSED
    ballot.open(FIRST)
    ballot.vote("mine", "first", 1)
    ballot.close()
    ballot.open(SECOND)
    assert ballot.vote("mine", "first", 2) is Voted.CLOSED
    assert ballot.vote("mine", "second", 0) is Voted.UNKNOWN
    assert ballot.vote("mine", "second", 4) is Voted.UNKNOWN
    assert ballot.counts() == (0, 0, 0)
    assert ballot.look("mine", 0) == Seen(Phase.OPEN, SECOND, None)


def test_a_vote_that_is_opened_again_takes_up_its_votes() -> None:
    ballot = Ballot()
    ballot.open(FIRST)
    ballot.vote("mine", "first", 2)
    ballot.wait()
    assert ballot.counts() == ()
    ballot.open(FIRST)
    assert ballot.counts() == (0, 1, 0)


def test_at_the_end_nobody_remembers_who_voted_what() -> None:
    ballot = Ballot()
    ballot.open(FIRST)
    ballot.look("mine", 0)
    ballot.vote("mine", "first", 2)
    ballot.end()
    assert ballot.look("mine", 1) == Seen(Phase.OVER, None, None)
    assert "first" not in repr(vars(ballot))


def test_phones_that_stopped_asking_are_not_there() -> None:
    ballot = Ballot()
    ballot.look("mine", 0.0)
    ballot.look("theirs", 8.0)
    assert ballot.present(9.0) == 1


def test_a_full_room_takes_no_more_devices() -> None:
    ballot = Ballot()
    ballot.open(FIRST)
    for number in range(MOST_DEVICES):
        ballot.look(str(number), 0)
        ballot.vote(str(number), "first", 1)
    assert ballot.look("late", 0) is None
    assert ballot.vote("late", "first", 1) is Voted.FULL
    assert ballot.vote("0", "first", 2) is Voted.COUNTED


def test_votes_are_told_as_they_come() -> None:
    told: list[tuple[int, ...]] = []
    ballot = Ballot(lambda: told.append(ballot.counts()))
    ballot.open(FIRST)
    ballot.vote("mine", "first", 1)
    ballot.vote("mine", "first", 9)
    assert told == [(1, 0, 0)]


def test_the_question_of_a_round_has_short_replies_in_each_language_and_a_name_of_its_own() -> None:
    workshop = moved(begun(), Move.VOTE)
    question = question_of(workshop, {"fi": FINNISH, "en": ENGLISH})
    assert question.line == {"fi": "Missä se on?", "en": "Where is my sofa?"}
    place = workshop.now.replies.index("see")
    assert question.choices["fi"][place] == "Näen vihasi"
    assert question.choices["en"][place] == "Short see"
    again = question_of(moved(workshop, Move.TALK, Move.VOTE_AGAIN), {"en": ENGLISH})
    assert again.again
    assert again.key != question.key

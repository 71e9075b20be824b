from __future__ import annotations

from dataclasses import fields

import pytest

from tests.workshop.scenes import ENGLISH, FINNISH, PLAY, begun, moved
from trainer.roleplay.play import Mood
from trainer.workshop.rounds import Move, Workshop, count_hand, count_paper, end, go_back, go_on
from trainer.workshop.views import (
    AudienceView,
    DiscussionView,
    EndingView,
    LineView,
    LookBackView,
    ResultView,
    TalkView,
    VoteView,
    audience_view,
    presenter_view,
)
from trainer.workshop.votes import Advice

BOTH = (FINNISH, ENGLISH)
VIEWS: tuple[type, ...] = (LineView, DiscussionView, VoteView, TalkView, ResultView, EndingView, LookBackView)


def seen(workshop: Workshop) -> AudienceView:
    return audience_view(PLAY, workshop, BOTH)


def test_the_types_leave_no_place_for_what_is_hidden() -> None:
    hidden = {view: {part.name for part in fields(view)} for view in VIEWS}
    assert hidden[LineView] == {"speaker", "line"}
    assert hidden[DiscussionView] == {"speaker", "line", "question"}
    assert hidden[VoteView] == {"speaker", "line", "choices", "cast", "open", "again"}
    assert hidden[TalkView] == {"speaker", "line", "choices"}
    assert hidden[ResultView] == {"speaker", "line", "results", "cast"}
    assert hidden[EndingView] == {"speaker", "title", "text"}


def test_the_room_sees_the_line_in_both_languages_short_where_there_is_a_short_one() -> None:
    view = seen(begun())
    assert isinstance(view, LineView)
    assert view.line == ("Missä se on?", "Where is my sofa?")
    assert view.speaker.name == ("Maria Lehtonen", "Maria Lehtonen")


def test_a_discussion_question_shows_where_there_is_one() -> None:
    view = seen(moved(begun(), Move.DISCUSS))
    assert isinstance(view, DiscussionView)
    assert view.question == ("What does she need first?",)


def test_while_the_room_votes_it_sees_only_how_many_have() -> None:
    workshop = count_paper(moved(begun(), Move.VOTE), (3, 4, 5))
    view = seen(workshop)
    assert isinstance(view, VoteView)
    assert view.cast == 12
    assert view.open
    assert not view.again
    assert [choice.number for choice in view.choices] == [1, 2, 3]
    see = view.choices[workshop.now.replies.index("see")]
    assert see.text == ("Näen vihasi", "Short see")
    closed = seen(moved(workshop, Move.CLOSE))
    assert isinstance(closed, VoteView)
    assert not closed.open


def test_the_second_vote_begins_from_none() -> None:
    workshop = count_paper(moved(begun(), Move.VOTE), (3, 4, 5))
    assert isinstance(seen(moved(workshop, Move.TALK)), TalkView)
    view = seen(moved(workshop, Move.TALK, Move.VOTE_AGAIN))
    assert isinstance(view, VoteView)
    assert view.again
    assert view.cast == 0


def test_the_result_shows_both_votes_and_who_leads() -> None:
    workshop = count_paper(moved(begun(), Move.VOTE), (3, 4, 5))
    workshop = count_paper(moved(workshop, Move.TALK, Move.VOTE_AGAIN), (0, 9, 2))
    view = seen(moved(workshop, Move.REVEAL))
    assert isinstance(view, ResultView)
    assert [(result.votes, result.before, result.most) for result in view.results] == [
        (0, 3, False),
        (9, 4, True),
        (2, 5, False),
    ]
    assert view.cast == 11


def test_nobody_leads_where_nobody_voted() -> None:
    view = seen(moved(begun(), Move.VOTE, Move.REVEAL))
    assert isinstance(view, ResultView)
    assert not any(result.most for result in view.results)
    assert all(result.before is None for result in view.results)


def test_an_ending_is_told_without_its_score_and_the_looking_back_with_it() -> None:
    workshop = go_on(PLAY, go_on(PLAY, begun(), "ask"), "date")
    view = seen(workshop)
    assert isinstance(view, EndingView)
    assert view.title == ("Hän lähtee", "She leaves")
    back = seen(end(workshop))
    assert isinstance(back, LookBackView)
    assert back.debrief.outcome == "bad"
    assert back.debrief.score.criteria["question"].percent == 75
    assert [taken.reply[1] for taken in back.debrief.rounds] == [
        "What do you need it for?",
        "It comes on Friday, before your guests.",
    ]


def test_the_looking_back_tells_votes_and_roads_not_taken() -> None:
    workshop = moved(count_paper(moved(begun(), Move.VOTE), (1, 1, 1)), Move.REVEAL)
    workshop = go_on(PLAY, go_on(PLAY, workshop, "ask"), "wait")
    workshop = end(go_on(PLAY, go_back(workshop, ()), "see"))
    back = seen(workshop)
    assert isinstance(back, LookBackView)
    assert back.debrief.roads == (("ask", "wait"),)
    [taken] = back.debrief.rounds
    assert (taken.votes, taken.cast, taken.by_vote) == (1, 3, False)


def test_the_presenter_sees_what_comes_of_each_reply() -> None:
    workshop = moved(begun(), Move.VOTE)
    workshop = count_hand(workshop, workshop.now.replies.index("ask") + 1, 2)
    view = presenter_view(PLAY, workshop, (ENGLISH,))
    options = {option.reply: option for option in view.options}
    assert [option.number for option in view.options] == [1, 2, 3]
    assert options["see"].mood == Mood(20, -20)
    assert options["calm"].leads_to == "Again?"
    assert options["see"].leads_to == "Well?"
    assert options["see"].note == "SECRET note on see"
    assert options["ask"].hands == options["ask"].total == 2
    assert options["calm"].before is None
    assert view.hint == "SECRET hint"
    assert view.winner == "ask"
    assert view.advice is None


def test_the_best_reply_earns_most_by_the_weights_and_breaks_nothing() -> None:
    view = presenter_view(PLAY, begun(), (ENGLISH,))
    assert [option.reply for option in view.options if option.best] == ["see"]


@pytest.mark.parametrize(("best", "told"), [(1, Advice.HINT), (5, Advice.TALK), (9, Advice.EXPLAIN)])
def test_the_presenter_is_advised_once_the_first_vote_is_closed(best: int, told: Advice) -> None:
    workshop = moved(begun(), Move.VOTE)
    numbers = [best if reply == "see" else 0 for reply in workshop.now.replies]
    numbers[workshop.now.replies.index("calm")] = 10 - best
    workshop = count_paper(workshop, numbers)
    assert presenter_view(PLAY, workshop, (ENGLISH,)).advice is None
    view = presenter_view(PLAY, moved(workshop, Move.CLOSE), (ENGLISH,))
    assert view.advice is told
    assert view.share == pytest.approx(best * 10)


def test_the_presenter_sees_all_roads() -> None:
    workshop = go_back(go_on(PLAY, begun(), "see"), ())
    roads = presenter_view(PLAY, workshop, (ENGLISH,)).roads
    assert [(road.path, road.title, road.here) for road in roads] == [
        ((), "Where is my sofa?", True),
        (("see",), "Well?", False),
    ]

"""Whatever a facilitator does, in any order, the workshop stays what it should be."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.store.conftest import Clock
from tests.workshop.scenes import ENGLISH, FINNISH, PLAY, SCRIPT, SEED, begun
from trainer.errors import TrainerError
from trainer.roleplay.autoplay import given
from trainer.roleplay.play import replay
from trainer.rubric.score import score
from trainer.store.workshops import KeptWorkshop
from trainer.workshop.debrief import debrief
from trainer.workshop.keeping import kept_rounds, taken_up
from trainer.workshop.rounds import (
    History,
    Move,
    Step,
    Workshop,
    count_hand,
    count_paper,
    end,
    go_back,
    go_on,
    move,
    note_question,
)
from trainer.workshop.views import LookBackView, ResultView, VoteView, audience_view, presenter_view

numbers = st.lists(st.integers(-2, 30), min_size=2, max_size=3)
Change = Callable[[History], History]


class Facilitator(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.history = History(begun())
        self.done: list[Change] = []

    def do(self, change: Callable[[Workshop], Workshop]) -> None:
        self.change(lambda history: history.then(change(history.now)))

    def change(self, change: Change) -> None:
        before = self.history
        try:
            self.history = change(before)
        except TrainerError:
            assert self.history is before
        else:
            self.done.append(change)

    @rule(what=st.sampled_from(Move))
    def moves(self, what: Move) -> None:
        self.do(lambda workshop: move(workshop, what))

    @rule(data=st.data())
    def moves_as_offered(self, data: st.DataObject) -> None:
        if offered := sorted(self.history.now.moves):
            self.moves(data.draw(st.sampled_from(offered)))

    @rule(number=st.integers(0, 4), by=st.sampled_from((1, 1, 5, -1, -3)))
    def counts_a_hand(self, number: int, by: int) -> None:
        self.do(lambda workshop: count_hand(workshop, number, by))

    @rule(counted=numbers)
    def counts_paper(self, counted: list[int]) -> None:
        self.do(lambda workshop: count_paper(workshop, counted))

    @rule(counted=numbers)
    def phones_vote(self, counted: list[int]) -> None:
        self.change(lambda history: history.phones(counted))

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        reply = data.draw(st.none() | st.sampled_from(("see", "calm", "ask", "back", "date", "wait")))
        self.do(lambda workshop: go_on(PLAY, workshop, reply))

    @rule(data=st.data())
    def goes_back(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from([entered.path for entered in self.history.now.rounds]))
        self.do(lambda workshop: go_back(workshop, path))

    @rule(text=st.sampled_from(("Who pays?", " ")))
    def notes(self, text: str) -> None:
        self.do(lambda workshop: note_question(workshop, text))

    @rule()
    def undoes(self) -> None:
        self.change(lambda history: history.undone())

    @rule(sure=st.integers(0, 4))
    def ends(self, sure: int) -> None:
        if sure == 4:
            self.do(end)

    @invariant()
    def rounds_are_a_tree_of_what_the_engine_says(self) -> None:
        workshop = self.history.now
        paths = [entered.path for entered in workshop.rounds]
        assert len(set(paths)) == len(paths)
        assert workshop.path in paths
        for entered in workshop.rounds:
            assert entered.position == replay(PLAY, given(PLAY, entered.path))[-1]
            assert not entered.path or entered.path[:-1] in paths
            assert sorted(entered.replies) == sorted(PLAY.offered(entered.position))
            for vote in (entered.first, entered.second):
                for way in vote:
                    assert len(way) == len(entered.replies)
                    assert all(number >= 0 for number in way)

    @invariant()
    def nothing_is_shown_before_it_is_revealed(self) -> None:
        workshop = self.history.now
        view = audience_view(PLAY, workshop, (ENGLISH, FINNISH))
        presenter = presenter_view(PLAY, workshop, (ENGLISH, FINNISH))
        assert presenter.audience == view
        assert isinstance(view, ResultView) == (workshop.now.step is Step.RESULT and not workshop.ended)
        assert isinstance(view, LookBackView) == workshop.ended
        shown = repr(view)
        if not workshop.ended:
            assert "SECRET" not in shown
            assert "score" not in shown.lower()
            said = presenter.audience
            for option in presenter.options:
                assert option.leads_to not in shown or option.leads_to in repr(getattr(said, "line", ""))
        if isinstance(view, VoteView):
            assert view.cast == (workshop.now.second if view.again else workshop.now.first).cast

    @invariant()
    def the_room_is_scored_as_a_session_with_its_replies(self) -> None:
        workshop = self.history.now
        looked_back = debrief(PLAY, workshop, (ENGLISH,))
        turns = given(PLAY, workshop.path)
        assert looked_back.score == score((turn.marks for turn in turns), ENGLISH.weights)
        assert [taken.path for taken in looked_back.rounds] == [workshop.path[:n] for n in range(len(workshop.path))]

    @invariant()
    def what_is_kept_can_be_taken_up(self) -> None:
        workshop = self.history.now
        kept = KeptWorkshop(
            1, "", SCRIPT, ("en",), SEED, Clock()(), Clock()() if workshop.ended else None, workshop.path,
            kept_rounds(workshop.rounds), workshop.questions,
        )  # fmt: skip
        assert taken_up(PLAY, kept) == workshop

    def teardown(self) -> None:
        again = History(begun())
        for change in self.done:
            again = change(again)
        assert again == self.history
        while self.history.past:
            self.history = self.history.undone()
        assert self.history.now == begun()


Facilitator.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestAnyWorkshop = Facilitator.TestCase


@pytest.mark.parametrize("what", Move)
def test_a_move_is_offered_exactly_where_it_can_be_done(what: Move) -> None:
    workshop = begun()
    for step in (Move.DISCUSS, Move.VOTE, Move.CLOSE, Move.TALK, Move.VOTE_AGAIN, Move.CLOSE, Move.REVEAL):
        done = False
        with suppress(TrainerError):
            done = move(workshop, what) != workshop
        assert done == (what in workshop.moves)
        workshop = move(workshop, step)

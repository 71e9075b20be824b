"""Any valid scenario, played at random, against the reference engine; once straight on, once through save and load."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.roleplay import reference
from tests.roleplay.saved import load, save
from tests.roleplay.scenarios import scenarios
from trainer.roleplay.play import Play, Position, Turn, UnknownReplyError, replay
from trainer.rubric.marks import Mark, Source
from trainer.scenario.model import Scenario


class Conversation(RuleBasedStateMachine):
    """A scenario played by the engine and by the reference at once."""

    play: Play
    position: Position
    expected: reference.State
    turns: list[Turn]
    positions: list[Position]

    @initialize(scenario=scenarios())
    def open(self, scenario: Scenario) -> None:
        self.play = Play(scenario)
        self.begin()

    def begin(self) -> None:
        self.position, self.expected = self.play.start(), reference.start(self.play.scenario)
        self.turns, self.positions = [], [self.position]

    def carry_on(self) -> None:
        """After each turn; a subclass saves and loads here."""

    def has_replies(self) -> bool:
        return bool(self.play.offered(self.position))

    def give(self, reply: str, text: str | None, marks: list[Mark] | None) -> None:
        scenario, before = self.play.scenario, self.position
        levels = reference.levels(scenario, self.expected, reply)
        known = set(self.expected.known)
        reference.answer(scenario, self.expected, reply, marks)
        turn, self.position = self.play.answer(before, reply, text, marks)
        assert (turn.number, turn.scene, turn.line) == (before.number + 1, before.scene, before.line)
        assert (turn.reply, turn.text, turn.to) == (reply, text, self.expected.scene)
        assert turn.mood == (self.expected.trust, self.expected.tension)
        assert set(turn.learned) == self.expected.known - known
        assert len(turn.learned) == len(set(turn.learned))
        if marks is None:
            assert sorted(mark.criterion for mark in turn.marks) == sorted(levels)
            assert {mark.criterion: mark.level for mark in turn.marks} == levels
            assert all(mark.source is Source.AUTHOR and mark.sure for mark in turn.marks)
        else:
            assert turn.marks == tuple(marks)
        self.turns.append(turn)
        self.positions.append(self.position)
        self.carry_on()

    @precondition(has_replies)
    @rule(data=st.data())
    def choose(self, data: st.DataObject) -> None:
        self.give(data.draw(st.sampled_from(self.play.offered(self.position))), None, None)

    @precondition(has_replies)
    @rule(data=st.data(), level=st.integers(-1, 2), sure=st.booleans())
    def type(self, data: st.DataObject, level: int, sure: bool) -> None:
        nearest = data.draw(st.sampled_from(self.play.offered(self.position)))
        marks = [
            Mark(key, level if key == "respect" else abs(level), Source.AUTO, ((0, 4),), 0.75, sure)
            for key in self.play.criteria(self.position)
        ]
        self.give(nearest, "Well, Sam.", marks)

    @precondition(has_replies)
    @rule(data=st.data())
    def give_a_reply_that_is_not_offered(self, data: st.DataObject) -> None:
        offered = self.play.offered(self.position)
        others = [
            key for key in (*self.play.scenario.scenes[self.position.scene].replies, "nowhere") if key not in offered
        ]
        with pytest.raises(UnknownReplyError, match=offered[0]):
            self.play.answer(self.position, data.draw(st.sampled_from(others)))

    @precondition(lambda self: not self.has_replies())
    @rule()
    def begin_again(self) -> None:
        with pytest.raises(UnknownReplyError):
            self.play.answer(self.position, "reply-0")
        self.begin()

    @invariant()
    def the_engines_agree(self) -> None:
        scenario, expected = self.play.scenario, self.expected
        assert self.position.scene == expected.scene
        assert self.position.line == expected.line
        assert self.position.mood == (expected.trust, expected.tension)
        assert self.position.known == expected.known
        assert self.position.number == len(self.turns)
        assert self.play.offered(self.position) == tuple(reference.offered(scenario, expected))
        assert list(self.play.criteria(self.position)) == reference.in_play(scenario, expected)
        for key, count in self.position.visits.items():
            assert count == expected.visits[key]
        for key, level in self.position.shown.items():
            assert level == expected.shown[key]

    @invariant()
    def the_mood_stays_within_bounds(self) -> None:
        assert all(0 <= value <= 100 for value in self.position.mood)

    @invariant()
    def nobody_is_stuck_beside_a_reply_without_a_condition(self) -> None:
        if self.play.is_over(self.position):
            assert not self.play.offered(self.position)
            return
        replies = self.play.scenario.scenes[self.position.scene].replies
        assert self.has_replies() or all(reply.when is not None for reply in replies.values())

    @invariant()
    def the_same_turns_lead_to_the_same_positions(self) -> None:
        assert replay(self.play, self.turns) == self.positions

    @invariant()
    def a_shuffle_keeps_all_replies(self) -> None:
        assert sorted(self.play.shuffled(self.position, 7)) == sorted(self.play.offered(self.position))


class SavedConversation(Conversation):
    """The same, closed and opened again after each turn."""

    def carry_on(self) -> None:
        turns = load(save(self.turns))
        assert turns == self.turns
        self.play = Play(Scenario.model_validate_json(self.play.scenario.model_dump_json(exclude_defaults=True)))
        self.turns, self.positions = turns, replay(self.play, turns)
        self.position = self.positions[-1]


_settings = settings(
    max_examples=120,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestConversation: Any = Conversation.TestCase
TestConversation.settings = _settings
TestSavedConversation: Any = SavedConversation.TestCase
TestSavedConversation.settings = _settings

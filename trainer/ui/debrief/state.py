"""What a debrief shows, drawn from a stored session."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.practice.moments import Moment, decisive
from trainer.roleplay.play import Play, Position, Turn, replay
from trainer.rubric.marks import SHOWN
from trainer.rubric.score import Score, score
from trainer.scenario.model import Line, Scenario
from trainer.store.sessions import SessionRecord

# From here on a criterion counts as shown, and its best turn is quoted; below it the turn that cost most.
WELL = 75


@dataclass(frozen=True)
class Evidence:
    """A turn that shows how a criterion went: the best one where it went well, the poorest where it did not."""

    turn: int
    level: int
    words: str


class Debrief:
    """A session as it is looked back on, in the language wanted."""

    def __init__(self, record: SessionRecord, language: str) -> None:
        self.record = record
        self.play = Play(record.script.in_language(language))
        self.turns: list[Turn] = [stored.turn for stored in record.turns]
        self.positions: list[Position] = replay(self.play, self.turns)
        self.score: Score = score((turn.marks for turn in self.turns), self.scenario.weights)
        self.moments: list[Moment] = decisive(self.play, self.turns, self.positions)

    @property
    def scenario(self) -> Scenario:
        return self.play.scenario

    @property
    def is_over(self) -> bool:
        return self.play.is_over(self.positions[-1])

    def line(self, turn: Turn) -> Line:
        """What the person had said."""
        return self.scenario.scenes[turn.scene].says[turn.line]

    def words(self, turn: Turn) -> str:
        """What the trainee said."""
        return turn.text if turn.text is not None else self.reply_text(turn, turn.reply)

    def reply_text(self, turn: Turn, reply: str) -> str:
        """An authored reply of the scene a turn was taken in."""
        return self.scenario.scenes[turn.scene].replies[reply].text

    def note(self, turn: Turn, reply: str) -> str:
        """What an authored reply does and why."""
        return self.scenario.scenes[turn.scene].replies[reply].note or ""

    def example(self, turn: Turn, criterion: str) -> str | None:
        """What would have shown a criterion at a turn: an authored reply offered there that does; None if none does."""
        position = self.positions[turn.number - 1]
        replies = self.scenario.scenes[turn.scene].replies
        showing = [key for key in self.play.offered(position) if replies[key].marks.get(criterion) == SHOWN]
        return replies[showing[0]].text if showing else None

    def evidence(self, criterion: str) -> Evidence | None:
        """The turn that tells most about a criterion; None where it was never surely marked."""
        marked = [
            (mark.level, turn)
            for turn in self.turns
            for mark in turn.marks
            if mark.criterion == criterion and mark.sure
        ]
        if not marked:
            return None
        choose = max if self.score.criteria[criterion].percent >= WELL else min
        level, turn = choose(marked, key=lambda entry: entry[0])
        return Evidence(turn.number, level, self.words(turn))

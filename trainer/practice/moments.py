"""The moments of a conversation that decided how it went, and what the best reply there would have been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.roleplay.play import Play, Position, Turn
from trainer.rubric.marks import BROKEN, MISSED, PARTLY, SHOWN, Mark
from trainer.rubric.score import Weight, effective

MOST = 3


class Moment(NamedTuple):
    """A turn worth looking at again.

    Attributes:
        turn: its number, 1 and on.
        level: 2 where it went well, 1 or 0 where something was lost, -1 where a critical criterion broke.
        criterion: the one that decided it.
        model: the authored reply that would have earned most there; the one given where none earns more.
        trust: by how much trust moved, -100 to 100.
        tension: likewise.
    """

    turn: int
    level: int
    criterion: str
    model: str
    trust: int
    tension: int


def decisive(play: Play, turns: Sequence[Turn], positions: Sequence[Position]) -> list[Moment]:
    """Up to three moments in the order they came: one that went well if there was one, then what cost most.

    Args:
        play: the scenario.
        turns: of the session.
        positions: the start, and one after each turn.
    """
    weights = play.scenario.weights
    ranked = []
    for n, turn in enumerate(turns):
        model = best_reply(play, positions[n])
        ranked.append(
            (_lost(turn.marks, weights), _won(turn, positions[n]), _moment(turn, positions[n], model, weights))
        )
    well = [entry for entry in ranked if entry[2].level == SHOWN]
    poor = sorted((entry for entry in ranked if entry[2].level != SHOWN), key=lambda entry: -entry[0])
    chosen = [max(well, key=lambda entry: entry[1])] if well else []
    chosen += poor[: MOST - len(chosen)]
    rest = sorted((entry for entry in well if entry not in chosen), key=lambda entry: -entry[1])
    chosen += rest[: MOST - len(chosen)]
    return sorted((entry[2] for entry in chosen), key=lambda moment: moment.turn)


def best_reply(play: Play, position: Position) -> str:
    """The reply that earns most by the author's marks at a position; of equal ones that which lifts the mood most."""
    weights = play.scenario.weights

    def worth(reply: str) -> tuple[int, int]:
        turn, after = play.answer(position, reply)
        return -_lost(turn.marks, weights), after.mood.trust - after.mood.tension

    return max(play.offered(position), key=worth)


def _moment(turn: Turn, before: Position, model: str, weights: Mapping[str, Weight]) -> Moment:
    sure = [mark for mark in effective(turn.marks) if mark.sure]
    decided = max(sure, key=lambda mark: (SHOWN - mark.level) * _weight(mark, weights), default=None)
    trust, tension = turn.mood.trust - before.mood.trust, turn.mood.tension - before.mood.tension
    if decided is None:
        return Moment(turn.number, PARTLY, "", model, trust, tension)
    if decided.level == SHOWN:
        decided = max(sure, key=lambda mark: _weight(mark, weights))
        return Moment(turn.number, SHOWN, decided.criterion, turn.reply, trust, tension)
    earned = sum(max(mark.level, MISSED) for mark in sure)
    level = BROKEN if decided.level == BROKEN else PARTLY if earned * 2 >= SHOWN * len(sure) else MISSED
    return Moment(turn.number, level, decided.criterion, model, trust, tension)


def _lost(marks: Sequence[Mark], weights: Mapping[str, Weight]) -> int:
    """The weighted half points that were attainable and not earned; a broken criterion counts double."""
    sure = (mark for mark in effective(marks) if mark.sure)
    return sum((SHOWN - max(mark.level, -SHOWN)) * _weight(mark, weights) for mark in sure)


def _won(turn: Turn, before: Position) -> int:
    earned = sum(mark.level for mark in turn.marks if mark.sure)
    return earned * 10 + turn.mood.trust - before.mood.trust - turn.mood.tension + before.mood.tension


def _weight(mark: Mark, weights: Mapping[str, Weight]) -> int:
    return weights[mark.criterion].weight if mark.criterion in weights else 0

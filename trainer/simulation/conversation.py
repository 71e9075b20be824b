"""A conversation as somebody would have it who has these skills and habits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import exp
from typing import NamedTuple

from trainer.marking.marker import Marker
from trainer.roleplay.play import Play, Position, Turn
from trainer.roleplay.points import MOST_TURNS
from trainer.roleplay.typed import understood
from trainer.simulation.stage import Worth
from trainer.simulation.trainee import Trainee
from trainer.simulation.wordings import typed
from trainer.store.sessions import Mode, StoredTurn

# How much better somebody sees what helps: with the hint read, and with each earlier run of the scenario up to three.
_HINT, _RUN, _RUNS = 0.5, 0.12, 3
# Who can type types nearly everything.
_TYPED = 0.85
# At most so tense, the conversation is as bearable as it gets; at 100 it is left three times as often.
_BEARABLE = 50
# Characters a second, read and typed; and seconds of thought.
_READ, _TYPE, _THINK = 17.0, 4.5, 7.0


class Said(NamedTuple):
    """A turn, and what was meant by it.

    Attributes:
        meant: the authored reply that was to be given; a typed one may have been taken for another. None where only
            some of it was typed, so that nobody knows what it is worth.
    """

    stored: StoredTurn
    meant: str | None


class Setting(NamedTuple):
    """What a conversation goes by besides the trainee.

    Attributes:
        worth: of a scene, what each of its replies earns.
        marker: None where nothing is typed.
    """

    play: Play
    worth: Mapping[str, Mapping[str, Worth]]
    seed: int
    mode: Mode
    marker: Marker | None


def converse(trainee: Trainee, setting: Setting, started: datetime) -> list[Said]:
    """The turns of a conversation, at least one; the last one leads to an ending unless it was left before."""
    chance, habits, play = trainee.chance, trainee.habits, setting.play
    position, at = play.start(), started
    said: list[Said] = []
    while not play.is_over(position) and len(said) < MOST_TURNS:
        if said and chance.random() < habits.leaves * (1 + 2 * max(0, position.mood.tension - _BEARABLE) / 50):
            break
        scene = play.scenario.scenes[position.scene]
        hinted = setting.mode == "practice" and scene.hint is not None and chance.random() < habits.hints
        meant = _meant(trainee, setting, position, hinted=hinted)
        taken = _take(trainee, setting, position, meant)
        turn, position = taken.turn, taken.position
        reading = len(scene.says[turn.line].text) + sum(len(reply.text) for reply in scene.replies.values()) / 2
        seconds = habits.haste * (reading / _READ + _THINK * chance.lognormvariate(0, 0.5))
        seconds = round(seconds + (len(turn.text) / _TYPE if turn.text else 0), 1)
        at += timedelta(seconds=seconds)
        said.append(Said(StoredTurn(turn, hinted, seconds, at, taken.asked), meant if taken.whole else None))
    return said


def _meant(trainee: Trainee, setting: Setting, position: Position, *, hinted: bool) -> str:
    """The reply they want to give: each full point makes one more likely, by as much as their skill in it."""
    offered, scenario = setting.play.offered(position), setting.play.scenario.id
    worth = setting.worth[position.scene]
    ahead = _HINT * hinted + _RUN * min(trainee.runs[scenario], _RUNS)
    skills = {key: trainee.skills.of(key) + ahead for key in worth[offered[0]]}
    likely = [exp(sum(skills[key] * points for key, points in worth[reply].items())) for reply in offered]
    [reply] = trainee.chance.choices(offered, likely)
    return reply


class _Taken(NamedTuple):
    turn: Turn
    position: Position
    asked: tuple[str, ...]
    whole: bool


def _take(trainee: Trainee, setting: Setting, position: Position, meant: str) -> _Taken:
    """The turn, chosen or typed; where the program asks what was typed, they say what they meant."""
    play, chance = setting.play, trainee.chance
    if setting.marker is None or chance.random() > _TYPED:
        return _Taken(*play.answer(position, meant), (), whole=True)
    replies = play.scenario.scenes[position.scene].replies
    other = chance.choice([reply for reply in play.offered(position) if reply != meant] or [meant])
    text, whole = typed(chance, replies[meant], replies[other], play.scenario.language, trainee.habits.slips)
    found = understood(play, position, text, setting.marker)
    taken = found.reply or (meant if meant in found.likely else found.likely[0])
    asked = tuple(key for key in play.shuffled(position, setting.seed) if key in found.likely)
    return _Taken(*play.answer(position, taken, text, found.marks), asked, whole)

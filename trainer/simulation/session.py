"""A whole session of somebody who does not exist, with what they and a coach say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from trainer.practice.attempts import Attempt
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import Source
from trainer.rubric.score import Score, score
from trainer.scenario.model import Scenario
from trainer.simulation.coach import Marked, Reviewed, review
from trainer.simulation.conversation import Said, Setting, converse
from trainer.simulation.sayings import SAYINGS
from trainer.simulation.stage import Stage
from trainer.simulation.trainee import Trainee
from trainer.store.portable import PortableDispute, PortableRating, PortableSession, PortableTurn
from trainer.store.sessions import Mode
from trainer.wording import Wording

# How much of a self-rating comes from how it went; the rest from what one thinks of oneself anyway.
_SEEN, _ANYWAY = 0.65, 62
_RATING_STEP = 5
_IN_WORDS = 0.25
_PROUD, _TORN = 75, 50


class Surroundings(NamedTuple):
    """What all sessions have in common.

    Attributes:
        wordings: the program's texts by language.
        until: aware; nothing is said later than that.
        typing: whether anybody types.
    """

    stage: Stage
    wordings: Mapping[str, Wording]
    until: datetime
    typing: bool


def practise(trainee: Trainee, planned: datetime, around: Surroundings) -> PortableSession:
    """The trainee's next session, begun when it was planned or once they are free; they learn from it."""
    chance, stage = trainee.chance, around.stage
    pause = timedelta(seconds=chance.randint(40, 240))
    started = max(planned, trainee.free + pause) if trainee.free else planned
    trainee.left -= 1
    scenario = trainee.chooses(stage.summaries(trainee.language), started)
    mode: Mode = "test" if trainee.runs[scenario] and chance.random() < trainee.habits.tests else "practice"
    marker = stage.marker if around.typing and chance.random() < trainee.habits.types else None
    play, seed = stage.play(scenario, trainee.language), chance.getrandbits(31)
    said = converse(trainee, Setting(play, stage.worth(scenario), seed, mode, marker), started)
    last = said[-1].stored
    trainee.free = last.at
    over = last.turn.to in play.scenario.endings
    # Who comes back and plays something else leaves the conversation behind for good.
    left_behind = not over and trainee.left > 0
    session = PortableSession(
        uuid=random_uuid(chance),
        person=trainee.uuid,
        script=stage.digest(scenario),
        rubric=stage.rubric,
        language=trainee.language,
        mode=mode,
        seed=seed,
        state="finished" if over else "abandoned" if left_behind else "open",
        started=started,
        ended=last.at if over or left_behind else None,
        turns=tuple(PortableTurn.of(each.stored) for each in said),
    )
    return _judged(trainee, session, said, play.scenario, around) if over else session


def random_uuid(chance: Random) -> UUID:
    """A uuid as any other, but the same for the same seed."""
    return UUID(int=chance.getrandbits(128), version=4)


def _judged(
    trainee: Trainee, session: PortableSession, said: Sequence[Said], scenario: Scenario, around: Surroundings
) -> PortableSession:
    """A finished session with what is said of it; the trainee learns from it."""
    scored = score((each.stored.turn.marks for each in said), scenario.weights)
    rating = _rating(trainee, scored, said[-1].stored.at)
    _learn(trainee, said, scenario.id, scored, rating)
    wording, marks = around.wordings[trainee.language], list(_marked(said, scenario))
    disputes = _disputes(trainee, said[-1].stored.at, marks, wording)
    seen = Reviewed(said[-1].stored.at, marks, scored, max((dispute.at for dispute in disputes), default=None))
    given = review(trainee.chance, trainee.coach, seen, wording, around.until)
    return session.model_copy(
        update={"rating": rating, "disputes": disputes, "reviews": (given,) if given else ()}
    )  # fmt: skip


def _learn(
    trainee: Trainee, said: Sequence[Said], scenario: str, scored: Score, rating: PortableRating | None
) -> None:  # fmt: skip
    trainee.learn(
        Attempt(
            session=sum(trainee.runs.values()), scenario=scenario, ended=said[-1].stored.at,
            seconds=sum(each.stored.seconds or 0 for each in said), program=scored.percent, coach=None,
            own=rating.percent if rating else None,
            criteria={key: criterion.percent for key, criterion in scored.criteria.items()},
        )
    )  # fmt: skip


def _rating(trainee: Trainee, scored: Score, ended: datetime) -> PortableRating | None:
    """What they think of it before they see the score."""
    chance, habits = trainee.chance, trainee.habits
    if scored.percent is None or chance.random() > habits.rates:
        return None
    thought = _SEEN * scored.percent + (1 - _SEEN) * _ANYWAY + habits.bias + chance.gauss(0, 8)
    percent = min(100, max(0, round(thought / _RATING_STEP) * _RATING_STEP))
    sayings = SAYINGS[trainee.language]
    texts = sayings.proud if percent >= _PROUD else sayings.torn if percent >= _TORN else sayings.low
    text = chance.choice(texts) if chance.random() < _IN_WORDS else ""
    return PortableRating(percent=percent, text=text, at=ended + timedelta(seconds=chance.randint(6, 50)))


def _marked(said: Sequence[Said], scenario: Scenario) -> Iterator[Marked]:
    """Each mark with the level that the reply was meant to have; where that is not known, with its own."""
    for each in said:
        turn = each.stored.turn
        meant = scenario.scenes[turn.scene].replies[each.meant].marks if each.meant else None
        for mark in turn.marks:
            default = BY_KEY[mark.criterion].default
            yield Marked(turn.number, mark, mark.level if meant is None else meant.get(mark.criterion, default))


def _disputes(
    trainee: Trainee, ended: datetime, marks: Sequence[Marked], wording: Wording
) -> tuple[PortableDispute, ...]:
    """What they say against marks of the program that lie below what they meant."""
    chance, texts, found = trainee.chance, SAYINGS[trainee.language].disputes, []
    for marked in marks:
        below = marked.mark.source is Source.AUTO and marked.mark.sure and marked.mark.level < marked.meant
        if below and chance.random() < trainee.habits.disputes:
            at = ended + timedelta(seconds=chance.randint(60, 600))
            text = chance.choice(texts).format(skill=wording.say(BY_KEY[marked.mark.criterion].name))
            found.append(PortableDispute(turn=marked.turn, criterion=marked.mark.criterion, text=text, at=at))
    return tuple(found)

"""What the room looks back on: the way it took, its votes, the score of that way, and the roads it did not take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.roleplay.autoplay import given
from trainer.roleplay.play import Play
from trainer.rubric.score import Score, score
from trainer.scenario.model import Outcome, Scenario
from trainer.store.workshops import Votes
from trainer.workshop.rounds import Path, Round, Workshop

Texts = tuple[str, ...]
"""The same text in each language on the screen, the larger one first."""


@dataclass(frozen=True, slots=True)
class RoundTaken:
    """A round on the room's way.

    Attributes:
        line: what the person said.
        reply: what the room's side said to it.
        votes: how many voted for that reply, of `cast` in the vote that counted; 0 of 0 where the vote was skipped.
        first, second: both votes whole, a number for each of `replies`.
        by_vote: whether it was the reply with most votes; otherwise the facilitator chose.
    """

    path: Path
    line: Texts
    reply: Texts
    votes: int
    cast: int
    replies: tuple[Texts, ...]
    first: Votes
    second: Votes
    by_vote: bool


@dataclass(frozen=True, slots=True)
class Debrief:
    """What came of a workshop.

    Attributes:
        score: of the room's way, as a session with these replies would be scored.
        ending: title and text of the ending; None where the way was broken off.
        outcome: None likewise.
        rounds: on the room's way, from the start.
        roads: ways that were begun and left, each to where it got.
        questions: open ones, noted on the way.
    """

    score: Score
    ending: tuple[Texts, Texts] | None
    outcome: Outcome | None
    rounds: tuple[RoundTaken, ...]
    roads: tuple[Path, ...]
    questions: tuple[str, ...]


def debrief(play: Play, workshop: Workshop, shown: Sequence[Scenario]) -> Debrief:
    """Looks back on the way to the round on the screen; `shown` is the scenario in each language of the screen."""
    path = workshop.path
    turns = given(play, path)
    ends = play.scenario.endings.get(workshop.now.position.scene)
    key = workshop.now.position.scene
    return Debrief(
        score((turn.marks for turn in turns), play.scenario.weights),
        (tuple(s.endings[key].title for s in shown), tuple(s.endings[key].text for s in shown)) if ends else None,
        ends.outcome if ends else None,
        tuple(_taken(workshop.at(path[:n]), reply, shown) for n, reply in enumerate(path)),
        tuple(road for road in leaves(workshop) if road != path[: len(road)]),
        workshop.questions,
    )


def leaves(workshop: Workshop) -> tuple[Path, ...]:
    """The paths of rounds that nothing went on from."""
    gone_on = {entered.path[:-1] for entered in workshop.rounds if entered.path}
    return tuple(entered.path for entered in workshop.rounds if entered.path not in gone_on)


def _taken(entered: Round, reply: str, shown: Sequence[Scenario]) -> RoundTaken:
    scene, line = entered.position.scene, entered.position.line
    votes = entered.votes
    return RoundTaken(
        entered.path,
        tuple(scenario.scenes[scene].says[line].text for scenario in shown),
        tuple(scenario.scenes[scene].replies[reply].text for scenario in shown),
        votes.total[entered.replies.index(reply)],
        votes.cast,
        tuple(tuple(s.scenes[scene].replies[key].text for s in shown) for key in entered.replies),
        entered.first,
        entered.second,
        entered.winner == reply,
    )

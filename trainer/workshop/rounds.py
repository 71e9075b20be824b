"""A workshop over one scenario as a state machine: a tree of rounds, each a line, a vote and its result.

Pure: states are frozen, and a transition makes a new one. What may be done at a step is in one table; whatever else is
asked for raises `NotNowError` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from trainer.errors import TrainerError
from trainer.roleplay.play import Play, Position
from trainer.store.workshops import Votes
from trainer.wording import Text
from trainer.workshop.votes import MOST_VOTES, checked, leaders, no_votes

LONGEST_QUESTION = 500
Path = tuple[str, ...]


class Step(StrEnum):
    """Where a round stands."""

    LINE = "line"
    DISCUSSION = "discussion"
    VOTE = "vote"
    COUNTED = "counted"
    TALK = "talk"
    SECOND_VOTE = "second-vote"
    SECOND_COUNTED = "second-counted"
    RESULT = "result"
    ENDING = "ending"


class Move(StrEnum):
    """What the facilitator does within a round."""

    DISCUSS = "discuss"
    VOTE = "vote"
    CLOSE = "close"
    TALK = "talk"
    VOTE_AGAIN = "vote-again"
    REVEAL = "reveal"


_LEADS_TO = {
    Move.DISCUSS: {Step.LINE: Step.DISCUSSION},
    Move.VOTE: dict.fromkeys((Step.LINE, Step.DISCUSSION), Step.VOTE),
    Move.CLOSE: {Step.VOTE: Step.COUNTED, Step.SECOND_VOTE: Step.SECOND_COUNTED},
    Move.TALK: dict.fromkeys((Step.VOTE, Step.COUNTED), Step.TALK),
    Move.VOTE_AGAIN: dict.fromkeys((Step.COUNTED, Step.TALK), Step.SECOND_VOTE),
    Move.REVEAL: dict.fromkeys(
        (Step.VOTE, Step.COUNTED, Step.TALK, Step.SECOND_VOTE, Step.SECOND_COUNTED), Step.RESULT
    ),
}
OPEN = (Step.VOTE, Step.SECOND_VOTE)
"""Steps at which the room votes."""
# Hands and paper may still be counted once the vote is closed, as long as nothing is shown.
_FIRST = (Step.VOTE, Step.COUNTED)
_SECOND = (Step.SECOND_VOTE, Step.SECOND_COUNTED)
_BEFORE_VOTE = (Step.LINE, Step.DISCUSSION, Step.ENDING)


class NotNowError(TrainerError):
    """Something that cannot be done at this step."""

    def __init__(self) -> None:
        super().__init__(Text("This cannot be done at this point of the workshop."))


@dataclass(frozen=True, slots=True)
class Round:
    """One line of the person and what the room makes of it, or an ending.

    Attributes:
        path: the replies that led here from the start; it names the round.
        position: where the conversation stands.
        replies: those offered, in the order shown; none at an ending.
        step: how far it got.
        first, second: the votes before and after talking in pairs.
    """

    path: Path
    position: Position
    replies: tuple[str, ...]
    step: Step
    first: Votes
    second: Votes

    @property
    def votes(self) -> Votes:
        """The votes that count: the second ones once anybody has voted again."""
        return self.second if self.second.cast else self.first

    @property
    def winner(self) -> str | None:
        """The reply with most votes; None where nobody voted or several are tied."""
        places = leaders(self.votes)
        return self.replies[places[0]] if len(places) == 1 else None


@dataclass(frozen=True, slots=True)
class Workshop:
    """How a workshop stands.

    Attributes:
        seed: of the order of replies.
        rounds: all that were entered, in that order; roads left stay in it.
        path: of the round that is on the screen.
        questions: open ones, noted on the way.
        ended: whether the room is looking back.
    """

    seed: int
    rounds: tuple[Round, ...]
    path: Path = ()
    questions: tuple[str, ...] = ()
    ended: bool = False

    @property
    def now(self) -> Round:
        """The round on the screen."""
        return self.at(self.path)

    def at(self, path: Path) -> Round:
        """The round of this path; NotNowError if it was never entered."""
        for entered in self.rounds:
            if entered.path == path:
                return entered
        raise NotNowError

    @property
    def moves(self) -> frozenset[Move]:
        """What can be done within the round now."""
        if self.ended:
            return frozenset()
        return frozenset(move for move, steps in _LEADS_TO.items() if self.now.step in steps)


def begin(play: Play, seed: int) -> Workshop:
    """A workshop at the scenario's first line."""
    return Workshop(seed, (_entered(play, play.start(), (), seed),))


def move(workshop: Workshop, what: Move) -> Workshop:
    """Does a move within the round."""
    if what not in workshop.moves:
        raise NotNowError
    return _with(workshop, replace(workshop.now, step=_LEADS_TO[what][workshop.now.step]))


def go_on(play: Play, workshop: Workshop, reply: str | None = None) -> Workshop:
    """Goes on with a reply, or with the winner; before the result this skips the rest of the round.

    A road that was taken before is taken up where it was left.

    Raises:
        NotNowError: the workshop has ended, or there is no single winner and no reply was given.
        UnknownReplyError: the reply is not offered here.
    """
    now = workshop.now
    reply = reply or now.winner
    if workshop.ended or reply is None:
        raise NotNowError
    _, position = play.answer(now.position, reply)
    path = (*now.path, reply)
    rounds = workshop.rounds
    if all(entered.path != path for entered in rounds):
        rounds = (*rounds, _entered(play, position, path, workshop.seed))
    return replace(workshop, rounds=rounds, path=path)


def go_back(workshop: Workshop, path: Path) -> Workshop:
    """Goes to any round that was entered; both roads stay."""
    if workshop.ended:
        raise NotNowError
    return replace(workshop, path=workshop.at(path).path)


def end(workshop: Workshop) -> Workshop:
    """Ends the workshop, so that the room looks back."""
    if workshop.ended:
        raise NotNowError
    return replace(workshop, ended=True)


def count_hand(workshop: Workshop, number: int, by: int = 1) -> Workshop:
    """Adds hands for a reply, or takes them away; the count stays within 0–9999.

    Args:
        workshop: how it stands.
        number: of the reply as shown, from 1.
        by: how many; below 0 takes away.
    """
    votes = _countable(workshop)
    if not 1 <= number <= len(votes.hands):
        raise NotNowError
    hands = list(votes.hands)
    hands[number - 1] = min(max(hands[number - 1] + by, 0), MOST_VOTES)
    return _counted(workshop, votes._replace(hands=tuple(hands)))


def count_paper(workshop: Workshop, numbers: Sequence[int]) -> Workshop:
    """Sets what was counted on paper, a number for each reply; raises as `checked` does."""
    votes = _countable(workshop)
    return _counted(workshop, votes._replace(paper=checked(numbers, len(votes.paper))))


def count_phones(workshop: Workshop, numbers: Sequence[int]) -> Workshop:
    """Sets what phones have voted so far in the vote that is on, a number for each reply."""
    votes = _countable(workshop)
    return _counted(workshop, votes._replace(phones=checked(numbers, len(votes.phones))))


def note_question(workshop: Workshop, text: str) -> Workshop:
    """Notes an open question, at most 500 characters of it; nothing where the text is empty."""
    text = text.strip()[:LONGEST_QUESTION]
    return replace(workshop, questions=(*workshop.questions, text)) if text else workshop


@dataclass(frozen=True, slots=True)
class History:
    """A workshop with all that can be undone.

    Attributes:
        now: how it stands.
        past: how it stood before each thing the facilitator did, the latest last.
    """

    now: Workshop
    past: tuple[Workshop, ...] = ()

    def then(self, after: Workshop) -> History:
        """After something the facilitator did."""
        return self if after == self.now else History(after, (*self.past, self.now))

    def phones(self, numbers: Sequence[int]) -> History:
        """After votes by phone, which the facilitator cannot undo."""
        return History(count_phones(self.now, numbers), self.past)

    def undone(self) -> History:
        """Before the last thing the facilitator did, with what phones have voted since; itself if there is none."""
        if not self.past:
            return self
        phones = {entered.path: entered for entered in self.now.rounds}
        before = self.past[-1]
        rounds = tuple(_with_phones(r, phones[r.path]) for r in before.rounds)
        return History(replace(before, rounds=rounds), self.past[:-1])


def _entered(play: Play, position: Position, path: Path, seed: int) -> Round:
    replies = play.shuffled(position, seed)
    step = Step.LINE if replies else Step.ENDING
    return Round(path, position, replies, step, no_votes(len(replies)), no_votes(len(replies)))


def _with(workshop: Workshop, changed: Round) -> Workshop:
    rounds = tuple(changed if entered.path == changed.path else entered for entered in workshop.rounds)
    return replace(workshop, rounds=rounds)


def _countable(workshop: Workshop) -> Votes:
    now = workshop.now
    if workshop.ended or now.step not in _FIRST + _SECOND:
        raise NotNowError
    return now.first if now.step in _FIRST else now.second


def _counted(workshop: Workshop, votes: Votes) -> Workshop:
    now = workshop.now
    return _with(workshop, replace(now, first=votes) if now.step in _FIRST else replace(now, second=votes))


def _with_phones(before: Round, after: Round) -> Round:
    """A round as it was, with the phones' votes of the votes that were on by then."""
    first, second = before.first, before.second
    if before.step not in _BEFORE_VOTE:
        first = first._replace(phones=after.first.phones)
    if before.step in (*_SECOND, Step.RESULT):
        second = second._replace(phones=after.second.phones)
    return replace(before, first=first, second=second)

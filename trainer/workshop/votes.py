"""What a room's votes say: who leads, how they moved, and what to do after the first vote."""

from __future__ import annotations

from collections.abc import Container, Sequence
from enum import StrEnum

from trainer.errors import TrainerError
from trainer.store.workshops import Votes
from trainer.wording import Text

MOST_VOTES = 9999
"""The greatest number that can be counted for one reply in one way."""
# Crouch & Mazur, "Peer Instruction: Ten years of experience and results", American Journal of Physics 69 (2001),
# 970–977: talking in pairs moves most where some know and some do not.
_FEW, _MANY = 35, 70


class Advice(StrEnum):
    """What to do after the first vote."""

    HINT = "hint"
    TALK = "talk"
    EXPLAIN = "explain"


ADVICE = {
    Advice.HINT: Text("Few chose the best reply. Give a hint and vote again."),
    Advice.TALK: Text("Let them talk in pairs and vote again."),
    Advice.EXPLAIN: Text("Most chose the best reply. Explain it briefly and go on."),
}


def no_votes(replies: int) -> Votes:
    """A vote on so many replies in which nobody has voted yet."""
    return Votes(*[(0,) * replies] * 3)


def checked(numbers: Sequence[int], replies: int) -> tuple[int, ...]:
    """Numbers that were counted, one for each reply.

    Raises:
        TrainerError: they are not as many as there are replies, or one is not 0–9999.
    """
    if len(numbers) != replies:
        raise TrainerError(Text("Give {count} numbers, one for each reply.", count=replies))
    if not all(0 <= number <= MOST_VOTES for number in numbers):
        raise TrainerError(Text("A number of votes is between 0 and {most}.", most=MOST_VOTES))
    return tuple(numbers)


def leaders(votes: Votes) -> tuple[int, ...]:
    """The places, from 0, of the replies with most votes: several where they are tied, none where nobody voted."""
    total = votes.total
    most = max(total, default=0)
    return tuple(place for place, number in enumerate(total) if number == most) if most else ()


def share(votes: Votes, best: Container[int]) -> float | None:
    """How many of the votes went to the best replies, in percent; None where nobody voted."""
    if not votes.cast:
        return None
    return 100 * sum(number for place, number in enumerate(votes.total) if place in best) / votes.cast


def advice(votes: Votes, best: Sequence[int]) -> Advice | None:
    """What to do after the first vote, by the share of the best replies (their places, from 0).

    None where nobody voted, or where no reply is better than the others.
    """
    percent = share(votes, best)
    if percent is None or not best:
        return None
    if percent < _FEW:
        return Advice.HINT
    return Advice.TALK if percent <= _MANY else Advice.EXPLAIN


def moved(first: Votes, second: Votes) -> tuple[int, ...]:
    """By how many votes each reply gained (or lost, below 0) from the first vote to the second."""
    return tuple(after - before for before, after in zip(first.total, second.total, strict=True))

"""What can come of a scenario: the range of scores, the paths that reach its ends, the score of a player by chance.

All conversations are played at once, turn by turn. Those that stand in the same state with the same points have the
same future, so they are carried on as one, with the chance of being there; the sum is as exact as playing each. Where
that grows too large only the best and worst so far are carried on, and what is found is said to be an estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from trainer.roleplay.points import MOST_TURNS, Points, Scoring
from trainer.roleplay.space import Space, Step
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import MISSED, SHOWN

# The most conversations apart, over all turns, that are carried on; scenarios of usual size have up to 200,000.
MOST_APART = 600_000
# How many of the best, and of the worst, are carried on beyond that.
WIDTH = 96

Choice = Callable[[Space, int], Sequence[Step]]
"""The steps among which a player picks in a state, all alike likely."""


class Range(NamedTuple):
    """The least and the greatest of a score in percent."""

    least: int
    most: int


class Regret(NamedTuple):
    """What a reply costs: the best score that could be reached before it less that after it, over all ways there."""

    least: int
    most: int


class _End(NamedTuple):
    """Conversations that ended alike."""

    turns: int
    state: int
    points: int
    percent: int | None
    chance: float


def everything(space: Space, state: int) -> Sequence[Step]:
    """The choice of a player who may give any reply that is offered."""
    return space.steps(state)


class Outcomes:
    """All conversations of a scenario, or all that a kind of player would have.

    Attributes:
        exact: False where not all conversations were carried on to their end; ranges are then only what was found,
            and `bounds` holds what they lie in.
        turns: of the longest conversation.
    """

    def __init__(self, space: Space, choice: Choice = everything, most: int = MOST_APART) -> None:
        self._space, self._choice = space, choice
        self._weights = space.play.scenario.weights
        self._points = Points(self._weights)
        self._moves: dict[int, list[tuple[Step, int]]] = {}
        self._added: dict[int, int] = {}
        self.exact = True
        self._turns: list[dict[int, dict[int, float]]] = list(self._carried_on(most))
        self.turns = len(self._turns) - 1
        self._scoring = Scoring(self._points, self._weights, self.turns)
        self._ends = self._ended()

    @property
    def score(self) -> Range | None:
        """Of the whole scenario; None where no ending with a score was found."""
        return _range(end.percent for ends in self._ends.values() for end in ends)

    @property
    def endings(self) -> dict[str, Range]:
        """Of each ending that was reached, in the scenario's order."""
        ranges = {key: _range(end.percent for end in ends) for key, ends in self._ends.items()}
        return {key: each for key, each in ranges.items() if each is not None}

    def criteria(self, ending: str | None = None) -> dict[str, Range]:
        """Of each criterion that can be in play, in conversations with this ending, or in all."""
        points = {end.points for end in self._ends_in(ending)}
        ranges = {
            key: _range(self._points.criterion(each, key) for each in self._points.field(points, key))
            for key in self._weights
        }
        return {key: each for key, each in ranges.items() if each is not None}

    @property
    def mean(self) -> float | None:
        """The score to be expected of a player who picks evenly among the choice; None where nothing was found."""
        scored = [(end.percent, end.chance) for end in self._ends_in(None) if end.percent is not None]
        chance = sum(chance for _, chance in scored)
        return sum(percent * chance for percent, chance in scored) / chance if chance else None

    @property
    def bounds(self) -> Range:
        """What every score lies in, whatever was not looked at: the range itself where it is exact."""
        if self.exact and self.score is not None:
            return self.score
        scenes = self._space.play.scenario.scenes.values()
        marks = [mark for scene in scenes for reply in scene.replies.values() for mark in reply.marks.items()]
        # No score is better than the best mark; a criterion in play that a reply does not mark has its default.
        highest = max((max(level, BY_KEY[criterion].default) for criterion, level in marks), default=MISSED)
        return Range(0, 100 * highest // SHOWN)

    def path(self, *, best: bool, ending: str | None = None) -> tuple[str, ...] | None:
        """The replies of a conversation that scores best, or worst, of all or of those with this ending.

        Of several the shortest; None where none was found.
        """
        sign = 1 if best else -1
        ends = self._ends_in(ending)
        end = max(ends, key=lambda each: (sign * (each.percent or 0), -each.turns), default=None)
        return None if end is None else tuple(self._back(end))

    def regrets(self) -> dict[tuple[str, str], Regret]:
        """What each reply costs, by scene and reply; nothing where the outcomes are not exact."""
        found: dict[tuple[str, str], Regret] = {}
        if not self.exact:
            return found
        ahead: dict[int, dict[int, int]] = {}
        for turn in reversed(self._turns):
            ahead = {state: self._best_ahead(state, held, ahead, found) for state, held in turn.items()}
        return found

    def _best_ahead(
        self, state: int, held: Mapping[int, float], ahead: Mapping[int, Mapping[int, int]],
        found: dict[tuple[str, str], Regret],
    ) -> dict[int, int]:  # fmt: skip
        """The best score from each of the points held in a state; adds to the regrets found."""
        best: dict[int, int] = {}
        if self._space.is_over(state):
            return {points: percent for points in held if (percent := self._scoring.percent(points)) is not None}
        scene = self._scene(state)
        for points in held:
            after = {}
            for step, added in self._moves[state]:
                reached = ahead[step.to].get(self._points.added(points, added))
                if reached is not None:
                    after[step.reply] = reached
            if after:
                best[points] = max(after.values())
            for reply, reached in after.items():
                cost = best[points] - reached
                known = found.get((scene, reply), Regret(cost, cost))
                found[scene, reply] = Regret(min(known.least, cost), max(known.most, cost))
        return best

    def _carried_on(self, most: int) -> Iterator[dict[int, dict[int, float]]]:
        """For each turn, from 0: state to points to the chance of standing there with them."""
        held: dict[int, dict[int, float]] = {0: {0: 1.0}}
        apart = 0
        for _ in range(MOST_TURNS):
            apart += sum(map(len, held.values()))
            if apart > most:
                held, self.exact = self._narrowed(held), False
            yield held
            held = self._next(held)
            if not held:
                return
        self.exact = False

    def _next(self, held: Mapping[int, Mapping[int, float]]) -> dict[int, dict[int, float]]:
        there: dict[int, dict[int, float]] = {}
        broken = self._points.broken
        for state, conversations in held.items():
            moves = self._of(state)
            share = 1 / len(moves) if moves else 0
            for step, added in moves:
                target = there.setdefault(step.to, {})
                get = target.get
                # A bit that may be there already is not added twice; see `Points.added`.
                kept = ~broken if added & broken else -1
                for points, chance in conversations.items():
                    after = (points & kept) + added
                    target[after] = get(after, 0.0) + chance * share
        return there

    def _of(self, state: int) -> list[tuple[Step, int]]:
        """The moves among which the player picks, and what each adds to the points."""
        moves = self._moves.get(state)
        if moves is None:
            steps = () if self._space.is_over(state) else self._choice(self._space, state)
            moves = self._moves[state] = [(step, self._worth(step)) for step in steps]
        return moves

    def _worth(self, step: Step) -> int:
        # Most steps share their marks with many others; the space keeps them, so their identity will do.
        worth = self._added.get(id(step.marks))
        if worth is None:
            worth = self._added[id(step.marks)] = self._points.of(step.marks)
        return worth

    def _narrowed(self, held: Mapping[int, Mapping[int, float]]) -> dict[int, dict[int, float]]:
        """Only the best and the worst so far."""
        scoring = Scoring(self._points, self._weights, MOST_TURNS)
        ranked = sorted(
            (scoring.percent(points) or 0, state, points)
            for state, conversations in held.items()
            for points in conversations
        )
        narrowed: dict[int, dict[int, float]] = {}
        for _, state, points in {*ranked[:WIDTH], *ranked[-WIDTH:]}:
            narrowed.setdefault(state, {})[points] = held[state][points]
        return narrowed

    def _ended(self) -> dict[str, list[_End]]:
        """The conversations that came to an end, by ending."""
        percent = self._scoring.percent
        found: dict[str, list[_End]] = {key: [] for key in self._space.play.scenario.endings}
        for turn, held in enumerate(self._turns):
            for state, conversations in held.items():
                if self._space.is_over(state):
                    found[self._scene(state)] += [
                        _End(turn, state, points, percent(points), chance) for points, chance in conversations.items()
                    ]
        return found

    def _ends_in(self, ending: str | None) -> list[_End]:
        return [end for key, ends in self._ends.items() if ending in (None, key) for end in ends]

    def _back(self, end: _End) -> list[str]:
        """The replies of one of the conversations that ended so."""
        state, points, replies = end.state, end.points, list[str]()
        for turn in reversed(self._turns[: end.turns]):
            state, points, reply = self._before(turn, state, points)
            replies.append(reply)
        return replies[::-1]

    def _before(self, turn: Mapping[int, Mapping[int, float]], state: int, points: int) -> tuple[int, int, str]:
        for before, conversations in turn.items():
            for step, added in self._moves[before]:
                if step.to == state:
                    for earlier in {points - added, points - added + (added & self._points.broken)} - {-1}:
                        if earlier in conversations and self._points.added(earlier, added) == points:
                            return before, earlier, step.reply
        raise AssertionError("no way leads to where a way led")

    def _scene(self, state: int) -> str:
        return self._space.positions[state].scene


def _range(percents: Iterable[int | None]) -> Range | None:
    known = [percent for percent in percents if percent is not None]
    return Range(min(known), max(known)) if known else None

"""All the positions a scenario can come to, folded: states, and what each reply leads to from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trainer.roleplay.folding import Folded, Folding
from trainer.roleplay.play import Play, Position
from trainer.rubric.marks import Mark

# The most states that are looked at for a complete picture; a usual scenario has some hundreds or thousands.
MOST_STATES = 30_000


class Step(NamedTuple):
    """A reply given in a state.

    Attributes:
        reply: its id.
        marks: the author's, one for each criterion in play.
        to: the number of the state it leads to.
        line: which line is said there.
    """

    reply: str
    marks: tuple[Mark, ...]
    to: int
    line: int


class Space:
    """The states of one scenario, numbered from the start's 0 in the order they were first met.

    Attributes:
        play: the engine, by whose turns alone states are found.
        positions: for each state one of the positions folded into it.
        complete: whether all states that can be reached have been looked at.
    """

    def __init__(self, play: Play) -> None:
        self.play = play
        self._folding = Folding(play.scenario)
        start = play.start()
        self.positions: list[Position] = [start]
        self._numbers: dict[Folded, int] = {self._folding.fold(start): 0}
        self._steps: list[Sequence[Step] | None] = [None]
        self.complete = False

    def steps(self, state: int) -> Sequence[Step]:
        """What is offered in a state, in the file's order; nothing at an ending."""
        known = self._steps[state]
        if known is None:
            known = self._steps[state] = self._look(self.positions[state])
        return known

    def is_over(self, state: int) -> bool:
        """Whether a state is an ending."""
        return self.play.is_over(self.positions[state])

    def explore(self, most: int = MOST_STATES) -> bool:
        """Looks at all states, or gives up once more than `most` are known; whether it is complete."""
        state = 0
        while state < len(self.positions) <= most:
            self.steps(state)
            state += 1
        self.complete = state == len(self.positions)
        return self.complete

    def explored(self) -> list[int]:
        """The states that have been looked at."""
        return [state for state, steps in enumerate(self._steps) if steps is not None]

    def ways(self) -> dict[str, tuple[str, ...]]:
        """To each scene and ending that was reached, the replies of a shortest way there."""
        ways: dict[int, tuple[str, ...]] = {0: ()}
        found: dict[str, tuple[str, ...]] = {}
        # States are numbered as they are first met turn by turn, so the first way to one is a shortest.
        for state in range(len(self.positions)):
            found.setdefault(self.positions[state].scene, ways[state])
            for step in self._steps[state] or ():
                ways.setdefault(step.to, (*ways[state], step.reply))
        return found

    def first_loop(self) -> int | None:
        """A state that can be come back to, of those looked at; None if there is none."""
        into = [0] * len(self.positions)
        for state in self.explored():
            for step in self.steps(state):
                into[step.to] += 1
        free = [state for state, count in enumerate(into) if not count]
        for state in free:
            for step in self._steps[state] or ():
                into[step.to] -= 1
                if not into[step.to]:
                    free.append(step.to)
        # What is left lies on a loop or behind one; going back along it, one comes to a loop.
        left = {state for state, count in enumerate(into) if count}
        if not left:
            return None
        before = {step.to: state for state in left for step in self._steps[state] or ()}
        state, seen = min(left), set[int]()
        while state not in seen:
            seen.add(state)
            state = before[state]
        return state

    def _look(self, position: Position) -> list[Step]:
        steps = []
        for reply in self.play.offered(position):
            turn, there = self.play.answer(position, reply)
            folded = self._folding.fold(there)
            number = self._numbers.get(folded)
            if number is None:
                number = self._numbers[folded] = len(self.positions)
                self.positions.append(there)
                self._steps.append(None)
            steps.append(Step(reply, turn.marks, number, there.line))
        return steps

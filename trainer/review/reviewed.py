"""A scenario without errors, with all its states, as the rules of the review look at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from trainer.roleplay.outcomes import Choice, Outcomes
from trainer.roleplay.play import Play
from trainer.roleplay.space import Space, Step
from trainer.scenario.files import Finding, Source
from trainer.scenario.model import Scenario
from trainer.scenario.yaml_text import Document
from trainer.wording import Text

At = tuple[str | int, ...]


class Reviewed:
    """What rules need to know; figures that take time are made when first asked for.

    Attributes:
        scenario: in the language it was written in.
        space: explored as far as its bound.
    """

    def __init__(self, source: Source) -> None:
        """The source must have been read without errors."""
        assert source.scenario is not None
        assert source.document is not None
        self.source = source
        self.scenario: Scenario = source.scenario
        self.document: Document = source.document
        self.space = Space(Play(source.scenario))
        self.space.explore()
        self._worth: dict[int, int] = {}

    @cached_property
    def outcomes(self) -> Outcomes:
        """Of all conversations."""
        return Outcomes(self.space)

    @cached_property
    def states(self) -> dict[str, list[int]]:
        """The states looked at in each scene that was reached."""
        found: dict[str, list[int]] = {}
        for state in self.space.explored():
            if not self.space.is_over(state):
                found.setdefault(self.space.positions[state].scene, []).append(state)
        return found

    @property
    def versions(self) -> Iterator[tuple[Scenario, Document]]:
        """The scenario in each of its languages, and the file with those texts."""
        yield self.scenario, self.document
        script = self.source.script()
        for language, (_, document) in self.source.translations.items():
            yield script.in_language(language), document

    def of_player(self, choice: Choice) -> Outcomes:
        """What comes of a kind of player."""
        return Outcomes(self.space, choice)

    def worth(self, step: Step) -> int:
        """What a reply earns at once, in weighted half points; what breaks a criterion costs as much as a half miss."""
        # Steps share their marks with many others; the space keeps them, so their identity will do.
        worth = self._worth.get(id(step.marks))
        if worth is None:
            weights = self.scenario.criteria
            worth = sum(mark.level * weights[mark.criterion].weight for mark in step.marks)
            self._worth[id(step.marks)] = worth
        return worth

    def best_steps(self, state: int) -> Sequence[Step]:
        """Those that earn most in a state."""
        steps = self.space.steps(state)
        worths = [self.worth(step) for step in steps]
        most = max(worths, default=0)
        return [step for step, worth in zip(steps, worths, strict=True) if worth == most]

    def warning(
        self, code: str, path: At, text: Text, fix: Text | None = None, *, key: bool = False,
        document: Document | None = None,
    ) -> Finding:  # fmt: skip
        """A finding at the value of this path, or at its key."""
        place = (document or self.document).place(path, key=key)
        return Finding(code, "warning", place, ".".join(map(str, path)), text, fix)

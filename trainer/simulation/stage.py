"""The scenarios made ready to be played many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from trainer.errors import TrainerError
from trainer.marking.marker import Marker
from trainer.roleplay.play import Play
from trainer.rubric.catalogue import BY_KEY, digest
from trainer.rubric.marks import SHOWN
from trainer.scenario.library import Library, Summary
from trainer.scenario.model import Scene
from trainer.wording import Text

Worth = Mapping[str, float]
"""Criterion to the points that a reply earns on it: 0, 0.5 or 1, and -1 where it breaks it."""


class Stage:
    """Scenarios by id and language, each made ready once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.play = cache(self._play)
        self.worth = cache(self._worth)
        self.digest = cache(self._digest)

    @cached_property
    def marker(self) -> Marker:
        """What marks typed replies."""
        return Marker.load()

    @cached_property
    def rubric(self) -> str:
        """The digest of the rubric."""
        return digest()

    def summaries(self, language: str) -> Sequence[Summary]:
        """What can be played in a language, easy ones first.

        Raises:
            TrainerError: nothing can.
        """
        found = [summary for summary in self._library.summaries if language in summary.languages]
        if not found:
            raise TrainerError(Text("There is no scenario in “{language}” to play.", language=language))
        return found

    def snapshot(self, scenario: str) -> str:
        """The scenario as it is stored."""
        return self._library.script(scenario).snapshot()

    def _play(self, scenario: str, language: str) -> Play:
        return Play(self._library.script(scenario).in_language(language))

    def _worth(self, scenario: str) -> Mapping[str, Mapping[str, Worth]]:
        """What the replies of a scenario earn, by scene and reply."""
        scenes = self._library.script(scenario).source.scenes
        return {key: _worth_of(scene) for key, scene in scenes.items()}

    def _digest(self, scenario: str) -> str:
        return self._library.script(scenario).digest()


def _worth_of(scene: Scene) -> Mapping[str, Worth]:
    marked = dict.fromkeys(key for reply in scene.replies.values() for key in reply.marks)
    return {
        name: {key: _points(reply.marks.get(key, BY_KEY[key].default)) for key in marked}
        for name, reply in scene.replies.items()
    }


def _points(level: int) -> float:
    return level / SHOWN if level >= 0 else -1.0

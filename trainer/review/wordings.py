"""Replies that their author and the automatic marking read plainly otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.marking.marker import Marker
from trainer.review.reviewed import Reviewed
from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.files import Finding
from trainer.scenario.model import Scene
from trainer.wording import Text

PLAINLY = 2
"""Levels apart from which on two readings are no matter of taste."""


def findings(reviewed: Reviewed) -> Iterator[Finding]:
    """Levels that the marking surely reads as two or more higher or lower, in each language."""
    marker = Marker.load()
    for scenario, document in reviewed.versions:
        for key, scene in scenario.scenes.items():
            criteria = _in_play(scene)
            for name, reply in scene.replies.items():
                marks = marker.mark(
                    reply.text, language=scenario.language, criteria=criteria, person=scenario.person.name,
                    customer=scene.says[-1].text,
                )  # fmt: skip
                for criterion, mark in marks.items():
                    level = reply.marks.get(criterion, BY_KEY[criterion].default)
                    if mark.sure and abs(level - mark.level) >= PLAINLY:
                        text = Text("The author gives {level} on “{criterion}”, the automatic marking surely {other}.",
                                    level=level, criterion=BY_KEY[criterion].name, other=mark.level)  # fmt: skip
                        fix = Text("Say it more plainly, or look at the mark again.")
                        path = ("scenes", key, "replies", name, "text")
                        yield reviewed.warning("RL080", path, text, fix, document=document)


def _in_play(scene: Scene) -> list[str]:
    return list(dict.fromkeys(criterion for reply in scene.replies.values() for criterion in reply.marks))

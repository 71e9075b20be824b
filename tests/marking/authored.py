"""The replies of the shipped scenarios as labelled replies: every wording, with the marks its author gave."""

from __future__ import annotations

import hashlib
import json

from tests.marking.labelled import Reply
from trainer.resources import shipped
from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.files import read_folder
from trainer.scenario.model import Scene

AUTHORED = "scenarios"
"""The hand of an authored reply."""


def authored(language: str) -> list[Reply]:
    """All wordings of all replies in a language, in the order of the scenarios' names; evidence is not known."""
    folders = sorted(path.parent for path in shipped("scenarios").glob("*/scenario.yaml"))
    scenarios = [read_folder(folder).script().in_language(language) for folder in folders]
    return [
        Reply(AUTHORED, language, played.id, played.person.name, scene.says[-1].text, wording, levels, {})
        for played in scenarios
        for scene in played.scenes.values()
        for wording, levels in _wordings(scene)
    ]


def _wordings(scene: Scene) -> list[tuple[str, dict[str, int]]]:
    """Each wording with its level on every criterion that any reply of the scene marks."""
    in_play = dict.fromkeys(criterion for reply in scene.replies.values() for criterion in reply.marks)
    return [
        (wording, {criterion: reply.marks.get(criterion, BY_KEY[criterion].default) for criterion in in_play})
        for reply in scene.replies.values()
        for wording in (reply.text, *reply.also)
    ]


def digest(languages: tuple[str, ...]) -> str:
    """SHA-256 over all that is learnt from the scenarios; notes, moods and branches may change without it."""
    replies = [(r.situation, r.customer, r.text, r.levels) for language in languages for r in authored(language)]
    return hashlib.sha256(json.dumps(replies, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

"""What trainees would type who mean a certain authored reply, written by hand, and which of it is kept aside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trainer.marking.marker import Marker
from trainer.marking.nearest import Option
from trainer.resources import shipped
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import Mark
from trainer.scenario.files import read_folder
from trainer.scenario.model import Reply, Scenario

VARIANTS = Path(__file__).parent / "variants.jsonl"
NEARLY = 3
"""Points of trust and tension within which two moods are nearly the same."""
_EVERY = 3


class Variant(NamedTuple):
    """What was typed, and the reply that was meant.

    `close`: the reply in other words, shorter, spoken, mistyped. `free`: what was meant, said as freely as if the reply
    were not known. `unseen`: written from the person's lines alone, before the replies were read; only then was it
    decided which reply comes nearest. Nothing was ever fitted on the unseen.
    """

    kind: str
    scenario: str
    language: str
    scene: str
    reply: str
    text: str


class Case(NamedTuple):
    """All that `nearest` is given for a variant, and the replies of the scene."""

    variant: Variant
    marks: Mapping[str, Mark]
    options: Sequence[Option]
    replies: Mapping[str, Reply]

    def is_right(self, key: str) -> bool:
        """Whether a reply leads to the same place, with nearly the same mood, as the one that was meant."""
        one, other = self.replies[key], self.replies[self.variant.reply]
        near = max(abs(one.mood.trust - other.mood.trust), abs(one.mood.tension - other.mood.tension)) <= NEARLY
        return one == other or (one.then == other.then and one.learns == other.learns and near)


def variants() -> list[Variant]:
    """All variants of replies that are still there."""
    rows = [Variant(**json.loads(line)) for line in VARIANTS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row.reply in _replies(row)]


def authored() -> list[Variant]:
    """Every wording of every reply of the scenarios that have variants, as if it had been typed."""
    return [
        Variant("authored", name, language, scene, key, wording)
        for name, language in sorted({(row.scenario, row.language) for row in variants()})
        for scene, part in scenario(name, language).scenes.items()
        for key, reply in part.replies.items()
        for wording in (reply.text, *reply.also)
    ]


def parted(rows: Sequence[Variant]) -> tuple[list[Variant], list[Variant]]:
    """The variants to fit on and those kept aside: each third scene of each scenario, ordered by digest.

    The unseen are in neither.
    """
    rows = [row for row in rows if row.kind != "unseen"]
    aside: set[tuple[str, str]] = set()
    for name in {row.scenario for row in rows}:
        scenes = scenario(name, "fi").scenes
        ordered = sorted(scenes, key=lambda scene: hashlib.sha256(f"{name}/{scene}".encode()).hexdigest())
        aside.update((name, scene) for scene in ordered[::_EVERY])
    return [r for r in rows if (r.scenario, r.scene) not in aside], [r for r in rows if (r.scenario, r.scene) in aside]


def case(row: Variant) -> Case:
    """A variant marked. All replies of the scene are taken to be offered, which is harder than any position."""
    played, replies = scenario(row.scenario, row.language), _replies(row)
    in_play = {key for reply in replies.values() for key in reply.marks}
    marks = _marker().mark(
        row.text,
        language=row.language,
        criteria=[key for key in BY_KEY if key in in_play],
        person=played.person.name,
        customer=played.scenes[row.scene].says[-1].text,
    )
    options = [Option(key, (reply.text, *reply.also), reply.marks) for key, reply in replies.items()]
    return Case(row, marks, options, replies)


@cache
def scenario(name: str, language: str) -> Scenario:
    """A shipped scenario in one of its languages."""
    return read_folder(shipped("scenarios") / name).script().in_language(language)


@cache
def _marker() -> Marker:
    return Marker.load()


def _replies(row: Variant) -> dict[str, Reply]:
    scene = scenario(row.scenario, row.language).scenes.get(row.scene)
    return scene.replies if scene else {}

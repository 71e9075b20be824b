"""How often a typed reply goes its own way: `python -m tests.marking.nearest.measure`.

The variants are what trainees would type who mean a certain authored reply, written by hand. Right is where the branch
taken without asking leads to the same place with nearly the same mood as the reply meant.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trainer.marking.marker import Marker
from trainer.marking.nearest import Option, nearest
from trainer.resources import shipped
from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.files import read_folder
from trainer.scenario.model import Reply, Scenario

VARIANTS = Path(__file__).parent / "variants.jsonl"
NEARLY = 8
"""Points of trust and tension within which two moods are nearly the same."""


class Variant(NamedTuple):
    """What was typed, and the reply that was meant."""

    scenario: str
    language: str
    scene: str
    reply: str
    text: str


def variants() -> list[Variant]:
    """All variants of replies that are still there."""
    rows = [Variant(**json.loads(line)) for line in VARIANTS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row.reply in _replies(row)]


def measure(rows: list[Variant]) -> dict[tuple[str, str], Counter[str]]:
    """Right, asked and wrong, by scenario and language."""
    marker = Marker.load()
    found: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        found.setdefault((row.scenario, row.language), Counter())[_outcome(marker, row)] += 1
    return found


def _outcome(marker: Marker, row: Variant) -> str:
    scenario, replies = _scenario(row.scenario, row.language), _replies(row)
    in_play = {key for reply in replies.values() for key in reply.marks}
    marks = marker.mark(
        row.text,
        language=row.language,
        criteria=[key for key in BY_KEY if key in in_play],
        person=scenario.person.name,
        customer=scenario.scenes[row.scene].says[-1].text,
    )
    options = [Option(key, (reply.text, *reply.also), reply.marks) for key, reply in replies.items()]
    taken = nearest(row.text, marks, options)
    if not taken.sure:
        return "asked"
    return "right" if _same_branch(replies[taken.ranking[0]], replies[row.reply]) else "wrong"


def _same_branch(one: Reply, other: Reply) -> bool:
    near = abs(one.mood.trust - other.mood.trust) <= NEARLY and abs(one.mood.tension - other.mood.tension) <= NEARLY
    return one == other or (one.then == other.then and one.learns == other.learns and near)


def _replies(row: Variant) -> dict[str, Reply]:
    scene = _scenario(row.scenario, row.language).scenes.get(row.scene)
    return scene.replies if scene else {}


@cache
def _scenario(name: str, language: str) -> Scenario:
    return read_folder(shipped("scenarios") / name).script().in_language(language)


def main() -> None:
    """Prints the table."""
    total: Counter[str] = Counter()
    print(f"{'':<24}{'right':>8}{'asked':>8}{'wrong':>8}")  # noqa: T201
    for (scenario, language), counts in sorted(measure(variants()).items()):
        total += counts
        shares = "".join(f"{100 * counts[key] / counts.total():7.0f} %"[-8:] for key in ("right", "asked", "wrong"))
        print(f"{scenario + ' ' + language:<24}{shares}")  # noqa: T201
    shares = "".join(f"{100 * total[key] / total.total():7.1f} %"[-8:] for key in ("right", "asked", "wrong"))
    print(f"{'all':<24}{shares}")  # noqa: T201


if __name__ == "__main__":
    main()

"""The labelled replies: which there are, and which are kept aside until the end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent / "data"
TAUGHT = DATA / "taught"
EXEMPLARS = Path(__file__).parent / "exemplars"
EXEMPLAR = "exemplar"
BORDER = "border"
"""The hand of the replies that were written for the borders between levels."""
LANGUAGES = ("fi", "en")
_EVERY = 5


class Reply(NamedTuple):
    """A labelled reply. `hand` is its file: each was written by another hand, in another field of work."""

    hand: str
    language: str
    situation: str
    person: str
    customer: str
    text: str
    levels: dict[str, int]
    evidence: dict[str, str]

    @property
    def scene(self) -> str:
        """Replies of one scene answer the same line: they are never parted between training and test."""
        return f"{self.situation}\n{self.customer}"


def replies(data: Path = DATA) -> list[Reply]:
    """All labelled replies, in the order of the files' names."""
    return [_reply(path.stem, json.loads(line)) for path in sorted(data.glob("*.jsonl")) for line in _lines(path)]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _reply(hand: str, row: dict[str, Any]) -> Reply:
    return Reply(
        hand,
        row["language"],
        row["situation"],
        row["person"],
        row["customer"],
        row["reply"],
        row["levels"],
        row["evidence"],
    )


def borders(language: str) -> list[Reply]:
    """Replies on the borders between levels; they are learnt from and never measured on."""
    return [reply for reply in replies(TAUGHT) if reply.language == language]


def exemplars(language: str) -> list[Reply]:
    """Single sentences that each show one level of one criterion; they are learnt from and never measured on."""
    found = []
    criterion, level = "", 0
    for line in _lines(EXEMPLARS / f"{language}.txt"):
        if line.startswith("## "):
            criterion, number = line[3:].split()
            level = int(number)
        elif not line.startswith("#"):
            evidence = {} if level == 0 else {criterion: line}
            found.append(Reply(EXEMPLAR, language, line, "", "", line, {criterion: level}, evidence))
    return found


def parted(every: Iterable[Reply]) -> tuple[list[Reply], list[Reply]]:
    """The replies to build on and those kept aside: each fifth scene of each hand and language, ordered by digest."""
    found = list(every)
    aside: set[str] = set()
    for part in sorted({(reply.hand, reply.language) for reply in found}):
        scenes = {reply.scene for reply in found if (reply.hand, reply.language) == part}
        aside.update(sorted(scenes, key=lambda scene: hashlib.sha256(scene.encode()).hexdigest())[::_EVERY])
    return [r for r in found if r.scene not in aside], [r for r in found if r.scene in aside]


def digest() -> str:
    """SHA-256 over the names and contents of all that is learnt from."""
    total = hashlib.sha256()
    for path in sorted([*DATA.rglob("*.jsonl"), *EXEMPLARS.glob("*.txt")]):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()

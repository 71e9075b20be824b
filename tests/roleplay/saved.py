"""Saving and loading a conversation: only its turns are kept, as JSON, and played again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from trainer.roleplay.play import Mood, Turn
from trainer.rubric.marks import Mark, Source


def save(turns: Sequence[Turn]) -> str:
    return json.dumps([turn._asdict() | {"marks": [mark._asdict() for mark in turn.marks]} for turn in turns])


def load(saved: str) -> list[Turn]:
    return [_turn(kept) for kept in json.loads(saved)]


def _turn(kept: dict[str, Any]) -> Turn:
    marks = tuple(
        Mark(**{**mark, "source": Source(mark["source"]), "evidence": tuple(map(tuple, mark["evidence"]))})
        for mark in kept["marks"]
    )
    return Turn(**{**kept, "marks": marks, "mood": Mood(*kept["mood"]), "learned": tuple(kept["learned"])})

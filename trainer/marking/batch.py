"""Marks a file of replies, row by row, so that a file of any length takes no more memory than one row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from trainer.errors import TrainerError
from trainer.marking.marker import Marker
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import Mark
from trainer.wording import Text

_TEXTS = ("language", "reply", "person", "customer")
_NEEDED = ("language", "reply")


def mark_file(path: Path, marker: Marker | None = None) -> Iterator[str]:
    """Each row of a JSON Lines file with `marks` added, as a JSON line.

    A row has `language` and `reply`, may have `person` and `customer`, and says what to mark by a list `criteria` or by
    the keys of `levels`; without either, everything is marked. Empty lines are passed over.

    Raises:
        TrainerError: the file cannot be read, or a row is not one; rows before it have been given.
    """
    marker = marker or Marker.load()
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _marked(line, number, marker)
    except (OSError, UnicodeDecodeError) as error:
        raise TrainerError(Text("{file} cannot be read: {why}", file=path.name, why=error)) from error


def marks_json(marks: Mapping[str, Mark]) -> dict[str, dict[str, Any]]:
    """Marks as they stand in JSON: level, confidence, sure and evidence, by criterion."""
    return {
        criterion: {
            "level": mark.level,
            "confidence": mark.confidence,
            "sure": mark.sure,
            "evidence": [list(span) for span in mark.evidence],
        }
        for criterion, mark in marks.items()
    }


def _marked(line: str, number: int, marker: Marker) -> str:
    row = _row(line, number)
    marks = marker.mark(
        row["reply"],
        language=row["language"],
        criteria=_criteria(row, number),
        person=row.get("person", ""),
        customer=row.get("customer", ""),
    )
    return json.dumps({**row, "marks": marks_json(marks)}, ensure_ascii=False)


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TrainerError(Text("Line {number} is not JSON: {why}", number=number, why=error)) from error
    if not isinstance(row, dict):
        raise TrainerError(Text("Line {number} is not a row: it must be an object in braces.", number=number))
    for key in _NEEDED:
        if key not in row:
            raise TrainerError(Text("Line {number} has no “{key}”.", number=number, key=key))
    for key in _TEXTS:
        if not isinstance(row.get(key, ""), str):
            raise TrainerError(Text("“{key}” in line {number} must be a text.", number=number, key=key))
    return row


def _criteria(row: Mapping[str, Any], number: int) -> list[str]:
    asked = row.get("criteria", row.get("levels"))
    if asked is None:
        return list(BY_KEY)
    if not isinstance(asked, (list, dict)) or not all(isinstance(key, str) for key in asked):
        raise TrainerError(Text("“criteria” in line {number} must be a list of criteria.", number=number))
    for key in asked:
        if key not in BY_KEY:
            raise TrainerError(Text("Line {number}: there is no criterion “{key}”.", number=number, key=key))
    return list(asked)

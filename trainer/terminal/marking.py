"""`mark`: a typed reply's marks as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from trainer.errors import TrainerError
from trainer.marking.batch import mark_file, marks_json
from trainer.marking.marker import Marker
from trainer.rubric.catalogue import BY_KEY
from trainer.wording import Text


def one(text: str, language: str, criteria: Sequence[str] | None, person: str, customer: str) -> str:
    """The marks of one reply.

    Raises:
        TrainerError: a criterion is not in the catalogue.
    """
    wanted = [key.strip() for key in criteria] if criteria else list(BY_KEY)
    for key in wanted:
        if key not in BY_KEY:
            nearest = get_close_matches(key, BY_KEY, n=1) or list(BY_KEY)[:1]
            raise TrainerError(Text("There is no criterion “{key}”. Did you mean “{name}”?", key=key, name=nearest[0]))
    marks = Marker.load().mark(text, language=language, criteria=wanted, person=person, customer=customer)
    return json.dumps({"reply": text, "language": language, "marks": marks_json(marks)}, ensure_ascii=False, indent=2)


def batch(file: Path) -> Iterator[str]:
    """Each row of a file with its marks, as JSON lines."""
    yield from mark_file(file)

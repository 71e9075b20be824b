"""A fault that is brought about again and again, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple


@dataclass
class Outcome:
    """What came of a fault.

    Attributes:
        tries: how often it was brought about.
        lost: how many things that a person had been shown were gone or changed afterwards without a word.
        told: what the person was told, and how often.
        note: what else was measured.
    """

    tries: int = 0
    lost: int = 0
    told: dict[str, int] = field(default_factory=dict)
    note: str = ""

    def tell(self, text: object) -> None:
        """Notes what a person was told; what stands in quotation marks differs from try to try, and is left out."""
        if text is not None:
            short = _without_names(str(text))
            self.told[short] = self.told.get(short, 0) + 1


class Fault(NamedTuple):
    """One line of the table.

    Attributes:
        name: of the fault.
        bring: given an empty folder, how many tries, and chance, brings it about and says what came of it.
        tries: how many in the long run.
        quick: how many in the tests that run at every change.
    """

    name: str
    bring: Callable[[Path, int, Random], Outcome]
    tries: int
    quick: int


def _without_names(text: str) -> str:
    while "“" in text and "”" in text[text.index("“") :]:
        start = text.index("“")
        text = text[:start] + "…" + text[text.index("”", start) + 1 :]
    return text

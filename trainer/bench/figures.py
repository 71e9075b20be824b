"""A measurement, and how it is told."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass

from trainer.wording import Text, Wording


@dataclass(frozen=True)
class Figure:
    """One measurement.

    Attributes:
        name: what was measured.
        value: the median.
        unit: of value and limit.
        limit: what it is held against, measured in the same run; None where there is no limit but a goal.
        against: what the limit is.
        goal: of the ratio to the limit, or of the value where there is no limit; at most, or at least where `least`.
        least: whether more is better.
    """

    name: Text
    value: float
    unit: str
    limit: float | None
    against: Text | None
    goal: float
    least: bool = False

    @property
    def ratio(self) -> float | None:
        return None if not self.limit else self.value / self.limit

    @property
    def reached(self) -> bool:
        held = self.value if self.ratio is None else self.ratio
        return held >= self.goal if self.least else held <= self.goal


def as_text(figures: list[Figure], words: Wording) -> str:
    """A table."""
    lines = [f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"]
    for figure in figures:
        value = f"{figure.value:,.2f} {figure.unit}"
        against = ""
        if figure.ratio is not None and figure.against is not None:
            against = f"{figure.ratio:.2f} × {words.say(figure.against)} ({figure.limit:,.2f})"
        sign = ("≥" if figure.least else "≤") + f" {figure.goal:g}" + (" ×" if figure.ratio is not None else "")
        mark = "✓" if figure.reached else "✗"
        lines.append(f"{mark} {words.say(figure.name):<62} {value:>16}  {sign:>9}  {against}")
    return "\n".join(lines)


def as_json(figures: list[Figure]) -> str:
    """A list of figures."""
    return json.dumps(
        [
            {**asdict(figure), "name": str(figure.name), "against": str(figure.against) if figure.against else None,
             "ratio": figure.ratio, "reached": figure.reached}
            for figure in figures
        ],
        ensure_ascii=False, indent=2,
    )  # fmt: skip

"""How long a typed reply takes to be marked."""

from __future__ import annotations

import statistics
from functools import partial
from pathlib import Path

from trainer.bench.figures import Figure
from trainer.bench.process import asked
from trainer.bench.timing import p95, taken
from trainer.wording import Text


def marking(folder: Path) -> list[Figure]:
    """A typed reply marked on all criteria, the first time too."""
    found = asked("marking", folder)
    return [
        Figure(Text("A typed reply marked on all criteria, median"), found["median"], "ms", None, None, 2),
        Figure(Text("A typed reply marked on all criteria, 95 of 100"), found["p95"], "ms", None, None, 5),
        Figure(Text("The first typed reply marked, with all that is loaded"), found["cold"], "ms", None, None, 60),
    ]


def measured(folder: Path) -> dict[str, float]:  # noqa: ARG001
    """Milliseconds, in a process that has marked nothing yet."""
    from trainer.rubric.catalogue import BY_KEY

    criteria = list(BY_KEY)

    def first() -> None:
        from trainer.marking.marker import Marker

        Marker.load().mark("Ymmärrän, että tämä harmittaa. Milloin laite meni rikki?", language="fi", criteria=criteria)

    cold = taken(first)
    from trainer.marking.marker import Marker

    marker = Marker.load()
    times = [
        taken(partial(marker.mark, text, language=language, criteria=criteria))
        for language, texts in _replies().items()
        for text in texts
    ]
    return {"cold": cold, "median": statistics.median(times), "p95": p95(times)}


def _replies() -> dict[str, list[str]]:
    """All replies that are shipped, by language."""
    from trainer.resources import shipped
    from trainer.scenario.files import read_folder

    found: dict[str, list[str]] = {}
    for file in sorted(shipped("scenarios").glob("*/scenario.yaml"))[:6]:
        script = read_folder(file.parent).script()
        for language in script.languages:
            scenes = script.in_language(language).scenes.values()
            found.setdefault(language, []).extend(r.text for scene in scenes for r in scene.replies.values())
    return found

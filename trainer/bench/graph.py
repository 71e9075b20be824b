"""How soon a very large scenario is drawn."""

from __future__ import annotations

from pathlib import Path

from trainer.bench.figures import Figure
from trainer.bench.generated import generated
from trainer.bench.process import asked
from trainer.bench.timing import p95, taken
from trainer.bench.window import application, frames
from trainer.wording import Text

_SCENES = 2000


def graph(folder: Path) -> list[Figure]:
    """The drawing of a scenario, and being moved about in it."""
    found = asked("graph", folder)
    of = f"{_SCENES:,}"
    return [
        Figure(Text("Graph of {count} scenes laid out and painted", count=of), found["shown"], "ms", None, None, 200),
        Figure(Text("Pan frame of {count} scenes, 95 of 100", count=of), found["frame"], "ms", None, None, 16),
    ]


def measured(folder: Path) -> dict[str, float]:  # noqa: ARG001
    """Milliseconds."""
    from PySide6.QtWidgets import QScrollArea

    from trainer.scenario.model import Scenario
    from trainer.ui.context import Context
    from trainer.ui.scenarios.graph import Graph
    from trainer.ui.theme import Look
    from trainer.wording import Wording

    app = application()
    ctx = Context(Look(), Wording("en", None))
    scenario = Scenario.model_validate(generated(_SCENES))
    area = QScrollArea()
    area.resize(900, 460)
    area.show()
    app.processEvents()

    def show() -> None:
        area.setWidget(Graph(ctx, scenario, (), {}))
        app.processEvents()

    shown = taken(show)
    return {"shown": shown, "frame": p95(frames(area.horizontalScrollBar(), area.viewport()))}

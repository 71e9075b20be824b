"""How a conversation's page bears a very long conversation."""

from __future__ import annotations

import statistics
from pathlib import Path

from trainer.bench.figures import Figure
from trainer.bench.process import asked
from trainer.bench.timing import p95, taken
from trainer.bench.window import application, frames
from trainer.wording import Text

_FEW, _MANY = 100, 1000
_TEXT = "Soitan huomenna kello kymmeneltä ja kerron, mitä on selvinnyt. "


def transcript(folder: Path) -> list[Figure]:
    """Bubbles below each other, as the page lays them out; the longest scenario has some dozens."""
    found = asked("transcript", folder)
    return [
        Figure(Text("A line added to {count} in a conversation", count=f"{_MANY:,}"), found["many"], "ms", found["few"],
               Text("added to {count}", count=_FEW), 1.5),
        Figure(Text("Scroll frame of {count} lines, 95 of 100", count=f"{_MANY:,}"), found["frame"], "ms", None, None,
               16),
    ]  # fmt: skip


def measured(folder: Path) -> dict[str, float]:  # noqa: ARG001
    """Milliseconds."""
    from PySide6.QtWidgets import QWidget

    from trainer.ui.context import Context
    from trainer.ui.conversation.bubble import Bubble
    from trainer.ui.elements.layout import column, scrolled
    from trainer.ui.theme import Look
    from trainer.wording import Wording

    app = application()
    ctx = Context(Look(), Wording("en", None))
    said = QWidget()
    laid = column(ctx, 12, (0, 4, 10, 4))
    said.setLayout(laid)
    area = scrolled(said)
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(lambda _low, high: bar.setValue(high))
    area.resize(900, 500)
    area.show()

    def add(n: int) -> None:
        laid.addWidget(Bubble(ctx, "Marja", _TEXT * (1 + n % 3), own=n % 2 == 1))

    def added() -> float:
        def work() -> None:
            add(laid.count())
            app.processEvents()

        return statistics.median(taken(work) for _ in range(9))

    def fill(count: int) -> None:
        for n in range(laid.count(), count):
            add(n)
        app.processEvents()

    fill(_FEW)
    few = added()
    fill(_MANY)
    many = added()
    return {"few": few, "many": many, "frame": p95(frames(bar, area.viewport()))}

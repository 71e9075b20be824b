"""How the window keeps up with somebody who practises."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice, pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from trainer.bench.figures import Figure
from trainer.bench.process import asked
from trainer.bench.timing import taken
from trainer.bench.window import application, main_window
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.ui.conversation.conversation import Conversation
    from trainer.ui.main_window import MainWindow

_SESSIONS = 30


def practising(folder: Path) -> list[Figure]:
    """Sessions played from their briefing to their end, then the first report written."""
    found = asked("practising", folder / "practised")
    return [
        Figure(Text("Answer to next line painted, turn on disk"), found["answer"], "ms", None, None, 50),
        Figure(Text("Longest gap of the event loop while practising"), found["gap"], "ms", None, None, 50),
        Figure(Text("Memory after {count} sessions", count=_SESSIONS), found["last"], "MiB", found["first"],
               Text("after the first session"), 1.1),
        # The goal is against reportlab with its import, which the program does without: some 150 ms.
        Figure(Text("First PDF report"), found["report"], "ms", None, None, 180),
    ]  # fmt: skip


def measured(folder: Path) -> dict[str, float]:
    """Milliseconds and MiB."""
    from PySide6.QtCore import QEvent, QTimer

    from trainer.ui.practise.briefing import BriefingPage

    app = application()
    window = main_window(folder)
    times: list[float] = []
    ticks: list[float] = []
    ticking = QTimer(interval=0)
    ticking.timeout.connect(lambda: ticks.append(perf_counter() * 1000))
    ticking.start()
    memory: list[float] = []

    def events() -> None:
        app.processEvents()
        # Pages that were left go; outside a loop of Qt's they would stay.
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def step(work: Callable[[], object]) -> None:
        # Between two ticks the window hears nothing; the second round is there so that pauses are not counted.
        work()
        events()
        app.processEvents()

    def answer(conversation: Conversation) -> None:
        start = perf_counter()
        step(lambda: conversation.answer(conversation.choices[0]))
        window.repaint()
        app.processEvents()
        times.append((perf_counter() - start) * 1000)

    app.processEvents()
    scenarios = [summary.id for summary in window.library.summaries]
    for scenario in islice(cycle(scenarios), _SESSIONS):
        step(partial(window.practise.open_briefing, scenario))
        briefing = window.page
        assert isinstance(briefing, BriefingPage)
        step(briefing.start.click)
        conversation = window.practise.conversation
        while conversation is not None and not conversation.is_over:
            answer(conversation)
        memory.append(_resident())
    gap = max(later - earlier for earlier, later in pairwise(ticks))
    ticking.stop()
    report = taken(lambda: _report(window, folder / "report.pdf"))
    return {
        "answer": statistics.median(times), "gap": gap, "first": memory[0], "last": memory[-1], "report": report,
    }  # fmt: skip


def _report(window: MainWindow, file: Path) -> None:
    from trainer.ui.debrief.state import Debrief
    from trainer.ui.reports.session import write_sessions

    record = window.store.sessions.record(window.store.sessions.rows(state="finished", limit=1)[0].id)
    write_sessions([Debrief(record, record.row.language)], window.store, file, window.words)


def _resident() -> float:
    """MiB of memory in use now; the most there was where the system does not say."""
    import resource

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20

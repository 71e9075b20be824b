"""How soon the coach's table of very many sessions is there."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from trainer.bench.cohort import SESSIONS
from trainer.bench.figures import Figure
from trainer.bench.process import asked
from trainer.bench.timing import taken
from trainer.bench.window import application
from trainer.wording import Text


def session_table(folder: Path) -> list[Figure]:
    """The table of the data folder that `cohort.make` filled."""
    found = asked("session_table", folder)
    of = f"{SESSIONS:,}"
    return [
        Figure(Text("Table of {count} sessions shown", count=of), found["shown"], "ms", None, None, 150),
        Figure(Text("Table of {count} sessions sorted, slowest column", count=of), found["sorted"], "ms", None, None,
               150),
    ]  # fmt: skip


def measured(folder: Path) -> dict[str, float]:
    """Milliseconds from the query to the painted table."""
    from trainer.store.database import Store
    from trainer.store.lists import Column
    from trainer.ui.coach.table import COLUMNS, SessionsModel, SessionsTable
    from trainer.ui.context import Context
    from trainer.ui.theme import Look
    from trainer.wording import Wording

    app = application()
    store = Store.open(folder)
    ctx = Context(Look(), Wording("en", None))
    shown = []

    def show(column: Column) -> None:
        ids = store.lists.ids(by=column)
        table = SessionsTable(ctx, SessionsModel(ctx.words, {}, ids, store.lists.rows, date.today()), {})
        table.resize(1000, 420)
        table.show()
        app.processEvents()
        shown.append(table)

    first = taken(lambda: show("started"))
    columns = [column for _, column, _ in COLUMNS if column]
    return {"shown": first, "sorted": max(taken(partial(show, column)) for column in columns)}

"""`export` and `import`: sessions to files and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer.exchange.bundle import export_bundle, import_bundle, read_bundle
from trainer.exchange.table import export_csv
from trainer.exchange.xapi import export_xapi
from trainer.store.database import Store
from trainer.wording import Wording


def export(store: Store, wording: Wording, kind: str, file: Path, sessions: Sequence[int]) -> str:
    """Writes a bundle, CSV or xAPI statements; says how many sessions are in it."""
    if kind == "csv":
        count = export_csv(store, file, wording, sessions)
    elif kind == "xapi":
        count = export_xapi(store, file, sessions)
    else:
        count = export_bundle(store, file, sessions)
    return written(wording, count, file)


def written(wording: Wording, count: int, file: Path) -> str:
    """That so many sessions are in a file."""
    return wording.n(
        "{count} session was written to {file}.", "{count} sessions were written to {file}.", count, file=str(file)
    )


def take_in(store: Store, wording: Wording, file: Path) -> str:
    """Takes in a bundle's sessions; says how many were new."""
    came = import_bundle(store, read_bundle(file))
    return wording.t(
        "New: {new}. Updated: {continued}. Already here: {there}.",
        new=came.new,
        continued=came.continued,
        there=came.already_there,
    )

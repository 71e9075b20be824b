"""`export` and `import`: sessions to files and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer.errors import TrainerError
from trainer.exchange.bundle import export_bundle, import_bundle, read_bundle
from trainer.exchange.table import export_csv
from trainer.exchange.xapi import export_xapi
from trainer.store.database import Store
from trainer.wording import Text, Wording


def chosen(store: Store, numbers: Sequence[int], person: str | None) -> list[int]:
    """The sessions meant: of these numbers, or of this person, or all; the oldest first.

    Raises:
        TrainerError: there is no session of a number, or no person of the name.
    """
    rows = store.sessions.rows()
    known = {row.id for row in rows}
    for number in numbers:
        if number not in known:
            raise TrainerError(Text("There is no session {session}. See “repliikki sessions”.", session=number))
    if person is not None and store.people.by_name(person) is None:
        raise TrainerError(Text("Nobody here is called “{name}”.", name=person))
    return sorted(
        row.id for row in rows if (not numbers or row.id in numbers) and (person is None or row.person_name == person)
    )


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
        "New: {new}. Taken further: {continued}. Already here: {there}.",
        new=came.new,
        continued=came.continued,
        there=came.already_there,
    )

"""Data folders for faults to happen to."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.exchange.sessions import GOOD, Said, play
from tests.store.released import DATA, told
from trainer.store.backups import Backups
from trainer.store.checks import VERSION
from trainer.store.database import Store

COACH = "Sari"
BUNDLES, IN_A_BUNDLE = 12, 6


def a_few_sessions(folder: Path, sessions: int = 8) -> None:
    """Finished sessions of Aino's, chosen and typed."""
    store = Store.open(folder)
    person = store.people.add("Aino").id
    for number in range(sessions):
        play(store, GOOD if number % 2 else [Said(0, f"Reply of session {number}."), *GOOD[1:]], person=person)
    store.close()


def everything(folder: Path, *, with_backup: bool = False) -> object:
    """The database of this version's release, which has something of everything; returns what is told of it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(DATA / f"v{VERSION}" / "repliikki.db", folder / "repliikki.db")
    store = Store.open(folder)
    shown = told(store)
    store.close()
    if with_backup:
        Backups(folder).make("manual")
    return shown

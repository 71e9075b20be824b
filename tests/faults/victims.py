"""Processes that write until they are killed, telling of each thing only once it is kept."""

from __future__ import annotations

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from tests.faults.scenes import COACH
from tests.store.victim import practise
from tests.workshop.scenes import PLAY, SCRIPT
from trainer.exchange.bundle import export_bundle, import_bundle, read_bundle
from trainer.store.backups import Backups
from trainer.store.database import Store
from trainer.workshop.keeping import kept_rounds
from trainer.workshop.rounds import Move, begin, count_hand, go_on, move

__all__ = ["back_up", "delete", "export", "hold", "migrate", "practise", "restore", "review", "take_in"]


def review(folder: Path, told: Connection) -> None:
    """A coach sets levels in one session after another."""
    store = Store.open(folder)
    sessions = [row.id for row in store.sessions.rows(state="finished")]
    for number in count(1):
        session = sessions[number % len(sessions)]
        store.reviews.set_level(session, 1, "feeling", number % 3, coach=COACH, reason=f"Reason {number}")
        told.send((session, number))


def take_in(folder: Path, told: Connection) -> None:
    """Imports one bundle after another."""
    store = Store.open(folder)
    for number, file in enumerate(sorted(folder.glob("*.repliikki"))):
        import_bundle(store, read_bundle(file))
        told.send((number, 0))


def back_up(folder: Path, told: Connection) -> None:
    """Adds people, with a copy of everything after each."""
    store = Store.open(folder)
    for number in count(1):
        store.people.add(f"Person {number}")
        store.backups.make("manual")
        told.send((number, 0))


def migrate(folder: Path, told: Connection) -> None:
    """Opens what an earlier version left."""
    Store.open(folder)
    told.send((1, 0))


def export(folder: Path, told: Connection) -> None:
    """Writes the same bundle over and over."""
    store = Store.open(folder)
    for number in count(1):
        export_bundle(store, folder / "all.repliikki")
        told.send((number, 0))


def hold(folder: Path, told: Connection) -> None:
    """Holds workshops whose rooms vote and go on."""
    store = Store.open(folder)
    while True:
        number = store.workshops.start(SCRIPT, ("en",), 7)
        told.send((number, 0))
        workshop = begin(PLAY, 7)
        for votes in range(1, 30):
            workshop = count_hand(move(workshop, Move.VOTE), 1, votes)
            workshop = go_on(PLAY, workshop, PLAY.offered(workshop.now.position)[0])
            store.workshops.keep(
                number, path=workshop.path, rounds=kept_rounds(workshop.rounds), questions=[str(votes)], ended=False
            )
            told.send((number, votes))


def restore(folder: Path, told: Connection) -> None:
    """Puts the newest backup back."""
    backups = Backups(folder)
    backups.restore(backups.list()[0])
    told.send((1, 0))


def delete(folder: Path, told: Connection) -> None:
    """Deletes one person after another."""
    store = Store.open(folder)
    for person in store.people.all():
        store.people.delete(person.id)
        told.send((person.id, 0))

"""A process that practises until it is killed, telling of each turn only once it is kept."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from tests.store.scenes import PLAY, SCRIPT
from trainer.store.database import Store


def practise(folder: Path, told: Connection) -> None:
    store = Store.open(folder)
    while True:
        session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
        told.send((session, 0))
        position = PLAY.start()
        for number in range(1, 40):
            reply = PLAY.offered(position)[0]
            turn, position = PLAY.answer(position, reply, f"Reply {number} of session {session}")
            store.sessions.add_turn(session, turn)
            told.send((session, number))

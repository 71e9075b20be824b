from __future__ import annotations

import multiprocessing
import random
import sys
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.store.victim import practise
from trainer.store.database import Store

KILLS = 200
KILLS_A_FOLDER = 20


@pytest.mark.skipif(sys.platform == "win32", reason="processes start too slowly to be killed 200 times")
def test_a_killed_program_loses_nothing_that_was_shown(tmp_path: Path) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.store.victim"])
    chance = random.Random(4)
    kept: Counter[int] = Counter()
    total = 0
    for kill in range(KILLS):
        folder = tmp_path / str(kill // KILLS_A_FOLDER)
        if kill % KILLS_A_FOLDER == 0:
            kept.clear()
        listen, tell = processes.Pipe(duplex=False)
        process = processes.Process(target=practise, args=(folder, tell))
        process.start()
        tell.close()
        process.join(chance.uniform(0, 0.08))
        process.kill()
        process.join()
        for session, number in told(listen):
            kept[session] = max(kept[session], number)
            total += 1
        store = Store.open(folder)
        assert store.problem is None
        found = {row.id: row.turns for row in store.sessions.rows()}
        assert all(found[session] >= number for session, number in kept.items())
        if kill % KILLS_A_FOLDER == KILLS_A_FOLDER - 1:
            check_words(store, kept)
        store.close()
    assert total > KILLS


def told(listen: Connection) -> list[tuple[int, int]]:
    heard: list[tuple[int, int]] = []
    with listen:
        try:
            while True:
                heard.append(listen.recv())
        except EOFError:
            return heard


def check_words(store: Store, kept: Counter[int]) -> None:
    assert store.backups.daily() is not None  # which checks the whole database
    for session in kept:
        turns = [stored.turn for stored in store.sessions.record(session).turns]
        assert [turn.text for turn in turns] == [f"Reply {turn.number} of session {session}" for turn in turns]
        assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
        assert all(turn.marks for turn in turns)

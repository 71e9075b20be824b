from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.conftest import Clock
from tests.store.scenes import SCRIPT
from trainer.errors import TrainerError
from trainer.store.database import Store
from trainer.store.workshops import KeptRound, Votes

NONE = Votes((0, 0, 0), (0, 0, 0), (0, 0, 0))
FIRST = Votes((1, 0, 2), (0, 3, 0), (4, 5, 6))
SECOND = Votes((0, 0, 0), (0, 0, 0), (9, 9, 1))
START = KeptRound((), "result", ("ask", "calm", "see"), FIRST, SECOND)
NEXT = KeptRound(("see",), "vote", ("wait", "back", "date"), NONE, NONE)


def kept(store: Store, *, ended: bool = False) -> int:
    number = store.workshops.start(SCRIPT, ("fi", "en"), 7)
    store.workshops.keep(number, path=("see",), rounds=(START, NEXT), questions=("Kuka maksaa? \ud800",), ended=ended)
    return number


def test_a_workshop_is_read_back_as_it_was_kept(store: Store) -> None:
    number = kept(store)
    record = store.workshops.record(number)
    assert record.script == SCRIPT
    assert (record.languages, record.seed, record.path) == (("fi", "en"), 7, ("see",))
    assert record.rounds == (START, NEXT)
    assert record.questions == ("Kuka maksaa? ?",)
    assert record.ended is None


def test_keeping_again_replaces_what_was_kept_and_undoing_the_end_makes_it_go_on(store: Store) -> None:
    number = kept(store, ended=True)
    ended = store.workshops.record(number).ended
    assert ended is not None
    store.workshops.keep(number, path=(), rounds=(START,), questions=(), ended=True)
    record = store.workshops.record(number)
    assert (record.path, record.rounds, record.questions, record.ended) == ((), (START,), (), ended)
    store.workshops.keep(number, path=(), rounds=(START,), questions=())
    assert store.workshops.record(number).ended is None


def test_workshops_are_listed_newest_first_with_what_was_voted(store: Store) -> None:
    first, second = kept(store), store.workshops.start(SCRIPT, ("en",), 8)
    rows = store.workshops.rows()
    assert [row.id for row in rows] == [second, first]
    assert (rows[0].rounds, rows[0].votes) == (0, 0)
    assert (rows[1].rounds, rows[1].votes) == (2, FIRST.cast + SECOND.cast)
    assert rows[1].languages == ("fi", "en")


def test_workshops_are_no_sessions_of_anybody(store: Store) -> None:
    kept(store)
    assert store.sessions.rows() == []


def test_workshops_outlive_the_program(store: Store, clock: Clock) -> None:
    number = kept(store)
    folder = store.path.parent
    store.close()
    again = Store.open(folder, clock)
    assert again.workshops.record(number).rounds == (START, NEXT)
    again.close()


def test_a_deleted_workshop_leaves_no_trace_in_the_file(store: Store) -> None:
    number = store.workshops.start(SCRIPT, ("en",), 7)
    store.workshops.keep(number, path=(), rounds=(START,), questions=("Zanzibar-Frage",))
    store.workshops.delete(number)
    with pytest.raises(TrainerError, match="no workshop with the number"):
        store.workshops.record(number)
    assert not any(b"Zanzibar-Frage" in file.read_bytes() for file in _files(store.path))


def _files(database: Path) -> list[Path]:
    return [file for file in database.parent.glob(f"{database.name}*") if file.is_file()]

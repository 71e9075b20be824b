from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.conftest import Clock
from tests.store.scenes import SCRIPT, chosen, played
from trainer.store.database import Store
from trainer.store.recordings import Recordings
from trainer.store.retention import months_before

_OBSERVE = """
    INSERT INTO observed_session (uuid, scenario, script, language, observer, comment, at)
    VALUES (?, 'late-delivery', ?, 'en', 'Sari', '', ?)
"""


def add(store: Store, text: str = "I see.") -> int:
    """An abandoned session with a recording."""
    session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    store.sessions.add_turn(session, played([("see", text)])[0])
    store.sessions.abandon(session)
    Recordings(store.path.parent).prepare(session, 1).write_bytes(b"RIFF")
    return session


def there(store: Store) -> list[int]:
    return sorted(row.id for row in store.sessions.rows())


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-15", 24, "2024-12-15"),
    ],
)
def test_months_are_those_of_the_calendar(moment: str, months: int, before: str) -> None:
    assert months_before(datetime.fromisoformat(moment), months) == datetime.fromisoformat(before)


def test_without_a_limit_sessions_stay_for_good(store: Store, clock: Clock) -> None:
    session = add(store)
    clock.moment += timedelta(days=9999)
    assert store.retention.apply() is None
    assert there(store) == [session]


def test_it_is_told_a_week_before_the_first_sessions_go(store: Store, clock: Clock) -> None:
    old = add(store, "I say what goes.")
    clock.moment = datetime(2026, 5, 20, tzinfo=UTC)
    young = add(store)
    store.retention.keep(3)
    assert store.retention.apply() is None
    clock.moment = datetime(2026, 6, 5, 12, tzinfo=UTC)
    told = store.retention.apply()
    assert str(told) == (
        "As set here, sessions older than 3 months are deleted with their recordings, from 12 June 2026 on; 1 now. "
        "Export what you want to keep, or change the setting."
    )
    clock.moment = datetime(2026, 6, 11, 12, tzinfo=UTC)
    assert "from 12 June 2026 on" in str(store.retention.apply())
    assert there(store) == [old, young]
    clock.moment = datetime(2026, 6, 12, 12, tzinfo=UTC)
    told = store.retention.apply()
    assert str(told) == "As set here, sessions older than 3 months were deleted with their recordings: 1."
    assert there(store) == [young]
    recordings = Recordings(store.path.parent)
    assert recordings.find(old, 1) is None
    assert recordings.find(young, 1) is not None
    assert b"I say what goes." not in b"".join(f.read_bytes() for f in store.path.parent.iterdir() if f.is_file())


def test_later_ones_go_at_once_and_are_told_too(store: Store, clock: Clock) -> None:
    store.retention.keep(3)
    add(store)
    clock.moment += timedelta(days=100)
    store.retention.apply()
    add(store)
    clock.moment += timedelta(days=100)
    assert "were deleted" in str(store.retention.apply())
    assert there(store) == []
    assert store.retention.apply() is None


def test_another_limit_is_told_anew(store: Store, clock: Clock) -> None:
    session = add(store)
    store.retention.keep(6)
    clock.moment += timedelta(days=200)
    store.retention.apply()
    clock.moment += timedelta(days=8)
    store.retention.keep(3)
    assert "older than 3 months are deleted" in str(store.retention.apply())
    assert there(store) == [session]


def test_a_session_that_was_never_ended_counts_from_its_beginning(store: Store, clock: Clock) -> None:
    session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    store.sessions.add_turn(session, chosen("see")[0])
    store.retention.keep(1)
    clock.moment += timedelta(days=40)
    assert store.retention.old().sessions == [session]


def test_role_plays_that_were_observed_go_too(store: Store, clock: Clock) -> None:
    add(store)
    moments = ("2026-03-01T00:00:00.000+00:00", "2026-06-01T00:00:00.000+00:00")
    store._connection.write(lambda t: t.do(_OBSERVE, *((at, SCRIPT.digest(), at) for at in moments)))
    store.retention.keep(3)
    clock.moment = datetime(2026, 6, 8, tzinfo=UTC)
    store.retention.apply()
    clock.moment = datetime(2026, 6, 16, tzinfo=UTC)
    assert "were deleted with their recordings: 2." in str(store.retention.apply())
    assert store._connection.read("SELECT at FROM observed_session") == [(moments[1],)]


def test_nothing_is_deleted_while_the_disk_cannot_be_written_to(tmp_path: Path, clock: Clock) -> None:
    store = Store.open(tmp_path, clock)
    session = add(store)
    store.retention.keep(1)
    clock.moment += timedelta(days=40)
    store.retention.apply()
    clock.moment += timedelta(days=8)
    other = Store.open(tmp_path, clock)
    other._connection._connection.execute("BEGIN IMMEDIATE")
    store.settings.set("anything", 1)
    assert store.problem
    assert store.retention.apply() is None
    assert there(store) == [session]
    assert Recordings(tmp_path).find(session, 1)
    other._connection._connection.execute("ROLLBACK")
    other.close()
    store.close()

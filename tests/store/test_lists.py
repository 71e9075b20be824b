"""A coach's lists against the sessions themselves, one by one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median_low
from typing import Any

import pytest

from tests.exchange.sessions import BAD, GOOD, SCRIPT, Said, play
from tests.store.conftest import Clock
from tests.store.older import make_older
from tests.store.scenes import SCENARIO
from trainer.rubric.score import score
from trainer.scenario.model import Script
from trainer.store.database import Store
from trainer.store.lists import COLUMNS, OUTLIER, Column, Filters, Listed, Sample
from trainer.store.sessions import SessionRecord

OTHER = Script.model_validate({"source": {**SCENARIO, "id": "other-delivery"}})


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Sixty sessions of all kinds, of three people and of nobody; to be read only."""
    clock = Clock()
    store = Store.open(tmp_path_factory.mktemp("full"), clock)
    fill(store, clock, 60)
    yield store
    store.close()


def fill(store: Store, clock: Clock, sessions: int) -> None:
    chance = random.Random(7)
    people = [store.people.add(name).id for name in ("Ulla", "aino", "Åke")] + [None]
    for _ in range(sessions):
        clock.moment += timedelta(hours=chance.randrange(1, 60))
        kind = chance.randrange(3)
        way = chance.choice([GOOD, GOOD, BAD, GOOD[:2], ("see", "wait", *BAD), ("see", "back", "see", "back", *GOOD)])
        replies = [
            Said(
                reply,
                "I see." if kind == 0 or (kind == 1 and n % 2) else None,
                chance.randrange(3),
                chance.random() < 0.8,
                seconds=chance.uniform(1, 60),
            )
            for n, reply in enumerate(way)
        ]
        session = play(
            store,
            replies,
            person=chance.choice(people),
            script=chance.choice([SCRIPT, OTHER]),
            language=chance.choice(["fi", "en"]),
            parent=(1, 1) if chance.random() < 0.1 else None,
            abandon=chance.random() < 0.5,
        )
        if store.sessions.record(session).row.state == "finished" and chance.random() < 0.3:
            store.sessions.dispute(session, 1, "feeling", "No.")


def records(store: Store) -> list[SessionRecord]:
    return [store.sessions.record(row.id) for row in store.sessions.rows()]


def typed(record: SessionRecord) -> int:
    return sum(stored.turn.text is not None for stored in record.turns)


def is_unsure(record: SessionRecord) -> bool:
    return any(not mark.sure for stored in record.turns for mark in stored.turn.marks)


def is_broken(record: SessionRecord) -> bool:
    marks = (stored.turn.marks for stored in record.turns)
    return record.row.state == "finished" and bool(score(marks, record.script.source.weights).broken)


NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
CASES: dict[str, tuple[Filters, Callable[[SessionRecord], Any]]] = {
    "all": (Filters(), lambda _: True),
    "one person": (Filters(people=(1,)), lambda r: r.row.person == 1),
    "two people and nobody": (Filters(people=(1, 3, None)), lambda r: r.row.person in (1, 3, None)),
    "nobody at all": (Filters(people=()), lambda _: False),
    "scenario": (Filters(scenario="other-delivery"), lambda r: r.row.scenario == "other-delivery"),
    "language": (Filters(language="fi"), lambda r: r.row.language == "fi"),
    "state": (Filters(state="abandoned"), lambda r: r.row.state == "abandoned"),
    "from a day": (Filters(since=NOON), lambda r: r.row.started >= NOON),
    "before a day": (Filters(until=NOON), lambda r: r.row.started < NOON),
    "scores": (Filters(lowest=20, highest=60), lambda r: r.row.score is not None and 20 <= r.row.score <= 60),
    "a score of nothing": (Filters(highest=0), lambda r: r.row.score == 0),
    "ending": (Filters(ending="won"), lambda r: r.row.ending == "won"),
    "outcome": (Filters(outcome="bad"), lambda r: r.row.outcome == "bad"),
    "typed": (Filters(replies="typed"), lambda r: r.row.state != "open" and typed(r) == len(r.turns)),
    "chosen": (Filters(replies="chosen"), lambda r: r.row.state != "open" and not typed(r)),
    "mixed": (Filters(replies="mixed"), lambda r: r.row.state != "open" and 0 < typed(r) < len(r.turns)),
    "not sure": (Filters(unsure=True), lambda r: r.row.state != "open" and is_unsure(r)),
    "broken": (Filters(broken=True), is_broken),
    "not reviewed": (Filters(unreviewed=True), lambda r: r.row.state == "finished"),
    "several": (
        Filters(language="fi", state="finished", replies="typed"),
        lambda r: r.row.language == "fi" and r.row.state == "finished" and typed(r) == len(r.turns),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_filter_gives_the_sessions_that_are_so(full: Store, case: str) -> None:
    filters, holds = CASES[case]
    expected = [record.row.id for record in records(full) if holds(record)]
    assert full.lists.ids(filters) == expected
    assert full.lists.count(filters) == len(expected)
    assert case in ("all", "nobody at all", "not reviewed") or 0 < len(expected) < 60


def test_disputed_ones(full: Store) -> None:
    assert set(full.lists.ids(Filters(disputed=True))) == {
        row.id for row in full.sessions.rows() if full.sessions.disputes(row.id)
    }


def test_outliers_are_far_from_the_persons_median_or_outside_of_the_usual_time(store: Store, clock: Clock) -> None:
    fill(store, clock, 130)
    everything = records(store)
    scores: dict[int | None, list[int]] = {}
    for record in everything:
        if record.row.score is not None and record.row.parent is None:
            scores.setdefault(record.row.person, []).append(record.row.score)
    expected = {
        record.row.id
        for record in everything
        if record.row.score is not None
        and record.row.person is not None
        and abs(record.row.score - median_low(scores[record.row.person])) >= OUTLIER
    }
    for scenario in ("late-delivery", "other-delivery"):
        times = sorted(
            (sum(stored.seconds or 0 for stored in record.turns), record.row.id)
            for record in everything
            if record.row.scenario == scenario and record.row.state == "finished"
        )
        outer = len(times) * 2 // 100
        expected |= {session for _, session in [*times[:outer], *times[len(times) - outer :]]}
    assert set(store.lists.ids(Filters(outliers=True))) == expected
    assert 0 < len(expected) < 130


def test_a_sample_is_the_same_for_the_same_seed_and_about_as_large_as_asked(store: Store, clock: Clock) -> None:
    fill(store, clock, 200)
    first, again, another = (store.lists.ids(Filters(sample=Sample(30, seed))) for seed in (5, 5, 6))
    assert first == again
    assert first != another
    assert 30 <= len(first) <= 90
    assert set(first) < set(store.lists.ids(Filters(sample=Sample(60, 5))))
    assert store.lists.ids(Filters(sample=Sample(0, 5))) == []
    assert store.lists.count(Filters(sample=Sample(100, 5))) == 200


@pytest.mark.parametrize("by", COLUMNS)
@pytest.mark.parametrize("descending", [True, False])
def test_any_column_sorts_and_pages_come_one_after_another(full: Store, by: Column, descending: bool) -> None:
    ids = full.lists.ids(by=by, descending=descending)
    rows = full.lists.rows(ids)
    assert sorted(ids) == sorted(row.id for row in full.sessions.rows())
    ended = [row for row in rows if row.state != "open"]

    def place(row: Listed) -> tuple[bool, Any]:
        value = row.person_name.casefold() if by == "person" else getattr(row, by)
        if by == "person" and row.person is None:
            value = None
        return value is not None, value if value is not None else 0

    assert [place(row) for row in ended] == sorted(map(place, ended), reverse=descending)
    pages = [full.lists.page(by=by, descending=descending, limit=7, offset=offset) for offset in range(0, 60, 7)]
    assert [row for page in pages for row in page] == rows


def test_rows_tell_what_the_sessions_are(full: Store) -> None:
    for row in full.lists.page():
        record = full.sessions.record(row.id)
        assert (row.person, row.person_name, row.scenario) == record.row[2:5]
        assert (row.started, row.ended, row.ending, row.outcome) == record.row[8:12]
        assert (row.turns, row.score) == (len(record.turns), record.row.score)
        assert row.program_score == row.score
        assert row.parent == (record.row.parent[0] if record.row.parent else None)
        assert row.broken == is_broken(record)
        if row.state != "open":
            assert row.typed == typed(record)
            assert row.seconds == pytest.approx(sum(stored.seconds or 0 for stored in record.turns))


def test_the_queue_begins_with_what_needs_a_coach_most_and_then_with_the_oldest(store: Store, clock: Clock) -> None:
    fill(store, clock, 40)
    finished = [record for record in records(store) if record.row.state == "finished"]

    def rank(record: SessionRecord) -> tuple[int, datetime | None]:
        reasons = (bool(store.sessions.disputes(record.row.id)), is_unsure(record), is_broken(record), True)
        return reasons.index(True), record.row.ended

    expected = [record.row.id for record in sorted(finished, key=rank)]
    queue = []
    following = store.lists.next_waiting()
    while following is not None:
        queue.append(following)
        following = store.lists.next_waiting(following)
    assert queue == expected
    store.reviews.finish(queue[0], "Sari")
    assert store.lists.next_waiting(queue[0]) == store.lists.next_waiting() == queue[1]


def test_sessions_from_before_there_were_lists_are_listed_the_same(tmp_path: Path, clock: Clock) -> None:
    store = Store.open(tmp_path, clock)
    fill(store, clock, 60)
    before = store.lists.page()
    outliers = store.lists.ids(Filters(outliers=True))
    store.close()
    make_older(store.path, 3)
    again = Store.open(tmp_path, clock)
    for row, old in zip(again.lists.page(), before, strict=True):
        assert (row.seconds is None) == (old.seconds is None)
        assert row == Listed(
            **{key: getattr(old, key) for key in Listed.__slots__ if key != "seconds"}, seconds=row.seconds
        )
    assert again.lists.ids(Filters(outliers=True)) == outliers
    again.close()

"""A cohort is kept as if its people had practised here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from trainer.errors import TrainerError
from trainer.roleplay.play import Play, replay
from trainer.rubric.marks import Source
from trainer.rubric.score import score
from trainer.scenario.library import Library
from trainer.simulation.cohort import Cohort, fill
from trainer.store.database import Store
from trainer.store.sessions import SessionRecord

LAST = date(2026, 3, 1)


@dataclass
class Filled:
    """A store with a cohort in it, and all its sessions."""

    store: Store
    records: list[SessionRecord]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Iterator[Filled]:
    store = Store.open(tmp_path_factory.mktemp("cohort"))
    assert sum(fill(store, library, Cohort(6, 100, 4, LAST))) == 100
    yield Filled(store, [store.sessions.record(number) for number in sorted(store.lists.ids())])
    store.close()


def test_everybody_practises_in_one_of_both_languages(filled: Filled) -> None:
    assert {person.id for person in filled.store.people.all()} == {record.row.person for record in filled.records}
    assert len(filled.store.people.all()) == 6
    assert {record.row.language for record in filled.records} == {"fi", "en"}
    assert all(" " in record.row.person_name for record in filled.records)


def test_every_session_plays_again_as_it_is_stored(filled: Filled) -> None:
    for record in filled.records:
        turns = [stored.turn for stored in record.turns]
        positions = replay(Play(record.script.in_language(record.row.language)), turns)
        assert [(turn.to, turn.mood) for turn in turns] == [(place.scene, place.mood) for place in positions[1:]]
        if record.row.state == "finished":
            assert record.row.score == score((turn.marks for turn in turns), record.script.source.weights).percent


def test_nobody_has_two_conversations_at_once_or_after_the_last_day(filled: Filled) -> None:
    free = dict[int | None, datetime]()
    for record in filled.records:
        row = record.row
        assert row.started.astimezone().date() <= LAST
        assert 7 <= row.started.astimezone().hour <= 22
        assert row.person not in free or free[row.person] < row.started
        free[row.person] = record.turns[-1].at
        assert row.person is not None
        assert filled.store.people.get(row.person).created < row.started


def test_some_is_typed_and_marked_by_the_program(filled: Filled) -> None:
    typed = [stored.turn for record in filled.records for stored in record.turns if stored.turn.text is not None]
    assert len(typed) > 20
    programs = [mark for turn in typed for mark in turn.marks if mark.source is not Source.COACH]
    assert all(mark.source is Source.AUTO for mark in programs)
    assert any(mark.sure for mark in programs)
    assert any(not mark.sure for mark in programs)


def test_a_coach_has_looked_at_some_and_says_why(filled: Filled) -> None:
    reviews = [review for record in filled.records for review in filled.store.reviews.of(record.row.id)]
    corrections = [correction for review in reviews for correction in review.corrections]
    assert 0 < len(reviews) < len(filled.records) / 2
    assert corrections
    assert all(correction.reason for correction in corrections)
    assert any(review.seen for review in reviews)
    assert all(review.finished and review.begun.astimezone().date() <= LAST for review in reviews)


def test_people_rate_themselves_and_dispute_marks(filled: Filled) -> None:
    assert 20 < len(filled.store.ratings.all()) < 100
    disputes = [filled.store.sessions.disputes(record.row.id) for record in filled.records]
    assert any(disputes)


def test_the_same_seed_gives_the_same(tmp_path: Path, library: Library) -> None:
    def sessions(folder: str, seed: int) -> list[str]:
        store = Store.open(tmp_path / folder)
        list(fill(store, library, Cohort(2, 8, seed, LAST)))
        people = [person.model_dump_json() for person in store.transfer.people().values()]
        found = people + [session.model_dump_json() for session in store.transfer.sessions()]
        store.close()
        return found

    first = sessions("first", 1)
    assert sessions("again", 1) == first
    assert not set(sessions("other", 2)) & set(first)


def test_a_cohort_comes_but_once(tmp_path: Path, library: Library) -> None:
    store = Store.open(tmp_path)
    cohort = Cohort(2, 4, 1, LAST, typing=False)
    list(fill(store, library, cohort))
    with pytest.raises(TrainerError, match="are here already"):
        list(fill(store, library, cohort))
    list(fill(store, library, cohort._replace(seed=2)))
    assert len({person.name for person in store.people.all()}) == 4
    store.close()


def test_people_practise_more_on_weekdays_and_have_weeks_off(tmp_path: Path, library: Library) -> None:
    store = Store.open(tmp_path)
    list(fill(store, library, Cohort(3, 150, 1, LAST, typing=False)))
    weekdays, weeks = list[int](), defaultdict[int | None, set[date]](set)
    for row in store.sessions.rows():
        day = row.started.astimezone().date()
        weekdays.append(day.weekday())
        weeks[row.person].add(day - timedelta(day.weekday()))
    assert sum(day < 5 for day in weekdays) > 0.8 * len(weekdays)
    assert any(week + timedelta(7) not in own for own in weeks.values() for week in own - {max(own)})
    store.close()


@pytest.mark.parametrize(
    ("cohort", "told"),
    [
        (Cohort(5, 4, 1, LAST), "5 people can have 5 to 25000 sessions"),
        (Cohort(1, 5001, 1, LAST), "One person can have 1 to 5000 sessions"),
        (Cohort(1, 1, 1, date(1970, 1, 1)), "must be between 1980 and 2899"),
    ],
)
def test_an_impossible_cohort_is_refused(tmp_path: Path, library: Library, cohort: Cohort, told: str) -> None:
    store = Store.open(tmp_path)
    with pytest.raises(TrainerError, match=told):
        list(fill(store, library, cohort))
    assert not store.people.all()
    store.close()

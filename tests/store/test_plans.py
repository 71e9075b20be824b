"""What people were asked to practise."""

from __future__ import annotations

from datetime import date

from tests.exchange.sessions import BAD, GOOD, play
from trainer.coaching.plans import Plan
from trainer.store.database import Store

PLAN = Plan("7b8f6f5c-6f2b-4f0e-9f0a-0f6f5c6f2b4f", "First week", ("late-delivery", "late-delivery"), "practice",
            date(2026, 4, 1), "Twice, please.")  # fmt: skip


def test_a_plan_is_read_back_and_one_of_the_same_uuid_takes_its_place(store: Store) -> None:
    number = store.plans.keep(PLAN)
    assert store.plans.all() == {number: PLAN}
    edited = Plan(PLAN.uuid, "Second week", ("late-delivery",), "test")
    assert store.plans.keep(edited) == number
    assert store.plans.all() == {number: edited}
    other = store.plans.keep(Plan("1b8f6f5c-6f2b-4f0e-9f0a-0f6f5c6f2b4f", "Another", ("late-delivery",)))
    assert list(store.plans.all()) == [other, number]


def test_what_is_done_of_it_comes_from_the_sessions(store: Store) -> None:
    aino, ulla = store.people.add("Aino").id, store.people.add("Ulla").id
    play(store, GOOD, person=aino)
    number = store.plans.keep(PLAN)
    store.plans.give(number, aino)
    store.plans.give(number, ulla)
    given = store.plans.given_to(aino)
    done = play(store, BAD, person=aino)
    store.plans.give(number, aino)
    play(store, ["see"], person=aino, abandon=True)
    play(store, GOOD, person=aino, parent=(done, 1))
    play(store, GOOD, person=ulla)
    [progress] = store.plans.given_to(aino)
    assert (progress.plan, progress.at) == (PLAN, given[0].at)
    assert [step.session for step in progress.steps] == [done, None]
    assert not progress.done
    last = play(store, GOOD, person=aino)
    hers, ullas = store.plans.progress(number)
    assert [step.session for step in hers.steps] == [done, last]
    assert hers.done
    assert (ullas.person, ullas.done) == (ulla, False)


def test_a_plan_can_be_taken_back(store: Store) -> None:
    aino, ulla = store.people.add("Aino").id, store.people.add("Ulla").id
    number = store.plans.keep(PLAN)
    for person in (aino, ulla):
        store.plans.give(number, person)
    store.plans.take_back(number, ulla)
    assert [given.person for given in store.plans.progress(number)] == [aino]
    store.plans.delete(number)
    assert store.plans.given_to(aino) == []
    assert store.plans.all() == {}


def test_a_plan_that_others_have_too_outlives_a_person(store: Store) -> None:
    aino, ulla = store.people.add("Aino").id, store.people.add("Ulla").id
    number = store.plans.keep(PLAN)
    for person in (aino, ulla):
        store.plans.give(number, person)
    store.people.delete(aino)
    assert [given.person for given in store.plans.progress(number)] == [ulla]

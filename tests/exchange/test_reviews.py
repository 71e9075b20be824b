"""Reviews on their way between the trainee's machine and those of coaches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.sessions import GOOD, SCRIPT, Said, play, review, told
from tests.store.conftest import Clock
from trainer.exchange.bundle import Imported, export_bundle, import_bundle, read_bundle
from trainer.exchange.container import PARTS, BundleError, pack, unpack
from trainer.rubric.score import score
from trainer.store.database import Store
from trainer.store.reviews import Review

TYPED = (Said("see", "I see.", level=1), Said("back", "Once more.", level=0), "ask", "date")
MARKS = [(1, "feeling"), (1, "respect"), (2, "feeling"), (3, "question")]


def carry(source: Store, target: Store, file: Path) -> Imported:
    export_bundle(source, file)
    return import_bundle(target, read_bundle(file))


def reviews(store: Store) -> dict[str, list[Review]]:
    """What coaches say, by the uuid of the session."""
    return {
        row.uuid: [
            each._replace(session=0, corrections=tuple(c._replace(place=0) for c in each.corrections))
            for each in store.reviews.of(row.id)
        ]
        for row in store.sessions.rows()
    }


def lists(store: Store) -> list[Any]:
    return [
        (row.score, row.program_score, row.unsure, row.disputed, row.corrections, row.reviewed, row.waiting, row.broken)
        for row in store.lists.page()
    ]


def test_a_review_goes_to_the_trainee_and_the_answer_back(store: Store, elsewhere: Store, tmp_path: Path) -> None:
    session = play(store, TYPED, person=store.people.add("Aino").id)
    store.sessions.dispute(session, 2, "feeling", "It was meant warmly.")
    carry(store, elsewhere, tmp_path / "out.repliikki")
    there = elsewhere.sessions.rows()[0].id
    assert elsewhere.sessions.disputes(there) == {(2, "feeling"): "It was meant warmly."}
    assert elsewhere.lists.next_waiting() == there
    elsewhere.reviews.set_level(there, 2, "feeling", 2, coach="Sari", reason="You are right.", comment="Nice.")
    elsewhere.reviews.finish(there, "Sari")
    assert carry(elsewhere, store, tmp_path / "back.repliikki") == (0, 0, 1)
    assert store.reviews.unseen(1) == [session]
    [correction] = store.reviews.corrections(session)
    assert (correction.before, correction.level, correction.reason, correction.comment, correction.coach) == (
        0, 2, "You are right.", "Nice.", "Sari",
    )  # fmt: skip
    assert lists(store) == lists(elsewhere)
    assert carry(elsewhere, store, tmp_path / "again.repliikki") == (0, 1, 0)
    store.reviews.look_at(session)
    store.reviews.answer(session, "Sari", "Thank you.")
    assert carry(store, elsewhere, tmp_path / "answer.repliikki") == (0, 0, 1)
    [answered] = elsewhere.reviews.of(there)
    assert (answered.answer, answered.seen) == ("Thank you.", True)
    assert carry(elsewhere, store, tmp_path / "nothing.repliikki") == (0, 1, 0)


def test_what_a_coach_takes_back_is_taken_back_at_the_trainees_too(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    session = play(store, TYPED)
    before = lists(store)[0][0]
    carry(store, elsewhere, tmp_path / "out.repliikki")
    there = elsewhere.sessions.rows()[0].id
    review(elsewhere, there, 1, "feeling", 2)
    carry(elsewhere, store, tmp_path / "back.repliikki")
    assert len(store.reviews.corrections(session)) == 1
    elsewhere.reviews.undo(there, "Sari")
    export_bundle(store, tmp_path / "older.repliikki")
    assert carry(elsewhere, store, tmp_path / "undone.repliikki") == (0, 0, 1)
    assert store.reviews.corrections(session) == []
    assert lists(store)[0][0] == before
    assert import_bundle(elsewhere, read_bundle(tmp_path / "older.repliikki")) == (0, 1, 0)
    assert elsewhere.reviews.corrections(there) == []


def test_reviews_of_two_coaches_on_two_machines_stand_side_by_side(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    session = play(store, TYPED)
    carry(store, elsewhere, tmp_path / "out.repliikki")
    review(store, session, 1, "feeling", 0, coach="Olli")
    review(elsewhere, elsewhere.sessions.rows()[0].id, 1, "feeling", 2, coach="Sari")
    carry(elsewhere, store, tmp_path / "back.repliikki")
    carry(store, elsewhere, tmp_path / "there.repliikki")
    assert sorted(each.coach for each in store.reviews.of(session)) == ["Olli", "Sari"]
    assert reviews(store) == reviews(elsewhere)
    assert lists(store) == lists(elsewhere)


act = st.one_of(
    st.tuples(st.just("level"), st.sampled_from(MARKS), st.integers(1, 2)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("comment"), st.text(max_size=5)),
    st.tuples(st.just("finish")),
    st.tuples(st.just("dispute"), st.sampled_from(MARKS)),
    st.tuples(st.just("look")),
    st.tuples(st.just("answer"), st.text(max_size=5)),
    st.tuples(st.just("rate"), st.integers(0, 100)),
    st.tuples(st.just("send"), st.integers(0, 2)),
)
COACHES = ("Sari", "Olli", None)


def carry_out(machine: Store, coach: str | None, done: tuple[Any, ...]) -> None:
    """Does something on a machine: the third is the trainee's, where there is no coach."""
    session = machine.sessions.rows()[0].id
    match done, coach:
        case ("level", (turn, criterion), level), str(name):
            machine.reviews.set_level(session, turn, criterion, level, coach=name, reason="So.")
        case ("undo",), str(name):
            machine.reviews.undo(session, name)
        case ("comment", text), str(name):
            machine.reviews.comment(session, name, text)
        case ("finish",), str(name):
            machine.reviews.finish(session, name)
        case ("dispute", (turn, criterion)), None:
            machine.sessions.dispute(session, turn, criterion, "No.")
        case ("look",), None:
            machine.reviews.look_at(session)
        case ("answer", text), None:
            for each in machine.reviews.of(session):
                machine.reviews.answer(session, each.coach, text)
        case ("rate", percent), None:
            machine.ratings.add(session, percent)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 2), act), max_size=14), st.permutations([0, 1, 2]))
def test_whatever_is_said_where_and_sent_in_whatever_order_all_come_to_know_the_same(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, tuple[Any, ...]]], last: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("machines")
    # Their clocks do not agree.
    clocks = [Clock() for _ in COACHES]
    clocks[1].moment = clocks[1].moment.replace(day=2)
    machines = [Store.open(folder / str(n), clocks[n]) for n in range(3)]
    play(machines[2], TYPED)
    file = folder / "sent.repliikki"
    for machine in machines[:2]:
        carry(machines[2], machine, file)
    for place, done in acts:
        if done[0] == "send":
            carry(machines[place], machines[done[1]], file)
        else:
            carry_out(machines[place], COACHES[place], done)
    for _ in range(2):
        for place in last:
            for other in last:
                carry(machines[place], machines[other], file)
    first, *others = machines
    for machine in others:
        assert reviews(machine) == reviews(first)
        assert told(machine) == told(first)
        assert lists(machine) == lists(first)
        assert machine.sessions.disputes(1) == first.sessions.disputes(1)
        assert machine.ratings.all() == first.ratings.all()
    for machine in machines:
        [record] = told(machine)
        result = score((stored.turn.marks for stored in record.turns), SCRIPT.source.weights)
        assert record.row.score == result.percent
        assert import_bundle(machine, read_bundle(file)) == (0, 1, 0)
        machine.close()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"level":2,"reason"', '"level":-1,"reason"', "a level that the skill does not have"),
        ('"criterion":"feeling","level":2', '"criterion":"summary","level":2', "a mark that is not there"),
        ('"coach":"Sari"', '"coach":""', "at least 1 character"),
        ('"reason":"Warm."', '"reason":""', "at least 1 character"),
        ('"changed":"2026-03-', '"changed":"2026-02-', "newer than itself"),
        ('"state":"finished"', '"state":"abandoned"', "reviewed, but not finished"),
        ('"source":"auto"', '"source":"coach"', "source"),
    ],
)
def test_a_review_that_cannot_be_is_refused(store: Store, tmp_path: Path, old: str, new: str, reason: str) -> None:
    session = play(store, [Said("see", "I see.", level=1), *GOOD[1:]])
    review(store, session, 1, "feeling", 2)
    file = tmp_path / "a.repliikki"
    export_bundle(store, file)
    parts = unpack(file)
    content = parts[PARTS[2]].decode()
    assert old in content
    file.write_bytes(pack(file, {**parts, PARTS[2]: content.replace(old, new).encode()}))
    with pytest.raises(BundleError, match=reason):
        read_bundle(file)

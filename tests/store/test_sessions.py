from __future__ import annotations

from datetime import timedelta

import pytest

from tests.store.conftest import Clock
from tests.store.scenes import PLAY, SCENARIO, SCRIPT, chosen, played
from trainer.errors import TrainerError
from trainer.roleplay.play import replay
from trainer.rubric.score import Score, Weight, score
from trainer.scenario.model import Script
from trainer.store.database import Store

WEIGHTS = {key: Weight(w.weight, w.critical) for key, w in SCRIPT.source.criteria.items()}
GOOD = ("see", "back", "ask", "date")
BAD = ("calm", "calm")


def start(store: Store, person: int | None = None, parent: tuple[int, int] | None = None) -> int:
    return store.sessions.start(person=person, script=SCRIPT, language="en", seed=5, parent=parent)


def finish(store: Store, *replies: str, person: int | None = None, parent: tuple[int, int] | None = None) -> Score:
    session = start(store, person, parent)
    turns = chosen(*replies)
    for turn in turns:
        store.sessions.add_turn(session, turn)
    result = score((turn.marks for turn in turns), WEIGHTS)
    ending = SCRIPT.source.endings[turns[-1].to]
    store.sessions.finish(session, ending=turns[-1].to, outcome=ending.outcome, score=result)
    return result


def test_a_session_is_read_back_as_it_was_played(store: Store, clock: Clock) -> None:
    person = store.people.add("Aino")
    session = store.sessions.start(person=person.id, script=SCRIPT, language="en", seed=2**63 - 1, mode="test")
    [turn] = played([("see", "I see that you’re cross 😠\n\x00.")])
    store.sessions.add_turn(session, turn, hint=True, seconds=12.5)
    record = store.sessions.record(session)
    assert record.script == SCRIPT
    assert record.seed == 2**63 - 1
    assert record.row.person_name == "Aino"
    assert (record.row.mode, record.row.state, record.row.turns) == ("test", "open", 1)
    [stored] = record.turns
    assert stored.turn == turn
    assert (stored.hint, stored.seconds) == (True, 12.5)
    assert stored.at == clock.moment


def test_half_a_character_does_not_lose_the_turn(store: Store) -> None:
    session = start(store)
    [turn] = played([("see", "ab\ud83dcd")])
    store.sessions.add_turn(session, turn)
    [stored] = store.sessions.record(session).turns
    assert stored.turn.text == "ab?cd"


def test_a_session_that_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(TrainerError, match="no session with the number 3"):
        store.sessions.record(3)


def test_an_old_session_replays_after_its_scenario_was_edited(store: Store) -> None:
    session = start(store)
    turns = chosen("see", "back", "calm")
    for turn in turns:
        store.sessions.add_turn(session, turn)
    edited = Script.model_validate({"source": {**SCENARIO, "title": "Another", "mood": {"trust": 9, "tension": 9}}})
    newer = store.sessions.start(person=None, script=edited, language="en", seed=5)
    assert store.sessions.record(session).script == SCRIPT
    assert store.sessions.record(newer).script == edited
    replayed = replay(PLAY, [stored.turn for stored in store.sessions.record(session).turns])
    assert replayed == replay(PLAY, turns)


def test_a_session_left_open_is_offered_the_newest_first(store: Store) -> None:
    aino, ulla = store.people.add("Aino").id, store.people.add("Ulla").id
    assert store.sessions.unfinished(aino) is None
    older, newer, other, nobodys = start(store, aino), start(store, aino), start(store, ulla), start(store)
    found = [store.sessions.unfinished(person) for person in (aino, ulla, None)]
    assert [row and row.id for row in found] == [newer, other, nobodys]
    store.sessions.abandon(newer)
    row = store.sessions.unfinished(aino)
    assert row is not None
    assert row.id == older
    store.sessions.discard(older)
    assert store.sessions.unfinished(aino) is None
    assert [row.state for row in store.sessions.rows(person=aino)] == ["abandoned"]


def test_sessions_are_listed_newest_first_and_narrowed(store: Store, clock: Clock) -> None:
    aino = store.people.add("Aino").id
    finish(store, *GOOD, person=aino)
    clock.moment += timedelta(days=1)
    start(store)
    started = [row.started for row in store.sessions.rows()]
    assert started == sorted(started, reverse=True)
    assert [row.person for row in store.sessions.rows()] == [None, aino]
    assert [row.id for row in store.sessions.rows(limit=1)] == [2]
    assert [row.id for row in store.sessions.rows(person=aino, scenario="late-delivery", state="finished")] == [1]
    assert store.sessions.rows(scenario="another") == []
    assert len({row.uuid for row in store.sessions.rows()}) == 2


def test_the_language_can_change_on_the_way(store: Store) -> None:
    session = start(store)
    store.sessions.set_language(session, "fi")
    assert store.sessions.record(session).row.language == "fi"


def test_a_finished_session_keeps_what_came_of_it(store: Store) -> None:
    result = finish(store, *GOOD)
    [row] = store.sessions.rows()
    assert (row.state, row.ending, row.outcome, row.turns) == ("finished", "won", "good", 4)
    assert row.score == result.percent
    assert row.earned_halves == result.earned * 2
    assert row.attainable == result.attainable
    assert row.ended is not None
    assert row.ended > row.started


def test_forks_are_listed_but_count_for_nothing(store: Store) -> None:
    aino = store.people.add("Aino").id
    bad = finish(store, *BAD, person=aino)
    finish(store, *GOOD, person=aino, parent=(1, 1))
    assert [row.parent for row in store.sessions.rows()] == [(1, 1), None]
    assert store.sessions.best(aino)["late-delivery"].best == bad.percent
    assert store.sessions.criteria(aino)["feeling"] == (0, 2, 1)
    store.sessions.discard(1)
    assert store.sessions.best(aino) == {}


def test_progress_is_that_of_the_finished_sessions(store: Store) -> None:
    aino = store.people.add("Aino").id
    assert store.sessions.best(aino) == {}
    assert store.sessions.levels_last(aino, "late-delivery") == {}
    good, bad = finish(store, *GOOD, person=aino), finish(store, *BAD, person=aino)
    start(store, aino)
    finish(store, *BAD)
    assert good.percent is not None
    assert bad.percent is not None
    assert good.percent > bad.percent
    best = store.sessions.best(aino)["late-delivery"]
    assert (best.best, best.last, best.tries) == (good.percent, bad.percent, 2)
    assert best.last_played == store.sessions.rows(person=aino, state="finished")[0].started
    assert store.sessions.levels_last(aino, "late-delivery") == {
        key: criterion.percent for key, criterion in bad.criteria.items()
    }
    for key, (halves, attainable, sessions) in store.sessions.criteria(aino).items():
        both = [result.criteria[key] for result in (good, bad) if key in result.criteria]
        assert halves == sum(criterion.earned for criterion in both) * 2
        assert attainable == sum(criterion.attainable for criterion in both)
        assert sessions == len(both)


def test_the_whole_sessions_a_person_finished_are_told_by_when_they_ended(store: Store, clock: Clock) -> None:
    aino = store.people.add("Aino").id
    first = start(store, aino)
    good = finish(store, *GOOD, person=aino)
    bad = finish(store, *BAD, person=aino)
    for n, turn in enumerate(chosen(*GOOD)):
        store.sessions.add_turn(first, turn, seconds=n or None)
    ended = clock.moment + timedelta(seconds=1)
    store.sessions.finish(first, ending="won", outcome="good", score=good)
    start(store, aino)
    store.sessions.abandon(start(store, aino))
    finish(store, *GOOD, person=aino, parent=(2, 1))
    finish(store, *GOOD)
    store.ratings.add(3, 80, "Fine.")
    store.ratings.add(2, None, "Well.")
    attempts = store.sessions.attempts(aino)
    assert [attempt.session for attempt in attempts] == [2, 3, first]
    assert [attempt.program for attempt in attempts] == [good.percent, bad.percent, good.percent]
    assert [attempt.own for attempt in attempts] == [None, 80, None]
    assert [attempt.seconds for attempt in attempts] == [None, None, 1 + 2 + 3]
    assert [attempt.criteria for attempt in attempts] == [
        {key: criterion.percent for key, criterion in result.criteria.items()} for result in (good, bad, good)
    ]
    assert {attempt.scenario for attempt in attempts} == {"late-delivery"}
    assert {attempt.coach for attempt in attempts} == {None}
    assert attempts[-1].ended == ended
    assert len(store.sessions.attempts(None)) == 1

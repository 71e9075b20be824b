from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.store.scenes import SCRIPT
from trainer.errors import TrainerError
from trainer.rubric.marks import Mark, Source
from trainer.store.database import Store


def test_an_observers_marks_are_a_session_that_is_scored_but_never_replayed(store: Store) -> None:
    aino = store.people.add("Aino").id
    number = store.observed.add(
        person=aino,
        script=SCRIPT,
        language="en",
        levels={"question": 1, "feeling": 2},
        observer="Olli",
        comment=" Good. ",
    )
    [observed] = store.observed.all(person=aino)
    assert observed.id == number
    assert (observed.source, observed.replayable) == ("observer", False)
    assert (observed.observer, observed.comment, observed.language) == ("Olli", "Good.", "en")
    assert observed.marks == (Mark("feeling", 2, Source.OBSERVER), Mark("question", 1, Source.OBSERVER))
    # feeling 2 / 2 at weight 2, question 1 / 2 at weight 1; respect was not seen.
    assert observed.score.percent == 83
    assert observed.script == SCRIPT


def test_a_broken_critical_criterion_caps_the_score(store: Store) -> None:
    store.observed.add(person=None, script=SCRIPT, language="en", levels={"respect": -1, "feeling": 2})
    [observed] = store.observed.all()
    assert observed.score.percent == 50
    assert observed.score.broken == ("respect",)
    assert observed.person is None


def test_observed_sessions_are_listed_apart_and_newest_first(store: Store) -> None:
    aino, olli = store.people.add("Aino").id, store.people.add("Olli").id
    for person in (aino, olli, aino):
        store.observed.add(person=person, script=SCRIPT, language="en", levels={"feeling": 1})
    assert [observed.id for observed in store.observed.all()] == [3, 2, 1]
    assert [observed.id for observed in store.observed.all(person=aino)] == [3, 1]
    assert store.sessions.rows() == []


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ({}, "Mark at least one criterion"),
        ({"humour": 1}, "There is no criterion “humour” here"),
        ({"feeling": -1}, "can be broken"),
        ({"feeling": 3}, "A level is 0, 1 or 2"),
    ],
)
def test_what_is_no_mark_is_refused(store: Store, levels: Mapping[str, int], told: str) -> None:
    with pytest.raises(TrainerError, match=told):
        store.observed.add(person=None, script=SCRIPT, language="en", levels=levels)
    assert store.observed.all() == []


def test_observed_sessions_go_with_the_person_and_by_themselves(store: Store) -> None:
    aino = store.people.add("Aino").id
    store.observed.add(person=aino, script=SCRIPT, language="en", levels={"feeling": 1}, observer="Tarkkailija")
    kept = store.observed.add(person=None, script=SCRIPT, language="en", levels={"feeling": 1})
    store.people.delete(aino)
    assert [observed.id for observed in store.observed.all()] == [kept]
    store.observed.delete(kept)
    assert store.observed.all() == []
    assert b"Tarkkailija" not in store.path.read_bytes()

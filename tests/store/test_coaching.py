"""What a coach's figures are worked out from."""

from __future__ import annotations

from collections import Counter

from tests.exchange.sessions import BAD, GOOD, SCRIPT, Said, play
from tests.store.scenes import SCENARIO
from trainer.coaching.agreement import Count
from trainer.coaching.items import analysis
from trainer.scenario.model import Script
from trainer.store.database import Store

TYPED = (Said("see", "I see.", level=1), "back", "ask", "date")


def pairs(counts: list[Count]) -> Counter[tuple[str, str, int, int]]:
    return Counter({(c.criterion, c.language, c.first, c.second): c.times for c in counts})


def test_a_mark_left_in_a_finished_review_is_agreed_to(store: Store) -> None:
    reviewed = play(store, TYPED)
    play(store, TYPED)
    begun = play(store, TYPED)
    store.reviews.set_level(reviewed, 1, "feeling", 2, coach="Sari", reason="Warm.")
    store.reviews.set_level(begun, 1, "feeling", 2, coach="Sari", reason="Warm.")
    assert store.coaching.program_and_coach() == []
    store.reviews.finish(reviewed, "Sari")
    found = store.coaching.program_and_coach()
    assert pairs(found) == {("feeling", "en", 1, 2): 1, ("question", "en", 1, 1): 1, ("respect", "en", 1, 1): 1}
    assert {count.month for count in found} == {"2026-03"}
    store.reviews.finish(reviewed, "Olli")
    assert pairs(store.coaching.program_and_coach()) == {
        ("feeling", "en", 1, 2): 1,  # who leaves another coach's level alone says nothing of the program's
        ("question", "en", 1, 1): 2,
        ("respect", "en", 1, 1): 2,
    }
    store.reviews.set_level(reviewed, 1, "feeling", 0, coach="Olli", reason="A phrase.")
    assert pairs(store.coaching.program_and_coach())["feeling", "en", 1, 0] == 1


def test_marks_that_are_not_sure_or_the_authors_are_not_the_programs(store: Store) -> None:
    session = play(store, [Said("see", "I see.", sure=False), *GOOD[1:]])
    store.reviews.set_level(session, 1, "feeling", 2, coach="Sari", reason="Warm.")
    store.reviews.set_level(session, 2, "feeling", 2, coach="Sari", reason="Warm.")
    store.reviews.finish(session, "Sari")
    assert store.coaching.program_and_coach() == []


def test_coaches_are_compared_by_what_they_marked_blind(store: Store) -> None:
    first, second = play(store, GOOD), play(store, GOOD, language="fi")
    number = store.calibrations.add("March", [first, second], ["Sari", "Olli", "Tuuli"])
    for coach, session, level in (
        ("Sari", first, 2),
        ("Olli", first, 1),
        ("Tuuli", first, 1),
        ("Sari", second, 0),
        ("Olli", second, 0),
    ):
        store.calibrations.mark(number, coach, session, 1, "feeling", level)
    assert pairs(store.coaching.coach_and_coach()) == {
        ("feeling", "en", 1, 2): 1,  # Olli and Sari
        ("feeling", "en", 1, 1): 1,  # Olli and Tuuli
        ("feeling", "en", 2, 1): 1,  # Sari and Tuuli
        ("feeling", "fi", 0, 0): 1,
    }


def test_a_cohort_is_seen_by_its_latest_five_sessions(store: Store) -> None:
    aino, ulla, other = (store.people.add(name).id for name in ("Aino", "Ulla", "Other"))
    for _ in range(2):
        play(store, GOOD, person=aino)
    for _ in range(5):
        play(store, BAD, person=aino)
    session = play(store, GOOD, person=ulla)
    play(store, BAD, person=ulla, parent=(session, 1))
    play(store, GOOD, person=other)
    found = store.coaching.cohort([aino, ulla])
    assert Counter((o.person, o.criterion) for o in found)[aino, "feeling"] == 5
    assert {o.percent for o in found if o.person == aino and o.criterion == "feeling"} == {0}
    levels = store.sessions.levels_last(ulla, "late-delivery")
    assert {o.criterion: round(o.percent) for o in found if o.person == ulla} == levels
    assert {o.person for o in found} == {aino, ulla}


def test_replies_are_analysed_of_the_scenario_as_it_is_now(store: Store) -> None:
    edited = Script.model_validate({"source": {**SCENARIO, "mood": {"trust": 9, "tension": 9}}})
    play(store, GOOD, script=edited)
    whole = [play(store, GOOD, script=SCRIPT) for _ in range(2)]
    play(store, GOOD, parent=(whole[0], 1))
    play(store, ["see"], abandon=True)
    items = analysis("late-delivery", store.coaching.replies("late-delivery"))
    assert {item.scene: item.answered for item in items} == {"opening": 4, "talk": 4}
    assert store.coaching.replies("another") == []

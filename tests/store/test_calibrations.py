"""Sessions that several coaches mark blind."""

from __future__ import annotations

import pytest

from tests.exchange.sessions import GOOD, Said, play
from trainer.coaching.calibration import BlindMark, lines
from trainer.errors import TrainerError
from trainer.store.database import Store


def begun(store: Store) -> tuple[int, int, int]:
    """A round of two sessions and two coaches: its number and those of the sessions."""
    first, second = play(store, [Said("see", "I see.", level=1), *GOOD[1:]]), play(store, GOOD)
    return store.calibrations.add("March", [second, first], ["Sari", " Olli ", "Sari", ""]), first, second


def test_blind_marks_are_kept_by_coach_and_count_in_no_score(store: Store) -> None:
    number, first, second = begun(store)
    scores = [row.score for row in store.sessions.rows()]
    store.calibrations.mark(number, "Sari", first, 1, "feeling", 2)
    store.calibrations.mark(number, "Olli", first, 1, "feeling", 0)
    store.calibrations.mark(number, "Olli", first, 1, "feeling", 1)
    store.calibrations.mark(number, "Olli", second, 1, "respect", -1)
    store.calibrations.mark(number, "Olli", second, 1, "respect", None)
    assert store.calibrations.marks(number, "Olli") == [BlindMark("Olli", first, 1, "feeling", 1)]
    [line] = lines(store.calibrations.marks(number))
    assert line.levels == {"Sari": 2, "Olli": 1}
    assert [row.score for row in store.sessions.rows()] == scores
    assert store.reviews.of(first) == []
    [kept] = store.calibrations.all()
    assert (kept.name, kept.sessions, list(kept.coaches)) == ("March", (first, second), ["Olli", "Sari"])


def test_marks_stand_and_can_be_compared_once_all_have_finished(store: Store) -> None:
    number, first, _ = begun(store)
    store.calibrations.mark(number, "Sari", first, 1, "feeling", 2)
    store.calibrations.finish(number, "Sari")
    with pytest.raises(TrainerError, match="“Sari” has finished"):
        store.calibrations.mark(number, "Sari", first, 1, "feeling", 1)
    assert not store.calibrations.all()[0].comparable
    with pytest.raises(TrainerError, match="Not all coaches"):
        store.calibrations.adopt(number, first, "Sari", "Agreed in the round.")
    store.calibrations.finish(number, "Olli")
    assert store.calibrations.all()[0].comparable


def test_an_adopted_mark_is_a_correction_where_another_level_counts(store: Store) -> None:
    number, first, _ = begun(store)
    before = store.sessions.record(first).row.score
    store.calibrations.mark(number, "Sari", first, 1, "feeling", 2)
    store.calibrations.mark(number, "Sari", first, 1, "question", 1)
    for coach in ("Sari", "Olli"):
        store.calibrations.finish(number, coach)
    assert store.calibrations.adopt(number, first, "Sari", "Agreed in the round.") == 1
    [correction] = store.reviews.corrections(first)
    assert (correction.criterion, correction.before, correction.level) == ("feeling", 1, 2)
    assert correction.reason == "Agreed in the round."
    after = store.sessions.record(first).row.score
    assert after is not None
    assert before is not None
    assert after > before
    assert store.calibrations.adopt(number, first, "Sari", "Again.") == 0
    store.calibrations.delete(number)
    assert store.calibrations.all() == []
    assert store._connection.read("SELECT count(*) FROM calibration_mark") == [(0,)]
    assert len(store.reviews.corrections(first)) == 1


def test_what_cannot_be_is_refused(store: Store) -> None:
    number, first, _ = begun(store)
    outside, unfinished = play(store, GOOD), play(store, ["see"])
    for arguments, problem in (
        (("Tuuli", first, 1, "feeling", 1), "“Tuuli” is not in"),
        (("Sari", outside, 1, "feeling", 1), "is not in this calibration round"),
        (("Sari", first, 9, "feeling", 1), "has no mark"),
        (("Sari", first, 1, "feeling", -1), "no level -1"),
    ):
        with pytest.raises(TrainerError, match=problem):
            store.calibrations.mark(number, *arguments)
    with pytest.raises(TrainerError, match="two coaches"):
        store.calibrations.add("One", [first], ["Sari"])
    with pytest.raises(TrainerError, match="one session"):
        store.calibrations.add("None", [], ["Sari", "Olli"])
    with pytest.raises(TrainerError, match="not finished"):
        store.calibrations.add("Open", [first, unfinished], ["Sari", "Olli"])
    assert len(store.calibrations.all()) == 1


def test_a_session_that_is_deleted_leaves_the_round(store: Store) -> None:
    number, first, second = begun(store)
    store.calibrations.mark(number, "Sari", first, 1, "feeling", 2)
    store.sessions.discard(first)
    assert store.calibrations.all()[0].sessions == (second,)
    assert store.calibrations.marks(number) == []

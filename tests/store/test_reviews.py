"""What coaches say of sessions, and what follows from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.exchange.sessions import GOOD, Said, play
from tests.store.conftest import Clock, SmallDisk
from tests.store.scenes import SCRIPT
from trainer.errors import TrainerError
from trainer.roleplay.play import replay
from trainer.rubric.score import score
from trainer.store.database import Store
from trainer.store.lists import Filters

TYPED = (Said("see", "I see.", level=1), Said("back", "Once more.", level=0), "ask", "date")


def stored_score(store: Store, session: int) -> tuple[int | None, dict[str, tuple[int, int]]]:
    """The score that counts, as the store has it."""
    [(percent,)] = store._connection.read("SELECT score FROM session WHERE id = ?", session)
    rows = store._connection.read(
        "SELECT criterion, earned_halves, attainable FROM session_criterion WHERE session = ?", session
    )
    return percent, {criterion: (halves, attainable) for criterion, halves, attainable in rows}


def computed_score(store: Store, session: int) -> tuple[int | None, dict[str, tuple[int, int]]]:
    """The same as the rubric computes it."""
    turns = store.sessions.record(session).turns
    result = score((stored.turn.marks for stored in turns), SCRIPT.source.weights)
    return result.percent, {key: (int(c.earned * 2), c.attainable) for key, c in result.criteria.items()}


def test_a_coachs_level_counts_everywhere_and_what_it_replaces_stays(store: Store) -> None:
    aino = store.people.add("Aino").id
    session = play(store, TYPED, person=aino)
    before, positions = store.sessions.record(session), [stored.turn for stored in store.sessions.record(session).turns]
    program = before.row.score
    store.reviews.set_level(session, 2, "feeling", 2, coach="Sari", reason="It was warm.", comment="Well done.")
    after = store.sessions.record(session)
    assert after.turns[1].turn.marks[: len(before.turns[1].turn.marks)] == before.turns[1].turn.marks
    assert stored_score(store, session) == computed_score(store, session)
    assert after.row.score is not None
    assert program is not None
    assert after.row.score > program
    [attempt] = store.sessions.attempts(aino)
    assert (attempt.program, attempt.coach) == (program, after.row.score)
    [listed] = store.lists.page()
    assert (listed.program_score, listed.score, listed.corrections) == (program, after.row.score, 1)
    assert store.sessions.best(aino)["late-delivery"].best == after.row.score
    assert replay_of(store, session) == positions


def replay_of(store: Store, session: int) -> list[object]:
    """The turns as they were given, once it has been made sure that they lead where they are said to lead."""
    from trainer.roleplay.play import Play

    turns = [stored.turn for stored in store.sessions.record(session).turns]
    positions = replay(Play(SCRIPT.source), turns)
    assert [position.scene for position in positions[1:]] == [turn.to for turn in turns]
    return [turn._replace(marks=tuple(m for m in turn.marks if m.source != "coach")) for turn in turns]


def test_undoing_takes_back_the_last_or_the_one_named(store: Store) -> None:
    session = play(store, TYPED)
    first = stored_score(store, session)
    store.reviews.set_level(session, 1, "feeling", 2, coach="Sari", reason="Warm.")
    second = stored_score(store, session)
    store.reviews.set_level(session, 2, "feeling", 2, coach="Sari", reason="Warm.")
    store.reviews.set_level(session, 3, "question", 1, coach="Sari", reason="Closed.")
    corrections = store.reviews.corrections(session)
    assert [(c.turn, c.criterion, c.before, c.level) for c in corrections] == [
        (1, "feeling", 1, 2),
        (2, "feeling", 0, 2),
        (3, "question", 2, 1),
    ]
    undone = store.reviews.undo(session, "Sari", corrections[1])
    assert undone == corrections[1]
    assert stored_score(store, session) == computed_score(store, session)
    last = store.reviews.undo(session, "Sari")
    assert last is not None
    assert last.criterion == "question"
    assert stored_score(store, session) == second
    assert store.reviews.undo(session, "Olli") is None
    store.reviews.undo(session, "Sari")
    assert stored_score(store, session) == first
    assert store.reviews.undo(session, "Sari") is None


def test_of_two_coaches_the_later_one_counts_and_each_has_a_review(store: Store) -> None:
    session = play(store, TYPED)
    store.reviews.set_level(session, 1, "feeling", 2, coach="Sari", reason="Warm.")
    store.reviews.set_level(session, 1, "feeling", 0, coach=" Olli ", reason="A phrase.")
    sari, olli = store.reviews.of(session)
    assert [(c.before, c.level, c.reason) for c in sari.corrections] == [(1, 2, "Warm.")]
    assert [(c.before, c.level, c.reason) for c in olli.corrections] == [(2, 0, "A phrase.")]
    assert olli.coach == "Olli"
    assert stored_score(store, session) == computed_score(store, session)
    assert store.reviews.undo(session, "Sari") == sari.corrections[0]
    [correction] = store.reviews.corrections(session)
    assert (correction.before, correction.level) == (1, 0)


def test_a_review_is_taken_up_where_it_was_left(store: Store) -> None:
    session = play(store, GOOD)
    begun = store.reviews.begin(session, "Sari")
    store.reviews.comment(session, "Sari", " Calm all the way. ")
    again = store.reviews.begin(session, "Sari")
    assert again.begun == begun.begun
    assert (again.comment, again.finished) == ("Calm all the way.", None)
    assert again.changed > begun.changed


def test_the_trainee_is_told_once_a_review_is_finished_and_again_when_it_changes(store: Store) -> None:
    aino = store.people.add("Aino").id
    other, session = play(store, GOOD), play(store, TYPED, person=aino)
    store.reviews.finish(other, "Sari")
    store.reviews.set_level(session, 1, "feeling", 2, coach="Sari", reason="Warm.")
    assert store.reviews.unseen(aino) == []
    store.reviews.finish(session, "Sari")
    assert store.reviews.unseen(aino) == [session]
    assert store.reviews.unseen(None) == [other]
    store.reviews.look_at(session)
    assert store.reviews.unseen(aino) == []
    [review] = store.reviews.of(session)
    assert review.seen
    store.reviews.answer(session, "Sari", "Thank you. I see it now.")
    assert store.reviews.unseen(aino) == []
    store.reviews.set_level(session, 2, "feeling", 1, coach="Sari", reason="Half of it.")
    assert store.reviews.unseen(aino) == [session]
    [review] = store.reviews.of(session)
    assert (review.seen, review.answer) == (False, "Thank you. I see it now.")
    assert review.answered is not None
    assert review.finished is not None


def test_an_unfinished_review_cannot_be_answered(store: Store) -> None:
    session = play(store, GOOD)
    store.reviews.begin(session, "Sari")
    store.reviews.answer(session, "Sari", "Why?")
    assert store.reviews.of(session)[0].answer == ""


def test_a_dispute_after_the_review_has_the_session_wait_again(store: Store) -> None:
    session = play(store, TYPED)
    store.sessions.dispute(session, 1, "feeling", "I meant it.")
    assert store.lists.page()[0].waiting == 4
    store.reviews.finish(session, "Sari")
    assert store.lists.page()[0].waiting == 0
    assert store.lists.page(Filters(unreviewed=True)) == []
    store.sessions.dispute(session, 2, "feeling", "This one too.")
    [row] = store.lists.page(Filters(unreviewed=True))
    assert (row.waiting, row.disputed) == (4, 2)
    store.reviews.finish(session, "Sari")
    assert store.lists.next_waiting() is None


def test_a_clock_that_was_set_back_does_not_hide_what_came_later(store: Store, clock: Clock) -> None:
    session = play(store, TYPED)
    store.reviews.set_level(session, 1, "feeling", 2, coach="Sari", reason="Warm.")
    store.reviews.finish(session, "Sari")
    store.reviews.look_at(session)
    clock.moment -= timedelta(days=2)
    store.sessions.dispute(session, 1, "feeling", "No.")
    assert store.lists.page()[0].waiting == 4
    store.reviews.set_level(session, 1, "feeling", 0, coach="Sari", reason="I misread it.")
    [review] = store.reviews.of(session)
    assert [correction.level for correction in review.corrections] == [2, 0]
    assert not review.seen
    store.reviews.finish(session, "Sari")
    assert store.lists.page()[0].waiting == 0


def test_a_mark_that_was_not_sure_counts_once_a_coach_set_it(store: Store) -> None:
    session = play(store, [Said("see", "Hm.", level=1, sure=False), "back", "ask", "date"])
    [row] = store.lists.page()
    unsure = row.unsure
    assert (row.waiting, unsure > 0) == (3, True)
    store.reviews.set_level(session, 1, "feeling", 2, coach="Sari", reason="Warm.")
    assert store.lists.page()[0].unsure == unsure - 1
    assert stored_score(store, session) == computed_score(store, session)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"reason": "  "}, "Say why"),
        ({"coach": " "}, "Say who reviews"),
        ({"turn": 9}, "Reply 9 has no mark on “feeling”"),
        ({"criterion": "summary"}, "Reply 1 has no mark on “summary”"),
        ({"criterion": "respect", "level": 0}, "has no level 0"),
        ({"level": -1}, "has no level -1"),
        ({"session": 99}, "no session with the number 99"),
        ({"session": 2}, "Session 2 is not finished"),
    ],
)
def test_what_cannot_be_set_is_refused_and_changes_nothing(store: Store, said: dict[str, object], problem: str) -> None:
    session = play(store, GOOD)
    play(store, ["see"])
    given = {"session": session, "turn": 1, "criterion": "feeling", "level": 1, "coach": "Sari", "reason": "So."}
    with pytest.raises(TrainerError, match=problem):
        store.reviews.set_level(**(given | said))  # type: ignore[arg-type]
    assert store.reviews.of(session) == []
    with pytest.raises(TrainerError, match="not finished"):
        store.reviews.begin(2, "Sari")


def test_reviews_go_with_their_person_and_leave_no_trace(store: Store) -> None:
    aino, ulla = store.people.add("Aino").id, store.people.add("Ulla").id
    for person, word in ((aino, "secretly"), (ulla, "openly")):
        session = play(store, TYPED, person=person)
        store.sessions.dispute(session, 1, "feeling", f"Disputed{word}")
        store.reviews.set_level(session, 1, "feeling", 2, coach="Sari", reason=f"Because{word}", comment=f"To{word}")
        store.reviews.comment(session, "Sari", f"Whole{word}")
        store.reviews.finish(session, "Sari")
        store.reviews.answer(session, "Sari", f"Answered{word}")
    store.people.delete(aino)
    content = b"".join(file.read_bytes() for file in store.path.parent.rglob("*") if file.is_file())
    for what in ("Disputed", "Because", "To", "Whole", "Answered"):
        assert f"{what}openly".encode() in content
        assert f"{what}secretly".encode() not in content
    assert store._connection.read("SELECT count(*) FROM review") == [(1,)]


def test_with_a_full_disk_a_review_is_kept_in_memory_and_written_later(small_disk: SmallDisk) -> None:
    store = Store.open(small_disk.folder)
    session = play(store, TYPED)
    small_disk.fill()
    for _ in range(30):
        store.reviews.comment(session, "Sari", "x" * 4000)
    assert store.problem is not None
    store.reviews.set_level(session, 1, "feeling", 2, coach="Sari", reason="Warm.")
    store.reviews.finish(session, "Sari")
    there = stored_score(store, session)
    small_disk.free()
    assert store.retry()
    store.close()
    again = Store.open(small_disk.folder)
    assert stored_score(again, session) == there == computed_score(again, session)
    assert again.lists.page()[0].waiting == 0
    again.close()

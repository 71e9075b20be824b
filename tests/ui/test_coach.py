"""The coach: the list of sessions, looking one through, and what the trainee then sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.conftest import Opener, close
from tests.ui.finding import button, click, confirm, press, shows
from tests.ui.test_main_job import begin, play_to_the_end
from trainer.rubric.marks import Source
from trainer.ui.coach.review_page import ReviewPage
from trainer.ui.coach.sessions_page import CoachPage
from trainer.ui.elements.ask import AskText
from trainer.ui.elements.confirm import Confirm
from trainer.ui.main_window import MainWindow


def play(window: MainWindow, key: Qt.Key = Qt.Key.Key_1) -> int:
    begin(window)
    session = play_to_the_end(window, key)
    window.practise.show_debrief(session)
    return session


def coach(window: MainWindow, name: str = "Tiina Laakso") -> CoachPage:
    window.store.settings.set("coach", name)
    window.go_to("coach")
    assert isinstance(window.page, CoachPage)
    return window.page


def review(window: MainWindow, session: int) -> ReviewPage:
    window.coach.show_review(session)
    assert isinstance(window.page, ReviewPage)
    return window.page


def test_without_sessions_it_says_where_they_come_from(open_window: Opener) -> None:
    window = open_window()
    coach(window)
    assert shows(window, "No sessions yet")
    assert button(window, "Import sessions").isVisible()


def test_what_waits_is_listed_and_opened_by_keyboard(open_window: Opener) -> None:
    window = open_window()
    session = play(window)
    page = coach(window)
    assert page.table.model().rowCount() == 1
    assert shows(window, "Waiting 1")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert isinstance(window.page, ReviewPage)
    assert shows(window, f"{window.store.sessions.record(session).row.score} / 100")
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_N)
    assert isinstance(window.page, ReviewPage)


def test_filters_narrow_the_list_and_are_cleared(open_window: Opener) -> None:
    window = open_window()
    play(window)
    page = coach(window)
    QTest.keyClicks(page.search, "nobody of that name")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert shows(window, "No session matches.")
    click(window, "Clear filters")
    assert isinstance(window.page, CoachPage)
    assert window.page.table.model().rowCount() == 1


def test_headings_sort(open_window: Opener) -> None:
    window = open_window()
    scores = {play(window, key): None for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)}
    found = [window.store.sessions.record(session).row.score for session in scores]
    page = coach(window)
    header = page.table.horizontalHeader()
    middle = header.sectionViewportPosition(5) + header.sectionSize(5) // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center().__class__(middle, 10))
    QApplication.processEvents()
    assert isinstance(window.page, CoachPage)
    model = window.page.table.model()
    shown = [model.index(row, 5).data() for row in range(model.rowCount())]
    assert shown == [str(score) for score in sorted(found, reverse=True)]  # type: ignore[type-var]


def test_a_level_is_set_with_a_reason_and_the_score_follows(open_window: Opener) -> None:
    window = open_window()
    session = play(window)
    coach(window)
    page = review(window, session)
    before = window.store.sessions.record(session).row.score
    first = page._places[0]
    mark = page._state.program(first)
    digit = Qt.Key.Key_2 if mark.level < 2 else Qt.Key.Key_1
    wanted = 2 if mark.level < 2 else 1
    press(page, digit)
    assert window.store.reviews.of(session) == []  # it waits for its reason
    QTest.keyClicks(page._reason, "Sanoi sen jo alussa.")
    QTest.keyClick(page._reason, Qt.Key.Key_Return)
    QApplication.processEvents()
    [made] = window.store.reviews.of(session)
    assert made.coach == "Tiina Laakso"
    [correction] = made.corrections
    assert (correction.turn, correction.criterion, correction.level) == (*first, wanted)
    assert correction.reason == "Sanoi sen jo alussa."
    record = window.store.sessions.record(session)
    assert record.row.score != before
    sources = [m.source for m in record.turns[0].turn.marks if m.criterion == first.criterion]
    assert sources == [Source.AUTHOR, Source.COACH]
    assert isinstance(window.page, ReviewPage)
    window.page._go(first)
    click(window, "Undo")
    assert window.store.sessions.record(session).row.score == before


def test_the_programs_own_level_is_agreed_with_by_one_key_and_the_next_mark_comes(open_window: Opener) -> None:
    window = open_window()
    session = play(window)
    coach(window)
    page = review(window, session)
    first, second = page._places[:2]
    level = page._state.program(first).level
    press(page, {0: Qt.Key.Key_0, 1: Qt.Key.Key_1, 2: Qt.Key.Key_2}[level])
    [made] = window.store.reviews.of(session)
    assert [correction.reason for correction in made.corrections] == ["Agreed."]
    assert isinstance(window.page, ReviewPage)
    assert window.page._at == second
    press(window.page, Qt.Key.Key_K)
    assert isinstance(window.page, ReviewPage)
    assert window.page._at == first


def test_a_reviewer_without_a_name_is_asked_for_it_first(open_window: Opener) -> None:
    window = open_window()
    session = play(window)
    coach(window, "")
    review(window, session)._agree()
    dialog = window.findChild(AskText)
    assert dialog is not None
    QTest.keyClicks(dialog.field, "Tiina")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert [made.coach for made in window.store.reviews.of(session)] == ["Tiina"]


def test_the_trainee_sees_what_changed_and_answers(open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    session = play(window)
    coach(window)
    place = review(window, session)._places[0]
    level = 1 if window.page._state.program(place).level != 1 else 2  # type: ignore[attr-defined]
    window.page.level_set.emit(place, level, "Liian yleistä.", "Sano kellonaika.")  # type: ignore[attr-defined]
    assert isinstance(window.page, ReviewPage)
    window.page._on_whole.setPlainText("Hyvä alku.")
    QTest.keyClick(window.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert window.store.reviews.unseen(window.person) == [session]
    window.practise.show_debrief(session)
    for said in ("Tiina Laakso has looked at this", "Hyvä alku.", "Liian yleistä.", "Sano kellonaika."):
        assert shows(window, said)
    assert window.store.reviews.unseen(window.person) == []
    window.page.review_answered.emit("Tiina Laakso", "Kiitos.")  # type: ignore[attr-defined]
    close(window)
    again = open_window(folder=tmp_path / "data")
    review(again, session)
    assert shows(again, "Kiitos.")


def test_a_bundle_is_told_before_it_is_taken_in(
    open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trainer.exchange.bundle import export_bundle

    one = open_window(folder=tmp_path / "one")
    play(one)
    file = tmp_path / "sessions.repliikki"
    export_bundle(one.store, file)
    other = open_window(folder=tmp_path / "other", name="Tiina Laakso")
    coach(other)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    click(other, "Import sessions")
    dialog = other.findChild(Confirm)
    assert dialog is not None
    assert shows(dialog, "1 new session.")
    assert shows(dialog, "Sanni Korhonen: new here")
    dialog.yes.click()
    QApplication.processEvents()
    assert other.store.lists.count() == 1
    click(other, "Import sessions")
    assert shows(other, "is here already")


def test_a_file_that_is_no_bundle_is_told(open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    coach(window)
    file = tmp_path / "not.repliikki"
    file.write_bytes(b"hello")
    window.take_in(file)
    assert shows(window, "not.repliikki")


def test_the_locked_area_asks_for_the_passphrase(open_window: Opener) -> None:
    window = open_window()
    play(window)
    window.store.locks.coach.set("oikea hevonen paristo")
    window.go_to("coach")
    dialog = window.findChild(AskText)
    assert dialog is not None
    assert not isinstance(window.page, CoachPage)
    QTest.keyClicks(dialog.field, "arvaus")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert shows(dialog, "passphrase")
    assert not isinstance(window.page, CoachPage)
    dialog.field.setText("oikea hevonen paristo")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert isinstance(window.page, CoachPage)


def test_a_disputed_mark_is_not_left_by_oversight(open_window: Opener) -> None:
    window = open_window()
    session = play(window)
    coach(window)
    place = review(window, session)._places[0]
    window.store.sessions.dispute(session, place.turn, place.criterion, "I named the time.")
    review(window, session)
    QTest.keyClick(window.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert not window.store.reviews.of(session)
    confirm(window)
    [made] = window.store.reviews.of(session)
    assert made.finished

"""Progress: what was learnt, two runs side by side, and the trainee's own view before the score."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Opener
from tests.ui.finding import button, click, press, shows, texts
from tests.ui.test_main_job import begin, play_to_the_end
from trainer.ui.charts.calendar import PracticeCalendar
from trainer.ui.charts.sparkline import Sparkline
from trainer.ui.conversation.page import ConversationPage
from trainer.ui.debrief.own_view import OwnViewPage
from trainer.ui.debrief.page import DebriefPage
from trainer.ui.main_window import MainWindow
from trainer.ui.progress.compare_page import ComparePage
from trainer.ui.progress.page import ProgressPage


def play(window: MainWindow, key: Qt.Key = Qt.Key.Key_1) -> int:
    begin(window)
    session = play_to_the_end(window, key)
    window.practise.show_debrief(session)
    return session


def test_one_who_has_not_practised_is_led_into_a_first_conversation(open_window: Opener) -> None:
    window = open_window()
    click(window, "Progress")
    assert isinstance(window.page, ProgressPage)
    assert shows(window, "Nothing to show yet")
    press(window, Qt.Key.Key_Return)
    assert shows(window, "Your goal")


def test_what_was_practised_is_counted_and_drawn(open_window: Opener) -> None:
    window = open_window()
    session = play(window)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, ProgressPage)
    record = window.store.sessions.record(session)
    assert shows(window, f"latest {record.row.score}")
    drawn = window.page.findChildren(Sparkline)
    assert len(drawn) == len(window.store.sessions.attempts(window.person)[0].criteria)
    assert "1 session" in window.page.findChildren(PracticeCalendar)[0].accessibleName()
    click(window, "Show as a table: Where the skills")
    assert not any(line.isVisible() for line in drawn)
    click(window, "The complaint, latest run")
    assert isinstance(window.page, DebriefPage)


def test_a_skill_that_went_badly_is_due_and_repeated_from_here(open_window: Opener) -> None:
    window = open_window()
    play(window)
    window.go_to("progress")
    assert shows(window, "To practise again")
    assert shows(window, "Scenarios you have practised")
    assert isinstance(window.page, ProgressPage)
    window.page.opened.emit("complaint")
    assert shows(window, "Your goal")


def test_a_period_without_practice_says_so(open_window: Opener) -> None:
    window = open_window()
    play(window)
    window.go_to("progress")
    click(window, "30 days")
    assert shows(window, "conversation, ")
    assert button(window, "30 days").isChecked()


def test_two_runs_lie_side_by_side_from_where_they_part(open_window: Opener) -> None:
    window = open_window()
    first, second = play(window), play(window, Qt.Key.Key_2)
    window.go_to("progress")
    click(window, "Compare runs of The complaint")
    assert isinstance(window.page, ComparePage)
    records = [window.store.sessions.record(session) for session in (first, second)]
    for record in records:
        assert shows(window, str(record.row.score))
    replies = [[stored.turn.reply for stored in record.turns] for record in records]
    parted = next(n for n, (one, other) in enumerate(zip(*replies, strict=False), 1) if one != other)
    assert shows(window, "They differ from the first turn." if parted == 1 else f"differ from turn {parted}")
    click(window, "Back to progress")
    assert isinstance(window.page, ProgressPage)


def end_a_conversation(window: MainWindow) -> int:
    begin(window)
    session = play_to_the_end(window)
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, OwnViewPage)
    return session


def test_the_own_view_is_asked_before_the_score_is_seen(open_window: Opener) -> None:
    window = open_window(rate_myself=True)
    session = end_a_conversation(window)
    score = window.store.sessions.record(session).row.score
    ends_of_the_scale = ("0:", "100:")
    seen = " ".join(text for text in texts(window) if not text.startswith(ends_of_the_scale))
    assert not re.search(rf"\b{score}\b", seen)
    press(window, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert shows(window, "60")
    QTest.keyClicks(window.page.sentence, "Kuuntelin hyvin.")  # type: ignore[attr-defined]
    QTest.keyClick(window.page.sentence, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert isinstance(window.page, DebriefPage)
    assert shows(window, "Your own rating: 60. “Kuuntelin hyvin.”")
    rating = window.store.ratings.of(session)
    assert rating is not None
    assert (rating.percent, rating.text) == (60, "Kuuntelin hyvin.")
    window.go_to("progress")
    assert shows(window, "Your own rating and the score")
    assert shows(window, "In 1 conversation you rated yourself")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_own_view_can_be_skipped(open_window: Opener, key: Qt.Key) -> None:
    window = open_window(rate_myself=True)
    session = end_a_conversation(window)
    press(window, key)
    assert isinstance(window.page, DebriefPage)
    assert window.store.ratings.of(session) is None


def test_the_own_view_is_not_asked_where_it_is_not_wanted(open_window: Opener) -> None:
    window = open_window(rate_myself=True)
    window.go_to("settings")
    click(window, "Ask for my own rating first")
    begin(window)
    assert isinstance(window.page, ConversationPage)
    play_to_the_end(window)
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, DebriefPage)

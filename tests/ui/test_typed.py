"""Writing one's own replies: marked by what was written, carried on by what was meant."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener, close
from tests.ui.finding import click, press, shows
from tests.ui.test_main_job import begin, play_to_the_end
from trainer.rubric.marks import Source
from trainer.ui.conversation.page import ConversationPage
from trainer.ui.debrief.dispute import DisputeDialog
from trainer.ui.main_window import MainWindow

OWN = (
    "Third call about the same lamp, of course you're angry, Marja. We forgot Friday's call. I'll take this on myself."
)
UNCLEAR = "Well, lamps are what they are, right?"


def write(window: MainWindow, text: str) -> None:
    page = window.page
    assert isinstance(page, ConversationPage)
    page._composer.field.setPlainText("")
    QTest.keyClicks(page._composer.field, text)
    QTest.keyClick(page._composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def write_and_be_understood(window: MainWindow, text: str) -> None:
    """Writes, and where the program asks what was meant, names the first."""
    write(window, text)
    conversation = window.practise.conversation
    assert conversation is not None
    if not conversation.turns:
        press(window, Qt.Key.Key_1, Qt.Key.Key_Return)


def test_t_goes_over_to_writing_and_the_words_written_are_marked(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_T)
    conversation = window.practise.conversation
    assert conversation is not None
    write_and_be_understood(window, OWN)
    [turn] = conversation.turns
    assert turn.text == OWN
    assert {mark.source for mark in turn.marks} == {Source.AUTO}
    feeling = next(mark for mark in turn.marks if mark.criterion == "feeling")
    assert feeling.level == 2
    assert any("angry" in OWN[start:end] for start, end in feeling.evidence)
    stored = window.store.sessions.record(conversation.session).turns
    assert [kept.turn for kept in stored] == [turn]
    assert shows(window, "Acknowledges the feeling")


def test_what_is_unclear_is_asked_and_kept(open_window: Opener) -> None:
    window = open_window(writing=True)
    begin(window)
    conversation = window.practise.conversation
    assert conversation is not None
    write(window, UNCLEAR)
    assert conversation.turns == []
    assert shows(window, "Which of these is closest to what you meant?")
    press(window, Qt.Key.Key_2, Qt.Key.Key_Return)
    [stored] = window.store.sessions.record(conversation.session).turns
    assert stored.turn.text == UNCLEAR
    assert stored.turn.reply == stored.asked[1]
    assert all(mark.source is Source.AUTO for mark in stored.turn.marks)


def test_none_of_these_gives_the_words_back_and_the_second_time_the_choices_come(open_window: Opener) -> None:
    window = open_window(writing=True)
    begin(window)
    page, conversation = window.page, window.practise.conversation
    assert isinstance(page, ConversationPage)
    assert conversation is not None
    write(window, UNCLEAR)
    click(window, "None of these")
    assert page._composer.text == UNCLEAR
    write(window, UNCLEAR)
    assert shows(window, "Still not clear.")
    press(window, Qt.Key.Key_3, Qt.Key.Key_Return)
    [turn] = conversation.turns
    assert turn.text == UNCLEAR
    assert page._composer.isVisible()


def test_an_empty_or_endless_reply_is_not_sent(open_window: Opener) -> None:
    window = open_window(writing=True)
    begin(window)
    page, conversation = window.page, window.practise.conversation
    assert isinstance(page, ConversationPage)
    assert conversation is not None
    write(window, "   ")
    page._composer.field.setPlainText("a" * 2001)
    QTest.keyClick(page._composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert conversation.turns == []
    assert shows(window, "1 character too many")


def test_a_draft_is_there_again_after_a_restart(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(writing=True)
    begin(window)
    page = window.page
    assert isinstance(page, ConversationPage)
    with qtbot.waitSignal(page.drafted):
        QTest.keyClicks(page._composer.field, "Third call, and")
    close(window)
    again = open_window(folder=tmp_path / "data", writing=True)
    press(again, Qt.Key.Key_Return)
    page = again.page
    assert isinstance(page, ConversationPage)
    assert page._composer.text == "Third call, and"


def test_letters_typed_into_the_field_are_no_commands(open_window: Opener) -> None:
    window = open_window(writing=True)
    begin(window)
    page = window.page
    assert isinstance(page, ConversationPage)
    QTest.keyClicks(page._composer.field, "hpbt1")
    assert page._composer.text == "hpbt1"
    assert not shows(window, "Paused")


def test_in_test_mode_no_evidence_shows_before_the_debrief(open_window: Opener) -> None:
    window = open_window(writing=True)
    window.practise.open_briefing("complaint")
    click(window, "Test")
    click(window, "Start the conversation")
    conversation = window.practise.conversation
    assert conversation is not None
    write_and_be_understood(window, OWN)
    assert not shows(window, "Acknowledges the feeling")


def test_a_mark_can_be_disputed_and_the_reason_is_kept(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_T)
    conversation = window.practise.conversation
    assert conversation is not None
    write_and_be_understood(window, OWN)
    click(window, "Choose instead")
    session = play_to_the_end(window)
    press(window, Qt.Key.Key_Return)
    click(window, "Show the whole conversation")
    click(window, "Dispute a mark")
    dialog = next(found for found in window.findChildren(DisputeDialog) if found.isVisible())
    criterion = dialog.mark.currentData()
    QTest.keyClicks(dialog.reason, "I did say whose fault it was.")
    click(dialog, "Send to the coach")
    assert window.store.sessions.disputes(session) == {(1, criterion): "I did say whose fault it was."}
    assert shows(window, "You disagree: I did say whose fault it was.")

"""A trainee's whole way: begin, play, be scored, close the program, find everything again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Opener, close
from tests.ui.finding import button, click, press, shows, texts
from trainer.ui.conversation.page import ConversationPage
from trainer.ui.debrief.page import DebriefPage
from trainer.ui.elements.confirm import Confirm
from trainer.ui.first_run.page import FirstRunPage
from trainer.ui.main_window import MainWindow
from trainer.ui.practise.page import PractisePage

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)


def play_to_the_end(window: MainWindow, key: Qt.Key = Qt.Key.Key_1) -> int:
    conversation = window.practise.conversation
    assert conversation is not None
    for _ in range(40):
        if conversation.is_over:
            return conversation.session
        press(window, key, Qt.Key.Key_Return)
    raise AssertionError("the conversation does not end")


def begin(window: MainWindow, scenario: str = "complaint") -> None:
    window.practise.open_briefing(scenario)
    QApplication.processEvents()
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, ConversationPage)


def test_first_start_leads_into_the_first_conversation_by_keyboard_alone(open_window: Opener) -> None:
    window = open_window(name=None)
    assert isinstance(window.page, FirstRunPage)
    QTest.keyClicks(window.page.name, "Sanni")
    QTest.keyClick(window.page.name, Qt.Key.Key_Return)
    assert shows(window, "Your goal")
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, ConversationPage)
    assert window.person_name() == "Sanni"


def test_an_empty_name_will_do(open_window: Opener) -> None:
    window = open_window(name=None)
    click(window, "I'll look around first")
    assert isinstance(window.page, PractisePage)
    assert shows(window, "Next for you")


def test_played_scored_closed_and_found_again(open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    begin(window)
    session = play_to_the_end(window)
    assert shows(window, "The conversation is over")
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, DebriefPage)
    stored = window.store.sessions.record(session)
    assert stored.row.state == "finished"
    assert shows(window, str(stored.row.score))
    close(window)

    again = open_window(folder=tmp_path / "data")
    assert shows(again, f"Best {stored.row.score} / 100")
    click(again, "The complaint, ")
    assert isinstance(again.page, DebriefPage)
    assert shows(again, str(stored.row.score))
    assert again.store.sessions.record(session).turns == stored.turns


def test_the_score_on_screen_is_that_of_the_rubric(open_window: Opener) -> None:
    window = open_window()
    begin(window, "gatekeeper")
    play_to_the_end(window, Qt.Key.Key_2)
    conversation = window.practise.conversation
    assert conversation is not None
    score = conversation.score
    press(window, Qt.Key.Key_Return)
    assert shows(window, f"{score.attainable} points")
    for criterion in score.criteria.values():
        earned = f"{float(criterion.earned):.1f}".removesuffix(".0")
        assert f"{earned} / {criterion.attainable}" in texts(window)


def test_a_conversation_left_open_is_offered_and_goes_on(open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_3, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    conversation = window.practise.conversation
    assert conversation is not None
    said = [conversation.words_of(turn) for turn in conversation.turns]
    line, offered = conversation.line.text, conversation.choices
    close(window)

    again = open_window(folder=tmp_path / "data")
    assert shows(again, "2 turns are saved.")
    press(again, Qt.Key.Key_Return)
    assert isinstance(again.page, ConversationPage)
    assert shows(again, line)
    assert all(shows(again, words) for words in said)
    assert again.practise.conversation is not None
    assert again.practise.conversation.choices == offered


def test_stopping_asks_and_goes_on_by_default(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Escape)
    assert shows(window, "Stop this conversation?")
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, ConversationPage)
    press(window, Qt.Key.Key_Escape)
    asked = next(dialog for dialog in window.findChildren(Confirm) if dialog.isVisible())
    click(asked, "Stop")
    assert isinstance(window.page, PractisePage)
    assert shows(window, "Left open")


def test_left_before_the_first_answer_nothing_is_asked_and_nothing_stays(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, PractisePage)
    assert not shows(window, "Left open")
    assert window.store.sessions.rows() == []


def test_leaving_an_open_conversation_for_good(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    window.practise._leave_conversation()
    click(window, "Leave it")
    assert not shows(window, "Left open")


def test_no_reply_is_selected_beforehand_and_enter_alone_answers_nothing(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_Return)
    assert window.practise.conversation is not None
    assert window.practise.conversation.turns == []


def test_by_mouse_a_click_selects_and_a_second_one_answers(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    conversation = window.practise.conversation
    assert conversation is not None
    click(window, "Reply 2 of 4")
    assert conversation.turns == []
    wanted = conversation.choices[1]
    click(window, "Reply 2 of 4")
    assert [turn.reply for turn in conversation.turns] == [wanted]


def test_a_hint_is_shown_and_recorded(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    conversation = window.practise.conversation
    assert conversation is not None
    hint = conversation.scene.hint
    press(window, Qt.Key.Key_H)
    assert hint is not None
    assert shows(window, hint)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert not shows(window, hint)
    turns = window.store.sessions.record(conversation.session).turns
    assert [stored.hint for stored in turns] == [True]


def test_the_background_tells_what_was_learnt(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_B)
    assert shows(window, "Nothing yet. Questions bring it out.")
    press(window, Qt.Key.Key_Escape)
    assert not shows(window, "What you have learnt")
    assert isinstance(window.page, ConversationPage)


def test_pause_hides_the_replies_and_takes_no_answer(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_1, Qt.Key.Key_P)
    assert shows(window, "Paused")
    press(window, Qt.Key.Key_P)
    assert window.practise.conversation is not None
    assert window.practise.conversation.turns == []
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert len(window.practise.conversation.turns) == 1


def test_in_test_mode_nothing_helps_on_the_way(open_window: Opener) -> None:
    window = open_window()
    window.practise.open_briefing("complaint")
    click(window, "Test")
    click(window, "Start the conversation")
    conversation = window.practise.conversation
    assert conversation is not None
    press(window, Qt.Key.Key_H)
    assert not conversation.hinted
    assert not shows(window, "Your task")
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert not shows(window, conversation.note_of(conversation.turns[0]))


def test_letters_can_be_turned_off(open_window: Opener) -> None:
    window = open_window(single_keys=False)
    begin(window)
    press(window, Qt.Key.Key_1, Qt.Key.Key_P, Qt.Key.Key_Return)
    assert window.practise.conversation is not None
    assert window.practise.conversation.turns == []
    assert not shows(window, "Paused")


def test_the_language_changes_at_once_in_mid_conversation(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    conversation = window.practise.conversation
    assert conversation is not None
    english = conversation.line.text
    window.settings.show()
    click(window, "Suomi")
    window.go_back()
    assert isinstance(window.page, ConversationPage)
    assert conversation.line.text != english
    assert shows(window, conversation.line.text)
    assert window.store.sessions.record(conversation.session).row.language == "fi"
    play_to_the_end(window)


@pytest.mark.parametrize("key", KEYS)
def test_trying_a_moment_again_keeps_the_first_score(open_window: Opener, key: Qt.Key) -> None:
    window = open_window()
    begin(window)
    first = play_to_the_end(window)
    press(window, Qt.Key.Key_Return)
    before = window.store.sessions.record(first)
    click(window, "Try this moment again")
    conversation = window.practise.conversation
    assert conversation is not None
    assert conversation.fork is not None
    at = conversation.fork.turn
    assert len(conversation.turns) == at - 1
    play_to_the_end(window, key)
    press(window, Qt.Key.Key_Return)
    assert shows(window, "Your first try and this one")
    assert shows(window, f"The first score stays as it is: {before.row.score} / 100.")
    assert window.store.sessions.record(first) == before
    assert window.store.sessions.best(window.person)["complaint"].tries == 1


def test_search_and_filters(open_window: Opener) -> None:
    window = open_window()
    page = window.page
    assert isinstance(page, PractisePage)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.search, "marja")
    assert shows(page, "The complaint")
    assert not shows(page._cards, "The gatekeeper")
    page.search.setText("xyzzy")
    assert shows(page, "No scenario matches.")
    page.search.clear()
    click(window, "In progress")
    assert shows(page, "No scenario matches.")


def test_a_conversation_left_open_is_in_progress(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    window.go_to("practise")
    page = window.page
    assert isinstance(page, PractisePage)
    assert shows(page, "In progress 1")
    assert shows(page, "New 16")
    click(window, "In progress")
    assert shows(page._cards, "The complaint")


def test_delete_my_data_leaves_no_session(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    play_to_the_end(window)
    press(window, Qt.Key.Key_Return)
    window.settings._delete()
    assert isinstance(window.page, FirstRunPage)
    assert window.store.sessions.rows() == []
    assert window.store.people.all() == []


def test_a_backup_is_made_and_put_back(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    play_to_the_end(window)
    window.settings._back_up()
    backup = window.store.backups.list()[0]
    begin(window)
    play_to_the_end(window)
    assert len(window.store.sessions.rows()) == 2
    window.restore(backup)
    assert len(window.store.sessions.rows()) == 1
    assert shows(window, "The copy was restored.")


def test_someone_else_has_their_own_practice(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    play_to_the_end(window)
    window.practise.show()
    window.practise.welcome("Otto", window.practise.show)
    assert shows(window, "Otto")
    assert not shows(window, "Latest")


def test_text_grows_by_key_and_the_page_stays(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.preferences.scale == 1.25
    assert isinstance(window.page, ConversationPage)
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.preferences.scale == 1.0


def test_practising_again_from_the_debrief(open_window: Opener) -> None:
    window = open_window()
    begin(window)
    play_to_the_end(window)
    press(window, Qt.Key.Key_Return)
    click(window, "The whole scenario again")
    assert button(window, "Start the conversation").isVisible()
    assert shows(window, "last time")

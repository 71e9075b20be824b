"""The coach's pages beside the sessions: agreement, replies, calibration, the passphrase."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from tests.ui.cohort import TIINA, VILLE, best, calibrated, played, poorest
from tests.ui.conftest import Opener
from tests.ui.finding import answer, button, click, confirm, press, question, shows, texts
from trainer.coaching.agreement import Count, grouped
from trainer.coaching.items import ReplyItem, SceneItem
from trainer.rubric.catalogue import BY_KEY
from trainer.ui.charts.interval import IntervalBar
from trainer.ui.charts.months import MonthsChart
from trainer.ui.coach.agreement_page import AgreementPage
from trainer.ui.coach.blind_page import BlindPage
from trainer.ui.coach.calibration_page import CalibrationPage
from trainer.ui.coach.lock_page import LockPage
from trainer.ui.coach.replies_page import MISLEADS, TEMPTS, RepliesPage, to_look_at
from trainer.ui.coach.round_form import RoundForm
from trainer.ui.coach.round_page import RoundPage
from trainer.ui.coach.sessions_page import CoachPage
from trainer.ui.main_window import MainWindow
from trainer.ui.scenarios.page import ScenarioPage

PASSPHRASE = "oikea hevonen paristo"


def coach(window: MainWindow, page: str = "", name: str = TIINA) -> None:
    """Goes to the coach's area as the one of that name, and on to one of its pages by its button."""
    window.store.settings.set("coach", name)
    window.go_to("coach")
    if page:
        click(window, page)


def agreeing(times: int, apart: int = 0, *, criterion: str = "feeling", month: str = "2026-03") -> list[Count]:
    """Pairs on a criterion, of both levels, and some that are apart."""
    counts = [Count(criterion, "fi", month, level, level, times // 2) for level in (0, 2)]
    return [*counts, Count(criterion, "fi", month, 0, 2, apart)] if apart else counts


# ---- agreement


def test_without_pairs_it_says_how_they_come_about_and_leads_there(open_window: Opener) -> None:
    window = open_window()
    played(window)
    coach(window, "Agreement")
    assert isinstance(window.page, AgreementPage)
    assert shows(window, "when finishing a review of typed replies")
    click(window, "Coach and coach")
    assert shows(window, "two or more coaches mark the same sessions")
    click(window, "Calibration rounds")
    assert isinstance(window.page, CalibrationPage)
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, CoachPage)


def test_under_thirty_pairs_no_number_is_told(open_window: Opener) -> None:
    window = open_window()
    session = played(window, typed=True)
    window.store.reviews.finish(session, TIINA)
    coach(window, "Agreement")
    assert shows(window, "too few to tell")
    assert shows(window, "Too few")
    assert not any("%" in said and "95" not in said for said in texts(window.page))
    assert not window.page.findChildren(IntervalBar)


def test_kappa_is_told_with_its_interval_and_low_ones_are_drafts(
    open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    counts = [*agreeing(40, 2), *agreeing(30, 20, criterion="honesty"), *agreeing(20, criterion="name")]
    monkeypatch.setattr(window.store.coaching, "program_and_coach", lambda: counts)
    played(window)
    coach(window, "Agreement")
    found = grouped(counts, lambda count: count.criterion)
    high, low = found["feeling"].weighted, found["honesty"].weighted
    assert high is not None
    assert low is not None
    assert low.value < 0.6 < high.value
    assert shows(window, f"{high.value:.2f}")
    assert shows(window, "On 1 skill they agree too little.")
    bars = window.page.findChildren(IntervalBar)
    assert any(f"between {high.low:.2f} and {high.high:.2f}" in bar.accessibleName() for bar in bars)
    assert texts(window.page).count("Draft") == 1
    assert texts(window.page).count("Too few") == 1
    click(window, "English")
    assert shows(window, "No pairs yet")


def test_a_skill_is_shown_month_by_month(open_window: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    counts = [*agreeing(40, 8, month="2026-03"), *agreeing(10, month="2026-04"), *agreeing(60, 2, month="2026-05")]
    monkeypatch.setattr(window.store.coaching, "program_and_coach", lambda: counts)
    played(window)
    coach(window, "Agreement")
    button(window, f"Over time: {BY_KEY['feeling'].name}").setFocus()
    press(window, Qt.Key.Key_Return)
    [line] = window.page.findChildren(MonthsChart)
    assert "in Mar 2026" in line.accessibleName()
    assert "in May 2026" in line.accessibleName()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.accessibleName().startswith("Over time")
    press(window, Qt.Key.Key_Return)
    assert not window.page.findChildren(MonthsChart)


def test_what_is_shown_is_saved_as_a_table(
    open_window: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = open_window()
    monkeypatch.setattr(window.store.coaching, "program_and_coach", lambda: agreeing(40, 2))
    played(window)
    coach(window, "Agreement")
    file = tmp_path / "agreement.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    click(window, "Save as CSV")
    heading, row = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert heading[:2] == ["Skill", "Pairs"]
    assert row[:3] == [str(BY_KEY["feeling"].name), "42", "95%"]
    click(window, "Show as a table: Agreement")
    assert not window.page.findChildren(IntervalBar)[0].isVisible()


# ---- replies


def test_replies_are_told_with_how_often_they_were_taken(open_window: Opener) -> None:
    window = open_window()
    for choose in (best, best, poorest):
        played(window, choose)
    coach(window, "Replies")
    assert isinstance(window.page, RepliesPage)
    assert shows(window, "From the latest 3 sessions")
    assert shows(window, "Under 20, it can't be worked out what high scorers do differently.")
    assert shows(window, "2 / 3")
    assert shows(window, "answered 3 times")
    assert shows(window, "not enough data")
    scenario = window.library.script("complaint").in_language("en")
    assert shows(window, scenario.scenes[scenario.start].says[-1].text)


def test_with_enough_sessions_the_strong_and_the_weak_are_told_apart(open_window: Opener) -> None:
    window = open_window()
    for n in range(20):
        played(window, best if n % 2 else poorest)
    coach(window, "Replies")
    assert not shows(window, "Under 20")
    assert shows(window, "high − low +")
    assert shows(window, "+1.00")
    assert shows(window, "−1.00")
    assert not shows(window, "To look at")


def test_a_scene_is_opened_in_its_scenario(open_window: Opener) -> None:
    window = open_window()
    played(window)
    coach(window, "Replies")
    scenario = window.library.script("complaint").in_language("en")
    last = list(scenario.scenes)[-1]
    button(window, "Open scene 1 in the scenario").setFocus()
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, ScenarioPage)
    assert shows(window, scenario.scenes[scenario.start].says[0].text)
    window.show_scene("complaint", last)
    assert shows(window, scenario.scenes[last].says[-1].text)


def test_only_a_reply_that_misleads_is_to_be_looked_at() -> None:
    def reply(key: str, share: float, apart: float, offered: int = 40) -> ReplyItem:
        return ReplyItem("one", "scene", key, offered, 10, share, apart)

    good, poor = reply("good", 1.0, -0.2), reply("poor", 0.0, 0.2)
    scene = SceneItem("one", "scene", 40, 0.5, 0.1, (good, poor))
    assert to_look_at(scene, good) == MISLEADS
    assert to_look_at(scene, poor) == TEMPTS
    assert to_look_at(scene, reply("good", 1.0, 0.2)) is None
    assert to_look_at(scene, reply("poor", 0.0, -0.2)) is None
    assert to_look_at(scene, reply("good", 1.0, -0.2, offered=5)) is None


# ---- calibration


def test_a_round_is_made_from_sessions_by_number(open_window: Opener) -> None:
    window = open_window()
    session = played(window)
    coach(window, "Calibration")
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, RoundForm)
    click(window, "By number")
    assert isinstance(window.page, RoundForm)
    QTest.keyClicks(window.page._name, "Spring")
    window.page._numbers.setText("12x")
    QTest.keyClick(window.page._numbers, Qt.Key.Key_Return)
    assert shows(window, "Write numbers of sessions")
    window.page._numbers.setText(str(session))
    QTest.keyClick(window.page._numbers, Qt.Key.Key_Return)
    assert shows(window, "at least two coaches")
    assert isinstance(window.page, RoundForm)
    assert window.page._name.text() == "Spring"
    window.page._coaches.setText(f"{TIINA}, {VILLE}")
    QTest.keyClick(window.page._coaches, Qt.Key.Key_Return)
    assert isinstance(window.page, CalibrationPage)
    [made] = window.store.calibrations.all()
    assert (made.name, made.sessions, list(made.coaches)) == ("Spring", (session,), [TIINA, VILLE])


def test_sessions_are_drawn_at_random_from_those_that_fit(open_window: Opener) -> None:
    window = open_window()
    for scenario in ("complaint", "gatekeeper", "gatekeeper", "gatekeeper"):
        played(window, scenario=scenario)
    coach(window, "Calibration")
    click(window, "New round")
    page = window.page
    assert isinstance(page, RoundForm)
    page._coaches.setText(f"{TIINA}, {VILLE}")
    page._scenario.setCurrentIndex(page._scenario.findData("gatekeeper"))
    page._count.setCurrentIndex(page._count.findData(3))
    click(window, "Start the round")
    [made] = window.store.calibrations.all()
    assert len(made.sessions) == 3
    assert {row.scenario for row in window.store.lists.rows(made.sessions)} == {"gatekeeper"}


def test_marks_are_given_blind_by_keys(open_window: Opener) -> None:
    window = open_window()
    session = played(window, typed=True)
    window.store.calibrations.add("Spring", [session], [TIINA, VILLE])
    coach(window, "Calibration")
    click(window, f"Mark Spring as {VILLE}")
    assert isinstance(window.page, BlindPage)
    # Neither anybody's level, nor the score, nor whose session it is.
    assert shows(window, "0 of ")
    row = window.store.sessions.record(session).row
    shown = texts(window.page)
    assert not any(": shown" in said or ": missed" in said or ": partly" in said for said in shown)
    assert not any(f"{row.score}" == said or row.person_name in said for said in shown)
    first, second, *_ = window.page._state.spots
    press(window, Qt.Key.Key_2)
    press(window, Qt.Key.Key_1)
    assert [mark.level for mark in window.store.calibrations.marks(1, VILLE)] == [2, 1]
    assert isinstance(window.page, BlindPage)
    press(window, Qt.Key.Key_K)
    assert window.page._state.at == second
    press(window, Qt.Key.Key_K)
    assert window.page._state.at == first
    click(window, "Take back")
    assert len(window.store.calibrations.marks(1, VILLE)) == 1
    press(window, Qt.Key.Key_J)
    assert window.page._state.at == second
    press(window, Qt.Key.Key_Escape)
    assert shows(window, f"{VILLE}: 1 mark")


def test_once_all_have_finished_they_compare_and_adopt(open_window: Opener) -> None:
    window = open_window()
    session = played(window)
    number = calibrated(window, [session], finished=False)
    window.store.calibrations.finish(number, TIINA)
    coach(window, "Calibration")
    assert not any(b.text() == "Compare" for b in window.page.findChildren(QAbstractButton))
    click(window, f"Mark Spring as {VILLE}")
    QTest.keyClick(window.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert any("They can't be changed after that" in said for said in texts(window))
    confirm(window)
    assert isinstance(window.page, RoundPage)
    assert shows(window, "They differ on 1 of ")
    apart = [said for said in texts(window.page) if said.startswith((TIINA, VILLE)) and ":" in said]
    assert len(apart) == 2
    before = window.store.sessions.record(session).row.score
    click(window, f"Adopt {VILLE}'s marks")
    assert answer(window, " ") is not None  # it takes a reason
    assert answer(window, "Talked over.") is None
    assert shows(window, f"1 level was set in {VILLE}'s review")
    [review] = window.store.reviews.of(session)
    assert [correction.reason for correction in review.corrections] == ["Talked over."]
    assert window.store.sessions.record(session).row.score != before
    assert shows(window, f"Using {VILLE}'s marks")
    click(window, "All marks")
    assert len([said for said in texts(window.page) if said.startswith(f"{TIINA}: ")]) > 1


def test_a_round_is_deleted_once_that_is_confirmed(open_window: Opener) -> None:
    window = open_window()
    calibrated(window, [played(window)])
    coach(window, "Calibration")
    click(window, "Delete the round Spring")
    confirm(window)
    assert window.store.calibrations.all() == []
    assert shows(window, "No rounds yet")


# ---- passphrase


def test_a_passphrase_is_set_changed_and_removed(open_window: Opener) -> None:
    window = open_window()
    played(window)
    coach(window, "Lock")
    assert isinstance(window.page, LockPage)
    assert shows(window, "nothing in it is encrypted")
    assert shows(window, "repliikki unlock --coach")
    press(window, Qt.Key.Key_Return)
    short = answer(window, "abc")
    assert short is not None
    assert shows(short, "at least 8 characters")
    assert answer(window, PASSPHRASE) is None
    different = answer(window, "jotain muuta")
    assert different is not None
    assert shows(different, "The two are not the same.")
    answer(window, PASSPHRASE)
    assert window.store.locks.coach.is_set
    assert shows(window, "The coach's area is locked")
    window.go_to("practise")
    window.go_to("coach")
    answer(window, PASSPHRASE)
    assert isinstance(window.page, CoachPage)
    click(window, "Lock")
    click(window, "Remove it")
    wrong = answer(window, "arvaus")
    assert wrong is not None
    answer(window, PASSPHRASE)
    assert not window.store.locks.coach.is_set
    assert shows(window, "Everybody can open it")


def test_somebody_else_at_the_computer_is_asked_again(open_window: Opener) -> None:
    window = open_window()
    other = window.store.people.add("Otto")
    window.store.locks.coach.set(PASSPHRASE)
    window.go_to("coach")
    answer(window, PASSPHRASE)
    assert isinstance(window.page, CoachPage)
    window.let_in(other.id, window.practise.show)
    window.go_to("coach")
    assert question(window) is not None
    assert not isinstance(window.page, CoachPage)


def test_a_lock_that_was_taken_off_without_its_secret_is_told_with_the_day(open_window: Opener) -> None:
    window = open_window()
    window.store.locks.coach.set(PASSPHRASE)
    window.store.locks.coach.recover()
    played(window)
    coach(window, "Lock")
    [found] = window.store.locks.recoveries()
    assert shows(window, window.words.moment(found.at.astimezone()))
    assert shows(window, "The coach's passphrase")

"""Practice plans: made by the coach, seen by those who have them, carried by a small file; reviews not yet seen."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.cohort import TIINA, planned, played
from tests.ui.conftest import Opener
from tests.ui.finding import button, click, confirm, press, shows
from tests.ui.test_coach_pages import coach
from trainer.errors import TrainerError
from trainer.exchange.plans import read_plan, write_plan
from trainer.ui.coach.plan_form import PlanForm, read_day
from trainer.ui.coach.plans_page import PlansPage
from trainer.ui.debrief.page import DebriefPage
from trainer.ui.main_window import MainWindow
from trainer.ui.practise.briefing import BriefingPage
from trainer.ui.practise.page import PractisePage


def form(window: MainWindow) -> PlanForm:
    assert isinstance(window.page, PlanForm)
    return window.page


def add(window: MainWindow, scenario: str) -> None:
    """Chooses a scenario from the list that adds one."""
    select = form(window)._adder
    select.setCurrentIndex(select.findData(scenario))
    select.activated.emit(select.currentIndex())
    QApplication.processEvents()


def mode(window: MainWindow) -> str:
    """How the briefing that is shown has the conversation begin."""
    assert isinstance(window.page, BriefingPage)
    return window.page.options.mode


# ---- the coach


def test_a_plan_is_made_and_given(open_window: Opener) -> None:
    window = open_window()
    otto = window.store.people.add("Otto")
    coach(window)
    window.coach.pages.show("plans")
    assert shows(window, "No plans yet")
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(form(window)._title, "Before the fair")
    for scenario in ("complaint", "gatekeeper"):
        add(window, scenario)
    assert form(window)._title.text() == "Before the fair"
    click(window, "2. The gatekeeper: earlier")
    click(window, "Test")
    click(window, "In 2 weeks")
    click(window, "Otto")
    click(window, "Save the plan")
    assert isinstance(window.page, PlansPage)
    [(number, plan)] = window.store.plans.all().items()
    assert (plan.title, plan.scenarios, plan.mode) == ("Before the fair", ("gatekeeper", "complaint"), "test")
    assert plan.due == date.today() + timedelta(weeks=2)
    assert [given.person for given in window.store.plans.progress(number)] == [otto.id]
    assert shows(window, "1. The gatekeeper")
    assert shows(window, "0 of 2 done")


def test_what_is_missing_is_told_and_nothing_written_is_lost(open_window: Opener) -> None:
    window = open_window()
    coach(window)
    window.coach.pages.make_plan("complaint")
    assert shows(window, "1. The complaint")
    click(window, "Save the plan")
    assert shows(window, "Give the plan a title.")
    form(window)._title.setText("Fair")
    form(window)._due.setText("tomorrow")
    form(window)._note.setPlainText("Begin with this.")
    click(window, "Save the plan")
    assert shows(window, "“tomorrow” isn't a date.")
    assert form(window)._note.toPlainText() == "Begin with this."
    click(window, "1. The complaint: remove")
    form(window)._due.setText("12.6.2027")
    click(window, "Save the plan")
    assert shows(window, "Add at least one scenario.")
    assert window.store.plans.all() == {}


@pytest.mark.parametrize("written", ["12.6.2027", "2027-06-12", "12 June 2027", " 12 june 2027 "])
def test_a_day_is_read_as_it_is_written(written: str) -> None:
    assert read_day(written) == date(2027, 6, 12)


@pytest.mark.parametrize("written", ["soon", "31.2.2027", "12 Juni 2027", "12 June"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(TrainerError, match=r"isn.t a date"):
        read_day(written)


def test_a_plan_is_changed_taken_back_and_deleted(open_window: Opener) -> None:
    window = open_window()
    number = planned(window)
    coach(window)
    window.coach.pages.show("plans")
    click(window, "Change “Before the fair”")
    form(window)._title.setText("After the fair")
    click(window, "Sanni Korhonen")
    click(window, "Save the plan")
    assert window.store.plans.all()[number].title == "After the fair"
    assert window.store.plans.progress(number) == []
    assert shows(window, "Nobody here has it yet.")
    click(window, "Delete “After the fair”")
    confirm(window)
    assert window.store.plans.all() == {}


def test_how_far_everybody_is_is_seen(open_window: Opener) -> None:
    window = open_window()
    planned(window, due=date.today() - timedelta(days=1))
    played(window)
    coach(window)
    window.coach.pages.show("plans")
    assert shows(window, "1 of 2 done")
    played(window, scenario="gatekeeper")
    window.coach.pages.show("plans")
    assert shows(window, "Done")


def test_a_plan_goes_to_a_file_and_comes_in_from_one(
    open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    number = planned(window)
    plan = window.store.plans.all()[number]
    file = tmp_path / "fair.repliikki-plan"
    coach(window)
    window.coach.pages.show("plans")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    click(window, "Save “Before the fair” as a file")
    assert read_plan(file) == plan
    window.store.plans.delete(number)
    window.coach.pages.show("plans")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    click(window, "Import a plan")
    assert form(window)._title.text() == "Before the fair"
    assert list(window.store.plans.all().values()) == [plan]
    file.write_text("hello", encoding="utf-8")
    window.coach.pages.show("plans")
    click(window, "Import a plan")
    assert shows(window, "isn't a Repliikki practice plan")


# ---- those who practise


def test_a_plan_is_shown_and_comes_first(open_window: Opener) -> None:
    window = open_window()
    planned(window, ("who-decides", "complaint"))
    window.practise.show()
    assert shows(window, "From your coach: Before the fair")
    assert shows(window, "Say the day and the hour.")
    assert shows(window, "0 of 2 done")
    assert shows(window, "Your coach asks for it: it comes next in “Before the fair”.")
    press(window, Qt.Key.Key_Return)
    assert mode(window) == "practice"
    played(window, scenario="who-decides")
    window.practise.show()
    assert shows(window, "1 of 2 done")
    button(window, "Practise The complaint").setFocus()
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, BriefingPage)
    played(window)
    window.practise.show()
    assert not shows(window, "From your coach")


def test_a_plan_that_asks_for_tests_begins_as_one(open_window: Opener) -> None:
    window = open_window()
    planned(window, mode="test", due=date.today() + timedelta(days=3))
    window.practise.show()
    assert shows(window, "as a test, without hints")
    assert shows(window, f"by {window.words.day(date.today() + timedelta(days=3))}")
    click(window, "Practise The complaint")
    assert mode(window) == "test"
    window.practise.open_briefing("hours-questioned")
    assert mode(window) == "practice"


def test_what_is_due_first_comes_first(open_window: Opener) -> None:
    window = open_window()
    planned(window)
    plans = window.store.plans
    plan = plans.all()[1]
    soon = plan.__class__("8a4c1d9e-5b2f-4c3a-8d7e-6f5a4b3c2d1e", "Soon", ("gatekeeper",), due=date.today())
    assert window.person is not None
    plans.give(plans.keep(soon), window.person)
    window.practise.show()
    assert shows(window, "it comes next in “Soon”")


def test_a_plan_of_somebody_else_is_not_shown(open_window: Opener) -> None:
    window = open_window()
    planned(window, give=False)
    window.practise.show()
    assert not shows(window, "From your coach")


def test_a_plan_from_a_file_is_read_in_by_the_trainee(
    open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    number = planned(window, give=False)
    file = tmp_path / "fair.repliikki-plan"
    write_plan(file, window.store.plans.all()[number])
    window.store.plans.delete(number)
    window.practise.show()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    button(window, "Import a plan from my coach").click()
    QApplication.processEvents()
    assert isinstance(window.page, PractisePage)
    assert shows(window, "From your coach: Before the fair")


def test_a_review_not_yet_seen_is_told_until_it_was(open_window: Opener) -> None:
    window = open_window()
    session = played(window)
    window.practise.show()
    assert not shows(window, "Your coach has looked at:")
    window.store.reviews.comment(session, TIINA, "Hyvä alku.")
    window.practise.show()
    assert not shows(window, "Your coach has looked at:")  # not handed over yet
    window.store.reviews.finish(session, TIINA)
    window.practise.show()
    assert shows(window, "Your coach has looked at:")
    button(window, "Your coach has looked at The complaint").setFocus()
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, DebriefPage)
    assert shows(window, "Hyvä alku.")
    window.practise.show()
    assert not shows(window, "Your coach has looked at:")

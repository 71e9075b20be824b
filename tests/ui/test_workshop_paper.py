"""A workshop on paper: the plan made beforehand, and the marks of those who observed a live role play."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.ui.conftest import Opener
from tests.ui.finding import button, click, field, press, shows
from tests.ui.test_accessible import beyond_the_edge, cut_buttons, cut_chips, cut_labels, visible
from trainer.exchange.person import export_person
from trainer.ui.elements.confirm import Confirm
from trainer.ui.main_window import MainWindow
from trainer.ui.workshop.observer import ObserverCoordinator
from trainer.ui.workshop.observer_page import ObserverPage
from trainer.ui.workshop.plan_page import PlanPage
from trainer.ui.workshop.planning import PlanCoordinator
from trainer.workshop.plan import Plan, read_plan


def pick(window: QWidget, name: str, words: str) -> None:
    """Chooses in a list as with the pointer: at once, without what lies between."""
    box = field(window, name)
    assert isinstance(box, QComboBox)
    at = box.findText(words, Qt.MatchFlag.MatchStartsWith)
    assert at >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(at)
    box.activated.emit(at)
    QApplication.processEvents()


def write(window: QWidget, name: str, text: str) -> None:
    """Types in a field, in place of what is there."""
    into = field(window, name)
    into.setFocus()
    QTest.keyClick(into, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(into, text)
    QApplication.processEvents()


def answer(window: MainWindow, name: str) -> None:
    """Answers what is asked before something is lost."""
    [asked] = [dialog for dialog in window.findChildren(Confirm) if dialog.isVisible()]
    click(asked, name)


# ---- observers


@pytest.fixture
def observe(open_window: Opener) -> Callable[..., MainWindow]:
    def opened(**wanted: object) -> MainWindow:
        window = open_window(**wanted)
        ObserverCoordinator(window, window.show_home).show()
        assert isinstance(window.page, ObserverPage)
        pick(window, window.words.t("Scenario"), "The complaint" if window.words.language == "en" else "Reklamaatio")
        return window

    return opened


def test_an_observers_sheet_is_typed_in_kept_and_seen_by_the_one_who_played(
    observe: Callable[..., MainWindow], tmp_path: Path
) -> None:  # fmt: skip
    window = observe()
    pick(window, "Who played the trainee", "Sanni Korhonen")
    write(window, "Who observed", "Olli Ojala")
    write(window, "A sentence for the person who played", "Kuuntelit loppuun asti.")
    click(window, "Acknowledges the feeling: 2 · Shown")
    assert shows(window, "Names or plainly recognises what this person feels")
    click(window, "Treats with respect: −1 · Broken")
    click(window, "Takes ownership: 1 · Partly")
    click(window, "Takes ownership: Not seen")
    click(window, "Save the marks")
    [kept] = window.store.observed.all()
    assert {mark.criterion: mark.level for mark in kept.marks} == {"feeling": 2, "respect": -1}
    assert (kept.person, kept.observer, kept.comment) == (window.person, "Olli Ojala", "Kuuntelit loppuun asti.")
    assert shows(window, "Sanni Korhonen · observer Olli Ojala")
    assert not field(window, "A sentence for the person who played").toPlainText()  # type: ignore[attr-defined]
    window.go_to("progress")
    for text in (
        "Observed role plays",
        "observer Olli Ojala",
        "Treats with respect: broken",
        "“Kuuntelit loppuun asti.”",
    ):
        assert shows(window, text), text
    assert window.person is not None
    export_person(window.store, window.person, tmp_path / "all.zip")
    tables = json.loads(zipfile.ZipFile(tmp_path / "all.zip").read("person.json"))
    assert [row["observer"] for row in tables["observed_session"]] == ["Olli Ojala"]
    assert len(tables["observed_mark"]) == 2


def test_a_sheet_is_filled_in_by_keyboard_alone(observe: Callable[..., MainWindow]) -> None:
    window = observe()
    button(window, "Acknowledges the feeling: Not seen").setFocus()
    press(window, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    button(window, "Save the marks").setFocus()
    press(window, Qt.Key.Key_Return)
    [kept] = window.store.observed.all()
    assert [(mark.criterion, mark.level) for mark in kept.marks] == [("feeling", 2)]
    press(window, Qt.Key.Key_Escape)
    assert not isinstance(window.page, ObserverPage)


def test_an_empty_sheet_is_not_kept_and_nothing_typed_is_lost(observe: Callable[..., MainWindow]) -> None:
    window = observe()
    write(window, "A sentence for the person who played", "Kuuntelit.")
    click(window, "Save the marks")
    assert shows(window, "Mark at least one criterion.")
    assert window.store.observed.all() == []
    assert field(window, "A sentence for the person who played").toPlainText() == "Kuuntelit."  # type: ignore[attr-defined]


def test_a_sheet_survives_another_text_size_and_another_scenario(observe: Callable[..., MainWindow]) -> None:
    window = observe()
    write(window, "Who observed", "Olli")
    click(window, "Treats with respect: 1 · Partly")
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    pick(window, "Scenario", "The gatekeeper")
    assert field(window, "Who observed").text() == "Olli"  # type: ignore[attr-defined]
    assert button(window, "Treats with respect: 1 · Partly").isChecked()
    assert shows(window, "Finds out who decides")


def test_deleting_marks_is_asked_first(observe: Callable[..., MainWindow]) -> None:
    window = observe()
    click(window, "Acknowledges the feeling: 0 · Missed")
    click(window, "Save the marks")
    click(window, "Delete: The complaint")
    answer(window, "Cancel")
    assert len(window.store.observed.all()) == 1
    click(window, "Delete: The complaint")
    answer(window, "Delete")
    assert window.store.observed.all() == []
    assert shows(window, "Nothing yet.")


def test_what_was_observed_of_somebody_with_a_lock_is_not_shown_to_others(open_window: Opener) -> None:
    window = open_window()
    script, other = window.library.script("complaint"), window.store.people.add("Otto").id
    for person, comment in ((other, "SECRET of Otto"), (window.person, "To Sanni"), (None, "To nobody")):
        window.store.observed.add(person=person, script=script, language="fi", levels={"feeling": 1}, comment=comment)
    observing = ObserverCoordinator(window, window.show_home)
    observing.show()
    assert shows(window, "SECRET of Otto")
    window.store.locks.of(other).set("1234")
    observing.show()
    assert not shows(window, "SECRET")
    assert shows(window, "1 more is seen only by the person who played.")
    assert shows(window, "To Sanni")
    assert shows(window, "To nobody")
    window.store.locks.of(other).remove("1234")
    window.store.locks.coach.set("correct horse battery")
    observing.show()
    assert not shows(window, "SECRET")


def test_observed_role_plays_are_no_practice(open_window: Opener) -> None:
    window = open_window()
    script = window.library.script("complaint")
    window.store.observed.add(person=window.person, script=script, language="fi", levels={"feeling": 2})
    window.go_to("progress")
    assert shows(window, "Nothing to show yet")
    assert shows(window, "It counts neither in the scores nor in what is due.")


# ---- a plan


class Planned:
    """The plan's page in a window, and what it started."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.started: list[tuple[Plan, int]] = []
        self.coordinator = PlanCoordinator(window, window.show_home, lambda plan, at: self.started.append((plan, at)))
        self.coordinator.show()

    def add(self, *titles: str) -> None:
        for title in titles:
            pick(self.window, "Add a scenario", title)


@pytest.fixture
def planned(open_window: Opener) -> Planned:
    return Planned(open_window())


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that is chosen whenever one is asked for."""
    file = tmp_path / "thursday.repliikki-workshop"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file.with_suffix("")), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    return file


def test_a_plan_is_made_saved_and_opened_again(planned: Planned, chosen: Path) -> None:
    window = planned.window
    assert not shows(window, "Not saved yet")
    write(window, "Title", "Thursday")
    assert shows(window, "Not saved yet")
    pick(window, "Below it, smaller", "Suomi")
    planned.add("The complaint", "A patient at the desk")
    write(window, "Minutes for 2. A patient at the desk", "55")
    click(window, "2. A patient at the desk: earlier")
    QTest.keyClick(window.page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    plan = read_plan(chosen)
    assert (plan.title, plan.languages) == ("Thursday", ("en", "fi"))
    assert [(each.id, each.minutes) for each in plan.scenarios] == [("patient", 55), ("complaint", 42)]
    assert shows(window, "Saved")
    assert shows(window, str(chosen))
    click(window, "New")
    assert shows(window, "No scenario yet.")
    click(window, "Open")
    assert shows(window, "1. A patient at the desk")
    assert shows(window, "97 minutes in all; with a room it takes about 84.")


def test_a_question_of_ones_own_is_kept_by_scene_and_language(planned: Planned, chosen: Path) -> None:
    window = planned.window
    write(window, "Title", "Thursday")
    planned.add("The complaint")
    pick(window, "Below it, smaller", "Suomi")
    own = window.library.script("complaint").in_language("en").scenes["opening"].discuss
    editor = field(window, "Question to the room")
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == own
    write(window, "Question to the room", "What would you say first?")
    click(window, "Suomi")
    write(window, "Question to the room", "Mita sanoisit ensin?")
    pick(window, "Scene to ask about", "“Pitääks mun alottaa")
    write(window, "Question to the room", "SECOND")
    click(window, "The scenario's own question")
    click(window, "Save")
    assert read_plan(chosen).scenarios[0].questions == {
        "opening": {"en": "What would you say first?", "fi": "Mita sanoisit ensin?"}
    }


def test_a_plan_without_title_or_scenario_is_not_saved_but_told(planned: Planned, chosen: Path) -> None:
    click(planned.window, "Save")
    assert shows(planned.window, "Give the workshop plan a title.")
    write(planned.window, "Title", "Thursday")
    click(planned.window, "Save")
    assert shows(planned.window, "Add at least one scenario.")
    assert not chosen.exists()


def test_a_file_that_is_no_plan_is_told_and_the_plan_stays(planned: Planned, chosen: Path) -> None:
    chosen.write_text("format: 1\ntitle: X\n", encoding="utf-8")
    click(planned.window, "Open")
    assert shows(planned.window, "languages: Field required")
    chosen.unlink()
    click(planned.window, "Open")
    assert isinstance(planned.window.page, PlanPage)


@pytest.mark.parametrize("by", ["key", "Open", "New"])
def test_leaving_what_is_not_saved_is_asked_first(planned: Planned, chosen: Path, by: str) -> None:
    window = planned.window
    chosen.write_text(
        "format: 1\ntitle: X\nlanguages: [fi]\nscenarios: [{id: mentor, minutes: 60}]\n", encoding="utf-8"
    )
    write(window, "Title", "Thursday")

    def leave() -> None:
        if by == "key":
            press(window, Qt.Key.Key_Escape)
        else:
            click(window, by)

    leave()
    answer(window, "Stay here")
    assert isinstance(window.page, PlanPage)
    assert field(window, "Title").text() == "Thursday"  # type: ignore[attr-defined]
    leave()
    answer(window, "Leave it unsaved")
    planned.coordinator.show()
    assert field(window, "Title").text() == ("X" if by == "Open" else "")  # type: ignore[attr-defined]


def test_a_plan_that_is_not_saved_stays_while_another_page_is_looked_at(planned: Planned) -> None:
    window = planned.window
    write(window, "Title", "Thursday")
    window.go_to("progress")
    planned.coordinator.show()
    assert field(window, "Title").text() == "Thursday"  # type: ignore[attr-defined]
    assert shows(window, "Not saved yet")


def test_what_would_go_wrong_in_the_room_is_told_and_hinders_the_start(planned: Planned, chosen: Path) -> None:
    chosen.write_text(
        "format: 1\ntitle: X\nlanguages: [fi, sv]\nscenarios: [{id: nowhere, minutes: 60}, {id: mentor, minutes: 5}]\n",
        encoding="utf-8",
    )
    window = planned.window
    click(window, "Open")
    for text in (
        "There is no scenario “nowhere”.",
        "The scenario “Master and learner” isn't available in the language “sv”.",
        "“Master and learner” takes about 46 minutes; the plan gives it 5.",
    ):
        assert shows(window, text), text
    assert not button(window, "Start with 2. Master and learner").isEnabled()
    pick(window, "Below it, smaller", "No other language")
    click(window, "1. nowhere: remove")
    assert button(window, "Start with 1. Master and learner").isEnabled()
    write(window, "Minutes for 1. Master and learner", "60")
    assert shows(window, "Nothing stands in the way.")


def test_a_workshop_starts_with_any_scenario_of_the_plan_saved_or_not(planned: Planned) -> None:
    planned.add("The complaint", "A patient at the desk")
    click(planned.window, "Start with 2. A patient at the desk")
    [(plan, at)] = planned.started
    assert (plan.scenarios[at].id, plan.languages) == ("patient", ("en",))


# ---- both pages


SIZES = [((1280, 800), 1.0), ((1024, 680), 1.0), ((1280, 800), 1.5), ((1024, 680), 2.0)]


def filled(window: MainWindow) -> Iterator[str]:
    """Shows one page after another, each with something in it."""
    script = window.library.script("complaint")
    window.store.observed.add(
        person=window.person, script=script, language="fi", levels={"feeling": 2, "respect": -1, "next_step": 0},
        observer="Olli Ojala", comment="Kuuntelit loppuun asti. Sovi vielä kellonaika.",
    )  # fmt: skip
    plan = PlanCoordinator(window, window.show_home, lambda *_: None)
    plan._add("complaint")
    plan._add("hours-questioned")
    plan._draft = plan._draft.with_minutes(1, 5)
    pages: tuple[Callable[[], None], ...] = (
        plan.show,
        ObserverCoordinator(window, window.show_home).show,
        partial(window.go_to, "progress"),
    )
    for name, show in zip(("plan", "observer", "progress"), pages, strict=True):
        show()
        QApplication.processEvents()
        yield name


@pytest.mark.parametrize(("size", "scale"), SIZES, ids=lambda value: str(value))
@pytest.mark.parametrize("language", ["en", "fi"])
def test_no_text_is_cut_off(open_window: Opener, language: str, size: tuple[int, int], scale: float) -> None:
    window = open_window(language=language, size=size, scale=scale)
    for name in filled(window):
        page = window.page
        assert not [*cut_labels(page), *cut_buttons(page), *cut_chips(page), *beyond_the_edge(page)], name


@pytest.mark.parametrize("language", ["en", "fi"])
def test_whatever_takes_the_keyboard_has_a_name_and_is_reached_by_tab(open_window: Opener, language: str) -> None:
    window = open_window(language=language)
    for _ in filled(window):
        _check_keyboard(window)


def _check_keyboard(window: MainWindow) -> None:
    controls = [widget for widget in visible(window) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for widget in controls:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name).strip(), widget
    reached = set()
    for _ in range(3 * len(controls)):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    for widget in controls:
        grouped = isinstance(widget, QAbstractButton) and widget.group() is not None and widget.group().exclusive()
        if widget.isEnabled() and not grouped and isinstance(widget, (QAbstractButton, QLineEdit, QComboBox)):
            assert widget in reached, widget.accessibleName()

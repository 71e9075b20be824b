"""The scenarios' pages: all of them, one drawn, playing from a scene, and looking again at each save."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from tests.ui.finding import button, click, press, shows, texts
from tests.ui.test_main_job import play_to_the_end
from trainer.resources import shipped
from trainer.ui.conversation.page import ConversationPage
from trainer.ui.debrief.page import DebriefPage
from trainer.ui.main_window import MainWindow
from trainer.ui.scenarios.graph import Graph, Node
from trainer.ui.scenarios.list_page import ScenariosPage
from trainer.ui.scenarios.page import ScenarioPage


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A scenario of the person's own, in the data folder."""
    folder = tmp_path / "data" / "scenarios" / "lamp"
    shutil.copytree(shipped("scenarios") / "complaint", folder)
    edit(folder, "id: complaint", "id: lamp")
    (folder / "plays.yaml").unlink()
    return folder


def edit(folder: Path, old: str, new: str) -> None:
    """Saves as an editor does: a new file in the place of the old."""
    file = folder / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    unfinished = folder / "scenario.yaml.new"
    unfinished.write_text(text.replace(old, new, 1), encoding="utf-8")
    unfinished.replace(file)


def open_scenario(window: MainWindow, title: str) -> ScenarioPage:
    window.go_to("scenarios")
    click(window, title)
    assert isinstance(window.page, ScenarioPage)
    return window.page


def test_all_scenarios_are_listed_and_one_is_opened_by_keyboard(open_window: Opener) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, ScenariosPage)
    assert all(shows(window, summary.title["en"]) for summary in window.library.summaries)
    button(window, "The complaint. ").setFocus()
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, ScenarioPage)
    assert shows(window, "No problems.")
    assert shows(window, "different conversations")


def test_the_drawing_has_every_scene_and_ending_and_is_walked_by_arrows(open_window: Opener) -> None:
    window = open_window()
    page = open_scenario(window, "The complaint. ")
    graph = page.findChildren(Graph)[0]
    scenario = window.library.script("complaint").in_language("en")
    for key in (*scenario.scenes, *scenario.endings):
        node = graph.node(key)
        assert node is not None
        assert node.accessibleName()
    start = graph.node(scenario.start)
    assert start is not None
    start.setFocus()
    press(window, Qt.Key.Key_Right)
    second = QApplication.focusWidget()
    assert second is not start
    assert isinstance(second, Node)
    assert second.isChecked()
    press(window, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is start
    assert shows(window, scenario.scenes[scenario.start].says[0].text)
    width = graph.width()
    click(window, "Larger")
    assert graph.width() > width
    click(window, "Fit to view")


def test_playing_from_a_scene_starts_there_and_is_not_kept(open_window: Opener) -> None:
    window = open_window()
    page = open_scenario(window, "The complaint. ")
    last = list(window.library.script("complaint").source.scenes)[-1]
    page._select(last)
    QTest.keyClick(page, Qt.Key.Key_F5)
    assert isinstance(window.page, ConversationPage)
    conversation = window.practise.conversation
    assert conversation is not None
    assert conversation.position.scene == last
    session = play_to_the_end(window)
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, DebriefPage)
    click(window, "Done")
    assert isinstance(window.page, ScenarioPage)
    assert session not in [row.id for row in window.store.sessions.rows()]
    assert window.store.sessions.attempts(window.person) == []


def test_a_trial_that_is_broken_off_leads_back_and_leaves_nothing(open_window: Opener) -> None:
    window = open_window()
    page = open_scenario(window, "The complaint. ")
    QTest.keyClick(page, Qt.Key.Key_F5)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    window.practise._leave_conversation()
    assert isinstance(window.page, ScenarioPage)
    assert window.store.sessions.rows() == []


@pytest.mark.usefixtures("own")
def test_what_is_saved_is_looked_at_again(open_window: Opener, own: Path, qtbot: QtBot) -> None:
    window = open_window()
    open_scenario(window, "The complaint. ")
    window.scenarios._open("lamp")
    assert shows(window, "No problems.")
    edit(own, "  opening:\n", "  openin:\n")
    qtbot.waitUntil(lambda: shows(window, " errors") or shows(window, " error"), timeout=5000)
    assert any("scenario.yaml:" in shown for shown in texts(window)) or window.page.findChildren(Graph) == []
    edit(own, "  openin:\n", "  opening:\n")
    qtbot.waitUntil(lambda: shows(window, "No problems."), timeout=5000)


def test_a_new_scenario_is_made_and_opened_and_an_id_that_is_taken_is_told(open_window: Opener) -> None:
    window = open_window()
    window.go_to("scenarios")
    assert isinstance(window.page, ScenariosPage)
    QTest.keyClicks(window.page.identity, "late-delivery")
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, ScenarioPage)
    assert shows(window, "No problems.")
    assert (window.data / "scenarios" / "late-delivery" / "scenario.yaml").exists()
    window.go_to("scenarios")
    assert shows(window, "Yours")
    QTest.keyClicks(window.page.identity, "late-delivery")
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.page, ScenariosPage)
    assert shows(window, "There is a “late-delivery” already")
    assert window.page.identity.text() == "late-delivery"

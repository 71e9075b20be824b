"""Everything by keyboard, everything with a name, enough contrast, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSlider,
    QWidget,
)

from tests.ui.cohort import TIINA, best, calibrated, planned, played, poorest
from tests.ui.conftest import Opener
from tests.ui.finding import press
from tests.ui.test_main_job import begin, play_to_the_end
from trainer.coaching.agreement import Count
from trainer.ui.coach.round_form import RoundDraft
from trainer.ui.elements.ask import AskText
from trainer.ui.elements.card import Chip
from trainer.ui.elements.focus import FocusRing
from trainer.ui.elements.text import Label
from trainer.ui.main_window import MainWindow
from trainer.ui.scenarios.graph import Graph
from trainer.ui.theme import DARK, LIGHT, Theme
from trainer.wording import Text

PAIRS = [Count("feeling", "fi", "2026-03", level, other, 15) for level, other in ((0, 0), (2, 2), (0, 2))]
PAGES = (
    "first run", "practise", "briefing", "conversation", "hint", "ending", "own view", "debrief", "history", "settings",
    "progress", "compare", "scenarios", "scenario", "asked", "people", "agreement", "replies", "calibration", "round",
    "blind", "comparison", "plans", "plan", "lock", "coach", "review", "workshop", "console",
    "guide",
)  # fmt: skip


def go_to(window: MainWindow, page: str) -> None:
    """Brings a page on screen, with something in it."""
    if page in ("conversation", "hint", "ending", "own view", "debrief", "history", "progress", "compare"):
        begin(window)
    if page in ("ending", "own view", "debrief", "history", "progress", "compare"):
        session = play_to_the_end(window)
    if page == "first run":
        window.practise.show_first_run()
    elif page == "practise":
        window.practise.show()
    elif page == "briefing":
        window.practise.open_briefing("complaint")
    elif page == "hint":
        press(window, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_H)
    elif page == "debrief":
        window.practise.show_debrief(session)
    elif page == "history":
        window.practise.show_history()
    elif page == "own view":
        window.practise._ask_for_own_view(session)
    elif page in ("settings", "progress", "scenarios", "guide"):
        window.go_to(page)
    elif page == "compare":
        window.progress._compare("complaint")
    elif page == "scenario":
        window.scenarios.show_scenario("complaint")
    elif page == "people":
        window._show_people()
    elif page in ("workshop", "console"):
        window.go_to("workshop")
        if page == "console":
            window.workshop.begin("complaint", ("en",))
            press(window.page, Qt.Key.Key_V)
    else:
        go_to_coachs(window, page)
    QApplication.processEvents()


def go_to_coachs(window: MainWindow, page: str) -> None:
    """Brings one of the coach's pages on screen, or what the trainee has of the coach ("asked")."""
    window.store.settings.set("coach", TIINA)
    if page in ("asked", "plans", "plan"):
        planned(window, mode="test", due=date(2026, 6, 12))
    if page == "asked":
        session = played(window)
        window.store.reviews.finish(session, TIINA)
        window.practise.show()
    elif page == "agreement":
        window.store.coaching.coach_and_coach = lambda: PAIRS  # type: ignore[method-assign]
        window.coach.pages.show("agreement")
        window.coach.pages._look_at_agreement(who="coaches", criterion="feeling")
    elif page == "replies":
        for choose in (best, poorest):
            played(window, choose)
        window.coach.pages.show("replies")
    elif page == "calibration":
        calibrated(window, [played(window)], finished=False)
        window.coach.pages.show("calibration")
    elif page == "round":
        window.coach.pages._rounds._make(RoundDraft())
    elif page == "blind":
        window.coach.pages._rounds._mark(calibrated(window, [played(window)], finished=False), TIINA)
    elif page == "comparison":
        window.coach.pages._rounds._compare(calibrated(window, [played(window)]))
    elif page == "plan":
        window.coach.pages.make_plan("complaint")
    elif page in ("plans", "lock"):
        window.coach.pages.show(page)
    elif page in ("coach", "review"):
        session = played(window)
        window.go_to("coach")
        if page == "review":
            window.coach.show_review(session)


def visible(window: QWidget, kind: type[QWidget] = QWidget) -> Iterator[QWidget]:
    return (widget for widget in window.findChildren(kind) if widget.isVisible())


@pytest.mark.parametrize("page", PAGES)
def test_every_control_is_reached_by_the_tab_key(open_window: Opener, page: str) -> None:
    window = open_window()
    go_to(window, page)
    controls = {
        widget
        for kind in (QAbstractButton, QLineEdit, QSlider)
        for widget in visible(window, kind)
        if widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not _is_part(widget)
    }
    reached = set()
    for _ in range(3 * len(controls) + 20):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    # Of a group of which one can be chosen, Tab reaches the chosen one and the arrows the others.
    grouped = {
        widget
        for widget in controls
        if isinstance(widget, QAbstractButton) and widget.group() is not None and widget.group().exclusive()
    }
    assert controls - grouped <= reached
    assert not grouped or grouped & reached


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_theme_has_contrast_enough(theme: Theme) -> None:
    on_backgrounds = ("ink", "ink2", "ink3", "accent", "clay", "good", "partial", "missed")
    for token in on_backgrounds:
        for background in ("paper", "surface", "sunken"):
            assert contrast(getattr(theme, token), getattr(theme, background)) >= 4.5, (token, background)
    for token in ("accent", "clay", "good", "partial", "missed"):
        assert contrast(getattr(theme, token), getattr(theme, f"{token}_soft")) >= 4.5, token
    for fill in ("accent", "accent_hover", "accent_pressed"):
        assert contrast(theme.on_accent, getattr(theme, fill)) >= 4.5
    for background in ("paper", "surface", "sunken"):
        assert contrast(theme.line2, getattr(theme, background)) >= 3.0
    assert contrast(theme.ink2, theme.accent_soft) >= 4.5
    assert contrast(theme.ink, theme.clay_line) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


SIZES = [((1280, 800), 1.0), ((1024, 680), 1.0), ((1280, 800), 1.5), ((1024, 680), 2.0)]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "fi"])
def test_everything_has_a_name_and_no_text_is_cut_off(open_window: Opener, page: str, language: str) -> None:
    window = open_window(language=language)
    go_to(window, page)
    assert list(nameless(window)) == []
    for size, scale in SIZES:
        window.resize(*size)
        window.prefer(replace(window.preferences, scale=scale))
        QApplication.processEvents()
        window.rebuild()
        QApplication.processEvents()
        cut = [*cut_labels(window), *cut_buttons(window), *cut_chips(window), *beyond_the_edge(window)]
        assert not cut, (size, scale)


def nameless(window: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard and does not say what it is."""
    for widget in visible(window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface is not None
            if not interface.text(QAccessible.Text.Name).strip():
                yield widget


def cut_labels(window: QWidget) -> Iterator[str]:
    for label in visible(window, QLabel):
        assert isinstance(label, QLabel)
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        if label.height() < needed - 1:
            yield f"too low: {label.accessibleName()} ({label.height()} of {needed})"
        if not label.wordWrap() and label.width() < label.sizeHint().width():
            yield f"too narrow: {label.accessibleName()} ({label.width()} of {label.sizeHint().width()})"
        if label.wordWrap() and isinstance(label, Label):
            widest = max(
                (QFontMetrics(label.font()).horizontalAdvance(w) for w in label.accessibleName().split()), default=0
            )
            if label.width() < widest:
                yield f"a word does not fit: {label.accessibleName()} ({label.width()} of {widest})"


def cut_buttons(window: QWidget) -> Iterator[str]:
    for button in visible(window, QAbstractButton):
        needed = button.heightForWidth(button.width()) if button.hasHeightForWidth() else button.sizeHint().height()
        if button.height() < needed:
            yield f"too low: {button.accessibleName()} ({button.height()} of {needed})"
        if not button.hasHeightForWidth() and button.width() < button.minimumSizeHint().width():
            yield f"too narrow: {button.accessibleName()} ({button.width()} of {button.minimumSizeHint().width()})"


def cut_chips(window: QWidget) -> Iterator[str]:
    for chip in visible(window, Chip):
        if chip.width() < chip.sizeHint().width() or chip.height() < chip.sizeHint().height():
            yield f"a chip is cut: {chip.accessibleName()}"


def beyond_the_edge(window: QWidget) -> Iterator[str]:
    """What sticks out of the window sideways, or out of the area it scrolls in."""
    for widget in visible(window):
        if not isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
            continue
        if isinstance(widget.parentWidget(), Graph):
            continue  # the drawing of a scenario may be scrolled sideways
        area = _scroll_area(widget)
        frame = area.viewport() if area is not None else window
        place = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())
        if place.left() < 0 or place.right() > frame.width():
            yield f"beyond the edge: {widget.accessibleName()} ({place.left()}–{place.right()} of {frame.width()})"


def _is_part(widget: QWidget) -> bool:
    """Whether it is the inside of a field that takes the keyboard itself."""
    return isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


@pytest.mark.parametrize("page", PAGES)
def test_the_tab_key_follows_the_order_of_reading_and_shows_where_it_is(open_window: Opener, page: str) -> None:
    window = open_window()
    go_to(window, page)
    visited: list[QWidget] = []
    while (at := QApplication.focusWidget()) not in visited:
        assert at is not None
        visited.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        assert shows_the_keyboard(window), told(QApplication.focusWidget() or window)
    first = visited.index(at)
    around = [*visited[first:], at]
    back = [f"{told(one)} → {told(next_)}" for one, next_ in pairwise(around) if goes_back(window, one, next_)]
    assert len(back) <= 1, back  # from the last one to the first


def shows_the_keyboard(window: MainWindow) -> bool:
    """Whether the ring is around what has the keyboard; fields show it by their own edge."""
    at = QApplication.focusWidget()
    if isinstance(at, QLineEdit | QPlainTextEdit):
        return True
    [ring] = window.findChildren(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return at is not None and ring.isVisible() and ring.geometry().contains(at.mapTo(window, at.rect().center()))


def goes_back(window: QWidget, one: QWidget, other: QWidget) -> bool:
    """Whether the second lies above the first, or left of it in the same line, seen among the parts both lie in."""
    around = set(_lineage(one))
    part = next(each for each in _lineage(other) if each.parentWidget() in around)
    parent = part.parentWidget()
    before = next((each for each in _lineage(one) if each.parentWidget() is parent), one)
    here, there = (QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in (before, part))
    if there.left() >= here.right():
        return False  # on in the same line, or up to the head of the next column
    above, beside = there.bottom() <= here.top(), there.top() < here.bottom() and here.top() < there.bottom()
    return above or (beside and there.right() <= here.left())


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)}”"


def moving(window: QWidget) -> int:
    """How many parts of the window are in motion."""
    running = QVariantAnimation.State.Running
    return sum(motion.state() == running for motion in window.findChildren(QVariantAnimation))


@pytest.mark.parametrize("reduce_motion", [False, True])
def test_nothing_moves_where_motion_is_reduced(open_window: Opener, reduce_motion: bool) -> None:
    window = open_window(reduce_motion=reduce_motion)
    begin(window)
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert (moving(window) == 0) == reduce_motion


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader would say at once, noted here."""
    texts: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: texts.append(event.message()))
    return texts


def test_what_comes_up_in_a_conversation_is_announced(open_window: Opener, announced: list[str]) -> None:
    window = open_window()
    begin(window)
    conversation = window.practise.conversation
    assert conversation is not None
    assert conversation.line.text in announced[-1]
    assert "Trust" in announced[-1]
    press(window, Qt.Key.Key_H)
    assert announced[-1] == conversation.scene.hint
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert conversation.line.text in announced[-1]
    play_to_the_end(window)
    assert any(conversation.ending.text in text for text in announced)


def test_a_notice_is_announced_once(open_window: Opener, announced: list[str]) -> None:
    window = open_window()
    window.notify(Text("Everything is on disk again."))
    window.notify(Text("Everything is on disk again."))
    window.rebuild()
    assert announced == ["Everything is on disk again."]


def test_why_an_answer_will_not_do_is_announced(open_window: Opener, announced: list[str]) -> None:
    window = open_window()
    dialog = AskText(
        window.context, "Plan", "", "Name", "", "Keep", lambda _: "Too short", parent=window
    )  # fmt: skip
    dialog.show()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert announced == ["Too short"]
    assert QAccessible.queryAccessibleInterface(dialog).text(QAccessible.Text.Name) == "Plan"


def test_the_own_rating_is_told_in_the_points_that_are_shown(open_window: Opener) -> None:
    window = open_window()
    go_to(window, "own view")
    [slider] = (each for each in window.findChildren(QSlider) if each.isVisible())
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert QAccessible.queryAccessibleInterface(slider).valueInterface().currentValue() == 55
    slider.setValue(63)
    assert slider.value() == 65


def _lineage(widget: QWidget) -> Iterator[QWidget]:
    """A widget, what it lies in, what that lies in, up to the window."""
    at: QWidget | None = widget
    while at is not None:
        yield at
        at = at.parentWidget()

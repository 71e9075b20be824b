"""Charts as people use them: by keyboard and mouse, by ear, as a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.charts.examples import KEYS, context, group, practice, trend, words
from tests.ui.finding import button, click
from trainer.ui.charts import bars, calendar, heat_map, sparkline
from trainer.ui.charts.bars import Bar, Bars
from trainer.ui.charts.calendar import PracticeCalendar
from trainer.ui.charts.heat_map_chart import HeatMapChart
from trainer.ui.charts.sparkline import Sparkline
from trainer.ui.charts.table import WithTable
from trainer.ui.context import Context

Key = Qt.Key


def said(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.fixture
def heat(qtbot: QtBot) -> HeatMapChart:
    chart = HeatMapChart(context(), group())
    qtbot.addWidget(chart)
    chart.resize(1100, chart.sizeHint().height())
    chart.show()
    chart.activateWindow()
    chart.setFocus()
    return chart


def test_a_trend_tells_itself(qtbot: QtBot) -> None:
    chart = Sparkline(context(), trend(30, 35, 80, 90))
    qtbot.addWidget(chart)
    sentence = said(chart)
    assert sentence.startswith("Acknowledges the feeling: 59 out of 100 after 4 sessions")
    assert sentence.endswith("direction: better, +53.")
    assert "after 1 session," in sparkline.summary(trend(30), words())


def test_where_skills_are_heading_as_a_table() -> None:
    table = sparkline.overview([trend(30, 35, 80, 90), trend(50)], words())
    assert table.heading == ("Skill", "Now", "Likely range", "Sessions", "Direction")
    name, now, between, count, direction = table.rows[0]
    assert (name, now, count, direction) == ("Acknowledges the feeling", "59", "4", "Better, +53")
    low, high = map(int, between.split("–"))
    assert low < 59 < high
    assert table.rows[1][4] == "Not enough data"


def test_a_direction_that_is_not_sure_has_no_number() -> None:
    assert sparkline.direction(trend(50, 52, 51, 53), words()) == "Unchanged"


def test_a_trend_session_by_session_newest_first() -> None:
    table = sparkline.table(trend(30, 90), words())
    assert [row[1:3] for row in table.rows] == [("90", "60"), ("30", "30")]


def test_the_calendar_tells_itself_without_what_is_long_ago(qtbot: QtBot) -> None:
    data = practice()
    chart = PracticeCalendar(context(), data)
    qtbot.addWidget(chart)
    assert said(chart) == "Practice calendar of 12 weeks: 7 sessions on 3 days."
    assert calendar.table(data, words()).rows == (
        ("Mon 28 September 2026", "1", "6"),
        ("Sun 27 September 2026", "2", "11"),
        ("Thu 24 September 2026", "4", "22"),
    )


def test_bars_tell_the_most_and_the_least(qtbot: QtBot) -> None:
    found = [Bar("Honesty", 40, 3), Bar("Respect", 90, 5)]
    chart = Bars(context(), "Skills", found)
    qtbot.addWidget(chart)
    assert said(chart) == "Skills: highest 90 out of 100, Respect; lowest 40, Honesty."
    assert bars.summary("Skills", found[:1], words()) == "Skills: 40 out of 100 throughout."
    assert bars.table("Skills", found, words()).rows == (("Honesty", "40%", "3"), ("Respect", "90%", "5"))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_bars_grow_higher_where_they_are_narrow(qtbot: QtBot, scale: float) -> None:
    ctx = context(scale=scale)
    chart = Bars(ctx, "Skills", [Bar("Acknowledges the feeling", 40, 3)])
    qtbot.addWidget(chart)
    assert chart.heightForWidth(ctx.look.px(240)) > chart.heightForWidth(ctx.look.px(600))


def test_the_arrow_keys_go_from_cell_to_cell(heat: HeatMapChart) -> None:
    assert said(heat) == "Sanni Korhonen, Uses the person's name: 90, shown, 4 sessions"
    press(heat, Key.Key_Down)
    assert said(heat) == "Åsa Öhman, Uses the person's name: 10, missed, 3 sessions"
    press(heat, Key.Key_Right, Key.Key_Down)
    assert said(heat).startswith("Väinö Yli-Hämäläinen-Pääskyvuori, Acknowledges the feeling: 50, partly, 2 sessions")
    press(heat, Key.Key_End)
    assert said(heat) == "Väinö Yli-Hämäläinen-Pääskyvuori, Does more than is asked: no session"
    press(heat, Key.Key_Right, Key.Key_Down)  # nowhere to go
    assert said(heat).endswith("no session")
    press(heat, Key.Key_Home, Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Left)
    assert said(heat).startswith("Sanni Korhonen, Uses the person's name")


def test_enter_goes_into_the_cell(heat: HeatMapChart, qtbot: QtBot) -> None:
    press(heat, Key.Key_Down, Key.Key_Right)
    with qtbot.waitSignal(heat.entered) as entered:
        press(heat, Key.Key_Return)
    assert entered.args == [8, KEYS[1]]


def test_a_click_goes_into_the_cell_and_beside_the_cells_does_nothing(heat: HeatMapChart, qtbot: QtBot) -> None:
    frame = heat_map.frame_in(QRectF(heat.rect()), group(), context().look)
    with qtbot.waitSignal(heat.entered) as entered:
        QTest.mouseClick(heat, Qt.MouseButton.LeftButton, pos=frame.cell(1, 3).center().toPoint())
    assert entered.args == [8, KEYS[3]]
    assert said(heat).startswith("Åsa Öhman, Plays back")
    with qtbot.assertNotEmitted(heat.entered):
        QTest.mouseClick(heat, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_the_heat_map_tells_where_the_group_is_weakest(heat: HeatMapChart) -> None:
    told = QAccessible.queryAccessibleInterface(heat).text(QAccessible.Text.Description)
    assert told.startswith("3 people by 16 skills; weakest of the group: ")


def test_the_cell_of_the_keys_is_scrolled_into_sight(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    chart = HeatMapChart(context(scale=2.0), group())
    area.setWidget(chart)
    area.resize(700, 500)
    area.show()
    chart.resize(chart.sizeHint())
    press(chart, Key.Key_End, Key.Key_Down, Key.Key_Down)
    cell = heat_map.frame_in(QRectF(chart.rect()), group(), context(scale=2.0).look).cell(2, 15)
    seen = chart.visibleRegion().boundingRect()
    assert seen.contains(cell.toAlignedRect())


def test_the_heat_map_as_a_table() -> None:
    table = heat_map.table(group(2), words())
    assert table.heading == ("Person", "Uses the person's name", "Acknowledges the feeling")
    assert table.rows[0] == ("Sanni Korhonen", "90 (n 4)", "90 (n 4)")
    assert table.rows[2][2] == "–"
    assert table.rows[3] == ("Group average", "50 (n 3)", "50 (n 2)")


@pytest.mark.parametrize("ctx", [context(), context(scale=2.0, language="fi")], ids=["en", "fi, 200 %"])
def test_a_chart_and_its_table_take_turns(qtbot: QtBot, ctx: Context) -> None:
    data = practice()
    chart = PracticeCalendar(ctx, data)
    both = WithTable(ctx, chart, calendar.table(data, ctx.words))
    qtbot.addWidget(both)
    both.resize(ctx.look.px(600), ctx.look.px(500))
    both.show()
    show, back = (ctx.words.t(text, chart=calendar.table(data, ctx.words).name)
                  for text in ("Show as a table: {chart}", "Show as a chart: {chart}"))  # fmt: skip
    assert chart.isVisible()
    click(both, show)
    table = both.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    assert not chart.isVisible()
    assert said(table) == calendar.table(data, ctx.words).name
    first = [item.text() for column in range(3) if (item := table.item(0, column))]
    assert first == list(calendar.table(data, ctx.words).rows[0])
    for column in range(2):
        assert table.columnWidth(column) >= table.sizeHintForColumn(column)
        assert table.columnWidth(column) >= table.horizontalHeader().sectionSizeHint(column)
    click(both, back)
    assert chart.isVisible()
    assert not table.isVisible()
    assert button(both, show).text() == ctx.words.t("Show as a table")


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    both = WithTable(context(), QWidget(), calendar.table(practice(), words()))
    qtbot.addWidget(both)
    both.show()
    both.activateWindow()
    click(both, "Show as a table")
    table = both.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    table.setFocus()
    QTest.keyClick(table, Key.Key_Tab)
    assert QApplication.focusWidget() is button(both, "Show as a chart")


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)
    QApplication.processEvents()

"""On which days there was practice: weeks beside each other, Monday at the top."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.practice.progress import Day
from trainer.ui.charts.table import Table
from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.theme import Look
from trainer.wording import Text, Wording

_WEEKDAYS = (Text("Mon"), Text("Tue"), Text("Wed"), Text("Thu"), Text("Fri"), Text("Sat"), Text("Sun"))
_MONTHS = (
    Text("Jan"), Text("Feb"), Text("Mar"), Text("Apr"), Text("May"), Text("Jun"),
    Text("Jul"), Text("Aug"), Text("Sep"), Text("Oct"), Text("Nov"), Text("Dec"),
)  # fmt: skip
# Filling and ink of a day with one, two, and three or more sessions.
HEAT = {
    "light": (("#CFE5E0", "#1C2321"), ("#8CBFB7", "#1C2321"), ("#0F5B55", "#FFFFFF")),
    "dark": (("#1D3D38", "#F2EFE9"), ("#2F6A61", "#F2EFE9"), ("#6FC8BA", "#0B1D1A")),
}
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Calendar(NamedTuple):
    """What is drawn.

    Attributes:
        days: sessions and minutes of the days with practice; a day that is not in it had none.
        today: outlined; days after it in its week are dashed.
        weeks: how many at most, that of today the last.
        months: short names of the twelve.
        weekdays: short names of the seven, Monday first.
    """

    days: Mapping[date, Day]
    today: date
    weeks: int
    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    @property
    def first(self) -> date:
        """The Monday it begins with."""
        return self.today - timedelta(days=self.today.weekday() + 7 * (self.weeks - 1))


def calendar(days: Mapping[date, Day], today: date, words: Wording, weeks: int = 12) -> Calendar:
    """The calendar of the latest weeks, its names in the reader's language."""
    months, weekdays = tuple(map(words.say, _MONTHS)), tuple(map(words.say, _WEEKDAYS))
    return Calendar(days, today, weeks, months, weekdays)


def paint(painter: QPainter, rect: QRectF, data: Calendar, look: Look) -> None:
    """The grid with months above and a legend below; where not all weeks have room, the earliest are left out."""
    px = look.px
    left = rect.left() + _weekdays_width(data, look)
    weeks = max(1, min(data.weeks, int((rect.right() - left + px(6)) // px(30))))
    monday = data.first + timedelta(weeks=data.weeks - weeks)
    painter.setFont(look.font("hint"))
    painter.setPen(look.colour("ink2"))
    for n, name in enumerate(data.weekdays):
        painter.drawText(QRectF(rect.left(), _top(rect, n, look), px(40), px(24)), _LEFT, name)
    _paint_months(painter, QRectF(left, rect.top(), weeks * px(30) - px(6), px(20)), data, monday, weeks, look)
    for week in range(weeks):
        for weekday in range(7):
            day = monday + timedelta(days=7 * week + weekday)
            cell = QRectF(left + week * px(30), _top(rect, weekday, look), px(24), px(24))
            _paint_day(painter, cell, data, day, look)
    _paint_legend(painter, QRectF(left, _top(rect, 7, look) + px(8), weeks * px(30) - px(6), px(20)), look)


def size(data: Calendar, look: Look) -> QSize:
    """How large a calendar is with all its weeks, in pixels."""
    return QSize(_weekdays_width(data, look) + data.weeks * look.px(30) - look.px(6), look.px(20 + 7 * 28 + 32))


def summary(data: Calendar, words: Wording) -> str:
    """The calendar in one sentence."""
    shown = [day.sessions for when, day in data.days.items() if data.first <= when <= data.today]
    weeks = words.n("{count} week", "{count} weeks", data.weeks)
    days = words.n("{count} day", "{count} days", len(shown))
    return words.n(
        "Practice calendar of {weeks}: {count} session on {days}.",
        "Practice calendar of {weeks}: {count} sessions on {days}.",
        sum(shown),
        weeks=weeks,
        days=days,
    )


def table(data: Calendar, words: Wording) -> Table:
    """The days with practice, the newest first."""
    rows = tuple(
        (f"{data.weekdays[when.weekday()]} {words.day(when)}", str(day.sessions), words.decimal(day.minutes, 0))
        for when, day in sorted(data.days.items(), reverse=True)
        if data.first <= when <= data.today
    )
    return Table(words.t("Practice calendar"), (words.t("Day"), words.t("Sessions"), words.t("Minutes")), rows)


class PracticeCalendar(QWidget):
    """A calendar on screen."""

    def __init__(self, ctx: Context, data: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._data = ctx, data
        self.setAccessibleName(summary(data, ctx.words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return size(self._data, self._ctx.look)

    def minimumSizeHint(self) -> QSize:
        # Four weeks and the legend.
        look = self._ctx.look
        return QSize(_weekdays_width(self._data, look) + look.px(4 * 30 + 40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            paint(painter, QRectF(self.rect()), self._data, self._ctx.look)


def _weekdays_width(data: Calendar, look: Look) -> int:
    metrics = QFontMetrics(look.font("hint"))
    return max(metrics.horizontalAdvance(name) for name in data.weekdays) + look.px(10)


def _top(rect: QRectF, weekday: int, look: Look) -> float:
    return rect.top() + look.px(20) + weekday * look.px(28)


def _paint_months(painter: QPainter, rect: QRectF, data: Calendar, monday: date, weeks: int, look: Look) -> None:
    """Each month's name above the first week that begins in it; above the first column too, if there is room."""
    days = [monday + timedelta(weeks=week) for week in range(weeks)]
    begin = [week for week, day in enumerate(days) if day.day <= 7]
    # A name is about two columns wide.
    if not begin or begin[0] > 2:
        begin.insert(0, 0)
    for week in begin:
        name = data.months[days[week].month - 1]
        width = QFontMetrics(look.font("hint")).horizontalAdvance(name)
        left = min(rect.left() + week * look.px(30), rect.right() - width)
        painter.drawText(QRectF(left, rect.top(), width + 1, rect.height()), _LEFT, name)


def _paint_day(painter: QPainter, cell: QRectF, data: Calendar, day: date, look: Look) -> None:
    if day > data.today:
        box(painter, cell, look.px(6), None, look.colour("line2"), look.px(1), dashed=True)
        return
    sessions = data.days[day].sessions if day in data.days else 0
    ink = _paint_heat(painter, cell, sessions, look)
    if day == data.today:
        box(painter, cell, look.px(6), None, look.colour("ink"), look.px(2))
    if sessions:
        painter.setFont(look.font("hint", bold=True))
        painter.setPen(ink)
        painter.drawText(cell, _CENTRE, str(sessions))


def _paint_heat(painter: QPainter, cell: QRectF, sessions: int, look: Look) -> str:
    """The box of a day; the ink for what is written on it."""
    if not sessions:
        box(painter, cell, look.px(6), look.colour("sunken"), look.colour("line"), look.px(1))
        return look.theme.ink
    fill, ink = HEAT[look.theme.name][min(sessions, 3) - 1]
    box(painter, cell, look.px(6), QColor(fill))
    return ink


def _paint_legend(painter: QPainter, rect: QRectF, look: Look) -> None:
    """From none to three or more, at the right."""
    px = look.px
    painter.setFont(look.font("hint"))
    painter.setPen(look.colour("ink2"))
    most = "3+"
    width = QFontMetrics(look.font("hint")).horizontalAdvance(most)
    painter.drawText(QRectF(rect.right() - width, rect.top(), width + 1, rect.height()), _LEFT, most)
    left = rect.right() - width - px(6) - 4 * px(20)
    painter.drawText(QRectF(left - px(16), rect.top(), px(12), rect.height()), _LEFT, "0")
    for sessions in range(4):
        _paint_heat(painter, QRectF(left + sessions * px(20), rect.top() + px(2), px(16), px(16)), sessions, look)

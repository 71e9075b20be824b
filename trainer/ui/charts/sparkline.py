"""How a skill has gone from session to session, on a line of text's height."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.practice.progress import Direction, Point, Trend
from trainer.rubric.catalogue import BY_KEY
from trainer.ui.charts.table import Table
from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.theme import Look
from trainer.wording import Text, Wording, half_up

# Two points of three: where a skill shows more often than it half shows.
GOAL = 67

DIRECTIONS = {
    Direction.BETTER: Text("Better"),
    Direction.SAME: Text("Unchanged"),
    Direction.WORSE: Text("Worse"),
    Direction.TOO_FEW: Text("Not enough data"),
}


def paint(painter: QPainter, rect: QRectF, trend: Trend, look: Look) -> None:
    """The smoothed line on 0–100 with its band, a dashed line at the goal, and a dot where the skill is now.

    Sessions are equally far apart, and the newest is at the right edge.
    """
    radius = look.px(4)
    area = rect.adjusted(radius, radius, -radius, -radius)
    step = area.width() / max(1, len(trend.points) - 1)
    first = area.right() - step * (len(trend.points) - 1)

    def at(n: int, value: float) -> QPointF:
        return QPointF(first + n * step, area.bottom() - area.height() * value / 100)

    line = [at(n, point.value) for n, point in enumerate(trend.points)]
    lows = [at(n, point.low) for n, point in enumerate(trend.points)]
    highs = [at(n, point.high) for n, point in enumerate(trend.points)]
    if len(line) == 1:
        # A band of one session has no width; it is as wide as the dot.
        lows.insert(0, lows[0] - QPointF(radius * 2, 0))
        highs.insert(0, highs[0] - QPointF(radius * 2, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent_soft"))
    painter.drawPolygon(QPolygonF([*highs, *reversed(lows)]))
    goal = at(0, GOAL).y()
    painter.setPen(QPen(look.colour("line2"), look.px(1), Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(area.left(), goal), QPointF(area.right(), goal))
    pen = QPen(look.colour("accent"), look.px(2))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(line)
    dot = QRectF(line[-1].x() - radius, line[-1].y() - radius, 2 * radius, 2 * radius)
    box(painter, dot, radius, look.colour("accent"))


def summary(trend: Trend, words: Wording) -> str:
    """The trend in one sentence."""
    latest = trend.points[-1]
    return words.n(
        "{skill}: {value} out of 100 after {count} session, in four cases out of five between {low} and {high}; "
        "direction: {direction}.",
        "{skill}: {value} out of 100 after {count} sessions, in four cases out of five between {low} and {high}; "
        "direction: {direction}.",
        len(trend.points),
        skill=BY_KEY[trend.criterion].name,
        value=half_up(latest.value),
        low=half_up(latest.low),
        high=half_up(latest.high),
        direction=direction(trend, words).lower(),
    )


def direction(trend: Trend, words: Wording) -> str:
    """Where a skill is heading, and where that is sure by how many points: "Better, +9"."""
    said = words.say(DIRECTIONS[trend.direction])
    if trend.change is None or trend.direction is Direction.SAME:
        return said
    return f"{said}, {'+' if trend.change > 0 else '−'}{half_up(abs(trend.change))}"


def table(trend: Trend, words: Wording) -> Table:
    """Each session of a trend, the newest first."""
    rows = tuple(
        (words.day(point.ended.astimezone()), str(point.percent), str(half_up(point.value)), _between(point))
        for point in reversed(trend.points)
    )
    heading = (words.t("Day"), words.t("That session"), words.t("Average of the last five"), words.t("Likely range"))
    return Table(words.say(BY_KEY[trend.criterion].name), heading, rows)


def overview(trends: Sequence[Trend], words: Wording) -> Table:
    """Where several skills are now, a row each."""
    rows = tuple(
        (
            words.say(BY_KEY[trend.criterion].name),
            str(half_up(trend.points[-1].value)),
            _between(trend.points[-1]),
            str(len(trend.points)),
            direction(trend, words),
        )
        for trend in trends
    )
    heading = (words.t("Skill"), words.t("Now"), words.t("Likely range"), words.t("Sessions"), words.t("Direction"))
    return Table(words.t("Where the skills are heading"), heading, rows)


def _between(point: Point) -> str:
    return f"{half_up(point.low)}–{half_up(point.high)}"


class Sparkline(QWidget):
    """A trend on screen."""

    def __init__(self, ctx: Context, trend: Trend, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._trend = ctx, trend
        self.setAccessibleName(summary(trend, ctx.words))
        self.setToolTip(summary(trend, ctx.words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(ctx.look.px(72))

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(128), self._ctx.look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            paint(painter, QRectF(self.rect()), self._trend, self._ctx.look)

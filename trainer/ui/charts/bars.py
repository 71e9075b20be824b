"""How far each skill, or anything else counted in percent, has come, as bars below each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.charts.sparkline import GOAL
from trainer.ui.charts.table import Table
from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.theme import Look
from trainer.wording import Wording

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Bar(NamedTuple):
    """What is measured, how far it has come, 0–100, and of how many observations that is the mean."""

    name: str
    percent: int
    seen: int


def paint(painter: QPainter, rect: QRectF, bars: Sequence[Bar], look: Look) -> None:
    """A row a bar: name, bar, number, count; where there is little width, the name is above its bar."""
    px = look.px
    above = _names_above(bars, rect.width(), look)
    number, count = px(40), px(48)
    left = rect.left() if above else rect.left() + _names_width(bars, look)
    row = _row_height(look, above=above)
    for n, bar in enumerate(bars):
        top = rect.top() + n * row
        line = QRectF(rect.left(), top + (px(22) if above else 0), rect.width(), px(28))
        painter.setFont(look.font("dense"))
        painter.setPen(look.colour("ink"))
        at = QRectF(rect.left(), top, rect.width(), px(24)) if above else line
        painter.drawText(at, _LEFT, bar.name)
        track = QRectF(left, line.top(), line.right() - number - count - left, line.height())
        paint_bar(painter, track, bar.percent, look)
        painter.setFont(look.font("dense", bold=True))
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(track.right(), line.top(), number, line.height()), _RIGHT, str(bar.percent))
        painter.setFont(look.font("hint"))
        painter.setPen(look.colour("ink3"))
        painter.drawText(QRectF(line.right() - count, line.top(), count, line.height()), _RIGHT, f"n {bar.seen}")


def paint_bar(painter: QPainter, rect: QRectF, percent: int, look: Look) -> None:
    """One bar on its track in the middle of `rect`, with a dashed line at the goal."""
    px = look.px
    track = QRectF(rect.left(), rect.center().y() - px(6), rect.width(), px(12))
    box(painter, track, px(3), look.colour("sunken"), look.colour("line2"), look.px(1))
    if percent > 0:
        done = QRectF(track.left(), track.top(), max(px(3), track.width() * percent / 100), track.height())
        box(painter, done, px(3), look.colour("accent"))
    goal = track.left() + track.width() * GOAL / 100
    painter.setPen(QPen(look.colour("ink3"), px(1), Qt.PenStyle.DashLine))
    # Beside the bar only, as on the bar the line would be lost.
    painter.drawLine(QPointF(goal, track.top() - px(5)), QPointF(goal, track.top()))
    painter.drawLine(QPointF(goal, track.bottom()), QPointF(goal, track.bottom() + px(5)))


def height(bars: Sequence[Bar], width: float, look: Look) -> int:
    """How high bars are at a width, in pixels."""
    return _row_height(look, above=_names_above(bars, width, look)) * len(bars)


def summary(name: str, bars: Sequence[Bar], words: Wording) -> str:
    """In one sentence, what has come furthest and what least far; at least one bar."""
    best, least = max(bars, key=lambda bar: bar.percent), min(bars, key=lambda bar: bar.percent)
    if best.percent == least.percent:
        return words.t("{name}: {percent} out of 100 throughout.", name=name, percent=best.percent)
    return words.t(
        "{name}: highest {best_percent} out of 100, {best}; lowest {least_percent}, {least}.",
        name=name, best=best.name, best_percent=best.percent, least=least.name, least_percent=least.percent,
    )  # fmt: skip


def table(name: str, bars: Sequence[Bar], words: Wording) -> Table:
    """Each bar's numbers."""
    rows = tuple((bar.name, words.percent(bar.percent), str(bar.seen)) for bar in bars)
    return Table(name, (words.t("Skill"), words.t("Percent"), words.t("Sessions")), rows)


class Bars(QWidget):
    """Bars on screen, as high as they need at their width."""

    def __init__(self, ctx: Context, name: str, bars: Sequence[Bar], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._bars = ctx, bars
        self.setAccessibleName(summary(name, bars, ctx.words))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = self._ctx.look.px(520)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._ctx.look.font("dense"))
        width = max(self._ctx.look.px(200), *(metrics.horizontalAdvance(bar.name) for bar in self._bars))
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def heightForWidth(self, width: int) -> int:
        return height(self._bars, width, self._ctx.look)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            paint(painter, QRectF(self.rect()), self._bars, self._ctx.look)


def _names_width(bars: Sequence[Bar], look: Look) -> int:
    metrics = QFontMetrics(look.font("dense"))
    return max((metrics.horizontalAdvance(bar.name) for bar in bars), default=0) + look.px(16)


def _names_above(bars: Sequence[Bar], width: float, look: Look) -> bool:
    """Whether names and bars side by side would leave a bar too short to compare."""
    return width - _names_width(bars, look) - look.px(88) < look.px(140)


def _row_height(look: Look, *, above: bool) -> int:
    return look.px(56 if above else 30)

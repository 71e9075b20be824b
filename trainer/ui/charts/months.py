"""How agreement has gone from month to month; a month with too few pairs leaves a gap in the line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.coaching.agreement import DRAFT_BELOW, Agreement
from trainer.ui.charts.table import Table
from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.theme import Look
from trainer.wording import MONTHS, Wording

_HEIGHT, _LEFT, _BELOW = 132, 40, 22
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Month(NamedTuple):
    """A month's name, and how far two agreed in it."""

    name: str
    agreement: Agreement

    @property
    def value(self) -> float | None:
        """The weighted κ as it is drawn, 0–1; None with too few pairs."""
        weighted = self.agreement.weighted
        return None if weighted is None else max(0.0, weighted.value)


def month_name(month: str, words: Wording) -> str:
    """A month such as "2026-03" as it is read: "3/2026", "Mar 2026"."""
    year, number = month.split("-")
    return f"{int(number)}/{year}" if words.language == "fi" else f"{MONTHS[int(number) - 1][:3]} {year}"


def paint(painter: QPainter, rect: QRectF, months: Sequence[Month], look: Look, words: Wording) -> None:
    """The weighted κ of each month as a dot on 0–1, joined to that of the month before; a dashed line at the limit."""
    px = look.px
    area = rect.adjusted(px(_LEFT), px(8), -px(24), -px(_BELOW))
    step = area.width() / max(1, len(months) - 1)

    def at(n: int, value: float) -> QPointF:
        x = area.center().x() if len(months) == 1 else area.left() + n * step
        return QPointF(x, area.bottom() - area.height() * value)

    painter.setFont(look.font("hint"))
    for value, style in (
        (0.0, Qt.PenStyle.SolidLine),
        (DRAFT_BELOW, Qt.PenStyle.DashLine),
        (1.0, Qt.PenStyle.SolidLine),
    ):
        y = at(0, value).y()
        dashed = style == Qt.PenStyle.DashLine
        painter.setPen(QPen(look.colour("line2" if dashed else "line"), px(1), style))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(look.colour("ink3"))
        told = words.shortly(value, 2) if dashed else str(round(value))
        painter.drawText(QRectF(rect.left(), y - px(9), px(_LEFT - 8), px(18)), _END, told)
    painter.setPen(QPen(look.colour("accent"), px(2)))
    for n, (one, other) in enumerate(pairwise(months)):
        if one.value is not None and other.value is not None:
            painter.drawLine(at(n, one.value), at(n + 1, other.value))
    radius = px(4)
    for n, month in enumerate(months):
        middle = at(n, 0.0 if month.value is None else month.value)
        dot = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        if month.value is None:
            box(painter, dot, radius, look.colour("surface"), look.colour("line2"), px(1), dashed=True)
        else:
            box(painter, dot, radius, look.colour("accent"))
    _paint_names(painter, rect, [at(n, 0.0).x() for n in range(len(months))], months, look)


def _paint_names(painter: QPainter, rect: QRectF, places: Sequence[float], months: Sequence[Month], look: Look) -> None:
    """The months' names below, counted back from the latest, as many as have room beside each other."""
    painter.setFont(look.font("hint"))
    painter.setPen(look.colour("ink2"))
    free = rect.right() + 1
    for x, month in zip(reversed(places), reversed(months), strict=True):
        width = QFontMetrics(look.font("hint")).horizontalAdvance(month.name) + look.px(4)
        left = min(x - width / 2, rect.right() - width)
        if left >= rect.left() and left + width <= free:
            painter.drawText(QRectF(left, rect.bottom() - look.px(18), width, look.px(18)), _CENTRE, month.name)
            free = left - look.px(12)


def summary(name: str, months: Sequence[Month], words: Wording) -> str:
    """The line in one sentence."""
    known = [month for month in months if month.value is not None]
    if not known:
        return words.t("{skill}: no month has enough pairs for κ.", skill=name)
    return words.t(
        "{skill}: weighted κ {first} in {from_month}, {last} in {to_month}.",
        skill=name,
        first=words.decimal(known[0].value or 0, 2),
        from_month=known[0].name,
        last=words.decimal(known[-1].value or 0, 2),
        to_month=known[-1].name,
    )


def table(name: str, months: Sequence[Month], words: Wording) -> Table:
    """Each month's numbers, the latest first."""
    rows = tuple((month.name, *figures(month.agreement, words)) for month in reversed(months))
    return Table(name, (words.t("Month"), *figures_heading(words)), rows)


def figures_heading(words: Wording) -> tuple[str, ...]:
    """What `figures` tells."""
    t = words.t
    return t("Pairs"), t("Same level"), t("κ"), t("Weighted κ"), t("95% from"), t("95% to")


def figures(agreed: Agreement, words: Wording) -> tuple[str, ...]:
    """How far two agree, in cells; "–" for what too few pairs do not tell."""
    percent = "–" if agreed.too_few or agreed.percent is None else words.percent(agreed.percent)
    plain, weighted = agreed.kappa, agreed.weighted
    numbers = (
        plain.value if plain else None,
        weighted.value if weighted else None,
        weighted.low if weighted else None,
        weighted.high if weighted else None,
    )
    return (words.number(agreed.pairs), percent, *("–" if n is None else words.decimal(n, 2) for n in numbers))


class MonthsChart(QWidget):
    """The line on screen."""

    def __init__(self, ctx: Context, name: str, months: Sequence[Month], parent: QWidget | None = None) -> None:
        """At least one month."""
        super().__init__(parent)
        self._ctx, self._months = ctx, months
        self.setAccessibleName(summary(name, months, ctx.words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(ctx.look.px(160))

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(360), self._ctx.look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            paint(painter, QRectF(self.rect()), self._months, self._ctx.look, self._ctx.words)

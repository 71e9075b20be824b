"""κ as a bar from 0 to 1, its 95 % interval as a line across the end, and a tick where a draft begins."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.coaching.agreement import DRAFT_BELOW, Kappa
from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.theme import Look
from trainer.wording import Wording


def paint(painter: QPainter, rect: QRectF, kappa: Kappa, look: Look) -> None:
    """The bar in the middle of `rect`; what is below 0 lies at its left edge."""
    px = look.px
    track = QRectF(rect.left() + px(1), rect.center().y() - px(5), rect.width() - px(2), px(10))

    def at(value: float) -> float:
        return track.left() + track.width() * min(1.0, max(0.0, value))

    box(painter, track, px(3), look.colour("sunken"), look.colour("line2"), px(1))
    draft = kappa.value < DRAFT_BELOW
    if kappa.value > 0:
        done = QRectF(track.left(), track.top(), max(px(3), at(kappa.value) - track.left()), track.height())
        box(painter, done, px(3), look.colour("partial" if draft else "good"))
    middle = track.center().y()
    # On the filled part the line would be lost, so it has an edge of the ground's colour.
    for colour, width in (("surface", px(4)), ("ink", px(2))):
        painter.setPen(QPen(look.colour(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(at(kappa.low), middle), QPointF(at(kappa.high), middle))
        for end in (kappa.low, kappa.high):
            painter.drawLine(QPointF(at(end), middle - px(4)), QPointF(at(end), middle + px(4)))
    painter.setPen(QPen(look.colour("ink"), px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    limit = at(DRAFT_BELOW)
    painter.drawLine(QPointF(limit, rect.top()), QPointF(limit, track.top() - px(1)))
    painter.drawLine(QPointF(limit, track.bottom() + px(1)), QPointF(limit, rect.bottom()))


def summary(kappa: Kappa, words: Wording) -> str:
    """The bar in one sentence."""
    return words.t(
        "κ {value}, in 95 cases out of 100 between {low} and {high}; the line is at {limit}.",
        value=words.decimal(kappa.value, 2),
        low=words.decimal(kappa.low, 2),
        high=words.decimal(kappa.high, 2),
        limit=words.decimal(DRAFT_BELOW, 2),
    )


class IntervalBar(QWidget):
    """The bar on screen."""

    def __init__(self, ctx: Context, kappa: Kappa, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._kappa = ctx, kappa
        self.setAccessibleName(summary(kappa, ctx.words))
        self.setToolTip(summary(kappa, ctx.words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(ctx.look.px(96))

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(180), self._ctx.look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            paint(painter, QRectF(self.rect()), self._kappa, self._ctx.look)

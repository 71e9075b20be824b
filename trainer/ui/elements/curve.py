"""The mood of a conversation, turn by turn, as a curve and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.meters import TENSION, TRUST, tenths
from trainer.ui.elements.paint import box, painter_on


class MoodCurve(QWidget):
    """Trust and tension after each turn; the moments that decided are shaded."""

    def __init__(
        self,
        ctx: Context,
        moods: Sequence[tuple[int, int]],
        moments: Mapping[int, str],
        parent: QWidget | None = None,
    ) -> None:
        """Moods are (trust, tension), 0–100, at the start and after each turn; moments map a turn to a colour."""
        super().__init__(parent)
        self._ctx, self._moods, self._moments = ctx, moods, moments
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(self.sizeHint())
        words = ctx.words
        (trust, tension), (trust_after, tension_after) = moods[0], moods[-1]
        self.setAccessibleName(
            words.t(
                "Mood: trust went from {trust} to {trust_after} of 10, tension from {tension} to {tension_after}.",
                trust=tenths(trust),
                trust_after=tenths(trust_after),
                tension=tenths(tension),
                tension_after=tenths(tension_after),
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(260), self._ctx.look.px(150))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        area = QRectF(px(30), px(8), self.width() - px(60), self.height() - px(34))
        with painter_on(self) as painter:
            step = area.width() / max(1, len(self._moods) - 1)
            for turn, token in self._moments.items():
                left = area.left() + turn * step - px(13)
                box(painter, QRectF(left, area.top() - px(4), px(26), area.height() + px(8)), px(4), look.colour(token))
            painter.setFont(look.font("hint"))
            for value in (0, 5, 10):
                y = area.bottom() - area.height() * value / 10
                painter.setPen(look.colour("line"))
                painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
                painter.setPen(look.colour("ink3"))
                painter.drawText(
                    QRectF(0, y - px(9), px(22), px(18)),
                    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                    str(value),
                )
            self._paint_turns(painter, area, step)
            self._paint_line(painter, area, step, 1, "clay")
            self._paint_line(painter, area, step, 0, "accent")

    def _paint_turns(self, painter: QPainter, area: QRectF, step: float) -> None:
        look, px = self._ctx.look, self._ctx.look.px
        every = 1 + int(px(26) // max(step, 1))
        for turn in range(0, len(self._moods), every):
            text = self._ctx.words.t("Start") if turn == 0 else str(turn)
            marked = turn in self._moments
            painter.setFont(look.font("hint", bold=marked))
            painter.setPen(look.colour("ink" if marked else "ink3"))
            rect = QRectF(area.left() + turn * step - px(24), area.bottom() + px(8), px(48), px(18))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_line(self, painter: QPainter, area: QRectF, step: float, which: int, token: str) -> None:
        look, px = self._ctx.look, self._ctx.look.px
        points = [
            QPointF(area.left() + n * step, area.bottom() - area.height() * mood[which] / 100)
            for n, mood in enumerate(self._moods)
        ]
        style = Qt.PenStyle.DashLine if which else Qt.PenStyle.SolidLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour(token), px(2), style))
        painter.drawPolyline(points)
        size = px(4)
        for point in points:
            dot = QRectF(point.x() - size, point.y() - size, 2 * size, 2 * size)
            if which:
                box(painter, dot, 0, look.colour("surface"), look.colour(token), px(2))
            else:
                box(painter, dot, size, look.colour(token))
        painter.setFont(look.font("hint", bold=True))
        painter.setPen(look.colour(token))
        end = QRectF(points[-1].x() + px(10), points[-1].y() - px(9), px(24), px(18))
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter, str(tenths(self._moods[-1][which])))


class CurveKey(QWidget):
    """What the two lines of a mood curve are."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._trust, self._tension = ctx.words.say(TRUST), ctx.words.say(TENSION)
        self.setFont(ctx.look.font("hint"))
        width = sum(self.fontMetrics().horizontalAdvance(text) for text in (self._trust, self._tension))
        self.setFixedSize(width + ctx.look.px(84), ctx.look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        middle = self.height() / 2
        x = 0
        with painter_on(self) as painter:
            painter.setFont(self.font())
            for text, token, style in (
                (self._trust, "accent", Qt.PenStyle.SolidLine),
                (self._tension, "clay", Qt.PenStyle.DashLine),
            ):
                painter.setPen(QPen(look.colour(token), px(2), style))
                painter.drawLine(QPointF(x, middle), QPointF(x + px(24), middle))
                dot = QRectF(x + px(8), middle - px(4), px(8), px(8))
                if token == "accent":
                    box(painter, dot, px(4), look.colour(token))
                else:
                    box(painter, dot, 0, look.colour("surface"), look.colour(token), px(2))
                painter.setPen(look.colour("ink"))
                width = self.fontMetrics().horizontalAdvance(text)
                painter.drawText(QRectF(x + px(30), 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
                x += px(30) + width + px(18)

"""A chip that can be chosen, such as a mark beside the words it is of."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Control
from trainer.ui.elements.paint import box, painter_on


class ChoiceChip(Control):
    """A few words in a small coloured box, with an icon before them; chosen, it has an edge."""

    def __init__(
        self, ctx: Context, text: str, *, icon: str, ink: str, fill: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._ctx, self._icon, self._ink, self._fill = ctx, icon, ink, fill
        self.setCheckable(True)
        self.setFont(ctx.look.font("hint", bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = self._ctx.look.px
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + px(38), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        edge = "accent" if self.isChecked() else self._ink if self.underMouse() else ""
        with painter_on(self) as painter:
            width = 2.0 if self.isChecked() else 1.0
            colour = look.colour(edge) if edge else None
            box(painter, QRectF(self.rect()), px(8), look.colour(self._fill), colour, width)
            painter.drawPixmap(px(8), px(6), look.icon(self._icon, self._ink, 16, self.devicePixelRatioF()))
            painter.setFont(self.font())
            painter.setPen(look.colour(self._ink))
            rect = QRectF(px(29), 0, self.width() - px(29), self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.text())

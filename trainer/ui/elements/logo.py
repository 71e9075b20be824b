"""The mark of the program."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.elements.text import Label


class Logo(QWidget):
    """The mark of the program and its name."""

    def __init__(self, ctx: Context, *, name: bool = True, size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._size = ctx, size
        laid = QHBoxLayout(self)
        laid.setContentsMargins(ctx.look.px(size + 14) if name else ctx.look.px(size), 0, 0, 0)
        if name:
            laid.addWidget(Label(ctx, "Repliikki", "h2"))
        self.setMinimumHeight(ctx.look.px(size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, side = self._ctx.look, self._ctx.look.px(self._size)
        top = (self.height() - side) // 2
        unit = side / 16
        with painter_on(self) as painter:
            painter.translate(0, top)
            box(painter, QRectF(0, unit, side, unit * 11), unit * 3, look.colour("accent"))
            painter.setBrush(look.colour("accent"))
            painter.drawPolygon([QPointF(unit * 3, unit * 11), QPointF(unit * 3, side), QPointF(unit * 8, unit * 11)])
            for y, width in ((4.2, 9), (7.2, 6)):
                box(painter, QRectF(unit * 3.5, unit * y, unit * width, unit * 1.5), unit, look.colour("on_accent"))

"""A share as a bar on its track."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on


class ShareBar(QWidget):
    """A bar that stands beside words or numbers that say the same."""

    def __init__(self, ctx: Context, share: float, name: str, parent: QWidget | None = None) -> None:
        """Share is 0–1; name tells it to screen readers."""
        super().__init__(parent)
        self._ctx, self._share = ctx, share
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(ctx.look.px(64))

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(120), self._ctx.look.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        track = QRectF(0, (self.height() - px(10)) / 2, self.width(), px(10))
        with painter_on(self) as painter:
            box(painter, track, px(3), look.colour("sunken"), look.colour("line2"), px(1))
            if self._share > 0:
                done = QRectF(track.left(), track.top(), max(px(3), track.width() * self._share), track.height())
                box(painter, done, px(3), look.colour("accent"))

"""A list that opens downwards."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.paint import painter_on


class Select(QComboBox):
    """One of several, or where it is editable also a text of one's own."""

    def __init__(
        self, ctx: Context, name: str, *, editable: bool = False, height: int = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.setEditable(editable)
        self.setFont(ctx.look.font("dense"))
        self.setMinimumHeight(ctx.look.px(height))
        self.setAccessibleName(name)
        if (field := self.lineEdit()) is not None:
            field.setAccessibleName(name)
        # Long entries are cut rather than make the page wider than the window.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = self._ctx.look
        size = look.px(18)
        with painter_on(self) as painter:
            pixmap = look.icon("chevron-down", "ink2", 18, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - size - look.px(8), (self.height() - size) // 2, pixmap)

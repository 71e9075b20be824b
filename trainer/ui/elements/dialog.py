"""What stands before the window and waits for an answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.layout import column
from trainer.ui.elements.text import Label


class Dialog(QDialog):
    """Its title, what it is about, and below these what the kind of dialog adds; gone once it is closed."""

    def __init__(self, ctx: Context, title: str, about: str, *, width: int, spacing: int = 10, parent: QWidget) -> None:
        """Width (at least) and spacing in pixels at 100 %."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), ctx.look.colour("surface"))
        self.setPalette(palette)
        self._laid = column(ctx, spacing, (24, 20, 24, 20))
        self.setLayout(self._laid)
        self.setMinimumWidth(ctx.look.px(width))
        self._laid.addWidget(Label(ctx, title, "h3", wrap=True))
        if about:
            self._laid.addWidget(Label(ctx, about, "body", "ink2", wrap=True))

"""A question that must be decided before going on; the safe answer is the default."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.focus import FocusRing
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.text import Label


class Confirm(QDialog):
    """Asks; does `act` only if the person says so."""

    def __init__(
        self,
        ctx: Context,
        title: str,
        text: str,
        *,
        yes: str,
        no: str,
        act: Callable[[], None],
        danger: bool = False,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), ctx.look.colour("surface"))
        self.setPalette(palette)
        laid = column(ctx, 8, (24, 20, 24, 20))
        self.setLayout(laid)
        self.setMinimumWidth(ctx.look.px(420))
        laid.addWidget(Label(ctx, title, "h3", wrap=True))
        laid.addWidget(Label(ctx, text, "body", "ink2", wrap=True))
        laid.addSpacing(ctx.look.px(12))
        foot = row(ctx, 12)
        foot.addStretch(1)
        self.yes = Button(ctx, yes, "danger" if danger else "secondary")
        self.no = Button(ctx, no, "primary")
        foot.addWidget(self.yes)
        foot.addWidget(self.no)
        laid.addLayout(foot)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self.accept)
        self.accepted.connect(act)
        self.no.setFocus()
        FocusRing(self, ctx)

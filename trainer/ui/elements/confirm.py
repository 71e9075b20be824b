"""A question that must be decided before going on; the safe answer is the default."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.dialog import Dialog
from trainer.ui.elements.focus import FocusRing
from trainer.ui.elements.layout import row


class Confirm(Dialog):
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
        super().__init__(ctx, title, text, width=420, spacing=8, parent=parent)
        self._laid.addSpacing(ctx.look.px(12))
        foot = row(ctx, 12)
        foot.addStretch(1)
        self.yes = Button(ctx, yes, "danger" if danger else "secondary")
        self.no = Button(ctx, no, "primary")
        foot.addWidget(self.yes)
        foot.addWidget(self.no)
        self._laid.addLayout(foot)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self.accept)
        self.accepted.connect(act)
        self.no.setFocus()
        FocusRing(self, ctx)

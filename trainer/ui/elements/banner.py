"""A notice in the page: what happened, what still works, one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Icon
from trainer.ui.elements.layout import column
from trainer.ui.elements.text import Label

TONES = {"error": ("missed_soft", "missed"), "warning": ("partial_soft", "partial")}


class Banner(Card):
    """Stays until it is dealt with or hidden; never in the way of what one is doing."""

    acted = Signal()
    hidden = Signal()

    def __init__(
        self,
        ctx: Context,
        title: str,
        text: str,
        *,
        tone: str = "warning",
        icon: str = "triangle-alert",
        action: str = "",
        can_hide: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        fill, ink = TONES[tone]
        super().__init__(ctx, fill=fill, edge=ink, padding=14, spacing=12, row=True, parent=parent)
        self.setAccessibleName(f"{title}. {text}" if text else title)
        self.body.addWidget(Icon(ctx, icon, ink, 20), alignment=Qt.AlignmentFlag.AlignTop)
        words = column(ctx, 2)
        words.addWidget(Label(ctx, title, "body", bold=True, wrap=True))
        if text:
            words.addWidget(Label(ctx, text, "hint", "ink2", wrap=True))
        self.body.addLayout(words, 1)
        if action:
            button = Button(ctx, action, "secondary", size="small")
            button.clicked.connect(self.acted)
            self.body.addWidget(button)
        if can_hide:
            hide = Button(ctx, ctx.words.t("Hide"), "quiet", size="small")
            hide.clicked.connect(self.hidden)
            self.body.addWidget(hide)

"""What the pages beside a first page have in common: their name, what is done there, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import page_column, row
from trainer.ui.elements.text import Label


class SidePage(QWidget):
    """Scrolls downwards below its head; Esc goes back."""

    back = Signal()

    def __init__(
        self, ctx: Context, title: str, back_to: str, actions: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        """Back_to names the button that leads back; actions stand at the right of the title, or below it.

        A page has signals only once this has run, so what the actions do is connected after it.
        """
        super().__init__(parent)
        self._ctx = ctx
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._laid = page_column(ctx, self, top=20)
        head = row(ctx, 12)
        leave = IconButton(ctx, "arrow-left", back_to, edge=False)
        leave.clicked.connect(self.back)
        head.addWidget(leave)
        self.primary: QWidget = leave
        head.addWidget(Label(ctx, title, "h1", wrap=True), 1)
        self._laid.addLayout(head)
        beside = Flow(spacing=ctx.look.px(8)) if ctx.narrow else row(ctx, 8)
        for action in actions:
            beside.addWidget(action)
        if actions:
            (self._laid if ctx.narrow else head).addLayout(beside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    # ---- parts that several of the pages have

    def _told(self, text: str) -> None:
        self._laid.addWidget(Label(self._ctx, text, "body", "ink2", wrap=True))

    def _add_nothing(self, title: str, about: str, action: Button | None = None) -> None:
        """What a page with nothing on it yet shows: why, and one thing to do."""
        ctx = self._ctx
        card = Card(ctx, fill="", edge="line2", dashed=True, padding=24, spacing=10)
        card.body.addWidget(Label(ctx, title, "h3", wrap=True))
        card.body.addWidget(Label(ctx, about, "body", "ink2", wrap=True))
        if action is not None:
            foot = row(ctx)
            foot.addWidget(action)
            foot.addStretch(1)
            card.body.addLayout(foot)
        self._laid.addWidget(card)

    def _add_named(self, laid: QBoxLayout, name: str, widget: QWidget) -> None:
        """A control with its name above it."""
        laid.addWidget(Label(self._ctx, name, "hint", "ink2", bold=True))
        laid.addWidget(widget)

    def _field(self, name: str, text: str, longest: int, example: str = "") -> QLineEdit:
        field = QLineEdit(text)
        field.setMaxLength(longest)
        field.setFont(self._ctx.look.font("body"))
        field.setMinimumHeight(self._ctx.look.px(40))
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        return field

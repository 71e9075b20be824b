"""When the data cannot be opened: what happened, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.store.backups import Backup
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Icon
from trainer.ui.elements.layout import column, row, scrolled
from trainer.ui.elements.text import Label


class TroublePage(QWidget):
    """In place of the program while there is no database; nothing is changed unless the person says so."""

    restore_asked = Signal(object)
    """With the `Backup` to be put back."""
    new_asked = Signal()
    """Begin with an empty database; the damaged file is kept."""
    quit_asked = Signal()

    def __init__(
        self,
        ctx: Context,
        text: str,
        backups: Sequence[Backup] = (),
        *,
        can_begin_anew: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        t = ctx.words.t
        whole = column(ctx, 0)
        self.setLayout(whole)
        content = QWidget()
        laid = column(ctx, 16, (40, 40, 40, 40))
        content.setLayout(laid)
        whole.addWidget(scrolled(content))
        laid.addStretch(1)
        card = Card(ctx, fill="missed_soft", edge="missed", padding=24, spacing=12)
        head = row(ctx, 12)
        head.addWidget(Icon(ctx, "triangle-alert", "missed", 24))
        head.addWidget(Label(ctx, t("Your data could not be opened"), "h2", wrap=True), 1)
        card.body.addLayout(head)
        card.body.addWidget(Label(ctx, text, "body", wrap=True))
        for backup in backups[:3]:
            moment = ctx.words.moment(backup.made.astimezone())
            restore = Button(ctx, t("Restore the copy of {moment}", moment=moment), "secondary", icon="history")
            restore.clicked.connect(lambda _=False, chosen=backup: self.restore_asked.emit(chosen))
            card.body.addWidget(restore)
        if can_begin_anew:
            anew = Button(ctx, t("Begin with an empty database; the damaged file is kept"), "secondary")
            anew.clicked.connect(self.new_asked)
            card.body.addWidget(anew)
        leave = Button(ctx, t("Quit"), "primary")
        leave.clicked.connect(self.quit_asked)
        card.body.addWidget(leave)
        laid.addWidget(card)
        laid.addStretch(1)
        leave.setFocus()

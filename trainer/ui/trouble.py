"""When something goes wrong that pages cannot deal with: what happened, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from trainer.store.backups import Backup
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Icon
from trainer.ui.elements.dialog import Dialog
from trainer.ui.elements.focus import FocusRing
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
        self._text = Label(ctx, text, "body", wrap=True)
        card.body.addWidget(self._text)
        for backup in backups[:3]:
            moment = ctx.words.moment(backup.made.astimezone())
            restore = Button(ctx, t("Restore the copy of {moment}", moment=moment), "secondary", icon="history")
            restore.clicked.connect(lambda _=False, chosen=backup: self.restore_asked.emit(chosen))
            card.body.addWidget(restore)
        if can_begin_anew:
            anew = Button(ctx, t("Start with an empty database; the damaged file is kept"), "secondary")
            anew.clicked.connect(self.new_asked)
            card.body.addWidget(anew)
        leave = Button(ctx, t("Quit"), "primary")
        leave.clicked.connect(self.quit_asked)
        card.body.addWidget(leave)
        laid.addWidget(card)
        laid.addStretch(1)
        leave.setFocus()

    def tell(self, text: str) -> None:
        """Says why what the person chose could not be done; the choices stay."""
        self._text.say(text)


class CrashDialog(Dialog):
    """After a mistake of the program's own: a report to copy, which holds nothing that anybody wrote."""

    def __init__(self, ctx: Context, text: str, report: str, parent: QWidget) -> None:
        """Text says what happened; parent is the window that it stands before."""
        t = ctx.words.t
        super().__init__(ctx, t("Something went wrong in the program"), text, width=560, parent=parent)
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setFont(ctx.look.font("dense"))
        shown.setAccessibleName(t("Report"))
        self._laid.addWidget(shown)
        foot = row(ctx, 12)
        foot.addStretch(1)
        copy = Button(ctx, t("Copy report"), "secondary")
        copy.clicked.connect(lambda: self._copy(copy, report, t("Copied")))
        go_on = Button(ctx, t("Continue"), "primary")
        go_on.clicked.connect(self.accept)
        foot.addWidget(copy)
        foot.addWidget(go_on)
        self._laid.addLayout(foot)
        go_on.setFocus()
        FocusRing(self, ctx)

    @staticmethod
    def _copy(button: Button, report: str, copied: str) -> None:
        QGuiApplication.clipboard().setText(report)
        button.rename(copied)

"""Saying that a mark is wrong, and why; a coach will look at it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import LEVEL_WORDS, Mark
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.focus import FocusRing
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.text import Label

MAX_REASON = 500


class DisputeDialog(QDialog):
    """Asks which mark and why."""

    disputed = Signal(str, str)
    """The criterion, and the reason."""

    def __init__(self, ctx: Context, words: str, marks: Sequence[Mark], parent: QWidget) -> None:
        super().__init__(parent)
        t = ctx.words.t
        self.setWindowTitle(t("Dispute a mark"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        laid = column(ctx, 8, (24, 20, 24, 20))
        self.setLayout(laid)
        self.setMinimumWidth(ctx.look.px(460))
        laid.addWidget(Label(ctx, t("Dispute a mark"), "h3"))
        laid.addWidget(Label(ctx, t("“{words}”", words=words), "body", "ink2", wrap=True))
        about = t("A coach will look at it. Until then the mark stands.")
        laid.addWidget(Label(ctx, about, "hint", "ink3", wrap=True))
        self.mark = QComboBox()
        self.mark.setFont(ctx.look.font("body"))
        self.mark.setMinimumHeight(ctx.look.px(40))
        self.mark.setAccessibleName(t("The mark"))
        for mark in marks:
            level = ctx.words.say(LEVEL_WORDS[mark.level]).lower()
            self.mark.addItem(f"{ctx.words.say(BY_KEY[mark.criterion].name)}: {level}", mark.criterion)
        laid.addWidget(self.mark)
        self.reason = QLineEdit()
        self.reason.setMaxLength(MAX_REASON)
        self.reason.setFont(ctx.look.font("body"))
        self.reason.setMinimumHeight(ctx.look.px(40))
        self.reason.setAccessibleName(t("Why, in a sentence"))
        self.reason.setPlaceholderText(t("Why, in a sentence"))
        laid.addWidget(self.reason)
        foot = row(ctx, 12)
        foot.addStretch(1)
        cancel = Button(ctx, t("Cancel"), "secondary")
        cancel.clicked.connect(self.reject)
        self.send = Button(ctx, t("Send to the coach"), "primary")
        self.send.setEnabled(False)
        self.send.clicked.connect(self._send)
        self.reason.textChanged.connect(lambda text: self.send.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._send)
        foot.addWidget(cancel)
        foot.addWidget(self.send)
        laid.addLayout(foot)
        self.mark.setFocus()
        FocusRing(self, ctx)

    def _send(self) -> None:
        if self.send.isEnabled():
            self.disputed.emit(self.mark.currentData(), self.reason.text().strip())
            self.accept()

"""Writing one's own reply, and saying what was meant where the program is not sure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from trainer.ui.context import Context
from trainer.ui.conversation.replies import ReplyGroup
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, KeyCap
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.text import Label

MAX_CHARACTERS = 2000


class _Field(QPlainTextEdit):
    """Ctrl+Enter sends; Enter makes a new line; Tab goes on, as everywhere."""

    sent = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Composer(QWidget):
    """A field for the trainee's own words; no spell checking, no help, as in a real conversation."""

    sent = Signal(str)
    changed = Signal(str)
    choices_asked = Signal()

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        t = ctx.words.t
        laid = column(ctx, 8)
        self.setLayout(laid)
        self.field = _Field()
        self.field.setFont(ctx.look.font("bubble"))
        self.field.setAccessibleName(t("Your reply"))
        self.field.setPlaceholderText(t("Write what you would say"))
        self.field.setMinimumHeight(ctx.look.px(84))
        self.field.setMaximumHeight(ctx.look.px(112))
        # Spelling is left alone; input methods and dictation of the system work as everywhere.
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhMultiLine)
        self.field.sent.connect(self._send)
        self.field.textChanged.connect(self._text_changed)
        laid.addWidget(self.field)
        foot = row(ctx, 8)
        self._left = Label(ctx, "", "hint", "ink3", numbers=True)
        foot.addWidget(self._left)
        foot.addStretch(1)
        choose = Button(ctx, t("Choose instead"), "quiet", size="small")
        choose.clicked.connect(self.choices_asked)
        foot.addWidget(choose)
        if not ctx.narrow:
            foot.addWidget(KeyCap(ctx, "Ctrl ↵"))
        self.send = Button(ctx, t("Send"), "primary", size="small")
        self.send.clicked.connect(self._send)
        foot.addWidget(self.send)
        laid.addLayout(foot)
        self._text_changed()

    def write(self, text: str) -> None:
        """Puts a text into the field, ready to be gone on with."""
        self.field.setPlainText(text)
        cursor = self.field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.field.setTextCursor(cursor)

    @property
    def text(self) -> str:
        return self.field.toPlainText().strip()

    def _send(self) -> None:
        if self.send.isEnabled():
            self.sent.emit(self.text)

    def _text_changed(self) -> None:
        length = len(self.field.toPlainText())
        self.send.setEnabled(bool(self.text) and length <= MAX_CHARACTERS)
        over = length - MAX_CHARACTERS
        words = self._ctx.words
        self._left.say(words.n("{count} character too many", "{count} characters too many", over) if over > 0 else "")
        self.changed.emit(self.field.toPlainText())


class ClarifyPanel(Card):
    """Asks which of a few comes nearest to what was meant; the choice steers the conversation, not the score."""

    meant = Signal(str)
    rewrite_asked = Signal()

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(ctx, fill="surface", edge="accent", padding=16, spacing=6, parent=parent)
        t = ctx.words.t
        self.body.addWidget(Label(ctx, t("Which of these is closest to what you meant?"), "h3", wrap=True))
        about = t("The program was not sure. Your choice steers the conversation; the points come from what you wrote.")
        self.body.addWidget(Label(ctx, about, "hint", "ink3", wrap=True))
        self.replies = ReplyGroup(ctx)
        self.replies.answered.connect(self.meant)
        self.body.addWidget(self.replies)
        foot = row(ctx, 8)
        self._none = Button(ctx, t("None of these, I'll write it again"), "quiet", size="small")
        self._none.clicked.connect(self.rewrite_asked)
        foot.addWidget(self._none)
        foot.addStretch(1)
        confirm = Button(ctx, t("Confirm"), "primary", key="↵", size="small")
        confirm.clicked.connect(self.replies.answer)
        foot.addWidget(confirm)
        self.body.addLayout(foot)
        self._count = 0

    def ask(self, options: Sequence[tuple[str, str]]) -> None:
        """Shows the replies that may be meant, as (id, in a few words)."""
        self._count = len(options)
        self.replies.offer(options)

    def select(self, place: int) -> None:
        """A number selects one; the number after the last writes again."""
        if place == self._count:
            self.rewrite_asked.emit()
        else:
            self.replies.select(place)

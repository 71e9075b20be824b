"""Before the score is seen: how the trainee thinks it went."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card
from trainer.ui.elements.layout import column, row, scrolled
from trainer.ui.elements.outcome import OUTCOME_FACES
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import Label

_LONGEST = 300
_STEP = 5


class OwnViewPage(QWidget):
    """Asks for 0–100 and a sentence; both can be left out, and all of it skipped."""

    said = Signal(object, str)
    """The percent, None where it was left out, and the sentence."""
    skipped = Signal()

    def __init__(self, ctx: Context, title: str, portrait: str, outcome: str, parent: QWidget | None = None) -> None:
        """Title is the ending's; outcome "good", "mixed" or "bad"."""
        super().__init__(parent)
        self._ctx = ctx
        self._percent: int | None = None
        t, px = ctx.words.t, ctx.look.px
        whole = column(ctx, 0)
        self.setLayout(whole)
        content = QWidget()
        laid = column(ctx, 16, (24, 24, 24, 24))
        content.setLayout(laid)
        whole.addWidget(scrolled(content))
        laid.addStretch(1)
        card = Card(ctx, padding=28, spacing=14)
        card.setMaximumWidth(px(620))
        head = row(ctx, 16)
        face = Portrait(ctx, portrait, OUTCOME_FACES[outcome])
        face.setFixedSize(px(84), px(92))
        head.addWidget(face, alignment=Qt.AlignmentFlag.AlignTop)
        words = column(ctx, 4)
        words.addWidget(Label(ctx, title, "hint", "ink2", wrap=True))
        words.addWidget(Label(ctx, t("How do you think you did?"), "h2", wrap=True))
        about = t("Rate yourself before you see the score. Progress shows how the two get closer.")
        words.addWidget(Label(ctx, about, "body", "ink2", wrap=True))
        head.addLayout(words, 1)
        card.body.addLayout(head)
        self._shown = Label(ctx, "–", "h1", numbers=True)
        self._shown.setMinimumWidth(px(64))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        # In points, as a screen reader tells the slider's own value.
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(_STEP)
        self.slider.setPageStep(4 * _STEP)
        self.slider.setValue(50)
        self.slider.setMinimumHeight(px(32))
        self.slider.setAccessibleName(t("Your own rating, 0 to 100"))
        # One who means exactly the middle clicks it or presses a key there and back.
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderPressed.connect(lambda: self._slid(self.slider.value()))
        line = row(ctx, 16)
        line.addWidget(self.slider, 1)
        line.addWidget(self._shown)
        card.body.addLayout(line)
        ends = row(ctx, 8)
        ends.addWidget(Label(ctx, t("0: nothing that was needed"), "hint", "ink3"))
        ends.addStretch(1)
        ends.addWidget(Label(ctx, t("100: everything"), "hint", "ink3"))
        card.body.addLayout(ends)
        self.sentence = QLineEdit()
        self.sentence.setMaxLength(_LONGEST)
        self.sentence.setFont(ctx.look.font("body"))
        self.sentence.setMinimumHeight(px(44))
        self.sentence.setPlaceholderText(t("In a sentence: what went well, what you would do differently"))
        self.sentence.setAccessibleName(t("In a sentence: what went well, what you would do differently"))
        self.sentence.returnPressed.connect(self._say)
        card.body.addWidget(self.sentence)
        foot = row(ctx, 12)
        foot.addStretch(1)
        skip = Button(ctx, t("Skip"), "quiet")
        skip.clicked.connect(self.skipped)
        foot.addWidget(skip)
        show = Button(ctx, t("Show the debrief"), "primary", icon_after="arrow-right")
        show.clicked.connect(self._say)
        foot.addWidget(show)
        card.body.addLayout(foot)
        centred = row(ctx, 0)
        centred.addStretch(1)
        centred.addWidget(card, 8)
        centred.addStretch(1)
        laid.addLayout(centred)
        laid.addStretch(2)
        self.primary = self.slider

    def _slid(self, value: int) -> None:
        percent = round(value / _STEP) * _STEP
        if percent != value:
            self.slider.setValue(percent)  # which comes back here
            return
        self._percent = percent
        self._shown.say(str(self._percent))

    def _say(self) -> None:
        self.said.emit(self._percent, self.sentence.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.skipped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._say()
        else:
            super().keyPressEvent(event)

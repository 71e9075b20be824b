"""The keys, on one sheet (F1)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import KeyCap
from trainer.ui.elements.focus import FocusRing
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.text import Label
from trainer.wording import Text

KEYS = (
    (("1", "2", "3", "4"), Text("Select a reply")),
    (("↵",), Text("Answer; start; go on")),
    (("H",), Text("Hint")),
    (("R",), Text("Say the line again")),
    (("P",), Text("Pause")),
    (("M",), Text("Voice on or off")),
    (("S",), Text("Speed of the voice")),
    (("T",), Text("Write or choose replies")),
    (("Ctrl", "↵"), Text("Send what you wrote")),
    (("A",), Text("Say it aloud and record it, where that is on")),
    (("B",), Text("Background")),
    (("Esc",), Text("Back, or stop the conversation")),
    (("←", "→"), Text("Moments in the debrief")),
    (("L",), Text("Listen to the model in the debrief")),
    (("Ctrl", "K"), Text("Find a scenario")),
    (("Ctrl", "1"), Text("Practise")),
    (("Ctrl", ","), Text("Settings")),
    (("Ctrl", "+"), Text("Larger text; Ctrl − smaller, Ctrl 0 as before")),
    (("F1",), Text("This sheet")),
)


class KeysDialog(QDialog):
    """Closes by Esc or Enter."""

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        super().__init__(parent)
        words = ctx.words
        self.setWindowTitle(words.t("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        laid = column(ctx, 12, (24, 20, 24, 20))
        self.setLayout(laid)
        laid.addWidget(Label(ctx, words.t("Keys"), "h2"))
        rows = QGridLayout()
        rows.setHorizontalSpacing(ctx.look.px(24))
        rows.setVerticalSpacing(ctx.look.px(6))
        for n, (keys, about) in enumerate(KEYS):
            caps = row(ctx, 4)
            for key in keys:
                caps.addWidget(KeyCap(ctx, key))
            caps.addStretch(1)
            rows.addLayout(caps, n, 0)
            label = Label(ctx, words.say(about), "dense")
            label.setAccessibleName(f"{' '.join(keys)}: {words.say(about)}")
            rows.addWidget(label, n, 1)
        laid.addLayout(rows)
        close = Button(ctx, words.t("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = row(ctx)
        foot.addStretch(1)
        foot.addWidget(close)
        laid.addLayout(foot)
        close.setFocus()
        FocusRing(self, ctx)

"""The background, at hand during the conversation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.ui.context import Context
from trainer.ui.conversation.conversation import Conversation
from trainer.ui.elements.button import IconButton
from trainer.ui.elements.card import Card
from trainer.ui.elements.layout import column, row, scrolled
from trainer.ui.elements.text import Label


class BriefPanel(Card):
    """Role, situation, goal and what has been learnt so far; slides over the right side."""

    closed = Signal()

    def __init__(self, ctx: Context, conversation: Conversation, parent: QWidget) -> None:
        super().__init__(ctx, fill="surface", edge="line2", padding=0, radius=0, parent=parent)
        words, scenario = ctx.words, conversation.scenario
        content = QWidget()
        laid = column(ctx, 6, (20, 16, 20, 20))
        content.setLayout(laid)
        head = row(ctx)
        head.addWidget(Label(ctx, words.t("Background"), "h2"))
        head.addStretch(1)
        self.close_button = IconButton(ctx, "x", words.t("Close the background"))
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button)
        laid.addLayout(head)
        role = f"{scenario.you.role.capitalize()}, {scenario.you.firm}"
        for title, text in (
            (words.t("Your role"), role),
            (words.t("Situation"), scenario.situation),
            (words.t("Your goal"), scenario.goal),
        ):
            self._add(ctx, laid, title, text)
        known = [text for fact, text in scenario.facts.items() if fact in conversation.position.known]
        learnt = "\n".join(f"• {text}" for text in known) if known else words.t("Nothing yet. Questions bring it out.")
        self._add(ctx, laid, words.t("What you have learnt"), learnt)
        laid.addStretch(1)
        self.body.addWidget(scrolled(content))

    @staticmethod
    def _add(ctx: Context, laid: QVBoxLayout, title: str, text: str) -> None:
        laid.addSpacing(ctx.look.px(10))
        laid.addWidget(Label(ctx, title, "hint", "accent", bold=True))
        laid.addWidget(Label(ctx, text, "body", wrap=True))

"""What was said, by the person or by the trainee."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.rubric.marks import Mark
from trainer.ui.context import Context
from trainer.ui.conversation.evidence import EvidenceText, MarkChips
from trainer.ui.elements.card import Card
from trainer.ui.elements.text import Label

_WIDTH = 620


class Bubble(QWidget):
    """A line in the transcript: the person's on the left, the trainee's on the right."""

    def __init__(
        self,
        ctx: Context,
        speaker: str,
        text: str,
        *,
        own: bool,
        marks: Sequence[Mark] = (),
        pending: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Marks light the evidence in own words that were typed; pending words are not taken as a reply yet."""
        super().__init__(parent)
        laid = QHBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 0)
        card = Card(
            ctx,
            fill="surface" if own and not pending else "",
            dashed=pending,
            edge="line2" if own else "line",
            padding=14,
            spacing=2,
            speaker="top-right" if own else "top-left",
        )
        card.setMaximumWidth(ctx.look.px(_WIDTH))
        card.body.addWidget(Label(ctx, speaker, "hint", "accent" if own else "clay", bold=True))
        if marks:
            card.body.addWidget(EvidenceText(ctx, text, marks))
            card.body.addSpacing(ctx.look.px(6))
            card.body.addWidget(MarkChips(ctx, marks, misses=False))
        else:
            card.body.addWidget(Label(ctx, text, "bubble", "ink" if own else "ink2", wrap=True))
        self.setAccessibleName(f"{speaker}: {text}")
        if own:
            laid.addStretch(1)
        laid.addWidget(card, 6)
        if not own:
            laid.addStretch(1)

"""What the customer said, as a transcript shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from trainer.roleplay.play import Turn
from trainer.ui.context import Context
from trainer.ui.debrief.state import Debrief
from trainer.ui.elements.card import Card
from trainer.ui.elements.layout import row
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import Label


def line_said(ctx: Context, debrief: Debrief, turn: Turn) -> QHBoxLayout:
    """The line that a turn answers, beside the customer's face."""
    person, line = debrief.scenario.person, debrief.line(turn)
    said = row(ctx, 8)
    face = Portrait(ctx, person.portrait, line.feels, radius=16)
    face.setFixedSize(ctx.look.px(32), ctx.look.px(32))
    said.addWidget(face, alignment=Qt.AlignmentFlag.AlignTop)
    card = Card(ctx, fill="clay_soft", edge="clay_line", padding=14, spacing=2, speaker="top-left")
    card.body.addWidget(Label(ctx, person.first_name, "hint", "clay", bold=True))
    card.body.addWidget(Label(ctx, line.text, "body", wrap=True))
    said.addWidget(card, 6)
    said.addStretch(1)
    return said

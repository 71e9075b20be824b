"""What stands beside the rest, or below it where there is no room."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.card import Rule
from trainer.ui.elements.layout import column, row, scrolled


def with_actions(ctx: Context, top: QHBoxLayout, actions: QLayout) -> QBoxLayout:
    """A bar at the top of a page with its actions."""
    if not ctx.narrow:
        top.addLayout(actions)
        return top
    both = column(ctx, 0)
    both.addLayout(top)
    below = row(ctx, 0, (16, 0, 16, 10))
    below.addLayout(actions)
    both.addLayout(below)
    return both


def with_panel(ctx: Context, main: QWidget, panel: QWidget, width: int) -> QHBoxLayout:
    """A page's main part and a panel, each scrolling by itself; width is the panel's, in pixels at 100 %."""
    sides = row(ctx, 0)
    if ctx.compact:
        stacked = QWidget()
        both = column(ctx, 0)
        stacked.setLayout(both)
        both.addWidget(main)
        both.addWidget(panel)
        sides.addWidget(scrolled(stacked), 1)
        return sides
    sides.addWidget(scrolled(main), 1)
    sides.addWidget(Rule(ctx, upright=True))
    area = scrolled(panel)
    area.setFixedWidth(ctx.look.px(width))
    sides.addWidget(area)
    return sides

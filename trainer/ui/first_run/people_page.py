"""Who is practising: everybody by name, of whom nothing else is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.store.people import Person
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, row, scrolled
from trainer.ui.elements.logo import Logo
from trainer.ui.elements.text import Label


class PeoplePage(QWidget):
    """A name a button; a lock beside it where it has a PIN."""

    chosen = Signal(int)
    somebody_new = Signal()
    coach_asked = Signal()

    def __init__(
        self, ctx: Context, people: Sequence[tuple[Person, bool]], *, coach: bool, parent: QWidget | None = None
    ) -> None:
        """People and whether each has a PIN; coach tells whether the coach's area is offered."""
        super().__init__(parent)
        t = ctx.words.t
        whole = column(ctx, 0)
        self.setLayout(whole)
        content = QWidget()
        whole.addWidget(scrolled(content))
        sides = row(ctx, 0, (40, 32, 40, 32))
        content.setLayout(sides)
        middle = column(ctx, 12)
        sides.addStretch(1)
        sides.addLayout(middle, 12 if ctx.compact else 4)
        sides.addStretch(1)
        middle.addStretch(1)
        middle.addWidget(Logo(ctx))
        middle.addSpacing(ctx.look.px(16))
        middle.addWidget(Label(ctx, t("Who is practising?"), "h1", wrap=True))
        names = Flow(spacing=ctx.look.px(8))
        for person, locked in people:
            name = person.name or t("No name")
            button = Button(ctx, name, "secondary", icon="lock" if locked else "user")
            if locked:
                button.setAccessibleName(t("{name}, opened with a PIN", name=name))
            button.clicked.connect(lambda _=False, number=person.id: self.chosen.emit(number))
            names.addWidget(button)
            if not hasattr(self, "primary"):
                self.primary: QWidget = button
        middle.addLayout(names)
        new = Button(ctx, t("Someone else…"), "quiet", icon="user-plus")
        new.clicked.connect(self.somebody_new)
        foot = Flow(spacing=ctx.look.px(8))
        foot.addWidget(new)
        if coach:
            area = Button(ctx, t("To the coach's area"), "quiet", icon="clipboard-check")
            area.clicked.connect(self.coach_asked)
            foot.addWidget(area)
        middle.addLayout(foot)
        forgotten = t("Forgotten a PIN? “repliikki unlock --person NAME” removes it, and records that.")
        middle.addWidget(Label(ctx, forgotten, "hint", "ink3", wrap=True))
        middle.addStretch(1)

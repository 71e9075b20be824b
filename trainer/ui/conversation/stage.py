"""The person: face, mood, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.roleplay.play import Mood
from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.model import Person
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Chip, Icon
from trainer.ui.elements.layout import column, empty, row
from trainer.ui.elements.meters import TENSION, TRUST, MoodMeter
from trainer.ui.elements.portrait import EXPRESSIONS, Portrait
from trainer.ui.elements.text import Label


class Face(QWidget):
    """The portrait with a word for its expression."""

    def __init__(self, ctx: Context, person: Person, *, word: bool = True) -> None:
        super().__init__()
        self._ctx = ctx
        self._portrait = Portrait(ctx, person.portrait, name=person.name)
        self._portrait.setParent(self)
        self._word = Chip(ctx, "", ink="clay", fill="surface", parent=self)
        self._word.setVisible(word)
        self._word.move(ctx.look.px(10), ctx.look.px(10))

    def express(self, expression: str) -> None:
        """Shows how the person feels."""
        self._portrait.express(expression)
        self._word.say(self._ctx.words.say(EXPRESSIONS[expression]), "", "clay", "surface")
        self._word.resize(self._word.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(120), self._ctx.look.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._portrait.resize(self.size())
        super().resizeEvent(event)


class MoodCard(Card):
    """Trust and tension with their last change and what caused it."""

    def __init__(self, ctx: Context, *, beside: bool = False) -> None:
        super().__init__(ctx, spacing=12, padding=14)
        self._trust = MoodMeter(ctx, TRUST, "accent", "accent_soft")
        self._tension = MoodMeter(ctx, TENSION, "clay", "clay_soft")
        meters: QHBoxLayout | QVBoxLayout = row(ctx, 24) if beside else column(ctx, 12)
        meters.addWidget(self._trust, 1)
        meters.addWidget(self._tension, 1)
        self.body.addLayout(meters)
        self._reason = Label(ctx, "", "hint", "ink2", wrap=True)
        self.body.addWidget(self._reason)
        self._reason.hide()

    def show_mood(self, mood: Mood, before: Mood | None, reason: str, *, animate: bool) -> None:
        """Before is the mood a turn ago; reason is "" where it is not to be told."""
        self._trust.show_mood(mood.trust, before.trust if before else None, reason, animate=animate)
        self._tension.show_mood(mood.tension, before.tension if before else None, reason, animate=animate)
        self._reason.say(reason)
        self._reason.setVisible(bool(reason))


class TaskCard(Card):
    """The skills of this scenario; those shown so far are ticked."""

    def __init__(self, ctx: Context, criteria: Iterable[str], brief: Button) -> None:
        super().__init__(ctx, spacing=8, padding=14)
        self._ctx, self._criteria = ctx, list(criteria)
        head = row(ctx)
        head.addWidget(Label(ctx, ctx.words.t("Your task"), "h3"))
        head.addStretch(1)
        head.addWidget(brief)
        self.body.addLayout(head)
        self._rows = column(ctx, 6)
        self.body.addLayout(self._rows)

    def show_done(self, done: Sequence[str]) -> None:
        """Ticks the criteria that have been shown at least once."""
        ctx, words = self._ctx, self._ctx.words
        empty(self._rows)
        for key in self._criteria:
            line = row(ctx, 8)
            ticked = key in done
            icon = Icon(ctx, "circle-check" if ticked else "circle", "good" if ticked else "ink3", 18)
            line.addWidget(icon, alignment=Qt.AlignmentFlag.AlignTop)
            name = words.say(BY_KEY[key].name)
            text = words.t("{what} · done", what=name) if ticked else name
            line.addWidget(Label(ctx, text, "dense", "ink2" if ticked else "ink", wrap=True), 1)
            self._rows.addLayout(line)

"""What a coach says of a session: levels set anew and why, a comment, and the trainee's answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import LEVEL_WORDS
from trainer.store.reviews import Correction, Review
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Chip, Rule
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.meters import LEVEL_SIGNS
from trainer.ui.elements.text import Label

_LONGEST = 500


class CoachSays(Card):
    """A finished review, as the trainee reads it."""

    answered = Signal(str)

    def __init__(self, ctx: Context, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(ctx, padding=20, spacing=10, edge="accent", parent=parent)
        self._ctx = ctx
        words = ctx.words
        head = row(ctx, 8)
        head.addWidget(Label(ctx, words.t("{coach} has looked at this", coach=review.coach), "h3", wrap=True), 1)
        if review.finished is not None:
            head.addWidget(Label(ctx, words.moment(review.finished.astimezone()), "hint", "ink3"))
        self.body.addLayout(head)
        if review.comment:
            self.body.addWidget(Label(ctx, review.comment, "body", wrap=True))
        changed = [made for made in review.corrections if made.before != made.level]
        kept = len(review.corrections) - len(changed)
        for n, made in enumerate(changed):
            if n:
                self.body.addWidget(Rule(ctx))
            self._add(made)
        if kept:
            text = words.n("{count} mark stays as it was.", "{count} marks stay as they were.", kept)
            self.body.addWidget(Label(ctx, text, "hint", "ink2", wrap=True))
        if not review.corrections and not review.comment:
            self.body.addWidget(Label(ctx, words.t("All marks stay as they were."), "body", "ink2", wrap=True))
        self._add_answer(review)

    def _add(self, made: Correction) -> None:
        ctx, words = self._ctx, self._ctx.words
        part = column(ctx, 4)
        line = row(ctx, 8)
        skill = words.say(BY_KEY[made.criterion].name)
        line.addWidget(Label(ctx, words.t("Turn {turn} · {skill}", turn=made.turn, skill=skill), "dense", bold=True))
        for level in (made.before, made.level):
            icon, ink, fill = LEVEL_SIGNS[level]
            line.addWidget(Chip(ctx, words.say(LEVEL_WORDS[level]), icon=icon, ink=ink, fill=fill))
            if level is made.before:
                line.addWidget(Label(ctx, "→", "dense", "ink3"))
        line.addStretch(1)
        part.addLayout(line)
        part.addWidget(Label(ctx, made.reason, "dense", "ink2", wrap=True))
        if made.comment:
            part.addWidget(Label(ctx, made.comment, "body", wrap=True))
        self.body.addLayout(part)

    def _add_answer(self, review: Review) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        line = row(ctx, 8)
        field = QLineEdit(review.answer)
        field.setMaxLength(_LONGEST)
        field.setFont(ctx.look.font("body"))
        field.setMinimumHeight(ctx.look.px(40))
        field.setPlaceholderText(t("Your answer, if you like"))
        field.setAccessibleName(t("Your answer to {coach}", coach=review.coach))
        line.addWidget(field, 1)
        send = Button(ctx, t("Answer") if not review.answer else t("Change the answer"), "secondary", size="small")
        said = Label(ctx, t("Kept for the coach.") if review.answer else "", "hint", "ink2")

        def answer() -> None:
            if field.text().strip():
                self.answered.emit(field.text().strip())
                said.say(t("Kept for the coach."))

        send.clicked.connect(answer)
        field.returnPressed.connect(answer)
        line.addWidget(send)
        self.body.addLayout(line)
        self.body.addWidget(said)

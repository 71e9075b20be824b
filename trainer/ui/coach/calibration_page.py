"""Calibration rounds: those there are, how far each coach is, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.store.calibrations import Round
from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Chip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import row
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import Label


@dataclass(frozen=True)
class CalibrationState:
    """What the page shows.

    Attributes:
        rounds: the newest first.
        marks: by round and coach, how many marks were given.
        coach: who looks, "" for nobody yet.
    """

    rounds: Sequence[Round]
    marks: Mapping[tuple[int, str], int]
    coach: str


class CalibrationPage(SidePage):
    """A round a card."""

    made = Signal()
    """A new round is asked for."""
    marking_asked = Signal(int, str)
    """A coach wants to mark a round."""
    comparison_asked = Signal(int)
    deletion_asked = Signal(int)

    def __init__(self, ctx: Context, state: CalibrationState, parent: QWidget | None = None) -> None:
        t = ctx.words.t
        new = Button(ctx, t("New round"), "primary", icon="plus")
        super().__init__(ctx, t("Calibration"), t("Back to the sessions"), [new], parent)
        new.clicked.connect(self.made)
        self._state = state
        self.primary = new
        self._told(
            t(
                "Several coaches mark the same sessions without seeing the program's marks or each other's. When "
                "all have finished, they compare line by line. The marks don't count in any score until one "
                "coach's are adopted."
            )
        )
        if not state.rounds:
            about = t("Choose a few sessions and name the coaches. Half an hour a coach is enough to learn from.")
            self._add_nothing(t("No rounds yet"), about)
        for each in state.rounds:
            self._laid.addWidget(self._round(each))
        self._laid.addStretch(1)

    def _round(self, each: Round) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, padding=20, spacing=10)
        head = row(ctx, 8)
        head.addWidget(Label(ctx, each.name, "h3", wrap=True), 1)
        delete = IconButton(ctx, "trash-2", words.t("Delete the round {name}", name=each.name), edge=False)
        delete.clicked.connect(lambda: self.deletion_asked.emit(each.id))
        head.addWidget(delete)
        card.body.addLayout(head)
        sessions = words.n("{count} session", "{count} sessions", len(each.sessions))
        began = words.t("started {day}", day=words.day(each.created.astimezone()))
        card.body.addWidget(Label(ctx, f"{sessions} · {began}", "hint", "ink2", wrap=True))
        chips = Flow(spacing=ctx.look.px(6))
        for coach, finished in each.coaches.items():
            chips.addWidget(self._chip(each, coach, done=finished is not None))
        card.body.addLayout(chips)
        actions = Flow(spacing=ctx.look.px(8))
        if each.comparable:
            compare = Button(ctx, words.t("Compare"), icon="arrow-right-left", size="small")
            compare.setAccessibleName(words.t("Compare the marks of {name}", name=each.name))
            compare.clicked.connect(lambda: self.comparison_asked.emit(each.id))
            actions.addWidget(compare)
        for coach, finished in each.coaches.items():
            if finished is None:
                mark = Button(ctx, words.t("Mark as {coach}", coach=coach), icon="eye-off", size="small")
                mark.setAccessibleName(words.t("Mark {name} as {coach}", name=each.name, coach=coach))
                mark.clicked.connect(lambda _=False, who=coach: self.marking_asked.emit(each.id, who))
                actions.addWidget(mark)
        card.body.addLayout(actions)
        return card

    def _chip(self, each: Round, coach: str, *, done: bool) -> Chip:
        ctx, words = self._ctx, self._ctx.words
        name = words.t("{coach} (you)", coach=coach) if coach == self._state.coach else coach
        if done:
            text = words.t("{coach}: finished", coach=name)
            return Chip(ctx, text, icon="circle-check", ink="good", fill="good_soft")
        given = self._state.marks.get((each.id, coach), 0)
        count = words.n("{count} mark", "{count} marks", given)
        return Chip(ctx, f"{name}: {count}", icon="contrast" if given else "circle-dashed")

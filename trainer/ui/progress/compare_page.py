"""Two attempts at the same scenario side by side, from the first turn where they part."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trainer.practice.attempts import Attempt
from trainer.practice.comparison import Comparison, Pair
from trainer.roleplay.play import Turn
from trainer.rubric.catalogue import BY_KEY
from trainer.ui.context import Context
from trainer.ui.conversation.evidence import MarkChips
from trainer.ui.debrief.state import Debrief
from trainer.ui.elements.button import IconButton
from trainer.ui.elements.card import Card, Chip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, page_column, row
from trainer.ui.elements.outcome import OUTCOME_SIGNS
from trainer.ui.elements.select import Select
from trainer.ui.elements.text import Label


class ComparePage(QWidget):
    """One attempt on the left, the other on the right, turn by turn."""

    back = Signal()
    chosen = Signal(int, int)
    """The sessions to be laid side by side."""

    def __init__(
        self,
        ctx: Context,
        attempts: Sequence[Attempt],
        one: Debrief,
        other: Debrief,
        comparison: Comparison,
        parent: QWidget | None = None,
    ) -> None:
        """Attempts are all of the scenario, in time order."""
        super().__init__(parent)
        self._ctx, self._sides, self._comparison = ctx, (one, other), comparison
        laid = page_column(ctx, self, top=20)
        head = row(ctx, 12)
        back = IconButton(ctx, "arrow-left", ctx.words.t("Back to progress"), edge=False)
        back.clicked.connect(self.back)
        head.addWidget(back)
        title = ctx.words.t("{scenario}: two runs", scenario=one.scenario.title)
        head.addWidget(Label(ctx, title, "h1", wrap=True), 1)
        laid.addLayout(head)
        self._boxes = [self._choice(attempts, each.record.row.id) for each in self._sides]
        self.primary = self._boxes[0]
        tops = column(ctx, 16) if ctx.narrow else row(ctx, 16)
        for box, each in zip(self._boxes, self._sides, strict=True):
            tops.addWidget(self._top(box, each), 1)
        laid.addLayout(tops)
        laid.addWidget(Label(ctx, self._parting(), "body", "ink2", wrap=True))
        for pair in comparison.pairs:
            laid.addWidget(self._pair(pair))
        laid.addStretch(1)

    def _choice(self, attempts: Sequence[Attempt], session: int) -> Select:
        ctx, words = self._ctx, self._ctx.words
        box = Select(ctx, words.t("Run"))
        for number, attempt in enumerate(attempts, 1):
            moment = words.moment(attempt.ended.astimezone())
            score = "–" if attempt.score is None else attempt.score
            text = words.t("Run {number} · {moment} · {score}", number=number, moment=moment, score=score)
            box.addItem(text, attempt.session)
        box.setCurrentIndex(max(0, box.findData(session)))
        box.activated.connect(self._choose)
        return box

    def _choose(self) -> None:
        one, other = (int(box.currentData()) for box in self._boxes)
        self.chosen.emit(one, other)

    def _top(self, box: Select, debrief: Debrief) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, spacing=8)
        card.body.addWidget(box)
        ending = debrief.scenario.endings.get(debrief.positions[-1].scene)
        if ending is not None:
            word, icon, ink, fill = OUTCOME_SIGNS[ending.outcome]
            score = debrief.score.percent
            card.body.addWidget(Label(ctx, "–" if score is None else str(score), "h2", numbers=True))
            card.body.addWidget(Label(ctx, ending.title, "body", bold=True, wrap=True))
            line = row(ctx, 8)
            line.addWidget(Chip(ctx, words.say(word), icon=icon, ink=ink, fill=fill))
            line.addStretch(1)
            card.body.addLayout(line)
        turns = words.n("{count} turn", "{count} turns", len(debrief.turns))
        card.body.addWidget(Label(ctx, turns, "hint", "ink3"))
        return card

    def _parting(self) -> str:
        words, parted = self._ctx.words, self._comparison.parted
        if parted is None:
            return words.t("Both went the same way throughout.")
        if parted == 1:
            return words.t("They differ from the first turn.")
        return words.t(
            "They are the same up to turn {same} and differ from turn {parted}.", same=parted - 1, parted=parted
        )

    def _pair(self, pair: Pair) -> Card:
        ctx, words = self._ctx, self._ctx.words
        first = pair.number == self._comparison.parted
        card = Card(ctx, spacing=10, edge="accent" if first else "line", edge_width=2 if first else 1)
        head = Flow(spacing=ctx.look.px(6))
        head.addWidget(Chip(ctx, words.t("Turn {turn}", turn=pair.number)))
        if first:
            head.addWidget(Chip(ctx, words.t("They differ here"), icon="split", ink="accent", fill="accent_soft"))
        elif pair.same:
            head.addWidget(Chip(ctx, words.t("The same"), icon="equal"))
        for criterion, levels in pair.gained.items():
            name = words.say(BY_KEY[criterion].name)
            better = levels > 0
            icon, ink, fill = ("arrow-up", "good", "good_soft") if better else ("arrow-down", "missed", "missed_soft")
            head.addWidget(Chip(ctx, f"{name} {levels:+d}".replace("-", "−"), icon=icon, ink=ink, fill=fill))
        card.body.addLayout(head)
        sides = row(ctx, 24)
        for turn, debrief in zip((pair.one, pair.other), self._sides, strict=True):
            sides.addWidget(self._turn(turn, debrief), 1, Qt.AlignmentFlag.AlignTop)
            if pair.same:
                break
        card.body.addLayout(sides)
        return card

    def _turn(self, turn: Turn | None, debrief: Debrief) -> QWidget:
        ctx, words = self._ctx, self._ctx.words
        side = QWidget()
        laid = column(ctx, 4)
        side.setLayout(laid)
        if turn is None:
            laid.addWidget(Label(ctx, words.t("Already over."), "body", "ink3"))
            return side
        person = debrief.scenario.person.first_name
        laid.addWidget(Label(ctx, person, "hint", "clay", bold=True))
        laid.addWidget(Label(ctx, debrief.line(turn).text, "dense", "ink2", wrap=True))
        laid.addWidget(Label(ctx, words.t("You"), "hint", "accent", bold=True))
        laid.addWidget(Label(ctx, debrief.words(turn), "body", wrap=True))
        laid.addWidget(MarkChips(ctx, turn.marks, misses=True))
        return side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

"""A finished session in a list, and the list of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.scenario.library import Summary
from trainer.store.sessions import SessionRow
from trainer.ui.context import Context
from trainer.ui.elements.button import Control, IconButton
from trainer.ui.elements.card import Card, Rule
from trainer.ui.elements.layout import column, row, scrolled
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import ElidedLabel, Label


class RecentRow(Control):
    """Opens the session's debrief."""

    def __init__(
        self, ctx: Context, session: SessionRow, summary: Summary | None, parent: QWidget | None = None
    ) -> None:
        words = ctx.words
        title = summary.text(summary.title, words.language) if summary else session.scenario
        moment = words.moment(session.started.astimezone())
        score = "–" if session.score is None else str(session.score)
        if session.parent is not None:
            title = " · ".join([title, words.t("another try")])
        super().__init__(words.t("{title}, {moment}, score {score}", title=title, moment=moment, score=score), parent)
        self._ctx = ctx
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        laid = row(ctx, 12, (4, 8, 4, 8))
        self.setLayout(laid)
        face = Portrait(ctx, summary.portrait if summary else "", "calm", radius=8)
        face.setFixedSize(ctx.look.px(40), ctx.look.px(40))
        laid.addWidget(face)
        middle = column(ctx, 0)
        middle.addWidget(ElidedLabel(ctx, title, role="dense", tone="ink"))
        middle.addWidget(ElidedLabel(ctx, moment))
        laid.addLayout(middle, 1)
        laid.addWidget(Label(ctx, score, "h3", "ink", numbers=True))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(200), self._ctx.look.px(58))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self.underMouse() or self.isDown():
            with painter_on(self) as painter:
                box(painter, QRectF(self.rect()), self._ctx.look.px(8), self._ctx.look.colour("sunken"))


class HistoryPage(QWidget):
    """All finished sessions of a person, newest first."""

    back = Signal()
    looked_back = Signal(int)

    def __init__(
        self,
        ctx: Context,
        sessions: Sequence[SessionRow],
        summaries: Mapping[str, Summary],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        whole = column(ctx, 0)
        self.setLayout(whole)
        content = QWidget()
        laid = column(ctx, 16, (40 if not ctx.compact else 20, 20, 40 if not ctx.compact else 20, 32))
        content.setLayout(laid)
        whole.addWidget(scrolled(content))
        head = row(ctx, 12)
        back = IconButton(ctx, "arrow-left", ctx.words.t("Back to practising"), edge=False)
        back.clicked.connect(self.back)
        head.addWidget(back)
        self.primary = back
        head.addWidget(Label(ctx, ctx.words.t("All sessions"), "h1"))
        head.addStretch(1)
        laid.addLayout(head)
        card = Card(ctx, spacing=0)
        if not sessions:
            card.body.addWidget(Label(ctx, ctx.words.t("No finished sessions yet."), "body", "ink2"))
        for n, session in enumerate(sessions):
            if n:
                card.body.addWidget(Rule(ctx))
            line = RecentRow(ctx, session, summaries.get(session.scenario))
            line.clicked.connect(lambda _=False, number=session.id: self.looked_back.emit(number))
            card.body.addWidget(line)
        laid.addWidget(card)
        laid.addStretch(1)

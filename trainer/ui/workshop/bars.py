"""How many voted for a reply, on the console."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on


class VoteBar(QWidget):
    """The share of all votes; a line stands where it was in the first vote."""

    def __init__(self, ctx: Context, votes: int, before: int | None, cast: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_votes(votes, before, cast)

    def show_votes(self, votes: int, before: int | None, cast: int) -> None:
        """Shows other votes."""
        self._votes, self._before, self._cast = votes, before, cast
        ctx = self._ctx
        told = ctx.words.n("{count} vote", "{count} votes", votes)
        if before is not None:
            told = ctx.words.t("{votes}, {before} before", votes=told, before=before)
        self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(120), self._ctx.look.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        track = QRectF(0, px(2), self.width(), px(6))
        with painter_on(self) as painter:
            box(painter, track, px(3), look.colour("line"))
            if self._votes and self._cast:
                done = QRectF(0, px(2), track.width() * min(1.0, self._votes / self._cast), px(6))
                box(painter, done, px(3), look.colour("accent"))
            if self._before is not None and self._cast:
                at = track.width() * min(1.0, self._before / self._cast)
                painter.fillRect(QRectF(max(0.0, at - px(1)), 0, px(2), px(10)), look.colour("clay"))

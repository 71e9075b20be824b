"""Boxes that hold other things: cards, chips, rules between rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import key_width, paint_key
from trainer.ui.elements.paint import box, painter_on


class Card(QFrame):
    """A rounded box in one of the design's colours; add to its `body`."""

    def __init__(
        self,
        ctx: Context,
        *,
        fill: str = "surface",
        edge: str = "line",
        padding: int = 16,
        spacing: int = 8,
        radius: int = 12,
        dashed: bool = False,
        speaker: str = "",
        row: bool = False,
        edge_width: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._fill, self._edge = ctx, fill, edge
        self._radius, self._dashed, self._speaker, self._edge_width = radius, dashed, speaker, edge_width
        self.body: QHBoxLayout | QVBoxLayout = QHBoxLayout(self) if row else QVBoxLayout(self)
        side = ctx.look.px(padding)
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(ctx.look.px(spacing))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = self._ctx.look
        with painter_on(self) as painter:
            box(
                painter, QRectF(self.rect()), look.px(self._radius), look.colour(self._fill) if self._fill else None,
                look.colour(self._edge) if self._edge else None, self._edge_width, dashed=self._dashed,
                square=self._speaker, square_radius=look.px(4),
            )  # fmt: skip


class Chip(QWidget):
    """A few words in a small coloured box, with an icon before them; no control."""

    def __init__(
        self,
        ctx: Context,
        text: str,
        *,
        icon: str = "",
        ink: str = "ink2",
        fill: str = "sunken",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._text, self._icon, self._ink, self._fill = ctx, text, icon, ink, fill
        self.setFont(ctx.look.font("hint", bold=True))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        px = self._ctx.look.px
        width = QFontMetrics(self.font()).horizontalAdvance(self._text)
        return QSize(width + px(16) + (px(20) if self._icon else 0), px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def say(self, text: str, icon: str, ink: str, fill: str) -> None:
        """Shows something else."""
        self._text, self._icon, self._ink, self._fill = text, icon, ink, fill
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        with painter_on(self) as painter:
            box(painter, QRectF(self.rect()), px(8), look.colour(self._fill))
            x = px(8)
            if self._icon:
                pixmap = look.icon(self._icon, self._ink, 16, self.devicePixelRatioF())
                painter.drawPixmap(x, (self.height() - px(16)) // 2, pixmap)
                x += px(20)
            painter.setFont(self.font())
            painter.setPen(look.colour(self._ink))
            painter.drawText(QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, self._text)


class KeyCap(QWidget):
    """A key of the keyboard, drawn; decoration beside words that say the same."""

    def __init__(self, ctx: Context, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._key = ctx, key
        self.setFixedSize(key_width(ctx, key) + 1, ctx.look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            paint_key(painter, self._ctx, self._key, 0, self.height() // 2, "ink2", "surface")


class Icon(QWidget):
    """An icon that stands beside words that say the same."""

    def __init__(self, ctx: Context, name: str, tone: str = "accent", size: int = 18, parent: QWidget | None = None):
        super().__init__(parent)
        self._ctx, self._name, self._tone, self._size = ctx, name, tone, size
        self.setFixedSize(ctx.look.px(size), ctx.look.px(size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            pixmap = self._ctx.look.icon(self._name, self._tone, self._size, self.devicePixelRatioF())
            painter.drawPixmap(0, 0, pixmap)


class Rule(QWidget):
    """A thin line between rows or columns."""

    def __init__(self, ctx: Context, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), self._ctx.look.colour("line"))

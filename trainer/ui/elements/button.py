"""Buttons, painted from the look: one primary a page, the others secondary, quiet or for deleting."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.theme import Role

Kind = Literal["primary", "secondary", "quiet", "danger"]
Size = Literal["small", "normal", "large"]

_HEIGHTS: dict[Size, int] = {"small": 32, "normal": 40, "large": 56}
_ROLES: dict[Size, Role] = {"small": "dense", "normal": "body", "large": "h3"}


class Control(QAbstractButton):
    """What every painted button has: Enter presses it as Space does, and it is painted anew as the pointer passes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def rename(self, text: str, told: str = "") -> None:
        """Shows other words; `told` is what screen readers say where that is more."""
        self.setText(text)
        self.setAccessibleName(told or text)
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


class Button(Control):
    """A button with words, and if wished an icon before them and the key that does the same after them."""

    def __init__(
        self,
        ctx: Context,
        text: str,
        kind: Kind = "secondary",
        *,
        icon: str = "",
        key: str = "",
        icon_after: str = "",
        size: Size = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._ctx, self._kind, self._size = ctx, kind, size
        self._icon, self._key, self._icon_after = icon, key, icon_after
        self.setFont(ctx.look.font(_ROLES[size], bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = self._ctx.look.px
        return QSize(self._content_width() + px(20 if self._size == "small" else 36), px(_HEIGHTS[self._size]))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = self._ctx.look
        fill, edge, ink = self._tones()
        with painter_on(self) as painter:
            box(
                painter, QRectF(self.rect()), look.px(8 if self._size == "small" else 10),
                look.colour(fill) if fill else None, look.colour(edge) if edge else None,
            )  # fmt: skip
            self._paint_content(painter, ink)

    def _tones(self) -> tuple[str, str, str]:
        """Tokens of filling, edge and words for the state the button is in."""
        if not self.isEnabled():
            return "sunken", "line", "ink3"
        if self._kind == "primary":
            return self._pressing("accent", "accent_hover", "accent_pressed"), "", "on_accent"
        if self._kind == "danger":
            return self._pressing("surface", "missed_soft", "missed_soft"), "missed", "missed"
        if self._kind == "quiet":
            return self._pressing("", "accent_soft", "accent_soft"), "", "accent"
        return self._pressing("surface", "sunken", "accent_soft"), "line2", "ink"

    def _pressing(self, rest: str, hover: str, pressed: str) -> str:
        return pressed if self.isDown() else hover if self.underMouse() else rest

    def _content_width(self) -> int:
        px, metrics = self._ctx.look.px, QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.text())
        width += px(26) * bool(self._icon) + px(26) * bool(self._icon_after)
        return width + (px(8) + key_width(self._ctx, self._key) if self._key else 0)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        px, look = self._ctx.look.px, self._ctx.look
        x = (self.width() - self._content_width()) // 2
        middle = self.height() // 2
        ratio = self.devicePixelRatioF()
        if self._icon:
            painter.drawPixmap(x, middle - px(9), look.icon(self._icon, ink, 18, ratio))
            x += px(26)
        painter.setFont(self.font())
        painter.setPen(look.colour(ink))
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        painter.drawText(QRectF(x, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        x += width + px(8)
        if self._icon_after:
            painter.drawPixmap(x, middle - px(9), look.icon(self._icon_after, ink, 18, ratio))
            x += px(26)
        if self._key:
            paint_key(painter, self._ctx, self._key, x, middle, ink, "" if ink == "on_accent" else "surface")


class IconButton(Control):
    """A square button with an icon; its name is told to screen readers and shown as a tooltip."""

    def __init__(
        self, ctx: Context, icon: str, name: str, *, edge: bool = True, size: int = 32, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._ctx, self._icon, self._edge = ctx, icon, edge
        self.setFixedSize(ctx.look.px(size), ctx.look.px(size))
        self.show_as(icon, name)

    def show_as(self, icon: str, name: str) -> None:
        """Changes what the button does, as seen and as told."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = self._ctx.look
        pressed = self.isDown() or self.isChecked()
        fill = "accent_soft" if pressed else "sunken" if self.underMouse() else "surface" if self._edge else ""
        with painter_on(self) as painter:
            box(
                painter, QRectF(self.rect()), look.px(8), look.colour(fill) if fill else None,
                look.colour("line2") if self._edge else None,
            )  # fmt: skip
            pixmap = look.icon(self._icon, "ink2" if self.isEnabled() else "ink3", 18, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - look.px(18)) // 2, (self.height() - look.px(18)) // 2, pixmap)


def key_width(ctx: Context, key: str) -> int:
    """How wide a key cap is."""
    return max(ctx.look.px(22), QFontMetrics(ctx.look.font("key")).horizontalAdvance(key) + ctx.look.px(12))


def paint_key(painter: QPainter, ctx: Context, key: str, x: int, middle: int, ink: str, fill: str) -> None:
    """A key cap, its left edge at x and its middle at `middle`; the lower edge is thicker, as on a keyboard."""
    look = ctx.look
    width, height = key_width(ctx, key), look.px(22)
    rect = QRectF(x, middle - height / 2, width, height)
    edge = look.colour(ink if ink == "on_accent" else "line2")
    box(painter, rect, look.px(5), look.colour(fill) if fill else None, edge)
    painter.setPen(edge)
    inset = look.px(4)
    painter.drawLine(rect.bottomLeft() + QPointF(inset, -1.5), rect.bottomRight() + QPointF(-inset, -1.5))
    painter.setFont(look.font("key"))
    painter.setPen(look.colour(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)

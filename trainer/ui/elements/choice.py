"""Choices: one of a few beside each other, on or off, chips that filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Control
from trainer.ui.elements.card import Icon
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.elements.text import Label


class _Segment(Control):
    def __init__(self, ctx: Context, text: str, icon: str, place: str) -> None:
        super().__init__(text)
        self._ctx, self._icon, self._place = ctx, icon, place
        self.setCheckable(True)
        self.setAutoExclusive(True)  # told as one of a few, not as a box to tick
        self.setFont(ctx.look.font("body", bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = self._ctx.look.px
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + px(38), px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        ink = "accent" if self.isChecked() else "ink2"
        icon = "check" if self.isChecked() else self._icon
        with painter_on(self) as painter:
            self._paint_half(painter)
            width = QFontMetrics(self.font()).horizontalAdvance(self.text())
            x = (self.width() - width - (px(26) if icon else 0)) // 2
            if icon:
                pixmap = look.icon(icon, ink, 18, self.devicePixelRatioF())
                painter.drawPixmap(x, (self.height() - px(18)) // 2, pixmap)
                x += px(26)
            painter.setFont(self.font())
            painter.setPen(look.colour(ink))
            painter.drawText(QRectF(x, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_half(self, painter: QPainter) -> None:
        """The box of all segments, of which this one shows its own part."""
        look = self._ctx.look
        radius = look.px(10)
        left = 0 if self._place in ("first", "only") else radius * 2
        right = 0 if self._place in ("last", "only") else radius * 2
        whole = QRectF(self.rect()).adjusted(-left, 0, right, 0)
        clip = QPainterPath()
        clip.addRect(QRectF(self.rect()))
        painter.setClipPath(clip)
        fill = "accent_soft" if self.isChecked() else "surface"
        box(painter, whole, radius, look.colour(fill), look.colour("line2"))
        if self._place not in ("first", "only"):
            painter.fillRect(QRectF(0, 1, 1, self.height() - 2), look.colour("line2"))


class Segmented(QWidget):
    """One of a few, all of them in sight."""

    chosen = Signal(str)

    def __init__(
        self,
        ctx: Context,
        options: Sequence[tuple[str, str, str]],
        value: str,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Options are (key, words, icon); name says what is chosen."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._keys = [key for key, _, _ in options]
        for n, (key, text, icon) in enumerate(options):
            place = "only" if len(options) == 1 else "first" if n == 0 else "last" if n == len(options) - 1 else "mid"
            segment = _Segment(ctx, text, icon, place)
            segment.setAccessibleDescription(name)
            segment.setChecked(key == value)
            self._group.addButton(segment, n)
            row.addWidget(segment)
        self._group.idClicked.connect(lambda n: self.chosen.emit(self._keys[n]))

    @property
    def value(self) -> str:
        return self._keys[self._group.checkedId()]

    def choose(self, key: str) -> None:
        """Chooses one without telling."""
        self._group.button(self._keys.index(key)).setChecked(True)


class Switch(QCheckBox):
    """On or off, at once."""

    def __init__(self, ctx: Context, name: str, *, on: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.setAccessibleName(name)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(40), self._ctx.look.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        track = QRectF(0, px(2), px(40), px(20))
        with painter_on(self) as painter:
            fill = "accent" if self.isChecked() else "surface"
            box(painter, track, px(10), look.colour(fill), look.colour("accent" if self.isChecked() else "line2"))
            x = px(22) if self.isChecked() else px(3)
            knob = "on_accent" if self.isChecked() else "line2"
            box(painter, QRectF(x, px(5) - 0.5, px(15), px(15)), px(8), look.colour(knob))


def switch_row(
    ctx: Context, name: str, about: str, *, on: bool, change: Callable[[bool], object], icon: str = ""
) -> QHBoxLayout:
    """A switch with its name and what it does, and an icon before them if wished."""
    line = row(ctx, 12)
    if icon:
        line.addWidget(Icon(ctx, icon, "ink2", 20))
    told = column(ctx, 0)
    told.addWidget(Label(ctx, name, "dense" if icon else "body"))
    told.addWidget(Label(ctx, about, "hint", "ink3", wrap=True))
    line.addLayout(told, 1)
    switch = Switch(ctx, name, on=on)
    switch.toggled.connect(change)
    line.addWidget(switch)
    return line


class FilterChip(Control):
    """A rounded chip that can be on."""

    def __init__(self, ctx: Context, text: str, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._ctx = ctx
        self.setCheckable(True)
        self.setChecked(on)
        self.setFont(ctx.look.font("dense", bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = self._ctx.look.px
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + px(46), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        on = self.isChecked()
        with painter_on(self) as painter:
            box(
                painter, QRectF(self.rect()), px(16), look.colour("accent" if on else "surface"),
                look.colour("accent" if on else "line2"),
            )  # fmt: skip
            ink = "on_accent" if on else "ink"
            width = QFontMetrics(self.font()).horizontalAdvance(self.text())
            x = (self.width() - width - (px(22) if on else 0)) // 2
            if on:
                pixmap = look.icon("check", ink, 16, self.devicePixelRatioF())
                painter.drawPixmap(x, (self.height() - px(16)) // 2, pixmap)
                x += px(22)
            painter.setFont(self.font())
            painter.setPen(look.colour(ink))
            painter.drawText(QRectF(x, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())

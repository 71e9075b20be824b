"""How things are put beside and below each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from trainer.ui.context import Context

L = TypeVar("L", QHBoxLayout, QVBoxLayout)


def column(ctx: Context, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column; spacing and margins in pixels at 100 %."""
    return _laid(QVBoxLayout(), ctx, spacing, margins)


def row(ctx: Context, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row; spacing and margins in pixels at 100 %."""
    return _laid(QHBoxLayout(), ctx, spacing, margins)


def grid(ctx: Context, columns: int, spacing: int, widgets: Sequence[QWidget]) -> QGridLayout:
    """Widgets in equal columns, row by row."""
    laid = QGridLayout()
    laid.setContentsMargins(0, 0, 0, 0)
    laid.setSpacing(ctx.look.px(spacing))
    for n in range(columns):
        laid.setColumnStretch(n, 1)
    for n, widget in enumerate(widgets):
        laid.addWidget(widget, n // columns, n % columns)
    return laid


class Scrolled(QScrollArea):
    """Content that scrolls downwards: as wide as there is room, as high as it needs at that width.

    Qt's own `widgetResizable` asks for the height at the narrowest width, which for wrapping texts is far too much.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The area itself is no stop for the Tab key; what is in it is.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = content
        self.setWidget(content)
        content.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.content and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def needed_height(self, width: int) -> int:
        """How high the content is at a width."""
        layout = self.content.layout()
        if layout is None:
            return self.content.sizeHint().height()
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return layout.totalSizeHint().height()

    def _fit(self) -> None:
        # Whether there is a bar is decided by the room without one: content that grows with its width would otherwise
        # have it come and go for ever.
        policies = Qt.ScrollBarPolicy
        scrolls = self.needed_height(self.width()) > self.height()
        policy = policies.ScrollBarAlwaysOn if scrolls else policies.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        room = self.viewport().size()
        self.content.resize(room.width(), max(room.height(), self.needed_height(room.width())))


def scrolled(content: QWidget) -> Scrolled:
    """The content in an area that scrolls downwards."""
    return Scrolled(content)


def page_column(ctx: Context, page: QWidget, *, top: int = 28, bottom: int = 32, spacing: int = 16) -> QVBoxLayout:
    """The column that a page is filled with, which scrolls downwards.

    Top, bottom and spacing in pixels at 100 %; the sides are those of all pages.
    """
    content = QWidget()
    side = 20 if ctx.compact else 40
    laid = column(ctx, spacing, (side, top, side, bottom))
    content.setLayout(laid)
    whole = column(ctx, 0)
    page.setLayout(whole)
    whole.addWidget(scrolled(content), 1)
    return laid


def _laid(layout: L, ctx: Context, spacing: int, margins: tuple[int, ...]) -> L:
    px = ctx.look.px
    layout.setSpacing(px(spacing))
    left, top, right, bottom = (px(margin) for margin in margins)
    layout.setContentsMargins(left, top, right, bottom)
    return layout


def empty(layout: QLayout) -> None:
    """Takes everything out of a layout and deletes it."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            empty(inner)

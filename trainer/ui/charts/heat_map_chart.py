"""A heat map on screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from trainer.ui.charts import heat_map
from trainer.ui.charts.heat_map import HeatMap
from trainer.ui.context import Context
from trainer.ui.elements.announce import announce
from trainer.ui.elements.paint import painter_on


class HeatMapChart(QWidget):
    """A heat map on screen: arrow keys move a frame from cell to cell, Enter or a click goes into one."""

    entered = Signal(int, str)  # the person's number and the criterion's key

    def __init__(self, ctx: Context, data: HeatMap, parent: QWidget | None = None) -> None:
        """The data with at least one row and one column."""
        super().__init__(parent)
        self._ctx, self._data, self._cursor = ctx, data, (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(heat_map.told(data, 0, 0, ctx.words))
        self.setAccessibleDescription(heat_map.summary(data, ctx.words))

    def sizeHint(self) -> QSize:
        least = heat_map.size(self._data, self._ctx.look)
        return QSize(least.width(), heat_map.height(self._data, max(least.width(), self.width()), self._ctx.look))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is room the headings lie flat, and all becomes less high.
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            cursor = self._cursor if self.hasFocus() else None
            heat_map.paint(painter, QRectF(self.rect()), self._data, self._ctx.look, cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self._cursor
        last = len(self._data.criteria) - 1
        moves = {
            Qt.Key.Key_Up: (row - 1, column),
            Qt.Key.Key_Down: (row + 1, column),
            Qt.Key.Key_Left: (row, column - 1),
            Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, last),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._enter()
        elif key in moves:
            row, column = moves[key]
            self._move(min(max(row, 0), len(self._data.rows) - 1), min(max(column, 0), last))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._move(*at)
            self._enter()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), heat_map.told(self._data, *at, self._ctx.words) if at else "", self)
            return True
        return super().event(event)

    def _enter(self) -> None:
        row, column = self._cursor
        self.entered.emit(self._data.people[row], self._data.criteria[column])

    def _at(self, point: QPointF) -> tuple[int, int] | None:
        """The cell at a point."""
        return heat_map.frame_in(QRectF(self.rect()), self._data, self._ctx.look).at(point, self._data)

    def _move(self, row: int, column: int) -> None:
        if (row, column) == self._cursor:
            return
        self._cursor = row, column
        self.update()
        self._reveal()
        said = heat_map.told(self._data, row, column, self._ctx.words)
        self.setAccessibleName(said)
        announce(self, said)

    def _reveal(self) -> None:
        """Scrolls the areas around it so that the cell is in sight."""
        cell = heat_map.frame_in(QRectF(self.rect()), self._data, self._ctx.look).cell(*self._cursor).toAlignedRect()
        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea) and (content := parent.widget()) is not None:
                centre = self.mapTo(content, cell.center())
                parent.ensureVisible(centre.x(), centre.y(), cell.width(), cell.height())
            parent = parent.parentWidget()

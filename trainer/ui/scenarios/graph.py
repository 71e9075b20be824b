"""A scenario drawn: its scenes and endings are buttons, the replies between them lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from trainer.scenario.model import Scenario
from trainer.ui.context import Context
from trainer.ui.elements.button import Control
from trainer.ui.elements.outcome import OUTCOME_SIGNS
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.scenarios.placing import Edge, Placing, placing

ZOOMS = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5)
_WIDTH, _HEIGHT, _GAP_ACROSS, _GAP_DOWN, _EDGE = 148, 52, 56, 20, 24


class Node(Control):
    """A scene or an ending."""

    moved = Signal(int, int)
    """The arrow keys ask for the node so many columns and rows on."""

    def __init__(self, ctx: Context, key: str, above: str, text: str, parent: QWidget) -> None:
        super().__init__(f"{above}: {text}", parent)
        self._ctx, self.key, self._above, self._text = ctx, key, above, text
        self.tone = ""  # of an ending's outcome; "" for a scene
        self.problem = ""  # "error" or "warning" if something is to be mended here
        self.zoom = 1.0
        self.setToolTip(text)
        self.setCheckable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step:
            self.moved.emit(*step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, zoom = self._ctx.look, self.zoom
        edge = "missed" if self.problem == "error" else "partial" if self.problem else self.tone or "line2"
        fill = "accent_soft" if self.isChecked() else "sunken" if self.tone else "surface"
        ring = "accent" if self.isChecked() else edge
        with painter_on(self) as painter:
            radius = self.height() / 2 if self.tone else look.px(10 * zoom)
            box(
                painter, QRectF(self.rect()), radius, look.colour(fill), look.colour(ring),
                2.0 if self.isChecked() or self.problem else 1.0, dashed=self.problem == "error",
            )  # fmt: skip
            left = look.px((18 if self.tone else 12) * zoom)
            width = self.width() - 2 * left
            self._write(painter, QRectF(left, look.px(6 * zoom), width, look.px(18 * zoom)), self._above, "hint")
            self._write(painter, QRectF(left, look.px(25 * zoom), width, look.px(20 * zoom)), self._text, "dense")

    def _write(self, painter: QPainter, rect: QRectF, text: str, role: str) -> None:
        font = self._ctx.look.font("hint" if role == "hint" else "dense", bold=role == "dense")
        font.setPixelSize(max(7, round(font.pixelSize() * self.zoom)))
        painter.setFont(font)
        painter.setPen(self._ctx.look.colour("ink2" if role == "hint" else "ink"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class Graph(QWidget):
    """The drawing; as large as it needs at its zoom, to be put where it can be scrolled."""

    selected = Signal(str)

    def __init__(
        self,
        ctx: Context,
        scenario: Scenario,
        best: Collection[Edge],
        problems: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Best are the edges of the best path; problems says "error" or "warning" of a scene or ending."""
        super().__init__(parent)
        self._ctx, self._best = ctx, frozenset(best)
        self._placing: Placing = placing(scenario)
        self._zoom = 1.0
        self._nodes: dict[str, Node] = {}
        self.setAccessibleName(ctx.words.t("The scenes of {scenario} and how they lead on", scenario=scenario.title))
        for column in self._placing.columns:
            for key in column:
                self._nodes[key] = self._node(scenario, key, problems.get(key, ""))
        self.zoom_to(1.0)

    @property
    def zoom(self) -> float:
        """The size of the drawing, 1.0 as it was designed."""
        return self._zoom

    def zoom_to(self, zoom: float) -> None:
        """Draws it larger or smaller."""
        self._zoom = zoom
        size = self._place()
        self.setFixedSize(size.width(), size.height())
        self.update()

    def zoom_that_fits(self, width: int, height: int) -> float:
        """The largest zoom at which all of it is in sight; the smallest there is where none is."""
        fitting = [zoom for zoom in ZOOMS if self._extent(zoom).width() <= width]
        fitting = [zoom for zoom in fitting if self._extent(zoom).height() <= height]
        return min(1.0, max(fitting, default=ZOOMS[0]))

    def select(self, key: str) -> None:
        """Marks a scene or ending as the one that is looked at."""
        for other, node in self._nodes.items():
            node.setChecked(other == key)

    def node(self, key: str) -> Node | None:
        """The button of a scene or ending."""
        return self._nodes.get(key)

    def _node(self, scenario: Scenario, key: str, problem: str) -> Node:
        words = self._ctx.words
        if key in scenario.endings:
            ending = scenario.endings[key]
            node = Node(self._ctx, key, words.t("Ending"), ending.title, self)
            _, _, node.tone, _ = OUTCOME_SIGNS[ending.outcome]
        else:
            number = list(scenario.scenes).index(key) + 1
            start = words.t("Start · scene {number}", number=number)
            above = start if key == scenario.start else words.t("Scene {number}", number=number)
            node = Node(self._ctx, key, above, scenario.scenes[key].says[-1].text, self)
        node.problem = problem
        node.clicked.connect(lambda: self.selected.emit(key))
        node.moved.connect(lambda across, down: self._move(key, across, down))
        return node

    def _move(self, key: str, across: int, down: int) -> None:
        columns = self._placing.columns
        n = next(n for n, column in enumerate(columns) if key in column)
        at = columns[n].index(key)
        if across:
            wanted = [column for column in (columns[n + 1 :] if across > 0 else columns[:n][::-1]) if column]
            other = wanted[0][min(at, len(wanted[0]) - 1)] if wanted else key
        else:
            other = columns[n][min(len(columns[n]) - 1, max(0, at + down))]
        self._nodes[other].setFocus(Qt.FocusReason.TabFocusReason)
        self.selected.emit(other)

    def _px(self, size: float, zoom: float | None = None) -> int:
        return self._ctx.look.px(size * (zoom or self._zoom))

    def _extent(self, zoom: float) -> QRect:
        columns = [column for column in self._placing.columns if column]
        across = len(columns) * (_WIDTH + _GAP_ACROSS) - _GAP_ACROSS + 2 * _EDGE
        down = max(map(len, columns)) * (_HEIGHT + _GAP_DOWN) - _GAP_DOWN + 2 * _EDGE
        return QRect(0, 0, self._px(across, zoom), self._px(down, zoom))

    def _place(self) -> QRect:
        whole = self._extent(self._zoom)
        x = self._px(_EDGE)
        for column in self._placing.columns:
            if not column:
                continue
            height = self._px(len(column) * (_HEIGHT + _GAP_DOWN) - _GAP_DOWN)
            y = (whole.height() - height) // 2
            for key in column:
                node = self._nodes[key]
                node.zoom = self._zoom
                node.setGeometry(x, y, self._px(_WIDTH), self._px(_HEIGHT))
                y += self._px(_HEIGHT + _GAP_DOWN)
            x += self._px(_WIDTH + _GAP_ACROSS)
        return whole

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            for edge in sorted(self._placing.edges, key=lambda edge: edge in self._best):
                self._draw(painter, edge)

    def _draw(self, painter: QPainter, edge: Edge) -> None:
        best = edge in self._best
        colour = self._ctx.look.colour("accent" if best else "line2")
        start, end = self._nodes[edge.start].geometry(), self._nodes[edge.end].geometry()
        here, there, bend = _ends(start, end, self._px(_GAP_ACROSS))
        path = QPainterPath(here)
        path.cubicTo(here + bend, there - QPointF(abs(bend.x()), 0) if bend.x() > 0 else there + bend, there)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.2 if best else 1.2))
        painter.drawPath(path)
        size = self._px(6)
        back = size if bend.x() > 0 else -size
        head = QPolygonF([there, there + QPointF(-back, -size * 0.6), there + QPointF(-back, size * 0.6)])
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(head)


def _ends(start: QRect, end: QRect, gap: int) -> tuple[QPointF, QPointF, QPointF]:
    """Where a line begins and ends and how it bends away: onward from the right side, back along the left ones."""
    if end.left() > start.right():
        here, there = QPointF(start.right(), start.center().y()), QPointF(end.left(), end.center().y())
        return here, there, QPointF(max(gap, (there.x() - here.x()) / 2), 0)
    if end.left() == start.left():
        here, there = QPointF(start.left(), start.center().y()), QPointF(end.left(), end.center().y())
        return here, there, QPointF(-gap * 0.7, 0)
    here, there = QPointF(start.left(), start.center().y()), QPointF(end.right(), end.center().y())
    return here, there, QPointF(-gap, 0)

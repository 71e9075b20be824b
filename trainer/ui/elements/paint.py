"""Shapes that several elements paint."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPainterPath, QPen


def painter_on(device: QPaintDevice) -> QPainter:
    """A painter with smooth edges."""
    painter = QPainter(device)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1.0,
    *,
    dashed: bool = False,
    square: str = "",
    square_radius: float = 4.0,
) -> None:
    """A rounded box with its edge inside `rect`.

    Args:
        painter: on what it is painted.
        rect: where.
        radius: of its corners.
        fill: None for no filling.
        edge: None for no edge.
        width: of the edge.
        dashed: whether the edge is dashed.
        square: a corner that is nearly square, "top-left" or "top-right": where a speaker is.
        square_radius: of that corner.
    """
    inset = width / 2 if edge is not None else 0.0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(edge, width, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    if not square:
        painter.drawRoundedRect(inner, radius, radius)
        return
    painter.drawPath(_speech(inner, radius, square_radius, left=square == "top-left"))


def _speech(rect: QRectF, radius: float, small: float, *, left: bool) -> QPainterPath:
    top_left, top_right = (small, radius) if left else (radius, small)
    path = QPainterPath()
    path.moveTo(rect.left() + top_left, rect.top())
    path.lineTo(rect.right() - top_right, rect.top())
    path.quadTo(rect.topRight(), rect.topRight() + QPointF(0, top_right))
    path.lineTo(rect.right(), rect.bottom() - radius)
    path.quadTo(rect.bottomRight(), rect.bottomRight() - QPointF(radius, 0))
    path.lineTo(rect.left() + radius, rect.bottom())
    path.quadTo(rect.bottomLeft(), rect.bottomLeft() - QPointF(0, radius))
    path.lineTo(rect.left(), rect.top() + top_left)
    path.quadTo(rect.topLeft(), rect.topLeft() + QPointF(top_left, 0))
    return path

"""A person's face on its tile."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.theme import portrait_file
from trainer.wording import Text

EXPRESSIONS = {
    "calm": Text("Calm"),
    "smile": Text("Pleased"),
    "serious": Text("Serious"),
    "concerned": Text("Worried"),
    "suspicious": Text("Suspicious"),
    "tired": Text("Tired"),
    "angry": Text("Angry"),
    "rage": Text("Furious"),
}

# How a person looks when the conversation has ended so.

# The drawings stand on a square of 704; this is the part with head and shoulders.
_CROP = QRectF(118, 60, 500, 500)


class Portrait(QWidget):
    """A person with an expression; another expression fades in. Decorative ones have no name."""

    def __init__(
        self,
        ctx: Context,
        person: str,
        expression: str = "calm",
        *,
        name: str = "",
        tile: str = "tile",
        radius: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        """Name is the person's, told to screen readers with the expression; "" where the picture only decorates."""
        super().__init__(parent)
        self._ctx, self._person, self._name, self._tile, self._radius = ctx, person, name, tile, radius
        self._expression = self._before = expression
        self._fade = QVariantAnimation(self, duration=150, startValue=0.0, endValue=1.0)
        self._fade.valueChanged.connect(self.update)
        self._tell()

    def express(self, expression: str) -> None:
        """Shows another expression."""
        if expression == self._expression:
            return
        self._before, self._expression = self._expression, expression
        self._tell()
        if self._ctx.look.reduce_motion:
            self.update()
        else:
            self._fade.stop()
            self._fade.start()

    def _tell(self) -> None:
        if self._name:
            expression = self._ctx.words.say(EXPRESSIONS[self._expression]).lower()
            self.setAccessibleName(
                self._ctx.words.t("{name}, expression: {expression}", name=self._name, expression=expression)
            )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = self._ctx.look
        rect = QRectF(self.rect())
        with painter_on(self) as painter:
            clip = QPainterPath()
            clip.addRoundedRect(rect, look.px(self._radius), look.px(self._radius))
            box(painter, rect, look.px(self._radius), look.colour(self._tile))
            painter.setClipPath(clip)
            if self._fade.state() == QVariantAnimation.State.Running:
                shown = float(self._fade.currentValue())
                painter.setOpacity(1 - shown)
                self._draw(painter, self._before)
                painter.setOpacity(shown)
            self._draw(painter, self._expression)

    def _draw(self, painter: QPainter, expression: str) -> None:
        file = portrait_file(self._person, expression)
        if not file.is_file():
            file = portrait_file(self._person, "calm")
        picture = _picture(file, self.width(), self.height(), self.devicePixelRatioF())
        if picture is None:
            self._draw_initial(painter)
        else:
            painter.drawPixmap(0, 0, picture)

    def _draw_initial(self, painter: QPainter) -> None:
        """In place of a missing picture: the first letter of the name."""
        font = self._ctx.look.font("score")
        font.setPixelSize(max(12, self.height() // 2))
        painter.setFont(font)
        painter.setPen("#4A534F")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, (self._name or self._person)[:1].upper())


def picture(person: str, expression: str, width: int, height: int, ratio: float) -> QPixmap | None:
    """A portrait for what is painted elsewhere; None where there is none of that person."""
    return _picture(portrait_file(person, expression), width, height, ratio)


@lru_cache(maxsize=128)
def _picture(file: Path, width: int, height: int, ratio: float) -> QPixmap | None:
    """Head and shoulders standing on the tile's lower edge: as high as the tile, or as wide where it is narrow."""
    renderer = QSvgRenderer(str(file)) if file.is_file() else None
    if renderer is None or not renderer.isValid():
        return None
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    side = max(width, height) if width < height else min(width, height * 1.1)
    factor = side / _CROP.width()
    whole = renderer.viewBoxF()
    # Everyone looks to the right, so of a narrow tile the room is given to that side.
    left = (width - side) * (0.7 if width < height else 0.5) - _CROP.left() * factor
    top = (height - side) - _CROP.top() * factor
    with painter_on(pixmap) as painter:
        renderer.render(painter, QRectF(left, top, whole.width() * factor, whole.height() * factor))
    return pixmap

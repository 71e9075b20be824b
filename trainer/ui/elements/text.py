"""Texts on screen."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.paint import painter_on
from trainer.ui.theme import Role


class Label(QLabel):
    """A text in one of the design's roles and colours; a wrapping one keeps the design's line height."""

    def __init__(
        self,
        ctx: Context,
        text: str,
        role: Role = "body",
        tone: str = "ink",
        *,
        bold: bool = False,
        wrap: bool = False,
        numbers: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        font = ctx.look.font(role, bold=bold)
        if numbers:
            font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        self._spread = round(100 * ctx.look.line_height(role) / max(1, QFontMetrics(font).lineSpacing()))
        self.setWordWrap(wrap)
        if wrap:
            self.setTextFormat(Qt.TextFormat.RichText)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setTextFormat(Qt.TextFormat.PlainText)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, ctx.look.colour(tone))
        self.setPalette(palette)
        # Said outright, as within a button the words would otherwise take the button's colour.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.say(text)

    def say(self, text: str) -> None:
        """Shows a plain text."""
        self.setAccessibleName(text)
        if self.wordWrap():
            lines = escape(text).replace("\n", "<br>")
            self.setText(f'<div style="line-height:{self._spread}%">{lines}</div>')
        else:
            self.setText(text)

    def say_marked(self, html: str, plain: str) -> None:
        """Shows a text with marks in it (already escaped HTML); plain is what a screen reader says."""
        self.setAccessibleName(plain)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(f'<div style="line-height:{self._spread}%">{html}</div>')


class ElidedLabel(QWidget):
    """One line of text, cut with … where there is no room; the whole text in the tooltip and the name."""

    def __init__(
        self,
        ctx: Context,
        text: str,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        *,
        role: Role = "hint",
        tone: str = "ink2",
    ) -> None:
        super().__init__()
        self._ctx, self._text, self._cut, self._tone = ctx, "", cut, tone
        self.setFont(ctx.look.font(role))
        self.say(text)
        self.setMinimumHeight(ctx.look.line_height(role))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Shows another text."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self._ctx.look.colour(self._tone))
            text = QFontMetrics(self.font()).elidedText(self._text, self._cut, self.width())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()
        super().resizeEvent(event)

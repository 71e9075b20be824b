"""The replies to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Control, key_width, paint_key
from trainer.ui.elements.paint import box, painter_on


class ReplyOption(Control):
    """One reply: its number selects it, Enter gives it; so does a click on the one that is selected."""

    given = Signal()

    def __init__(self, ctx: Context, number: int, of: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._ctx, self._number = ctx, number
        self._answer = ctx.words.t("Answer")
        self._selected_before_click = False
        self.setAccessibleName(ctx.words.t("Reply {number} of {of}: {text}", number=number, of=of, text=text))
        self.setCheckable(True)
        self.setAutoExclusive(True)  # told as one of a few, not as a box to tick
        self.setFont(ctx.look.font("bubble"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter on a reply that is not selected yet selects it; the page gives the selected one.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isChecked():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._selected_before_click = self.isChecked()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._selected_before_click and self.rect().contains(event.position().toPoint()):
            self.given.emit()

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._ctx.look.px(300))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(200), self._ctx.look.px(46))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self._ctx.look.px
        inner = QRect(0, 0, max(px(60), width - self._left() - self._right()), 10_000)
        text = QFontMetrics(self.font()).boundingRect(inner, Qt.TextFlag.TextWordWrap, self.text())
        return max(px(46), text.height() + px(22))

    def _left(self) -> int:
        return self._ctx.look.px(58)

    def _right(self) -> int:
        # Room for “Answer ↵” is always kept, so that selecting does not move the words.
        px = self._ctx.look.px
        answer = QFontMetrics(self._ctx.look.font("hint", bold=True)).horizontalAdvance(self._answer)
        return answer + key_width(self._ctx, "↵") + px(36)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        chosen = self.isChecked()
        fill = "accent_soft" if chosen else "sunken" if self.underMouse() else "surface"
        middle = self.height() // 2
        with painter_on(self) as painter:
            box(
                painter, QRectF(self.rect()), px(12), look.colour(fill), look.colour("accent" if chosen else "line2"),
                2 if chosen else 1,
            )  # fmt: skip
            cap = QRectF(px(16), middle - px(14), px(28), px(28))
            box(
                painter, cap, px(7), look.colour("accent" if chosen else "surface"),
                look.colour("accent" if chosen else "line2"),
            )  # fmt: skip
            painter.setFont(look.font("dense", bold=True))
            painter.setPen(look.colour("on_accent" if chosen else "ink"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(self._number))
            painter.setFont(self.font())
            painter.setPen(look.colour("ink"))
            words = QRectF(self._left(), 0, self.width() - self._left() - self._right(), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text())
            if chosen:
                cap_width = key_width(self._ctx, "↵")
                x = self.width() - px(18) - cap_width
                paint_key(painter, self._ctx, "↵", x, middle, "ink2", "surface")
                painter.setFont(look.font("hint", bold=True))
                painter.setPen(look.colour("accent"))
                answer = QRectF(0, 0, x - px(8), self.height())
                painter.drawText(answer, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._answer)


class ReplyGroup(QWidget):
    """All replies of a moment; none is selected beforehand."""

    answered = Signal(str)

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._laid = QVBoxLayout(self)
        self._laid.setContentsMargins(ctx.look.px(5), ctx.look.px(5), ctx.look.px(5), ctx.look.px(5))
        self._laid.setSpacing(ctx.look.px(8))
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self.options: list[ReplyOption] = []

    def offer(self, replies: Sequence[tuple[str, str]]) -> None:
        """Shows replies, as (id, text), in this order."""
        for option in self.options:
            self._group.removeButton(option)
            option.hide()
            self._laid.removeWidget(option)
            option.deleteLater()
        self.options = []
        self._keys = [key for key, _ in replies]
        for n, (_, text) in enumerate(replies):
            option = ReplyOption(self._ctx, n + 1, len(replies), text)
            option.given.connect(self.answer)
            self._group.addButton(option, n)
            self._laid.addWidget(option)
            self.options.append(option)

    def select(self, place: int) -> None:
        """Selects a reply by its place, 0 and on."""
        if place < len(self.options):
            self.options[place].setChecked(True)
            self.options[place].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def answer(self) -> bool:
        """Gives the selected reply; False where none is selected."""
        place = self._group.checkedId()
        if place < 0:
            return False
        self.answered.emit(self._keys[place])
        return True

    def height_for(self, width: int) -> int:
        """How high all replies are at this width."""
        margins = self._laid.contentsMargins()
        inner = width - margins.left() - margins.right()
        heights = [option.heightForWidth(inner) for option in self.options]
        gaps = self._laid.spacing() * max(0, len(heights) - 1)
        return sum(heights) + gaps + margins.top() + margins.bottom()

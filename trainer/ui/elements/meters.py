"""Mood in tenths, levels in segments, progress through a conversation."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QVariantAnimation
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.rubric.marks import BROKEN, LEVEL_WORDS, MISSED, PARTLY, SHOWN
from trainer.ui.context import Context
from trainer.ui.elements.card import Chip, Icon
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.elements.text import Label
from trainer.wording import Text, half_up

TRUST, TENSION = Text("Trust"), Text("Tension")

# Icon, ink and filling of a level; a mark is never colour alone.
LEVEL_SIGNS = {
    BROKEN: ("circle-x", "missed", "missed_soft"),
    MISSED: ("circle-x", "missed", "missed_soft"),
    PARTLY: ("contrast", "partial", "partial_soft"),
    SHOWN: ("circle-check", "good", "good_soft"),
}
UNSURE = Text("Coach, please look")


def tenths(mood: int) -> int:
    """A mood of 0–100 as it is shown, 0–10."""
    return half_up(mood / 10)


class _Track(QWidget):
    """Ten segments; those lost in the last turn stay dashed."""

    def __init__(self, ctx: Context, tone: str) -> None:
        super().__init__()
        self._ctx, self._tone = ctx, tone
        self._value, self._before, self._drawn = 0.0, 0, 0.0
        self.setFixedHeight(ctx.look.px(10))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._motion = QVariantAnimation(self, duration=300)
        self._motion.valueChanged.connect(self._move)

    def show_value(self, value: int, before: int, *, animate: bool) -> None:
        self._before = before
        if animate and not self._ctx.look.reduce_motion and value != self._drawn:
            self._motion.stop()
            self._motion.setStartValue(float(self._drawn))
            self._motion.setEndValue(float(value))
            self._value = value
            self._motion.start()
        else:
            self._value = self._drawn = value
            self.update()

    def _move(self, value: object) -> None:
        self._drawn = float(str(value))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        gap = px(3)
        width = (self.width() - 9 * gap) / 10
        with painter_on(self) as painter:
            for n in range(10):
                rect = QRectF(n * (width + gap), 0, width, self.height())
                if n < round(self._drawn):
                    box(painter, rect, px(3), look.colour(self._tone))
                elif n < self._before:
                    box(painter, rect, px(3), None, look.colour(self._tone), max(1.5, px(1.5)), dashed=True)
                else:
                    box(painter, rect, px(3), look.colour("sunken"), look.colour("line"))


class MoodMeter(QWidget):
    """Trust or tension in tenths, with the last change."""

    def __init__(self, ctx: Context, name: Text, tone: str, soft: str) -> None:
        super().__init__()
        self._ctx, self._name, self._tone, self._soft = ctx, name, tone, soft
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ctx.look.px(6))
        head = QHBoxLayout()
        head.setSpacing(ctx.look.px(8))
        head.addWidget(Label(ctx, ctx.words.say(name), "body"))
        head.addStretch()
        self._change = Chip(ctx, "", ink=tone, fill=soft)
        head.addWidget(self._change)
        self._number = Label(ctx, "", "h3", numbers=True)
        head.addWidget(self._number)
        if not ctx.narrow:
            head.addWidget(Label(ctx, "/ 10", "body", "ink3"))
        column.addLayout(head)
        self._track = _Track(ctx, tone)
        column.addWidget(self._track)

    def show_mood(self, value: int, before: int | None, reason: str = "", *, animate: bool = True) -> None:
        """Shows a mood of 0–100; before is what it was a turn ago, None at the start."""
        now = tenths(value)
        earlier = now if before is None else tenths(before)
        change = now - earlier
        self._number.say(str(now))
        self._track.show_value(now, earlier, animate=animate)
        self._change.setVisible(change != 0)
        if change:
            sign = "+" if change > 0 else "−"
            self._change.say(f"{sign}{abs(change)}", "arrow-up" if change > 0 else "arrow-down", self._tone, self._soft)
        t, name = self._ctx.words.t, self._ctx.words.say(self._name)
        if change > 0:
            told = t("{name} {now} of 10, up {change}", name=name, now=now, change=change)
        elif change < 0:
            told = t("{name} {now} of 10, down {change}", name=name, now=now, change=-change)
        else:
            told = t("{name} {now} of 10", name=name, now=now)
        self.setAccessibleName(f"{told}: {reason}" if reason and change else told)


class LevelBar(QWidget):
    """A level in two segments: filled, half filled, or empty with the edge of a miss."""

    def __init__(self, ctx: Context, filled: float, tone: str, name: str = "", parent: QWidget | None = None) -> None:
        """Filled is 0–2, in halves where it is a mean."""
        super().__init__(parent)
        self._ctx, self._filled, self._tone = ctx, filled, tone
        self.setAccessibleName(name)
        self.setFixedSize(ctx.look.px(52), ctx.look.px(9))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        gap = px(3)
        width = (self.width() - gap) / 2
        with painter_on(self) as painter:
            for n in range(2):
                rect = QRectF(n * (width + gap), 0, width, self.height())
                share = min(1.0, max(0.0, self._filled - n))
                edge = self._tone if self._filled == 0 else "line2"
                box(painter, rect, px(3), look.colour("surface"), look.colour(edge))
                if share:
                    part = QRectF(rect.left(), rect.top(), rect.width() * share, rect.height())
                    box(painter, part, px(3), look.colour(self._tone))


class LevelSign(QWidget):
    """A level as icon and word."""

    def __init__(self, ctx: Context, level: int, *, sure: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon, ink, _ = LEVEL_SIGNS[level] if sure else ("circle-question-mark", "ink2", "sunken")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(ctx.look.px(6))
        row.addWidget(Icon(ctx, icon, ink, 16))
        row.addWidget(Label(ctx, ctx.words.say(LEVEL_WORDS[level] if sure else UNSURE), "dense", ink, bold=True))
        row.addStretch()


class TurnSteps(QWidget):
    """How far a conversation has come: done, the current one, and about how many are left."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._done, self._about = ctx, 0, 8
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_turn(self, done: int, about: int) -> None:
        """Turns taken, and about how many there are in all."""
        self._done, self._about = done, max(about, done + 1)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(min(self._about, 14) * 22 + 10), self._ctx.look.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        steps = min(self._about, 14)
        current = min(self._done, steps - 1)
        x = 0
        with painter_on(self) as painter:
            for n in range(steps):
                width = px(28) if n == current else px(18)
                rect = QRectF(x, 0, width, self.height())
                if n < current:
                    box(painter, rect, px(4), look.colour("accent"))
                elif n == current:
                    box(painter, rect, px(4), look.colour("accent_soft"), look.colour("accent"), 2)
                else:
                    box(painter, rect, px(4), look.colour("line"))
                x += width + px(4)


def level_of(percent: int) -> tuple[int, str]:
    """The level that a criterion's percent comes nearest to, and its colour."""
    level = SHOWN if percent >= 75 else PARTLY if percent >= 25 else MISSED
    return level, LEVEL_SIGNS[level][1]

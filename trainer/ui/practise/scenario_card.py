"""A scenario in the list: face, title, how hard, what for, how it went."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.library import DIFFICULTY, Summary
from trainer.store.sessions import Best
from trainer.ui.context import Context
from trainer.ui.elements.button import Control
from trainer.ui.elements.card import Chip
from trainer.ui.elements.layout import row
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import Label
from trainer.wording import Text

GOOD, MASTERED = 70, 85


class DifficultyDots(QWidget):
    """One to three filled dots."""

    def __init__(self, ctx: Context, difficulty: int) -> None:
        super().__init__()
        self._ctx, self._difficulty = ctx, difficulty
        self.setFixedSize(ctx.look.px(30), ctx.look.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        with painter_on(self) as painter:
            for n in range(3):
                filled = look.colour("ink2") if n < self._difficulty else None
                box(painter, QRectF(px(n * 10), px(1.5), px(7), px(7)), px(3.5), filled, look.colour("ink2"))


def difficulty_and_minutes(ctx: Context, summary: Summary) -> str:
    """How hard and how long, as in: Medium · 6 min."""
    minutes = ctx.words.t("{minutes} min", minutes=summary.minutes)
    return f"{ctx.words.say(DIFFICULTY[summary.difficulty])} · {minutes}"


def state_of(best: Best | None, *, left_open: bool) -> tuple[Text, str, str, str]:
    """How far a scenario has come: word, icon, ink and filling."""
    score = best.best if best is not None else None
    if score is None:
        if left_open:
            return Text("In progress"), "contrast", "partial", "partial_soft"
        return Text("New"), "", "accent", "accent_soft"
    if score >= MASTERED:
        return Text("Mastered"), "circle-check", "good", "good_soft"
    if score >= GOOD:
        return Text("Good"), "circle-check", "good", "good_soft"
    return Text("In progress"), "contrast", "partial", "partial_soft"


class ScenarioCard(Control):
    """Opens the briefing."""

    def __init__(
        self, ctx: Context, summary: Summary, best: Best | None, *, left_open: bool, parent: QWidget | None = None
    ) -> None:
        words, language = ctx.words, ctx.words.language
        title = summary.text(summary.title, language)
        word, icon, ink, fill = state_of(best, left_open=left_open)
        if best is None or best.best is None:
            went = words.t("Not tried yet")
        else:
            went = words.t("Best {score} / 100", score=best.best)
        about = difficulty_and_minutes(ctx, summary)
        super().__init__(f"{title}. {about}. {went}. {words.say(word)}", parent)
        self._ctx, self.summary, self.best = ctx, summary, best
        px = ctx.look.px
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(px(136))
        laid = row(ctx, 12, (12, 12, 12, 10))
        self.setLayout(laid)
        face = Portrait(ctx, summary.portrait, "serious", tile="tile2" if summary.difficulty % 2 else "tile", radius=8)
        face.setFixedSize(px(84), px(112))
        laid.addWidget(face, alignment=Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(px(2))
        right.addWidget(Label(ctx, title, "h3", wrap=True))
        hard = row(ctx, 6)
        hard.addWidget(DifficultyDots(ctx, summary.difficulty))
        hard.addWidget(Label(ctx, about, "hint", "ink2"))
        hard.addStretch()
        right.addLayout(hard)
        skills = sorted(summary.criteria, key=lambda key: -summary.criteria[key])[:3]
        named = " · ".join(words.say(BY_KEY[key].name) for key in skills)
        right.addWidget(Label(ctx, named, "hint", "ink3", wrap=True))
        right.addStretch(1)
        foot = row(ctx, 6)
        foot.addWidget(Label(ctx, went, "hint", "ink2"), 1)
        foot.addWidget(Chip(ctx, words.say(word), icon=icon, ink=ink, fill=fill))
        right.addLayout(foot)
        laid.addLayout(right, 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = self._ctx.look
        edge = "accent" if self.underMouse() or self.isDown() else "line"
        with painter_on(self) as painter:
            fill = "accent_soft" if self.isDown() else "surface"
            box(painter, QRectF(self.rect()), look.px(12), look.colour(fill), look.colour(edge))

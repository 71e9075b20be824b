"""The first start: language, name, and straight into the first conversation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trainer.scenario.library import Summary
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Icon
from trainer.ui.elements.choice import Segmented
from trainer.ui.elements.layout import column, row, scrolled
from trainer.ui.elements.logo import Logo
from trainer.ui.elements.paint import painter_on
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import Label
from trainer.ui.practise.scenario_card import difficulty_and_minutes
from trainer.ui.preferences import LANGUAGE_NAMES, MAX_NAME


class FirstRunPage(QWidget):
    """Asks for two things; an empty name will do."""

    language_chosen = Signal(str)
    started = Signal(str)
    """The name as written; begin with the first scenario."""
    looked_around = Signal(str)
    """The name as written; show what there is."""
    voice_tried = Signal()

    def __init__(self, ctx: Context, first: Summary | None, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        if not ctx.compact:
            halves.addWidget(_Art(ctx), 7)
        content = QWidget()
        self._fill(content, first, name)
        halves.addWidget(scrolled(content), 9)
        self.primary = self.name

    def _fill(self, content: QWidget, first: Summary | None, name: str) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        side = row(ctx, 0, (40, 32, 40, 32))
        content.setLayout(side)
        side.addStretch(1)
        middle = column(ctx, 6)
        side.addLayout(middle, 12)
        side.addStretch(1)
        middle.addStretch(1)
        middle.addWidget(Logo(ctx))
        middle.addSpacing(ctx.look.px(24))
        middle.addWidget(Label(ctx, t("Let's begin"), "h1"))
        middle.addWidget(Label(ctx, t("Two things, and the first conversation starts."), "bubble", "ink2", wrap=True))
        middle.addSpacing(ctx.look.px(18))
        middle.addWidget(Label(ctx, "Kieli · Language", "hint", "ink2", bold=True))
        languages = Segmented(
            ctx, [(key, name_, "") for key, name_ in LANGUAGE_NAMES.items()], ctx.words.language, "Kieli · Language"
        )
        languages.chosen.connect(self.language_chosen)
        middle.addWidget(languages)
        middle.addSpacing(ctx.look.px(14))
        asked = Label(ctx, t("Your name"), "hint", "ink2", bold=True)
        middle.addWidget(asked)
        self.name = QLineEdit(name)
        self.name.setMaxLength(MAX_NAME)
        self.name.setFont(ctx.look.font("bubble"))
        self.name.setMinimumHeight(ctx.look.px(48))
        self.name.setAccessibleName(t("Your name"))
        asked.setBuddy(self.name)
        middle.addWidget(self.name)
        told = t("So that your practice can be found again. You can change it later, or leave it empty.")
        middle.addWidget(Label(ctx, told, "hint", "ink3", wrap=True))
        middle.addSpacing(ctx.look.px(12))
        self._add_voice(middle)
        middle.addSpacing(ctx.look.px(16))
        start = Button(ctx, t("Start the first scenario"), "primary", icon="play", key="↵", size="large")
        start.setEnabled(first is not None)
        start.clicked.connect(lambda: self.started.emit(self.name.text()))
        self.name.returnPressed.connect(start.click)
        middle.addWidget(start)
        foot = row(ctx)
        if first is not None:
            title = first.text(first.title, ctx.words.language)
            about = f"{title} · {difficulty_and_minutes(ctx, first)}"
            foot.addWidget(Label(ctx, about, "hint", "ink2", wrap=True), 1)
        look = Button(ctx, t("I'll look around first"), "quiet", size="small")
        look.clicked.connect(lambda: self.looked_around.emit(self.name.text()))
        foot.addWidget(look)
        middle.addLayout(foot)
        middle.addSpacing(ctx.look.px(20))
        private = row(ctx)
        private.addWidget(Icon(ctx, "hard-drive", "ink3", 16))
        promise = t("Everything stays on this computer. No account or network is needed.")
        private.addWidget(Label(ctx, promise, "hint", "ink3", wrap=True), 1)
        middle.addLayout(private)
        middle.addStretch(1)

    def _add_voice(self, middle: QVBoxLayout) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, row=True, padding=14, spacing=12)
        card.body.addWidget(Icon(ctx, "volume-2", "accent", 22))
        words = column(ctx, 0)
        self._voice = Label(ctx, t("The customer's voice"), "body", bold=True)
        words.addWidget(self._voice)
        self._voice_about = Label(ctx, t("Lines are always shown as text, too."), "hint", "ink3", wrap=True)
        words.addWidget(self._voice_about)
        card.body.addLayout(words, 1)
        self.try_voice = Button(ctx, t("Try it"), "secondary", icon="play", size="small")
        self.try_voice.clicked.connect(self.voice_tried)
        card.body.addWidget(self.try_voice)
        middle.addWidget(card)

    def show_voice(self, found: bool) -> None:
        """Tells whether there is a voice for the language."""
        t = self._ctx.words.t
        self._voice.say(t("A voice was found") if found else t("No voice for this language"))
        self._voice_about.say(
            t("Lines are always shown as text, too.")
            if found
            else t("Lines are shown as text. You can practise normally.")
        )
        self.try_voice.setVisible(found)


class _Art(QWidget):
    """Three customers, one of them speaking: what the program is about."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        px, t = ctx.look.px, ctx.words.t
        laid = column(ctx, 24, (32, 32, 32, 32))
        self.setLayout(laid)
        laid.addStretch(1)
        faces = row(ctx, 16)
        faces.addStretch(1)
        for person, expression, size, tile in (
            ("joonas", "concerned", 128, "tile2"),
            ("marja", "suspicious", 200, "tile"),
            ("paivi", "serious", 128, "tile2"),
        ):
            face = Portrait(ctx, person, expression, tile=tile)
            face.setFixedSize(px(size), px(size if size > 150 else 150))
            faces.addWidget(face, alignment=Qt.AlignmentFlag.AlignBottom)
        faces.addStretch(1)
        laid.addLayout(faces)
        bubble = Card(ctx, fill="surface", edge="clay_line", spacing=2, speaker="")
        bubble.setMaximumWidth(px(392))
        bubble.body.addWidget(Label(ctx, "Marja", "hint", "clay", bold=True))
        bubble.body.addWidget(
            Label(ctx, t("I'm ringing for the third time now. About the same lamp."), "line", wrap=True)
        )
        held = row(ctx, 0)
        held.addStretch(1)
        held.addWidget(bubble, 8)
        held.addStretch(1)
        laid.addLayout(held)
        about = Label(ctx, t("Practise hard conversations in peace, before they are real."), "body", "ink2", wrap=True)
        about.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        laid.addWidget(about)
        laid.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), self._ctx.look.colour("clay_soft"))

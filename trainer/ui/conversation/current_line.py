"""The line that is being said: caption and voice in step."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Chip, Icon
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import row
from trainer.ui.elements.text import Label


class CurrentLine(Card):
    """Shows the whole line at once; words light up as they are spoken."""

    replay_asked = Signal()
    voice_toggled = Signal()
    speed_asked = Signal()

    def __init__(self, ctx: Context, speaker: str, parent: QWidget | None = None) -> None:
        super().__init__(ctx, fill="clay_soft", edge="clay", padding=16, spacing=6, speaker="top-left", parent=parent)
        self._ctx, self._text = ctx, ""
        t = ctx.words.t
        head = row(ctx, 8)
        head.addWidget(Label(ctx, speaker, "hint", "clay", bold=True))
        self._sound = Icon(ctx, "audio-lines", "clay", 18)
        self._speaking = Label(ctx, t("speaking"), "hint", "ink2")
        self._broken = Chip(ctx, t("The voice broke off"), icon="volume-x", ink="partial", fill="partial_soft")
        for widget in (self._sound, self._speaking, self._broken):
            head.addWidget(widget)
            widget.hide()
        head.addStretch(1)
        self.body.addLayout(head)
        self._words = Label(ctx, "", "line", wrap=True)
        self.body.addWidget(self._words)
        self._controls = QWidget()
        # Where they do not fit beside the speaker they stand below the line, and go on to a next row if need be.
        controls = Flow(spacing=ctx.look.px(4)) if ctx.narrow else row(ctx, 4)
        self._controls.setLayout(controls)
        keys = ("", "", "") if ctx.narrow else ("R", "M", "S")
        self.replay = Button(ctx, t("Replay"), "quiet", icon="rotate-ccw", key=keys[0], size="small")
        self.replay.clicked.connect(self.replay_asked)
        self.voice = Button(ctx, "", "quiet", icon="volume-2", key=keys[1], size="small")
        self.voice.clicked.connect(self.voice_toggled)
        self.speed = Button(ctx, "", "quiet", key=keys[2], size="small")
        self.speed.clicked.connect(self.speed_asked)
        controls.addWidget(self.replay)
        controls.addWidget(self.voice)
        controls.addWidget(self.speed)
        if isinstance(controls, QHBoxLayout):
            controls.addStretch(1)
        if ctx.compact and not ctx.narrow:
            head.addWidget(self._controls)
        else:
            self.body.addWidget(self._controls)

    def say(self, text: str) -> None:
        """Shows a line."""
        self._text = text
        self._words.say(text)
        self.show_speaking(False)
        self._broken.hide()

    def show_speaking(self, speaking: bool) -> None:
        """Whether the voice is saying it now."""
        self._sound.setVisible(speaking)
        self._speaking.setVisible(speaking)
        if not speaking:
            self._words.say(self._text)

    def light(self, start: int, end: int) -> None:
        """Lights the word being spoken; what comes after it waits, a little paler."""
        look = self._ctx.look
        before, word, after = self._text[:start], self._text[start:end], self._text[end:]
        html = (
            f"{escape(before)}<span style='background-color:{look.theme.clay_line}'>{escape(word)}</span>"
            f"<span style='color:{look.theme.ink2}'>{escape(after)}</span>"
        )
        self._words.say_marked(html, self._text)

    def show_voice(self, *, on: bool, possible: bool, rate: float, why_not: str = "") -> None:
        """Whether the voice is on and how fast it is, or that it cannot be used here and why."""
        words, t = self._ctx.words, self._ctx.words.t
        self.speed.rename(t("Speed {rate}×", rate=words.shortly(rate, 2)))
        if on:
            self.voice.rename(t("Voice on"), t("Voice on, turn off"))
        else:
            self.voice.rename(t("Voice off"), t("Voice off, turn on"))
        for button in (self.voice, self.replay, self.speed):
            button.setEnabled(possible)
            button.setToolTip(why_not)
        self.replay.setVisible(on)
        self.speed.setVisible(on)

    def show_broken(self) -> None:
        """The voice failed in mid-line; the line stands there whole."""
        self.show_speaking(False)
        self._broken.show()

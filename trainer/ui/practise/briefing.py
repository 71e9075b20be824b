"""Before a conversation: who they are, who you are, what is the matter, and what will be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.library import DIFFICULTY
from trainer.scenario.model import Scenario
from trainer.store.sessions import Best, Mode
from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Chip, Icon, Rule
from trainer.ui.elements.choice import Segmented, switch_row
from trainer.ui.elements.criteria import ICONS
from trainer.ui.elements.layout import column, page_column, row
from trainer.ui.elements.meters import LevelBar, level_of
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import Label
from trainer.ui.preferences import LANGUAGE_NAMES


@dataclass(frozen=True)
class Options:
    """How this conversation is to be played.

    Attributes:
        language: of the customer's lines and the replies.
        mode: practice has hints and feedback on the way, test has neither.
        voice: whether lines are spoken.
        timed: whether the scenes' seconds are counted.
        writing: whether replies are written, not chosen.
    """

    language: str
    mode: Mode
    voice: bool
    timed: bool
    writing: bool = False


class BriefingPage(QWidget):
    """What to know before it starts, and how to play it."""

    back = Signal()
    started = Signal(object)
    """With `Options`."""
    changed = Signal(object)
    """`Options` as they are now, so that another language shows at once."""

    def __init__(
        self,
        ctx: Context,
        scenario: Scenario,
        languages: tuple[str, ...],
        options: Options,
        best: Best | None,
        last: Mapping[str, int],
        parent: QWidget | None = None,
    ) -> None:
        """Scenario is in the language of the options; last maps a criterion to its percent in the latest run."""
        super().__init__(parent)
        self._ctx, self._scenario, self.options = ctx, scenario, options
        self._languages, self._best, self._last = languages, best, last
        whole, content = column(ctx, 0), QWidget()
        self.setLayout(whole)
        laid = page_column(ctx, content, top=16, bottom=24)
        whole.addWidget(content, 1)
        laid.addLayout(self._breadcrumb())
        columns: QHBoxLayout | QVBoxLayout = column(ctx, 16) if ctx.compact else row(ctx, 24)
        laid.addLayout(columns)
        columns.addLayout(self._left(), 62)
        columns.addLayout(self._right(), 34)
        laid.addStretch(1)
        whole.addWidget(Rule(ctx))
        whole.addWidget(self._footer())
        self.primary = self.start

    def _breadcrumb(self) -> QHBoxLayout:
        ctx, t = self._ctx, self._ctx.words.t
        crumbs = row(ctx, 8)
        back = IconButton(ctx, "arrow-left", t("Back to practising"), edge=False)
        back.clicked.connect(self.back)
        crumbs.addWidget(back)
        crumbs.addWidget(Label(ctx, "  ".join([t("Practise"), "/"]), "hint", "ink2"))
        crumbs.addWidget(Label(ctx, self._scenario.title, "hint", bold=True))
        crumbs.addStretch(1)
        return crumbs

    def _left(self) -> QVBoxLayout:
        ctx, t, scenario = self._ctx, self._ctx.words.t, self._scenario
        left = column(ctx, 16)
        customer = Card(ctx, row=True, padding=24, spacing=24)
        face = Portrait(ctx, scenario.person.portrait, scenario.scenes[scenario.start].says[-1].feels)
        face.setFixedSize(ctx.look.px(208 if not ctx.narrow else 96), ctx.look.px(224 if not ctx.narrow else 110))
        customer.body.addWidget(face, alignment=Qt.AlignmentFlag.AlignTop)
        about = column(ctx, 8)
        about.addWidget(Label(ctx, scenario.title, "h1", wrap=True))
        chips = (column if ctx.narrow else row)(ctx, 8)
        chips.addWidget(Chip(ctx, ctx.words.say(DIFFICULTY[scenario.difficulty]), icon="gauge"))
        chips.addWidget(Chip(ctx, t("{minutes} min", minutes=scenario.minutes), icon="clock"))
        endings = ctx.words.n("{count} ending", "{count} endings", len(scenario.endings))
        chips.addWidget(Chip(ctx, endings, icon="split"))
        chips.addStretch(1)
        about.addLayout(chips)
        about.addSpacing(ctx.look.px(8))
        about.addWidget(Label(ctx, scenario.person.role.capitalize(), "hint", "clay", bold=True))
        about.addWidget(Label(ctx, scenario.person.name, "h3"))
        about.addWidget(Label(ctx, scenario.summary, "bubble", wrap=True))
        about.addStretch(1)
        customer.body.addLayout(about, 1)
        left.addWidget(customer)
        pair: QHBoxLayout | QVBoxLayout = column(ctx, 16) if ctx.narrow else row(ctx, 16)
        role = f"{scenario.you.role.capitalize()}, {scenario.you.firm}"
        pair.addWidget(self._told("user", t("Your role"), role), 1)
        pair.addWidget(self._told("map-pin", t("Situation"), scenario.situation), 2)
        left.addLayout(pair)
        goal = Card(ctx, fill="accent_soft", edge="accent", row=True, spacing=16, padding=20)
        goal.body.addWidget(Icon(ctx, "flag", "accent", 24))
        words = column(ctx, 2)
        words.addWidget(Label(ctx, t("Your goal"), "hint", "accent", bold=True))
        words.addWidget(Label(ctx, scenario.goal, "bubble", wrap=True))
        goal.body.addLayout(words, 1)
        left.addWidget(goal)
        left.addStretch(1)
        return left

    def _told(self, icon: str, title: str, text: str) -> Card:
        ctx = self._ctx
        card = Card(ctx, spacing=6)
        head = row(ctx, 8)
        head.addWidget(Icon(ctx, icon, "ink2", 18))
        head.addWidget(Label(ctx, title, "hint", "ink2", bold=True))
        head.addStretch(1)
        card.body.addLayout(head)
        card.body.addWidget(Label(ctx, text, "body", wrap=True))
        card.body.addStretch(1)
        return card

    def _right(self) -> QVBoxLayout:
        right = column(self._ctx, 16)
        right.addWidget(self._criteria())
        right.addWidget(self._options())
        right.addStretch(1)
        return right

    def _criteria(self) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, spacing=10)
        head = row(ctx)
        head.addWidget(Label(ctx, words.t("What is looked at"), "h3"))
        head.addStretch(1)
        if self._last:
            head.addWidget(Label(ctx, words.t("last time"), "hint", "ink3"))
        card.body.addLayout(head)
        for key, weighting in self._scenario.criteria.items():
            criterion = BY_KEY[key]
            line = row(ctx, 12)
            line.addWidget(Icon(ctx, ICONS[key], "accent", 20), alignment=Qt.AlignmentFlag.AlignTop)
            told = column(ctx, 0)
            told.addWidget(Label(ctx, words.say(criterion.name), "dense", wrap=True))
            short = words.say(criterion.short)
            if weighting.critical:
                short = words.t("{what}. Critical: breaking it caps the score at 50", what=short)
            told.addWidget(Label(ctx, short, "hint", "ink3", wrap=True))
            line.addLayout(told, 1)
            if key in self._last:
                percent = self._last[key]
                name = f"{words.say(criterion.name)}: {words.percent(percent)}"
                line.addWidget(LevelBar(ctx, percent / 50, level_of(percent)[1], name))
            card.body.addLayout(line)
        return card

    def _options(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, spacing=12)
        card.body.addWidget(Label(ctx, t("Settings for this time"), "h3"))
        ways = Segmented(
            ctx,
            [("choose", t("I choose"), ""), ("write", t("I write"), "keyboard")],
            "write" if self.options.writing else "choose",
            t("Choosing or writing replies"),
        )
        ways.chosen.connect(lambda way: self._change(writing=way == "write"))
        card.body.addWidget(ways)
        modes = Segmented(
            ctx, [("practice", t("Practice"), ""), ("test", t("Test"), "")], self.options.mode, t("Practice or test")
        )
        modes.chosen.connect(lambda mode: self._change(mode=mode))
        card.body.addWidget(modes)
        self._mode_about = Label(ctx, "", "hint", "ink3", wrap=True)
        card.body.addWidget(self._mode_about)
        if len(self._languages) > 1:
            languages = Segmented(
                ctx,
                [(language, LANGUAGE_NAMES.get(language, language), "") for language in self._languages],
                self.options.language,
                t("Language of the conversation"),
            )
            languages.chosen.connect(lambda language: self._change(language=language))
            card.body.addWidget(languages)
        self._add_switch(card, "volume-2", t("The customer's voice"), t("Lines are read aloud"), "voice")
        card.body.addWidget(Rule(ctx))
        self._add_switch(card, "timer", t("Time limit"), t("The seconds for each reply are counted"), "timed")
        self._tell_mode()
        return card

    def _add_switch(self, card: Card, icon: str, name: str, about: str, option: str) -> None:
        on = getattr(self.options, option)
        change = partial(self._switched, option)
        card.body.addLayout(switch_row(self._ctx, name, about, on=on, change=change, icon=icon))

    def _switched(self, option: str, on: bool) -> None:
        self._change(**{option: on})

    def _change(self, **changed: object) -> None:
        self.options = Options(**{**self.options.__dict__, **changed})
        self._tell_mode()
        self.changed.emit(self.options)

    def _tell_mode(self) -> None:
        t = self._ctx.words.t
        self._mode_about.say(
            t("Hints on request, and what a reply did shows at once.")
            if self.options.mode == "practice"
            else t("No hints, no feedback on the way. Everything shows in the debrief.")
        )

    def _footer(self) -> QWidget:
        ctx, t = self._ctx, self._ctx.words.t
        footer = QWidget()
        laid = row(ctx, 16, (40 if not ctx.compact else 20, 12, 40 if not ctx.compact else 20, 12))
        footer.setLayout(laid)
        promise = t("You can stop at any time. What you do is stored on this computer only.")
        if ctx.narrow:
            laid.addStretch(1)
        else:
            laid.addWidget(Label(ctx, promise, "hint", "ink3", wrap=True), 1)
        self.start = Button(ctx, t("Start the conversation"), "primary", icon="play", key="↵")
        self.start.clicked.connect(lambda: self.started.emit(self.options))
        laid.addWidget(self.start)
        return footer

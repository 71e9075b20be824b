"""A calibration round that all have finished: who gave what, line by line, and how far each two agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from trainer.coaching.calibration import Line, Pair
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import LEVEL_WORDS
from trainer.store.calibrations import Round
from trainer.ui.charts.interval import IntervalBar
from trainer.ui.charts.months import figures
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Chip, Rule
from trainer.ui.elements.choice import FilterChip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.meters import LEVEL_SIGNS
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import Label
from trainer.wording import Text

_WIDE_APART = 2


@dataclass(frozen=True)
class RoundState:
    """What the page shows.

    Attributes:
        round: which all have finished.
        lines: the marks, in the order of sessions and turns.
        pairs: each two coaches.
        titles: what each session is called.
        replies: what was said, by session and turn.
        counting: by session, the coaches who marked it, and whether all their marks are the levels that count.
        differing: whether only lines on which coaches differ are shown.
    """

    round: Round
    lines: Sequence[Line]
    pairs: Sequence[Pair]
    titles: Mapping[int, str]
    replies: Mapping[tuple[int, int], str]
    counting: Mapping[int, Mapping[str, bool]]
    differing: bool


class RoundPage(SidePage):
    """A session a card, a mark a line."""

    differing_chosen = Signal(bool)
    adoption_asked = Signal(int, str)
    """A coach's marks of a session are to count."""

    def __init__(self, ctx: Context, state: RoundState, parent: QWidget | None = None) -> None:
        super().__init__(ctx, state.round.name, ctx.words.t("Back to the rounds"), parent=parent)
        self._state = state
        if not state.lines:
            self._add_nothing(ctx.words.t("No marks"), ctx.words.t("Nobody gave a mark in this round."))
        else:
            self._told(self._sentence())
            if state.pairs:
                self._laid.addWidget(self._pairs())
            self._laid.addLayout(self._filter())
            for session in state.round.sessions:
                self._laid.addWidget(self._session(session))
        self._laid.addStretch(1)

    def _sentence(self) -> str:
        words, lines = self._ctx.words, self._state.lines
        apart = sum(line.spread > 0 for line in lines)
        if not apart:
            return words.n("On {count} mark all agree.", "On all {count} marks they agree.", len(lines))
        far = sum(line.spread >= _WIDE_APART for line in lines)
        said = words.t("They differ on {apart} of {all} marks.", apart=apart, all=len(lines))
        if far:
            wide = words.n("On {count} by two levels or more: start with that one.",
                           "On {count} by two levels or more: start with those.", far)  # fmt: skip
            return f"{said} {wide}"
        return said

    def _pairs(self) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, padding=20, spacing=8)
        card.body.addWidget(Label(ctx, words.t("How far each pair agrees"), "h3"))
        for pair in self._state.pairs:
            card.body.addWidget(Rule(ctx))
            line = column(ctx, 4) if ctx.narrow else row(ctx, 16)
            names = words.t("{first} and {second}", first=pair.first, second=pair.second)
            line.addWidget(Label(ctx, names, "dense", bold=True, wrap=True), 3)
            _, percent, _, weighted, *_ = figures(pair.agreement, words)
            told = words.n("{count} pair", "{count} pairs", pair.agreement.pairs)
            if not pair.agreement.too_few:
                told = words.t("{pairs}, {percent} at the same level", pairs=told, percent=percent)
            line.addWidget(Label(ctx, told, "hint", "ink2", wrap=True), 3)
            if pair.agreement.weighted is None:
                few = words.t("Too few") if pair.agreement.too_few else words.t("All at one level")
                chip = row(ctx)
                chip.addWidget(Chip(ctx, few, icon="circle-dashed"))
                chip.addStretch(1)
                line.addLayout(chip, 3)
            else:
                bar = row(ctx, 10)
                bar.addWidget(Label(ctx, f"κ {weighted}", "dense", bold=True, numbers=True))
                bar.addWidget(IntervalBar(ctx, pair.agreement.weighted), 1)
                line.addLayout(bar, 3)
            card.body.addLayout(line)
        return card

    def _filter(self) -> Flow:
        ctx, t, state = self._ctx, self._ctx.words.t, self._state
        bar = Flow(spacing=ctx.look.px(8))
        self._filters = QButtonGroup(self)
        for text, differing in ((t("Only where they differ"), True), (t("All marks"), False)):
            chip = FilterChip(ctx, text, on=state.differing is differing)
            self._filters.addButton(chip)
            chip.clicked.connect(lambda _=False, only=differing: self.differing_chosen.emit(only))
            bar.addWidget(chip)
        return bar

    # ---- sessions

    def _session(self, session: int) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, padding=20, spacing=8)
        card.body.addWidget(Label(ctx, state.titles[session], "h3", wrap=True))
        lines = [line for line in state.lines if line.session == session and (line.spread or not state.differing)]
        if not lines:
            card.body.addWidget(Label(ctx, words.t("Nothing they differ on."), "body", "ink2", wrap=True))
        turn = 0
        for line in lines:
            card.body.addWidget(Rule(ctx))
            if line.turn != turn:
                turn = line.turn
                number = words.t("Turn {turn}", turn=turn)
                card.body.addWidget(Label(ctx, number, "hint", "accent", bold=True))
                card.body.addWidget(Label(ctx, state.replies.get((session, turn), ""), "dense", "ink2", wrap=True))
            card.body.addLayout(self._line(line))
        card.body.addWidget(Rule(ctx))
        foot = Flow(spacing=ctx.look.px(8))
        for coach, counts in state.counting[session].items():
            if counts:
                text = words.t("Using {coach}'s marks", coach=coach)
                foot.addWidget(Chip(ctx, text, icon="circle-check", ink="good", fill="good_soft"))
                continue
            adopt = Button(ctx, words.t("Adopt {coach}'s marks", coach=coach), "quiet", icon="check", size="small")
            name = words.t("Adopt {coach}'s marks: {session}", coach=coach, session=state.titles[session])
            adopt.setAccessibleName(name)
            adopt.clicked.connect(lambda _=False, who=coach: self.adoption_asked.emit(session, who))
            foot.addWidget(adopt)
        card.body.addLayout(foot)
        return card

    def _line(self, line: Line) -> Flow:
        ctx, words = self._ctx, self._ctx.words
        told = Flow(spacing=ctx.look.px(8))
        name = Label(ctx, words.say(BY_KEY[line.criterion].name), "dense", bold=True)
        name.setMinimumHeight(ctx.look.px(24))
        told.addWidget(name)
        for coach, level in line.levels.items():
            icon, ink, fill = LEVEL_SIGNS[level]
            text = words.t("{coach}: {level}", coach=coach, level=words.say(LEVEL_WORDS[level]).lower())
            told.addWidget(Chip(ctx, text, icon=icon, ink=ink, fill=fill))
        if line.spread:
            apart = Text("one level apart") if line.spread < _WIDE_APART else Text("two levels apart or more")
            tone = ("ink2", "sunken") if line.spread < _WIDE_APART else ("partial", "partial_soft")
            told.addWidget(Chip(ctx, words.say(apart), icon="equal-not", ink=tone[0], fill=tone[1]))
        return told

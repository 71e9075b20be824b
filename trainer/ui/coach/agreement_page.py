"""How far the program and coaches, and coaches among each other, mark alike: a criterion a row, and over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from trainer.coaching.agreement import DRAFT_BELOW, FEWEST_PAIRS, Agreement, Count, grouped
from trainer.rubric.catalogue import BY_KEY
from trainer.ui.charts.interval import IntervalBar
from trainer.ui.charts.months import Month, MonthsChart, figures, figures_heading, month_name
from trainer.ui.charts.months import table as months_table
from trainer.ui.charts.table import Table, WithTable
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Chip, Rule
from trainer.ui.elements.choice import Segmented
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import ElidedLabel, Label
from trainer.ui.preferences import LANGUAGE_NAMES
from trainer.wording import Wording

Who = Literal["program", "coaches"]
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class AgreementState:
    """What the page shows.

    Attributes:
        who: whether the program and coaches are compared, or coaches among each other.
        language: of the sessions; "" for all.
        criterion: the one that is shown over time; "" for none.
        counts: of those compared, in all languages.
    """

    who: Who
    language: str
    criterion: str
    counts: Sequence[Count]

    @property
    def shown(self) -> list[Count]:
        """The counts of the language."""
        return [count for count in self.counts if self.language in ("", count.language)]

    @property
    def criteria(self) -> Mapping[str, Agreement]:
        """The agreement by criterion, in the order of the catalogue."""
        found = grouped(self.shown, lambda count: count.criterion)
        return {key: found[key] for key in BY_KEY if key in found}

    @property
    def whole(self) -> Agreement:
        """The agreement over all criteria."""
        return grouped(self.shown, lambda _: "")[""]

    def months(self, words: Wording) -> list[Month]:
        """The criterion's agreement month by month."""
        chosen = [count for count in self.shown if count.criterion == self.criterion]
        return [Month(month_name(month, words), agreed) for month, agreed in grouped(chosen, lambda c: c.month).items()]


def table(state: AgreementState, words: Wording) -> Table:
    """What the page shows in words and numbers."""
    rows = tuple((words.say(BY_KEY[key].name), *figures(agreed, words)) for key, agreed in state.criteria.items())
    return Table(words.t("Agreement by skill"), (words.t("Skill"), *figures_heading(words)), rows)


class AgreementPage(SidePage):
    """A criterion a row."""

    who_chosen = Signal(str)
    language_chosen = Signal(str)
    criterion_chosen = Signal(str)
    """A criterion is to be shown over time; "" for none."""
    export_asked = Signal()
    calibration_asked = Signal()

    def __init__(self, ctx: Context, state: AgreementState, parent: QWidget | None = None) -> None:
        t = ctx.words.t
        save = Button(ctx, t("Save as CSV"), icon="download")
        save.setEnabled(bool(state.shown))
        super().__init__(ctx, t("Agreement"), t("Back to the sessions"), [save], parent)
        save.clicked.connect(self.export_asked)
        self._state = state
        self._laid.addLayout(self._choices())
        if not state.shown:
            self._add_nothing_yet()
        else:
            self._told(self._sentence())
            self._laid.addWidget(self._criteria())
            self._laid.addWidget(self._meaning())
        self._laid.addStretch(1)

    def _choices(self) -> Flow:
        ctx, t, state = self._ctx, self._ctx.words.t, self._state
        bar = Flow(spacing=ctx.look.px(12))
        sides = [("program", t("Program and coach"), ""), ("coaches", t("Coach and coach"), "")]
        who = Segmented(ctx, sides, state.who, t("Who is compared"))
        who.chosen.connect(self.who_chosen)
        bar.addWidget(who)
        languages = [("", t("All"), ""), *((key, name, "") for key, name in LANGUAGE_NAMES.items())]
        language = Segmented(ctx, languages, state.language, t("Language of the sessions"))
        language.chosen.connect(self.language_chosen)
        bar.addWidget(language)
        return bar

    def _sentence(self) -> str:
        words, whole = self._ctx.words, self._state.whole
        if whole.too_few:
            return words.n("{count} pair of marks: too few to tell.", "{count} pairs of marks: too few to tell.",
                           whole.pairs)  # fmt: skip
        drafts = sum(agreed.draft for agreed in self._state.criteria.values())
        said = words.t(
            "Of {pairs} pairs of marks, {percent} are at the same level.",
            pairs=words.number(whole.pairs),
            percent=words.percent(whole.percent or 0),
        )
        if not drafts:
            return said
        low = words.n(
            "On {count} skill they agree too little.", "On {count} skills they agree too little.", drafts
        )  # fmt: skip
        return f"{said} {low}"

    def _add_nothing_yet(self) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        if self._state.who == "program":
            about = t(
                "A pair is one mark by the program that a coach kept or changed when finishing a review of typed "
                "replies."
            )
            self._add_nothing(t("No pairs yet"), about)
            return
        about = t(
            "Pairs come from calibration rounds, where two or more coaches mark the same sessions without seeing "
            "each other's marks."
        )
        go = Button(ctx, t("Calibration rounds"), "primary", icon="users")
        go.clicked.connect(self.calibration_asked)
        self.primary = go
        self._add_nothing(t("No pairs yet"), about, go)

    def _meaning(self) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, fill="sunken", edge="", spacing=4)
        card.body.addWidget(Label(ctx, words.t("What κ means"), "dense", bold=True))
        limit = words.decimal(DRAFT_BELOW, 2)
        about = words.t(
            "How far two people agree beyond chance: 1 is complete agreement, 0 no more than chance. In the "
            "weighted one, two levels apart count four times as much as one. The line across the bar's end is the"
            " 95% interval; with fewer than {pairs} pairs it would be too wide, so no number is shown.",
            pairs=FEWEST_PAIRS,
        )
        card.body.addWidget(Label(ctx, about, "hint", "ink2", wrap=True))
        if self._state.who == "program":
            low = words.t(
                "Below {limit} the program's marks of a skill are shown as drafts. Coaches saw its marks, so they "
                "agree more often than they would blind.",
                limit=limit,
            )
        else:
            low = words.t("Below {limit}, talk over how you mark the skill, with examples.", limit=limit)
        card.body.addWidget(Label(ctx, low, "hint", "ink2", wrap=True))
        return card

    # ---- criteria

    def _criteria(self) -> Card:
        ctx = self._ctx
        card = Card(ctx, padding=20, spacing=8)
        rows = QWidget()
        if ctx.narrow:
            laid = column(ctx, 10)
            rows.setLayout(laid)
            for n, (key, agreed) in enumerate(self._state.criteria.items()):
                if n:
                    laid.addWidget(Rule(ctx))
                laid.addWidget(self._stacked(key, agreed))
                if key == self._state.criterion:
                    laid.addWidget(self._over_time())
        else:
            rows.setLayout(self._grid())
        card.body.addWidget(WithTable(ctx, rows, table(self._state, ctx.words)))
        return card

    def _grid(self) -> QGridLayout:
        ctx, t = self._ctx, self._ctx.words.t
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(ctx.look.px(16))
        grid.setVerticalSpacing(ctx.look.px(6))
        headings = (t("Skill"), t("Pairs"), t("Same level"), t("κ"), t("Weighted κ"), "", "", "")
        for n, text in enumerate(headings):
            label = Label(ctx, text, "hint", "ink3", bold=True)
            if 1 <= n <= 4:
                label.setAlignment(_RIGHT)
            grid.addWidget(label, 0, n)
        at = 1
        for key, agreed in self._state.criteria.items():
            grid.addWidget(Rule(ctx), at, 0, 1, len(headings))
            self._fill_row(grid, at + 1, key, agreed)
            at += 2
            if key == self._state.criterion:
                grid.addWidget(self._over_time(), at, 0, 1, len(headings))
                at += 1
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(5, 3)
        return grid

    def _fill_row(self, grid: QGridLayout, at: int, key: str, agreed: Agreement) -> None:
        ctx, words = self._ctx, self._ctx.words
        grid.addWidget(ElidedLabel(ctx, words.say(BY_KEY[key].name), role="dense", tone="ink"), at, 0)
        pairs, percent, kappa, weighted, *_ = figures(agreed, words)
        for n, text in enumerate((pairs, percent, kappa), 1):
            number = Label(ctx, text, "dense", "ink2", numbers=True)
            number.setAlignment(_RIGHT)
            grid.addWidget(number, at, n)
        number = Label(ctx, weighted, "h3", numbers=True)
        number.setAlignment(_RIGHT)
        grid.addWidget(number, at, 4)
        if agreed.weighted is not None:
            grid.addWidget(IntervalBar(ctx, agreed.weighted), at, 5)
        chip = self._chip(agreed)
        if chip is not None and agreed.weighted is None:
            grid.addWidget(chip, at, 5, 1, 2)
        elif chip is not None:
            grid.addWidget(chip, at, 6)
        grid.addWidget(self._time_button(key), at, 7)

    def _stacked(self, key: str, agreed: Agreement) -> QWidget:
        """A criterion where there is room for one column only."""
        ctx, words = self._ctx, self._ctx.words
        part = QWidget()
        laid = column(ctx, 6)
        part.setLayout(laid)
        laid.addWidget(Label(ctx, words.say(BY_KEY[key].name), "dense", bold=True, wrap=True))
        _, percent, kappa, weighted, *_ = figures(agreed, words)
        told = words.n("{count} pair", "{count} pairs", agreed.pairs)
        if not agreed.too_few:
            told = words.t("{pairs}, {percent} at the same level", pairs=told, percent=percent)
        if agreed.weighted is not None:
            told = words.t("{pairs}, κ {kappa}, weighted {weighted}", pairs=told, kappa=kappa, weighted=weighted)
        laid.addWidget(Label(ctx, told, "hint", "ink2", wrap=True))
        if agreed.weighted is not None:
            laid.addWidget(IntervalBar(ctx, agreed.weighted))
        foot = Flow(spacing=ctx.look.px(8))
        if (chip := self._chip(agreed)) is not None:
            foot.addWidget(chip)
        foot.addWidget(self._time_button(key))
        laid.addLayout(foot)
        return part

    def _chip(self, agreed: Agreement) -> Chip | None:
        """What is to be known before the number is read; None for nothing."""
        ctx, t = self._ctx, self._ctx.words.t
        if agreed.too_few:
            return Chip(ctx, t("Too few"), icon="circle-dashed")
        if agreed.weighted is None:
            return Chip(ctx, t("All at one level"), icon="circle-dashed")
        if not agreed.draft:
            return None
        text = t("Draft") if self._state.who == "program" else t("Low")
        return Chip(ctx, text, icon="pencil", ink="partial", fill="partial_soft")

    def _time_button(self, key: str) -> Button:
        ctx, words = self._ctx, self._ctx.words
        here = key == self._state.criterion
        button = Button(ctx, words.t("Over time"), "secondary" if here else "quiet", size="small")
        button.setAccessibleName(words.t("Over time: {skill}", skill=BY_KEY[key].name))
        if here:
            button.setAccessibleDescription(words.t("shown now"))
        button.clicked.connect(lambda: self.criterion_chosen.emit("" if here else key))
        return button

    def _over_time(self) -> Card:
        ctx, words = self._ctx, self._ctx.words
        months, name = self._state.months(words), words.say(BY_KEY[self._state.criterion].name)
        card = Card(ctx, fill="paper", padding=14, spacing=6)
        title = words.t("{skill}, weighted κ by month", skill=name)
        card.body.addWidget(Label(ctx, title, "dense", bold=True, wrap=True))
        known = any(month.value is not None for month in months)
        few = words.t("No month has as many as {pairs} pairs.", pairs=FEWEST_PAIRS)
        chart = MonthsChart(ctx, name, months) if known else Label(ctx, few, "body", "ink2", wrap=True)
        card.body.addWidget(WithTable(ctx, chart, months_table(name, months, words)))
        return card

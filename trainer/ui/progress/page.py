"""Progress: where the skills are heading, when there was practice, what is due, how scenarios went, own view."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.practice.progress import Direction, Judgement, Trend, Tries, calendar, judgements
from trainer.practice.schedule import due_on
from trainer.practice.suggestion import Repeat
from trainer.rubric.catalogue import BY_KEY
from trainer.ui.charts.calendar import PracticeCalendar
from trainer.ui.charts.calendar import calendar as drawn_calendar
from trainer.ui.charts.calendar import table as calendar_table
from trainer.ui.charts.sparkline import DIRECTIONS, Sparkline, overview
from trainer.ui.charts.table import WithTable
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Icon, Rule
from trainer.ui.elements.choice import Segmented
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, page_column, row
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import ElidedLabel, Label
from trainer.ui.practise.scenario_card import MASTERED
from trainer.ui.progress.state import ProgressState, mean_score
from trainer.ui.workshop.observed import observed_told
from trainer.wording import Text, half_up

# With fewer than these there is nothing to compare with.
_REPEATS_SHOWN, _JUDGEMENTS_SHOWN, _OBSERVED_SHOWN = 6, 8, 8
_PERIODS = (("30", Text("30 days")), ("84", Text("12 weeks")), ("all", Text("All")))
_DIRECTION_SIGNS = {
    Direction.BETTER: ("arrow-up", "good"),
    Direction.SAME: ("minus", "ink2"),
    Direction.WORSE: ("arrow-down", "missed"),
    Direction.TOO_FEW: ("circle-dashed", "ink3"),
}


class ProgressPage(QWidget):
    """What has been learnt and what comes next."""

    period_chosen = Signal(str)
    export_asked = Signal()
    report_asked = Signal()
    opened = Signal(str)
    """A scenario's briefing is asked for."""
    compared = Signal(str)
    """Attempts of a scenario are to be laid side by side."""
    looked_back = Signal(int)
    """A session's debrief is asked for."""

    def __init__(self, ctx: Context, state: ProgressState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._state = ctx, state
        laid = page_column(ctx, self)
        laid.addWidget(self._head())
        if not state.attempts:
            laid.addWidget(self._nothing_yet())
            self._add_observed(laid)
            laid.addStretch(1)
            return
        laid.addWidget(self._stats())
        sides = column(ctx, 16) if ctx.compact else row(ctx, 16)
        sides.addWidget(self._trends(), 58)
        right = column(ctx, 16)
        right.addWidget(self._calendar())
        right.addWidget(self._repeats())
        right.addStretch(1)
        sides.addLayout(right, 42)
        laid.addLayout(sides)
        laid.addWidget(self._scenarios())
        if own := judgements(state.attempts):
            laid.addWidget(self._own_view(own))
        self._add_observed(laid)
        laid.addStretch(1)

    # ---- head

    def _head(self) -> QWidget:
        ctx, t, state = self._ctx, self._ctx.words.t, self._state
        head = QWidget()
        laid = column(ctx, 12) if ctx.narrow else row(ctx, 12)
        laid.setContentsMargins(0, 0, 0, 0)
        head.setLayout(laid)
        words = column(ctx, 2)
        words.addWidget(Label(ctx, t("Progress"), "h1"))
        words.addWidget(Label(ctx, self._sentence(), "body", "ink2", wrap=True))
        laid.addLayout(words, 1)
        if not state.attempts:
            return head
        periods = [(key, ctx.words.say(text), "") for key, text in _PERIODS]
        choice = Segmented(ctx, periods, state.period, t("Period"))
        choice.chosen.connect(self.period_chosen)
        actions = Flow(spacing=ctx.look.px(8)) if ctx.narrow else row(ctx, 8)
        actions.addWidget(choice)
        for text, icon, signal in (
            (t("Export CSV"), "download", self.export_asked),
            (t("Export PDF"), "file-text", self.report_asked),
        ):
            button = Button(ctx, text, icon=icon)
            button.clicked.connect(signal)
            actions.addWidget(button)
        laid.addLayout(actions)
        return head

    def _sentence(self) -> str:
        t, strongest, risen = self._ctx.words.t, self._state.trends, self._state.risen
        if not self._state.attempts:
            return t("Here you will see how your skills develop and what is due again.")
        if not strongest:
            return t("No practice in this period.")
        text = t("Your strongest skill is “{skill}”.", skill=BY_KEY[strongest[0].criterion].name)
        if risen is not None:
            text += " " + t("“{skill}” has risen most.", skill=BY_KEY[risen.criterion].name)
        return text

    def _nothing_yet(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, fill="", edge="line2", dashed=True, padding=24, spacing=12)
        card.body.addWidget(Label(ctx, t("Nothing to show yet"), "h3"))
        about = t("After the first conversation this page shows what went well, and when a skill is due again.")
        card.body.addWidget(Label(ctx, about, "body", "ink2", wrap=True))
        first = next(iter(self._state.summaries), None)
        if first is not None:
            foot = row(ctx, 0)
            start = Button(ctx, t("Start with {scenario}", scenario=first.text(first.title, ctx.words.language)),
                           "primary", icon="play")  # fmt: skip
            start.clicked.connect(lambda: self.opened.emit(first.id))
            foot.addWidget(start)
            foot.addStretch(1)
            card.body.addLayout(foot)
            self.primary = start
        return card

    # ---- figures

    def _stats(self) -> QWidget:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        shown = state.shown
        score, before = mean_score(shown), mean_score(state.before)
        mastered = sum(1 for tries in state.tries.values() if (tries.best.score or 0) >= MASTERED)
        about = (
            words.t("average score")
            if before is None
            else words.t("average score, {score} in the previous period", score=before)
        )
        cells = [
            self._stat(str(len(shown)), "", self._practised(len(shown))),
            self._stat("–" if score is None else str(score), "/ 100", about),
            self._stat(
                str(len(state.tries)),
                f"/ {len(state.summaries)}",
                words.t("scenarios tried, {count} mastered", count=mastered),
            ),
            self._stat(str(state.due), "", words.n("skill is due today", "skills are due today", state.due)),
        ]
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(ctx.look.px(16))
        across = 1 if ctx.narrow else 2 if ctx.compact else 4
        for n, cell in enumerate(cells):
            grid.addWidget(cell, n // across, n % across)
        return box

    def _practised(self, sessions: int) -> str:
        words = self._ctx.words
        hours, minutes = divmod(self._state.minutes, 60)
        time = words.t("{minutes} min", minutes=minutes)
        if hours:
            time = words.t("{hours} h {minutes} min", hours=hours, minutes=minutes)
        return words.n("conversation, {time}", "conversations, {time}", sessions, time=time)

    def _stat(self, number: str, unit: str, about: str) -> Card:
        ctx = self._ctx
        card = Card(ctx, spacing=0)
        line = row(ctx, 6)
        line.addWidget(Label(ctx, number, "h1", numbers=True))
        if unit:
            line.addWidget(Label(ctx, unit, "body", "ink3"), alignment=Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        card.body.addLayout(line)
        card.body.addWidget(Label(ctx, about, "hint", "ink2", wrap=True))
        card.setAccessibleName(f"{number} {unit} {about}")
        return card

    # ---- skills

    def _trends(self) -> Card:
        ctx, t, found = self._ctx, self._ctx.words.t, self._state.trends
        card = Card(ctx, spacing=8, padding=20)
        head = row(ctx, 8)
        head.addWidget(Label(ctx, t("Where the skills are heading"), "h3"))
        head.addStretch(1)
        if not ctx.narrow:
            head.addWidget(Label(ctx, t("0–100 · the dashed line is 67"), "hint", "ink3"))
        card.body.addLayout(head)
        if not found:
            card.body.addWidget(Label(ctx, t("No practice in this period."), "body", "ink2", wrap=True))
            return card
        rows = QWidget()
        laid = column(ctx, 0)
        rows.setLayout(laid)
        for n, trend in enumerate(found):
            if n:
                laid.addWidget(Rule(ctx))
            laid.addWidget(self._trend(trend))
        card.body.addWidget(WithTable(ctx, rows, overview(found, ctx.words)))
        card.body.addStretch(1)
        return card

    def _trend(self, trend: Trend) -> QWidget:
        ctx, words = self._ctx, self._ctx.words
        line = QWidget()
        line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        laid = row(ctx, 12, (0, 8, 0, 8))
        line.setLayout(laid)
        name = column(ctx, 0)
        name.addWidget(ElidedLabel(ctx, words.say(BY_KEY[trend.criterion].name), role="dense", tone="ink"))
        count = words.n("{count} session", "{count} sessions", len(trend.points))
        name.addWidget(ElidedLabel(ctx, count, tone="ink3"))
        laid.addLayout(name, 4)
        laid.addWidget(Sparkline(ctx, trend), 4)
        value = Label(ctx, str(half_up(trend.points[-1].value)), "h3", numbers=True)
        value.setFixedWidth(ctx.look.px(36))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        laid.addWidget(value)
        icon, tone = _DIRECTION_SIGNS[trend.direction]
        laid.addWidget(Icon(ctx, icon, tone, 16))
        said = words.say(DIRECTIONS[trend.direction])
        if trend.change is not None and trend.direction in (Direction.BETTER, Direction.WORSE):
            change = half_up(trend.change)
            said = f"{said} {'+' if change > 0 else '−'}{abs(change)}"
        laid.addWidget(ElidedLabel(ctx, said, role="dense", tone=tone), 3)
        return line

    # ---- calendar and what is due

    def _calendar(self) -> Card:
        ctx, state = self._ctx, self._state
        card = Card(ctx, spacing=8)
        card.body.addWidget(Label(ctx, ctx.words.t("Practice calendar"), "h3"))
        days = drawn_calendar(calendar(state.attempts, state.now.tzinfo), state.now.date(), ctx.words)
        card.body.addWidget(WithTable(ctx, PracticeCalendar(ctx, days), calendar_table(days, ctx.words)))
        return card

    def _repeats(self) -> Card:
        ctx, t, state = self._ctx, self._ctx.words.t, self._state
        card = Card(ctx, spacing=4)
        head = row(ctx, 8)
        head.addWidget(Label(ctx, t("To practise again"), "h3"))
        head.addStretch(1)
        head.addWidget(Label(ctx, t("{count} today", count=state.due), "hint", "ink3"))
        card.body.addLayout(head)
        for repeat in state.repeats[:_REPEATS_SHOWN]:
            card.body.addWidget(Rule(ctx))
            card.body.addLayout(self._repeat(repeat))
        return card

    def _repeat(self, repeat: Repeat) -> QHBoxLayout:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        summary = state.summary(repeat.scenario) if repeat.scenario else None
        line = row(ctx, 12, (0, 6, 0, 6))
        face = Portrait(ctx, summary.portrait if summary else "", "calm", radius=8)
        face.setFixedSize(ctx.look.px(40), ctx.look.px(40))
        line.addWidget(face)
        told = column(ctx, 0)
        skill = words.say(BY_KEY[repeat.skill.criterion].name)
        told.addWidget(ElidedLabel(ctx, skill, role="dense", tone="ink"))
        title = summary.text(summary.title, words.language) if summary else ""
        last = words.t("{percent} out of 100 last time", percent=repeat.skill.last)
        told.addWidget(ElidedLabel(ctx, f"{title} · {last}" if title else last))
        line.addLayout(told, 1)
        if due_on([repeat.skill], state.now) and summary is not None:
            again = Button(ctx, words.t("Practise again"), "primary" if not hasattr(self, "primary") else "secondary",
                           size="small")  # fmt: skip
            again.setAccessibleName(words.t("Practise again: {skill}, {scenario}", skill=skill, scenario=title))
            again.clicked.connect(lambda: self.opened.emit(summary.id))
            if not hasattr(self, "primary"):
                self.primary = again
            line.addWidget(again)
        else:
            line.addWidget(Label(ctx, words.day(repeat.skill.due.astimezone(state.now.tzinfo)), "hint", "ink2"))
        return line

    # ---- scenarios

    def _scenarios(self) -> Card:
        ctx, t, tries = self._ctx, self._ctx.words.t, self._state.tries
        card = Card(ctx, spacing=4, padding=20)
        card.body.addWidget(Label(ctx, t("Scenarios you have practised"), "h3"))
        for scenario, gone in tries.items():
            card.body.addWidget(Rule(ctx))
            card.body.addLayout(self._scenario(scenario, gone))
        return card

    def _scenario(self, scenario: str, gone: Tries) -> QHBoxLayout | QVBoxLayout:
        ctx, words = self._ctx, self._ctx.words
        summary = self._state.summary(scenario)
        line = column(ctx, 6, (0, 6, 0, 6)) if ctx.narrow else row(ctx, 16, (0, 6, 0, 6))
        actions = Flow(spacing=ctx.look.px(8)) if ctx.narrow else row(ctx, 16)
        told = column(ctx, 0)
        title = summary.text(summary.title, words.language) if summary else scenario
        told.addWidget(ElidedLabel(ctx, title, role="dense", tone="ink"))
        count = words.n("{count} run", "{count} runs", gone.runs)
        told.addWidget(ElidedLabel(ctx, f"{count} · {words.day(gone.last.ended.astimezone())}"))
        line.addLayout(told, 3)
        for name, attempt in (
            (words.t("first"), gone.first),
            (words.t("best"), gone.best),
            (words.t("latest"), gone.last),
        ):
            score = "–" if attempt.score is None else str(attempt.score)
            shown = Button(ctx, f"{name} {score}", "quiet", size="small")
            shown.setAccessibleName(
                words.t("{scenario}, {which} run, score {score}: debrief", scenario=title, which=name, score=score)
            )
            shown.clicked.connect(lambda _=False, session=attempt.session: self.looked_back.emit(session))
            actions.addWidget(shown)
        compare = Button(ctx, words.t("Compare"), "secondary", size="small", icon="arrow-right-left")
        compare.setAccessibleName(words.t("Compare runs of {scenario}", scenario=title))
        compare.setEnabled(gone.runs > 1)
        compare.clicked.connect(lambda: self.compared.emit(scenario))
        actions.addWidget(compare)
        line.addLayout(actions)
        return line

    # ---- live role plays

    def _add_observed(self, laid: QVBoxLayout) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        if not self._state.observed:
            return
        card = Card(ctx, spacing=10, padding=20)
        card.body.addWidget(Label(ctx, t("Observed role plays"), "h3"))
        about = t("What an observer saw when you played live. It counts neither in the scores nor in what is due.")
        card.body.addWidget(Label(ctx, about, "hint", "ink2", wrap=True))
        for session in self._state.observed[:_OBSERVED_SHOWN]:
            card.body.addWidget(Rule(ctx))
            card.body.addLayout(observed_told(ctx, session))
        laid.addWidget(card)

    # ---- own view

    def _own_view(self, own: Sequence[Judgement]) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, spacing=4, padding=20)
        card.body.addWidget(Label(ctx, words.t("Your own rating and the score"), "h3"))
        gaps = [each.gap for each in own if each.gap is not None]
        if gaps:
            card.body.addWidget(Label(ctx, self._gap_told(gaps), "body", "ink2", wrap=True))
        shown = list(reversed(own[-_JUDGEMENTS_SHOWN:]))
        if ctx.narrow:
            for each in shown:
                card.body.addWidget(Rule(ctx))
                day, title, *rest = self._judged(each)
                card.body.addWidget(Label(ctx, f"{title} · {day}", "dense", wrap=True))
                parts = [f"{name} {value}" for name, value in zip(self._judging(), rest, strict=True)]
                card.body.addWidget(Label(ctx, " · ".join(parts), "hint", "ink2", wrap=True))
            return card
        table = QGridLayout()
        table.setHorizontalSpacing(ctx.look.px(20))
        table.setVerticalSpacing(ctx.look.px(6))
        for n, text in enumerate((words.t("Day"), words.t("Scenario"), *self._judging())):
            table.addWidget(Label(ctx, text, "hint", "ink3", bold=True), 0, n)
        for at, each in enumerate(shown, 1):
            for n, text in enumerate(self._judged(each)):
                cut = n == 1
                cell = ElidedLabel(ctx, text, role="dense", tone="ink") if cut else Label(ctx, text, "dense")
                table.addWidget(cell, at, n)
        table.setColumnStretch(1, 1)
        card.body.addLayout(table)
        return card

    def _judging(self) -> tuple[str, ...]:
        t = self._ctx.words.t
        return t("You"), t("Program"), t("Coach"), t("Difference")

    def _judged(self, each: Judgement) -> tuple[str, ...]:
        words, summary = self._ctx.words, self._state.summary(each.scenario)
        title = summary.text(summary.title, words.language) if summary else each.scenario
        gap = "–"
        if each.gap is not None:
            gap = f"{'+' if each.gap > 0 else '−' if each.gap < 0 else ''}{abs(each.gap)}"
        return (words.day(each.ended.astimezone()), title, str(each.own), _or_dash(each.program),
                _or_dash(each.coach), gap)  # fmt: skip

    def _gap_told(self, gaps: Sequence[int]) -> str:
        words = self._ctx.words
        mean = half_up(fmean(gaps))
        over = words.n("In {count} conversation", "Over {count} conversations", len(gaps))
        points = words.n("{count} point", "{count} points", abs(mean))
        if mean > 0:
            return words.t("{over} you rated yourself {points} above the score on average.", over=over, points=points)
        if mean < 0:
            return words.t("{over} you rated yourself {points} below the score on average.", over=over, points=points)
        return words.t("{over} your own rating and the score were the same on average.", over=over)


def _or_dash(number: int | None) -> str:
    return "–" if number is None else str(number)

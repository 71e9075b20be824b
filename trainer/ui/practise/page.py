"""What to practise: what comes next and why, what was done lately, and all scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from trainer.coaching.plans import Plan
from trainer.practice.suggestion import Next
from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.library import Broken, Summary
from trainer.store.lists import Listed
from trainer.store.plans import Given
from trainer.store.sessions import Best, SessionRow
from trainer.ui.context import Context
from trainer.ui.elements.banner import Banner
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Chip, Icon, Rule
from trainer.ui.elements.choice import FilterChip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, empty, grid, page_column, row
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import Label
from trainer.ui.practise.recent import RecentRow
from trainer.ui.practise.scenario_card import GOOD, ScenarioCard, difficulty_and_minutes

RECENT_SHOWN = 3
_REVIEWS_SHOWN = 6


@dataclass(frozen=True)
class PractiseState:
    """What the page shows.

    Attributes:
        name: the trainee's, may be "".
        hour: of the day, for the greeting.
        summaries: all scenarios.
        best: scenario to how it has gone.
        suggestion: what comes next.
        unfinished: a conversation left open, and the scenario it is of.
        recent: finished sessions, newest first.
        plans: what a coach asks for and is not wholly done, the most urgent first.
        reviewed: sessions that a coach has looked at since the trainee did, the oldest first.
        today: in the trainee's zone.
        broken: scenarios an author must mend.
    """

    name: str
    hour: int
    summaries: Sequence[Summary]
    best: Mapping[str, Best]
    suggestion: Next | None
    unfinished: SessionRow | None
    recent: Sequence[SessionRow]
    plans: Sequence[Given]
    reviewed: Sequence[Listed]
    today: date
    broken: Sequence[Broken] = field(default_factory=tuple)


class PractisePage(QWidget):
    """The page the program opens with."""

    opened = Signal(str)
    """A scenario's briefing is asked for."""
    resumed = Signal(int)
    """The open session is to go on."""
    discarded = Signal(int)
    """The open session is not to go on."""
    looked_back = Signal(int)
    """A session's debrief is asked for."""
    history_asked = Signal()
    plan_reading_asked = Signal()
    """A plan that a coach handed out as a file is to be read in."""

    def __init__(self, ctx: Context, state: PractiseState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._state = ctx, state
        self._filter, self._skill = "all", ""
        self._laid = page_column(ctx, self)
        self._add_header()
        for broken in state.broken:
            self._laid.addWidget(_broken_banner(ctx, broken))
        if state.reviewed:
            self._laid.addWidget(self._reviewed_card())
        self._add_next()
        for given in state.plans:
            self._laid.addWidget(self._plan_card(given))
        self._add_filters()
        self._cards = QWidget()
        self._cards_laid = column(ctx, 0)
        self._cards.setLayout(self._cards_laid)
        self._laid.addWidget(self._cards)
        self._laid.addLayout(self._foot())
        self._laid.addStretch(1)
        self._show_cards()
        find = QShortcut(QKeySequence("Ctrl+K"), self)
        find.activated.connect(self.search.setFocus)

    def _add_header(self) -> None:
        ctx, t, state = self._ctx, self._ctx.words.t, self._state
        greeting = t("Good morning") if state.hour < 10 else t("Hello") if state.hour < 17 else t("Good evening")
        title = f"{greeting}, {state.name.split()[0]}" if state.name.strip() else greeting
        words = column(ctx, 2)
        words.addWidget(Label(ctx, title, "h1", wrap=True))
        words.addWidget(Label(ctx, self._today(), "body", "ink2", wrap=True))
        self.search = QLineEdit()
        self.search.setPlaceholderText(t("Find a scenario (Ctrl K)"))
        self.search.setAccessibleName(t("Find a scenario"))
        self.search.setFont(ctx.look.font("body"))
        self.search.setMinimumHeight(ctx.look.px(40))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show_cards)
        head = column(ctx, 12) if ctx.narrow else row(ctx, 24)
        head.addLayout(words, 1)
        if not ctx.narrow:
            self.search.setFixedWidth(ctx.look.px(260))
        head.addWidget(self.search)
        self._laid.addLayout(head)

    def _today(self) -> str:
        words, state = self._ctx.words, self._state
        if not state.best:
            return words.t("Pick a conversation. It takes a few minutes, and nothing can go wrong.")
        tried = sum(1 for summary in state.summaries if summary.id in state.best)
        return words.n(
            "You have practised {count} scenario of {all}.",
            "You have practised {count} scenarios of {all}.",
            tried,
            all=len(state.summaries),
        )

    def _add_next(self) -> None:
        ctx, state = self._ctx, self._state
        side_by_side = row(ctx, 16) if not ctx.compact else column(ctx, 16)
        card = self._unfinished_card() if state.unfinished else self._suggestion_card()
        if card is not None:
            side_by_side.addWidget(card, 22)
        if state.recent:
            side_by_side.addWidget(self._recent_card(), 10)
        self._laid.addLayout(side_by_side)

    def _suggestion_card(self) -> Card | None:
        suggestion = self._state.suggestion
        summary = self._summary(suggestion.scenario) if suggestion else None
        if suggestion is None or summary is None:
            return None
        ctx, words = self._ctx, self._ctx.words
        card, right = self._big_card(summary)
        right.addWidget(Chip(ctx, words.t("Next for you"), icon="flag", ink="accent", fill="accent_soft"))
        right.addWidget(Label(ctx, summary.text(summary.title, words.language), "h2", wrap=True))
        right.addWidget(Label(ctx, summary.text(summary.summary, words.language), "body", "ink2", wrap=True))
        why = Card(ctx, fill="sunken", edge="", padding=12, spacing=12, radius=10, row=True)
        why.body.addWidget(Icon(ctx, "target", "accent", 20))
        reason = words.t("Why this one? {reason}", reason=suggestion.reason)
        why.body.addWidget(Label(ctx, reason, "dense", wrap=True), 1)
        right.addWidget(why)
        start = Button(ctx, words.t("Start practising"), "primary", icon="play", key="↵")
        start.clicked.connect(lambda: self.opened.emit(summary.id))
        foot = row(ctx, 12)
        foot.addWidget(start)
        foot.addWidget(Label(ctx, difficulty_and_minutes(ctx, summary), "hint", "ink3"))
        foot.addStretch(1)
        right.addLayout(foot)
        right.addStretch(1)
        self.primary = start
        return card

    def _unfinished_card(self) -> Card | None:
        row_ = self._state.unfinished
        summary = self._summary(row_.scenario) if row_ else None
        if row_ is None:
            return None
        ctx, words = self._ctx, self._ctx.words
        card, right = self._big_card(summary)
        right.addWidget(Chip(ctx, words.t("Left open"), icon="history", ink="accent", fill="accent_soft"))
        title = summary.text(summary.title, words.language) if summary else row_.scenario
        right.addWidget(Label(ctx, title, "h2", wrap=True))
        turns = words.n("{count} turn is saved.", "{count} turns are saved.", row_.turns)
        began = words.t("Started {moment}.", moment=words.moment(row_.started.astimezone()))
        right.addWidget(Label(ctx, f"{began} {turns}", "body", "ink2", wrap=True))
        foot = row(ctx, 12)
        go_on = Button(ctx, words.t("Go on from here"), "primary", icon="play", key="↵")
        go_on.clicked.connect(lambda: self.resumed.emit(row_.id))
        leave = Button(ctx, words.t("Leave it"), "secondary")
        leave.clicked.connect(lambda: self.discarded.emit(row_.id))
        foot.addWidget(go_on)
        foot.addWidget(leave)
        foot.addStretch(1)
        right.addSpacing(ctx.look.px(8))
        right.addLayout(foot)
        right.addStretch(1)
        self.primary = go_on
        return card

    def _big_card(self, summary: Summary | None) -> tuple[Card, QVBoxLayout]:
        ctx, px = self._ctx, self._ctx.look.px
        card = Card(ctx, row=True, padding=20, spacing=24)
        if summary is not None and not ctx.narrow:
            face = Portrait(ctx, summary.portrait, "angry")
            face.setFixedSize(px(180 if ctx.compact else 204), px(200 if ctx.compact else 212))
            card.body.addWidget(face, alignment=Qt.AlignmentFlag.AlignTop)
        right = column(ctx, 8)
        card.body.addLayout(right, 1)
        return card, right

    def _recent_card(self) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, spacing=4)
        head = row(ctx)
        head.addWidget(Label(ctx, words.t("Latest"), "h3"))
        head.addStretch(1)
        more = Button(ctx, words.t("All"), "quiet", size="small")
        more.setAccessibleName(words.t("All sessions"))
        more.clicked.connect(self.history_asked)
        head.addWidget(more)
        card.body.addLayout(head)
        for n, session in enumerate(state.recent[:RECENT_SHOWN]):
            if n:
                card.body.addWidget(Rule(ctx))
            line = RecentRow(ctx, session, self._summary(session.scenario))
            line.clicked.connect(lambda _=False, number=session.id: self.looked_back.emit(number))
            card.body.addWidget(line)
        card.body.addStretch(1)
        return card

    def _reviewed_card(self) -> Card:
        """What a coach has looked at since; each opens its debrief."""
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, edge="accent", spacing=6)
        head = row(ctx, 8)
        head.addWidget(Icon(ctx, "clipboard-check", "accent", 20))
        head.addWidget(Label(ctx, words.t("Your coach has looked at:"), "dense", bold=True, wrap=True), 1)
        card.body.addLayout(head)
        sessions = Flow(spacing=ctx.look.px(8))
        for listed in state.reviewed[:_REVIEWS_SHOWN]:
            title = self._title(listed.scenario)
            look = Button(ctx, f"{title} · {words.day(listed.started.astimezone())}", "secondary", size="small")
            look.setAccessibleName(
                words.t("Your coach has looked at {scenario}, {moment}: open it", scenario=title,
                        moment=words.moment(listed.started.astimezone()))
            )  # fmt: skip
            look.clicked.connect(lambda _=False, number=listed.id: self.looked_back.emit(number))
            sessions.addWidget(look)
        card.body.addLayout(sessions)
        more = len(state.reviewed) - _REVIEWS_SHOWN
        if more > 0:
            text = words.n("and {count} more", "and {count} more", more)
            card.body.addWidget(Label(ctx, text, "hint", "ink3"))
        return card

    def _plan_card(self, given: Given) -> Card:
        """What a coach asks for; each scenario opens its briefing."""
        ctx, words, plan = self._ctx, self._ctx.words, given.plan
        card = Card(ctx, padding=20, spacing=8)
        head = column(ctx, 6) if ctx.narrow else row(ctx, 8)
        title = words.t("From your coach: {plan}", plan=plan.title)
        head.addWidget(Label(ctx, title, "h3", wrap=True), 1)
        head.addLayout(self._plan_chips(given, plan))
        card.body.addLayout(head)
        if plan.note:
            card.body.addWidget(Label(ctx, plan.note, "body", "ink2", wrap=True))
        scenarios = Flow(spacing=ctx.look.px(8))
        for step in given.steps:
            name, done = self._title(step.scenario), step.session is not None
            begin = Button(ctx, name, "quiet" if done else "secondary", icon="check" if done else "play", size="small")
            told = words.t("{scenario}: done", scenario=name) if done else words.t("Practise {scenario}", scenario=name)
            begin.setAccessibleName(told)
            begin.setEnabled(self._summary(step.scenario) is not None)
            begin.clicked.connect(lambda _=False, scenario=step.scenario: self.opened.emit(scenario))
            scenarios.addWidget(begin)
        card.body.addLayout(scenarios)
        return card

    def _plan_chips(self, given: Given, plan: Plan) -> Flow | QHBoxLayout:
        ctx, words = self._ctx, self._ctx.words
        chips = Flow(spacing=ctx.look.px(6)) if ctx.narrow else row(ctx, 6)
        if plan.mode == "test":
            chips.addWidget(Chip(ctx, words.t("as a test, without hints"), icon="timer"))
        if plan.due is not None:
            late = plan.due < self._state.today
            ink, fill = ("partial", "partial_soft") if late else ("ink2", "sunken")
            day = words.t("by {day}", day=words.day(plan.due))
            chips.addWidget(Chip(ctx, day, icon="calendar-days", ink=ink, fill=fill))
        done = sum(step.session is not None for step in given.steps)
        text = words.t("{done} of {all} done", done=done, all=len(given.steps))
        chips.addWidget(Chip(ctx, text, icon="list-checks"))
        return chips

    def _foot(self) -> QHBoxLayout:
        ctx = self._ctx
        foot = row(ctx)
        self._read = Button(ctx, ctx.words.t("Import a plan from my coach"), "quiet", icon="upload", size="small")
        self._read.clicked.connect(self.plan_reading_asked)
        foot.addWidget(self._read)
        foot.addStretch(1)
        return foot

    def _title(self, scenario: str) -> str:
        summary = self._summary(scenario)
        return summary.text(summary.title, self._ctx.words.language) if summary is not None else scenario

    def _add_filters(self) -> None:
        ctx, t, state = self._ctx, self._ctx.words.t, self._state
        chips = row(ctx, 8)
        new = sum(1 for summary in state.summaries if self._is_new(summary.id))
        unsure = sum(1 for summary in state.summaries if self._is_in_progress(summary.id))
        self._chips = QButtonGroup(self)
        for key, text in (
            ("all", t("All {count}", count=len(state.summaries))),
            ("new", t("New {count}", count=new)),
            ("progress", t("In progress {count}", count=unsure)),
        ):
            chip = FilterChip(ctx, text, on=key == "all")
            chip.clicked.connect(lambda _=False, wanted=key: self._filter_by(wanted))
            self._chips.addButton(chip)
            chips.addWidget(chip)
        self._skill_button = Button(ctx, t("Skill"), "secondary", icon_after="chevron-down", size="small")
        self._skill_button.clicked.connect(self._choose_skill)
        chips.addWidget(self._skill_button)
        head = column(ctx, 8) if ctx.narrow else row(ctx, 8)
        head.addWidget(Label(ctx, t("Scenarios"), "h2"))
        if not ctx.narrow:
            head.addStretch(1)
        head.addLayout(chips)
        if ctx.narrow:
            chips.addStretch(1)
        self._laid.addLayout(head)

    def _filter_by(self, wanted: str) -> None:
        self._filter = wanted
        self._show_cards()

    def _choose_skill(self) -> None:
        words = self._ctx.words
        menu = QMenu(self)
        menu.setFont(self._ctx.look.font("dense"))
        menu.addAction(words.t("All skills")).triggered.connect(lambda: self._show_skill(""))
        used = {key for summary in self._state.summaries for key in summary.criteria}
        for key in BY_KEY:
            if key in used:
                action = menu.addAction(words.say(BY_KEY[key].name))
                action.triggered.connect(lambda _=False, chosen=key: self._show_skill(chosen))
        menu.popup(self._skill_button.mapToGlobal(self._skill_button.rect().bottomLeft()))

    def _show_skill(self, key: str) -> None:
        self._skill = key
        words = self._ctx.words
        name = words.say(BY_KEY[key].name) if key else words.t("Skill")
        self._skill_button.rename(name)
        self._show_cards()

    def _matches(self, summary: Summary) -> bool:
        wanted = self.search.text().casefold().strip()
        texts = [*summary.title.values(), *summary.summary.values(), summary.person, summary.id]
        return (
            any(wanted in text.casefold() for text in texts)
            and (not self._skill or self._skill in summary.criteria)
            and (self._filter != "new" or self._is_new(summary.id))
            and (self._filter != "progress" or self._is_in_progress(summary.id))
        )

    def _is_left_open(self, scenario: str) -> bool:
        return self._state.unfinished is not None and self._state.unfinished.scenario == scenario

    def _is_new(self, scenario: str) -> bool:
        return scenario not in self._state.best and not self._is_left_open(scenario)

    def _is_in_progress(self, scenario: str) -> bool:
        best = self._state.best.get(scenario)
        return self._is_left_open(scenario) if best is None else (best.best or 0) < GOOD

    def _show_cards(self) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        empty(self._cards_laid)
        found = [summary for summary in self._state.summaries if self._matches(summary)]
        if not found:
            nothing = Card(ctx, fill="", edge="line2", dashed=True)
            why = t("No scenario matches. Try another word or filter.") if self._state.summaries else t("No scenarios.")
            nothing.body.addWidget(Label(ctx, why, "body", "ink2", wrap=True))
            self._cards_laid.addWidget(nothing)
            return
        cards: list[QWidget] = []
        for summary in found:
            best = self._state.best.get(summary.id)
            card = ScenarioCard(ctx, summary, best, left_open=self._is_left_open(summary.id))
            card.clicked.connect(lambda _=False, scenario=summary.id: self.opened.emit(scenario))
            cards.append(card)
        columns = 1 if ctx.narrow else 2 if ctx.compact else 3
        self._cards_laid.addLayout(grid(ctx, columns, 16, cards))
        self.setTabOrder(cards[-1], self._read)

    def _summary(self, scenario: str) -> Summary | None:
        return next((summary for summary in self._state.summaries if summary.id == scenario), None)


def _broken_banner(ctx: Context, broken: Broken) -> Banner:
    first = broken.findings[0]
    return Banner(
        ctx,
        ctx.words.t("The scenario “{scenario}” could not be read", scenario=broken.folder.name),
        f"{first.place}: {ctx.words.say(first.text)}",
        tone="error",
        icon="file-exclamation-point",
        can_hide=False,
    )

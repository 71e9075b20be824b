"""The sessions a coach looks at: filtered, sorted, with what is waiting; and how the group stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QMenu, QWidget

from trainer.coaching.cohort import Cohort
from trainer.rubric.catalogue import BY_KEY
from trainer.scenario.library import Summary
from trainer.store.lists import Column, Filters, Sample
from trainer.ui.charts.heat_map import heat_map
from trainer.ui.charts.heat_map import table as heat_table
from trainer.ui.charts.heat_map_chart import HeatMapChart
from trainer.ui.charts.table import WithTable
from trainer.ui.coach.table import COLUMNS, SessionsModel, SessionsTable
from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Icon
from trainer.ui.elements.choice import FilterChip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, page_column, row
from trainer.ui.elements.text import Label
from trainer.ui.preferences import LANGUAGE_NAMES

_TABLE = 420
_SAMPLE = Sample(10, 1)
WAITING = Filters(state="finished", unreviewed=True)
EVERYTHING = replace(WAITING, unreviewed=False)


@dataclass(frozen=True)
class View:
    """How the coach looks at the list.

    Attributes:
        filters: which sessions.
        name: part of the names of people.
        by: what the list is sorted by.
        descending: the greatest first.
    """

    filters: Filters = WAITING
    name: str = ""
    by: Column = "started"
    descending: bool = True


@dataclass(frozen=True)
class CoachState:
    """What the page shows.

    Attributes:
        coach: who looks.
        view: how.
        count: how many sessions there are in all.
        waiting: how many wait for a coach.
        summaries: all scenarios by id.
        cohort: how the group stands; None where nobody has practised.
        people: names by number, of those in the heat map.
        weakest: what the group's weakest skill is practised in; None where there is none.
        now: in the coach's zone.
    """

    coach: str
    view: View
    count: int
    waiting: int
    summaries: Mapping[str, Summary]
    cohort: Cohort | None
    people: Mapping[int, str]
    weakest: str | None
    now: datetime


class CoachPage(QWidget):
    """The list, the filters above it and the group below it."""

    viewed = Signal(object)
    """Another `View`."""
    opened = Signal(int)
    next_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    bundle_asked = Signal()
    """What is shown is to be taken to other computers, with what was said of it."""
    report_asked = Signal()
    coach_named = Signal(str)
    gone_to = Signal(str)
    """Another page of the coach's: "agreement", "replies", "calibration", "plans" or "lock"."""
    plan_asked = Signal(str)
    """A plan with this scenario."""

    def __init__(self, ctx: Context, state: CoachState, model: SessionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._state = ctx, state
        laid = page_column(ctx, self, top=24, bottom=28, spacing=14)
        laid.addWidget(self._head())
        if not state.count:
            laid.addWidget(self._nothing_yet())
            laid.addStretch(1)
            return
        laid.addLayout(self._filters(model.rowCount()))
        laid.addWidget(self._table(model))
        if state.cohort is not None and state.people:
            laid.addWidget(self._group(state.cohort))
        laid.addStretch(1)

    # ---- head

    def _head(self) -> QWidget:
        ctx, t, state = self._ctx, self._ctx.words.t, self._state
        head = QWidget()
        laid = column(ctx, 10)
        head.setLayout(laid)
        line = column(ctx, 10) if ctx.compact else row(ctx, 12)
        line.addWidget(Label(ctx, t("Sessions"), "h1"), 1)
        actions = Flow(spacing=ctx.look.px(8)) if ctx.compact else row(ctx, 8)
        bring = Button(ctx, t("Import sessions"), icon="upload")
        bring.clicked.connect(self.import_asked)
        actions.addWidget(bring)
        self.primary: QWidget = bring
        if state.waiting:
            text = t("Review next")
            following = Button(ctx, text, "primary", icon="play", key="" if ctx.narrow else "N")
            following.clicked.connect(self.next_asked)
            actions.addWidget(following)
            self.primary = following
        line.addLayout(actions)
        laid.addLayout(line)
        second = Flow(spacing=ctx.look.px(8))
        for key, icon, text in (
            ("agreement", "equal", t("Agreement")),
            ("replies", "messages-square", t("Replies")),
            ("calibration", "users", t("Calibration")),
            ("plans", "clipboard-check", t("Plans")),
            ("lock", "lock", t("Lock")),
        ):
            button = Button(ctx, text, "quiet", icon=icon, size="small")
            button.clicked.connect(lambda _=False, place=key: self.gone_to.emit(place))
            second.addWidget(button)
        name = Button(ctx, t("You review as {name}", name=state.coach or t("nobody yet")), "quiet", icon="user-check",
                      size="small")  # fmt: skip
        name.clicked.connect(lambda: self.coach_named.emit(state.coach))
        second.addWidget(name)
        laid.addLayout(second)
        return head

    def _nothing_yet(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, fill="", edge="line2", dashed=True, padding=24, spacing=10)
        card.body.addWidget(Label(ctx, t("No sessions yet"), "h3"))
        about = t(
            "Here are the sessions of everybody who practises on this computer, and those that trainees send you as a "
            ".repliikki file."
        )
        card.body.addWidget(Label(ctx, about, "body", "ink2", wrap=True))
        return card

    # ---- filters

    def _filters(self, shown: int) -> Flow:
        ctx, words, view = self._ctx, self._ctx.words, self._state.view
        bar = Flow(spacing=ctx.look.px(8))
        self.search = QLineEdit(view.name)
        self.search.setPlaceholderText(words.t("Find by name"))
        self.search.setAccessibleName(words.t("Find by name"))
        self.search.setFont(ctx.look.font("dense"))
        self.search.setFixedSize(ctx.look.px(190), ctx.look.px(32))
        self.search.returnPressed.connect(lambda: self._view(name=self.search.text().strip()))
        bar.addWidget(self.search)
        waiting = words.t("Waiting {count}", count=self._state.waiting)
        self._which = QButtonGroup(self)
        for text, unreviewed in ((waiting, True), (words.t("All"), False)):
            chip = FilterChip(ctx, text, on=view.filters.unreviewed is unreviewed)
            self._which.addButton(chip)
            chip.clicked.connect(lambda _=False, only=unreviewed: self._filter(unreviewed=only))
            bar.addWidget(chip)
        for button in (self._scenario(), self._attention(), self._replies(), self._language(), self._period(),
                       self._score(), self._outcome()):  # fmt: skip
            bar.addWidget(button)
        if view.filters not in (WAITING, EVERYTHING) or view.name:
            clear = Button(ctx, words.t("Clear filters"), "quiet", icon="x", size="small")
            clear.clicked.connect(lambda: self.viewed.emit(View(by=view.by, descending=view.descending)))
            bar.addWidget(clear)
        count = Label(ctx, words.t("{shown} of {all}", shown=words.number(shown), all=words.number(self._state.count)),
                      "hint", "ink2")  # fmt: skip
        count.setFixedHeight(ctx.look.px(32))
        bar.addWidget(count)
        for icon, name, signal in (
            ("send", words.t("Save what is shown as a file for the trainees' computers"), self.bundle_asked),
            ("download", words.t("Save what is shown as CSV"), self.export_asked),
            ("file-text", words.t("Save a report of the group as PDF"), self.report_asked),
        ):
            save = IconButton(ctx, icon, name)
            save.clicked.connect(signal)
            bar.addWidget(save)
        return bar

    def _menu(self, name: str, options: Sequence[tuple[str, dict[str, object]]], chosen: str) -> Button:
        """A button that opens a list of ways to narrow the sessions; the first one does not narrow them."""
        ctx = self._ctx
        button = Button(ctx, chosen or name, "secondary", icon_after="chevron-down", size="small")
        button.setAccessibleName(f"{name}: {chosen}" if chosen else name)

        def choose() -> None:
            menu = QMenu(self)
            menu.setFont(ctx.look.font("dense"))
            for text, change in options:
                action = menu.addAction(text)
                action.setCheckable(True)
                action.setChecked(all(getattr(self._state.view.filters, key) == value for key, value in change.items()))
                action.triggered.connect(lambda _=False, wanted=change: self._filter(**wanted))
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

        button.clicked.connect(choose)
        return button

    def _scenario(self) -> Button:
        words, wanted = self._ctx.words, self._state.view.filters.scenario
        options: list[tuple[str, dict[str, object]]] = [(words.t("All scenarios"), {"scenario": None})]
        summaries = self._state.summaries
        options += [(s.text(s.title, words.language), {"scenario": s.id}) for s in summaries.values()]
        found = summaries.get(wanted or "")
        chosen = found.text(found.title, words.language) if found else wanted or ""
        return self._menu(words.t("Scenario"), options, chosen)

    def _attention(self) -> Button:
        t, filters = self._ctx.words.t, self._state.view.filters
        none: dict[str, object] = {
            "disputed": False, "unsure": False, "broken": False, "outliers": False, "sample": None,
        }  # fmt: skip
        kinds: list[tuple[str, dict[str, object]]] = [
            (t("Disputed"), {"disputed": True}), (t("Not sure"), {"unsure": True}),
            (t("Respect broken"), {"broken": True}), (t("Unusual"), {"outliers": True}),
            (t("10% at random"), {"sample": _SAMPLE}),
        ]  # fmt: skip
        options = [(t("Everything"), none), *((name, none | change) for name, change in kinds)]
        chosen = [name for name, change in kinds if all(getattr(filters, k) == v for k, v in change.items())]
        return self._menu(t("Flags"), options, chosen[0] if chosen else "")

    def _replies(self) -> Button:
        t = self._ctx.words.t
        named = {"typed": t("Typed"), "chosen": t("Chosen"), "mixed": t("Both")}
        return self._choice(t("Replies"), "replies", t("All replies"), named)

    def _language(self) -> Button:
        t = self._ctx.words.t
        return self._choice(t("Language"), "language", t("All languages"), LANGUAGE_NAMES)

    def _outcome(self) -> Button:
        t = self._ctx.words.t
        named = {"good": t("Good ending"), "mixed": t("Mixed ending"), "bad": t("Bad ending")}
        return self._choice(t("Ending"), "outcome", t("All endings"), named)

    def _choice(self, name: str, field: str, everything: str, named: Mapping[str, str]) -> Button:
        chosen = getattr(self._state.view.filters, field)
        options: list[tuple[str, dict[str, object]]] = [(everything, {field: None})]
        options += [(text, {field: key}) for key, text in named.items()]
        return self._menu(name, options, named.get(chosen, ""))

    def _period(self) -> Button:
        t, since = self._ctx.words.t, self._state.view.filters.since
        midnight = self._state.now.replace(hour=0, minute=0, second=0, microsecond=0)
        spans = ((t("Last 7 days"), 7), (t("Last 30 days"), 30), (t("Last 12 weeks"), 84))
        kinds: list[tuple[str, dict[str, object]]] = [
            (text, {"since": midnight - timedelta(days=days)}) for text, days in spans
        ]
        chosen = [text for text, change in kinds if change["since"] == since]
        return self._menu(t("When"), [(t("At any time"), {"since": None}), *kinds], chosen[0] if chosen else "")

    def _score(self) -> Button:
        t, filters = self._ctx.words.t, self._state.view.filters
        kinds: list[tuple[str, dict[str, object]]] = [
            (t("Score under 50"), {"lowest": None, "highest": 49}), (t("Score 50–69"), {"lowest": 50, "highest": 69}),
            (t("Score 70 or more"), {"lowest": 70, "highest": None}),
        ]  # fmt: skip
        chosen = [text for text, change in kinds
                  if (filters.lowest, filters.highest) == (change["lowest"], change["highest"])]  # fmt: skip
        none: dict[str, object] = {"lowest": None, "highest": None}
        return self._menu(t("Score"), [(t("Any score"), none), *kinds], chosen[0] if chosen else "")

    def _filter(self, **change: object) -> None:
        filters = replace(self._state.view.filters, **change)  # type: ignore[arg-type]
        self._view(filters=filters)

    def _view(self, **change: object) -> None:
        view = replace(self._state.view, **change)  # type: ignore[arg-type]
        if view != self._state.view:
            self.viewed.emit(view)

    # ---- table and group

    def _table(self, model: SessionsModel) -> Card:
        ctx, view = self._ctx, self._state.view
        card = Card(ctx, padding=1, spacing=0)
        if not model.rowCount():
            empty = column(ctx, 8, (16, 20, 16, 20))
            text = ctx.words.t("Nothing is waiting. Choose “All” to see what there is.")
            if view.filters != WAITING or view.name:
                text = ctx.words.t("No session matches. Clear the filters to see more.")
            empty.addWidget(Label(ctx, text, "body", "ink2", wrap=True))
            card.body.addLayout(empty)
            return card
        self.table = SessionsTable(ctx, model, self._state.summaries)
        # The headings are 36 high; a short list is no higher than it needs.
        height = min(_TABLE, 40 + 44 * model.rowCount())
        self.table.setFixedHeight(ctx.look.px(height))
        self.table.activated.connect(self._open)
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(True)
        self._show_order()
        header.sectionClicked.connect(self._sort)
        card.body.addWidget(self.table)
        return card

    def _open(self, _: QModelIndex) -> None:
        session = self.table.session()
        if session is not None:
            self.opened.emit(session)

    def _show_order(self) -> None:
        view = self._state.view
        sorted_by = next((n for n, (_, by, _) in enumerate(COLUMNS) if by == view.by), 0)
        order = Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(sorted_by, order)

    def _sort(self, section: int) -> None:
        _, by, _ = COLUMNS[section]
        view = self._state.view
        if by is None:
            self._show_order()  # the heading has moved the arrow to itself
        if by is not None:
            self._view(by=by, descending=not view.descending if by == view.by else by != "person")

    def _group(self, cohort: Cohort) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, padding=20, spacing=10)
        head = row(ctx, 8)
        head.addWidget(Label(ctx, words.t("The group"), "h3"))
        head.addWidget(Label(ctx, words.t("average percent of the last five sessions"), "hint", "ink3", wrap=True), 1)
        card.body.addLayout(head)
        data = heat_map(cohort, state.people, words)
        chart = HeatMapChart(ctx, data)
        chart.entered.connect(self._drill)
        card.body.addWidget(WithTable(ctx, chart, heat_table(data, words)))
        summary = state.summaries.get(state.weakest or "")
        if cohort.weakest is not None and summary is not None:
            told = column(ctx, 8) if ctx.narrow else row(ctx, 10)
            told.addWidget(Icon(ctx, "lightbulb", "accent", 20))
            text = words.t(
                "The group's weakest skill is “{skill}”. It is practised in “{scenario}”.",
                skill=BY_KEY[cohort.weakest].name,
                scenario=summary.text(summary.title, words.language),
            )
            told.addWidget(Label(ctx, text, "body", wrap=True), 1)
            plan = Button(ctx, words.t("Make a plan from it"), "secondary", size="small")
            plan.clicked.connect(lambda: self.plan_asked.emit(summary.id))
            told.addWidget(plan)
            card.body.addLayout(told)
        return card

    def _drill(self, person: int, criterion: str) -> None:  # noqa: ARG002
        self._filter(people=(person,), unreviewed=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._ctx.single_keys and event.key() == Qt.Key.Key_N and self._state.waiting:
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)

"""Making or changing a practice plan: what to practise in which order, how, by when, and who."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from trainer.coaching.plans import Plan
from trainer.errors import TrainerError
from trainer.scenario.library import Summary
from trainer.ui.coach.plans_page import title_of
from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card
from trainer.ui.elements.choice import FilterChip, Segmented
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.select import Select
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import Label
from trainer.wording import MONTHS, Text, Wording

_LONGEST_TITLE, _MOST_SCENARIOS = 200, 100
_WEEKS = (1, 2, 4)
_DAY = re.compile(r"(?P<day>\d{1,2})[./ ]\s*(?P<month>\d{1,2}|[A-Za-z]+)[./ ]\s*(?P<year>\d{4})")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")


@dataclass(frozen=True)
class PlanDraft:
    """A plan as far as it was written.

    Attributes:
        uuid: of the plan that is changed; "" for a new one.
        due: as written; see `read_day`.
        people: numbers of those who are to have it.
    """

    uuid: str = ""
    title: str = ""
    scenarios: tuple[str, ...] = ()
    mode: Literal["practice", "test"] = "practice"
    due: str = ""
    note: str = ""
    people: frozenset[int] = frozenset()

    @classmethod
    def of(cls, plan: Plan, people: frozenset[int], words: Wording) -> PlanDraft:
        """A plan that is there, and those who have it."""
        due = words.day(plan.due) if plan.due else ""
        return cls(plan.uuid, plan.title, plan.scenarios, plan.mode, due, plan.note, people)


def read_day(text: str) -> date | None:
    """A day as people write it, "12.6.2026", "2026-06-12" or "12 June 2026"; None for nothing.

    Raises:
        TrainerError: it is no day.
    """
    written = text.strip()
    if not written:
        return None
    found = _DAY.fullmatch(written) or _ISO_DAY.fullmatch(written)
    try:
        if found is not None:
            return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    except ValueError:
        pass  # there is no such day or month
    raise TrainerError(
        Text("“{day}” isn't a date. Write it like 2026-06-12 or 12.6.2026, or leave it empty.", day=written)
    )


def _month(written: str) -> int:
    return int(written) if written.isdecimal() else [m.casefold() for m in MONTHS].index(written.casefold()) + 1


class PlanForm(SidePage):
    """Asks for what makes a plan; it is kept with its button or Enter in a field."""

    redrawn = Signal()
    """The scenarios are others now: the page is to be built anew from its `draft`."""
    kept = Signal()

    def __init__(
        self,
        ctx: Context,
        draft: PlanDraft,
        summaries: Mapping[str, Summary],
        people: Mapping[int, str],
        today: date,
        problem: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """People are names by number; problem is why the plan could not be kept."""
        t = ctx.words.t
        title = t("Change the plan") if draft.uuid else t("New plan")
        super().__init__(ctx, title, t("Back to the plans"), parent=parent)
        self._summaries, self._scenarios, self._uuid, self._today = summaries, list(draft.scenarios), draft.uuid, today
        sides = column(ctx, 16) if ctx.compact else row(ctx, 16)
        left, right = Card(ctx, padding=20, spacing=10), Card(ctx, padding=20, spacing=10)
        self._title = self._field(t("Title"), draft.title, _LONGEST_TITLE, t("Before the spring fair"))
        self._title.returnPressed.connect(self.kept)
        self._add_named(left.body, t("Title"), self._title)
        self._add_scenarios(left)
        left.body.addStretch(1)
        self._add_how(right, draft)
        self._add_people(right, draft, people)
        right.body.addStretch(1)
        sides.addWidget(left, 1)
        sides.addWidget(right, 1)
        self._laid.addLayout(sides)
        if problem:
            self._laid.addWidget(Label(ctx, problem, "dense", "missed", wrap=True))
        keep = Button(ctx, t("Save the plan"), "primary", icon="check")
        keep.clicked.connect(self.kept)
        foot = row(ctx)
        foot.addWidget(keep)
        foot.addStretch(1)
        self._laid.addLayout(foot)
        self._laid.addStretch(1)
        self.primary = self._title

    @property
    def draft(self) -> PlanDraft:
        """What was written so far."""
        people = frozenset(number for number, chip in self._people.items() if chip.isChecked())
        return PlanDraft(
            self._uuid, self._title.text(), tuple(self._scenarios),
            "test" if self._mode.value == "test" else "practice", self._due.text(), self._note.toPlainText(), people,
        )  # fmt: skip

    def _add_scenarios(self, card: Card) -> None:
        ctx, words = self._ctx, self._ctx.words
        t = words.t
        card.body.addWidget(Label(ctx, t("Scenarios, in the order to practise them"), "hint", "ink2", bold=True))
        for n, scenario in enumerate(self._scenarios):
            named = f"{n + 1}. {title_of(scenario, self._summaries, words.language)}"
            line = row(ctx, 6)
            line.addWidget(Label(ctx, named, "dense", wrap=True), 1)
            last = n + 1 == len(self._scenarios)
            for icon, name, act, possible in (
                ("arrow-up", t("{scenario}: earlier", scenario=named), self._mover(n, -1), n > 0),
                ("arrow-down", t("{scenario}: later", scenario=named), self._mover(n, 1), not last),
                ("x", t("{scenario}: remove", scenario=named), self._remover(n), True),
            ):
                button = IconButton(ctx, icon, name, edge=False)
                button.setEnabled(possible)
                button.clicked.connect(act)
                line.addWidget(button)
            card.body.addLayout(line)
        self._adder = Select(ctx, t("Add a scenario"))
        self._adder.addItem(t("Add a scenario"), "")
        for summary in self._summaries.values():
            self._adder.addItem(summary.text(summary.title, words.language), summary.id)
        self._adder.setEnabled(len(self._scenarios) < _MOST_SCENARIOS)
        self._adder.activated.connect(lambda: self._add(str(self._adder.currentData())))
        card.body.addWidget(self._adder)

    def _add_how(self, card: Card, draft: PlanDraft) -> None:
        ctx, words = self._ctx, self._ctx.words
        t = words.t
        modes = [("practice", t("Practice"), ""), ("test", t("Test"), "")]
        self._mode = Segmented(ctx, modes, draft.mode, t("Mode"))
        self._add_named(card.body, t("Mode: in a test only runs without hints count"), self._mode)
        self._due = self._field(t("Due date"), draft.due, 40, words.day(self._today + timedelta(weeks=2)))
        self._due.returnPressed.connect(self.kept)
        self._add_named(card.body, t("Due date (may be left empty)"), self._due)
        quick = Flow(spacing=ctx.look.px(6))
        for weeks in _WEEKS:
            day = words.day(self._today + timedelta(weeks=weeks))
            text = words.n("In {count} week", "In {count} weeks", weeks)
            button = Button(ctx, text, "quiet", size="small")
            button.setAccessibleName(f"{text}: {day}")
            button.clicked.connect(lambda _=False, wanted=day: self._due.setText(wanted))
            quick.addWidget(button)
        card.body.addLayout(quick)
        self._note = QPlainTextEdit(draft.note)
        self._note.setFont(ctx.look.font("dense"))
        self._note.setFixedHeight(ctx.look.px(84))
        self._note.setAccessibleName(t("Note to the people practising"))
        self._note.setTabChangesFocus(True)
        self._add_named(card.body, t("Note to the people practising"), self._note)

    def _add_people(self, card: Card, draft: PlanDraft, people: Mapping[int, str]) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        self._people: dict[int, FilterChip] = {}
        card.body.addWidget(Label(ctx, t("Who has it"), "hint", "ink2", bold=True))
        if not people:
            about = t("Nobody has practised on this computer yet. Save the plan as a file for them.")
            card.body.addWidget(Label(ctx, about, "hint", "ink3", wrap=True))
            return
        chips = Flow(spacing=ctx.look.px(6))
        for number, name in people.items():
            chip = FilterChip(ctx, name or t("No name"), on=number in draft.people)
            self._people[number] = chip
            chips.addWidget(chip)
        card.body.addLayout(chips)

    # ---- what is done here

    def _add(self, scenario: str) -> None:
        if scenario:
            self._scenarios.append(scenario)
            self.redrawn.emit()

    def _mover(self, at: int, step: int) -> Callable[[], None]:
        def move() -> None:
            self._scenarios.insert(at + step, self._scenarios.pop(at))
            self.redrawn.emit()

        return move

    def _remover(self, at: int) -> Callable[[], None]:
        def remove() -> None:
            del self._scenarios[at]
            self.redrawn.emit()

        return remove

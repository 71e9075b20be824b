"""Practice plans: what each asks for, and how far everybody is who was given it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.coaching.plans import Plan
from trainer.scenario.library import Summary
from trainer.store.plans import Given
from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Chip, Rule
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import row
from trainer.ui.elements.share import ShareBar
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import ElidedLabel, Label


@dataclass(frozen=True)
class PlansState:
    """What the page shows.

    Attributes:
        plans: by number, the newest first.
        progress: by number, everybody who was given the plan.
        people: names by number.
        summaries: all scenarios by id.
        today: in the coach's zone.
    """

    plans: Mapping[int, Plan]
    progress: Mapping[int, Sequence[Given]]
    people: Mapping[int, str]
    summaries: Mapping[str, Summary]
    today: date


class PlansPage(SidePage):
    """A plan a card."""

    made = Signal()
    """A new plan is asked for."""
    changed = Signal(int)
    saved = Signal(int)
    """The plan is to be written to a file."""
    deletion_asked = Signal(int)
    reading_asked = Signal()
    """A plan is to be read in from a file."""

    def __init__(self, ctx: Context, state: PlansState, parent: QWidget | None = None) -> None:
        t = ctx.words.t
        read, new = Button(ctx, t("Import a plan"), icon="upload"), Button(ctx, t("New plan"), "primary", icon="plus")
        super().__init__(ctx, t("Practice plans"), t("Back to the sessions"), [read, new], parent)
        read.clicked.connect(self.reading_asked)
        new.clicked.connect(self.made)
        self._state = state
        self.primary = new
        if not state.plans:
            about = t(
                "A plan says which scenarios to practise, in which order and by when. People given it see it on "
                "their page; you see their progress here. It goes to other computers as a small file."
            )
            self._add_nothing(t("No plans yet"), about)
        for number, plan in state.plans.items():
            self._laid.addWidget(self._plan(number, plan))
        self._laid.addStretch(1)

    def _plan(self, number: int, plan: Plan) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, padding=20, spacing=10)
        head = row(ctx, 8)
        head.addWidget(Label(ctx, plan.title, "h3", wrap=True), 1)
        for icon, name, signal in (
            ("pencil", words.t("Change “{plan}”, or give it to people", plan=plan.title), self.changed),
            ("save", words.t("Save “{plan}” as a file", plan=plan.title), self.saved),
            ("trash-2", words.t("Delete “{plan}”", plan=plan.title), self.deletion_asked),
        ):
            button = IconButton(ctx, icon, name)
            button.clicked.connect(lambda _=False, asked=signal: asked.emit(number))
            head.addWidget(button)
        card.body.addLayout(head)
        chips = Flow(spacing=ctx.look.px(6))
        if plan.due is not None:
            chips.addWidget(Chip(ctx, words.t("by {day}", day=words.day(plan.due)), icon="calendar-days"))
        if plan.mode == "test":
            chips.addWidget(Chip(ctx, words.t("as a test, without hints"), icon="timer"))
        for n, scenario in enumerate(plan.scenarios, 1):
            chips.addWidget(Chip(ctx, f"{n}. {title_of(scenario, state.summaries, words.language)}"))
        card.body.addLayout(chips)
        if plan.note:
            card.body.addWidget(Label(ctx, plan.note, "body", "ink2", wrap=True))
        given = state.progress[number]
        if not given:
            card.body.addWidget(Label(ctx, words.t("Nobody here has it yet."), "hint", "ink3", wrap=True))
        for each in given:
            card.body.addWidget(Rule(ctx))
            card.body.addLayout(self._person(plan, each))
        return card

    def _person(self, plan: Plan, given: Given) -> QHBoxLayout:
        ctx, words = self._ctx, self._ctx.words
        line = row(ctx, 12)
        name = self._state.people.get(given.person) or words.t("No name")
        line.addWidget(ElidedLabel(ctx, name, role="dense", tone="ink"), 3)
        done = sum(step.session is not None for step in given.steps)
        told = words.t("{done} of {all} done", done=done, all=len(given.steps))
        if not ctx.narrow:
            line.addWidget(ShareBar(ctx, done / len(given.steps), f"{name}: {told}"), 3)
        late = plan.due is not None and plan.due < self._state.today and not given.done
        if given.done:
            chip = Chip(ctx, words.t("Done"), icon="circle-check", ink="good", fill="good_soft")
        elif late:
            chip = Chip(ctx, told, icon="clock", ink="partial", fill="partial_soft")
        else:
            chip = Chip(ctx, told, icon="contrast" if done else "circle-dashed")
        line.addWidget(chip)
        return line


def title_of(scenario: str, summaries: Mapping[str, Summary], language: str) -> str:
    """A scenario's title, or its id where it is not at hand."""
    summary = summaries.get(scenario)
    return summary.text(summary.title, language) if summary is not None else scenario

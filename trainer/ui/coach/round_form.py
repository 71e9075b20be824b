"""A new calibration round: its name, which sessions, and who marks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.scenario.library import Summary
from trainer.store.lists import Filters, Replies
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card
from trainer.ui.elements.choice import Segmented
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.select import Select
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import Label
from trainer.ui.preferences import LANGUAGE_NAMES

COUNTS = (3, 5, 8, 12, 20)
FINISHED = Filters(state="finished")
_LONGEST = 200


@dataclass(frozen=True)
class RoundDraft:
    """A round as far as it was written.

    Attributes:
        way: whether sessions are drawn at random from the filter or named by their numbers.
        count: how many are drawn.
        filters: from which they are drawn.
        numbers: as written, such as "12, 15".
        coaches: names as written, with commas between.
    """

    name: str = ""
    way: Literal["random", "numbers"] = "random"
    count: int = 5
    filters: Filters = FINISHED
    numbers: str = ""
    coaches: str = ""


class RoundForm(SidePage):
    """Asks for what makes a round; the round begins with its button or Enter."""

    way_chosen = Signal()
    """Another way to choose sessions: the page is to be built anew from its `draft`."""
    begun = Signal()

    def __init__(
        self,
        ctx: Context,
        draft: RoundDraft,
        summaries: Sequence[Summary],
        problem: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Problem is why the round could not begin."""
        t = ctx.words.t
        super().__init__(ctx, t("New round"), t("Back to the rounds"), parent=parent)
        self._draft, self._summaries = draft, summaries
        card = Card(ctx, padding=20, spacing=10)
        self._name = self._field(t("Name"), draft.name, _LONGEST, t("Spring, complaints"))
        self._add_named(card.body, t("Name"), self._name)
        ways = [("random", t("At random"), ""), ("numbers", t("By number"), "")]
        self._way = Segmented(ctx, ways, draft.way, t("Which sessions"))
        self._way.chosen.connect(self.way_chosen)
        self._add_named(card.body, t("Which sessions"), self._way)
        if draft.way == "random":
            self._add_drawing(card)
        else:
            self._numbers = self._field(t("Numbers of sessions"), draft.numbers, _LONGEST, "12, 15, 18")
            self._numbers.returnPressed.connect(self.begun)
            self._add_named(card.body, t("Numbers of sessions, with commas between"), self._numbers)
        self._coaches = self._field(t("Coaches"), draft.coaches, _LONGEST, t("Tiina Laakso, Ville Salo"))
        self._add_named(card.body, t("Coaches, with commas between"), self._coaches)
        for field in (self._name, self._coaches):
            field.returnPressed.connect(self.begun)
        if problem:
            card.body.addWidget(Label(ctx, problem, "dense", "missed", wrap=True))
        begin = Button(ctx, t("Start the round"), "primary", icon="play")
        begin.clicked.connect(self.begun)
        foot = row(ctx)
        foot.addWidget(begin)
        foot.addStretch(1)
        card.body.addLayout(foot)
        card.setMaximumWidth(ctx.look.px(720))
        self._laid.addWidget(card)
        self._laid.addStretch(1)
        self.primary = self._name

    @property
    def draft(self) -> RoundDraft:
        """What was written so far."""
        filters, count, numbers = self._draft.filters, self._draft.count, self._draft.numbers
        if self._draft.way == "random":
            filters = replace(
                FINISHED, scenario=self._scenario.currentData(), language=self._language.currentData(),
                replies=self._replies.currentData(),
            )  # fmt: skip
            count = int(self._count.currentData())
        else:
            numbers = self._numbers.text()
        way: Literal["random", "numbers"] = "random" if self._way.value == "random" else "numbers"
        return RoundDraft(self._name.text(), way, count, filters, numbers, self._coaches.text())

    def _add_drawing(self, card: Card) -> None:
        ctx, words, draft = self._ctx, self._ctx.words, self._draft
        t = words.t
        self._count = self._select(t("How many"), [(words.number(n), n) for n in COUNTS], draft.count)
        scenarios: list[tuple[str, object]] = [(t("All scenarios"), None)]
        scenarios += [(s.text(s.title, words.language), s.id) for s in self._summaries]
        self._scenario = self._select(t("Scenario"), scenarios, draft.filters.scenario)
        languages: list[tuple[str, object]] = [(t("All languages"), None)]
        languages += [(name, key) for key, name in LANGUAGE_NAMES.items()]
        self._language = self._select(t("Language"), languages, draft.filters.language)
        kinds: tuple[tuple[str, Replies | None], ...] = (
            (t("All replies"), None), (t("Typed"), "typed"), (t("Chosen"), "chosen"),
        )  # fmt: skip
        self._replies = self._select(t("Replies"), kinds, draft.filters.replies)
        boxes = (self._count, self._scenario, self._language, self._replies)
        for pair in (boxes[:2], boxes[2:]):
            line = column(ctx, 8) if ctx.narrow else row(ctx, 12)
            for box in pair:
                part = column(ctx, 4)
                self._add_named(part, box.accessibleName(), box)
                line.addLayout(part, 1)
            card.body.addLayout(line)

    def _select(self, name: str, options: Sequence[tuple[str, object]], chosen: object) -> Select:
        box = Select(self._ctx, name)
        for text, value in options:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, [value for _, value in options].index(chosen)))
        return box

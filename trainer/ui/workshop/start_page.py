"""Where a workshop begins: a scenario, the languages on the screen, and what was held before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.scenario.library import Summary
from trainer.store.workshops import WorkshopRow
from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Icon, Rule
from trainer.ui.elements.choice import Segmented
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, page_column, row
from trainer.ui.elements.select import Select
from trainer.ui.elements.text import ElidedLabel, Label
from trainer.ui.preferences import LANGUAGE_NAMES

_SHOWN = 12


@dataclass(frozen=True)
class StartState:
    """What the page shows.

    Attributes:
        summaries: what can be played.
        minutes: how long a room takes over the scenario that is chosen.
        scenario: the one that is chosen.
        languages: those of the screen, the larger one first.
        held: workshops of this computer, the newest first.
    """

    summaries: Sequence[Summary]
    minutes: int
    scenario: str
    languages: tuple[str, ...]
    held: Sequence[WorkshopRow]


class StartPage(QWidget):
    """The workshop's page in the rail."""

    begun = Signal(str, object)
    """A scenario and the languages on the screen."""
    chosen = Signal(str, object)
    """The same, not begun yet."""
    taken_up = Signal(int)
    looked_at = Signal(int)
    """The report of a workshop is to be saved."""
    table_asked = Signal(int)
    deleted = Signal(int)
    plan_asked = Signal()
    handout_asked = Signal(str, str)
    """Role cards of a scenario in a language."""
    observer_asked = Signal()

    def __init__(self, ctx: Context, state: StartState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._state = ctx, state
        laid = page_column(ctx, self)
        t = ctx.words.t
        laid.addWidget(Label(ctx, t("Workshop"), "h1"))
        about = t("Play together: you see the console; the room sees the conversation and votes on what to say.")
        laid.addWidget(Label(ctx, about, "body", "ink2", wrap=True))
        sides: QHBoxLayout | QVBoxLayout = column(ctx, 16) if ctx.compact else row(ctx, 16)
        sides.addWidget(self._new(), 6)
        sides.addWidget(self._beside(), 4)
        laid.addLayout(sides)
        laid.addWidget(self._held())
        laid.addStretch(1)

    def _new(self) -> Card:
        ctx, t, state = self._ctx, self._ctx.words.t, self._state
        card = Card(ctx, padding=20, spacing=12)
        card.body.addWidget(Label(ctx, t("A new workshop"), "h2"))
        self._scenario = Select(ctx, t("Scenario"))
        for each in state.summaries:
            self._scenario.addItem(each.text(each.title, ctx.words.language), each.id)
        self._scenario.setCurrentIndex(max(0, self._scenario.findData(state.scenario)))
        self._scenario.activated.connect(lambda: self.chosen.emit(*self._choice()))
        card.body.addWidget(self._scenario)
        summary = next((each for each in state.summaries if each.id == state.scenario), None)
        if summary is not None:
            about = summary.text(summary.summary, ctx.words.language)
            card.body.addWidget(Label(ctx, about, "body", "ink2", wrap=True))
            time = t("With a room, it takes about {minutes} minutes.", minutes=state.minutes)
            card.body.addWidget(Label(ctx, time, "hint", "ink3", wrap=True))
        card.body.addWidget(Label(ctx, t("On the room's screen"), "hint", "ink2", bold=True))
        self._languages = Segmented(ctx, list(self._offers(summary)), "+".join(state.languages), t("Languages"))
        card.body.addWidget(self._languages)
        foot = row(ctx, 12)
        start = Button(ctx, t("Open the workshop"), "primary", icon="play", key="↵")
        start.setEnabled(summary is not None)
        start.clicked.connect(lambda: self.begun.emit(*self._choice()))
        foot.addWidget(start)
        foot.addStretch(1)
        card.body.addLayout(foot)
        self.primary = start
        return card

    def _offers(self, summary: Summary | None) -> list[tuple[str, str, str]]:
        languages = summary.languages if summary is not None else ()
        offers = [(key, LANGUAGE_NAMES.get(key, key), "") for key in languages]
        if len(languages) > 1:
            both = " + ".join(LANGUAGE_NAMES.get(key, key) for key in languages[:2])
            offers.append(("+".join(languages[:2]), both, ""))
        return offers

    def _choice(self) -> tuple[str, tuple[str, ...]]:
        return str(self._scenario.currentData()), tuple(self._languages.value.split("+"))

    def _beside(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, padding=20, spacing=12)
        card.body.addWidget(Label(ctx, t("Prepare in advance"), "h3"))
        for icon, text, about, act in (
            ("clipboard-check", t("Workshop plan"), t("Several scenarios in order, with your own questions and times."),
             self.plan_asked.emit),
            ("printer", t("Print role cards"), t("For pairs and small groups: customer, trainee and observer, A4."),
             self._ask_handout),
            ("eye-off", t("Type in an observer's marks"), t("From a live role play."),
             self.observer_asked.emit),
        ):  # fmt: skip
            line = row(ctx, 12)
            line.addWidget(Icon(ctx, icon, "accent", 20))
            words = column(ctx, 0)
            words.addWidget(Label(ctx, text, "body", wrap=True))
            words.addWidget(Label(ctx, about, "hint", "ink3", wrap=True))
            line.addLayout(words, 1)
            button = Button(ctx, t("Open it"), "secondary", size="small")
            button.setAccessibleName(text)
            button.clicked.connect(act)
            line.addWidget(button)
            card.body.addLayout(line)
        card.body.addStretch(1)
        return card

    def _ask_handout(self) -> None:
        scenario, languages = self._choice()
        self.handout_asked.emit(scenario, languages[0])

    def _held(self) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, padding=20, spacing=4)
        card.body.addWidget(Label(ctx, words.t("Workshops held here"), "h3"))
        if not state.held:
            text = words.t("None yet. What a room votes is kept here, in counts only and apart from people's sessions.")
            card.body.addWidget(Label(ctx, text, "body", "ink2", wrap=True))
        titles = {summary.id: summary for summary in state.summaries}
        for held in state.held[:_SHOWN]:
            summary = titles.get(held.scenario)
            title = summary.text(summary.title, words.language) if summary else held.scenario
            card.body.addWidget(Rule(ctx))
            card.body.addLayout(self._row(held, title))
        return card

    def _row(self, held: WorkshopRow, title: str) -> QHBoxLayout:
        ctx, words = self._ctx, self._ctx.words
        line = row(ctx, 10, (0, 6, 0, 6))
        told = column(ctx, 0)
        told.addWidget(ElidedLabel(ctx, title, role="dense", tone="ink"))
        parts = (
            words.moment(held.started.astimezone()),
            words.n("{count} round", "{count} rounds", held.rounds),
            words.n("{count} vote", "{count} votes", held.votes),
        )
        told.addWidget(ElidedLabel(ctx, " · ".join(parts)))
        line.addLayout(told, 1)
        actions = Flow(spacing=ctx.look.px(4), right=True)
        if held.ended is None:
            again = Button(ctx, words.t("Resume"), "secondary", size="small")
            again.setAccessibleName(words.t("Resume the workshop {title}", title=title))
            again.clicked.connect(lambda: self.taken_up.emit(held.id))
            actions.addWidget(again)
        for icon, name, signal in (
            ("file-text", words.t("Save {title} as PDF", title=title), self.looked_at),
            ("download", words.t("Save {title} as CSV", title=title), self.table_asked),
            ("trash-2", words.t("Delete the workshop {title}", title=title), self.deleted),
        ):
            button = IconButton(ctx, icon, name, edge=False)
            button.clicked.connect(lambda _=False, to=signal: to.emit(held.id))
            actions.addWidget(button)
        line.addLayout(actions)
        return line

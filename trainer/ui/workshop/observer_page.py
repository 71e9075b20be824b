"""Typing in an observer's sheet after a live role play, and those that were typed in before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from trainer.rubric.catalogue import BY_KEY, Criterion
from trainer.rubric.marks import LEVEL_WORDS
from trainer.scenario.library import Summary
from trainer.store.observed import ObservedSession
from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Rule
from trainer.ui.elements.choice import FilterChip, Segmented
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.select import Select
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import Label
from trainer.ui.preferences import LANGUAGE_NAMES
from trainer.ui.workshop.observed import observed_told, title_of

_LONGEST_NAME = 80
_NOT_SEEN = 0  # the place of the first choice of a skill


@dataclass(frozen=True)
class Sheet:
    """An observer's sheet as far as it is typed in.

    Attributes:
        scenario: on whose cards they played.
        language: of the cards.
        person: who played the trainee; None for nobody in particular.
        observer: who marked.
        levels: criterion to level; what was not seen is left out.
        comment: for the one who played.
    """

    scenario: str
    language: str
    person: int | None = None
    observer: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)
    comment: str = ""


@dataclass(frozen=True)
class ObserverState:
    """What the page shows.

    Attributes:
        sheet: the one that is typed in.
        summaries: all scenarios by id.
        people: names by number.
        kept: those typed in before that may be seen here, the newest first.
        hidden: how many there are beside them.
        problem: why the sheet could not be kept, in the reader's language; "" if nothing went wrong.
    """

    sheet: Sheet
    summaries: Mapping[str, Summary]
    people: Mapping[int, str]
    kept: Sequence[ObservedSession]
    hidden: int
    problem: str = ""


class LevelChoice(QWidget):
    """The level of a skill in a role play, or that it was not seen; what the level means stands below."""

    def __init__(self, ctx: Context, criterion: Criterion, level: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._criterion = ctx.words, criterion
        self._levels: list[int | None] = [None, *sorted(criterion.anchors)]
        name = ctx.words.say(criterion.name)
        laid = column(ctx, 6)
        self.setLayout(laid)
        laid.addWidget(Label(ctx, name, "dense", bold=True, wrap=True))
        chips = Flow(spacing=ctx.look.px(6))
        self._group = QButtonGroup(self)
        for n, each in enumerate(self._levels):
            chip = FilterChip(ctx, self._told(each), on=each == level)
            chip.setAccessibleName(f"{name}: {self._told(each)}")
            self._group.addButton(chip, n)
            chips.addWidget(chip)
        laid.addLayout(chips)
        self._about = Label(ctx, "", "hint", "ink2", wrap=True)
        laid.addWidget(self._about)
        self._group.idToggled.connect(self._tell)
        self._tell()

    @property
    def level(self) -> int | None:
        """None where it was not seen."""
        return self._levels[max(_NOT_SEEN, self._group.checkedId())]

    def _told(self, level: int | None) -> str:
        if level is None:
            return self._words.t("Not seen")
        return f"{level} · {self._words.say(LEVEL_WORDS[level])}".replace("-", "−")

    def _tell(self) -> None:
        level = self.level
        self._about.say(self._words.say(self._criterion.short if level is None else self._criterion.anchors[level]))


class ObserverPage(SidePage):
    """A form, and below it what it has given so far."""

    redrawn = Signal()
    """Another scenario: the page is to be built anew from its `sheet`."""
    kept = Signal()
    deletion_asked = Signal(int, str)
    """Which one, and what it is of."""

    def __init__(self, ctx: Context, state: ObserverState, parent: QWidget | None = None) -> None:
        t = ctx.words.t
        super().__init__(ctx, t("Observed role plays"), t("Back to the workshop"), parent=parent)
        self._state = state
        self._told(
            t("Type in an observer's sheet after a live role play. Its marks are kept apart from what is played here.")
        )
        sides: QHBoxLayout | QVBoxLayout = column(ctx, 16) if ctx.compact else row(ctx, 16)
        sides.addWidget(self._about(state.sheet), 5)
        sides.addWidget(self._skills(state.sheet), 6)
        self._laid.addLayout(sides)
        if state.problem:
            self._laid.addWidget(Label(ctx, state.problem, "dense", "missed", wrap=True))
        keep = Button(ctx, t("Save the marks"), "primary", icon="check")
        keep.setEnabled(bool(state.summaries))
        keep.clicked.connect(self.kept)
        foot = row(ctx)
        foot.addWidget(keep)
        foot.addStretch(1)
        self._laid.addLayout(foot)
        self._laid.addWidget(self._list())
        self._laid.addStretch(1)
        self.primary = self._scenario

    @property
    def sheet(self) -> Sheet:
        """What was typed in so far."""
        levels = {key: choice.level for key, choice in self._levels.items()}
        language = self._language.value if self._language is not None else self._state.sheet.language
        return Sheet(
            str(self._scenario.currentData() or ""), language, self._person.currentData(), self._observer.text(),
            {key: level for key, level in levels.items() if level is not None}, self._comment.toPlainText(),
        )  # fmt: skip

    # ---- the form

    def _about(self, sheet: Sheet) -> Card:
        ctx, words = self._ctx, self._ctx.words
        t = words.t
        card = Card(ctx, padding=20, spacing=10)
        self._scenario = Select(ctx, t("Scenario"))
        for summary in self._state.summaries.values():
            self._scenario.addItem(summary.text(summary.title, words.language), summary.id)
        self._scenario.setCurrentIndex(max(0, self._scenario.findData(sheet.scenario)))
        self._scenario.activated.connect(self.redrawn)
        self._add_named(card.body, t("Scenario"), self._scenario)
        self._language = self._languages(sheet)
        if self._language is not None:
            self._add_named(card.body, t("Language of the cards"), self._language)
        self._person = Select(ctx, t("Who played the trainee"))
        self._person.addItem(t("Nobody in particular"), None)
        for number, name in self._state.people.items():
            self._person.addItem(name or t("No name"), number)
        self._person.setCurrentIndex(max(0, self._person.findData(sheet.person)))
        self._add_named(card.body, t("Who played the trainee"), self._person)
        self._observer = self._field(t("Who observed"), sheet.observer, _LONGEST_NAME)
        self._observer.returnPressed.connect(self.kept)
        self._add_named(card.body, t("Who observed"), self._observer)
        self._comment = QPlainTextEdit(sheet.comment)
        self._comment.setFont(ctx.look.font("body"))
        self._comment.setFixedHeight(ctx.look.px(84))
        self._comment.setAccessibleName(t("A sentence for the person who played"))
        self._comment.setTabChangesFocus(True)
        self._add_named(card.body, t("A sentence for the person who played"), self._comment)
        card.body.addStretch(1)
        return card

    def _languages(self, sheet: Sheet) -> Segmented | None:
        """None where there is nothing to choose."""
        summary = self._state.summaries.get(sheet.scenario)
        if summary is None or len(summary.languages) < 2:
            return None
        options = [(key, LANGUAGE_NAMES.get(key, key), "") for key in summary.languages]
        return Segmented(self._ctx, options, sheet.language, self._ctx.words.t("Language of the cards"))

    def _skills(self, sheet: Sheet) -> Card:
        card = Card(self._ctx, padding=20, spacing=14)
        card.body.addWidget(Label(self._ctx, self._ctx.words.t("What was seen"), "h3"))
        summary = self._state.summaries.get(sheet.scenario)
        self._levels = {
            key: LevelChoice(self._ctx, BY_KEY[key], sheet.levels.get(key))
            for key in (summary.criteria if summary else ())
        }
        for choice in self._levels.values():
            card.body.addWidget(choice)
        card.body.addStretch(1)
        return card

    # ---- those typed in before

    def _list(self) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, padding=20, spacing=10)
        card.body.addWidget(Label(ctx, words.t("Typed in so far"), "h3"))
        if not state.kept:
            card.body.addWidget(Label(ctx, words.t("Nothing yet."), "body", "ink2", wrap=True))
        for session in state.kept:
            card.body.addWidget(Rule(ctx))
            card.body.addLayout(self._session(session))
        if state.hidden:
            about = words.n(
                "{count} more is seen only by the person who played.",
                "{count} more are seen only by the people who played.",
                state.hidden,
            )
            card.body.addWidget(Label(ctx, about, "hint", "ink3", wrap=True))
        return card

    def _session(self, session: ObservedSession) -> QHBoxLayout:
        ctx, words = self._ctx, self._ctx.words
        line = row(ctx, 8)
        name = words.t("Nobody in particular")
        if session.person is not None:
            name = self._state.people.get(session.person) or words.t("No name")
        line.addLayout(observed_told(ctx, session, name), 1)
        title, moment = title_of(ctx, session), words.moment(session.at.astimezone())
        delete = IconButton(ctx, "trash-2", words.t("Delete: {scenario}, {moment}", scenario=title, moment=moment))
        delete.clicked.connect(lambda: self.deletion_asked.emit(session.id, title))
        line.addWidget(delete, alignment=Qt.AlignmentFlag.AlignTop)
        return line

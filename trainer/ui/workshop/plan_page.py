"""Preparing a workshop: scenarios in order with their minutes, the languages on the screen, questions of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from trainer.scenario.library import Summary
from trainer.scenario.model import Scenario, Script
from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Chip, Icon, Rule
from trainer.ui.elements.choice import Segmented
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, empty, row
from trainer.ui.elements.select import Select
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import Label
from trainer.ui.preferences import LANGUAGE_NAMES
from trainer.ui.workshop.plan_draft import Draft, offered_languages
from trainer.wording import Text

_LONGEST_TITLE, _MOST_SCENARIOS, _MOST_MINUTES = 200, 20, 480


class QuestionPlace(NamedTuple):
    """The question in the editor: of which scenario of the plan, from 0, at which scene, in which language."""

    at: int
    scene: str
    language: str


@dataclass(frozen=True)
class PlanState:
    """What the page shows.

    Attributes:
        draft: the plan as it stands here.
        saved: as it is in its file; of a new plan, as it began.
        file: its file's name; "" for a plan that has none yet.
        summaries: all scenarios by id.
        scripts: those of the plan that are at hand, by id.
        estimates: about how many minutes a room takes over each of them.
        place: the question in the editor; None where there is nothing to ask about.
        problem: why something could not be done, in the reader's language; "" if nothing went wrong.
    """

    draft: Draft
    saved: Draft
    file: str
    summaries: Mapping[str, Summary]
    scripts: Mapping[str, Script]
    estimates: Mapping[str, int]
    place: QuestionPlace | None
    problem: str = ""


class PlanPage(SidePage):
    """Everything but the texts is kept as soon as it is changed here; in the file it is only once it is saved."""

    edited = Signal(object)
    """The `Draft` as it stands now."""
    redrawn = Signal()
    """The page is to be built anew, from what was edited last."""
    added = Signal(str)
    """A scenario is to be put at the end."""
    looked_at = Signal(object)
    """The `QuestionPlace` that the editor is to show."""
    made = Signal()
    """A new plan is asked for."""
    opening_asked = Signal()
    saving_asked = Signal()
    started = Signal(int)
    """With which scenario of the plan, from 0."""

    def __init__(self, ctx: Context, state: PlanState, parent: QWidget | None = None) -> None:
        t = ctx.words.t
        new, opened = Button(ctx, t("New"), icon="plus"), Button(ctx, t("Open"), icon="folder")
        save = Button(ctx, t("Save"), "primary", icon="save")
        super().__init__(ctx, t("Workshop plan"), t("Back to the workshop"), [new, opened, save], parent)
        new.clicked.connect(self.made)
        opened.clicked.connect(self.opening_asked)
        save.clicked.connect(self.saving_asked)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self.saving_asked)
        self._state, self._draft = state, state.draft
        self._starts: list[Button] = []
        self._chip = Chip(ctx, "")
        self._where = Label(ctx, "", "hint", "ink2", wrap=True)
        head = row(ctx, 8)
        head.addWidget(self._chip)
        head.addWidget(self._where, 1)
        self._laid.addLayout(head)
        if state.problem:
            self._laid.addWidget(Label(ctx, state.problem, "dense", "missed", wrap=True))
        sides: QHBoxLayout | QVBoxLayout = column(ctx, 16) if ctx.compact else row(ctx, 16)
        right = column(ctx, 16)
        right.addWidget(self._questions())
        right.addWidget(self._faults_card())
        right.addStretch(1)
        sides.addWidget(self._about(), 6)
        sides.addLayout(right, 5)
        self._laid.addLayout(sides)
        self._laid.addStretch(1)
        self._tell()

    # ---- title, languages, scenarios

    def _about(self) -> Card:
        ctx, t, draft = self._ctx, self._ctx.words.t, self._draft
        card = Card(ctx, padding=20, spacing=10)
        title = self._field(t("Title"), draft.title, _LONGEST_TITLE, t("Complaints, Thursday morning"))
        title.textEdited.connect(lambda text: self._edit(replace(self._draft, title=text)))
        self._add_named(card.body, t("Title"), title)
        self.primary = title
        card.body.addLayout(self._languages())
        card.body.addWidget(Label(ctx, t("Scenarios in order"), "hint", "ink2", bold=True))
        for at in range(len(draft.scenarios)):
            card.body.addWidget(Rule(ctx))
            card.body.addLayout(self._scenario(at))
        add = Select(ctx, t("Add a scenario"))
        add.addItem(t("Add a scenario"), "")
        for summary in self._state.summaries.values():
            add.addItem(summary.text(summary.title, ctx.words.language), summary.id)
        add.setEnabled(len(draft.scenarios) < _MOST_SCENARIOS)
        add.activated.connect(lambda: self.added.emit(str(add.currentData())) if add.currentData() else None)
        card.body.addWidget(add)
        self._total = Label(ctx, "", "body", bold=True, wrap=True)
        card.body.addWidget(self._total)
        card.body.addStretch(1)
        return card

    def _languages(self) -> QHBoxLayout | QVBoxLayout:
        """The language on the screen, and the one below it in smaller letters, if any."""
        ctx, t, draft = self._ctx, self._ctx.words.t, self._draft
        known = [language for summary in self._state.summaries.values() for language in summary.languages]
        offered = offered_languages(draft, known)
        larger, smaller = Select(ctx, t("Language on the screen")), Select(ctx, t("Below it, smaller"))
        smaller.addItem(t("No other language"), "")
        for language in offered:
            for box in (larger, smaller):
                box.addItem(LANGUAGE_NAMES.get(language, language), language)
        larger.setCurrentIndex(larger.findData(draft.languages[0]))
        smaller.setCurrentIndex(smaller.findData(draft.languages[1]) if len(draft.languages) > 1 else 0)

        def choose() -> None:
            chosen = (str(larger.currentData()), str(smaller.currentData()))
            self._redraw(replace(self._draft, languages=tuple(filter(None, chosen))))

        laid: QHBoxLayout | QVBoxLayout = column(ctx, 8) if ctx.narrow else row(ctx, 12)
        for name, box in ((t("Language on the screen"), larger), (t("Below it, smaller"), smaller)):
            box.activated.connect(choose)
            part = column(ctx, 8)
            self._add_named(part, name, box)
            laid.addLayout(part, 1)
        return laid

    def _scenario(self, at: int) -> QVBoxLayout:
        ctx, words, planned = self._ctx, self._ctx.words, self._draft.scenarios[at]
        t, title = words.t, self._title(planned.id)
        laid = column(ctx, 6)
        laid.addWidget(Label(ctx, f"{at + 1}. {title}", "body", wrap=True))
        controls = Flow(spacing=ctx.look.px(8))
        controls.addWidget(self._minutes(at, t("Minutes for {number}. {scenario}", number=at + 1, scenario=title)))
        unit = Label(ctx, t("min"), "hint", "ink2")
        unit.setMinimumHeight(ctx.look.px(32))
        controls.addWidget(unit)
        for icon, text, act, possible in (
            ("arrow-up", t("{number}. {scenario}: earlier", number=at + 1, scenario=title),
             lambda: self._redraw(self._draft.moved(at, -1)), at > 0),
            ("arrow-down", t("{number}. {scenario}: later", number=at + 1, scenario=title),
             lambda: self._redraw(self._draft.moved(at, 1)), at + 1 < len(self._draft.scenarios)),
            ("x", t("{number}. {scenario}: remove", number=at + 1, scenario=title),
             lambda: self._redraw(self._draft.without(at)), True),
        ):  # fmt: skip
            button = IconButton(ctx, icon, text, edge=False)
            button.setEnabled(possible)
            button.clicked.connect(act)
            controls.addWidget(button)
        start = Button(ctx, t("Start here"), icon="play", size="small")
        start.setAccessibleName(t("Start with {number}. {scenario}", number=at + 1, scenario=title))
        start.clicked.connect(partial(self.started.emit, at))
        self._starts.append(start)
        controls.addWidget(start)
        laid.addLayout(controls)
        if planned.id in self._state.estimates:
            needed = t("With a room, it takes about {minutes} minutes.", minutes=self._state.estimates[planned.id])
            laid.addWidget(Label(ctx, needed, "hint", "ink3", wrap=True))
        return laid

    def _minutes(self, at: int, name: str) -> QLineEdit:
        minutes = self._field(name, str(self._draft.scenarios[at].minutes), len(str(_MOST_MINUTES)))
        minutes.setValidator(QIntValidator(1, _MOST_MINUTES, minutes))
        minutes.setFixedSize(self._ctx.look.px(64), self._ctx.look.px(32))
        minutes.setAlignment(Qt.AlignmentFlag.AlignRight)

        def keep() -> None:
            if minutes.hasAcceptableInput():
                self._edit(self._draft.with_minutes(at, int(minutes.text())))

        minutes.textEdited.connect(keep)
        return minutes

    def _title(self, scenario: str) -> str:
        summary = self._state.summaries.get(scenario)
        return summary.text(summary.title, self._ctx.words.language) if summary is not None else scenario

    # ---- discussion questions

    def _questions(self) -> Card:
        ctx, t, place = self._ctx, self._ctx.words.t, self._state.place
        card = Card(ctx, padding=20, spacing=10)
        card.body.addWidget(Label(ctx, t("Discussion questions"), "h3"))
        if place is None:
            about = t("Once there is a scenario in the plan, you can ask the room questions of your own.")
            card.body.addWidget(Label(ctx, about, "body", "ink2", wrap=True))
            return card
        script = self._state.scripts[self._draft.scenarios[place.at].id]
        scenario = script.in_language(place.language)
        self._add_named(card.body, t("Scenario"), self._scenarios_box(place))
        self._add_named(card.body, t("When this has been said"), self._scenes_box(place, scenario))
        if len(self._draft.languages) > 1:
            options = [
                (key, LANGUAGE_NAMES.get(key, key), "") for key in self._draft.languages if key in script.languages
            ]
            languages = Segmented(ctx, options, place.language, t("Language of the question"))
            languages.chosen.connect(lambda key: self.looked_at.emit(place._replace(language=key)))
            card.body.addWidget(languages)
        self._add_editor(card, place, scenario)
        return card

    def _scenarios_box(self, place: QuestionPlace) -> Select:
        box = Select(self._ctx, self._ctx.words.t("Scenario to ask about"))
        for at, planned in enumerate(self._draft.scenarios):
            if planned.id in self._state.scripts:
                box.addItem(f"{at + 1}. {self._title(planned.id)}", at)
        box.setCurrentIndex(box.findData(place.at))
        box.activated.connect(lambda: self.looked_at.emit(QuestionPlace(int(box.currentData()), "", place.language)))
        return box

    def _scenes_box(self, place: QuestionPlace, scenario: Scenario) -> Select:
        words = self._ctx.words
        box = Select(self._ctx, words.t("Scene to ask about"))
        own = self._draft.scenarios[place.at].questions
        for key, scene in scenario.scenes.items():
            said = words.t("“{words}”", words=scene.says[-1].short or scene.says[-1].text)
            box.addItem(
                words.t("{line} · your question", line=said) if place.language in own.get(key, {}) else said, key
            )
        box.setCurrentIndex(box.findData(place.scene))
        box.activated.connect(lambda: self.looked_at.emit(place._replace(scene=str(box.currentData()))))
        return box

    def _add_editor(self, card: Card, place: QuestionPlace, scenario: Scenario) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        own = scenario.scenes[place.scene].discuss or ""
        editor = QPlainTextEdit(self._draft.question(place.at, place.scene, scenario))
        editor.setFont(ctx.look.font("body"))
        editor.setFixedHeight(ctx.look.px(110))
        editor.setAccessibleName(t("Question to the room"))
        editor.setPlaceholderText(t("No question is asked here."))
        editor.setTabChangesFocus(True)

        def keep() -> None:
            written = editor.toPlainText()
            text = "" if written.strip() == own else written
            self._edit(self._draft.with_question(place.at, place.scene, place.language, text))

        editor.textChanged.connect(keep)
        self._add_named(card.body, t("Question to the room"), editor)
        foot = row(ctx)
        back = Button(ctx, t("The scenario's own question"), "quiet", icon="undo-2", size="small")
        back.clicked.connect(lambda: editor.setPlainText(own))
        foot.addWidget(back)
        foot.addStretch(1)
        card.body.addLayout(foot)

    # ---- how it stands

    def _faults_card(self) -> Card:
        card = Card(self._ctx, padding=20, spacing=8)
        card.body.addWidget(Label(self._ctx, self._ctx.words.t("Before you start"), "h3"))
        self._faults = column(self._ctx, 6)
        card.body.addLayout(self._faults)
        return card

    def _edit(self, draft: Draft) -> None:
        self._draft = draft
        self.edited.emit(draft)
        self._tell()

    def _redraw(self, draft: Draft) -> None:
        self._edit(draft)
        self.redrawn.emit()

    def _tell(self) -> None:
        """What follows from the plan as it stands: whether it is saved, its time, what is wrong with it."""
        words, state, draft = self._ctx.words, self._state, self._draft
        if draft != state.saved:
            self._chip.say(words.t("Not saved yet"), "pencil", "partial", "partial_soft")
        elif state.file:
            self._chip.say(words.t("Saved"), "check", "good", "good_soft")
        else:
            self._chip.say(words.t("New"), "plus", "ink2", "sunken")
        self._where.say(state.file)
        needed = sum(state.estimates.get(planned.id, 0) for planned in draft.scenarios)
        self._total.say(
            words.t(
                "{minutes} minutes in all; with a room it takes about {needed}.", minutes=draft.minutes, needed=needed
            )
            if draft.scenarios
            else words.t("No scenario yet.")
        )
        for start in self._starts:
            start.setEnabled(draft.can_start(state.scripts))
        self._tell_faults([self._said(fault) for fault in draft.faults(state.scripts)])

    def _tell_faults(self, faults: Sequence[str]) -> None:
        t = self._ctx.words.t
        empty(self._faults)
        if not self._draft.scenarios:
            self._add_told("info", "ink2", t("Add scenarios in the order in which the room is to play them."))
        elif not faults:
            self._add_told("circle-check", "good", t("Nothing stands in the way."))
        for fault in faults:
            self._add_told("triangle-alert", "partial", fault)

    def _said(self, fault: Text) -> str:
        """A fault with names that people know in the place of keys."""
        named = dict(fault.values)
        if "scenario" in named:
            named["scenario"] = self._title(str(named["scenario"]))
        if "language" in named:
            named["language"] = LANGUAGE_NAMES.get(str(named["language"]), named["language"])
        return self._ctx.words.t(fault.template, **named)

    def _add_told(self, icon: str, tone: str, text: str) -> None:
        line = row(self._ctx, 8)
        line.addWidget(Icon(self._ctx, icon, tone, 18), alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(self._ctx, text, "dense", wrap=True), 1)
        self._faults.addLayout(line)

"""All scenarios for those who write them, with what keeps one from being played, and a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from trainer.scenario.library import DIFFICULTY, Broken, Summary
from trainer.ui.context import Context
from trainer.ui.elements.banner import Banner
from trainer.ui.elements.button import Button, Control
from trainer.ui.elements.card import Card, Chip, Icon, Rule
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, page_column, row
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import ElidedLabel, Label
from trainer.ui.preferences import LANGUAGE_NAMES


@dataclass(frozen=True)
class ScenariosState:
    """What the page shows.

    Attributes:
        summaries: all that can be played.
        own: the ids of those in the person's own folder.
        broken: those with errors; some of them are played in an earlier version.
        folder: where the person's own lie.
        problem: why a new one could not be made, in the reader's language; "" if nothing went wrong.
        wanted: the id that was asked for then.
    """

    summaries: Sequence[Summary]
    own: frozenset[str]
    broken: Sequence[Broken]
    folder: Path
    problem: str = ""
    wanted: str = ""


class ScenarioRow(Control):
    """Opens a scenario's page."""

    def __init__(
        self, ctx: Context, title: str, about: str, portrait: str, state: Chip, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{title}. {about}. {state.text}", parent)
        self._ctx = ctx
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ctx.look.px(60))
        laid = row(ctx, 12, (6, 8, 6, 8))
        self.setLayout(laid)
        face = Portrait(ctx, portrait, "calm", radius=8)
        face.setFixedSize(ctx.look.px(44), ctx.look.px(44))
        laid.addWidget(face)
        words = column(ctx, 0)
        words.addWidget(ElidedLabel(ctx, title, role="body", tone="ink"))
        words.addWidget(ElidedLabel(ctx, about))
        laid.addLayout(words, 1)
        laid.addWidget(state)
        laid.addWidget(Icon(ctx, "chevron-right", "ink3", 18))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self.underMouse() or self.isDown():
            with painter_on(self) as painter:
                box(painter, QRectF(self.rect()), self._ctx.look.px(8), self._ctx.look.colour("sunken"))


class ScenariosPage(QWidget):
    """The list."""

    opened = Signal(str)
    folder_asked = Signal()
    made = Signal(str)
    """A new scenario with this id is asked for."""

    def __init__(self, ctx: Context, state: ScenariosState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._state = ctx, state
        laid = page_column(ctx, self)
        t = ctx.words.t
        laid.addWidget(Label(ctx, t("Scenarios"), "h1"))
        about = t("See how each one is built and whether it is fair, and create your own in any text editor.")
        laid.addWidget(Label(ctx, about, "body", "ink2", wrap=True))
        laid.addWidget(self._new())
        if state.problem:
            laid.addWidget(Banner(ctx, t("The scenario wasn't created"), state.problem, tone="error", can_hide=False))
        laid.addWidget(self._list())
        laid.addStretch(1)

    def _new(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, fill="sunken", edge="")
        head = column(ctx, 12) if ctx.narrow else row(ctx, 12)
        words = column(ctx, 2)
        words.addWidget(Label(ctx, t("A new scenario"), "h3"))
        words.addWidget(
            Label(ctx, t("It starts from a small conversation that can be played at once. Its id names the "
                         "folder."), "hint",
                  "ink2", wrap=True)
        )  # fmt: skip
        head.addLayout(words, 1)
        self.identity = QLineEdit(self._state.wanted)
        self.identity.setPlaceholderText(t("e.g. late-delivery"))
        self.identity.setAccessibleName(t("Id of the new scenario"))
        self.identity.setFont(ctx.look.font("body"))
        self.identity.setMinimumHeight(ctx.look.px(40))
        self.identity.setMinimumWidth(ctx.look.px(200))
        self.identity.returnPressed.connect(self._make)
        fields = Flow(spacing=ctx.look.px(8)) if ctx.narrow else row(ctx, 8)
        fields.addWidget(self.identity)
        make = Button(ctx, t("Create"), "primary", icon="plus")
        make.clicked.connect(self._make)
        fields.addWidget(make)
        folder = Button(ctx, t("Open the folder"), "secondary", icon="folder")
        folder.clicked.connect(self.folder_asked)
        fields.addWidget(folder)
        head.addLayout(fields)
        card.body.addLayout(head)
        self.primary = self.identity
        return card

    def _make(self) -> None:
        if self.identity.text().strip():
            self.made.emit(self.identity.text().strip())

    def _list(self) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, padding=8, spacing=0)
        broken = {each.folder.name: each for each in state.broken}
        rows: list[ScenarioRow] = []
        for name, found in broken.items():
            errors = words.n("{count} error", "{count} errors", len(found.findings))
            chip = Chip(ctx, errors, icon="circle-x", ink="missed", fill="missed_soft")
            played = any(summary.id == name for summary in state.summaries)
            about = words.t("An earlier version is used until this is fixed.") if played else str(found.folder)
            rows.append(self._row(name, ScenarioRow(ctx, name, about, "", chip)))
        for summary in sorted(state.summaries, key=lambda each: (each.id not in state.own, each.id)):
            if summary.id in broken:
                continue
            own = summary.id in state.own
            chip = (
                Chip(ctx, words.t("Yours"), ink="accent", fill="accent_soft") if own else Chip(ctx, words.t("Included"))
            )
            title = summary.text(summary.title, words.language)
            rows.append(self._row(summary.id, ScenarioRow(ctx, title, self._about(summary), summary.portrait, chip)))
        for n, line in enumerate(rows):
            if n:
                card.body.addWidget(Rule(ctx))
            card.body.addWidget(line)
        if not rows:
            card.body.addWidget(Label(ctx, words.t("No scenarios."), "body", "ink2"))
        return card

    def _row(self, scenario: str, line: ScenarioRow) -> ScenarioRow:
        line.clicked.connect(lambda: self.opened.emit(scenario))
        return line

    def _about(self, summary: Summary) -> str:
        words = self._ctx.words
        return " · ".join(
            (
                summary.person,
                words.say(DIFFICULTY[summary.difficulty]),
                words.n("{count} scene", "{count} scenes", summary.scenes),
                words.n("{count} ending", "{count} endings", summary.endings),
                ", ".join(LANGUAGE_NAMES.get(language, language) for language in summary.languages),
            )
        )

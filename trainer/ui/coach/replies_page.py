"""How the scenes and replies of a scenario work: how often taken, how hard, whether they tell strong from weak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from trainer.coaching.items import FEWEST_SESSIONS, ReplyItem, SceneItem
from trainer.scenario.library import Summary
from trainer.scenario.model import Scenario
from trainer.ui.charts.table import Table, WithTable
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Chip, Rule
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.select import Select
from trainer.ui.elements.share import ShareBar
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import Label
from trainer.wording import Text, Wording

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MISLEADS = Text("The best reply is chosen more often in low-scoring sessions than in high-scoring ones.")
TEMPTS = Text("The poorest reply is chosen more often in high-scoring sessions than in low-scoring ones.")


@dataclass(frozen=True)
class RepliesState:
    """What the page shows.

    Attributes:
        scenario: the one that is looked at; "" where none was played.
        summaries: all scenarios by id.
        script: the scenario as it was played last; None where it was not.
        items: its scenes, the most answered first.
        sessions: how many they are worked out from.
    """

    scenario: str
    summaries: Mapping[str, Summary]
    script: Scenario | None
    items: Sequence[SceneItem]
    sessions: int

    @property
    def too_few(self) -> bool:
        """Whether there are too few sessions to tell strong from weak."""
        return self.sessions < FEWEST_SESSIONS


def apart(item: SceneItem | ReplyItem) -> float | None:
    """The discrimination of what was seen often enough; None for what few came to, however many sessions there are."""
    seen = item.answered if isinstance(item, SceneItem) else item.offered
    return None if seen < FEWEST_SESSIONS else item.discrimination


def to_look_at(scene: SceneItem, reply: ReplyItem) -> Text | None:
    """What is wrong with a reply that misleads: the best one of its scene, or the poorest; None for nothing."""
    difference = apart(reply)
    if difference is None or reply.share is None:
        return None
    shares = [other.share for other in scene.replies if other.share is not None]
    if max(shares) == min(shares):
        return None
    if reply.share == max(shares) and difference < 0:
        return MISLEADS
    return TEMPTS if reply.share == min(shares) and difference > 0 else None


def table(state: RepliesState, words: Wording) -> Table:
    """Each reply's numbers."""
    rows = []
    for scene in state.items:
        number = scene_number(state.script, scene.scene)
        for item in scene.replies:
            rows.append(
                (
                    words.t("Scene {number}", number=number),
                    _text(state.script, item),
                    words.number(item.offered),
                    words.number(item.taken),
                    _share(item.share, words),
                    _signed(apart(item), words),
                )
            )
    t = words.t
    heading = (t("Scene"), t("Reply"), t("Offered"), t("Taken"), t("Points"), t("High − low"))
    return Table(words.t("Scenes and replies"), heading, tuple(rows))


def scene_number(script: Scenario | None, scene: str) -> int:
    """A scene's number as its scenario's page has it, from 1."""
    return list(script.scenes).index(scene) + 1 if script is not None else 1


class RepliesPage(SidePage):
    """A scene a card, a reply a row."""

    scenario_chosen = Signal(str)
    scene_opened = Signal(str, str)
    """A scenario's page is asked for at this scene."""

    def __init__(self, ctx: Context, state: RepliesState, parent: QWidget | None = None) -> None:
        super().__init__(ctx, ctx.words.t("Replies"), ctx.words.t("Back to the sessions"), parent=parent)
        self._state = state
        if not state.summaries or not state.scenario:
            about = self._ctx.words.t(
                "Once a scenario has been played, this page shows how its scenes and replies work."
            )
            self._add_nothing(self._ctx.words.t("Nothing has been played yet"), about)
            self._laid.addStretch(1)
            return
        self._laid.addWidget(self._scenarios())
        if not state.items:
            about = self._ctx.words.t("Nobody has finished this scenario yet. Choose another one.")
            self._add_nothing(self._ctx.words.t("No replies yet"), about)
        else:
            self._told(self._sentence())
            scenes = QWidget()
            laid = column(ctx, 16)
            scenes.setLayout(laid)
            for scene in state.items:
                laid.addWidget(self._scene(scene))
            self._laid.addWidget(WithTable(ctx, scenes, table(state, ctx.words)))
        self._laid.addWidget(self._meaning())
        self._laid.addStretch(1)

    def _scenarios(self) -> Select:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        box = Select(ctx, words.t("Scenario"))
        box.setMaximumWidth(ctx.look.px(420))
        for summary in state.summaries.values():
            box.addItem(summary.text(summary.title, words.language), summary.id)
        if state.scenario not in state.summaries:
            box.addItem(state.scenario, state.scenario)  # played once, and not at hand any more
        box.setCurrentIndex(box.findData(state.scenario))
        box.activated.connect(lambda: self.scenario_chosen.emit(str(box.currentData())))
        self.primary = box
        return box

    def _sentence(self) -> str:
        words, state = self._ctx.words, self._state
        said = words.n(
            "From the latest {count} session in which the scenario was as it is now.",
            "From the latest {count} sessions in which the scenario was as it is now.",
            state.sessions,
        )
        if state.too_few:
            few = words.t(
                "Under {count}, it can't be worked out what high scorers do differently.", count=FEWEST_SESSIONS
            )
            return f"{said} {few}"
        return said

    def _meaning(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, fill="sunken", edge="", spacing=4)
        card.body.addWidget(Label(ctx, t("What the numbers mean"), "dense", bold=True))
        about = t(
            "Points is the share of the possible points that was earned: a low share is a hard scene. “High − "
            "low” compares the quarter of sessions with the highest scores with the quarter with the lowest: for "
            "a scene, how much more high scorers earn there; for a reply, how much more often they take it. A "
            "good reply should have a plus, a poor one a minus; near 0 it says nothing."
        )
        card.body.addWidget(Label(ctx, about, "hint", "ink2", wrap=True))
        return card

    # ---- scenes

    def _scene(self, scene: SceneItem) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, padding=20, spacing=8)
        head = column(ctx, 8) if ctx.narrow else row(ctx, 12)
        number = scene_number(state.script, scene.scene)
        said = column(ctx, 2)
        said.addWidget(Label(ctx, words.t("Scene {number}", number=number), "hint", "clay", bold=True))
        if state.script is not None:
            said.addWidget(Label(ctx, state.script.scenes[scene.scene].says[-1].text, "body", wrap=True))
        head.addLayout(said, 1)
        if state.scenario in state.summaries:
            go = Button(ctx, words.t("Open the scene"), "quiet", icon="external-link", size="small")
            go.setAccessibleName(words.t("Open scene {number} in the scenario", number=number))
            go.clicked.connect(lambda: self.scene_opened.emit(state.scenario, scene.scene))
            head.addWidget(go, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(head)
        card.body.addLayout(self._scene_figures(scene))
        if ctx.narrow:
            for item in scene.replies:
                card.body.addWidget(Rule(ctx))
                card.body.addLayout(self._stacked(scene, item))
        else:
            card.body.addLayout(self._grid(scene))
        return card

    def _scene_figures(self, scene: SceneItem) -> QLayout:
        ctx, words = self._ctx, self._ctx.words
        told = Flow(spacing=ctx.look.px(6))
        told.addWidget(Chip(ctx, words.n("answered {count} time", "answered {count} times", scene.answered)))
        if scene.difficulty is not None:
            told.addWidget(Chip(ctx, words.t("points {share}", share=words.percent(100 * scene.difficulty))))
        difference = apart(scene)
        if difference is None:
            told.addWidget(Chip(ctx, words.t("not enough data"), icon="circle-dashed"))
        else:
            text = words.t("high − low {difference}", difference=_signed(difference, words))
            bad = difference < 0
            told.addWidget(
                Chip(ctx, text, icon="triangle-alert", ink="missed", fill="missed_soft") if bad else Chip(ctx, text)
            )
        return told

    def _grid(self, scene: SceneItem) -> QGridLayout:
        ctx, t = self._ctx, self._ctx.words.t
        grid = QGridLayout()
        grid.setContentsMargins(0, ctx.look.px(4), 0, 0)
        grid.setHorizontalSpacing(ctx.look.px(16))
        grid.setVerticalSpacing(ctx.look.px(6))
        for n, text in enumerate((t("Reply"), t("Taken"), "", t("Points"), t("High − low"))):
            label = Label(ctx, text, "hint", "ink3", bold=True)
            if n >= 3:
                label.setAlignment(_RIGHT)
            grid.addWidget(label, 0, n)
        for at, item in enumerate(scene.replies):
            grid.addWidget(Rule(ctx), 2 * at + 1, 0, 1, 5)
            self._fill_row(grid, 2 * at + 2, scene, item)
        grid.setColumnStretch(0, 6)
        grid.setColumnStretch(1, 2)
        return grid

    def _fill_row(self, grid: QGridLayout, at: int, scene: SceneItem, item: ReplyItem) -> None:
        ctx, words = self._ctx, self._ctx.words
        grid.addLayout(self._words(scene, item), at, 0)
        grid.addWidget(self._bar(item), at, 1)
        grid.addWidget(Label(ctx, f"{item.taken} / {item.offered}", "dense", "ink2", numbers=True), at, 2)
        share = Label(ctx, _share(item.share, words), "dense", "ink2", numbers=True)
        share.setAlignment(_RIGHT)
        grid.addWidget(share, at, 3)
        wrong = to_look_at(scene, item) is not None
        signed = Label(ctx, _signed(apart(item), words), "dense", "missed" if wrong else "ink", bold=True,
                       numbers=True)  # fmt: skip
        signed.setAlignment(_RIGHT)
        grid.addWidget(signed, at, 4)

    def _words(self, scene: SceneItem, item: ReplyItem) -> QLayout:
        """The reply, and what is wrong with it."""
        ctx, words = self._ctx, self._ctx.words
        said = column(ctx, 4)
        said.addWidget(Label(ctx, _text(self._state.script, item), "dense", wrap=True))
        wrong = to_look_at(scene, item)
        if wrong is not None:
            line = Flow(spacing=ctx.look.px(6))
            line.addWidget(
                Chip(ctx, words.t("To look at"), icon="triangle-alert", ink="missed", fill="missed_soft")
            )  # fmt: skip
            said.addLayout(line)
            said.addWidget(Label(ctx, words.say(wrong), "hint", "ink2", wrap=True))
        return said

    def _bar(self, item: ReplyItem) -> ShareBar:
        share = item.taken / item.offered
        text = self._ctx.words.t("taken {taken} of {offered} times", taken=item.taken, offered=item.offered)
        return ShareBar(self._ctx, share, text)

    def _stacked(self, scene: SceneItem, item: ReplyItem) -> QLayout:
        """A reply where there is room for one column only."""
        ctx, words = self._ctx, self._ctx.words
        part = column(ctx, 4)
        part.addLayout(self._words(scene, item))
        part.addWidget(self._bar(item))
        told = words.t(
            "taken {taken} of {offered}, points {share}, high − low {difference}",
            taken=item.taken,
            offered=item.offered,
            share=_share(item.share, words),
            difference=_signed(apart(item), words),
        )
        part.addWidget(Label(ctx, told, "hint", "ink2", wrap=True))
        return part


def _text(script: Scenario | None, item: ReplyItem) -> str:
    return script.scenes[item.scene].replies[item.reply].text if script is not None else item.reply


def _share(share: float | None, words: Wording) -> str:
    return "–" if share is None else words.percent(100 * share)


def _signed(number: float | None, words: Wording) -> str:
    """A difference with its sign; "–" for one that too few data do not tell."""
    if number is None:
        return "–"
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{words.decimal(abs(number), 2)}"

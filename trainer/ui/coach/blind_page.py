"""A coach marks the sessions of a calibration round blind: nobody's marks are shown but their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLayout, QWidget

from trainer.roleplay.play import Turn
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import BROKEN, LEVEL_WORDS
from trainer.ui.coach.line import line_said
from trainer.ui.context import Context
from trainer.ui.debrief.state import Debrief
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Icon, Rule
from trainer.ui.elements.choice import Segmented
from trainer.ui.elements.choice_chip import ChoiceChip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import Scrolled, column, row, scrolled
from trainer.ui.elements.meters import LEVEL_SIGNS
from trainer.ui.elements.share import ShareBar
from trainer.ui.elements.text import Label

_INSPECTOR = 384


class Spot(NamedTuple):
    """What is to be marked: a session, the turn's number, and the criterion."""

    session: int
    turn: int
    criterion: str


@dataclass(frozen=True)
class BlindState:
    """What the page shows.

    Attributes:
        name: of the round.
        coach: who marks.
        sessions: of the round, in order.
        spots: all that can be marked in the round, in order; at least one.
        given: the coach's own marks.
        at: what is marked now.
        debrief: the session of `at`.
    """

    name: str
    coach: str
    sessions: Sequence[int]
    spots: Sequence[Spot]
    given: Mapping[Spot, int]
    at: Spot
    debrief: Debrief


def _spot_chip(ctx: Context, spot: Spot, level: int | None) -> ChoiceChip:
    """A criterion of a turn, with the coach's own level where they gave one."""
    words = ctx.words
    name = words.say(BY_KEY[spot.criterion].name)
    if level is None:
        chip = ChoiceChip(ctx, name, icon="circle-dashed", ink="ink2", fill="sunken")
        chip.setAccessibleName(words.t("{skill}: not marked yet", skill=name))
        return chip
    icon, ink, fill = LEVEL_SIGNS[level]
    return ChoiceChip(ctx, f"{name}: {words.say(LEVEL_WORDS[level]).lower()}", icon=icon, ink=ink, fill=fill)


class BlindPage(QWidget):
    """The transcript, and beside it or below its turn what is marked now."""

    back = Signal()
    marked = Signal(object, object)
    """A `Spot` and its level; None takes the mark back."""
    looked_at = Signal(object)
    """A `Spot` was chosen."""
    finished = Signal()

    def __init__(self, ctx: Context, state: BlindState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._state = ctx, state
        self._turns: dict[int, Card] = {}
        # The page itself has the keyboard: a digit marks, and no button is pressed by mistake.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self._told())
        whole = column(ctx, 0)
        self.setLayout(whole)
        whole.addLayout(self._top())
        whole.addWidget(Rule(ctx))
        transcript = QWidget()
        transcript.setLayout(self._transcript())
        self._area: Scrolled = scrolled(transcript)
        sides = row(ctx, 0)
        sides.addWidget(self._area, 1)
        if not ctx.compact:
            sides.addWidget(Rule(ctx, upright=True))
            sides.addWidget(self._inspector())
        whole.addLayout(sides, 1)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.finished)

    # ---- the session

    def _top(self) -> QLayout:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        top = row(ctx, 12, (16, 10, 16, 10))
        leave = IconButton(ctx, "arrow-left", words.t("Back to the rounds"), edge=False)
        leave.clicked.connect(self.back)
        top.addWidget(leave)
        told = column(ctx, 0)
        title = words.t("{round}: marks of {coach}", round=state.name, coach=state.coach)
        told.addWidget(Label(ctx, title, "h3", wrap=True))
        number = state.sessions.index(state.at.session) + 1
        place = words.t("Session {number} of {all}", number=number, all=len(state.sessions))
        told.addWidget(Label(ctx, f"{place} · {state.debrief.scenario.title}", "hint", "ink2", wrap=True))
        top.addLayout(told, 1)
        finish = Button(ctx, words.t("Finish my marks"), "primary", key="" if ctx.narrow else "Ctrl ↵")
        finish.clicked.connect(self.finished)
        top.addWidget(finish)
        return top

    def _transcript(self) -> QLayout:
        ctx, t, debrief = self._ctx, self._ctx.words.t, self._state.debrief
        laid = column(ctx, 10, (24, 16, 24, 24))
        head = row(ctx, 8)
        head.addWidget(Label(ctx, t("Transcript"), "h3"))
        head.addStretch(1)
        if not ctx.narrow:
            head.addWidget(Label(ctx, t("J next · K previous · 0–2 level"), "hint", "ink3"))
        laid.addLayout(head)
        if ctx.compact:
            laid.addWidget(self._progress())
        for turn in debrief.turns:
            laid.addLayout(line_said(ctx, debrief, turn))
            laid.addWidget(self._turn(turn))
            # Where there is no room beside the transcript, the level is set below the turn.
            if ctx.compact and turn.number == self._state.at.turn:
                laid.addWidget(self._form())
        laid.addStretch(1)
        return laid

    def _turn(self, turn: Turn) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        here = turn.number == state.at.turn
        card = Card(ctx, edge="accent" if here else "line2", padding=14, spacing=6, speaker="top-right",
                    edge_width=2 if here else 1)  # fmt: skip
        card.body.addWidget(Label(ctx, words.t("Turn {turn}", turn=turn.number), "hint", "accent", bold=True))
        # Without the evidence in it: that would give the program's marks away.
        card.body.addWidget(Label(ctx, state.debrief.words(turn), "body", wrap=True))
        chips = Flow(spacing=ctx.look.px(6))
        for spot in state.spots:
            if (spot.session, spot.turn) == (state.at.session, turn.number):
                chip = _spot_chip(ctx, spot, state.given.get(spot))
                chip.setChecked(spot == state.at)
                chip.clicked.connect(lambda _=False, chosen=spot: self.looked_at.emit(chosen))
                chips.addWidget(chip)
        card.body.addLayout(chips)
        self._turns[turn.number] = card
        return card

    # ---- what is marked now

    def _inspector(self) -> Scrolled:
        ctx = self._ctx
        inspector = QWidget()
        laid = column(ctx, 14, (16, 16, 16, 20))
        inspector.setLayout(laid)
        laid.addWidget(self._progress())
        laid.addWidget(self._form())
        laid.addStretch(1)
        area = scrolled(inspector)
        area.setFixedWidth(ctx.look.px(_INSPECTOR))
        return area

    def _progress(self) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, spacing=6)
        done, everything = len(state.given), len(state.spots)
        text = words.t("{done} of {all} marked", done=done, all=everything)
        card.body.addWidget(Label(ctx, text, "dense", bold=True))
        card.body.addWidget(ShareBar(ctx, done / everything, text))
        hidden = row(ctx, 6)
        hidden.addWidget(Icon(ctx, "eye-off", "ink3", 16))
        about = words.t("Nobody else's marks are shown, nor the score or the trainee's name.")
        hidden.addWidget(Label(ctx, about, "hint", "ink3", wrap=True), 1)
        card.body.addLayout(hidden)
        return card

    def _form(self) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        spot, criterion = state.at, BY_KEY[state.at.criterion]
        card = self._form_card = Card(ctx, edge="accent", spacing=8)
        skill = words.say(criterion.name)
        card.body.addWidget(Label(ctx, words.t("{skill} · turn {turn}", skill=skill, turn=spot.turn), "h3", wrap=True))
        given = state.given.get(spot)
        options = [(str(level), words.say(LEVEL_WORDS[level]), "") for level in sorted(criterion.anchors)]
        chosen = "" if given is None else str(given)
        self._level = Segmented(ctx, options, chosen, words.t("Level"))
        self._level.chosen.connect(lambda level: self.marked.emit(spot, int(level)))
        card.body.addWidget(self._level)
        for level in sorted(criterion.anchors):
            icon, ink, _ = LEVEL_SIGNS[level]
            line = row(ctx, 8)
            line.addWidget(Icon(ctx, icon, ink, 16), alignment=Qt.AlignmentFlag.AlignTop)
            text = words.t("{level}: {anchor}", level=LEVEL_WORDS[level], anchor=criterion.anchors[level])
            line.addWidget(Label(ctx, text, "hint", "ink2", wrap=True), 1)
            card.body.addLayout(line)
        foot = Flow(spacing=ctx.look.px(8))
        for text, icon, step in ((words.t("Previous"), "chevron-left", -1), (words.t("Next"), "chevron-right", 1)):
            button = Button(ctx, text, "secondary", icon=icon, size="small")
            button.setEnabled(self._neighbour(step) is not None)
            button.clicked.connect(lambda _=False, by=step: self._step(by))
            foot.addWidget(button)
        if given is not None:
            undo = Button(ctx, words.t("Take back"), "quiet", icon="undo-2", size="small")
            undo.clicked.connect(lambda: self.marked.emit(spot, None))
            foot.addWidget(undo)
        card.body.addLayout(foot)
        return card

    def _told(self) -> str:
        words, at = self._ctx.words, self._state.at
        skill, level = BY_KEY[at.criterion].name, self._state.given.get(at)
        if level is None:
            return words.t("{skill}, turn {turn}: not marked yet", skill=skill, turn=at.turn)
        return words.t("{skill}, turn {turn}: {level}", skill=skill, turn=at.turn, level=LEVEL_WORDS[level])

    # ---- what is done here

    def _neighbour(self, step: int) -> Spot | None:
        at = self._state.spots.index(self._state.at) + step
        return self._state.spots[at] if 0 <= at < len(self._state.spots) else None

    def _step(self, step: int) -> None:
        if (spot := self._neighbour(step)) is not None:
            self.looked_at.emit(spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.back.emit()
        elif not self._ctx.single_keys or not self._act_on(key, shift=bool(event.modifiers())):
            super().keyPressEvent(event)

    def _act_on(self, key: Qt.Key, *, shift: bool) -> bool:
        levels = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 1, Qt.Key.Key_2: 2}
        if key in (Qt.Key.Key_J, Qt.Key.Key_K):
            self._step(1 if key == Qt.Key.Key_J else -1)
        elif key in levels:
            self._give(BROKEN if shift and key == Qt.Key.Key_0 else levels[key])
        elif key == Qt.Key.Key_Equal and shift:
            self._give(BROKEN)  # Shift+0 on a Finnish keyboard
        else:
            return False
        return True

    def _give(self, level: int) -> None:
        if level in BY_KEY[self._state.at.criterion].anchors:
            self.marked.emit(self._state.at, level)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        for shown in (self._form_card, self._turns[self._state.at.turn]):
            if self._area.isAncestorOf(shown):
                self._area.ensureWidgetVisible(shown, 0, self._ctx.look.px(24))

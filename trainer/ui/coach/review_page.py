"""A coach looks through a session: what was said, the marks, and levels set anew with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLayout, QPlainTextEdit, QWidget

from trainer.coaching.agreement import DRAFT_BELOW, Agreement
from trainer.roleplay.play import Turn
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import BROKEN, LEVEL_WORDS, Mark, Source
from trainer.rubric.score import effective
from trainer.store.reviews import Correction, Review
from trainer.ui.coach.line import line_said
from trainer.ui.context import Context
from trainer.ui.conversation.evidence import EvidenceText
from trainer.ui.debrief.state import Debrief
from trainer.ui.elements.beside import with_actions
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Chip, Icon, Rule
from trainer.ui.elements.choice import Segmented
from trainer.ui.elements.choice_chip import ChoiceChip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import Scrolled, column, row, scrolled
from trainer.ui.elements.meters import LEVEL_SIGNS, UNSURE
from trainer.ui.elements.select import Select
from trainer.ui.elements.text import Label
from trainer.wording import Text

_INSPECTOR = 384
_LONGEST = 500
QUICK_REASONS = (
    Text("The words show it."),
    Text("The words do not show it."),
    Text("It was shown earlier in the conversation."),
    Text("Only a stock phrase."),
    Text("Who does what, or when, is missing."),
    Text("It fits this person, though it is put differently."),
)
AGREED = Text("Agreed.")


class Place(NamedTuple):
    """One mark of the session: the turn's number and the criterion."""

    turn: int
    criterion: str


@dataclass(frozen=True)
class ReviewState:
    """What the page shows.

    Attributes:
        debrief: the session, with all its marks.
        person: the trainee's name, "" where there is none.
        coach: who reviews.
        reviews: what all coaches have said of it.
        disputes: what the trainee said against marks.
        agreement: by criterion, of program and coaches in the session's language.
        recordings: of the trainee's voice, by turn.
        waiting: how many sessions wait for a coach.
        at: the mark that is looked at; None for the first.
    """

    debrief: Debrief
    person: str
    coach: str
    reviews: Sequence[Review] = ()
    disputes: Mapping[tuple[int, str], str] = field(default_factory=dict)
    agreement: Mapping[str, Agreement] = field(default_factory=dict)
    recordings: Mapping[int, Path] = field(default_factory=dict)
    waiting: int = 0
    at: Place | None = None

    @property
    def own(self) -> Review | None:
        """The coach's own review, once it is begun."""
        return next((review for review in self.reviews if review.coach == self.coach), None)

    @property
    def places(self) -> list[Place]:
        """All marks in order."""
        return [Place(turn.number, mark.criterion) for turn in self.debrief.turns for mark in effective(turn.marks)]

    def program(self, place: Place) -> Mark:
        """The mark of author or program, which stays whatever coaches set."""
        return next(m for m in self._marks(place) if m.source is not Source.COACH)

    def coached(self, place: Place) -> Correction | None:
        """What a coach set last."""
        made = [c for review in self.reviews for c in review.corrections if (c.turn, c.criterion) == place]
        return max(made, key=lambda correction: correction.at, default=None)

    @property
    def unsettled(self) -> list[Place]:
        """Marks the program was not sure of or the trainee disputes, and no coach has set."""
        return [
            place
            for place in self.places
            if self.coached(place) is None and (not self.program(place).sure or place in self.disputes)
        ]

    def _marks(self, place: Place) -> list[Mark]:
        turn = self.debrief.turns[place.turn - 1]
        return [mark for mark in turn.marks if mark.criterion == place.criterion]


def _mark_chip(ctx: Context, program: Mark, coached: Correction | None, *, disputed: bool) -> ChoiceChip:
    """A mark in the transcript; chosen, it is the one that can be set anew."""
    words = ctx.words
    name = words.say(BY_KEY[program.criterion].name)
    said = words.say(LEVEL_WORDS[program.level] if program.sure else UNSURE).lower()
    text = f"{name}: {said}"
    if coached is not None:
        text = words.t("{mark} → coach: {level}", mark=text, level=words.say(LEVEL_WORDS[coached.level]).lower())
    if disputed:
        text = words.t("{mark}, disputed", mark=text)
    level = program.level if coached is None else coached.level
    sure = program.sure or coached is not None
    icon, ink, fill = LEVEL_SIGNS[level] if sure else ("circle-question-mark", "ink2", "sunken")
    return ChoiceChip(ctx, text, icon=icon, ink=ink, fill=fill)


class ReviewPage(QWidget):
    """The transcript on the left, the mark that is looked at on the right."""

    back = Signal()
    moved_on = Signal()
    """The next session that waits is asked for."""
    level_set = Signal(object, int, str, str)
    """A `Place`, a level, a reason and a comment to the trainee."""
    undone = Signal(object)
    """A `Correction` of the coach's own is to be taken back."""
    commented = Signal(str)
    finished = Signal(str)
    """The review is handed over, with a comment on the whole."""
    looked_at = Signal(object)
    """A `Place` was chosen."""
    recording_heard = Signal(object)

    def __init__(self, ctx: Context, state: ReviewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._state = ctx, state
        self._places = state.places
        self._chips: dict[Place, ChoiceChip] = {}
        self._turns: dict[int, Card] = {}
        self._at = state.at if state.at in self._places else next(iter(self._places), None)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        whole = column(ctx, 0)
        self.setLayout(whole)
        whole.addLayout(self._top())
        whole.addWidget(Rule(ctx))
        inspector = QWidget()
        self._inspector = column(ctx, 14, (0, 4, 0, 12) if ctx.compact else (16, 16, 16, 20))
        inspector.setLayout(self._inspector)
        transcript = QWidget()
        # Where there is no room beside the transcript, the mark stands below the reply that it is of.
        transcript.setLayout(self._transcript(inspector if ctx.compact else None))
        self._area: Scrolled = scrolled(transcript)
        sides = row(ctx, 0)
        sides.addWidget(self._area, 1)
        if not ctx.compact:
            sides.addWidget(Rule(ctx, upright=True))
            area = scrolled(inspector)
            area.setFixedWidth(ctx.look.px(_INSPECTOR))
            sides.addWidget(area)
        whole.addLayout(sides, 1)
        self._fill_inspector()
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._finish)

    # ---- the session

    def _top(self) -> QLayout:
        ctx, words, debrief = self._ctx, self._ctx.words, self._state.debrief
        session = debrief.record.row
        top = row(ctx, 12, (16, 10, 16, 10))
        back = IconButton(ctx, "arrow-left", words.t("Back to the sessions"), edge=False)
        back.clicked.connect(self._leave)
        top.addWidget(back)
        self.primary = back
        told = column(ctx, 0)
        name = self._state.person or words.t("No name")
        told.addWidget(Label(ctx, f"{name} · {debrief.scenario.title}", "h3", wrap=True))
        typed = any(turn.text is not None for turn in debrief.turns)
        ending = debrief.scenario.endings.get(debrief.positions[-1].scene)
        parts = [
            words.moment(session.started.astimezone()),
            words.t("typed replies") if typed else words.t("chosen replies"),
            words.n("{count} turn", "{count} turns", len(debrief.turns)),
            "–" if debrief.score.percent is None else f"{debrief.score.percent} / 100",
        ]
        if ending is not None:
            parts.append(words.t("ended in “{ending}”", ending=ending.title))
        told.addWidget(Label(ctx, " · ".join(parts), "hint", "ink2", wrap=True))
        top.addLayout(told, 1)
        actions = Flow(spacing=ctx.look.px(8)) if ctx.narrow else row(ctx, 12)
        if self._state.waiting:
            text = words.t("Review next ({count})", count=self._state.waiting)
            following = Button(ctx, text, icon_after="chevron-right", key="" if ctx.narrow else "N")
            following.clicked.connect(self._move_on)
            actions.addWidget(following)
        done = self._state.own is not None and self._state.own.finished is not None
        text = words.t("Submit again") if done else words.t("Submit review")
        finish = Button(ctx, text, "primary", key="" if ctx.narrow else "Ctrl ↵")
        finish.clicked.connect(self._finish)
        actions.addWidget(finish)
        return with_actions(ctx, top, actions)

    def _transcript(self, inspector: QWidget | None) -> QLayout:
        ctx, t, debrief = self._ctx, self._ctx.words.t, self._state.debrief
        laid = column(ctx, 10, (24, 16, 24, 24))
        head = row(ctx, 8)
        head.addWidget(Label(ctx, t("Transcript"), "h3"))
        head.addStretch(1)
        if not ctx.narrow:
            head.addWidget(Label(ctx, t("J next mark · K previous · 0–2 level · C comment"), "hint", "ink3"))
        laid.addLayout(head)
        for turn in debrief.turns:
            laid.addLayout(line_said(ctx, debrief, turn))
            laid.addWidget(self._turn(turn))
            if inspector is not None and self._at is not None and turn.number == self._at.turn:
                laid.addWidget(inspector)
        if inspector is not None and self._at is None:
            laid.addWidget(inspector)
        laid.addStretch(1)
        return laid

    def _turn(self, turn: Turn) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        card = Card(ctx, edge="line2", padding=14, spacing=6, speaker="top-right")
        head = row(ctx, 8)
        name = (state.person or words.t("Trainee")).split()[0]
        head.addWidget(
            Label(ctx, words.t("{name} · turn {turn}", name=name, turn=turn.number), "hint", "accent", bold=True)
        )
        head.addStretch(1)
        if file := state.recordings.get(turn.number):
            hear = Button(ctx, words.t("Listen"), "quiet", icon="volume-2", size="small")
            hear.clicked.connect(lambda: self.recording_heard.emit(file))
            head.addWidget(hear)
        card.body.addLayout(head)
        said = state.debrief.words(turn)
        if turn.text is not None:
            card.body.addWidget(EvidenceText(ctx, said, turn.marks))
        else:
            card.body.addWidget(Label(ctx, said, "body", wrap=True))
        chips = Flow(spacing=ctx.look.px(6))
        for mark in effective(turn.marks):
            place = Place(turn.number, mark.criterion)
            chip = _mark_chip(ctx, state.program(place), state.coached(place), disputed=place in state.disputes)
            chip.clicked.connect(lambda _=False, chosen=place: self._go(chosen))
            self._chips[place] = chip
            chips.addWidget(chip)
        card.body.addLayout(chips)
        self._turns[turn.number] = card
        return card

    # ---- the mark that is looked at

    def _fill_inspector(self) -> None:
        ctx, laid, place = self._ctx, self._inspector, self._at
        for other, chip in self._chips.items():
            chip.setChecked(other == place)
        if place is None:
            laid.addWidget(
                Label(ctx, ctx.words.t("There is nothing to mark in this session."), "body", "ink2", wrap=True)
            )
        else:
            if place.criterion in self._state.agreement:
                laid.addWidget(self._agreement(place, self._state.agreement[place.criterion]))
            laid.addWidget(self._form(place))
        laid.addWidget(self._whole())
        laid.addStretch(1)

    def _agreement(self, place: Place, agreed: Agreement) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, spacing=4)
        skill = words.say(BY_KEY[place.criterion].name)
        card.body.addWidget(Label(ctx, words.t("Program and coaches on “{skill}”", skill=skill), "dense", bold=True,
                                  wrap=True))  # fmt: skip
        if agreed.weighted is None:
            text = words.n("{count} pair of marks: too few to tell.", "{count} pairs of marks: too few to tell.",
                           agreed.pairs)  # fmt: skip
            card.body.addWidget(Label(ctx, text, "hint", "ink2", wrap=True))
            return card
        line = row(ctx, 10)
        line.addWidget(Label(ctx, f"κ {words.decimal(agreed.weighted.value, 2)}", "h2", numbers=True))
        if agreed.draft:
            line.addWidget(Chip(ctx, words.t("Draft"), icon="pencil", ink="partial", fill="partial_soft"))
        line.addStretch(1)
        line.addWidget(Label(ctx, words.t("{percent} of {pairs} marks", percent=words.percent(agreed.percent or 0),
                                          pairs=agreed.pairs), "hint", "ink2"))  # fmt: skip
        card.body.addLayout(line)
        limit = words.decimal(DRAFT_BELOW, 2)
        about = words.t("95%: {low}–{high}. Below {limit} the program's marks are shown as drafts.",
                        low=words.decimal(agreed.weighted.low, 2), high=words.decimal(agreed.weighted.high, 2),
                        limit=limit)  # fmt: skip
        card.body.addWidget(Label(ctx, about, "hint", "ink3", wrap=True))
        return card

    def _form(self, place: Place) -> Card:
        ctx, words, state = self._ctx, self._ctx.words, self._state
        program, coached = state.program(place), state.coached(place)
        card = Card(ctx, edge="accent", spacing=8, padding=16)
        head = row(ctx, 8)
        skill = words.say(BY_KEY[place.criterion].name)
        head.addWidget(Label(ctx, words.t("{skill} · turn {turn}", skill=skill, turn=place.turn), "h3", wrap=True), 1)
        own = coached if coached is not None and coached.coach == state.coach else None
        if own is not None:
            undo = Button(ctx, words.t("Undo"), "quiet", icon="undo-2", size="small")
            undo.clicked.connect(lambda: self.undone.emit(own))
            head.addWidget(undo)
        card.body.addLayout(head)
        card.body.addLayout(self._given(program, coached))
        if dispute := state.disputes.get(place):
            card.body.addWidget(self._told(words.t("Disputed by the trainee: “{text}”", text=dispute)))
        anchors = BY_KEY[place.criterion].anchors
        level = program.level if coached is None else coached.level
        card.body.addWidget(Label(ctx, words.say(anchors[level]), "hint", "ink2", wrap=True))
        options = [(str(key), words.say(LEVEL_WORDS[key]), "") for key in sorted(anchors)]
        self._level = Segmented(ctx, options, str(level), words.t("Level"))
        card.body.addWidget(self._level)
        card.body.addWidget(Label(ctx, words.t("Reason (required)"), "hint", "ink2", bold=True))
        self._reason = Select(ctx, words.t("Reason"), editable=True)
        self._reason.addItems([words.say(text) for text in QUICK_REASONS])
        self._reason.setCurrentIndex(-1)
        field = self._reason.lineEdit()
        assert field is not None
        field.setPlaceholderText(words.t("Choose, or in your own words"))
        field.setMaxLength(_LONGEST)
        field.returnPressed.connect(self._set)
        card.body.addWidget(self._reason)
        self._comment = self._text_field(words.t("Comment to the trainee (C)"), "" if own is None else own.comment, 64)
        card.body.addWidget(Label(ctx, words.t("Comment to the trainee (C)"), "hint", "ink2", bold=True))
        card.body.addWidget(self._comment)
        foot = row(ctx, 8)
        agree = Button(ctx, words.t("Agree"), "secondary", icon="equal", size="small")
        agree.setAccessibleName(words.t("Agree with this mark and go on"))
        agree.clicked.connect(self._agree)
        foot.addWidget(agree)
        foot.addStretch(1)
        keep = Button(ctx, words.t("Set level"), "secondary", icon="check", size="small")
        keep.clicked.connect(self._set)
        foot.addWidget(keep)
        card.body.addLayout(foot)
        kept = row(ctx, 6)
        kept.addWidget(Icon(ctx, "history", "ink3", 16))
        kept.addWidget(Label(ctx, words.t("The mark it replaces is kept."), "hint", "ink3", wrap=True), 1)
        card.body.addLayout(kept)
        return card

    def _given(self, program: Mark, coached: Correction | None) -> QLayout:
        ctx, words = self._ctx, self._ctx.words
        given = Flow(spacing=ctx.look.px(6))
        icon, ink, fill = LEVEL_SIGNS[program.level] if program.sure else ("circle-question-mark", "ink2", "sunken")
        said = words.say(LEVEL_WORDS[program.level])
        if program.source is Source.AUTO:
            text = words.t("Program: {level}, {percent} sure", level=said.lower(),
                           percent=words.percent(100 * program.confidence))  # fmt: skip
        else:
            text = words.t("Author: {level}", level=said.lower())
        given.addWidget(Chip(ctx, text, icon=icon, ink=ink, fill=fill))
        if coached is not None:
            icon, ink, fill = LEVEL_SIGNS[coached.level]
            text = f"{coached.coach}: {words.say(LEVEL_WORDS[coached.level]).lower()}"
            given.addWidget(Chip(ctx, text, icon=icon, ink=ink, fill=fill))
        return given

    def _whole(self) -> Card:
        ctx, words, own = self._ctx, self._ctx.words, self._state.own
        card = Card(ctx, spacing=8)
        card.body.addWidget(Label(ctx, words.t("On the session as a whole"), "dense", bold=True))
        self._on_whole = self._text_field(words.t("Comment on the session as a whole"), own.comment if own else "", 84)
        card.body.addWidget(self._on_whole)
        if own is not None and own.answer:
            card.body.addWidget(self._told(words.t("The trainee answered: “{text}”", text=own.answer)))
        for review in self._state.reviews:
            if review.coach != self._state.coach:
                count = words.n("{coach}: {count} level set", "{coach}: {count} levels set", len(review.corrections),
                                coach=review.coach)  # fmt: skip
                card.body.addWidget(Label(ctx, count, "hint", "ink2", wrap=True))
        return card

    def _told(self, text: str) -> Card:
        card = Card(self._ctx, fill="partial_soft", edge="", padding=10, radius=8)
        card.body.addWidget(Label(self._ctx, text, "dense", wrap=True))
        return card

    def _text_field(self, name: str, text: str, height: int) -> QPlainTextEdit:
        field = QPlainTextEdit(text)
        field.setFont(self._ctx.look.font("dense"))
        field.setFixedHeight(self._ctx.look.px(height))
        field.setAccessibleName(name)
        # Tab goes on to the next control, as in every form.
        field.setTabChangesFocus(True)
        return field

    # ---- what is done here

    def _go(self, place: Place) -> None:
        self._keep_all()
        self.looked_at.emit(place)

    def _step(self, step: int) -> None:
        if self._at is not None:
            at = min(len(self._places) - 1, max(0, self._places.index(self._at) + step))
            if self._places[at] != self._at:
                self._go(self._places[at])

    def _set(self) -> None:
        reason = self._reason.currentText().strip()
        if self._at is None:
            return
        if not reason:
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.level_set.emit(self._at, int(self._level.value), reason, self._comment.toPlainText().strip())

    def _agree(self) -> None:
        if self._at is not None:
            level = self._state.program(self._at).level
            words = self._ctx.words
            self.level_set.emit(self._at, level, words.say(AGREED), self._comment.toPlainText().strip())

    def _choose(self, level: int) -> None:
        """A digit: the program's own level is agreed with at once, another waits for its reason."""
        if self._at is None or level not in BY_KEY[self._at.criterion].anchors:
            return
        program = self._state.program(self._at)
        if level == program.level and self._state.coached(self._at) is None:
            self._agree()
            return
        self._level.choose(str(level))
        self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep_whole(self) -> None:
        said = self._on_whole.toPlainText().strip()
        if said != (self._state.own.comment if self._state.own else ""):
            self.commented.emit(said)

    def _keep_all(self) -> None:
        """Keeps what was written and not set yet: a comment without a reason agrees with the mark."""
        self._keep_whole()
        if self._at is None:
            return
        reason, comment = self._reason.currentText().strip(), self._comment.toPlainText().strip()
        set_before = self._state.coached(self._at)
        if reason:
            self.level_set.emit(self._at, int(self._level.value), reason, comment)
        elif comment and (set_before is None or comment != set_before.comment):
            self._agree()

    def _leave(self) -> None:
        self._keep_all()
        self.back.emit()

    def _move_on(self) -> None:
        self._keep_all()
        self.moved_on.emit()

    def _finish(self) -> None:
        self._keep_all()
        self.finished.emit(self._on_whole.toPlainText().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and isinstance(QApplication.focusWidget(), QPlainTextEdit | QComboBox):
            self.setFocus()  # out of the field, with what was written in it
        elif key == Qt.Key.Key_Escape:
            self._leave()
        elif not self._ctx.single_keys or not self._act_on(key, shift=bool(event.modifiers())):
            super().keyPressEvent(event)

    def _act_on(self, key: Qt.Key, *, shift: bool) -> bool:
        levels = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 1, Qt.Key.Key_2: 2}
        if key == Qt.Key.Key_J:
            self._step(1)
        elif key == Qt.Key.Key_K:
            self._step(-1)
        elif key == Qt.Key.Key_N:
            self._move_on()
        elif key == Qt.Key.Key_C:
            self._comment.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key in levels:
            self._choose(BROKEN if shift and key == Qt.Key.Key_0 else levels[key])
        elif key == Qt.Key.Key_Equal and shift:
            self._choose(BROKEN)  # Shift+0 on a Finnish keyboard
        else:
            return False
        return True

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._at is not None and self._at.turn in self._turns:
            self._area.ensureWidgetVisible(self._turns[self._at.turn], 0, self._ctx.look.px(80))

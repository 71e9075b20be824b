"""After a conversation: what came of it, how the skills showed, and the moments that decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from trainer.practice.moments import Moment
from trainer.roleplay.play import Turn
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import LEVEL_WORDS, SHOWN, Source
from trainer.rubric.score import effective, told_of_broken
from trainer.store.ratings import SelfRating
from trainer.store.reviews import Review
from trainer.ui.context import Context
from trainer.ui.conversation.bubble import Bubble
from trainer.ui.conversation.evidence import EvidenceText, MarkChips
from trainer.ui.debrief.coach_says import CoachSays
from trainer.ui.debrief.state import Debrief
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Chip, Rule
from trainer.ui.elements.curve import CurveKey, MoodCurve
from trainer.ui.elements.layout import column, grid, page_column, row
from trainer.ui.elements.meters import LEVEL_SIGNS, TENSION, TRUST, UNSURE, LevelBar, LevelSign, level_of, tenths
from trainer.ui.elements.outcome import OUTCOME_FACES, OUTCOME_SIGNS
from trainer.ui.elements.portrait import Portrait
from trainer.ui.elements.text import ElidedLabel, Label


class DebriefPage(QWidget):
    """Outcome and skill apart, with evidence from the trainee's own words."""

    back = Signal()
    again = Signal()
    """The whole scenario once more."""
    moment_tried = Signal(int)
    """A turn to be tried again."""
    model_heard = Signal(str)
    """A text to be read aloud."""
    recording_heard = Signal(object)
    """The file of the trainee's own voice."""
    saved = Signal()
    """The report is to be saved."""
    review_answered = Signal(str, str)
    """The name of a coach, and what the trainee answers to their review."""
    disputed = Signal(int, str, str)
    """A turn, a criterion, and why the trainee thinks its mark is wrong."""

    def __init__(
        self,
        ctx: Context,
        debrief: Debrief,
        *,
        earlier: int | None = None,
        first_try: Debrief | None = None,
        own: SelfRating | None = None,
        reviews: Sequence[Review] = (),
        drafts: Collection[str] = (),
        can_speak: bool = False,
        disputes: Mapping[tuple[int, str], str] | None = None,
        recordings: Mapping[int, Path] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Earlier is the score of the run before, first_try what this is a fork of, own the trainee's view."""
        super().__init__(parent)
        self._ctx, self._debrief, self._can_speak = ctx, debrief, can_speak
        self._at = 0
        self._disputes = dict(disputes or {})
        self._recordings = dict(recordings or {})
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(ctx.words.t("Debrief: {scenario}", scenario=debrief.scenario.title))
        laid = page_column(ctx, self, top=16)
        laid.addLayout(self._head())
        if first_try is not None:
            laid.addWidget(self._comparison(first_try))
        for review in reviews:
            if review.finished is not None:
                said = CoachSays(ctx, review)
                said.answered.connect(partial(self.review_answered.emit, review.coach))
                laid.addWidget(said)
        top: QHBoxLayout | QVBoxLayout = column(ctx, 16) if ctx.compact else row(ctx, 16)
        top.addWidget(self._ending(earlier, own, drafts), 41)
        top.addWidget(self._mood(), 59)
        laid.addLayout(top)
        laid.addWidget(self._criteria())
        laid.addLayout(self._moments())
        laid.addWidget(self._transcript())
        laid.addStretch(1)

    def _head(self) -> QHBoxLayout | QVBoxLayout:
        ctx, t = self._ctx, self._ctx.words.t
        crumbs = row(ctx, 8)
        back = IconButton(ctx, "arrow-left", t("Back to practising"), edge=False)
        back.clicked.connect(self.back)
        crumbs.addWidget(back)
        way = "  /  ".join([t("Practise"), self._debrief.scenario.title, ""])
        crumbs.addWidget(Label(ctx, way.rstrip(), "hint", "ink2"))
        crumbs.addWidget(Label(ctx, t("Debrief"), "hint", bold=True))
        crumbs.addStretch(1)
        actions: QHBoxLayout | QVBoxLayout = column(ctx, 8) if ctx.narrow else row(ctx, 10)
        save = Button(ctx, t("Save as PDF"), "quiet", icon="file-text", size="small")
        save.clicked.connect(self.saved)
        again = Button(ctx, t("The whole scenario again"), "secondary", icon="rotate-ccw", size="small")
        again.clicked.connect(self.again)
        done = Button(ctx, t("Done"), "primary", icon_after="arrow-right", size="small")
        done.clicked.connect(self.back)
        for button in (save, again, done):
            actions.addWidget(button)
        head: QHBoxLayout | QVBoxLayout = column(ctx, 8) if ctx.narrow else row(ctx, 8)
        head.addLayout(crumbs, 1)
        head.addLayout(actions)
        return head

    # ---- outcome and score

    def _ending(self, earlier: int | None, own: SelfRating | None, drafts: Collection[str]) -> Card:
        ctx, words, debrief = self._ctx, self._ctx.words, self._debrief
        card = Card(ctx, row=True, spacing=16)
        person = debrief.scenario.person
        position = debrief.positions[-1]
        ending = debrief.scenario.endings.get(position.scene)
        face = Portrait(ctx, person.portrait, OUTCOME_FACES[ending.outcome] if ending else "serious", name=person.name)
        face.setFixedSize(ctx.look.px(112), ctx.look.px(150))
        card.body.addWidget(face, alignment=Qt.AlignmentFlag.AlignTop)
        right = column(ctx, 6)
        if ending:
            word, icon, ink, fill = OUTCOME_SIGNS[ending.outcome]
            right.addWidget(Chip(ctx, words.say(word), icon=icon, ink=ink, fill=fill))
            right.addWidget(Label(ctx, ending.title, "h2", wrap=True))
            right.addWidget(Label(ctx, ending.text, "dense", "ink2", wrap=True))
        else:
            right.addWidget(Chip(ctx, words.t("Left open"), icon="history"))
            right.addWidget(Label(ctx, words.t("The conversation was not finished."), "body", "ink2", wrap=True))
        right.addStretch(1)
        right.addLayout(self._score_row(earlier))
        right.addWidget(self._points())
        if told := self._drafts(drafts):
            right.addWidget(Label(ctx, told, "hint", "partial", wrap=True))
        if own is not None:
            right.addWidget(Label(ctx, self._own_view(own), "hint", "ink2", wrap=True))
        card.body.addLayout(right, 1)
        return card

    def _score_row(self, earlier: int | None) -> QHBoxLayout:
        ctx, words, score = self._ctx, self._ctx.words, self._debrief.score
        line = row(ctx, 8)
        number = Label(ctx, "–" if score.percent is None else str(score.percent), "score", numbers=True)
        number.setAccessibleName(words.t("Score {score} out of 100", score=number.text()))
        line.addWidget(number)
        line.addWidget(Label(ctx, "/ 100", "body", "ink3"), alignment=Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        if earlier is not None and score.percent is not None:
            line.addWidget(_change(ctx, score.percent - earlier), alignment=Qt.AlignmentFlag.AlignBottom)
        return line

    def _points(self) -> Label:
        words, score = self._ctx.words, self._debrief.score
        text = words.t(
            "How you acted: {earned} of {attainable} points, weighted by skill.",
            earned=words.shortly(float(score.earned)),
            attainable=score.attainable,
        )
        if broken := told_of_broken(score):
            text = f"{text} {words.say(broken)}"
        return Label(self._ctx, text, "hint", "missed" if score.broken else "ink3", wrap=True)

    def _drafts(self, drafts: Collection[str]) -> str:
        """Which marks of typed words are drafts as yet; "" for none."""
        words = self._ctx.words
        read = {mark.criterion for turn in self._debrief.turns for mark in effective(turn.marks)
                if mark.source is Source.AUTO and mark.criterion in drafts}  # fmt: skip
        if not read:
            return ""
        skills = ", ".join(words.say(BY_KEY[key].name) for key in BY_KEY if key in read)
        return words.t("Draft marks, as coaches have often changed them: {skills}.", skills=skills)

    def _own_view(self, own: SelfRating) -> str:
        t = self._ctx.words.t
        if own.percent is None:
            return t("In your own words: “{text}”", text=own.text)
        if not own.text:
            return t("Your own rating: {percent}.", percent=own.percent)
        return t("Your own rating: {percent}. “{text}”", percent=own.percent, text=own.text)

    def _mood(self) -> Card:
        ctx, words, debrief = self._ctx, self._ctx.words, self._debrief
        card = Card(ctx, spacing=8)
        head = row(ctx, 8)
        head.addWidget(Label(ctx, words.t("Mood turn by turn"), "h3"))
        head.addStretch(1)
        key = CurveKey(ctx)
        if not ctx.narrow:
            head.addWidget(key)
        card.body.addLayout(head)
        moods = [position.mood for position in debrief.positions]
        shaded = {moment.turn: LEVEL_SIGNS[moment.level][2] for moment in debrief.moments}
        curve = MoodCurve(ctx, moods, shaded)
        card.body.addWidget(curve, 1)
        table = _mood_table(ctx, moods)
        table.hide()
        card.body.addWidget(table)
        as_table = Button(ctx, words.t("Show as a table"), "quiet", size="small")

        def switch() -> None:
            shown = table.isHidden()
            table.setVisible(shown)
            curve.setVisible(not shown)
            as_table.rename(words.t("Show as a curve") if shown else words.t("Show as a table"))

        as_table.clicked.connect(switch)
        foot = row(ctx)
        foot.addStretch(1)
        foot.addWidget(as_table)
        card.body.addLayout(foot)
        return card

    # ---- skills

    def _criteria(self) -> Card:
        ctx, words, debrief = self._ctx, self._ctx.words, self._debrief
        card = Card(ctx, spacing=8)
        head = row(ctx)
        head.addWidget(Label(ctx, words.t("How the skills showed"), "h3"))
        head.addStretch(1)
        if not ctx.narrow:
            head.addWidget(Label(ctx, words.t("Points at the turns you took"), "hint", "ink3"))
        card.body.addLayout(head)
        rows = QGridLayout()
        rows.setHorizontalSpacing(ctx.look.px(16))
        rows.setVerticalSpacing(ctx.look.px(6))
        rows.setColumnStretch(4, 1)
        for n, (key, scored) in enumerate(debrief.score.criteria.items()):
            level, tone = level_of(scored.percent)
            if n:
                rows.addWidget(Rule(ctx), 3 * n, 0, 1, 5)
            name = words.say(BY_KEY[key].name)
            label = Label(ctx, name, "dense", wrap=ctx.compact)
            label.setToolTip("\n".join(words.say(anchor) for anchor in BY_KEY[key].anchors.values()))
            rows.addWidget(label, 3 * n + 1, 0)
            told = f"{name}: {words.say(LEVEL_WORDS[level])}, {words.percent(scored.percent)}"
            rows.addWidget(LevelBar(ctx, scored.percent / 50, tone, told), 3 * n + 1, 1)
            rows.addWidget(LevelSign(ctx, level), 3 * n + 1, 2)
            earned = words.shortly(float(scored.earned))
            points = words.t("{earned} / {attainable}", earned=earned, attainable=scored.attainable)
            rows.addWidget(Label(ctx, points, "hint", "ink2", numbers=True), 3 * n + 1, 3)
            quote = self._quote(key)
            if ctx.compact:
                rows.addWidget(quote, 3 * n + 2, 0, 1, 5)
            else:
                rows.addWidget(quote, 3 * n + 1, 4)
        card.body.addLayout(rows)
        return card

    def _quote(self, criterion: str) -> QWidget:
        ctx, words = self._ctx, self._ctx.words
        evidence = self._debrief.evidence(criterion)
        if evidence is None:
            return Label(ctx, words.say(UNSURE), "hint", "ink3")
        said = words.t("turn {turn}: “{words}”", turn=evidence.turn, words=evidence.words)
        level = words.say(LEVEL_WORDS[evidence.level])
        return ElidedLabel(ctx, f"{level} · {said}")

    # ---- moments

    def _moments(self) -> QVBoxLayout:
        ctx, words, moments = self._ctx, self._ctx.words, self._debrief.moments
        laid = column(ctx, 12)
        head = row(ctx, 8)
        head.addWidget(Label(ctx, words.t("Moments that decided"), "h2"))
        head.addStretch(1)
        if not ctx.narrow:
            head.addWidget(Label(ctx, words.t("← → browse, Enter tries again"), "hint", "ink3"))
        laid.addLayout(head)
        self._tries: list[Button] = []
        cards = [self._moment(moment) for moment in moments]
        laid.addLayout(grid(ctx, 1 if ctx.compact else max(1, len(cards)), 16, cards))
        return laid

    def _moment(self, moment: Moment) -> Card:
        ctx, words, debrief = self._ctx, self._ctx.words, self._debrief
        turn = debrief.turns[moment.turn - 1]
        icon, ink, fill = LEVEL_SIGNS[moment.level]
        card = Card(ctx, spacing=8)
        head = row(ctx, 8)
        head.addWidget(Chip(ctx, words.t("Turn {turn}", turn=moment.turn), icon=icon, ink=ink, fill=fill))
        head.addStretch(1)
        head.addWidget(Label(ctx, _moved(ctx, moment), "hint", "ink2"))
        card.body.addLayout(head)
        if moment.criterion:
            title = f"{words.say(BY_KEY[moment.criterion].name)}: {words.say(LEVEL_WORDS[moment.level]).lower()}"
            card.body.addWidget(Label(ctx, title, "body", bold=True, wrap=True))
        if turn.text is None:
            said = words.t("You said: “{words}”", words=debrief.words(turn))
            card.body.addWidget(Label(ctx, said, "dense", "ink2", wrap=True))
        else:
            card.body.addWidget(EvidenceText(ctx, turn.text, turn.marks))
            for text in self._what_would_have_shown(turn, debrief.reply_text(turn, moment.model)):
                card.body.addWidget(Label(ctx, text, "hint", "ink2", wrap=True))
        if turn.text is None and debrief.note(turn, turn.reply):
            card.body.addWidget(Label(ctx, debrief.note(turn, turn.reply), "dense", "ink2", wrap=True))
        model = debrief.reply_text(turn, moment.model)
        if moment.model != turn.reply:
            card.body.addWidget(self._model(turn, moment.model, model))
        card.body.addStretch(1)
        foot = row(ctx, 8)
        again = Button(ctx, words.t("Try this moment again"), "secondary", icon="rotate-ccw", size="small")
        again.clicked.connect(lambda: self.moment_tried.emit(moment.turn))
        self._tries.append(again)
        foot.addWidget(again, 1)
        if moment.turn in self._recordings:
            card.body.addWidget(self._hear_yourself(moment.turn))
        if self._can_speak:
            listen = IconButton(ctx, "volume-2", words.t("Listen to the model of turn {turn}", turn=moment.turn))
            listen.clicked.connect(lambda: self.model_heard.emit(model))
            foot.addWidget(listen)
        card.body.addLayout(foot)
        return card

    def _what_would_have_shown(self, turn: Turn, model: str) -> list[str]:
        """For the criteria that a typed reply missed or half showed: what would have shown them here."""
        words, told, by_model = self._ctx.words, [], []
        for mark in effective(turn.marks):
            example = self._debrief.example(turn, mark.criterion) if mark.sure and mark.level < SHOWN else None
            if example == model:
                by_model.append(words.say(BY_KEY[mark.criterion].name))
            elif example:
                skill = BY_KEY[mark.criterion].name
                told.append(words.t("{skill} might have sounded like this: “{words}”", skill=skill, words=example))
        if by_model:
            told.insert(0, words.t("Still missing, but in the model: {skills}", skills=", ".join(by_model)))
        return told[:2]

    def _model(self, turn: Turn, reply: str, text: str) -> QWidget:
        ctx, words = self._ctx, self._ctx.words
        box = _Margin(ctx)
        box.laid.addWidget(Label(ctx, words.t("Model: “{words}”", words=text), "dense", wrap=True))
        if note := self._debrief.note(turn, reply):
            box.laid.addWidget(Label(ctx, note, "hint", "ink3", wrap=True))
        return box

    # ---- another try beside the first

    def _comparison(self, first: Debrief) -> Card:
        ctx, words, debrief = self._ctx, self._ctx.words, self._debrief
        card = Card(ctx, fill="accent_soft", edge="accent", spacing=12)
        card.body.addWidget(Label(ctx, words.t("Your first try and this one"), "h3"))
        about = words.t("The first score stays as it is: {score} / 100.", score=first.score.percent)
        card.body.addWidget(Label(ctx, about, "hint", "ink2", wrap=True))
        at = debrief.record.row.parent[1] if debrief.record.row.parent else 1
        sides = [
            _side(ctx, words.t("First, turn {turn}", turn=at), first, at),
            _side(ctx, words.t("Now, turn {turn}", turn=at), debrief, at),
        ]
        card.body.addLayout(grid(ctx, 1 if ctx.narrow else 2, 16, sides))
        return card

    # ---- the whole conversation

    def _transcript(self) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, spacing=12)
        head = row(ctx)
        head.addWidget(Label(ctx, words.t("The whole conversation"), "h3"))
        head.addStretch(1)
        show = Button(ctx, words.t("Show"), "secondary", size="small", icon_after="chevron-down")
        show.setAccessibleName(words.t("Show the whole conversation"))
        head.addWidget(show)
        card.body.addLayout(head)
        said = QWidget()
        laid = column(ctx, 10)
        said.setLayout(laid)
        said.hide()
        card.body.addWidget(said)

        def toggle() -> None:
            if laid.count() == 0:
                self._fill_transcript(laid)
            said.setVisible(said.isHidden())
            show.setText(words.t("Hide") if not said.isHidden() else words.t("Show"))
            show.updateGeometry()

        show.clicked.connect(toggle)
        return card

    def _fill_transcript(self, laid: QVBoxLayout) -> None:
        ctx, words, debrief = self._ctx, self._ctx.words, self._debrief
        for stored in debrief.record.turns:
            turn = stored.turn
            laid.addWidget(Bubble(ctx, debrief.scenario.person.first_name, debrief.line(turn).text, own=False))
            typed = turn.text is not None
            if self._can_speak or turn.number in self._recordings:
                laid.addLayout(self._listen_row(turn))
            laid.addWidget(
                Bubble(ctx, words.t("You"), debrief.words(turn), own=True, marks=turn.marks if typed else ())
            )
            if stored.hint:
                hint = row(ctx, 6)
                hint.addStretch(1)
                hint.addWidget(Chip(ctx, words.t("Hint read"), icon="lightbulb"))
                laid.addLayout(hint)
            if typed:
                laid.addLayout(self._dispute_row(turn))
            else:
                laid.addWidget(MarkChips(ctx, turn.marks, misses=True))
        position = debrief.positions[-1]
        if ending := debrief.scenario.endings.get(position.scene):
            laid.addWidget(Label(ctx, f"{ending.title}. {ending.text}", "body", "ink2", wrap=True))

    def _listen_row(self, turn: Turn) -> QHBoxLayout:
        """Both what the person said and what was answered can be heard."""
        ctx, words, debrief = self._ctx, self._ctx.words, self._debrief
        line = row(ctx, 8)
        theirs = IconButton(ctx, "volume-2", words.t("Listen to the line of turn {turn}", turn=turn.number))
        theirs.clicked.connect(lambda: self.model_heard.emit(debrief.line(turn).text))
        own = IconButton(ctx, "volume-2", words.t("Listen to your reply of turn {turn}", turn=turn.number))
        own.clicked.connect(lambda: self.model_heard.emit(debrief.words(turn)))
        line.addWidget(theirs)
        line.addStretch(1)
        if turn.number in self._recordings:
            line.addWidget(self._hear_yourself(turn.number))
        line.addWidget(own)
        return line

    def _hear_yourself(self, turn: int) -> Button:
        hear = Button(self._ctx, self._ctx.words.t("Hear yourself"), "quiet", icon="mic", size="small")
        hear.setAccessibleName(self._ctx.words.t("Hear yourself on turn {turn}", turn=turn))
        hear.clicked.connect(lambda: self.recording_heard.emit(self._recordings[turn]))
        return hear

    def _dispute_row(self, turn: Turn) -> QHBoxLayout:
        ctx, words = self._ctx, self._ctx.words
        line = row(ctx, 8)
        line.addStretch(1)
        said = [text for (number, _), text in self._disputes.items() if number == turn.number]
        told = Label(ctx, "", "hint", "ink2", wrap=True)
        if said:
            told.say(words.t("You disagree: {reason}", reason="; ".join(said)))
        line.addWidget(told, 3)
        dispute = Button(ctx, words.t("Dispute a mark"), "quiet", size="small")
        dispute.clicked.connect(lambda: self._ask_why(turn, told))
        line.addWidget(dispute)
        return line

    def _ask_why(self, turn: Turn, told: Label) -> None:
        from trainer.ui.debrief.dispute import DisputeDialog

        dialog = DisputeDialog(self._ctx, self._debrief.words(turn), effective(turn.marks), self)

        def send(criterion: str, reason: str) -> None:
            told.say(self._ctx.words.t("You disagree: {reason}", reason=reason))
            self.disputed.emit(turn.number, criterion, reason)

        dialog.disputed.connect(send)
        dialog.open()

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._tries:
            focused = next((n for n, button in enumerate(self._tries) if button.hasFocus()), None)
            step = 1 if key == Qt.Key.Key_Right else -1
            self._at = 0 if focused is None else (focused + step) % len(self._tries)
            self._tries[self._at].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_Escape:
            self.back.emit()
        elif key == Qt.Key.Key_L and self._ctx.single_keys and self._can_speak and self._debrief.moments:
            moment = self._debrief.moments[self._at]
            self.model_heard.emit(self._debrief.reply_text(self._debrief.turns[moment.turn - 1], moment.model))
        else:
            super().keyPressEvent(event)


class _Margin(QWidget):
    """Text with a line of the accent at its left."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self.laid = column(ctx, 4, (12, 2, 0, 2))
        self.setLayout(self.laid)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        from trainer.ui.elements.paint import painter_on

        with painter_on(self) as painter:
            painter.fillRect(0, 0, self._ctx.look.px(3), self.height(), self._ctx.look.colour("accent"))


def _change(ctx: Context, change: int) -> Chip:
    t = ctx.words.t
    if change > 0:
        return Chip(ctx, t("+{change} since last time", change=change), icon="arrow-up", ink="good", fill="good_soft")
    if change < 0:
        return Chip(ctx, t("−{change} since last time", change=-change), icon="arrow-down")
    return Chip(ctx, t("same as last time"))


def _moved(ctx: Context, moment: Moment) -> str:
    words = ctx.words
    parts = []
    for name, change in ((TRUST, moment.trust), (TENSION, moment.tension)):
        if change:
            parts.append(f"{words.say(name)} {'+' if change > 0 else '−'}{words.decimal(abs(change) / 10)}")
    return " · ".join(parts) or words.t("No change")


def _side(ctx: Context, title: str, debrief: Debrief, at: int) -> Card:
    words = ctx.words
    card = Card(ctx, spacing=6)
    head = row(ctx, 8)
    head.addWidget(Label(ctx, title, "hint", "accent", bold=True))
    head.addStretch(1)
    percent = "–" if debrief.score.percent is None else debrief.score.percent
    head.addWidget(Label(ctx, words.t("Score {score}", score=percent), "hint", "ink2", bold=True))
    card.body.addLayout(head)
    if at > len(debrief.turns):
        card.body.addWidget(Label(ctx, words.t("Not answered."), "body", "ink2"))
        card.body.addStretch(1)
        return card
    turn = debrief.turns[at - 1]
    card.body.addWidget(Label(ctx, words.t("“{words}”", words=debrief.words(turn)), "body", wrap=True))
    if turn.text is None and debrief.note(turn, turn.reply):
        card.body.addWidget(Label(ctx, debrief.note(turn, turn.reply), "hint", "ink2", wrap=True))
    mood = words.t(
        "After it: {trust_name} {trust}, {tension_name} {tension}",
        trust_name=TRUST,
        trust=tenths(turn.mood.trust),
        tension_name=TENSION,
        tension=tenths(turn.mood.tension),
    )
    card.body.addWidget(Label(ctx, mood, "hint", "ink3", wrap=True))
    ending = debrief.scenario.endings.get(debrief.positions[-1].scene)
    if ending:
        card.body.addWidget(Label(ctx, words.t("Ending: {title}", title=ending.title), "hint", "ink3", wrap=True))
    card.body.addStretch(1)
    return card


def _mood_table(ctx: Context, moods: Sequence[tuple[int, int]]) -> QTableWidget:
    words = ctx.words
    table = QTableWidget(2, len(moods))
    table.setFont(ctx.look.font("dense"))
    table.setVerticalHeaderLabels([words.say(TRUST), words.say(TENSION)])
    table.setHorizontalHeaderLabels([words.t("Start"), *(str(n) for n in range(1, len(moods)))])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setAccessibleName(words.t("Mood turn by turn"))
    for column_, mood in enumerate(moods):
        for line, value in enumerate(mood):
            table.setItem(line, column_, QTableWidgetItem(str(tenths(value))))
    table.resizeColumnsToContents()
    table.setMinimumHeight(ctx.look.px(130))
    return table

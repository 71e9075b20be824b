"""The presenter's console: what the room sees, what comes next, notes, votes and the clock. Everything has a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from trainer.rubric.catalogue import BY_KEY, RESPECT
from trainer.scenario.model import Scenario
from trainer.ui.context import Context
from trainer.ui.elements.beside import with_panel
from trainer.ui.elements.button import Button, IconButton, Kind
from trainer.ui.elements.card import Card, Chip, Icon, KeyCap, Rule
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, empty, row
from trainer.ui.elements.meters import LEVEL_SIGNS, TENSION, TRUST, MoodMeter
from trainer.ui.elements.text import ElidedLabel, Label
from trainer.ui.workshop.audience import Canvas
from trainer.ui.workshop.bars import VoteBar
from trainer.ui.workshop.desk import Desk
from trainer.ui.workshop.screens import Screens
from trainer.wording import Text
from trainer.workshop.plan import rounds_expected
from trainer.workshop.rounds import OPEN, Move, Step
from trainer.workshop.views import Option, PresenterView
from trainer.workshop.votes import ADVICE, MOST_VOTES, Advice

MORE_SECONDS = 30
_SIDE = 500
_STEPS = (
    (Text("Line"), (Step.LINE,)),
    (Text("Discussion"), (Step.DISCUSSION,)),
    (Text("Vote"), (Step.VOTE, Step.COUNTED, Step.TALK, Step.SECOND_VOTE, Step.SECOND_COUNTED)),
    (Text("Result"), (Step.RESULT,)),
    (Text("Next step"), (Step.ENDING,)),
)
# What the space bar does at each step: the usual next thing.
_USUAL: dict[Step, tuple[Move, Text]] = {
    Step.LINE: (Move.DISCUSS, Text("Show the question")),
    Step.DISCUSSION: (Move.VOTE, Text("Open the vote")),
    Step.VOTE: (Move.CLOSE, Text("Close the vote")),
    Step.COUNTED: (Move.REVEAL, Text("Reveal the votes")),
    Step.TALK: (Move.VOTE_AGAIN, Text("Open the second vote")),
    Step.SECOND_VOTE: (Move.CLOSE, Text("Close the vote")),
    Step.SECOND_COUNTED: (Move.REVEAL, Text("Reveal the votes")),
}


class _Action(NamedTuple):
    """Something the facilitator can do now; the usual next thing stands out."""

    text: str
    act: Callable[[], object]
    key: str
    icon: str = ""
    usual: bool = False


class PresenterPage(QWidget):
    """Draws what the desk tells, anew whenever it changes."""

    stopped = Signal()
    """The workshop is to be left; it is kept as it stands."""
    phones_asked = Signal()
    finished = Signal()
    """The next scenario of the plan, or the end."""

    def __init__(
        self, ctx: Context, desk: Desk, screens: Screens, *, more: bool = False, parent: QWidget | None = None
    ) -> None:
        """More says that another scenario follows in the plan."""
        super().__init__(parent)
        self._ctx, self._desk, self._screens, self._more = ctx, desk, screens, more
        self._about = rounds_expected(self._scenario)
        self._shape: object = None
        self._live: list[Callable[[PresenterView], None]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(ctx.words.t("Presenter's console"))
        self.primary: QWidget = self
        whole = column(ctx, 0)
        self.setLayout(whole)
        self._top = row(ctx, 12, (16, 8, 16, 8))
        whole.addLayout(self._top)
        whole.addWidget(Rule(ctx))
        self._left = column(ctx, 12, (20, 14, 20, 16))
        self._right = column(ctx, 12, (20, 14, 20, 16))
        left, right = QWidget(), QWidget()
        left.setLayout(self._left)
        right.setLayout(self._right)
        whole.addLayout(with_panel(ctx, left, right, _SIDE), 1)
        self._preview = Canvas(ctx.words, contrast=screens.contrast)
        self._clock = Label(ctx, "", "hint", "ink2", numbers=True)
        self._left_over = Label(ctx, "", "h1", numbers=True)
        self._phones = Chip(ctx, "")
        self._build_top()
        self._draw()
        desk.changed.connect(self._draw)
        desk.ticked.connect(self._tick)
        screens.changed.connect(self._draw)
        self._tick()

    @property
    def _scenario(self) -> Scenario:
        return self._desk.scenarios[self._desk.languages[0]]

    # ---- the parts

    def _build_top(self) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        stop = Button(ctx, t("Leave the workshop"), "quiet", icon="x", size="small")
        stop.clicked.connect(self.stopped)
        stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._screen = Button(ctx, "", "quiet", icon="monitor", size="small")
        self._screen.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._screen.clicked.connect(lambda: self._choose_screen(self._screen))
        self._phone_button = Button(ctx, "", "quiet", icon="qr-code", size="small")
        self._phone_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._phone_button.clicked.connect(self.phones_asked)
        self._where = ElidedLabel(ctx, "")
        title = Label(ctx, self._scenario.title, "h3", wrap=ctx.narrow)
        if ctx.narrow:
            told = column(ctx, 4)
            told.addWidget(title)
            told.addWidget(self._where)
            bar = Flow(spacing=ctx.look.px(8))
            for widget in (stop, self._screen, self._phone_button, self._clock):
                bar.addWidget(widget)
            told.addLayout(bar)
            self._top.addLayout(told, 1)
            return
        self._top.addWidget(stop)
        self._top.addWidget(title)
        self._top.addWidget(self._where, 1)
        for widget in (self._screen, self._phone_button, self._clock):
            self._top.addWidget(widget)

    def _draw(self) -> None:
        """Everything anew; where only votes came in, only what tells of them."""
        ctx, desk = self._ctx, self._desk
        seen = desk.presenter()
        shape = _shape(seen, desk, self._screens)
        if shape == self._shape:
            self._preview.show_audience(self._screens.audience())
            for refresh in self._live:
                refresh(seen)
            return
        self._shape, self._live = shape, []
        for laid in (self._left, self._right):
            self._keep_preview()
            empty(laid)
        self._left.addWidget(self._step_bar(seen.step, ended=desk.now.ended))
        self._left.addWidget(self._shown())
        self._left.addLayout(self._actions(seen))
        if seen.step in OPEN and not desk.now.ended:
            self._left.addWidget(self._time(seen))
        self._left.addWidget(self._roads(seen))
        self._left.addStretch(1)
        if desk.now.ended:
            self._right.addWidget(self._questions(seen))
        else:
            self._right.addWidget(self._note(seen))
            self._right.addWidget(self._votes(seen))
            self._right.addWidget(self._mood(seen))
            self._right.addWidget(self._questions(seen))
        self._right.addStretch(1)
        words = ctx.words
        about = words.t("round {number}, about {about} in all", number=seen.number, about=self._about)
        self._where.say(about)
        self._screen.rename(self._screens.told(words))
        self._phone_button.rename(self._phones_told())

    def _keep_preview(self) -> None:
        """The preview stays the same widget, so that it does not flicker."""
        self._preview.setParent(self)
        self._preview.hide()

    def _step_bar(self, step: Step, *, ended: bool) -> Card:
        ctx = self._ctx
        card = Card(ctx, padding=5, spacing=4, row=True)
        here = len(_STEPS) if ended else next(n for n, (_, steps) in enumerate(_STEPS) if step in steps)
        for n, (name, _) in enumerate(_STEPS):
            text = ctx.words.say(name)
            if n == here:
                chip = Card(ctx, fill="accent", edge="", padding=8, radius=8, spacing=0)
                chip.body.addWidget(Label(ctx, text, "dense", "on_accent", bold=True), 0, Qt.AlignmentFlag.AlignCenter)
            else:
                chip = Card(ctx, fill="", edge="", padding=8, radius=8, spacing=0)
                tone = "accent" if n < here else "ink3"
                chip.body.addWidget(Label(ctx, text, "dense", tone), 0, Qt.AlignmentFlag.AlignCenter)
            card.body.addWidget(chip, 1)
        return card

    def _shown(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, padding=4, spacing=4, edge="line2")
        head = row(ctx, 6, (8, 4, 8, 0))
        head.addWidget(Icon(ctx, "monitor", "ink2", 16))
        text = t("The room sees this now") if not self._desk.black else t("The room's screen is black")
        head.addWidget(Label(ctx, text, "hint", "ink2", bold=True), 1)
        card.body.addLayout(head)
        self._preview.show_audience(self._screens.audience())
        self._preview.use(contrast=self._screens.contrast)
        self._preview.show()
        card.body.addWidget(self._preview)
        return card

    def _actions(self, seen: PresenterView) -> Flow:
        bar = Flow(spacing=self._ctx.look.px(8))
        for action in self._what_can_be_done(seen):
            key = "" if self._ctx.narrow else action.key
            kind: Kind = "primary" if action.usual else "secondary"
            button = Button(self._ctx, action.text, kind, icon=action.icon, key=key)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(action.act)
            bar.addWidget(button)
        return bar

    def _what_can_be_done(self, seen: PresenterView) -> Iterator[_Action]:
        t, desk = self._ctx.words.t, self._desk
        if desk.now.ended:
            text = t("Next scenario") if self._more else t("Finish")
            yield _Action(text, self.finished.emit, "→", "arrow-right" if self._more else "check", usual=True)
        else:
            yield from self._within_round(seen)
            yield _Action(t("End and debrief"), desk.end, "E")
        yield _Action(t("Show again") if desk.black else t("Black out"), desk.darken, "B", "eye-off")
        if desk.can_undo:
            yield _Action(t("Undo"), desk.undo, "Z", "undo-2")

    def _within_round(self, seen: PresenterView) -> Iterator[_Action]:
        t, desk = self._ctx.words.t, self._desk
        usual = None
        if seen.step in _USUAL:
            usual, text = _USUAL[seen.step]
            yield _Action(self._ctx.words.say(text), partial(desk.move, usual), t("Space"), "play", usual=True)
        if not seen.options:
            yield _Action(t("Debrief together"), desk.end, t("Space"), "history", usual=True)
            return
        winner = next((option for option in seen.options if option.reply == seen.winner), None)
        onward = t("Go on with {number}", number=winner.number) if winner else t("Go on with…")
        yield _Action(onward, self._go_on, "→", "arrow-right", usual=seen.step is Step.RESULT)
        if winner is not None:
            yield _Action(t("Choose another…"), self._choose, "O")
        for move, name, key in (
            (Move.VOTE, t("Straight to the vote"), "V"),
            (Move.TALK, t("Talk in pairs"), "T"),
            (Move.VOTE_AGAIN, t("Vote again"), "A"),
            (Move.REVEAL, t("Reveal the votes"), "R"),
        ):
            if move in seen.moves and move is not usual:
                yield _Action(name, partial(desk.move, move), key)

    def _time(self, seen: PresenterView) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, row=True, spacing=16)
        told = column(ctx, 0)
        told.addWidget(Label(ctx, t("Time to vote"), "hint", "ink2"))
        self._left_over = Label(ctx, "", "h1", numbers=True)
        told.addWidget(self._left_over)
        card.body.addLayout(told)
        more = Button(ctx, t("+{seconds} s", seconds=MORE_SECONDS), size="small", key="+")
        more.clicked.connect(lambda: self._desk.more_time(MORE_SECONDS))
        card.body.addWidget(more)
        card.body.addStretch(1)
        voted = column(ctx, 0)
        voted.addWidget(Label(ctx, t("Votes"), "hint", "ink2"))
        cast = Label(ctx, str(seen.cast), "h1", numbers=True)
        self._live.append(lambda now: cast.say(str(now.cast)))
        voted.addWidget(cast)
        card.body.addLayout(voted)
        if self._desk.server is not None:
            large = Button(ctx, t("Large QR"), size="small", icon="qr-code", key="Q")
            large.clicked.connect(self._desk.enlarge_code)
            card.body.addWidget(large)
        self._tick()
        return card

    def _roads(self, seen: PresenterView) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, spacing=4)
        card.body.addWidget(Label(ctx, words.t("Rounds so far"), "dense", bold=True))
        for number, road in enumerate(seen.roads, 1):
            line = row(ctx, 8)
            line.addWidget(Label(ctx, str(len(road.path) + 1), "hint", "ink3", numbers=True))
            line.addWidget(ElidedLabel(ctx, road.title, role="dense", tone="ink" if road.here else "ink2"), 1)
            if road.here:
                line.addWidget(Chip(ctx, words.t("here"), ink="accent", fill="accent_soft"))
            elif not self._desk.now.ended:
                back = Button(ctx, words.t("Go there"), "quiet", size="small")
                back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                back.setAccessibleName(words.t("Go to round {number}: {line}", number=number, line=road.title))
                back.clicked.connect(partial(self._desk.go_back, road.path))
                line.addWidget(back)
            card.body.addLayout(line)
        return card

    # ---- notes, votes, mood

    def _note(self, seen: PresenterView) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, fill="accent_soft", edge="", spacing=6)
        head = row(ctx, 8)
        head.addWidget(Icon(ctx, "message-square-text", "accent", 18))
        head.addWidget(Label(ctx, t("For you"), "dense", "accent", bold=True), 1)
        card.body.addLayout(head)
        if seen.advice is not None:
            text = ctx.words.say(ADVICE[seen.advice])
            if seen.share is not None:
                share = ctx.words.percent(seen.share)
                text = t("Best reply: {share}. {advice}", share=share, advice=text)
            card.body.addWidget(Label(ctx, text, "body", bold=True, wrap=True))
            if seen.advice is Advice.HINT and seen.hint:
                card.body.addWidget(Label(ctx, t("Hint: {hint}", hint=seen.hint), "body", wrap=True))
        elif seen.question:
            card.body.addWidget(Label(ctx, t("Ask the room: “{question}”", question=seen.question), "body", wrap=True))
        if seen.advice is None and not seen.question:
            card.body.addWidget(Label(ctx, t("Let the room read the line."), "body", wrap=True))
        return card

    def _votes(self, seen: PresenterView) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, spacing=8)
        head = row(ctx, 8)
        head.addWidget(Label(ctx, t("Replies and votes"), "h3"))
        head.addStretch(1)
        if seen.step in OPEN or seen.step in (Step.COUNTED, Step.SECOND_COUNTED, Step.TALK):
            head.addWidget(Icon(ctx, "eye-off", "ink3", 16))
            head.addWidget(Label(ctx, t("the room does not see these yet"), "hint", "ink3"))
        card.body.addLayout(head)
        if not seen.options:
            card.body.addWidget(Label(ctx, t("The conversation has ended."), "body", "ink2", wrap=True))
        for option in seen.options:
            card.body.addWidget(Rule(ctx))
            card.body.addWidget(self._option(option, seen))
        return card

    def _option(self, option: Option, seen: PresenterView) -> QWidget:
        ctx, words, desk = self._ctx, self._ctx.words, self._desk
        part = QWidget()
        laid = column(ctx, 4)
        part.setLayout(laid)
        head = row(ctx, 10)
        head.addWidget(KeyCap(ctx, str(option.number)), alignment=Qt.AlignmentFlag.AlignTop)
        scene = self._scenario.scenes[self._desk.now.now.position.scene]
        short = scene.replies[option.reply].short or option.text
        head.addWidget(Label(ctx, short, "body", bold=True, wrap=True), 1)
        countable = seen.step in (*OPEN, Step.COUNTED, Step.SECOND_COUNTED)
        if countable:
            less = words.t("One hand fewer for reply {number}", number=option.number)
            more = words.t("One hand more for reply {number}", number=option.number)
            for icon, by, name in (("minus", -1, less), ("plus", 1, more)):
                step = IconButton(ctx, icon, name, size=28)
                step.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                step.clicked.connect(partial(desk.count_hand, option.number, by))
                head.addWidget(step, alignment=Qt.AlignmentFlag.AlignTop)
        count = Label(ctx, str(option.total), "h3", numbers=True)
        count.setMinimumWidth(ctx.look.px(30))
        count.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(count, alignment=Qt.AlignmentFlag.AlignTop)
        laid.addLayout(head)
        bar = VoteBar(ctx, option.total, option.before, seen.cast)
        laid.addWidget(bar)

        def refresh(now: PresenterView) -> None:
            fresh = now.options[option.number - 1]
            count.say(str(fresh.total))
            bar.show_votes(fresh.total, fresh.before, now.cast)

        self._live.append(refresh)
        if short != option.text:
            laid.addWidget(Label(ctx, option.text, "dense", "ink2", wrap=True))
        chips = self._marks(option)
        if chips.count():
            laid.addLayout(chips)
        mood = " · ".join(
            f"{name} {shift:+d}".replace("-", "−")
            for name, shift in ((words.t("Trust"), option.mood.trust), (words.t("Tension"), option.mood.tension))
            if shift
        )
        onward = words.t("→ ending “{title}”", title=option.leads_to) if option.ends else f"→ “{option.leads_to}”"
        laid.addWidget(Label(ctx, f"{mood}  {onward}" if mood else onward, "hint", "ink2", wrap=True))
        if option.note and seen.step is Step.RESULT:
            laid.addWidget(Label(ctx, option.note, "hint", "ink2", wrap=True))
        if countable:
            laid.addLayout(self._ways(option))
        return part

    def _marks(self, option: Option) -> Flow:
        """What the reply earns."""
        ctx, words = self._ctx, self._ctx.words
        chips = Flow(spacing=ctx.look.px(6))
        if option.best:
            chips.addWidget(Chip(ctx, words.t("Best by the rubric"), icon="circle-check", ink="good", fill="good_soft"))
        for mark in option.marks:
            icon, ink, fill = LEVEL_SIGNS[mark.level]
            if mark.level > 0 or mark.criterion == RESPECT.key:
                chips.addWidget(Chip(ctx, words.say(BY_KEY[mark.criterion].name), icon=icon, ink=ink, fill=fill))
        return chips

    def _ways(self, option: Option) -> Flow:
        """How the votes came, and a field for those that were counted on paper."""
        ctx, t = self._ctx, self._ctx.words.t
        ways = Flow(spacing=ctx.look.px(10))
        counted = Label(ctx, self._counted(option), "hint", "ink3")
        self._live.append(lambda now: counted.say(self._counted(now.options[option.number - 1])))
        ways.addWidget(counted)
        paper = QLineEdit(str(option.paper))
        # Not a QIntValidator: it takes "1,000" for a number, and leaves an emptied field as it was.
        paper.setValidator(QRegularExpressionValidator(f"[0-9]{{0,{len(str(MOST_VOTES))}}}", paper))
        paper.setFont(ctx.look.font("hint"))
        paper.setFixedSize(ctx.look.px(72), ctx.look.px(32))
        paper.setAccessibleName(t("Votes on paper for reply {number}", number=option.number))
        paper.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Told when the field is left, so that it is not drawn anew under the fingers.
        paper.editingFinished.connect(partial(self._count_paper, option.number, paper))
        self._live.append(lambda now: self._show_paper(paper, now.options[option.number - 1].paper))
        ways.addWidget(paper)
        return ways

    def _counted(self, option: Option) -> str:
        t = self._ctx.words.t
        return t("hands {hands} · phones {phones} · paper", hands=option.hands, phones=option.phones)

    @staticmethod
    def _show_paper(field: QLineEdit, votes: int) -> None:
        """Shows votes that were counted or taken back elsewhere; never under the fingers."""
        if not field.hasFocus():
            field.setText(str(votes))

    def _count_paper(self, number: int, field: QLineEdit) -> None:
        numbers = [option.paper for option in self._desk.presenter().options]
        votes = int(field.text() or 0)
        field.setText(str(votes))
        if numbers[number - 1] != votes:
            numbers[number - 1] = votes
            self._desk.count_paper(numbers)
            self.setFocus()

    def _mood(self, seen: PresenterView) -> Card:
        ctx = self._ctx
        card = Card(ctx, spacing=10)
        trust, tension = seen.mood
        for name, tone, soft, value in (
            (TRUST, "accent", "accent_soft", trust), (TENSION, "clay", "clay_soft", tension),
        ):  # fmt: skip
            meter = MoodMeter(ctx, name, tone, soft)
            meter.show_mood(value, None, animate=False)
            card.body.addWidget(meter)
        return card

    def _questions(self, seen: PresenterView) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, spacing=6)
        card.body.addWidget(Label(ctx, t("Open questions"), "dense", bold=True))
        for question in seen.questions:
            card.body.addWidget(Label(ctx, f"• {question}", "dense", "ink2", wrap=True))
        self._question = QLineEdit()
        self._question.setFont(ctx.look.font("dense"))
        self._question.setMinimumHeight(ctx.look.px(36))
        self._question.setPlaceholderText(t("Note a question for later (N)"))
        self._question.setAccessibleName(t("Note a question for later"))
        self._question.returnPressed.connect(self._note_question)
        card.body.addWidget(self._question)
        return card

    def _note_question(self) -> None:
        text = self._question.text().strip()
        self.setFocus()
        if text:
            self._desk.note_question(text)

    # ---- clock, screens, phones

    def _tick(self) -> None:
        hours, rest = divmod(self._desk.seconds, 3600)
        self._clock.say(f"{hours}:{rest // 60:02}:{rest % 60:02}")
        left = self._desk.seconds_left
        if left is not None:
            self._left_over.say(f"{left // 60}:{left % 60:02}")
        if self._desk.server is not None:
            self._phone_button.rename(self._phones_told())

    def _phones_told(self) -> str:
        words = self._ctx.words
        if self._desk.server is None:
            return words.t("No phones")
        return words.n("{count} phone", "{count} phones", self._desk.phones)

    def _choose_screen(self, button: Button) -> None:
        menu = QMenu(self)
        menu.setFont(self._ctx.look.font("dense"))
        for text, act in self._screens.choices(self._ctx.words):
            menu.addAction(text).triggered.connect(act)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # ---- keys

    def _go_on(self) -> None:
        seen = self._desk.presenter()
        if self._desk.now.ended:
            self.finished.emit()
        elif seen.winner is not None:
            self._desk.go_on()
        elif seen.options:
            self._choose()

    def _choose(self) -> None:
        menu = QMenu(self)
        menu.setFont(self._ctx.look.font("dense"))
        for option in self._desk.presenter().options:
            action = menu.addAction(f"{option.number}  {option.text}")
            action.triggered.connect(partial(self._desk.go_on, option.reply))
        menu.popup(self.mapToGlobal(self.rect().center()))
        menu.setActiveAction(menu.actions()[0])

    def _usual(self) -> None:
        seen = self._desk.presenter()
        if self._desk.now.ended:
            self.finished.emit()
        elif seen.step in _USUAL:
            self._desk.move(_USUAL[seen.step][0])
        elif seen.step is Step.RESULT:
            self._go_on()
        elif not seen.options:
            self._desk.end()

    def take_key(self, event: QKeyEvent) -> None:
        """A key that was pressed on the room's window."""
        self.keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Keys alone are the console's, also where a button would take them; with Ctrl, and F1, they are the window's.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            event.setAccepted(not control and event.key() != Qt.Key.Key_F1)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = isinstance(QApplication.focusWidget(), QLineEdit)
        if event.key() == Qt.Key.Key_Escape and typing:
            self.setFocus()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.stopped.emit()
            return
        if typing or not self._act_on(Qt.Key(event.key()), shift=bool(event.modifiers() & _SHIFT)):
            super().keyPressEvent(event)

    def _act_on(self, key: Qt.Key, *, shift: bool) -> bool:
        desk = self._desk
        hands = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3, Qt.Key.Key_4: 4, Qt.Key.Key_5: 5}
        # On other keyboards Shift with a digit gives a sign.
        signs = {
            Qt.Key.Key_Exclam: 1, Qt.Key.Key_QuoteDbl: 2, Qt.Key.Key_At: 2, Qt.Key.Key_NumberSign: 3,
            Qt.Key.Key_Dollar: 4, Qt.Key.Key_currency: 4, Qt.Key.Key_Percent: 5,
        }  # fmt: skip
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: self._usual, Qt.Key.Key_Right: self._go_on, Qt.Key.Key_PageDown: self._usual,
            Qt.Key.Key_B: desk.darken, Qt.Key.Key_Period: desk.darken, Qt.Key.Key_Q: desk.enlarge_code,
            Qt.Key.Key_Plus: partial(desk.more_time, MORE_SECONDS), Qt.Key.Key_V: partial(desk.move, Move.VOTE),
            Qt.Key.Key_T: partial(desk.move, Move.TALK), Qt.Key.Key_A: partial(desk.move, Move.VOTE_AGAIN),
            Qt.Key.Key_R: partial(desk.move, Move.REVEAL), Qt.Key.Key_E: desk.end, Qt.Key.Key_Z: desk.undo,
            Qt.Key.Key_O: self._choose, Qt.Key.Key_S: self._screens.swap, Qt.Key.Key_W: self._screens.reopen,
            Qt.Key.Key_C: self._screens.switch_contrast, Qt.Key.Key_P: self.phones_asked.emit,
            Qt.Key.Key_N: lambda: self._question.setFocus(Qt.FocusReason.ShortcutFocusReason),
            Qt.Key.Key_PageUp: self._back,
        }  # fmt: skip
        if key in hands and not shift:
            desk.count_hand(hands[key], 1)
        elif key in hands or key in signs:
            desk.count_hand(hands.get(key) or signs[key], -1)
        elif key in acts:
            acts[key]()
        else:
            return False
        return True

    def _back(self) -> None:
        path = self._desk.now.path
        if path:
            self._desk.go_back(path[:-1])


_SHIFT = Qt.KeyboardModifier.ShiftModifier


def _shape(seen: PresenterView, desk: Desk, screens: Screens) -> object:
    """All of what is drawn but the votes: while it stays, what is there only changes its numbers."""
    return (
        seen.step, desk.now.path, desk.now.ended, desk.black, desk.can_undo, desk.server is not None,
        seen.winner, seen.advice, seen.questions, len(seen.roads), tuple(option.paper for option in seen.options),
        screens.window is not None and screens.window.screen(), screens.contrast,
    )  # fmt: skip

"""The conversation on screen: the person on the left, what is said on the right, the replies below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from trainer.errors import TrainerError
from trainer.roleplay.play import Turn
from trainer.rubric.marks import SHOWN
from trainer.speech.advice import BROKE
from trainer.speech.line import Line
from trainer.ui.context import Context
from trainer.ui.conversation.brief import BriefPanel
from trainer.ui.conversation.bubble import Bubble
from trainer.ui.conversation.composer import ClarifyPanel, Composer
from trainer.ui.conversation.conversation import Conversation
from trainer.ui.conversation.current_line import CurrentLine
from trainer.ui.conversation.replies import ReplyGroup
from trainer.ui.conversation.stage import Face, MoodCard, TaskCard
from trainer.ui.elements.announce import announce
from trainer.ui.elements.button import Button, Control, IconButton
from trainer.ui.elements.card import Card, Chip, Icon, KeyCap, Rule
from trainer.ui.elements.confirm import Confirm
from trainer.ui.elements.layout import Scrolled, column, row, scrolled
from trainer.ui.elements.meters import TENSION, TRUST, TurnSteps, tenths
from trainer.ui.elements.outcome import OUTCOME_FACES
from trainer.ui.elements.text import Label
from trainer.ui.preferences import RATES
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.speech.recorder import Recorder
    from trainer.speech.speaker import Speaker
    from trainer.store.recordings import Recordings


_DRAFT_KEPT_AFTER = 400  # ms without a key


class ConversationPage(QWidget):
    """Plays a conversation; everything by keyboard and by mouse."""

    left = Signal()
    """The trainee stops here; the session stays open."""
    debrief_asked = Signal()
    settings_asked = Signal()
    voice_changed = Signal(bool)
    rate_changed = Signal(float)
    voice_chosen = Signal(str, str, str)
    """A language, a kind of person, and the id of the voice for them; "" leaves it to the program."""
    writing_changed = Signal(bool)
    drafted = Signal(str)
    """What stands in the field, a moment after it changed; "" once it was sent."""

    def __init__(
        self,
        ctx: Context,
        conversation: Conversation,
        speaker: Speaker | None,
        *,
        timed: bool = False,
        voice: bool = True,
        writing: bool = False,
        draft: str = "",
        recorder: Recorder | None = None,
        recordings: Recordings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Recorder and recordings only where the trainee wants their own voice recorded, and there is a microphone."""
        super().__init__(parent)
        self._ctx, self._conversation, self._speaker = ctx, conversation, speaker
        self._recorder, self._recordings = recorder, recordings
        self._timed, self._voice = timed, voice and speaker is not None
        self._paused = False
        self._writing, self._unclear, self._typed = writing, 0, ""
        self._drafting = QTimer(self, singleShot=True, interval=_DRAFT_KEPT_AFTER)
        self._drafting.timeout.connect(lambda: self.drafted.emit(self._composer.field.toPlainText()))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(conversation.scenario.title)
        self._brief: BriefPanel | None = None
        self._together: Scrolled | None = None
        self._pending: Bubble | None = None
        self._likely: tuple[str, ...] = ()
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._seconds_left = 0
        whole = column(ctx, 0)
        self.setLayout(whole)
        whole.addWidget(self._top_bar())
        whole.addWidget(Rule(ctx))
        whole.addLayout(self._strip_layout() if ctx.compact else self._stage_layout(), 1)
        conversation.turned.connect(self._after_turn)
        if speaker is not None:
            speaker.started.connect(self._speech_began)
            speaker.finished.connect(self._speech_ended)
            speaker.word.connect(self._word_spoken)
            speaker.notice.connect(self._voice_noticed)
        if recorder is not None:
            recorder.changed.connect(self._show_recording)
        self._show_earlier()
        self._show_moment(animate=False)
        if draft:
            self._composer.write(draft)

    # ---- what it is built of

    def _top_bar(self) -> QWidget:
        ctx, t = self._ctx, self._ctx.words.t
        bar = QWidget()
        laid = row(ctx, 12, (20, 8, 20, 8))
        bar.setLayout(laid)
        stop: Control
        if ctx.narrow:
            stop = IconButton(ctx, "x", t("Stop"))
        else:
            stop = Button(ctx, t("Stop"), "quiet", icon="x", key="Esc", size="small")
        stop.clicked.connect(self._ask_to_stop)
        laid.addWidget(stop)
        if not ctx.narrow:
            laid.addWidget(Rule(ctx, upright=True))
            laid.addWidget(Label(ctx, self._conversation.scenario.title, "dense", bold=True))
        if self._conversation.fork is not None:
            laid.addWidget(Chip(ctx, t("Another try"), icon="rotate-ccw", ink="accent", fill="accent_soft"))
        if self._conversation.mode == "test":
            laid.addWidget(Chip(ctx, t("Test")))
        laid.addStretch(1)
        self._steps = TurnSteps(ctx)
        self._turn_number = Label(ctx, "", "hint", "ink2")
        if not ctx.narrow:
            laid.addWidget(self._steps)
        laid.addWidget(self._turn_number)
        laid.addStretch(1)
        self._hint_button: Control
        if ctx.narrow:
            self._hint_button = IconButton(ctx, "lightbulb", t("Hint"))
        else:
            self._hint_button = Button(ctx, t("Hint"), "secondary", icon="lightbulb", key="H", size="small")
        self._hint_button.clicked.connect(self._show_hint)
        laid.addWidget(self._hint_button)
        self._hint_button.setVisible(self._conversation.mode == "practice")
        self._pause_button = IconButton(ctx, "pause", t("Pause"))
        self._pause_button.clicked.connect(self._toggle_pause)
        laid.addWidget(self._pause_button)
        self._more = IconButton(ctx, "ellipsis", t("More"))
        self._more.clicked.connect(self._show_menu)
        laid.addWidget(self._more)
        return bar

    def _stage_layout(self) -> QHBoxLayout:
        ctx, person = self._ctx, self._conversation.scenario.person
        body = row(ctx, 40, (24, 16, 40, 12))
        stage = QWidget()
        left = column(ctx, 12, (0, 0, 12, 0))
        stage.setLayout(left)
        self._face = Face(ctx, person)
        self._face.setMinimumHeight(ctx.look.px(120))
        self._face.setMaximumHeight(ctx.look.px(264))
        self._face.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        left.addWidget(self._face, 1)
        names = row(ctx, 8)
        who = column(ctx, 0)
        who.addWidget(Label(ctx, person.name, "h3", wrap=True))
        who.addWidget(Label(ctx, person.role.capitalize(), "hint", "ink2", wrap=True))
        names.addLayout(who, 1)
        left.addLayout(names)
        self._mood = MoodCard(ctx)
        left.addWidget(self._mood)
        brief = Button(ctx, ctx.words.t("Background"), "quiet", key="B", size="small")
        brief.clicked.connect(self._toggle_brief)
        self._task: TaskCard | None = None
        if self._conversation.mode == "practice":
            self._task = TaskCard(ctx, self._conversation.scenario.criteria, brief)
            left.addWidget(self._task)
        else:
            left.addWidget(brief)
        # With large text or many skills the stage may be higher than the window; it then scrolls by itself.
        area = scrolled(stage)
        area.setFixedWidth(ctx.look.px(308))
        body.addWidget(area)
        body.addWidget(self._talking(), 1)
        return body

    def _strip_layout(self) -> QVBoxLayout:
        ctx, person = self._ctx, self._conversation.scenario.person
        body = column(ctx, 10, (20, 10, 20, 10))
        strip = row(ctx, 14)
        self._face = Face(ctx, person, word=False)
        self._face.setFixedSize(ctx.look.px(80), ctx.look.px(84))
        strip.addWidget(self._face, alignment=Qt.AlignmentFlag.AlignTop)
        self._mood = MoodCard(ctx, beside=True)
        strip.addWidget(self._mood, 1, Qt.AlignmentFlag.AlignTop)
        self._task = None
        if not ctx.short:
            body.addLayout(strip)
            body.addWidget(self._talking(), 1)
            return body
        # Too little height to share out: everything scrolls together, and each new line comes to the top.
        all_of_it = QWidget()
        together = column(ctx, 10, (0, 0, 12, 0))
        all_of_it.setLayout(together)
        together.addLayout(strip)
        together.addWidget(self._talking(), 1)
        self._together = scrolled(all_of_it)
        body.addWidget(self._together, 1)
        return body

    def _talking(self) -> QWidget:
        ctx, t = self._ctx, self._ctx.words.t
        self._talk = QWidget()
        talk = column(ctx, 10)
        self._talk.setLayout(talk)
        transcript = QWidget()
        self._said = column(ctx, 12, (0, 4, 10, 4))
        transcript.setLayout(self._said)
        self._said.addStretch(1)
        began = Label(ctx, self._beginning(), "hint", "ink3", wrap=True)
        began.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._said.addWidget(began)
        if ctx.short:
            talk.addWidget(transcript)
        else:
            area = scrolled(transcript)
            area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            # Keeps to the newest line as the transcript grows.
            bar = area.verticalScrollBar()
            bar.rangeChanged.connect(lambda _low, high: bar.setValue(high))
            talk.addWidget(area, 1)
        self._line = CurrentLine(ctx, self._conversation.scenario.person.first_name)
        self._line.replay_asked.connect(self._speak)
        self._line.voice_toggled.connect(self._toggle_voice)
        self._line.speed_asked.connect(self._change_speed)
        talk.addWidget(self._line)
        self._hint = Card(ctx, fill="partial_soft", edge="partial", padding=12, spacing=10, row=True)
        self._hint.body.addWidget(Icon(ctx, "lightbulb", "partial", 20), alignment=Qt.AlignmentFlag.AlignTop)
        self._hint_words = Label(ctx, "", "body", wrap=True)
        self._hint.body.addWidget(self._hint_words, 1)
        self._hint.hide()
        talk.addWidget(self._hint)
        self._asked = QWidget()
        asked = row(ctx, 8)
        self._asked.setLayout(asked)
        self._asked_words = Label(ctx, t("What do you answer?"), "body", bold=True)
        asked.addWidget(self._asked_words)
        self._time = Chip(ctx, "", icon="timer")
        self._time.hide()
        asked.addWidget(self._time)
        asked.addStretch(1)
        self._record_button = Button(ctx, t("Say it aloud"), "quiet", icon="mic", key="A", size="small")
        self._record_button.clicked.connect(self._toggle_recording)
        asked.addWidget(self._record_button)
        self._record_button.setVisible(self._recorder is not None)
        self._to_writing = Button(ctx, t("Write yourself"), "quiet", icon="keyboard", key="T", size="small")
        self._to_writing.clicked.connect(self._toggle_writing)
        asked.addWidget(self._to_writing)
        self._keys = QWidget()
        keys = row(ctx, 8)
        self._keys.setLayout(keys)
        if not ctx.narrow:
            self._key_help(keys)
        asked.addWidget(self._keys)
        talk.addWidget(self._asked)
        self._replies = ReplyGroup(ctx)
        self._replies.answered.connect(self._answer)
        self._replies_area = scrolled(self._replies)
        talk.addWidget(self._replies_area)
        self._composer = Composer(ctx)
        self._composer.sent.connect(self._send)
        self._composer.changed.connect(lambda _: self._drafting.start())
        self._composer.choices_asked.connect(self._toggle_writing)
        talk.addWidget(self._composer)
        self._clarify = ClarifyPanel(ctx)
        self._clarify.meant.connect(self._meant)
        self._clarify.rewrite_asked.connect(self._rewrite)
        self._clarify.hide()
        talk.addWidget(self._clarify)
        self._closing = self._closing_card()
        talk.addWidget(self._closing)
        self._pause_card = self._paused_card()
        talk.addWidget(self._pause_card)
        return self._talk

    def _key_help(self, asked: QHBoxLayout) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        if ctx.single_keys:
            asked.addWidget(KeyCap(ctx, "1"))
            asked.addWidget(Label(ctx, "–", "hint", "ink2"))
            asked.addWidget(KeyCap(ctx, "4"))
            asked.addWidget(Label(ctx, t("select"), "hint", "ink2"))
        asked.addSpacing(ctx.look.px(6))
        asked.addWidget(KeyCap(ctx, "↵"))
        asked.addWidget(Label(ctx, t("answer"), "hint", "ink2"))

    def _closing_card(self) -> Card:
        ctx = self._ctx
        card = Card(ctx, fill="accent_soft", edge="accent", padding=20, spacing=8)
        self._ending_title = Label(ctx, "", "h2", wrap=True)
        self._ending_text = Label(ctx, "", "body", wrap=True)
        card.body.addWidget(Label(ctx, ctx.words.t("The conversation is over"), "hint", "accent", bold=True))
        card.body.addWidget(self._ending_title)
        card.body.addWidget(self._ending_text)
        foot = row(ctx, 12)
        self._to_debrief = Button(ctx, ctx.words.t("See how it went"), "primary", icon_after="arrow-right", key="↵")
        self._to_debrief.clicked.connect(self.debrief_asked)
        foot.addWidget(self._to_debrief)
        foot.addStretch(1)
        card.body.addLayout(foot)
        card.hide()
        return card

    def _paused_card(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, fill="sunken", edge="line2", padding=24, spacing=12)
        card.body.addWidget(Label(ctx, t("Paused"), "h2"))
        card.body.addWidget(Label(ctx, t("What you have done so far is saved."), "body", "ink2", wrap=True))
        foot = row(ctx, 12)
        self._go_on = Button(ctx, t("Go on"), "primary", icon="play", key="P")
        self._go_on.clicked.connect(self._toggle_pause)
        foot.addWidget(self._go_on)
        foot.addStretch(1)
        card.body.addLayout(foot)
        card.hide()
        return card

    def _beginning(self) -> str:
        you = self._conversation.scenario.you
        return self._ctx.words.t("The conversation begins · {role}, {firm}", role=you.role, firm=you.firm)

    # ---- what it shows

    def _show_earlier(self) -> None:
        for turn in self._conversation.turns:
            self._add_bubbles(turn)

    def _add_bubbles(self, turn: Turn) -> None:
        ctx, conversation = self._ctx, self._conversation
        name = conversation.scenario.person.first_name
        self._said.addWidget(Bubble(ctx, name, conversation.line_of(turn).text, own=False))
        lit = turn.marks if turn.text is not None and conversation.mode == "practice" else ()
        self._said.addWidget(Bubble(ctx, ctx.words.t("You"), conversation.words_of(turn), own=True, marks=lit))

    def _after_turn(self, turn: Turn) -> None:
        if self._speaker is not None:
            self._speaker.stop()
        if self._recorder is not None:
            self._recorder.stop()
        self._drop_pending()
        self._unclear, self._typed = 0, ""
        self._composer.write("")
        self._drafting.stop()
        if turn.text is not None:
            self.drafted.emit("")
        self._add_bubbles(turn)
        self._show_moment(animate=True)

    def _show_moment(self, *, animate: bool) -> None:
        """Draws where the conversation stands now."""
        conversation, words = self._conversation, self._ctx.words
        turn = conversation.turns[-1] if conversation.turns else None
        before = conversation.positions[-2].mood if turn else None
        reason = conversation.note_of(turn) if turn and conversation.mode == "practice" else ""
        self._mood.show_mood(conversation.position.mood, before, reason, animate=animate)
        if self._task is not None:
            marks = [mark for taken in conversation.turns for mark in taken.marks]
            self._task.show_done([mark.criterion for mark in marks if mark.level == SHOWN and mark.sure])
        about = conversation.about_turns()
        self._steps.show_turn(len(conversation.turns), about)
        self._hint.hide()
        if conversation.is_over:
            self._show_ending()
            return
        number = len(conversation.turns) + 1
        self._turn_number.say(words.t("Turn {number} / about {about}", number=number, about=max(about, number)))
        line = conversation.line
        self._asked_words.say(words.t("What do you answer?"))
        self._face.express(line.feels)
        self._line.say(line.text)
        replies = conversation.scene.replies
        self._replies.offer([(key, replies[key].text) for key in conversation.choices])
        self._hint_button.setEnabled(bool(conversation.scene.hint))
        self._replies_area.verticalScrollBar().setValue(0)
        self._start_clock()
        self._fit_replies()
        self._tell_voice()
        self._announce()
        self._show_way_of_answering()
        if self.isVisible():
            self._speak_once()

    def _show_ending(self) -> None:
        conversation = self._conversation
        for widget in (self._line, self._asked, self._replies_area, self._composer, self._clarify):
            widget.hide()
        self._clock.stop()
        self._hint_button.setEnabled(False)
        self._pause_button.setEnabled(False)
        self._turn_number.say(self._ctx.words.n("{count} turn", "{count} turns", len(conversation.turns)))
        self._face.express(OUTCOME_FACES[conversation.ending.outcome])
        self._ending_title.say(conversation.ending.title)
        self._ending_text.say(conversation.ending.text)
        self._closing.show()
        announce(self, f"{conversation.ending.title}. {conversation.ending.text}")
        self._fit_replies()
        self._to_debrief.setFocus()

    def _announce(self) -> None:
        """Tells screen readers the new line and the mood."""
        words, mood = self._ctx.words, self._conversation.position.mood
        text = (
            f"{self._conversation.scenario.person.first_name}: {self._conversation.line.text} "
            f"{words.say(TRUST)} {tenths(mood.trust)}, {words.say(TENSION)} {tenths(mood.tension)}."
        )
        announce(self, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_replies()
        if self._brief is not None:
            self._place_brief()

    def _fit_replies(self) -> None:
        """Choices never leave the view: the transcript shrinks first, then the choices scroll by themselves."""
        if self._together is not None:
            self._replies_area.setFixedHeight(self._replies.height_for(self._replies_area.width()))
            QTimer.singleShot(0, self._line, self._bring_line_up)
            return
        width = self._replies_area.viewport().width()
        wanted = self._replies.height_for(width)
        parts = [part for part in (self._line, self._hint, self._asked) if not part.isHidden()]
        taken = sum(
            part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height() for part in parts
        )
        spacing = self._ctx.look.px(10) * (len(parts) + 1)
        room = self.height() - self._talk.mapTo(self, QPoint(0, 0)).y() - spacing - taken - self._ctx.look.px(8)
        self._replies_area.setFixedHeight(min(wanted, max(room, self._ctx.look.px(120))))

    def _bring_line_up(self) -> None:
        if self._together is not None:
            shown = self._closing if self._conversation.is_over else self._line
            content = self._together.content
            top = shown.mapTo(content, QPoint(0, 0)).y()
            self._together.verticalScrollBar().setValue(top - self._ctx.look.px(8))

    # ---- what one can do

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_enter()
        elif key == Qt.Key.Key_Escape:
            self._press_escape()
        elif self._ctx.single_keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._press_letter(key)
        else:
            super().keyPressEvent(event)

    def _press_enter(self) -> None:
        if self._conversation.is_over:
            self.debrief_asked.emit()
        elif self._paused:
            self._toggle_pause()
        elif not self._clarify.isHidden():
            self._clarify.replies.answer()
        else:
            self._replies.answer()

    def _press_escape(self) -> None:
        if self._brief is not None:
            self._toggle_brief()
        else:
            self._ask_to_stop()

    def _press_letter(self, key: int) -> None:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not self._paused and not self._conversation.is_over:
            place = key - Qt.Key.Key_1
            if not self._clarify.isHidden():
                self._clarify.select(place)
            elif not self._replies_area.isHidden():
                self._replies.select(place)
            return
        commands = {
            Qt.Key.Key_H: self._show_hint,
            Qt.Key.Key_A: self._toggle_recording,
            Qt.Key.Key_T: self._toggle_writing,
            Qt.Key.Key_P: self._toggle_pause,
            Qt.Key.Key_B: self._toggle_brief,
            Qt.Key.Key_R: self._speak,
            Qt.Key.Key_M: self._toggle_voice,
            Qt.Key.Key_S: self._change_speed,
        }
        if command := commands.get(Qt.Key(key)):
            command()

    def _answer(self, reply: str) -> None:
        if self._paused or self._conversation.is_over:
            return
        if self._typed:
            # Twice it was not clear what was meant: the choice steers, the words written are what is marked.
            self._conversation.answer_as_meant(self._typed, reply, self._conversation.choices)
        else:
            self._conversation.answer(reply)

    # ---- own words

    def _show_way_of_answering(self) -> None:
        """The choices, the field or the question of what was meant; nothing of it during a pause."""
        over = self._paused or self._conversation.is_over
        asking = self._pending is not None
        writing = self._writing and not self._typed and not asking
        self._asked.setVisible(not over and not asking)
        self._replies_area.setVisible(not over and not asking and not writing)
        self._composer.setVisible(not over and writing)
        self._clarify.setVisible(not over and asking)
        self._keys.setVisible(not writing)
        self._to_writing.setVisible(not writing and not self._typed)
        self._fit_replies()
        if over:
            return
        if writing:
            self._composer.field.setFocus()
        else:
            self.setFocus()

    def _toggle_writing(self) -> None:
        if self._conversation.is_over or self._paused or self._pending is not None:
            return
        self._writing = not self._writing
        self._show_way_of_answering()
        self.writing_changed.emit(self._writing)

    def _send(self, text: str) -> None:
        if self._paused or self._conversation.is_over:
            return
        likely = self._conversation.answer_in_words(text)
        if not likely:
            return
        self._unclear += 1
        self._typed = text
        t = self._ctx.words.t
        if self._unclear > 1:
            self._asked_words.say(t("Still not clear. Which of these did you mean?"))
            announce(self, self._asked_words.accessibleName())
            self._show_way_of_answering()
            return
        replies = self._conversation.scene.replies
        self._clarify.ask([(key, replies[key].short or replies[key].text) for key in likely])
        self._pending = Bubble(self._ctx, t("You · waiting for a word from you"), text, own=True, pending=True)
        self._said.addWidget(self._pending)
        self._likely = likely
        self._show_way_of_answering()
        announce(self, t("Which of these is closest to what you meant?"))

    def _meant(self, reply: str) -> None:
        text, likely = self._typed, self._likely
        self._drop_pending()
        self._conversation.answer_as_meant(text, reply, likely)

    def _rewrite(self) -> None:
        text = self._typed
        self._drop_pending()
        self._typed = ""
        self._composer.write(text)
        self._show_way_of_answering()

    def _drop_pending(self) -> None:
        if self._pending is not None:
            self._pending.hide()
            self._pending.deleteLater()
            self._pending = None

    def _show_hint(self) -> None:
        if self._conversation.is_over or self._conversation.mode == "test" or not self._conversation.scene.hint:
            return
        self._hint_words.say(self._conversation.hint())
        self._hint.show()
        announce(self, self._hint_words.accessibleName())
        self._fit_replies()

    def _toggle_pause(self) -> None:
        if self._conversation.is_over:
            return
        self._paused = not self._paused
        self._show_way_of_answering()
        self._pause_card.setVisible(self._paused)
        t = self._ctx.words.t
        self._pause_button.show_as("play" if self._paused else "pause", t("Go on") if self._paused else t("Pause"))
        if self._speaker is not None:
            if self._paused:
                self._speaker.pause()
            else:
                self._speaker.resume()
        if self._paused:
            self._clock.stop()
            self._go_on.setFocus()
        elif self._timed and self._conversation.scene.seconds:
            self._clock.start()

    def _toggle_brief(self) -> None:
        if self._brief is not None:
            self._brief.hide()
            self._brief.deleteLater()
            self._brief = None
            self.setFocus()
            return
        self._brief = BriefPanel(self._ctx, self._conversation, self)
        self._brief.closed.connect(self._toggle_brief)
        self._place_brief()
        self._brief.show()
        self._brief.raise_()
        self._brief.close_button.setFocus()

    def _place_brief(self) -> None:
        if self._brief is not None:
            width = min(self._ctx.look.px(420), self.width())
            self._brief.setGeometry(self.width() - width, 0, width, self.height())

    def _ask_to_stop(self) -> None:
        if self._conversation.is_over:
            self.debrief_asked.emit()
            return
        if not self._conversation.turns:
            self._stop()
            return
        words, taken = self._ctx.words, len(self._conversation.turns)
        saved = words.n("{count} turn is saved.", "{count} turns are saved.", taken)
        Confirm(
            self._ctx,
            words.t("Stop this conversation?"),
            " ".join([saved, words.t("You can go on later from where you stopped.")]),
            yes=words.t("Stop"),
            no=words.t("Keep going"),
            act=self._stop,
            parent=self,
        ).open()

    def _stop(self) -> None:
        self.silence()
        self.left.emit()

    def silence(self) -> None:
        """Stops the voice and the clock; the page is being left."""
        self._clock.stop()
        if self._speaker is not None:
            self._speaker.stop()
        if self._recorder is not None:
            self._recorder.stop()

    def _toggle_recording(self) -> None:
        """Begins to record what is said aloud for this turn, or ends it; said again it is recorded anew."""
        if self._recorder is None or self._recordings is None or self._conversation.is_over or self._paused:
            return
        if self._recorder.recording:
            self._recorder.stop()
            return
        if self._speaker is not None:
            self._speaker.stop()
        number = len(self._conversation.turns) + 1
        try:
            file = self._recordings.prepare(self._conversation.session, number)
        except OSError as error:
            reason = error.strerror or str(error)
            raise TrainerError(Text("Your voice could not be recorded: {reason}", reason=reason)) from error
        self._recorder.start(file)

    def _show_recording(self, recording: bool) -> None:
        t = self._ctx.words.t
        self._record_button.rename(t("Recording, stop") if recording else t("Say it aloud"))

    def _show_menu(self) -> None:
        words = self._ctx.words
        menu = QMenu(self)
        menu.setFont(self._ctx.look.font("dense"))
        menu.addAction(words.t("Background")).triggered.connect(self._toggle_brief)
        voice = words.t("Turn the voice off") if self._voice else words.t("Turn the voice on")
        menu.addAction(voice).triggered.connect(self._toggle_voice)
        if self._speaker is not None and (voices := self._speaker.voices(self._conversation.language)):
            name = self._conversation.scenario.person.first_name
            chosen = menu.addMenu(words.t("Voice of {name}", name=name))
            chosen.addAction(words.t("Chosen by the program")).triggered.connect(lambda: self._choose_voice(""))
            for one in voices:
                chosen.addAction(one.name).triggered.connect(lambda _=False, wanted=one.id: self._choose_voice(wanted))
        menu.addAction(words.t("Settings")).triggered.connect(self.settings_asked)
        menu.addAction(words.t("Stop")).triggered.connect(self._ask_to_stop)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    # ---- voice and time

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_replies()
        self._speak_once()

    def _speak_once(self) -> None:
        """Says the current line, unless it was said before the page was built anew."""
        if self._voice and self._conversation.voiced < self._conversation.position.number:
            self._conversation.voiced = self._conversation.position.number
            self._speak()

    def _speak(self) -> None:
        if self._speaker is None or self._conversation.is_over or not self._voice:
            return
        line, person = self._conversation.line, self._conversation.scenario.person
        self._speaker.say(line.text, language=self._conversation.language, voice=person.voice, feels=line.feels)
        self._speaker.prepare(
            Line(text, self._conversation.language, person.voice, feels) for text, feels in self._conversation.ahead()
        )

    def _speech_began(self) -> None:
        self._line.show_speaking(True)

    def _speech_ended(self) -> None:
        self._line.show_speaking(False)

    def _word_spoken(self, start: int, end: int) -> None:
        self._line.light(start, end)

    def _voice_noticed(self, notice: Text) -> None:
        if notice == BROKE:
            self._line.show_broken()

    def _toggle_voice(self) -> None:
        if self._speaker is None:
            return
        self._voice = not self._voice
        if not self._voice:
            self._speaker.stop()
        self._tell_voice()
        self.voice_changed.emit(self._voice)

    def _tell_voice(self) -> None:
        why_not = "" if self._speaker is not None else self._ctx.words.t("No voice can be used here.")
        rate = self._speaker.rate if self._speaker is not None else 1.0
        self._line.show_voice(on=self._voice, possible=self._speaker is not None, rate=rate, why_not=why_not)

    def _change_speed(self) -> None:
        """The next faster rate, after the fastest the slowest; the line being said goes on at it."""
        if self._speaker is None or not self._voice:
            return
        faster = [rate for rate in RATES if rate > self._speaker.rate + 0.01]
        self._speaker.rate = faster[0] if faster else RATES[0]
        self._tell_voice()
        self.rate_changed.emit(self._speaker.rate)

    def _choose_voice(self, voice: str) -> None:
        person = self._conversation.scenario.person
        self.voice_chosen.emit(self._conversation.language, person.voice, voice)
        self._speak()

    def _start_clock(self) -> None:
        seconds = self._conversation.scene.seconds
        self._time.setVisible(bool(self._timed and seconds))
        if self._timed and seconds:
            self._seconds_left = seconds
            self._show_time()
            self._clock.start()

    def _tick(self) -> None:
        self._seconds_left -= 1
        if self._seconds_left <= 0:
            self._clock.stop()
        self._show_time()

    def _show_time(self) -> None:
        words = self._ctx.words
        if self._seconds_left > 0:
            self._time.say(words.t("{seconds} s", seconds=self._seconds_left), "timer", "ink2", "sunken")
        else:
            self._time.say(words.t("Time is up; you can still answer"), "timer", "missed", "missed_soft")

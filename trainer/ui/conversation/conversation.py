"""One conversation under way: the object that all its pages watch.

It asks the engine what a reply does, has the store keep it, and only then tells the pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from trainer.roleplay.autoplay import given
from trainer.roleplay.play import Play, Position, Turn, replay
from trainer.roleplay.typed import Understood, understood
from trainer.rubric.marks import Mark
from trainer.rubric.score import Score, score
from trainer.scenario.model import Ending, Line, Scenario, Scene, Script
from trainer.store.database import Store
from trainer.store.sessions import Mode, SessionRecord

if TYPE_CHECKING:
    from trainer.marking.marker import Marker


class Fork(NamedTuple):
    """Another try at a moment of an earlier session: its number there, and the turn."""

    session: int
    turn: int


class Conversation(QObject):
    """A session being played; every turn is stored before anybody hears of it."""

    turned = Signal(object)
    """A `Turn` was taken and stored."""
    ended = Signal()
    """The last turn led to an ending; the score is stored."""

    def __init__(
        self,
        store: Store,
        script: Script,
        session: int,
        *,
        language: str,
        seed: int,
        mode: Mode = "practice",
        turns: tuple[Turn, ...] = (),
        fork: Fork | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._script, self.session, self.seed = store, script, session, seed
        self.mode, self.fork = mode, fork
        self.language = language
        self._play = Play(script.in_language(language))
        self.turns: list[Turn] = list(turns)
        self.positions: list[Position] = replay(self._play, turns)
        self.voiced = -1  # the turn whose line was last spoken
        self._hinted = False
        self._marker: Marker | None = None
        self._read: tuple[int, str, Understood] | None = None  # of which turn, and what was typed
        self._clock = QElapsedTimer()
        self._clock.start()

    @classmethod
    def begin(
        cls, store: Store, script: Script, *, person: int | None, language: str, seed: int, mode: Mode = "practice"
    ) -> Conversation:
        """A new session, stored from its first moment."""
        session = store.sessions.start(person=person, script=script, language=language, seed=seed, mode=mode)
        return cls(store, script, session, language=language, seed=seed, mode=mode)

    @classmethod
    def begin_at(cls, store: Store, script: Script, replies: Sequence[str], *, language: str) -> Conversation:
        """A new session of nobody's that stands where these replies lead."""
        session = store.sessions.start(person=None, script=script, language=language, seed=0)
        turns = given(Play(script.in_language(language)), replies)
        for turn in turns:
            store.sessions.add_turn(session, turn)
        return cls(store, script, session, language=language, seed=0, turns=turns)

    @classmethod
    def resume(cls, store: Store, record: SessionRecord) -> Conversation:
        """A session that was left open, where it was left."""
        parent = record.row.parent
        return cls(
            store,
            record.script,
            record.row.id,
            language=record.row.language,
            seed=record.seed,
            mode=record.row.mode,
            turns=tuple(stored.turn for stored in record.turns),
            fork=Fork(*parent) if parent else None,
        )

    @classmethod
    def try_again(cls, store: Store, record: SessionRecord, turn: int, language: str) -> Conversation:
        """A fork of a session just before one of its turns; the session itself stays as it is."""
        fork = Fork(record.row.id, turn)
        session = store.sessions.start(
            person=record.row.person,
            script=record.script,
            language=language,
            seed=record.seed,
            mode="practice",
            parent=(fork.session, fork.turn),
        )
        kept = tuple(stored.turn for stored in record.turns if stored.turn.number < turn)
        for earlier in kept:
            store.sessions.add_turn(session, earlier)
        return cls(store, record.script, session, language=language, seed=record.seed, turns=kept, fork=fork)

    @property
    def scenario(self) -> Scenario:
        return self._play.scenario

    @property
    def position(self) -> Position:
        return self.positions[-1]

    @property
    def is_over(self) -> bool:
        return self._play.is_over(self.position)

    @property
    def scene(self) -> Scene:
        """The scene the conversation is at; there is none at an ending."""
        return self.scenario.scenes[self.position.scene]

    @property
    def line(self) -> Line:
        """What the person has just said."""
        return self.scene.says[self.position.line]

    @property
    def ending(self) -> Ending:
        """What came of it; only once it is over."""
        return self.scenario.endings[self.position.scene]

    @property
    def choices(self) -> tuple[str, ...]:
        """The replies offered now, in the order shown."""
        return self._play.shuffled(self.position, self.seed)

    @property
    def score(self) -> Score:
        """Of the turns so far."""
        return score((turn.marks for turn in self.turns), self.scenario.weights)

    @property
    def hinted(self) -> bool:
        """Whether the hint of this scene was asked for."""
        return self._hinted

    def line_of(self, turn: Turn) -> Line:
        """The line that a turn answered."""
        return self.scenario.scenes[turn.scene].says[turn.line]

    def words_of(self, turn: Turn) -> str:
        """What the trainee said at a turn."""
        return turn.text if turn.text is not None else self.scenario.scenes[turn.scene].replies[turn.reply].text

    def note_of(self, turn: Turn) -> str:
        """What a chosen reply did to the person, by the author; "" for a typed one, which is the trainee's own."""
        if turn.text is not None:
            return ""
        return self.scenario.scenes[turn.scene].replies[turn.reply].note or ""

    def ahead(self) -> list[tuple[str, str]]:
        """The lines that may come next, one for each reply offered: text and expression."""
        lines: list[tuple[str, str]] = []
        for reply in self.choices:
            _, there = self._play.answer(self.position, reply)
            if not self._play.is_over(there):
                line = self.scenario.scenes[there.scene].says[there.line]
                lines.append((line.text, line.feels))
        return lines

    def about_turns(self) -> int:
        """About how many turns there are in all: a guess for the progress mark, from the number of scenes."""
        return max(len(self.scenario.scenes) * 3 // 4, len(self.turns) + 1)

    def hint(self) -> str:
        """The hint of this scene; that it was asked for is stored with the turn."""
        self._hinted = True
        return self.scene.hint or ""

    def answer(self, reply: str) -> Turn:
        """Takes a turn with one of the replies offered."""
        return self._take(reply, None, None, ())

    def _take(self, reply: str, text: str | None, marks: tuple[Mark, ...] | None, asked: tuple[str, ...]) -> Turn:
        turn, position = self._play.answer(self.position, reply, text, marks)
        seconds = round(self._clock.elapsed() / 1000, 1)
        self._store.sessions.add_turn(self.session, turn, hint=self._hinted, seconds=seconds, asked=asked)
        self.turns.append(turn)
        self.positions.append(position)
        self._hinted = False
        self._clock.restart()
        if self.is_over:
            self._store.sessions.finish(
                self.session, ending=position.scene, outcome=self.ending.outcome, score=self.score
            )
        self.turned.emit(turn)
        if self.is_over:
            self.ended.emit()
        return turn

    def answer_in_words(self, text: str) -> tuple[str, ...]:
        """Takes a turn with the trainee's own words, carried on along the nearest authored reply.

        Args:
            text: what was typed, not empty.

        Returns:
            Nothing where the turn was taken; else the replies that may be meant, shuffled, one of which is then
            named to `answer_as_meant`.
        """
        meant = self._understood(text)
        if meant.reply is None:
            return tuple(key for key in self.choices if key in meant.likely)
        self._take(meant.reply, text, meant.marks, ())
        return ()

    def answer_as_meant(self, text: str, reply: str, asked: tuple[str, ...]) -> None:
        """Takes a turn with the trainee's own words along the reply they said comes nearest; marks stay theirs."""
        self._take(reply, text, self._understood(text).marks, asked)

    def _understood(self, text: str) -> Understood:
        # Read only when somebody types: it takes some tens of milliseconds, once.
        from trainer.marking.marker import Marker

        if self._marker is None:
            self._marker = Marker.load()
        if self._read is None or self._read[:2] != (len(self.turns), text):
            self._read = (len(self.turns), text, understood(self._play, self.position, text, self._marker))
        return self._read[2]

    def switch_language(self, language: str) -> None:
        """Goes on in another language of the scenario: what was said and what comes."""
        if language in self._script.languages and language != self.language:
            self.language = language
            self._play = Play(self._script.in_language(language))
            self._store.sessions.set_language(self.session, language)

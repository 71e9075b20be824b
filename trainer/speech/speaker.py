"""Says lines: what pages use. Cheap to import and to make; the child and the player start when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from trainer.speech.advice import BROKE, GAVE_UP, NO_DEVICE, no_voice
from trainer.speech.cache import SoundCache
from trainer.speech.captions import Word, word_times
from trainer.speech.child import command, drivers
from trainer.speech.engine import Rendering
from trainer.speech.line import Line, line_pieces, rendering
from trainer.speech.manner import manner
from trainer.speech.renderer import Renderer
from trainer.speech.silence import Silence
from trainer.speech.sound import sentence_times
from trainer.speech.spoken import Piece, sentences
from trainer.speech.voice import Voice, choose, primary
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.speech.playback import Playback
    from trainer.speech.system_voice import SystemVoice

SLOWEST, FASTEST = 0.7, 1.5
_TICK = 25
_PATIENCE = 4000


class Speaker(QObject):
    """Says one line at a time and tells where it is. Nothing here keeps the window waiting.

    After `say` or `replay` comes `started` and then `finished`, unless `stop` or another line comes in between.
    Without a voice or an audio device both come too, at the pace at which the line would be said.

    Signals:
        started: the line begins to be heard.
        word: the characters [start, end) of the shown text that are being said.
        finished: the line is over.
        notice: a `Text` that a person should see, each kind once a session.
        voices_known: `voices` can be asked.
    """

    started = Signal()
    word = Signal(int, int)
    finished = Signal()
    notice = Signal(object)
    voices_known = Signal()

    def __init__(
        self,
        folder: Path,
        *,
        commands: Sequence[Sequence[str]] | None = None,
        system: str | None = None,
        patience: int = _PATIENCE,
    ) -> None:
        """Make a speaker that has not started anything yet.

        Args:
            folder: for rendered lines.
            commands: programs that own an engine, in the order they are tried; those of this system if None.
            system: the engine of Qt for languages that none of those speaks; that of this system if None, "" for none.
            patience: how long one rendering may take before its process is replaced, ms.
        """
        super().__init__()
        self._enabled, self._muted, self._rate, self._volume = True, False, 1.0, 1.0
        self._cache = SoundCache(folder)
        self._silence = Silence()
        self._preferred: dict[tuple[str, str], str] = {}
        self._told: set[str] = set()
        self._line: Line | None = None
        self._pieces: tuple[Piece, ...] = ()
        self._words: tuple[Word, ...] = ()
        self._spoken = 0
        self._turn = 0
        self._searching = self._held = False
        self._awaited: Rendering | None = None
        self._ahead: tuple[Line, ...] = ()
        self._playback: Playback | None = None
        self._system_name = system
        self._system: SystemVoice | None = None
        self._system_voices: tuple[Voice, ...] = ()
        self._saying: Playback | SystemVoice | None = None
        self._tick = QTimer(self, interval=_TICK)
        self._tick.timeout.connect(self._follow)
        children = [command(driver) for driver in drivers()] if commands is None else commands
        self._renderers = [Renderer(child, patience, self) for child in children]
        for renderer in self._renderers:
            renderer.known.connect(self._known)
            renderer.rendered.connect(self._rendered)
            renderer.failed.connect(self._failed)
            renderer.gave_up.connect(self._gave_up)
        if application := QCoreApplication.instance():
            application.aboutToQuit.connect(self.close)

    @property
    def enabled(self) -> bool:
        """Whether lines are said at all; if not, `finished` follows `started` at once."""
        return self._enabled

    @enabled.setter
    def enabled(self, enabled: bool) -> None:
        self._enabled = enabled
        if not enabled:
            self.stop()

    @property
    def muted(self) -> bool:
        """Whether the sound is off; captions and timing run on."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        self._set_loudness()

    @property
    def volume(self) -> float:
        """The volume, 0–1 as people hear it."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(1.0, max(0.0, volume))
        self._set_loudness()

    @property
    def rate(self) -> float:
        """How many times as fast lines are played, 0.7–1.5; changes the line being said too."""
        return self._rate

    @rate.setter
    def rate(self, rate: float) -> None:
        self._rate = min(FASTEST, max(SLOWEST, rate))
        for player in self._players():
            player.set_rate(self._rate)

    @property
    def speaking(self) -> bool:
        """Whether a line is being said, held, or on its way."""
        return self._searching or self._awaited is not None or self._saying is not None

    def voices(self, language: str) -> tuple[Voice, ...]:
        """The voices that speak a language, as far as engines have been asked (`prepare` asks them)."""
        there = [voice for renderer in self._renderers for voice in renderer.voices or ()]
        return tuple(voice for voice in (*there, *self._system_voices) if voice.speaks(language))

    def prefer(self, voice_id: str, language: str, person: str = "") -> None:
        """Have a language, or one person in it, said by that voice; "" leaves the choice to the program."""
        self._preferred[primary(language), person] = voice_id

    def say(self, text: str, *, language: str, voice: str = "female", feels: str = "calm") -> None:
        """Say a shown text, in place of what is being said.

        Args:
            text: as it is shown.
            language: its tag; no other language's voice ever says it.
            voice: who says it, one of `manner.PERSONS`.
            feels: how that person feels, one of `manner.FEELINGS`.
        """
        self.stop()
        self._line = Line(text, language, voice, feels)
        self._begin()

    def replay(self) -> None:
        """Say the last line again from its beginning."""
        self.stop()
        if self._line:
            self._begin()

    def stop(self) -> None:
        """Be silent at once; the line's `finished` does not come."""
        self._turn += 1
        self._searching = self._held = False
        self._awaited, self._words = None, ()
        self._tick.stop()
        saying, self._saying = self._saying, None
        if saying:
            saying.stop()

    def pause(self) -> None:
        """Hold the line being said, or the one on its way before it begins."""
        self._held = self.speaking
        self._tick.stop()
        if self._saying:
            self._saying.pause()

    def resume(self) -> None:
        """Go on with the line that is held."""
        if self._held and self._saying:
            self._saying.resume()
            self._tick.start()
        self._held = False

    def prepare(self, lines: Iterable[Line] = ()) -> None:
        """Start what speech needs and render these lines ahead, the likeliest first, in place of earlier ones."""
        if not self._enabled:
            return
        self._ahead = tuple(lines)
        for renderer in self._renderers:
            renderer.drop_waiting()
        for first in self._renderers[:1]:
            first.start()
        self._player()
        self._render_ahead()

    def close(self) -> None:
        """Stop, and end all child processes; they are gone when this returns."""
        self.stop()
        self._ahead = ()
        for renderer in self._renderers:
            renderer.close()

    def _begin(self) -> None:
        assert self._line
        self._pieces = line_pieces(self._line)
        if not self._enabled or not self._pieces:
            QTimer.singleShot(0, partial(self._pass_over, self._turn))
            return
        self._searching = True
        self._find_voice()

    def _pass_over(self, turn: int) -> None:
        if turn == self._turn:
            self.started.emit()
            self.finished.emit()

    def _find_voice(self) -> None:
        assert self._line
        found = self._voice_for(self._line)
        if not found:
            return  # an engine is being asked for its voices; `_known` comes back here
        self._searching = False
        voice, renderer = found
        wanted = rendering(self._line, self._pieces, voice)
        if path := self._cache.find(wanted.key):
            self._play(path)
        elif renderer:
            self._awaited = wanted
            self._order(renderer, wanted, urgent=True)
        elif voice in self._system_voices:
            self._say_by_system(self._line, voice)
        else:
            if not any(renderer.broken for renderer in self._renderers):
                self._tell(f"voice {primary(self._line.language)}", no_voice(self._line.language))
            self._keep_silent(self._line)

    def _voice_for(self, line: Line) -> tuple[Voice, Renderer | None] | None:
        """The first engine's voice that speaks the line's language, else silence; None while that is not known."""
        language, gender = primary(line.language), manner(line.voice, line.feels).gender
        preferred = self._preferred.get((language, line.voice)) or self._preferred.get((language, ""), "")
        for renderer in self._renderers:
            if renderer.voices is None:
                renderer.start()
                return None
            if voice := choose(renderer.voices, language, gender, preferred):
                return voice, renderer
        voice = choose(self._ask_system(), language, gender, preferred)
        return voice or self._silence.voice(language), None

    def _ask_system(self) -> tuple[Voice, ...]:
        """The voices that Qt speaks with itself."""
        if self._system_name == "":
            return ()
        if not self._system:
            from trainer.speech import system_voice

            self._system_name = self._system_name or system_voice.engine()
            if self._system_name:
                self._system = system_voice.SystemVoice(self._system_name, self)
                self._system_voices = self._system.voices()
                self._system.word.connect(self.word)
                self._watch(self._system)
        return self._system_voices

    def _say_by_system(self, line: Line, voice: Voice) -> None:
        assert self._system
        self._saying = self._system
        self._system.say(sentences(self._pieces), voice, manner(line.voice, line.feels))
        if self._held:
            self._system.pause()

    def _order(self, renderer: Renderer, wanted: Rendering, *, urgent: bool) -> None:
        self._cache.make_folder()
        renderer.render(wanted, self._cache.path(wanted.key), urgent=urgent)

    def _keep_silent(self, line: Line) -> None:
        wanted = rendering(line, self._pieces, self._silence.voice(line.language))
        path = self._cache.find(wanted.key)
        if not path:
            self._cache.make_folder()
            path = self._cache.path(wanted.key)
            self._silence.render(wanted, path)
            self._cache.added(wanted.key)
        self._play(path)

    def _render_ahead(self) -> None:
        for line in self._ahead:
            found = self._voice_for(line)
            if not found:
                return
            voice, renderer = found
            pieces = line_pieces(line)
            if renderer and pieces:
                wanted = rendering(line, pieces, voice)
                if not self._cache.find(wanted.key):
                    self._order(renderer, wanted, urgent=False)
        self._ahead = ()

    def _known(self) -> None:
        if self._searching:
            self._find_voice()
        self._render_ahead()
        self.voices_known.emit()

    def _rendered(self, key: str) -> None:
        self._cache.added(key)
        if self._awaited and self._awaited.key == key:
            self._awaited = None
            self._play(self._cache.path(key))

    def _failed(self, key: str, _: str) -> None:
        if self._line and self._awaited and self._awaited.key == key:
            self._awaited = None
            self._tell("broke", BROKE)
            self._keep_silent(self._line)

    def _gave_up(self, _: str) -> None:
        self._tell("gave up", GAVE_UP)
        if self._awaited or self._searching:
            self._awaited, self._searching = None, True
            self._find_voice()

    def _player(self) -> Playback:
        if not self._playback:
            from trainer.speech.playback import Playback

            self._playback = Playback(self)
            self._watch(self._playback)
        return self._playback

    def _watch(self, player: Playback | SystemVoice) -> None:
        player.begun.connect(self._begun)
        player.ended.connect(self._ended)
        player.broke.connect(self._broke)
        player.set_rate(self._rate)
        player.set_loudness(self._volume, self._muted)

    def _players(self) -> list[Playback | SystemVoice]:
        return [player for player in (self._playback, self._system) if player]

    def _set_loudness(self) -> None:
        for player in self._players():
            player.set_loudness(self._volume, self._muted)

    def _play(self, path: Path) -> None:
        assert self._line
        player = self._player()
        if not player.audible:
            self._tell("device", NO_DEVICE)
        self._words = word_times(self._pieces, sentence_times(path), self._line.language)
        self._spoken = 0
        self._saying = player
        player.play(path)
        if self._held:
            player.pause()

    def _begun(self) -> None:
        if self._saying:
            self.started.emit()
            if not self._held:
                self._tick.start()
                self._follow()

    def _follow(self) -> None:
        """Tell the newest word whose time has come, and the end."""
        if not self._playback or self._saying is not self._playback:
            self._tick.stop()  # the system's own voice tells its words itself
            return
        position, before = self._playback.position, self._spoken
        while self._spoken < len(self._words) and self._words[self._spoken].at <= position:
            self._spoken += 1
        if self._spoken > before:
            newest = self._words[self._spoken - 1]
            self.word.emit(newest.start, newest.end)
        if self._playback.over:
            self._ended()

    def _ended(self) -> None:
        if self._saying:
            self.stop()
            self.finished.emit()

    def _broke(self, _: str) -> None:
        if self._saying:
            self._tell("broke", BROKE)
            self._ended()

    def _tell(self, kind: str, text: Text) -> None:
        if kind not in self._told:
            self._told.add(kind)
            self.notice.emit(text)

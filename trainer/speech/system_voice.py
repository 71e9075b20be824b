"""The system's own speech through Qt, for languages that pyttsx3 has no voice of (OneCore voices on Windows).

Qt says a line itself and gives no sound to keep, so there is no cache and no child process: only where the other
engines have no voice of a language is it asked at all. Imports QtTextToSpeech, so import it late.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

from trainer.speech.manner import NORMAL_PACE, Manner
from trainer.speech.spoken import Piece, spoken
from trainer.speech.voice import Voice

NAME = "qt"
_MOCK = "mock"
_MIDDLE_PITCH = 50
_GENDERS = {QVoice.Gender.Female: "female", QVoice.Gender.Male: "male"}


def engine() -> str:
    """The engine of Qt worth asking on this system; "" if there is none."""
    there = [name for name in QTextToSpeech.availableEngines() if name != _MOCK]
    # Qt complains aloud of a speech dispatcher that is not installed.
    usable = [name for name in there if name != "speechd" or shutil.which("speech-dispatcher")]
    # SAPI 5 is what pyttsx3 has asked already; WinRT knows the OneCore voices.
    return next(iter(sorted(usable, key=lambda name: name == "sapi")), "")


class SystemVoice(QObject):
    """Says one line at a time.

    Signals:
        begun: a line begins to be heard.
        word: the characters [start, end) of the shown text that are being said, where the engine tells.
        ended: a line was heard to its end.
        broke: a line could not be said on, and why.
    """

    begun = Signal()
    word = Signal(int, int)
    ended = Signal()
    broke = Signal(str)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Args: name is an engine of Qt, as `engine` gives it."""
        super().__init__(parent)
        self._speech = QTextToSpeech(name, self)
        self._volume, self._muted = 1.0, False
        self._rate, self._pace = 1.0, 1.0
        self._pieces: dict[int, Piece] = {}
        self._awaited = self._saying = self._held = False
        self._speech.stateChanged.connect(self._state_changed)
        self._speech.sayingWord.connect(self._said)
        self._speech.errorOccurred.connect(lambda _, why: self.broke.emit(why))

    def voices(self) -> tuple[Voice, ...]:
        """All voices of the system that Qt knows."""
        found = []
        for locale in self._speech.availableLocales():
            self._speech.setLocale(locale)
            tag = locale.name().replace("_", "-").lower()
            found += [
                Voice(f"{tag}/{voice.name()}", voice.name(), NAME, (tag,), _GENDERS.get(voice.gender(), ""))
                for voice in self._speech.availableVoices()
            ]
        return tuple(found)

    def say(self, sentences: Sequence[Sequence[Piece]], voice: Voice, how: Manner) -> None:
        """Say a line, in place of what was being said."""
        texts = [spoken(sentence) for sentence in sentences]
        starts = accumulate((len(text) + 1 for text in texts), initial=0)
        self._pieces = {
            at: piece
            for start, sentence in zip(starts, sentences, strict=False)
            for at, piece in _places(start, sentence)
        }
        self._choose(voice)
        self._speech.setPitch((how.pitch - _MIDDLE_PITCH) / _MIDDLE_PITCH)
        self._pace = how.pace / NORMAL_PACE
        self._set_speed()
        self._awaited, self._saying, self._held = True, False, False
        self._speech.say(" ".join(texts))

    def stop(self) -> None:
        """Be silent at once."""
        self._awaited = self._saying = False
        self._speech.stop(QTextToSpeech.BoundaryHint.Immediate)

    def pause(self) -> None:
        """Hold the line where it is, or at the next word where the engine can do no better."""
        self._held = True
        self._speech.pause(QTextToSpeech.BoundaryHint.Immediate)

    def resume(self) -> None:
        """Go on with a line that is held."""
        self._held = False
        self._speech.resume()

    def set_rate(self, rate: float) -> None:
        """Say the next line so many times as fast."""
        self._rate = rate
        self._set_speed()

    def set_loudness(self, volume: float, muted: bool) -> None:
        """Args: volume is 0–1 as people hear it."""
        self._speech.setVolume(0.0 if muted else volume)

    def _set_speed(self) -> None:
        # Qt's rate runs from -1 to 1 with the engine's own pace at 0; engines differ in what they make of it.
        self._speech.setRate(min(1.0, max(-1.0, self._rate * self._pace - 1)))

    def _choose(self, voice: Voice) -> None:
        self._speech.setLocale(QLocale(voice.languages[0]))
        for there in self._speech.availableVoices():
            if there.name() == voice.name:
                self._speech.setVoice(there)

    def _state_changed(self, state: QTextToSpeech.State) -> None:
        if state is QTextToSpeech.State.Speaking and self._awaited:
            self._awaited, self._saying = False, True
            self.begun.emit()
        elif state is QTextToSpeech.State.Ready and self._saying:
            self._saying = False
            self.ended.emit()
        elif state is QTextToSpeech.State.Paused and not self._held:
            self._speech.resume()  # an engine that pauses at the next word was told to go on before it came to it

    def _said(self, _: str, __: int, start: int, ___: int) -> None:
        at = max((place for place in self._pieces if place <= start), default=None)
        if at is not None and self._saying:
            self.word.emit(self._pieces[at].start, self._pieces[at].end)


def _places(start: int, sentence: Sequence[Piece]) -> list[tuple[int, Piece]]:
    """Where each piece begins in the words that are said."""
    lengths = (len(spoken([piece])) + 1 for piece in sentence)
    return list(zip(accumulate(lengths, initial=start), sentence, strict=False))

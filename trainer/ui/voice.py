"""The voice of the window: made when first needed, with the voices, speed and loudness the person chose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from trainer.wording import Text, Wording

if TYPE_CHECKING:
    from trainer.speech.playback import Playback
    from trainer.speech.recorder import Recorder
    from trainer.speech.speaker import Speaker
    from trainer.store.settings import Settings
    from trainer.ui.preferences import Preferences


class Voice(QObject):
    """Says lines, and plays and makes recordings of the trainee's own voice.

    Signals:
        found: the voices of this computer are known, and whether one speaks the reader's language.
        noticed: a `Text` that a person should see.
    """

    found = Signal(bool)
    noticed = Signal(object)

    def __init__(
        self, folder: Path, words: Wording, settings: Callable[[], Settings], preferences: Callable[[], Preferences]
    ) -> None:
        """Args: folder is for rendered lines; settings and preferences give those of the moment."""
        super().__init__()
        self._folder, self._words = folder, words
        self._settings, self._preferences = settings, preferences
        self._speaker: Speaker | None = None
        self._recorder: Recorder | None = None
        self._own_voice: Playback | None = None

    @property
    def started(self) -> bool:
        """Whether anything could have been said yet."""
        return self._speaker is not None

    def speaker(self) -> Speaker:
        """What says lines."""
        if self._speaker is None:
            from trainer.speech.speaker import Speaker

            self._speaker = Speaker(self._folder)
            self._speaker.notice.connect(self._tell)
            self._speaker.voices_known.connect(self._tell_found)
            self.apply()
        return self._speaker

    def recorder(self) -> Recorder | None:
        """What records; only where the trainee wants to be recorded and there is a microphone."""
        if not self._preferences().record or not self.has_microphone():
            return None
        if self._recorder is None:
            from trainer.speech.recorder import Recorder

            self._recorder = Recorder()
            self._recorder.failed.connect(self.noticed)
        return self._recorder

    def has_microphone(self) -> bool:
        """Whether there is anything to record with."""
        from trainer.speech.recorder import has_microphone

        return has_microphone()

    def play_recording(self, file: Path) -> None:
        """Plays what the trainee said."""
        from trainer.speech.playback import Playback

        self.stop()
        if self._own_voice is None:
            self._own_voice = Playback(self)
        self._own_voice.play(file)

    def apply(self) -> None:
        """Applies the person's preferences."""
        if self._speaker is not None:
            self._speaker.rate = self._preferences().rate
            self._speaker.volume = self._preferences().volume / 100
            for key, voice in self.chosen().items():
                language, _, person = key.partition("/")
                self._speaker.prefer(voice, language, person)

    def chosen(self) -> dict[str, str]:
        """Voices that the person chose: "fi" for a language, "fi/female" for one kind of person in it."""
        chosen: dict[str, str] = self._settings().get("voices", {})
        return chosen

    def choose(self, language: str, person: str, voice: str) -> None:
        """Has a language, or one kind of person in it, said by a voice."""
        key = f"{language}/{person}" if person else language
        self._settings().set("voices", {**self.chosen(), key: voice})
        self.apply()

    def about(self) -> str:
        """Which voice speaks the reader's language."""
        from trainer.speech.voice import choose

        voices = self._speaker.voices(self._words.language) if self._speaker is not None else ()
        voice = choose(voices, self._words.language, "female", "")
        if voice is None:
            return self._words.t("There is no voice for this language here.")
        return self._words.t("Voice: {name}", name=voice.name)

    def try_out(self) -> None:
        """Says a line in the reader's language."""
        self.say(self._words.t("Good morning. I'm ringing about a lamp that I bought from you."), self._words.language)

    def say(self, text: str, language: str) -> None:
        """Says a text in no one's voice in particular."""
        self.speaker().say(text, language=language)

    def stop(self) -> None:
        """Is silent at once, and listens no more."""
        if self._speaker is not None:
            self._speaker.stop()
        if self._recorder is not None:
            self._recorder.stop()

    def close(self) -> None:
        """Ends all that speaks."""
        if self._speaker is not None:
            self._speaker.close()

    def _tell(self, notice: Text) -> None:
        from trainer.speech.advice import BROKE

        # A voice that breaks in mid-line is told at the line itself.
        if notice != BROKE:
            self.noticed.emit(notice)

    def _tell_found(self) -> None:
        if self._speaker is not None:
            self.found.emit(bool(self._speaker.voices(self._words.language)))

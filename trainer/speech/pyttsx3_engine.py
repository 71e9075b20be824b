"""The system's voices through pyttsx3: espeak-ng, SAPI 5 or macOS. Only the child process uses it.

pyttsx3 is used to render to files alone: its playing cannot be stopped, and it reports words while it renders.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pyttsx3

from trainer.speech.engine import EngineError, Rendering
from trainer.speech.sound import Sound, at_level, joined, read, trimmed, write
from trainer.speech.voice import Voice, language_tags

# Loud enough for 16 bits and far from clipping in every espeak-ng variant; the level is set afterwards.
_VOLUME = 0.6
_FILE_SECONDS = 3.0
_POLL_SECONDS = 0.004
_TRIES = 3
# The MBROLA voices of languages that scenarios are written in; there is none for Finnish.
_MBROLA = {"en1": ("en-gb", "male"), "us1": ("en-us", "female"), "us2": ("en-us", "male"), "us3": ("en-us", "male")}
_MBROLA_DATA = Path("/usr/share/mbrola")


class Pyttsx3Engine:
    """One driver of pyttsx3, which must live in one thread of one process."""

    def __init__(self, driver: str) -> None:
        """Args: driver is a name that pyttsx3 knows. What goes wrong is kept for `health`."""
        self.name = driver
        self._engine: Any = None
        self._health = ""
        self._error: Exception | None = None
        try:
            self._engine = pyttsx3.init(driver)
            self._engine.connect("error", self._note)
            if driver == "espeak":
                # Until its first run pyttsx3 only queues properties, and would set them in the middle of that run.
                self._engine.proxy.setBusy(False)
        except Exception as error:  # drivers raise whatever their system does
            self._health = f"{type(error).__name__}: {error}".strip().splitlines()[0]

    def voices(self) -> tuple[Voice, ...]:
        """All voices of the driver, their languages and genders made alike."""
        raw = self._engine.getProperty("voices") if self._engine else ()
        mbrola = _mbrola_voices() if self._engine and self.name == "espeak" else ()
        return mbrola + tuple(
            Voice(
                id=str(voice.id),
                name=str(voice.name or voice.id),
                engine=self.name,
                languages=language_tags(voice.languages),
                gender=_gender(voice.gender),
            )
            for voice in raw
        )

    def health(self) -> str:
        """Why the driver could not be started, "" if it could."""
        return self._health

    def render(self, wanted: Rendering, path: Path) -> None:
        """Render sentence by sentence, then trim, level and join them."""
        if self._engine is None:
            raise EngineError(self._health)
        self._error = None
        voice = f"{wanted.voice}+{wanted.variant}" if wanted.variant else wanted.voice
        properties: dict[str, object] = {"voice": voice, "rate": wanted.pace, "volume": _VOLUME}
        if self.name == "espeak":
            properties["pitch"] = wanted.pitch
        for name, value in properties.items():
            self._engine.setProperty(name, value)
        with tempfile.TemporaryDirectory(prefix="repliikki-") as folder:
            sounds = [
                self._sentence(sentence, Path(folder) / f"{number}{'.aiff' if self.name == 'nsss' else '.wav'}")
                for number, sentence in enumerate(wanted.sentences)
            ]
        write(path, *joined([at_level(trimmed(sound), wanted.level) for sound in sounds], wanted.pause))

    def _sentence(self, sentence: str, file: Path) -> Sound:
        # Now and then a stop that pyttsx3 ordered too late makes a sentence come out empty; saying it again helps.
        for _ in range(_TRIES):
            sound = self._once(sentence, file)
            if sound.samples:
                break
            file.unlink()
        return sound

    def _once(self, sentence: str, file: Path) -> Sound:
        if self.name == "espeak":
            _settle_espeak()
        try:
            self._engine.save_to_file(sentence, str(file))
            self._engine.runAndWait()
        except Exception as error:  # drivers raise whatever their system does
            raise EngineError(f"{type(error).__name__}: {error}") from error
        return _when_complete(file, lambda: self._error)

    def _note(self, exception: Exception, **_: object) -> None:
        self._error = exception


def _mbrola_voices() -> tuple[Voice, ...]:
    """The MBROLA voices that are installed. espeak-ng says them, but does not list them."""
    if not shutil.which("mbrola"):
        return ()
    return tuple(
        Voice(id=f"mb-{name}", name=f"MBROLA {name}", engine="espeak", languages=(tag,), gender=gender)
        for name, (tag, gender) in _MBROLA.items()
        if (_MBROLA_DATA / name).exists()
    )


def _when_complete(file: Path, failed: Callable[[], Exception | None]) -> Sound:
    """The sound in a file that a driver may still be writing: `runAndWait` can return before it is there."""
    pause = Event()
    for _ in range(round(_FILE_SECONDS / _POLL_SECONDS)):
        if error := failed():
            raise EngineError(f"{type(error).__name__}: {error}")
        try:
            return read(file)
        except (OSError, ValueError):
            pause.wait(_POLL_SECONDS)
    raise EngineError("the driver wrote no sound")


def _settle_espeak() -> None:
    """Wait until espeak's own thread has worked off what it was told (properties, the sentence before).

    If it is still busy when `runAndWait` begins, pyttsx3 takes that for playing, orders a stop that nothing
    carries out, and the sentence after comes out empty: measured, up to every second one.
    """
    from pyttsx3.drivers import _espeak

    _espeak.Synchronize()


def _gender(raw: object) -> str:
    text = str(raw or "").lower()
    return "female" if "female" in text else "male" if "male" in text else ""

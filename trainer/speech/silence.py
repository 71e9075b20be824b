"""The silent twin of an engine: the clock of a line without its sound, so that captions and timing still run."""

from __future__ import annotations

from array import array
from pathlib import Path

from trainer.speech.captions import SILENT_SYLLABLE, weight
from trainer.speech.engine import Rendering
from trainer.speech.line import Line, line_pieces
from trainer.speech.manner import NORMAL_PACE
from trainer.speech.sound import Sound, joined, write
from trainer.speech.voice import Voice

_RATE = 8000


class Silence:
    """An engine that says every language by keeping quiet for as long as it would take."""

    name = "silence"

    def voices(self) -> tuple[Voice, ...]:
        """None: nobody chooses silence."""
        return ()

    def voice(self, language: str) -> Voice:
        """The silent voice of a language."""
        return Voice(language, "silence", self.name, (language,))

    def render(self, wanted: Rendering, path: Path) -> None:
        """Write silence as long as the sentences; the voice's id is their language."""
        write(path, *joined([_quiet(sentence, wanted) for sentence in wanted.sentences], wanted.pause))

    def health(self) -> str:
        """Always well."""
        return ""


def _quiet(sentence: str, wanted: Rendering) -> Sound:
    pieces = line_pieces(Line(sentence, wanted.voice))
    syllables = sum(weight(piece, wanted.voice) for piece in pieces)
    milliseconds = syllables * SILENT_SYLLABLE * NORMAL_PACE / wanted.pace
    return Sound(_RATE, array("h", bytes(2 * round(_RATE * milliseconds / 1000))))

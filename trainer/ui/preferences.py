"""How a person wants the program to look and sound."""

from __future__ import annotations

from dataclasses import dataclass

SCALES = (1.0, 1.25, 1.5, 2.0)
MAX_NAME = 80
RATES = (0.7, 0.85, 1.0, 1.25, 1.5)
# Names of languages are written in the language itself.
LANGUAGE_NAMES = {"fi": "Suomi", "en": "English"}


@dataclass(frozen=True)
class Preferences:
    """How the program looks and sounds.

    Attributes:
        language: of everything but the conversations.
        theme: "system", "light" or "dark".
        scale: of texts and everything with them, 1.0–2.0.
        reduce_motion: nothing moves.
        single_keys: letters alone are commands.
        writing: replies are written, not chosen.
        voice: customers speak.
        record: what the trainee says aloud may be recorded, when they ask for it.
        rate_myself: the trainee's own view is asked before the score is shown.
        rate: of speech, 0.7–1.5.
        volume: 0–100.
    """

    language: str = "en"
    theme: str = "system"
    scale: float = 1.0
    reduce_motion: bool = False
    single_keys: bool = True
    writing: bool = False
    voice: bool = True
    record: bool = False
    rate_myself: bool = True
    rate: float = 1.0
    volume: int = 100

"""How a person wants the program to look and sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from trainer.store.settings import Settings
from trainer.wording import LANGUAGES

THEMES = ("system", "light", "dark")
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


# A bool is an int, and what is not a number is neither more nor less than any.
_FITS: Mapping[str, Callable[[object], bool]] = {
    "language": lambda value: value in LANGUAGES,
    "theme": lambda value: value in THEMES,
    "scale": lambda value: value in SCALES,
    "rate": lambda value: isinstance(value, float) and RATES[0] <= value <= RATES[-1],
    "volume": lambda value: isinstance(value, int) and 0 <= value <= 100 and not isinstance(value, bool),
}


def stored(settings: Settings, language: str) -> Preferences:
    """What is stored, and the defaults in place of what is not there or cannot be; `language` is that of the system."""
    defaults = asdict(Preferences(language=language))
    found = {key: settings.get(key, default) for key, default in defaults.items()}
    fits = {key: value for key, value in found.items() if key not in _FITS or _FITS[key](value)}
    return Preferences(**(defaults | fits))

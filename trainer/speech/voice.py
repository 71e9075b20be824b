"""A voice of an engine, and which voice reads which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an engine offers.

    Attributes:
        id: what the engine calls it.
        name: what a person calls it.
        engine: the engine's name, such as "espeak" or "sapi5".
        languages: tags in lower case with hyphens ("fi", "en-gb"), the chief one first.
        gender: "female", "male" or "" where the engine does not say.
    """

    id: str
    name: str
    engine: str
    languages: tuple[str, ...]
    gender: str = ""

    def speaks(self, language: str) -> bool:
        """Whether its chief language has the same primary subtag ("fi-FI" speaks "fi", "en" never does)."""
        return bool(self.languages) and primary(self.languages[0]) == primary(language)

    @property
    def mbrola(self) -> bool:
        """Whether espeak-ng says it with MBROLA, which sounds more like a person and has no variants."""
        return self.engine == "espeak" and self.id.startswith("mb-")


def primary(tag: str) -> str:
    """The primary subtag of a language tag: "fi" of "fi-FI" and "fi_FI"."""
    return re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]


def language_tags(raw: Iterable[str | bytes | None] | str | bytes | None) -> tuple[str, ...]:
    r"""Language tags as engines give them, made alike: b"\x05fi", "fi_FI" and "fi-FI" all start with "fi"."""
    several = [raw] if isinstance(raw, str | bytes) else list(raw or ())
    tags = (_text(tag) for tag in several if tag)
    return tuple(tag for tag in tags if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", tag))


def _text(tag: str | bytes) -> str:
    text = tag.decode("ascii", "ignore") if isinstance(tag, bytes) else tag
    return text.strip("\x00\x01\x02\x03\x04\x05\x06\x07\x08 ").lower().replace("_", "-")


def choose(voices: Sequence[Voice], language: str, gender: str, preferred: str = "") -> Voice | None:
    """The voice for a line, or None if no voice speaks the language: another language's voice never reads it.

    Args:
        voices: all voices of one engine.
        language: a language tag.
        gender: "female" or "male"; a voice of that gender is taken where there is one.
        preferred: the id of a voice a person chose; it wins if it is still there and speaks the language.
    """
    speaking = [voice for voice in voices if voice.speaks(language)]
    chosen = [voice for voice in speaking if voice.id == preferred]
    # Better voices first, plain and chief accents before regional ones, then the engine's own order.
    ranked = sorted(speaking, key=lambda voice: (voice.gender not in (gender, ""), _rarity(voice)))
    return next(iter(chosen + ranked), None)


def _rarity(voice: Voice) -> tuple[bool, bool, int]:
    tag = voice.languages[0]
    return not voice.mbrola, tag not in ("en-gb", "fi-fi", primary(tag)), tag.count("-")

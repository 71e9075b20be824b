"""A typed reply as the marker reads it: evened out, cut into sentences and tokens; all places are of the given text."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MAX_CHARS = 4000
"""Only so much of a reply is read: a turn is rarely a tenth of it, and so the time for a reply has an upper bound."""

_EVEN = {
    ord(odd): even
    for even, odds in {"'": "’‘`´ʼ", '"': "”“„«»", "-": "–—−‑", " ": "\u00a0\u202f\u2009"}.items()
    for odd in odds
}
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.:,]\d+)*|[?!,:;.%€£$]")
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)|\n+")
_ABBREVIATED = frozenset(("mr", "mrs", "ms", "dr", "st", "no", "klo", "n", "esim", "ym", "yms", "puh", "nro", "alk"))


class Token(NamedTuple):
    """A word, a number or a mark of punctuation; [start, end) in characters of the text."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence; [start, end) in characters of the text, without the space around it."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def even(text: str) -> str:
    """The text in small letters with plain quotes, dashes and spaces; as long as the text, character by character."""
    cut = text[:MAX_CHARS].translate(_EVEN)
    low = cut.lower()
    if len(low) != len(cut):
        low = "".join(char.lower()[0] for char in cut)
    return low if low.isprintable() else "".join(_plain(char) for char in low)


def _plain(char: str) -> str:
    return char if char.isprintable() or char == "\n" else " "


def composed(text: str) -> tuple[str, list[int] | None]:
    """The text with letters and their accents put together, and for each of its characters its place in the given one.

    The places are None where nothing had to be put together, which is nearly always.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    chars: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            cluster = unicodedata.normalize("NFC", text[start:end])
            chars.append(cluster)
            places += [start] * len(cluster)
            start = end
    places.append(len(text))
    return "".join(chars), places


def sentences(evened: str, given: str) -> list[Sentence]:
    """The sentences of an evened text, in order; one without a single word or number is left out.

    The given text's capitals tell "klo 15. Soitan" (two sentences) from "3. huhtikuuta" (one).
    """
    found: list[Sentence] = []
    start = 0
    for stop in _SENTENCE_END.finditer(evened):
        if stop.group()[0] == "." and _is_abbreviation(given, stop.start(), stop.end()):
            continue
        _add(found, evened, start, stop.end())
        start = stop.end()
    _add(found, evened, start, len(evened))
    return found


def _is_abbreviation(given: str, dot: int, end: int) -> bool:
    before = given[max(0, dot - 5) : dot].split()
    word = before[-1].lower() if before else ""
    following = given[end : end + 2].strip()
    return word in _ABBREVIATED or (word.isdigit() and len(word) <= 2 and following[:1].islower())


def _add(found: list[Sentence], evened: str, start: int, end: int) -> None:
    while start < end and evened[start].isspace():
        start += 1
    while end > start and evened[end - 1].isspace():
        end -= 1
    tokens = tuple(Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(evened, start, end))
    if any(token.text[0].isalnum() for token in tokens):
        found.append(Sentence(start, end, tokens))

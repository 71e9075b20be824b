"""A shown text as it is said: which characters are said how, and where the sentences end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

SPACE = "[ \u00a0\u202f]"
DASH = "[-–—]"
WORD = r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of the shown text and how they are said.

    Attributes:
        start, end: the characters [start, end) of the shown text.
        said: the words to say for them.
        after: the punctuation that follows: "", ",", ".", "!" or "?"; the last three end a sentence.
    """

    start: int
    end: int
    said: str
    after: str = ""

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends after it."""
        return self.after in (".", "!", "?")


class Rule(NamedTuple):
    """A pattern of written text and how a match of it is said; "" leaves it unsaid.

    `ends` says that a full stop at the match's end ends the sentence too if a new sentence could start there.
    """

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str]
    ends: bool = False


_SPACES = re.compile(r"\s+")
_STOP = re.compile(r"[.!?…]+(?=[\s\"'”’»)\]]|$)")
_COMMA = re.compile(rf"[,;:()\[\]…]|(?<=\s){DASH}+(?=\s)")
_WORD = re.compile(rf"{WORD}|\d+")
_SENTENCE_CAN_START = re.compile(r"[\s\"'”’»)\]]*(?:$|[\"'”’»(\[–—-]?\s*[A-ZÅÄÖ0-9])")


def pieces(text: str, rules: Sequence[Rule] = ()) -> tuple[Piece, ...]:
    """The sayable pieces of a text, in its order; the first rule that matches at a place decides there."""
    found: list[Piece] = []
    at = 0
    while at < len(text):
        at = _step(text, at, rules, found)
    if found and not found[-1].ends_sentence:
        found[-1] = replace(found[-1], after=".")
    return tuple(found)


def _step(text: str, at: int, rules: Sequence[Rule], found: list[Piece]) -> int:
    if space := _SPACES.match(text, at):
        return space.end()
    for rule in rules:
        if match := rule.pattern.match(text, at):
            if said := rule.say(match):
                found.append(Piece(at, match.end(), said, _hidden_stop(match, rule)))
            return match.end()
    if word := _WORD.match(text, at):
        found.append(Piece(at, word.end(), word.group()))
        return word.end()
    return _punctuation(text, at, found)


def _hidden_stop(match: re.Match[str], rule: Rule) -> str:
    ends = rule.ends and match.group().endswith(".") and _SENTENCE_CAN_START.match(match.string, match.end())
    return "." if ends else ""


def _punctuation(text: str, at: int, found: list[Piece]) -> int:
    after, end = "", at + 1
    if stop := _STOP.match(text, at):
        end = stop.end()
        sign = "?" if "?" in stop.group() else "!" if "!" in stop.group() else "."
        trails = "…" in stop.group() or stop.group().startswith("..")
        after = "," if trails and sign == "." and not _SENTENCE_CAN_START.match(text, end) else sign
    elif _COMMA.match(text, at):
        after = ","
    if after and found and not found[-1].ends_sentence:
        found[-1] = replace(found[-1], after=after)
    return end


def sentences(said: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces sentence by sentence."""
    result: list[list[Piece]] = [[]]
    for piece in said:
        result[-1].append(piece)
        if piece.ends_sentence:
            result.append([])
    return tuple(tuple(sentence) for sentence in result if sentence)


def spoken(sentence: Sequence[Piece]) -> str:
    """The words of a sentence as an engine gets them."""
    return " ".join(piece.said + piece.after for piece in sentence)

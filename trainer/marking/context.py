"""What the marker knows around a reply: who it is said to, and what that person has just said."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from math import ceil
from typing import NamedTuple

from trainer.marking.text import Sentence, even, sentences

TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mister", "sir", "madam", "dr", "doctor", "prof", "professor", "frau", "herr",
    "rouva", "herra", "neiti", "tohtori", "pastori",
))  # fmt: skip
FORMULAS = frozenset((
    "asiakas", "asiakkaamme", "arvoisa", "jäsen", "edunvalvoja", "customer", "client", "dear", "valued",
    "member", "hakija",
))  # fmt: skip
_SHORTEST_ECHO = 4
_ALIKE_BEGINNING = 0.65
"""Of the shorter word: "sulake" and "sulakkeen" are alike, "laskea" and "lasten" are not."""


class NameHit(NamedTuple):
    """How near a word of the reply comes to the person's name.

    Attributes:
        start: where it starts, in characters; a title before it counts as part of it.
        end: where it ends.
        likeness: 1.0 for the name itself, less for a similar one (0–1).
        surname_only: the last of two or more names, and no title before it.
        formula: called a customer or a member rather than by name alone.
    """

    start: int
    end: int
    likeness: float
    surname_only: bool
    formula: bool


class Context(NamedTuple):
    """Around a reply: the names of the person (small letters), and the words and figures that they said.

    The words stand by their first letters, so that a word of the reply is compared with few of them.
    """

    names: tuple[str, ...]
    said: Mapping[str, tuple[str, ...]]
    figures: frozenset[str]

    def is_echo(self, word: str) -> bool:
        """Whether the person said this word, in whatever form: the two begin alike for most of the shorter one."""
        return any(_begin_alike(word, other) for other in self.said.get(word[:_SHORTEST_ECHO], ()))


def context(person: str, customer: str, common: frozenset[str]) -> Context:
    """What a reply can be compared with; words common to all talk are no echo."""
    known = even(person.split("(")[0])
    names = tuple(t.text for s in sentences(known, known) for t in s.tokens if t.text[0].isalpha())
    said = [t.text for s in sentences(even(customer), customer) for t in s.tokens]
    content = sorted({word for word in said if is_content(word, common)})
    fronts = {front: tuple(words) for front, words in groupby(content, key=lambda word: word[:_SHORTEST_ECHO])}
    return Context(names, fronts, frozenset(word for word in said if word[0].isdigit()))


def is_content(word: str, common: frozenset[str]) -> bool:
    """Whether a word says something of its own, so that saying it again is an echo."""
    return len(word) >= _SHORTEST_ECHO and word[0].isalpha() and word not in common


def _begin_alike(one: str, other: str) -> bool:
    shared = ceil(_ALIKE_BEGINNING * min(len(one), len(other)))
    return one[:shared] == other[:shared]


def name_hits(found: list[Sentence], given: str, around: Context, common: frozenset[str]) -> list[NameHit]:
    """Every word of the reply that is the person's name or may be meant for it."""
    names = [name for name in around.names if name not in TITLES]
    hits: list[NameHit] = []
    if not names:
        return hits
    for sentence in found:
        for at, token in enumerate(sentence.tokens):
            if not token.text[0].isalpha() or len(token.text) < 2 or token.text in TITLES:
                continue
            before = sentence.tokens[at - 1].text if at else ""
            hit = _compare(token.text, names)
            exact = hit == 1.0
            if not exact and (token.text in common or not _looks_called(sentence, at, given)):
                continue
            titled = before in TITLES
            last = exact and len(names) > 1 and token.text == names[-1]
            first_too = last and before == names[-2]
            start = sentence.tokens[at - 1].start if titled else token.start
            formal = before in FORMULAS or (at > 1 and first_too and sentence.tokens[at - 2].text in FORMULAS)
            hits.append(NameHit(start, token.end, hit, last and not titled and not first_too, formal))
    return hits


def _looks_called(sentence: Sentence, at: int, given: str) -> bool:
    """Whether a word stands where people are called by name: a capital, or set off by a comma or a greeting."""
    token = sentence.tokens[at]
    if given[token.start].isupper():
        return True
    after = sentence.tokens[at + 1].text if at + 1 < len(sentence.tokens) else ","
    before = sentence.tokens[at - 1].text if at else ","
    return after in {",", "!", "?", ":"} and before in {",", "hei", "hi", "hello", "kiitos", "thanks"} | TITLES


def _compare(word: str, names: list[str]) -> float:
    bare = word[:-2] if word.endswith("'s") else word
    return max(likeness(bare, name) for name in names)


def likeness(one: str, other: str) -> float:
    """1 − Levenshtein distance / length of the longer, with a shared beginning of three letters counted as nearer."""
    if one == other:
        return 1.0
    if one[0] != other[0] and one[1:3] != other[1:3]:
        return 0.0
    near = 1 - distance(one, other) / max(len(one), len(other))
    return max(near, 0.6) if one[:3] == other[:3] else near


def distance(one: str, other: str) -> int:
    """Levenshtein distance (Levenshtein 1966) by one row."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (a != b))
    return row[-1]

"""Which authored reply a typed one comes nearest to: by its marks and by its words.

The nearest one steers where the conversation goes; the marks stay those of the trainee's own words. Where two are
about as near, or nothing is near, the program does not guess: `sure` is False, and the trainee is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import Mark

_WORDS = re.compile(r"\w+")
# Shares of words and of marks in how near a reply is.
_BY_WORDS, _BY_MARKS = 0.65, 0.35
# Below the first nothing is near; within the second of each other two are about as near.
_NEAR, _APART = 0.40, 0.05
ASKED = 3
"""How many replies the trainee is asked to choose among, at most."""


class Option(NamedTuple):
    """An authored reply: its id, its wordings, and the author's marks of it."""

    key: str
    wordings: tuple[str, ...]
    marks: Mapping[str, int]


class Nearest(NamedTuple):
    """The options from nearest to farthest, and whether the first one may be taken without asking."""

    ranking: tuple[str, ...]
    sure: bool


def nearest(text: str, marks: Mapping[str, Mark], options: Sequence[Option]) -> Nearest:
    """Ranks the options by how near a typed reply comes to them.

    Args:
        text: the trainee's words.
        marks: of those words, for each criterion in play.
        options: the replies offered; at least one.
    """
    typed = _grams(text)
    scored = sorted(
        ((_nearness(typed, marks, option), option.key) for option in options), key=lambda pair: (-pair[0], pair[1])
    )
    ranking = tuple(key for _, key in scored)
    best = scored[0][0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    return Nearest(ranking, best >= _NEAR and best - second >= _APART)


def _nearness(typed: Counter[str], marks: Mapping[str, Mark], option: Option) -> float:
    by_words = max((_cosine(typed, _grams(wording)) for wording in option.wordings), default=0.0)
    return _BY_WORDS * by_words + _BY_MARKS * _agreement(marks, option.marks)


def _agreement(marks: Mapping[str, Mark], authored: Mapping[str, int]) -> float:
    """How well marks agree with the author's, 0–1; a mark that is not sure counts half."""
    total = weight = 0.0
    for criterion, mark in marks.items():
        counts = 1.0 if mark.sure else 0.5
        apart = abs(mark.level - authored.get(criterion, BY_KEY[criterion].default))
        total += counts * max(0.0, 1 - apart / 2)
        weight += counts
    return total / weight if weight else 0.0


def _grams(text: str) -> Counter[str]:
    """Runs of three to five letters within words: endings of words differ, their beginnings agree."""
    grams: Counter[str] = Counter()
    for word in _WORDS.findall(text.casefold()):
        padded = f" {word} "
        for length in (3, 4, 5):
            grams.update(padded[at : at + length] for at in range(len(padded) - length + 1))
    return grams


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    if not one or not other:
        return 0.0
    product = sum(count * other[gram] for gram, count in one.items() if gram in other)
    return product / sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))

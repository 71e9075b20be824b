"""Which authored reply a typed one comes nearest to: by its words and by its marks.

The nearest one steers where the conversation goes; the marks stay those of the trainee's own words. Where two are
about as near, or nothing is near, the program does not guess: `sure` is False, and the trainee is asked.

How near a reply is, is a sum of four likenesses; the sums are turned into probabilities by a conditional logit
(McFadden 1974), with "none of these" beside the replies. Weights and thresholds were fitted on hand-written replies:
see tests/marking/nearest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import exp, log, sqrt
from typing import NamedTuple

from trainer.marking.text import composed, even
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import Mark

_WORDS = re.compile(r"[^\W_]+")
ASKED = 3
"""How many replies the trainee is asked to choose among, at most."""
FEW = 80.0
"""As if so much rarity of the typed words, some four words' worth, had been found nowhere: "yes" alone tells little."""


class Likeness(NamedTuple):
    """What speaks for a typed reply being an authored one in other words.

    Attributes:
        alike: cosine of the runs of letters with those of the nearest wording, weighed by rarity, 0–1.
        covered: share of the typed runs of letters that any of the wordings has, weighed by rarity, 0–1.
        agreed: how well the marks agree with the author's, 0–1.
        question: -1–0; 0 if both ask or neither does.
    """

    alike: float
    covered: float
    agreed: float
    question: float


WEIGHTS = Likeness(alike=12.7, covered=14.8, agreed=3.2, question=1.0)
NONE = 3.0
"""The sum of "none of these"."""
SURE = 0.7
"""The least probability at which a reply is taken without asking."""


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
        options: the replies offered; at least one. A single one is always sure: there is nothing to ask.
    """
    sums = [_weighed(likeness) for likeness in likenesses(text, marks, options)]
    ranked = sorted(zip(sums, options, strict=True), key=lambda pair: (-pair[0], pair[1].key))
    best = max(sums)
    probability = 1 / (exp(NONE - best) + sum(exp(each - best) for each in sums))
    return Nearest(tuple(option.key for _, option in ranked), len(options) == 1 or probability >= SURE)


def likenesses(text: str, marks: Mapping[str, Mark], options: Sequence[Option]) -> list[Likeness]:
    """How a typed reply is like each of the options, in their order."""
    typed = _grams(text)
    wordings = [[_grams(wording) for wording in option.wordings] for option in options]
    every = [frozenset[str]().union(*each) for each in wordings]
    rarity = _Rarity(every)
    told = rarity.total(typed) + FEW
    return [
        Likeness(
            max((rarity.cosine(typed, grams) for grams in each), default=0.0),
            rarity.total(typed & together) / told,
            _agreement(marks, option.marks),
            -abs(("?" in text) - _questions(option.wordings)),
        )
        for option, each, together in zip(options, wordings, every, strict=True)
    ]


def _weighed(likeness: Likeness) -> float:
    return sum(weight * value for weight, value in zip(WEIGHTS, likeness, strict=True))


def _agreement(marks: Mapping[str, Mark], authored: Mapping[str, int]) -> float:
    """How well marks agree with the author's, 0–1; a mark that is not sure counts half."""
    total = 0.0
    for criterion, mark in marks.items():
        apart = abs(mark.level - authored.get(criterion, BY_KEY[criterion].default))
        total += (1.0 if mark.sure else 0.5) * max(0.0, 1 - apart / 2)
    return total / len(marks) if marks else 0.0


def _questions(wordings: Sequence[str]) -> float:
    """The share of wordings that ask something."""
    return sum("?" in wording for wording in wordings) / max(1, len(wordings))


def _grams(text: str) -> frozenset[str]:
    """Runs of three to five letters within words: endings of words differ, their beginnings agree."""
    words = (f" {word} " for word in _WORDS.findall(even(composed(text)[0])))
    return frozenset(
        word[at : at + length] for word in words for length in (3, 4, 5) for at in range(len(word) - length + 1)
    )


class _Rarity:
    """How rare each run of letters is among the options: ln((1+n)/(1+df)) + 1, for n options."""

    def __init__(self, options: Sequence[frozenset[str]]) -> None:
        self._found = Counter(gram for grams in options for gram in grams)
        self._by_count = [log((1 + len(options)) / (1 + count)) + 1 for count in range(len(options) + 1)]

    def total(self, grams: Collection[str]) -> float:
        return sum(self._by_count[self._found[gram]] for gram in grams)

    def cosine(self, one: frozenset[str], other: frozenset[str]) -> float:
        lengths = self._squares(one) * self._squares(other)
        return self._squares(one & other) / sqrt(lengths) if lengths else 0.0

    def _squares(self, grams: Collection[str]) -> float:
        return sum(self._by_count[self._found[gram]] ** 2 for gram in grams)

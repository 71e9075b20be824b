"""The features of a reply or a sentence: cards, runs of concepts and shapes, words, characters, weighed by tf-idf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import NamedTuple

from trainer.marking.reading import Read
from trainer.marking.shapes import NUMBER, shape, tells

_MOST_CONCEPTS = 3
_BLOCKS = {"k": 0, "1": 0, "2": 0, "3": 0, "s": 0, "w": 1, "c": 2}
"""The first character of a feature tells its block; each block of a vector has length 1."""


class Vector(NamedTuple):
    """A sparse vector: places in the vocabulary, ascending, and the values there."""

    places: tuple[int, ...]
    values: tuple[float, ...]


def grams(read: Read, common: frozenset[str], finnish: bool) -> list[str]:
    """All features of a sentence, one for each time it occurs."""
    words = [token.text for token in read.sentence.tokens if token.text[0].isalnum() or token.text in "?!"]
    cards = [f"k{hit.card.criterion}/{hit.card.id}" for hit in read.hits]
    return [*cards, *_concept_runs(_named(read, common, finnish)), *_word_runs(words), *_character_runs(words)]


def _named(read: Read, common: frozenset[str], finnish: bool) -> list[list[str]]:
    """All that each token is called: a common word by itself, any word by its concepts, an unknown one by its shape."""
    named: list[list[str]] = [["^"]]
    for token, concepts in zip(read.sentence.tokens, read.concepts, strict=True):
        word = token.text
        if word[0].isdigit():
            named.append(["#"])
        elif not word[0].isalpha():
            named.append([word])
        else:
            named.append(_names_of(word, list(concepts[:_MOST_CONCEPTS]), word in common, shape(word, finnish)))
    named.append(["$"])
    return named


def _names_of(word: str, concepts: list[str], is_common: bool, looks: str) -> list[str]:
    names = [word, *concepts] if is_common else concepts
    if looks == NUMBER or not names:
        return [*names, looks]
    return [*names[:2], looks] if not is_common and tells(looks) else names


def _concept_runs(named: Sequence[Sequence[str]]) -> Iterable[str]:
    """Runs of one to three, and pairs with one token between them; fewer names are tried the longer the run."""
    ends: list[Sequence[str]] = [[], []]
    for here, after, later in zip(named, [*named[1:], *ends[:1]], [*named[2:], *ends], strict=True):
        for one in here[:3]:
            yield "1" + one
            for two in after[:3]:
                pair = one + " " + two
                yield "2" + pair
                for three in later[:2]:
                    yield "3" + pair + " " + three
            for two in later[:2]:
                yield "s" + one + " " + two


def _word_runs(words: Sequence[str]) -> Iterable[str]:
    for here, after in zip(words, [*words[1:], ""], strict=True):
        yield "w" + here
        if after:
            yield f"w{here} {after}"


def _character_runs(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        padded = f" {word} "
        for at in range(len(padded) - 2):
            yield "c" + padded[at : at + 3]
            if at + 4 <= len(padded):
                yield "c" + padded[at : at + 4]


class Vocabulary:
    """The features that count, and how rare each is.

    Args: features in their order; rarity gives each one's inverse document frequency, ln((1+n)/(1+df)) + 1.
    """

    def __init__(self, features: Sequence[str], rarity: Sequence[float]) -> None:
        self._places = {feature: place for place, feature in enumerate(features)}
        self._rarity = rarity
        self._blocks = bytes(_BLOCKS[feature[0]] for feature in features)

    def vector(self, found: Iterable[str]) -> Vector:
        """The tf-idf vector: (1 + ln tf) · idf, each block scaled to length 1 (Salton & Buckley 1988)."""
        places = self._places
        counts = Counter(places[feature] for feature in found if feature in places)
        weighed = [
            (at, (1 + log(count) if count > 1 else 1.0) * self._rarity[at]) for at, count in sorted(counts.items())
        ]
        squares = [0.0, 0.0, 0.0]
        for at, value in weighed:
            squares[self._blocks[at]] += value * value
        scales = [1 / sqrt(square) if square else 0.0 for square in squares]
        return Vector(tuple(at for at, _ in weighed), tuple(value * scales[self._blocks[at]] for at, value in weighed))

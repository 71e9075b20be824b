"""What the marker knows of one language: its words, its cards and its trained heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from trainer.marking.cards import Deck, card
from trainer.marking.context import Context, NameHit, context, name_hits
from trainer.marking.features import Vocabulary, grams
from trainer.marking.heads import Columns, Head
from trainer.marking.lexicon import Lexicon
from trainer.marking.patterns import parse
from trainer.marking.profile import Scores
from trainer.marking.reading import Read, read
from trainer.marking.text import Sentence, even, sentences

_SHORTEST_PASTED = 4


class Reader:
    """Reads replies of one language, without judging them.

    Args: written has `common` (words too common to be an echo), `concepts`, `cards` by criterion and stock `phrases`.
    """

    def __init__(self, language: str, written: Mapping[str, Any]) -> None:
        self.finnish = language == "fi"
        self.common: frozenset[str] = frozenset(written["common"])
        self._deck = Deck([card(criterion, each) for criterion, cards in written["cards"].items() for each in cards])
        self._lexicon = Lexicon(written["concepts"], self._deck.stems())
        self.phrases = tuple(parse(each) for each in written["phrases"])

    def read(self, text: str, person: str = "", customer: str = "") -> tuple[list[Read], list[NameHit]]:
        """The sentences of a reply, and the names in it. The text is composed (see `text.composed`).

        A sentence of the customer's own, pasted, is not the trainee's and is left out.
        """
        around = context(person, customer, self.common)
        pasted = {_words(each) for each in sentences(even(customer), customer)}
        found = [
            each
            for each in sentences(even(text), text)
            if len(each.tokens) < _SHORTEST_PASTED or _words(each) not in pasted
        ]
        return [self._read(each, around) for each in found], name_hits(found, text, around, self.common)

    def _read(self, sentence: Sentence, around: Context) -> Read:
        return read(sentence, around, self._lexicon, self._deck, self.common, self.finnish)

    def grams(self, reads: Sequence[Read]) -> list[list[str]]:
        """The features of each sentence."""
        return [grams(each, self.common, self.finnish) for each in reads]

    def knows(self, word: str) -> bool:
        """Whether a word is one of this language's common or listed ones."""
        return word in self.common or bool(self._lexicon.concepts(word))


class Levels(NamedTuple):
    """Log odds of level 1 (respect: not broken) and of level 2, and the probability at which the first is cut."""

    reaches_one: Head
    reaches_two: Head
    cut: float


class Model:
    """Scores replies of one language."""

    def __init__(self, language: str, written: Mapping[str, Any]) -> None:
        self.reader = Reader(language, written)
        self._vocabulary = Vocabulary(written["features"].split("\n"), written["rarity"])
        self._whole = Columns(written["whole"])
        self._sentence = Columns(written["sentence"])
        self.least_sure: float = written["least_sure"]
        self.levels = {
            criterion: Levels(_head(each["1"]), _head(each["2"]), each["cut"])
            for criterion, each in written["levels"].items()
        }

    def scores(self, reads: Sequence[Read]) -> Scores:
        """What the trained columns say of a reply and its sentences."""
        by_sentence = self.reader.grams(reads)
        whole = self._vocabulary.vector(gram for each in by_sentence for gram in each)
        return Scores(
            self._whole.scores(whole), [self._sentence.scores(self._vocabulary.vector(each)) for each in by_sentence]
        )


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(token.text for token in sentence.tokens if token.text[0].isalnum())


def _head(written: Mapping[str, Any]) -> Head:
    return Head(tuple(written["weights"]), written["bias"])

"""What a mark must not be sure of, or not be high on: replies that are too short, foreign, or pasted from phrases."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.marking.patterns import Pattern, match
from trainer.marking.reading import Read

FEWEST_WORDS = 4
FEWEST_KNOWN = 0.2
"""Of a reply's words; learners' and spoken language stay well above it."""
MANY_PHRASES = 3
_FILLERS = frozenset((
    ",", ".", "!", "?", ":", ";", "and", "but", "ja", "mutta", "that", "this", "it", "i", "you", "se", "tämä",
    "niin", "että", "so", "well", "oh", "no",
))  # fmt: skip


def words(reads: Sequence[Read]) -> list[str]:
    """The words of a reply, without numbers and punctuation."""
    return [token.text for read in reads for token in read.sentence.tokens if token.text[0].isalpha()]


def only_phrases(reads: Sequence[Read], phrases: Sequence[Pattern]) -> bool:
    """Whether a reply is a string of stock phrases and nothing else."""
    count = 0
    for read in reads:
        inner, at = read.tags[1:-1], 0
        while at < len(inner):
            end = max(match(phrase, inner, at) for phrase in phrases)
            if end > at:
                count, at = count + 1, end
            elif not _FILLERS.isdisjoint(inner[at]):
                at += 1
            else:
                return False
    return count >= MANY_PHRASES

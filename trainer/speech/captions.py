"""When each word of a shown line is spoken.

pyttsx3 tells of words while it renders, not when they are heard, so a sentence's time (known exactly) is shared
among its words by syllables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from trainer.speech.spoken import Piece, sentences
from trainer.speech.voice import primary

# Shares of a syllable: every word has an onset, and a comma is a short rest.
_ONSET = 0.35
_COMMA = 0.9

_FINNISH_NUCLEUS = re.compile(
    r"aa|ee|ii|oo|uu|yy|ää|öö|ai|ei|oi|ui|yi|äi|öi|au|ou|eu|iu|äy|öy|ey|iy|ie|uo|yö|[aeiouyäöå]"
)
_ENGLISH_NUCLEUS = re.compile(r"[aeiouyäöå]+")

# How long a syllable takes where no voice says it, ms at a rate of 1.
SILENT_SYLLABLE = 190


class Word(NamedTuple):
    """The characters [start, end) of the shown text that are spoken from `at` ms on."""

    at: int
    start: int
    end: int


def syllables(said: str, language: str) -> int:
    """The syllables of words as they are said; at least one a word."""
    return sum(_of_word(word, language) for word in re.findall(r"\w+", said.lower()))


def _of_word(word: str, language: str) -> int:
    if primary(language) == "fi":
        return max(1, len(_FINNISH_NUCLEUS.findall(word)))
    nuclei = len(_ENGLISH_NUCLEUS.findall(word))
    silent = len(word) > 3 and re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|[^aeiouysxzcg]es$", word)
    return max(1, nuclei - bool(silent))


def weight(piece: Piece, language: str) -> float:
    """How long a piece takes, in syllables."""
    return syllables(piece.said, language) + _ONSET + (_COMMA if piece.after == "," else 0.0)


def word_times(pieces: Sequence[Piece], times: Sequence[tuple[int, int]], language: str) -> tuple[Word, ...]:
    """When each piece begins.

    Args:
        pieces: of the whole line.
        times: (start, end) in ms of each of its sentences, in order.
        language: of the line.
    """
    words: list[Word] = []
    for sentence, (start, end) in zip(sentences(pieces), times, strict=True):
        weights = [weight(piece, language) for piece in sentence]
        a_syllable, at = (end - start) / sum(weights), float(start)
        for piece, share in zip(sentence, weights, strict=True):
            words.append(Word(round(at), piece.start, piece.end))
            at += share * a_syllable
    return tuple(words)

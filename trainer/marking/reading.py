"""A reply read: its sentences, what each token may be asked for, and the cards that fire."""

from __future__ import annotations

from typing import NamedTuple

from trainer.marking.cards import Deck, Hit
from trainer.marking.context import Context, is_content
from trainer.marking.lexicon import Concepts, Lexicon
from trainer.marking.patterns import Tags
from trainer.marking.text import Sentence

_NO_QUESTION = frozenset((
    "joko", "viikko", "heikko", "pelko", "verkko", "koko", "lukko", "takko", "kirkko", "aukko", "ukko", "sakko",
    "palkko", "mikko", "marko", "jarkko", "tarkko", "veikko", "pakko", "helppo", "kukko", "tuokio", "mökkö",
    "lakko", "nurkko", "sirkko",
))  # fmt: skip


class Read(NamedTuple):
    """A sentence read: its place and tokens, each token's tags (^ before and $ after them), concepts, and the hits."""

    sentence: Sentence
    tags: tuple[Tags, ...]
    concepts: tuple[Concepts, ...]
    hits: tuple[Hit, ...]


def read(
    sentence: Sentence, around: Context, lexicon: Lexicon, deck: Deck, common: frozenset[str], finnish: bool
) -> Read:
    """One sentence, read with what is known around it."""
    tags: list[Tags] = [frozenset("^")]
    concepts: list[Concepts] = []
    for token in sentence.tokens:
        word = token.text
        if word[0].isalpha():
            meant = _meant(word, around, lexicon, common, finnish)
            tags.append(frozenset((word, *meant, *lexicon.stems(word))))
        else:
            meant = _counted(word, around)
            tags.append(frozenset((word, *meant)))
        concepts.append(meant)
    tags.append(frozenset("$"))
    return Read(sentence, tuple(tags), tuple(concepts), tuple(deck.hits(tags)))


def _meant(word: str, around: Context, lexicon: Lexicon, common: frozenset[str], finnish: bool) -> Concepts:
    meant = lexicon.concepts(word)
    if word in around.names:
        meant = ("@name", *meant)
    if is_content(word, common) and around.is_echo(word):
        meant = (*meant, "~")
    if finnish and len(word) > 3 and word.endswith(("ko", "kö", "kohan", "köhän")) and word not in _NO_QUESTION:
        meant = (*meant, "@ko")
    return meant


def _counted(word: str, around: Context) -> Concepts:
    if not word[0].isdigit():
        return ()
    return ("#", "~") if word in around.figures else ("#",)

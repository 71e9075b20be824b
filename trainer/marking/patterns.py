"""The little language of the rule cards: what to look for in a sentence, token by token.

| item | matches |
| --- | --- |
| `word`, `stem*` | this word; any word that starts so |
| `@concept`, `#`, `~` | a word of the lexicon's concept; a number; a word that the customer has just used |
| `a|b` | either |
| `!item` | one token that is not this |
| `[item]` | this, or nothing |
| `..`, `...` | up to three tokens, up to seven, none of them ending the clause (; : . ? !) |
| `^`, `$` | the start, the end of the sentence |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_SHORT_GAP, _LONG_GAP = 3, 7
_CLAUSE_ENDS = frozenset(";:.?!")


class Item(NamedTuple):
    """One item of a pattern: the tags it accepts, or the beginnings of words; a gap has `gap` > 0 and accepts nothing."""

    tags: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    negated: bool = False
    optional: bool = False
    gap: int = 0


class Read(NamedTuple):
    """A token as patterns see it: its word, and its tags (the word itself, @concepts, #, ~)."""

    word: str
    tags: frozenset[str]


Pattern = tuple[Item, ...]


def parse(text: str) -> Pattern:
    """A pattern from its text."""
    return tuple(_item(part) for part in text.split())


def _item(part: str) -> Item:
    if part in ("..", "..."):
        return Item(gap=_LONG_GAP if part == "..." else _SHORT_GAP)
    optional = part.startswith("[") and part.endswith("]")
    part = part[1:-1] if optional else part
    negated = part.startswith("!") and len(part) > 1
    names = (part[1:] if negated else part).split("|")
    starts = tuple(name[:-1] for name in names if name.endswith("*"))
    return Item(frozenset(name for name in names if not name.endswith("*")), starts, negated, optional)


def accepts(item: Item, read: Read) -> bool:
    """Whether a token is what an item asks for."""
    hit = not item.tags.isdisjoint(read.tags) or (bool(item.starts) and read.word.startswith(item.starts))
    return hit != item.negated


def match(pattern: Pattern, reads: Sequence[Read], at: int) -> int:
    """Where the pattern ends when it starts at token `at` (the token after it), or -1. The shortest gaps win."""
    return _match(pattern, 0, reads, at)


def _match(pattern: Pattern, i: int, reads: Sequence[Read], at: int) -> int:
    while i < len(pattern):
        item = pattern[i]
        if item.gap:
            return _match_after_gap(pattern, i + 1, reads, at, item.gap)
        if item.optional:
            if at < len(reads) and accepts(item, reads[at]) and (end := _match(pattern, i + 1, reads, at + 1)) >= 0:
                return end
        elif at < len(reads) and accepts(item, reads[at]):
            at += 1
        else:
            return -1
        i += 1
    return at


def _match_after_gap(pattern: Pattern, i: int, reads: Sequence[Read], at: int, gap: int) -> int:
    for skip in range(gap + 1):
        if (end := _match(pattern, i, reads, at + skip)) >= 0:
            return end
        if at + skip >= len(reads) or reads[at + skip].word in _CLAUSE_ENDS:
            break
    return -1

"""The little language of the rule cards: what to look for in a sentence, token by token.

| item | matches |
| --- | --- |
| `word`, `stem*` | this word; any word that starts so |
| `@concept`, `@name` | a word of the concept; the person's name |
| `#`, `~` | a number; a word that the customer used |
| `one|other` | either |
| `!item` | one token that is not this |
| `[item]` | this, or nothing |
| `..`, `...` | up to three tokens, up to seven, none of them ending the clause (; : . ? !) |
| `^`, `$` | the start, the end of the sentence |

A token is read as the set of all that it may be asked for: `Tags`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

SHORT_GAP, LONG_GAP = 3, 7
CLAUSE_ENDS = frozenset(";:.?!")

Tags = frozenset[str]


class Item(NamedTuple):
    """One item of a pattern: the tags it accepts; a gap has `gap` > 0 and accepts nothing."""

    tags: Tags = frozenset()
    negated: bool = False
    optional: bool = False
    gap: int = 0


Pattern = tuple[Item, ...]


def parse(text: str) -> Pattern:
    """A pattern from its text; gaps at either end say nothing and are dropped."""
    items = [_item(part) for part in text.split()]
    while items and items[0].gap:
        del items[0]
    while items and items[-1].gap:
        del items[-1]
    return tuple(items)


def _item(part: str) -> Item:
    if part in ("..", "..."):
        return Item(gap=LONG_GAP if part == "..." else SHORT_GAP)
    optional = part.startswith("[") and part.endswith("]")
    part = part[1:-1] if optional else part
    negated = part.startswith("!") and len(part) > 1
    return Item(frozenset((part[1:] if negated else part).split("|")), negated, optional)


def first_tags(pattern: Pattern) -> Tags:
    """All tags a match can start with."""
    tags: Tags = frozenset()
    for item in pattern:
        tags |= item.tags
        if not item.optional:
            break
    return tags


def match(pattern: Pattern, reads: Sequence[Tags], at: int) -> int:
    """Where the pattern ends if it starts at token `at` (the token after its last), or -1. The shortest gaps win."""
    return _match(pattern, 0, reads, at)


def _match(pattern: Pattern, i: int, reads: Sequence[Tags], at: int) -> int:
    while i < len(pattern):
        tags, negated, optional, gap = pattern[i]
        i += 1
        if gap:
            return _match_after_gap(pattern, i, reads, at, gap)
        accepted = at < len(reads) and tags.isdisjoint(reads[at]) == negated
        if optional:
            if accepted and (end := _match(pattern, i, reads, at + 1)) >= 0:
                return end
        elif accepted:
            at += 1
        else:
            return -1
    return at


def _match_after_gap(pattern: Pattern, i: int, reads: Sequence[Tags], at: int, gap: int) -> int:
    for start in range(at, min(at + gap + 1, len(reads))):
        if (end := _match(pattern, i, reads, start)) >= 0:
            return end
        if not CLAUSE_ENDS.isdisjoint(reads[start]):
            break
    return -1

"""Rule cards: what each criterion looks for in a sentence, one short rule a card.

A card is data (rule_cards/<language>/<criterion>.yaml): an id, the level it speaks for, its patterns, the patterns that
forbid it, and an example and a counter-example, which are its tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.marking.patterns import Pattern, Tags, first_tags, match, parse


class Card(NamedTuple):
    """One rule: any of `patterns` fires it, unless one of `unless` is there too. `says` is the level it speaks for."""

    id: str
    criterion: str
    says: int
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


class Hit(NamedTuple):
    """A card that fired, and the tokens that fired it: [start, end) in the reads of the sentence."""

    card: Card
    start: int
    end: int


def card(criterion: str, written: Mapping[str, object]) -> Card:
    """A card from its written form; `pattern` and `unless` are one text or a list of them."""
    return Card(
        str(written["id"]),
        criterion,
        int(str(written["says"])),
        _patterns(written["pattern"]),
        _patterns(written.get("unless", [])),
    )


def _patterns(written: object) -> tuple[Pattern, ...]:
    texts = [written] if isinstance(written, str) else list(written) if isinstance(written, list) else []
    return tuple(parse(str(text)) for text in texts)


class Deck:
    """All cards of a language, found by the tags a match can start with."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = tuple(cards)
        self._openings: dict[str, list[tuple[int, Pattern]]] = {}
        for number, each in enumerate(self.cards):
            for pattern in each.patterns:
                for tag in sorted(first_tags(pattern)):
                    self._openings.setdefault(tag, []).append((number, pattern))

    def stems(self) -> set[str]:
        """The beginnings of words ("…*") that the cards ask for."""
        patterns = [p for each in self.cards for p in each.patterns + each.unless]
        return {tag for pattern in patterns for item in pattern for tag in item.tags if tag.endswith("*")}

    def hits(self, reads: Sequence[Tags]) -> list[Hit]:
        """The cards that fire in a sentence, each once, where it fires first."""
        found: dict[int, Hit] = {}
        for at, tags in enumerate(reads):
            for tag in tags:
                for number, pattern in self._openings.get(tag, ()):
                    if number not in found and (end := match(pattern, reads, at)) >= 0:
                        found[number] = Hit(self.cards[number], at, end)
        return [found[number] for number in sorted(found) if not _forbidden(found[number].card, reads)]


def _forbidden(each: Card, reads: Sequence[Tags]) -> bool:
    return any(match(pattern, reads, at) >= 0 for pattern in each.unless for at in range(len(reads)))

"""Which concepts a word belongs to: words that mean much the same to the marker, by language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Concepts = tuple[str, ...]


class Lexicon:
    """Looks words up by themselves and by their beginnings.

    Args: words gives each word's concepts; starts gives each beginning's; stems are beginnings that patterns ask for.
    """

    def __init__(self, concepts: Mapping[str, str], stems: Iterable[str] = ()) -> None:
        self._words: dict[str, Concepts] = {}
        self._starts: dict[str, Concepts] = {}
        for concept, listed in concepts.items():
            for word in listed.split():
                table = self._starts if word.endswith("*") else self._words
                key = word.rstrip("*")
                table[key] = (*table.get(key, ()), "@" + concept)
        self._stems = frozenset(stem.rstrip("*") for stem in stems)
        self._shortest = min((len(start) for start in self._starts), default=1)

    def concepts(self, word: str) -> Concepts:
        """The concepts ("@…") a word belongs to, the whole word's first, then the longest beginning's."""
        found = self._words.get(word, ())
        for end in range(len(word), self._shortest - 1, -1):
            for concept in self._starts.get(word[:end], ()):
                if concept not in found:
                    found = (*found, concept)
        return found

    def stems(self, word: str) -> list[str]:
        """The beginnings ("…*") that patterns ask for and this word has."""
        return [word[:end] + "*" for end in range(2, len(word) + 1) if word[:end] in self._stems]

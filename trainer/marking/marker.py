"""The marker: a typed reply in, a mark for each criterion out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from trainer.marking.context import NameHit
from trainer.marking.doubts import FEWEST_KNOWN, FEWEST_WORDS, only_phrases, words
from trainer.marking.heads import probability, unpacked
from trainer.marking.model import Levels, Model
from trainer.marking.profile import CRITERIA, Scores, profiles
from trainer.marking.reading import Read
from trainer.marking.text import composed
from trainer.rubric.marks import BROKEN, MISSED, PARTLY, SHOWN, Mark, Source

HEADS = "heads.bin"
"""The shipped file, built by tests/marking/build.py."""

_NO_PHRASES = frozenset(("name", "respect"))
"""Criteria that a pasted phrase cannot feign."""
_STANDS_OUT = 0.6
"""A sentence is evidence beside the strongest if its probability is at least this share of the strongest's."""

Spans = tuple[tuple[int, int], ...]


class Marker:
    """Marks typed replies; holds what was trained, nothing else."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        self._models = {language: Model(language, each) for language, each in written["languages"].items()}

    @classmethod
    def load(cls) -> Marker:
        """The marker with the heads that are shipped with the program."""
        return cls(unpacked((files("trainer.marking") / HEADS).read_bytes()))

    def mark(
        self, text: str, *, language: str, criteria: Sequence[str], person: str = "", customer: str = ""
    ) -> dict[str, Mark]:
        """A mark for each criterion, in their order.

        Args:
            text: the reply, of any length; so much as a person says in one turn is read (see `text.MAX_CHARS`).
            language: "fi" or "en"; of another language every mark is level 0 and not sure.
            criteria: keys of the catalogue; another key gets level 0, not sure.
            person: the customer's name, as the scenario gives it; may be empty.
            customer: what the customer has just said; may be empty.

        Returns:
            Marks with source AUTO, evidence in characters of `text`, confidence 0–1.
        """
        model = self._models.get(language)
        whole, places = composed(text)
        reads, names = model.reader.read(whole, person, customer) if model else ([], [])
        if model is None or not reads:
            return {criterion: _unread(criterion) for criterion in criteria}
        scores = model.scores(reads)
        features = profiles(scores, reads, names)
        doubtful = self._is_doubtful(language, reads)
        highest = PARTLY if only_phrases(reads, model.reader.phrases) else SHOWN
        marks = {}
        for criterion in criteria:
            if criterion not in model.levels:
                marks[criterion] = _unread(criterion)
                continue
            level, confidence = _decide(model.levels[criterion], features[criterion], criterion)
            level = level if criterion in _NO_PHRASES else min(level, highest)
            sure = confidence >= model.least_sure and not doubtful
            spans = _given(_evidence(criterion, level, scores, reads, names), places)
            marks[criterion] = Mark(criterion, level, Source.AUTO, spans, confidence, sure)
        return marks

    def _is_doubtful(self, language: str, reads: Sequence[Read]) -> bool:
        """Whether a reply is too short, or reads more like another language."""
        said = words(reads)
        known = {key: sum(map(model.reader.knows, said)) for key, model in self._models.items()}
        few = len(said) < FEWEST_WORDS or known[language] < FEWEST_KNOWN * len(said)
        return few or known[language] < max(known.values())


def _unread(criterion: str) -> Mark:
    return Mark(criterion, MISSED, Source.AUTO, confidence=0.0, sure=False)


def _decide(levels: Levels, features: Sequence[float], criterion: str) -> tuple[int, float]:
    """The level, and the probability that it is right."""
    one = probability(levels.reaches_one.odds(features))
    two = min(one, probability(levels.reaches_two.odds(features)))
    lowest = BROKEN if criterion == "respect" else MISSED
    if one < levels.cut:
        return lowest, round(1 - one, 3)
    return (SHOWN, round(two, 3)) if two >= 0.5 else (PARTLY, round(one - two, 3))


def _evidence(criterion: str, level: int, scores: Scores, reads: Sequence[Read], names: Sequence[NameHit]) -> Spans:
    """The sentences that carry the mark, in their order; for a name the name itself; for level 0 nothing."""
    if level == MISSED:
        return ()
    if criterion == "name" and names:
        best = max(names, key=lambda hit: hit.likeness)
        return ((best.start, best.end),)
    head = 2 * CRITERIA.index(criterion) + (level == SHOWN)
    carried = [probability(row[head]) for row in scores.sentences]
    if criterion == "respect":
        head = 2 * CRITERIA.index(criterion) + (level != BROKEN)
        carried = [probability(-row[head] if level == SHOWN else row[head]) for row in scores.sentences]
    strongest = max(carried)
    return tuple(
        (read.sentence.start, read.sentence.end)
        for read, share in zip(reads, carried, strict=True)
        if share >= _STANDS_OUT * strongest
    )


def _given(spans: Spans, places: Sequence[int] | None) -> Spans:
    """Spans of the composed text as spans of the given one."""
    return spans if places is None else tuple((places[start], places[end]) for start, end in spans)

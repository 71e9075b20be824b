"""What a reply shows on each criterion, as numbers: the features that the last heads add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trainer.marking.context import NameHit
from trainer.marking.reading import Read
from trainer.rubric.catalogue import BY_KEY

CRITERIA = tuple(BY_KEY)
"""The catalogue's keys, in the order of the heads: two for each, at least partly (respect: not broken) and shown."""

_NONE = -6.0
"""The score of a sentence that is not there, in log odds."""
_MOST_HITS = 3
_ALIKE, _MUCH_ALIKE = 0.6, 0.75


class Scores(NamedTuple):
    """Log odds, criterion after criterion, two levels each: of the whole reply, and of each of its sentences.

    A sentence's scores tell whether it carries the evidence; for `respect`, evidence that the level is not reached.
    """

    whole: Sequence[float]
    sentences: Sequence[Sequence[float]]


def profiles(scores: Scores, reads: Sequence[Read], names: Sequence[NameHit]) -> dict[str, list[float]]:
    """The features of each criterion: its own scores, then the others', then its cards' hits, then (name) the names."""
    bests = [_best_two(column) for column in zip(*scores.sentences, strict=True)] or [(_NONE, _NONE)] * len(
        scores.whole
    )
    own = [
        [x for head in (2 * at, 2 * at + 1) for x in (scores.whole[head], *bests[head])] for at in range(len(CRITERIA))
    ]
    said = _says(reads)
    features = {}
    for at, criterion in enumerate(CRITERIA):
        others = [row[i] for other, row in enumerate(own) if other != at for i in (0, 1, 3, 4)]
        named = _name_features(names) if criterion == "name" else []
        features[criterion] = [*own[at], *others, *said[criterion], *named]
    return features


def _best_two(column: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(column, reverse=True)
    return ordered[0], ordered[1] if len(ordered) > 1 else _NONE


def _says(reads: Sequence[Read]) -> dict[str, list[float]]:
    """How many of a criterion's cards speak for -1, 0, 1 and 2, sentence by sentence; at most three count."""
    said = {criterion: [0.0] * 4 for criterion in CRITERIA}
    for read in reads:
        for hit in read.hits:
            counts = said[hit.card.criterion]
            counts[hit.card.says + 1] = min(counts[hit.card.says + 1] + 1, _MOST_HITS)
    return said


def _name_features(names: Sequence[NameHit]) -> list[float]:
    exact = [hit for hit in names if hit.likeness == 1]
    near = [hit.likeness for hit in names if hit.likeness < 1]
    nearest = max(near, default=0.0)
    return [
        float(any(not hit.surname_only and not hit.formula for hit in exact)),
        float(any(hit.surname_only for hit in exact)),
        float(any(hit.formula for hit in names)),
        nearest,
        float(nearest >= _ALIKE),
        float(nearest >= _MUCH_ALIKE),
        float(bool(near)),
    ]

"""Builds the shipped heads from the labelled replies: `python -m tests.marking.build`.

Needs numpy, scipy and scikit-learn beside the program's own packages. Same input, same bytes. Replies kept aside are
not looked at. The figures in the file are of replies by hands (files) that the heads that marked them had not seen.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from typing import Any, NamedTuple

import numpy as np

from tests.marking import fitting, labelled, sources
from tests.marking.authored import authored
from tests.marking.authored import digest as authored_digest
from tests.marking.figures import calibration_error, kappa, shown_f1
from trainer.marking.features import Vocabulary
from trainer.marking.heads import probability
from trainer.marking.marker import HEADS
from trainer.marking.model import Reader
from trainer.marking.profile import CRITERIA
from trainer.marking.text import even, sentences

Json = dict[str, Any]
Scaling = dict[str, tuple[list[tuple[float, float]], float]]
Marks = list[tuple[int, int, float]]
"""True level, given level, confidence."""


@dataclass
class Part:
    """One language on its way: what it is read by, and its profiles with folds left out."""

    rules: Json
    features: list[str]
    rarity: list[float]
    known: fitting.Corpus
    folds: fitting.Array
    tables: fitting.Tables

    def other(self) -> tuple[fitting.Corpus, fitting.Tables, fitting.Array]:
        """What the other language may lean on."""
        return self.known, self.tables, self.folds


def main() -> None:
    """Builds both languages and writes the heads beside the room that reads them."""
    known, _ = labelled.parted(labelled.replies())
    parts = {language: part(language, [r for r in known if r.language == language]) for language in labelled.LANGUAGES}
    built = {"fi": build(parts["fi"], parts["en"]), "en": build(parts["en"], parts["fi"])}
    written = {
        "inputs": {
            "replies": labelled.digest(),
            "rules": sources.digest(),
            "scenarios": authored_digest(labelled.LANGUAGES),
        },
        "figures": {language: each.figures for language, each in built.items()},
        "languages": {language: each.model for language, each in built.items()},
    }
    head = json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()
    packed = zlib.compress(head + b"\n" + b"".join(each.weights for each in built.values()), 9)
    (sources.ROOM / HEADS).write_bytes(packed)
    print(f"{HEADS}: {len(packed):,} bytes")  # noqa: T201


def part(
    language: str, replies: list[labelled.Reply], fold: Callable[[labelled.Reply], str] = lambda reply: reply.hand
) -> Part:
    """A language read and scored with folds left out; a fold is a hand unless said otherwise."""
    every = [*replies, *labelled.borders(language), *authored(language), *labelled.exemplars(language)]
    rules: Json = {
        "common": fitting.common_words([_words(reply.text) for reply in replies]),
        "concepts": sources.concepts(language),
        "phrases": sources.phrases(language),
        "cards": sources.without_examples(sources.cards(language)),
    }
    reader = Reader(language, rules)
    features, rarity = fitting.vocabulary(
        [[gram for each in reader.grams(reader.read(r.text, r.person, r.customer)[0]) for gram in each] for r in every]
    )
    known = fitting.corpus(every, reader, Vocabulary(features, rarity), len(features))
    folds = fitting.folds(every, fold)
    print(f"{language}: {len(every)} replies and exemplars, {len(features)} features")  # noqa: T201
    return Part(rules, features, rarity, known, folds, fitting.tables_left_out(known, folds, print))


def held(own: Part, other: Part) -> tuple[Scaling, dict[str, Marks]]:
    """The calibration, and the marks of replies whose fold had been left out."""
    odds = fitting.held_odds(own.known, own.tables, own.folds, other.other())
    scaling = fitting.calibrated(own.known, odds)
    return scaling, {criterion: held_marks(own.known, odds, scaling, criterion) for criterion in CRITERIA}


class Built(NamedTuple):
    """One language's model as it is shipped, the weights of its columns, and its figures on hands left out."""

    model: Json
    weights: bytes
    figures: Json


def build(own: Part, other: Part) -> Built:
    """One language, fitted to everything that it may be fitted to."""
    scaling, marks = held(own, other)
    least = least_sure(marks)
    columns = fitting.fit(own.known, np.ones(len(own.known.replies), bool))
    whole, whole_weights = columns.whole.packed()
    sentence, sentence_weights = columns.sentence.packed()
    model = {
        **own.rules,
        "features": "\n".join(own.features),
        "rarity": own.rarity,
        "whole": whole,
        "sentence": sentence,
        "levels": {criterion: _levels(own, other, criterion, scaling[criterion]) for criterion in CRITERIA},
        "least_sure": round(least, 3),
    }
    told = {criterion: figures(criterion, found, least) for criterion, found in marks.items()}
    return Built(model, whole_weights + sentence_weights, told)


def least_sure(marks: dict[str, Marks]) -> float:
    """The confidence below which so many marks lie as are to be left to the coach.

    One for all criteria: bands of their own, chosen on half of the scenes, were no better on the other half.
    """
    return float(np.quantile([c for found in marks.values() for _, _, c in found], 1 - fitting.COVERAGE))


def _words(text: str) -> list[str]:
    return [token.text for sentence in sentences(even(text), text) for token in sentence.tokens]


def _levels(own: Part, other: Part, criterion: str, scaling: Any) -> Json:
    scales, cut = scaling
    table = fitting.table_without(own.tables, own.folds, criterion)
    theirs = fitting.table_without(other.tables, other.folds, criterion)
    written: Json = {"cut": cut}
    for least, (slope, shift) in zip(fitting.boundaries(criterion), scales, strict=True):
        last = fitting.fit_last(
            fitting.lesson(own.known, table, criterion, least, own.folds != ""),
            fitting.lesson(other.known, theirs, criterion, least, other.folds != ""),
        ).scaled(slope, shift)
        written["2" if least == 2 else "1"] = {
            "weights": [float(f"{weight:.4g}") for weight in last.weights],
            "bias": round(float(last.bias), 4),
        }
    return written


def held_marks(known: fitting.Corpus, odds: fitting.Odds, scaling: Scaling, criterion: str) -> Marks:
    """True level, given level and confidence of every reply in play, as the marker would decide on held odds."""
    (first, second), cut = scaling[criterion]
    lowest = -1 if criterion == "respect" else 0
    marks = []
    measured = fitting.measured(known).tolist()
    for level, row, counts in zip(known.levels(criterion).tolist(), odds[criterion].tolist(), measured, strict=True):
        if level == -9 or isnan(row[0]) or not counts:
            continue
        one = probability(first[0] * row[0] + first[1])
        two = min(one, probability(second[0] * row[1] + second[1]))
        given = (lowest, 1 - one) if one < cut else (2, two) if two >= 0.5 else (1, one - two)
        marks.append((level, *given))
    return marks


def figures(criterion: str, marks: Marks, least: float) -> Json:
    """The figures of a criterion on held marks."""
    true, given, sure = [t for t, _, _ in marks], [g for _, g, _ in marks], [c >= least for _, _, c in marks]
    kept = [(t, g) for (t, g, _), s in zip(marks, sure, strict=True) if s]
    return {
        "replies": len(marks),
        "shown_f1": round(shown_f1(criterion, true, given), 3),
        "kappa": round(kappa(true, given), 3),
        "sure_share": round(len(kept) / len(marks), 3),
        "sure_shown_f1": round(shown_f1(criterion, [t for t, _ in kept], [g for _, g in kept]), 3),
        "sure_kappa": round(kappa([t for t, _ in kept], [g for _, g in kept]), 3),
        "calibration_error": round(calibration_error([c for _, _, c in marks], [t == g for t, g, _ in marks]), 3),
    }


if __name__ == "__main__":
    main()

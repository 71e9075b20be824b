"""Builds the shipped heads from the labelled replies: `python -m tests.marking.build`.

Needs numpy, scipy and scikit-learn beside the program's own packages. Same input, same bytes. Replies kept aside are not
looked at. The figures in the file are of replies by hands (files) that the heads that marked them had not seen.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

import numpy as np

from tests.marking import fitting, labelled, sources
from tests.marking.figures import calibration_error, kappa, shown_f1
from trainer.marking.heads import probability
from trainer.marking.marker import HEADS
from trainer.marking.model import Reader
from trainer.marking.features import Vocabulary
from trainer.marking.profile import CRITERIA
from trainer.marking.text import even, sentences

Json = dict[str, Any]


def main() -> None:
    """Builds both languages and writes the heads beside the room that reads them."""
    known, _ = labelled.parted(labelled.replies())
    built = {language: build(language, [r for r in known if r.language == language]) for language in labelled.LANGUAGES}
    written = {
        "inputs": {"replies": labelled.digest(), "rules": sources.digest()},
        "figures": {language: figures for language, (_, figures) in built.items()},
        "languages": {language: model for language, (model, _) in built.items()},
    }
    packed = zlib.compress(json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    (sources.ROOM / HEADS).write_bytes(packed)
    print(f"{HEADS}: {len(packed):,} bytes")  # noqa: T201


def build(language: str, replies: list[labelled.Reply]) -> tuple[Json, Json]:
    """One language's model as it is shipped, and its figures on hands left out."""
    rules: Json = {
        "common": fitting.common_words([_words(reply.text) for reply in replies]),
        "concepts": sources.concepts(language),
        "cards": sources.without_examples(sources.cards(language)),
    }
    reader = Reader(language, rules)
    features, rarity = fitting.vocabulary(
        [
            [gram for each in reader.grams(reader.read(r.text, r.person, r.customer)[0]) for gram in each]
            for r in replies
        ]
    )
    known = fitting.corpus(replies, reader, Vocabulary(features, rarity), len(features))
    print(f"{language}: {len(replies)} replies, {len(features)} features")  # noqa: T201
    held, table = fitting.left_out(known, known.hands, print)
    scaling = fitting.calibrated(known, held)
    levels = {criterion: _levels(known, criterion, table[criterion], scaling[criterion]) for criterion in CRITERIA}
    marks = {criterion: held_marks(known, held, scaling, criterion) for criterion in CRITERIA}
    least = float(np.quantile([c for found in marks.values() for _, _, c in found], 1 - fitting.COVERAGE))
    columns = fitting.fit(known, np.ones(len(replies), bool))
    model = {
        **rules,
        "features": "\n".join(features),
        "rarity": rarity,
        "whole": fitting.packed(columns.whole),
        "sentence": fitting.packed(columns.sentence),
        "levels": levels,
        "least_sure": round(least, 3),
    }
    return model, {criterion: figures(criterion, found, least) for criterion, found in marks.items()}


def _words(text: str) -> list[str]:
    return [token.text for sentence in sentences(even(text), text) for token in sentence.tokens]


def _levels(known: fitting.Corpus, criterion: str, table: Any, scaling: Any) -> Json:
    scales, cut = scaling
    levels = known.levels(criterion)
    used = levels > -9
    written: Json = {"cut": cut}
    for least, (slope, shift) in zip(fitting.boundaries(criterion), scales, strict=True):
        last = fitting.fit_last(table[used], levels[used] >= least).scaled(slope, shift)
        written["2" if least == 2 else "1"] = {
            "weights": [float(f"{weight:.4g}") for weight in last.weights],
            "bias": round(float(last.bias), 4),
        }
    return written


def held_marks(known: fitting.Corpus, held: fitting.Held, scaling: Any, criterion: str) -> list[tuple[int, int, float]]:
    """True level, given level and confidence of every reply in play, as the marker would decide on held odds."""
    (first, second), cut = scaling[criterion]
    lowest = -1 if criterion == "respect" else 0
    marks = []
    for level, odds in zip(known.levels(criterion).tolist(), held.odds[criterion].tolist(), strict=True):
        if level == -9:
            continue
        one = probability(first[0] * odds[0] + first[1])
        two = min(one, probability(second[0] * odds[1] + second[1]))
        given = (lowest, 1 - one) if one < cut else (2, two) if two >= 0.5 else (1, one - two)
        marks.append((level, *given))
    return marks


def figures(criterion: str, marks: list[tuple[int, int, float]], least: float) -> Json:
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

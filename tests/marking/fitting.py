"""Fits the heads to the labelled replies. Needs numpy, scipy and scikit-learn; the program does not."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tests.marking.authored import AUTHORED
from tests.marking.figures import shown_f1
from tests.marking.labelled import BORDER, EXEMPLAR, Reply
from tests.marking.rounding import Rounded, rounded
from trainer.marking.context import NameHit
from trainer.marking.features import Vector, Vocabulary
from trainer.marking.heads import probability
from trainer.marking.model import Reader
from trainer.marking.profile import CRITERIA, Scores, profiles
from trainer.marking.reading import Read

FEWEST_REPLIES = 12
"""A feature counts if it stands in so many replies."""
STRENGTH = 2.0
"""Inverse strength of the columns' L2 penalty; between 2 and 15 nothing changed."""
LAST_STRENGTH = 0.3
OWN = 0.25
"""How freely a language leaves what both languages share."""
OTHERS = 0.1
"""How much a criterion leans on the others' scores: enough to see that a reply mocks, not enough to ape its halo."""
WEIGHTS = {AUTHORED: 0.5}
"""How much a reply counts by its hand, if not 1."""
COVERAGE = 0.82
UNMEASURED = (EXEMPLAR, AUTHORED, BORDER)
"""Hands whose replies are learnt from only."""
_LEAST_SHARED = 4
_CUTS = [0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]
_CUT_GAIN = 0.01

Array = Any
Left = frozenset[str]


@dataclass
class Corpus:
    """Replies of one language, read, with everything that can be known without labels."""

    replies: list[Reply]
    reads: list[list[Read]]
    names: list[list[NameHit]]
    whole: Array
    sentences: Array
    owner: Array
    hands: Array
    weights: Array

    def levels(self, criterion: str) -> Array:
        """The level of each reply, -9 where the criterion is not in play."""
        return np.array([reply.levels.get(criterion, -9) for reply in self.replies])

    def sentence_levels(self, criterion: str) -> Array:
        """The level that each sentence carries: the reply's where it holds evidence, else 0 (respect: 2)."""
        return np.array([level for at in range(len(self.replies)) for level in self._carried(at, criterion)])

    def _carried(self, at: int, criterion: str) -> list[int]:
        reply, spans = self.replies[at], self.reads[at]
        level = reply.levels.get(criterion, -9)
        none = 2 if criterion == "respect" else 0
        if level == -9 or level == none:
            return [level] * len(spans)
        if criterion not in reply.evidence:  # of several sentences it is not known which carries the level
            return [level if len(spans) == 1 else -9] * len(spans)
        held = evidence_sentences(reply, criterion, spans)
        return [level if number in held else none for number in range(len(spans))]


def evidence_sentences(reply: Reply, criterion: str, reads: Sequence[Read]) -> set[int]:
    """The sentences in which the annotator's evidence stands."""
    words = reply.evidence.get(criterion, "")
    start = reply.text.find(words) if words else -1
    if start < 0:
        return set()
    end = start + len(words)
    least = min(_LEAST_SHARED, len(words))
    return {
        number
        for number, read in enumerate(reads)
        if min(end, read.sentence.end) - max(start, read.sentence.start) >= least
    }


def common_words(texts: Iterable[Iterable[str]], most: int = 150) -> list[str]:
    """The words that stand in the most replies, in alphabetical order."""
    counts = Counter(word for words in texts for word in sorted(set(words)) if word[0].isalpha())
    return sorted(word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most])


def vocabulary(documents: Sequence[Iterable[str]]) -> tuple[list[str], list[float]]:
    """The features that count and their rarity, ln((1+n)/(1+df)) + 1."""
    counts = Counter(feature for found in documents for feature in set(found))
    features = sorted(feature for feature, count in counts.items() if count >= FEWEST_REPLIES)
    return features, [round(log((1 + len(documents)) / (1 + counts[feature])) + 1, 3) for feature in features]


def corpus(replies: list[Reply], reader: Reader, words: Vocabulary, size: int) -> Corpus:
    """Replies read and weighed."""
    read = [reader.read(reply.text, reply.person, reply.customer) for reply in replies]
    grams = [reader.grams(reads) for reads, _ in read]
    return Corpus(
        replies,
        [reads for reads, _ in read],
        [names for _, names in read],
        _matrix([words.vector(gram for each in found for gram in each) for found in grams], size),
        _matrix([words.vector(each) for found in grams for each in found], size),
        np.array([at for at, found in enumerate(grams) for _ in found]),
        np.array([reply.hand for reply in replies]),
        np.array([WEIGHTS.get(reply.hand, 1.0) for reply in replies]),
    )


def _matrix(vectors: Sequence[Vector], size: int) -> Array:
    starts = np.cumsum([0, *(len(vector.places) for vector in vectors)])
    places = [place for vector in vectors for place in vector.places]
    values = [value for vector in vectors for value in vector.values]
    return csr_matrix((values, places, starts), shape=(len(vectors), size))


@dataclass
class Fitted:
    """Two columns for each criterion, of whole replies and of sentences."""

    whole: Rounded
    sentence: Rounded

    def scores(self, known: Corpus, chosen: Array) -> dict[int, Scores]:
        """The scores of the chosen replies (a mask), by their number."""
        numbers = np.flatnonzero(chosen)
        whole = self.whole.scores(known.whole[numbers])
        mask = chosen[known.owner]
        rows = self.sentence.scores(known.sentences[np.flatnonzero(mask)])
        owners = known.owner[mask]
        starts = np.searchsorted(owners, numbers)
        ends = np.searchsorted(owners, numbers, side="right")
        return {
            int(number): Scores(whole[at].tolist(), rows[starts[at] : ends[at]].tolist())
            for at, number in enumerate(numbers)
        }


def fit(known: Corpus, train: Array) -> Fitted:
    """The columns, fitted to the replies of a mask."""
    whole, sentence = [], []
    for criterion in CRITERIA:
        levels = known.levels(criterion)
        carried = known.sentence_levels(criterion)
        used, lines = train & (levels > -9), train[known.owner] & (carried > -9)
        for least in boundaries(criterion):
            whole.append(_column(known.whole[np.flatnonzero(used)], levels[used] >= least, known.weights[used]))
            reached = carried[lines] >= least
            target = ~reached if criterion == "respect" else reached
            weights = known.weights[known.owner][lines]
            sentence.append(_column(known.sentences[np.flatnonzero(lines)], target, weights))
    return Fitted(rounded(whole), rounded(sentence))


def boundaries(criterion: str) -> tuple[int, int]:
    """The lowest level that counts as reached, and as shown."""
    return (0, 2) if criterion == "respect" else (1, 2)


def _column(features: Array, reached: Array, weights: Array) -> tuple[Array, float]:
    fitted = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(features, reached, weights)
    return fitted.coef_[0], float(fitted.intercept_[0])


@dataclass
class Last:
    """A last head: weights on the profile's features as they come, and a bias."""

    weights: Array
    bias: float

    def odds(self, features: Array) -> Array:
        """Log odds of each row."""
        return features @ self.weights + self.bias

    def scaled(self, slope: float, shift: float) -> Last:
        """The head with its log odds stretched and shifted."""
        return Last(self.weights * slope, self.bias * slope + shift)


class Lesson(NamedTuple):
    """What a last head learns from: profiles (rows × features) and whether each reached the level."""

    features: Array
    reached: Array
    weights: Array

    def standard(self) -> tuple[Array, Array, Array]:
        """The features standardised, those of other criteria held small; the middle, and the stretch."""
        middle = self.features.mean(0)
        stretch = 1 / (self.features.std(0) + 1e-9)
        stretch[6 : 6 + 4 * (len(CRITERIA) - 1)] *= OTHERS
        return (self.features - middle) * stretch, middle, stretch


def fit_last(own: Lesson, other: Lesson) -> Last:
    """A logistic head for one language, leaning on the other language's lesson.

    The other's profiles mean the same; the language's own weights are a correction to the shared ones (Daumé 2007).
    """
    mine, middle, stretch = own.standard()
    theirs, _, _ = other.standard()
    rows = np.vstack(
        [
            np.hstack([mine, OWN * mine, np.ones((len(mine), 1))]),
            np.hstack([theirs, 0 * theirs, np.zeros((len(theirs), 1))]),
        ]
    )
    fitted = LogisticRegression(C=LAST_STRENGTH, max_iter=1000).fit(
        rows, np.concatenate([own.reached, other.reached]), np.concatenate([own.weights, other.weights])
    )
    size = mine.shape[1]
    weights = (fitted.coef_[0][:size] + OWN * fitted.coef_[0][size : 2 * size]) * stretch
    bias = float(fitted.intercept_[0] + fitted.coef_[0][-1]) - float(weights @ middle)
    return Last(weights, bias)


Profiles = dict[str, Array]


def profile_table(known: Corpus, scores: dict[int, Scores]) -> Profiles:
    """The features of each criterion for the scored replies; rows of others are zero."""
    table: Profiles = {}
    for number, scored in scores.items():
        for criterion, features in profiles(scored, known.reads[number], known.names[number]).items():
            rows = table.setdefault(criterion, np.zeros((len(known.replies), len(features))))
            rows[number] = features
    return table


Tables = dict[Left, Profiles]


def tables_left_out(known: Corpus, folds: Array, tell: Callable[[str], None]) -> Tables:
    """Profiles of the replies of each fold and each pair of folds, from columns that saw neither.

    Exemplars are in no fold: every column learns from them.
    """
    names = fold_names(folds)
    tables: Tables = {}
    for left in [frozenset(pair) for size in (1, 2) for pair in combinations(names, size)]:
        out = np.isin(folds, sorted(left))
        tables[left] = profile_table(known, fit(known, ~out).scores(known, out))
        tell(f"  without {', '.join(sorted(left))}")
    return tables


def folds(replies: Sequence[Reply], fold: Callable[[Reply], str]) -> Array:
    """The fold of each reply; exemplars are in none.

    Other replies that are learnt from only are dealt out by their scenario or situation.
    """
    names = sorted({fold(reply) for reply in replies if reply.hand not in UNMEASURED})
    return np.array([_fold(reply, fold, names) for reply in replies])


def _fold(reply: Reply, fold: Callable[[Reply], str], names: Sequence[str]) -> str:
    if reply.hand == EXEMPLAR:
        return EXEMPLAR
    if reply.hand in UNMEASURED:
        return names[zlib.crc32(reply.situation.encode()) % len(names)]
    return fold(reply)


def fold_names(folds: Array) -> list[str]:
    """The folds that can be left out."""
    return sorted(set(folds.tolist()) - {EXEMPLAR})


def table_without(tables: Tables, folds: Array, criterion: str, fold: str | None = None) -> Array:
    """The profiles of all replies from columns that saw neither the reply's own fold nor the fold given."""
    names = fold_names(folds)
    return sum(
        tables[frozenset({name, fold} - {None})][criterion] * (folds == name)[:, None]  # type: ignore[arg-type]
        for name in names
    )


def lesson(known: Corpus, table: Array, criterion: str, least: int, rows: Array) -> Lesson:
    """The lesson of a level from the replies of a mask; exemplars, single sentences, give none."""
    levels = known.levels(criterion)
    used = rows & (levels > -9) & (known.hands != EXEMPLAR)
    return Lesson(table[used], levels[used] >= least, known.weights[used])


Odds = dict[str, Array]
"""Log odds (replies × two levels) by criterion; not a number where not in play."""


def held_odds(known: Corpus, tables: Tables, folds: Array, other: tuple[Corpus, Tables, Array]) -> Odds:
    """Log odds of every reply from heads that never saw its fold."""
    others, other_tables, other_folds = other
    odds = {}
    for criterion in CRITERIA:
        found = np.full((len(known.replies), 2), np.nan)
        everything = np.ones(len(others.replies), bool)
        theirs = table_without(other_tables, other_folds, criterion)
        for fold in fold_names(folds):
            table = table_without(tables, folds, criterion, fold)
            test = (folds == fold) & (known.levels(criterion) > -9)
            for at, least in enumerate(boundaries(criterion)):
                last = fit_last(
                    lesson(known, table, criterion, least, folds != fold),
                    lesson(others, theirs, criterion, least, everything),
                )
                found[test, at] = last.odds(table[test])
        odds[criterion] = found
    return odds


def measured(known: Corpus) -> Array:
    """The replies that calibration and figures are of: those labelled by hands that marked replies only."""
    return ~np.isin(known.hands, UNMEASURED)


def calibrated(known: Corpus, odds: Odds) -> dict[str, tuple[list[tuple[float, float]], float]]:
    """For each criterion Platt's slope and shift of both levels (Platt 1999), and the cut of the first."""
    result = {}
    for criterion in CRITERIA:
        levels = known.levels(criterion)
        used = (levels > -9) & measured(known)
        scales = [_platt(odds[criterion][used, at], levels[used] >= b) for at, b in enumerate(boundaries(criterion))]
        first = [probability(scales[0][0] * z + scales[0][1]) for z in odds[criterion][used, 0].tolist()]
        result[criterion] = (scales, _cut(criterion, levels[used].tolist(), first))
    return result


def _platt(odds: Array, reached: Array) -> tuple[float, float]:
    fitted = LogisticRegression(C=10.0).fit(odds[:, None], reached)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _cut(criterion: str, levels: list[int], first: list[float]) -> float:
    """Where the first level is cut: at one half unless another cut is clearly better."""

    def worth(cut: float) -> float:
        low = -1 if criterion == "respect" else 0
        return shown_f1(criterion, levels, [low if p < cut else 1 for p in first])

    best = max(_CUTS, key=lambda cut: (worth(cut), -abs(cut - 0.5)))
    return best if worth(best) >= worth(0.5) + _CUT_GAIN else 0.5

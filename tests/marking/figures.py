"""The figures that marks are judged by, in plain Python."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.rubric.marks import BROKEN, MISSED


def shown_f1(criterion: str, true: Sequence[int], given: Sequence[int]) -> float:
    """Macro-F1 of "shown at all" (level 1 or 2 against 0); for `respect` of "broken" against not."""
    a, b = ([_is_shown(criterion, level) for level in levels] for levels in (true, given))
    return (_f1(a, b, True) + _f1(a, b, False)) / 2


def _is_shown(criterion: str, level: int) -> bool:
    return level == BROKEN if criterion == "respect" else level > MISSED


def _f1(true: Sequence[bool], given: Sequence[bool], what: bool) -> float:
    both = sum(a == b == what for a, b in zip(true, given, strict=True))
    either = sum(a == what for a in true) + sum(b == what for b in given)
    return 2 * both / either if either else 1.0


def kappa(true: Sequence[int], given: Sequence[int]) -> float:
    """Quadratically weighted kappa of three levels (Cohen 1968); -1 counts as the lowest. 1 where nothing varies."""
    a, b = ([max(level, 0) for level in levels] for levels in (true, given))
    n = len(a)
    apart = sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) * n
    chance = sum((x - y) ** 2 * a.count(x) * b.count(y) for x in range(3) for y in range(3))
    return 1 - apart / chance if chance else 1.0


def calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error over equally filled bins (Nixon et al. 2019)."""
    ordered = sorted(zip(confidences, right, strict=True))
    total = 0.0
    for at in range(bins):
        part = ordered[at * len(ordered) // bins : (at + 1) * len(ordered) // bins]
        if part:
            total += abs(sum(c for c, _ in part) - sum(r for _, r in part))
    return total / len(ordered) if ordered else 0.0


def overlap_f1(true: set[int], given: set[int]) -> float:
    """F1 of two sets of places; 1 where both are empty."""
    return 2 * len(true & given) / (len(true) + len(given)) if true or given else 1.0

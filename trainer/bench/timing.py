"""How long something takes."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from time import perf_counter


def taken(work: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def median(work: Callable[[], object], rounds: int) -> float:
    """The median of so many rounds, in milliseconds."""
    return statistics.median(taken(work) for _ in range(rounds))


def p95(times: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return sorted(times)[len(times) * 95 // 100]

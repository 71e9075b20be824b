"""How often something may be asked: token buckets, by key."""

from __future__ import annotations

from collections import OrderedDict

# Of those beyond, the one longest unheard of is forgotten; it then has a full bucket again.
_MOST_KEYS = 4096


class Limiter:
    """Lets so many requests a second through for each key, and a burst of some more; pure but for what it counts."""

    def __init__(self, rate: float, burst: int) -> None:
        """`rate` is per second; `burst` is how many may come at once."""
        self._rate = rate
        self._burst = burst
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, now: float) -> bool:
        """Whether a request of this key, at this moment in seconds, may pass; if so it is counted."""
        left, before = self._buckets.pop(key, (float(self._burst), now))
        left = min(self._burst, left + (now - before) * self._rate)
        passes = left >= 1
        self._buckets[key] = (left - 1 if passes else left, now)
        if len(self._buckets) > _MOST_KEYS:
            self._buckets.popitem(last=False)
        return passes

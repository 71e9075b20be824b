from __future__ import annotations

from trainer.workshop.limits import Limiter


def test_a_burst_passes_and_then_only_so_many_a_second() -> None:
    limiter = Limiter(rate=2, burst=3)
    assert [limiter.take("a", 0.0) for _ in range(5)] == [True, True, True, False, False]
    assert limiter.take("b", 0.0)
    assert [limiter.take("a", 1.0) for _ in range(3)] == [True, True, False]


def test_a_long_silence_gives_no_more_than_a_burst() -> None:
    limiter = Limiter(rate=2, burst=3)
    limiter.take("a", 0.0)
    assert [limiter.take("a", 1000.0) for _ in range(4)] == [True, True, True, False]

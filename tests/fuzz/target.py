"""What is tried with made-up input, and how often."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from trainer.errors import TrainerError

# Hypothesis remembers all that it has tried within a batch; more would take more memory than a nightly run has.
_BATCH = 5_000


class Target(NamedTuple):
    """One way in which what others wrote comes into the program.

    Attributes:
        name: of what comes in.
        inputs: what may come.
        opened: given a folder to write to, what takes one input; it raises where the program would fall over, or
            would believe what it should not.
        quick: how many tries the tests that run at every change have time for; 0 where they try it elsewhere.
    """

    name: str
    inputs: st.SearchStrategy[Any]
    opened: Callable[[Path], AbstractContextManager[Callable[[Any], None]]]
    quick: int = 2_000


def tell(error: TrainerError) -> None:
    """What was refused can be told: in a sentence or two, whatever was in it."""
    assert 10 < len(str(error)) < 1_500


def attack(target: Target, tries: int, folder: Path, first: int = 0) -> None:
    """Tries so many inputs; raises what the first that fails raised, with the shortest input that does it.

    Args:
        target: what is tried.
        tries: how many inputs.
        folder: to write to.
        first: the seed of the first batch: the same gives the same inputs.
    """
    with target.opened(folder) as take:
        for batch in range(0, tries, _BATCH):
            profile = settings(
                max_examples=min(_BATCH, tries - batch), deadline=None, database=None,
                suppress_health_check=list(HealthCheck), print_blob=False,
            )  # fmt: skip
            seed(first + batch)(profile(given(target.inputs)(take)))()

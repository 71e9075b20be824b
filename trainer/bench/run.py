"""All figures of one run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from trainer.bench import cohort
from trainer.bench.coach import queries
from trainer.bench.engine import engine
from trainer.bench.figures import Figure
from trainer.bench.graph import graph
from trainer.bench.marking import marking
from trainer.bench.outcomes import outcomes
from trainer.bench.practising import practising
from trainer.bench.scenarios import listing_and_opening
from trainer.bench.session_table import session_table
from trainer.bench.speech import speech
from trainer.bench.start import starting
from trainer.bench.store import saving
from trainer.bench.transcript import transcript


def measure() -> list[Figure]:
    """Measures everything; takes one to two minutes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = [*starting(folder), *listing_and_opening(folder), *engine(), *outcomes(), *saving(folder)]
        cohort.make(folder / "cohort", folder / "cache")
        figures += [*queries(folder / "cohort"), *session_table(folder / "cohort")]
        figures += [*practising(folder), *transcript(folder), *graph(folder), *marking(folder), *speech(folder)]
        return figures

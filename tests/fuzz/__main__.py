"""The nightly run: `python -m tests.fuzz [TRIES]` tries 100,000 inputs of each kind, other ones every day.

What falls over is printed with the shortest input that does it; mend it, and keep that input in `test_found.py`.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from datetime import date
from pathlib import Path

from tests.fuzz.target import attack
from tests.fuzz.targets import TARGETS

TRIES = 100_000


def main(tries: int) -> int:
    """Attacks every target and prints a line for each; 1 if anything fell over."""
    failed = 0
    for target in TARGETS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                attack(target, tries, Path(folder), first=date.today().toordinal() * 1_000_000)
                told = "nothing fell over"
            except Exception:
                traceback.print_exc()
                told, failed = "FELL OVER, see above", 1
        print(f"{target.name:<16} {tries:>7,} tries {time.monotonic() - began:>6.0f} s  {told}", flush=True)  # noqa: T201
    return failed


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else TRIES))

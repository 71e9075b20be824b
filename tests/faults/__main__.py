"""Brings about every fault many times and prints what came of it: `python -m tests.faults [PART OF A NAME]`.

It lies with the tests, as it makes its data with theirs, and is not handed out with the program. The tests that run at
every change bring about the same faults a few times each (see test_faults.py).
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from random import Random

from tests.faults.faults import FAULTS
from tests.faults.table import Fault, Outcome

_SHOWN = 3


def main(part: str) -> int:
    """Prints a line for each fault whose name has this part in it; 1 if a fault brought the program down."""
    print(f"{platform.platform()}, Python {platform.python_version()}, {date.today()}")  # noqa: T201
    print("| fault | tries | lost | what the person is told | measured |\n| --- | --: | --: | --- | --- |")  # noqa: T201
    failed = 0
    for fault in FAULTS:
        if part in fault.name:
            began = time.monotonic()
            try:
                line = _line(fault, _brought(fault))
            except NotImplementedError as error:
                line = f"| {fault.name} | not tried: {error} | | | |"
            except Exception as error:
                failed, line = 1, f"| {fault.name} | BROUGHT IT DOWN: {error!r} | | | |"
            print(line, flush=True)  # noqa: T201
            print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)  # noqa: T201
    return failed


def _brought(fault: Fault) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return fault.bring(Path(folder), fault.tries, Random(date.today().toordinal()))


def _line(fault: Fault, outcome: Outcome) -> str:
    often = sorted(outcome.told.items(), key=lambda said: -said[1])
    told = "; ".join(f"“{text}” ({times}×)" for text, times in often[:_SHOWN]) or "nothing: all is there"
    return f"| {fault.name} | {outcome.tries} | {outcome.lost} | {told} | {outcome.note} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else ""))

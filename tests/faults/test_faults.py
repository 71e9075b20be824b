"""The short run of what `python -m tests.faults` does at length: nothing that was shown is lost without a word."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from tests.faults.faults import FAULTS
from tests.faults.table import Fault


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed and stopped in this way there")
@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.quick], ids=lambda fault: fault.name)
def test_nothing_that_was_shown_is_lost(fault: Fault, tmp_path: Path) -> None:
    try:
        outcome = fault.bring(tmp_path, fault.quick, Random(8))
    except NotImplementedError as error:
        pytest.skip(str(error))
    assert outcome.tries == fault.quick
    assert outcome.lost == 0

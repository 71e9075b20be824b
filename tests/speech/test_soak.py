from pathlib import Path

import pytest

from tests.speech.soak import soak


@pytest.mark.usefixtures("espeak", "qapp")
def test_sixty_lines_with_interruptions_leave_nothing_behind(tmp_path: Path) -> None:
    outcome = soak(60, tmp_path)
    assert outcome.stuck == 0
    assert outcome.begun >= 50
    assert outcome.ended >= 2
    assert outcome.left == 0
    assert max(outcome.stops) < 100
    assert outcome.growth < 10_000_000

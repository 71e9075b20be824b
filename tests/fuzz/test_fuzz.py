"""The short run of what `python -m tests.fuzz` tries all night: the same inputs each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.target import Target, attack
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("target", [target for target in TARGETS if target.quick], ids=lambda target: target.name)
def test_whatever_comes_in_nothing_falls_over(target: Target, tmp_path: Path) -> None:
    attack(target, target.quick, tmp_path)

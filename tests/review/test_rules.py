"""Each rule finds what its examples say it finds, and nothing in those that are good."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.examples import checked, written
from trainer.review.rules import RULES, Edit, examples

CASES = [
    pytest.param(code, kind, edits, id=f"{code} {kind} {n}")
    for code in RULES
    for kind in ("bad", "good")
    for n, edits in enumerate(getattr(examples(code), kind))
]


def test_the_example_has_no_fault(tmp_path: Path) -> None:
    assert checked(written(tmp_path)) == []


@pytest.mark.parametrize("code", RULES)
def test_each_rule_has_three_examples_of_each_kind(code: str) -> None:
    given = examples(code)
    assert len(given.bad) >= 3
    assert len(given.good) >= 3
    assert all(given.bad)


@pytest.mark.parametrize(("code", "kind", "edits"), CASES)
def test_an_example_is_found_or_not(tmp_path: Path, code: str, kind: str, edits: list[Edit]) -> None:
    found = checked(written(tmp_path, edits), marker=code == "RL080")
    told = [finding for finding in found if finding.code == code]
    assert bool(told) == (kind == "bad"), [f"{finding.code} {finding.path}: {finding.text}" for finding in found]
    assert all(finding.severity == RULES[code].severity for finding in told)
    assert all(str(finding.text) and "{" not in str(finding.text) for finding in found)

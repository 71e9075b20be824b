"""Scenario files, edited as it happens at a keyboard: they give findings that can be shown, or they play."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fuzz.target import Target
from tests.scenario.example import EXAMPLE, PORTRAITS, copied
from tests.scenario.test_any_text import FILES, broken_files, play, tell
from trainer.scenario.check import rules_broken
from trainer.scenario.files import read_folder


@contextmanager
def _opened(folder: Path) -> Iterator[Callable[[tuple[str, bytes]], None]]:
    scenario = copied(folder)

    def take(broken: tuple[str, bytes]) -> None:
        name, content = broken
        for file in FILES:
            (scenario / file).write_bytes(content if file == name else (EXAMPLE / file).read_bytes())
        source = read_folder(scenario)
        findings = source.findings + rules_broken(source, PORTRAITS)
        for finding in findings:
            tell(finding)
        if not any(finding.severity == "error" for finding in findings):
            play(source.script())

    yield take


SCENARIO_FILES = Target("scenario files", broken_files(), _opened, quick=0)  # see test_any_text.py

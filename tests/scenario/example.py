"""A small scenario without fault, in English and Finnish, for tests to copy, edit and break."""

from __future__ import annotations

import shutil
from pathlib import Path

from trainer.scenario.check import check
from trainer.scenario.files import Finding, read_folder
from trainer.scenario.model import Script, source_digest

EXAMPLE = Path(__file__).parent / "data" / "late-lamp"
PORTRAITS = ("marja", "sam")


def copied(folder: Path) -> Path:
    """The example in this folder, its translation up to date."""
    scenario = Path(shutil.copytree(EXAMPLE, folder / EXAMPLE.name))
    edit(scenario, "0000000000000000", source_digest(script(scenario).source), "fi.yaml")
    return scenario


def edit(scenario: Path, old: str, new: str, file: str = "scenario.yaml") -> None:
    """Writes something else in the one place of a file where something stands."""
    text = (scenario / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (scenario / file).write_text(text.replace(old, new), encoding="utf-8")


def found(scenario: Path) -> list[Finding]:
    return check(scenario, PORTRAITS)


def script(scenario: Path) -> Script:
    source = read_folder(scenario)
    assert not source.findings
    return source.script()

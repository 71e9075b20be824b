"""`check`: what authors should mend, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from trainer.errors import TrainerError
from trainer.scenario.check import check, scenario_folders
from trainer.scenario.files import SCENARIO_FILE, Finding
from trainer.scenario.library import Library
from trainer.wording import Text, Wording


class Checked(NamedTuple):
    """The folders that were looked at and what was found in them."""

    folders: list[Path]
    found: list[Finding]


def findings(library: Library, paths: Sequence[Path]) -> Checked:
    """Checks the scenarios that the paths stand for; all of the library if none is given.

    Raises:
        TrainerError: a path holds no scenario.
    """
    folders: list[Path] = []
    for path in paths or library.folders:
        there = [folder for folder in scenario_folders(path) if (folder / SCENARIO_FILE).exists()]
        if paths and not there:
            raise TrainerError(Text("In {path} there is no scenario: no folder with a scenario.yaml.", path=path))
        folders.extend(there)
    return Checked(folders, [finding for folder in folders for finding in check(folder, library.portraits)])


def as_text(checked: Checked, wording: Wording) -> str:
    """A line or two a finding, then a count."""
    lines = []
    for finding in checked.found:
        place = f"{finding.place.file.resolve().parent.name}/{finding.place}"
        severity = wording.t("error") if finding.severity == "error" else wording.t("warning")
        lines.append(f"{place}: {severity} {finding.code}: {wording.say(finding.text)}")
        if finding.path:
            lines.append(f"    {finding.path}")
        if finding.fix:
            lines.append(f"    → {wording.say(finding.fix)}")
    errors = sum(finding.severity == "error" for finding in checked.found)
    lines.append(
        wording.t(
            "{scenarios}: {errors}, {warnings}.",
            scenarios=wording.n("{count} scenario", "{count} scenarios", len(checked.folders)),
            errors=wording.n("{count} error", "{count} errors", errors),
            warnings=wording.n("{count} warning", "{count} warnings", len(checked.found) - errors),
        )
    )
    return "\n".join(lines)


def as_json(checked: Checked, wording: Wording) -> str:
    """A list of findings."""
    return json.dumps(
        [
            {
                "code": finding.code,
                "severity": finding.severity,
                "file": str(finding.place.file),
                "line": finding.place.line,
                "column": finding.place.column,
                "path": finding.path,
                "message": wording.say(finding.text),
                "fix": wording.say(finding.fix) if finding.fix else None,
            }
            for finding in checked.found
        ],
        ensure_ascii=False,
        indent=2,
    )

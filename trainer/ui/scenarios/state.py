"""What is shown of one scenario: how it is written, what was found in it, its figures, the best way through it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trainer.review.check import check
from trainer.review.figures import Figures, figures
from trainer.review.reviewed import Reviewed
from trainer.review.severities import severities
from trainer.roleplay.autoplay import given
from trainer.roleplay.play import Play
from trainer.scenario.check import rules_broken
from trainer.scenario.files import SCENARIO_FILE, Finding, read_folder
from trainer.scenario.model import Script
from trainer.ui.scenarios.placing import Edge


@dataclass(frozen=True)
class Looked:
    """A scenario as it is on disk at the moment.

    Attributes:
        folder: where its files lie.
        saved: when the last of them was written.
        script: None where it cannot be played.
        findings: what is to be mended; errors first.
        figures: None where it cannot be played.
        best: what the best way leads along.
        ways: scene to the replies of a shortest way there.
    """

    folder: Path
    saved: datetime
    script: Script | None
    findings: tuple[Finding, ...]
    figures: Figures | None
    best: Collection[Edge]
    ways: Mapping[str, tuple[str, ...]]

    def problems(self) -> dict[str, str]:
        """How bad it is, "error" or "warning", by scene or ending."""
        found: dict[str, str] = {}
        for finding in self.findings:
            key = place_of(finding)
            if key and found.get(key) != "error":
                found[key] = finding.severity
        return found


def look(folder: Path, portraits: Collection[str]) -> Looked:
    """Reads, checks and measures a scenario."""
    wanted, _ = severities(folder.parent)
    found = sorted(check(folder, portraits, wanted), key=lambda finding: finding.severity != "error")
    files = [*folder.glob("*.yaml")] or [folder]
    saved = datetime.fromtimestamp(max(file.stat().st_mtime for file in files)).astimezone()
    source = read_folder(folder)
    if any(finding.severity == "error" for finding in source.findings + rules_broken(source, portraits)):
        return Looked(folder, saved, None, tuple(found), None, (), {})
    reviewed = Reviewed(source)
    measured = figures(reviewed)
    return Looked(
        folder=folder,
        saved=saved,
        script=source.script(),
        findings=tuple(found),
        figures=measured,
        best=_along(reviewed.space.play, measured.best),
        ways=reviewed.space.ways(),
    )


def place_of(finding: Finding) -> str:
    """The scene or ending that a finding is about; "" where it is about the whole."""
    part, _, rest = finding.path.partition(".")
    return rest.partition(".")[0] if part in ("scenes", "endings") else ""


def scenario_file(looked: Looked) -> Path:
    """The file to write in."""
    return looked.folder / SCENARIO_FILE


def _along(play: Play, replies: tuple[str, ...]) -> frozenset[Edge]:
    return frozenset(Edge(turn.scene, turn.to) for turn in given(play, replies))

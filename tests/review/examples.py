"""The example scenario of the rules, written into a folder and edited."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer.review.rules import Edit, example_files
from trainer.scenario.files import Finding
from trainer.terminal.checking import Home, findings

PORTRAITS = frozenset({"marja", "eero", "leila"})


def written(folder: Path, edits: Sequence[Edit] = ()) -> Path:
    """The example in this folder, with some edits made."""
    scenario = folder / "lamp"
    scenario.mkdir()
    (folder / "outside.yaml").write_text("language: fi\n", encoding="utf-8")
    for name, content in example_files().items():
        (scenario / name).write_text(content, encoding="utf-8")
    for edit in edits:
        _make(scenario / edit.file, edit)
    return scenario


def _make(file: Path, edit: Edit) -> None:
    if edit.link:
        file.unlink(missing_ok=True)
        file.symlink_to(edit.link)
    elif edit.old:
        text = file.read_text(encoding="utf-8")
        assert text.count(edit.old) == 1, f"{edit.old!r} stands {text.count(edit.old)} times in {file.name}"
        file.write_text(text.replace(edit.old, edit.new), encoding="utf-8")
    else:
        file.write_text(edit.new, encoding="utf-8")


def checked(scenario: Path, *, marker: bool = False) -> list[Finding]:
    return findings(Home([], PORTRAITS), [scenario], marker=marker).found

"""A small scenario to begin from: it plays at once, and its comments teach the format."""

from __future__ import annotations

from pathlib import Path

_ID = "new-scenario"


def template(scenario: str, language: str) -> dict[str, str]:
    """The files by name, as they are for this id; written and commented in "fi" or "en", translated into the other."""
    folder = Path(__file__).with_name(language)
    return {
        file.name: file.read_text(encoding="utf-8").replace(_ID, scenario) for file in sorted(folder.glob("*.yaml"))
    }

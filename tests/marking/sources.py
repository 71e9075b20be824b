"""The hand-written part of the marker: concepts and rule cards, as they stand in their files."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

ROOM = Path(str(files("trainer.marking")))


def concepts(language: str) -> dict[str, str]:
    """The words of each concept."""
    return dict(_yaml(ROOM / "concepts" / f"{language}.yaml"))


def cards(language: str) -> dict[str, list[dict[str, Any]]]:
    """The cards of each criterion, with their examples."""
    return {path.stem: _yaml(path) for path in sorted((ROOM / "rule_cards" / language).glob("*.yaml"))}


def phrases(language: str) -> list[str]:
    """The stock phrases, as patterns."""
    return list(_yaml(ROOM / "formulas" / f"{language}.yaml"))


def without_examples(written: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The cards as they are shipped."""
    return {
        criterion: [{key: card[key] for key in ("id", "says", "pattern", "unless") if key in card} for card in found]
        for criterion, found in written.items()
    }


def digest() -> str:
    """SHA-256 over all hand-written rules: concepts, cards and phrases."""
    total = hashlib.sha256()
    for path in sorted(ROOM.rglob("*.yaml")):
        total.update(str(path.relative_to(ROOM).as_posix()).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))

"""Where the files that come with the program lie."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal


def shipped(name: Literal["assets", "scenarios"]) -> Path:
    """The folder of shipped files of that name: in a checkout, an installed wheel or a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parent
    candidates = [package / name, package.parent / name]
    if frozen:
        candidates.insert(0, Path(frozen) / name)
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])

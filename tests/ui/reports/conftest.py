from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.conftest import Clock
from trainer.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "here", Clock())
    yield opened
    opened.close()


@pytest.fixture
def read() -> Callable[[Path], str]:
    """Reads a PDF as a search does: line by line, words apart by one space."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")

    def text(file: Path) -> str:
        command = ["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"]
        found = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=True).stdout
        return "\n".join(" ".join(line.split(" ")) for line in found.split("\n"))

    return text

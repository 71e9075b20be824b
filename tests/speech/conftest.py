import ctypes.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.speech.sessions import Session


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    session = Session(qtbot, tmp_path / "voice")
    yield session
    session.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    present = shutil.which("espeak-ng") or ctypes.util.find_library("espeak-ng")
    here = Path(__file__).parent
    for item in items:
        if not item.path.is_relative_to(here):
            continue
        if not present and "espeak" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="espeak-ng is not installed"))


@pytest.fixture
def espeak() -> str:
    """Named by tests that need the real espeak-ng; they are skipped where it is not installed."""
    return "espeak"

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


# QtMultimedia says once a process which optional libraries it looked for, and that no sound server answers.
NOT_OURS = r"Couldn't (load|resolve) [\w.\-() ]+ (library|symbols)$|PulseAudioService: pa_context_connect\(\) failed"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    present = shutil.which("espeak-ng") or ctypes.util.find_library("espeak-ng")
    here = Path(__file__).parent
    for item in items:
        if not item.path.is_relative_to(here):
            continue
        item.add_marker(pytest.mark.qt_log_ignore(NOT_OURS, extend=True))
        if not present and "espeak" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="espeak-ng is not installed"))


@pytest.fixture
def espeak() -> str:
    """Named by tests that need the real espeak-ng; they are skipped where it is not installed."""
    return "espeak"

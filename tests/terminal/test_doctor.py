from __future__ import annotations

import json
from typing import Any

import pytest

from tests.terminal.conftest import CommandLine
from trainer.speech import health
from trainer.speech.health import EngineHealth

NAMES = ["python", "qt", "display", "voice fi", "voice en", "audio", "data", "scenarios"]

# Within this process the doctor asks Qt for sound devices.
pytestmark = pytest.mark.usefixtures("qapp")


def by_name(checks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {check["name"]: check for check in checks}


def test_everything_is_looked_at(repliikki: CommandLine) -> None:
    checks = repliikki.json("doctor")
    assert [check["name"] for check in checks] == NAMES
    for check in checks:
        assert check.keys() == {"name", "ok", "found", "advice"}
        assert check["found"]
    found = by_name(checks)
    assert found["python"]["ok"]
    assert found["qt"]["found"].startswith("PySide6 6.")
    assert found["data"]["found"] == f"{repliikki.data}: 0 sessions, in good order"
    told = repliikki("doctor")
    assert told.exit_code == 0
    assert [line[2:18].strip() for line in told.stdout.splitlines() if line[0] in "✓✗"] == NAMES


def test_without_a_display_the_terminal_is_offered(repliikki: CommandLine) -> None:
    result = repliikki.process("doctor", "--json", DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    display = by_name(json.loads(result.stdout))["display"]
    assert not display["ok"]
    assert "repliikki play ID" in display["advice"]


@pytest.mark.parametrize(
    "asked",
    [(), (EngineHealth("espeak", (), "no library"),)],
    ids=["no-engine", "no-voices"],
)
def test_without_a_voice_it_says_how_to_get_one(
    repliikki: CommandLine, monkeypatch: pytest.MonkeyPatch, asked: tuple[EngineHealth, ...]
) -> None:
    monkeypatch.setattr(health, "engines", lambda: asked)
    found = by_name(repliikki.json("doctor"))
    for language, name in (("fi", "Finnish"), ("en", "English")):
        assert not found[f"voice {language}"]["ok"]
        assert found[f"voice {language}"]["found"] == f"There is no {name} voice."
        assert "eSpeak NG" in found[f"voice {language}"]["advice"] or name in found[f"voice {language}"]["advice"]


def test_without_a_voice_library_nothing_breaks(repliikki: CommandLine) -> None:
    result = repliikki.process("doctor", "--json", PATH="", LD_LIBRARY_PATH="", PYTHONWARNINGS="ignore")
    assert result.returncode == 0, result.stderr
    assert [check["name"] for check in json.loads(result.stdout)] == NAMES


def test_a_data_folder_that_is_none(repliikki: CommandLine) -> None:
    file = repliikki.data / "notes.txt"
    file.write_text("mine", encoding="utf-8")
    repliikki.data = file
    data = by_name(repliikki.json("doctor"))["data"]
    assert not data["ok"]
    assert data["found"] == f"“{file}” cannot be the data folder: a file is in its place. Choose a folder."

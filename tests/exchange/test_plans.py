"""Practice plans as files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from trainer.coaching.plans import Plan
from trainer.errors import TrainerError
from trainer.exchange.plans import read_plan, write_plan

UUID = "7b8f6f5c-6f2b-4f0e-9f0a-0f6f5c6f2b4f"


@pytest.mark.parametrize(
    "plan",
    [
        Plan(
            UUID, "Ensimmäinen viikko 😠", ("complaint", "gatekeeper", "complaint"), "test", date(2026, 4, 1), "Näin."
        ),
        Plan(UUID, "A", ("complaint",)),
    ],
)
def test_a_plan_is_read_as_it_was_written(tmp_path: Path, plan: Plan) -> None:
    file = tmp_path / "week.repliikki-plan"
    write_plan(file, plan)
    assert read_plan(file) == plan
    assert file.stat().st_size < 1000


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"format": "repliikki-sessions"}, "format"),
        ({"version": 2}, "newer version"),
        ({"uuid": "x"}, "uuid"),
        ({"title": " "}, "title"),
        ({"scenarios": []}, "scenarios"),
        ({"scenarios": ["../../etc"]}, "scenarios.0"),
        ({"scenarios": ["complaint"] * 101}, "scenarios"),
        ({"mode": "fast"}, "mode"),
        ({"due": "tomorrow"}, "due"),
        ({"note": "x" * 2001}, "note"),
        ({"note": "x" * 70_000}, "too large"),
        ({"further": 1}, "further"),
    ],
)
def test_what_is_no_plan_is_refused_with_the_reason(tmp_path: Path, changed: dict[str, object], reason: str) -> None:
    file = tmp_path / "week.repliikki-plan"
    write_plan(file, Plan(UUID, "A", ("complaint",)))
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(content | changed), encoding="utf-8")
    with pytest.raises(TrainerError, match=reason):
        read_plan(file)


@pytest.mark.parametrize("content", [b"", b"Dear Sanni", b"\xff\xfe", b"[1]", b'{"format": "repliikki-plan"'])
def test_any_other_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "letter").write_bytes(content)
    with pytest.raises(TrainerError, match="isn't a Repliikki practice plan"):
        read_plan(tmp_path / "letter")
    with pytest.raises(TrainerError, match="could not be read"):
        read_plan(tmp_path / "nowhere")

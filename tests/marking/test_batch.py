from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from trainer.errors import TrainerError
from trainer.marking.batch import mark_file
from trainer.marking.marker import Marker

ROW = '{"language": "fi", "reply": "Soitan huomenna kello kymmenen.", "levels": {"next_step": 2}, "id": "x"}'


@cache
def _marker() -> Marker:
    return Marker.load()


def _rows(folder: Path, *lines: str) -> Iterator[str]:
    file = folder / "replies.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return mark_file(file, _marker())


def test_rows_come_back_with_their_marks(tmp_path: Path) -> None:
    row = json.loads(next(_rows(tmp_path, ROW)))
    assert row["id"] == "x"
    assert set(row["marks"]) == {"next_step"}
    assert row["marks"]["next_step"]["level"] == 2
    assert row["marks"]["next_step"]["evidence"] == [[0, 31]]


def test_criteria_are_those_asked_or_all(tmp_path: Path) -> None:
    asked, everything = _rows(
        tmp_path,
        '{"language": "en", "reply": "Hello Ann.", "person": "Ann", "criteria": ["name"]}',
        "",
        '{"language": "en", "reply": "Hello Ann."}',
    )
    assert list(json.loads(asked)["marks"]) == ["name"]
    assert len(json.loads(everything)["marks"]) == 16


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Line 2 is not JSON"),
        ("[1]", "Line 2 is not a row"),
        ('{"reply": "x"}', "Line 2 has no “language”"),
        ('{"language": "fi", "reply": 3}', "“reply” in line 2 must be a text"),
        ('{"language": "fi", "reply": "x", "criteria": "name"}', "“criteria” in line 2 must be a list"),
        ('{"language": "fi", "reply": "x", "criteria": ["kindness"]}', "Line 2: there is no criterion “kindness”"),
    ],
)
def test_a_bad_line_is_told_by_its_number(tmp_path: Path, line: str, said: str) -> None:
    rows = _rows(tmp_path, ROW, line)
    assert "marks" in next(rows)
    with pytest.raises(TrainerError, match=said):
        next(rows)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainerError, match=r"missing\.jsonl cannot be read"):
        next(mark_file(tmp_path / "missing.jsonl", _marker()))


def test_a_long_file_is_not_held_in_memory(tmp_path: Path) -> None:
    rows = _rows(tmp_path, *[ROW] * 3_000)
    next(rows)
    tracemalloc.start()
    for _ in rows:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 500_000

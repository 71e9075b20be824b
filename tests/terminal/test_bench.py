from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.conftest import CommandLine
from trainer import bench
from trainer.bench.store import saving


def test_figures_stand_beside_the_limit_of_the_same_run(
    repliikki: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = saving(tmp_path)  # the whole takes a minute or two
    monkeypatch.setattr(bench, "measure", lambda: measured)
    figure, _ = repliikki.json("bench")
    assert figure["name"] == "A turn saved durably"
    assert figure["value"] > 0
    assert figure["unit"] == "ms"
    assert figure["ratio"] == pytest.approx(figure["value"] / figure["limit"])
    assert figure["reached"] == (figure["ratio"] <= figure["goal"])
    told = repliikki("bench").stdout
    assert "A turn saved durably" in told
    assert f"{figure['ratio']:.2f} × raw SQLite" in told

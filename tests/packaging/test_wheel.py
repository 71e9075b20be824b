import subprocess
import sys
from pathlib import Path

import pytest

from trainer import resources

ASK = "from trainer.resources import shipped; print(shipped('scenarios'), shipped('assets'), sep='\\n')"


def files_below(folder: Path) -> set[Path]:
    return {file.relative_to(folder) for file in folder.rglob("*") if file.is_file()}


def test_an_installed_wheel_brings_the_scenarios_and_assets_along(checkout: Path, tmp_path: Path) -> None:
    built, installed = tmp_path / "built", tmp_path / "installed"

    def run(*arguments: str | Path, folder: Path) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout

    run("-m", "hatchling", "build", "-t", "wheel", "-d", built, folder=checkout)
    (wheel,) = built.glob("*.whl")
    run("-m", "pip", "install", "--no-deps", "--no-index", "--target", installed, wheel, folder=tmp_path)

    script = f"import sys; sys.path.insert(0, {str(installed)!r}); {ASK}"
    scenarios, assets = map(Path, run("-c", script, folder=tmp_path).splitlines())
    assert scenarios == installed / "trainer" / "scenarios"
    assert assets == installed / "trainer" / "assets"
    assert any(file.suffix == ".yaml" for file in files_below(scenarios))
    assert files_below(scenarios) == files_below(checkout / "scenarios")
    assert files_below(assets) == files_below(checkout / "assets")


def test_a_checkout_has_them_at_its_root(checkout: Path) -> None:
    assert resources.shipped("scenarios") == checkout / "scenarios"


def test_a_frozen_program_has_them_where_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scenarios").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.shipped("scenarios") == tmp_path / "scenarios"

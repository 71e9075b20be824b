"""The program as a person or another program runs it: by its command line, on a data folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from trainer.__main__ import main
from trainer.app import App

ROOT = Path(__file__).resolve().parents[2]


class CommandLine:
    """Commands on one data folder, in English."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def __call__(self, *arguments: object, typed: str | None = None) -> Result:
        """Runs a command within this process; an exception nobody foresaw fails the test."""
        command = ["--data", str(self.data), *map(str, arguments)]
        return CliRunner().invoke(main, command, input=typed, prog_name="repliikki", catch_exceptions=False)

    def json(self, *arguments: object) -> Any:
        """What a command that must succeed gives to another program."""
        result = self(*arguments, "--json")
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        return json.loads(result.stdout)

    def fails(self, *arguments: object) -> str:
        """The sentence of a command that must fail."""
        result = self(*arguments)
        assert result.exit_code == 1, result.output
        assert result.stdout == ""
        return result.stderr.strip()

    def process(
        self, *arguments: object, typed: str | None = "", **variables: str | None
    ) -> subprocess.CompletedProcess[str]:
        """Runs the program in a process of its own; a variable of None is taken away."""
        return subprocess.run(
            self.command(*arguments), input=typed, env=surroundings(**variables), cwd=ROOT,
            capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip

    def command(self, *arguments: object) -> list[str]:
        """The program's command line."""
        return [sys.executable, "-m", "trainer", "--data", str(self.data), *map(str, arguments)]


def surroundings(**variables: str | None) -> dict[str, str]:
    """This process's environment in English, with other values for some variables."""
    return {key: value for key, value in {**os.environ, "LC_ALL": "C.UTF-8", **variables}.items() if value is not None}


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that has all shipped scenarios, so that not every test reads them anew."""
    folder = tmp_path_factory.mktemp("known")
    assert App(folder).library.summaries
    return folder / "cache"


@pytest.fixture
def repliikki(tmp_path: Path, known: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    data = tmp_path / "data"
    shutil.copytree(known, data / "cache")
    return CommandLine(data)

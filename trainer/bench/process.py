"""Processes of their own, drawing off screen."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import Any

_FOLDER = Path(__file__).resolve().parents[2]
_OFF_SCREEN = MappingProxyType({"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.*=false"})
_ASK = "import sys; from trainer.bench.process import answer; answer(*sys.argv[1:])"


def whole_process(command: list[str]) -> tuple[float, float]:
    """Seconds and peak memory in MiB of a process."""
    start = perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **_OFF_SCREEN}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=_FOLDER
    )
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return perf_counter() - start, usage.ru_maxrss / 1024


def asked(module: str, folder: Path) -> Any:
    """What `measured` of a module of this package gives for a folder, worked out in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", _ASK, module, str(folder)], env={**os.environ, **_OFF_SCREEN}, capture_output=True,
        text=True, check=True, cwd=_FOLDER,
    )  # fmt: skip
    return json.loads(run.stdout)


def answer(module: str, folder: str) -> None:
    """The other side of `asked`; does not return, as what is on the screen need not be taken down."""
    found = importlib.import_module(f"trainer.bench.{module}").measured(Path(folder))
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)

import os
import subprocess
import sys
from pathlib import Path

import pytest
import run


@pytest.mark.parametrize("arguments", [[], ["--data", "somewhere"], ["--data=somewhere"], ["--verbose"]], ids=" ".join)
def test_without_a_command_the_window_opens(arguments: list[str]) -> None:
    assert run.opens_window(arguments)


@pytest.mark.parametrize(
    "arguments",
    [["play", "complaint"], ["--data", "somewhere", "list"], ["--help"], ["--version"]],
    ids=" ".join,
)
def test_a_command_runs_in_the_terminal(arguments: list[str]) -> None:
    assert not run.opens_window(arguments)


@pytest.mark.parametrize(
    ("platform", "variables", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "vnc"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_display_is_looked_for_where_there_may_be_none(platform: str, variables: dict[str, str], shown: bool) -> None:
    assert run.has_display(platform, variables) is shown


@pytest.mark.skipif(sys.platform != "linux", reason="a window can always be shown there")
def test_without_a_display_the_terminal_is_offered(checkout: Path) -> None:
    hidden = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    script = checkout / "packaging" / "run.py"
    ended = subprocess.run([sys.executable, script], env=hidden, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "no display" in ended.stderr
    assert "python3 packaging/run.py play complaint" in ended.stderr
    assert ended.stdout == ""

"""`check --watch`: what an author sees who saves while it runs."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tests.review.examples import PORTRAITS, written
from tests.scenario.example import edit
from tests.terminal.conftest import CommandLine
from tests.terminal.test_process import Terminal, no_windows
from trainer.terminal.checking import Checked, Home
from trainer.terminal.watching import Changes, told, told_json, watch
from trainer.wording import Wording

WORDING = Wording("en", None)
WHEN = datetime(2026, 3, 2, 14, 3, 5)


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    return written(tmp_path)


def nothing() -> None:
    """Nobody saves."""


def shown(paths: list[Path], *steps: Callable[[], object], home: Home | None = None) -> list[tuple[Changes, Checked]]:
    """What is shown while between two looks each of these happens, and then Ctrl+C is pressed."""
    told: list[tuple[Changes, Checked]] = []
    left: Iterator[Callable[[], object]] = iter((*steps, nothing, nothing))

    def wait(seconds: float) -> None:
        assert 0 < seconds < 1
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    watch(home or Home([], PORTRAITS), paths, lambda changes, checked: told.append((changes, checked)), wait=wait)
    return told


def codes(checked: Checked) -> list[str]:
    return [finding.code for finding in checked.found]


def names(changes: Changes) -> dict[str, str]:
    return {f"{file.parent.name}/{file.name}": change for file, change in changes.items()}


def test_while_nobody_saves_nothing_more_is_shown(lamp: Path) -> None:
    [(changes, checked)] = shown([lamp], nothing, nothing, nothing)
    assert (changes, codes(checked)) == ({}, [])


def test_each_save_is_checked_once(lamp: Path) -> None:
    wrong = partial(edit, lamp, "start: opening", "start: openning")
    right = partial(edit, lamp, "start: openning", "start: opening")
    first, second, third = shown([lamp], wrong, nothing, nothing, right)
    assert (names(first[0]), codes(first[1])) == ({}, [])
    assert (names(second[0]), codes(second[1])) == ({"lamp/scenario.yaml": "changed"}, ["RL011"])
    assert (names(third[0]), codes(third[1])) == ({"lamp/scenario.yaml": "changed"}, [])


def test_a_file_is_checked_only_when_it_is_whole(lamp: Path) -> None:
    file = lamp / "scenario.yaml"
    text = file.read_text(encoding="utf-8").replace("start: opening", "start: openning")
    [_, (changes, checked)] = shown(
        [lamp],
        lambda: file.write_text("", encoding="utf-8"),
        lambda: file.write_text(text[:900], encoding="utf-8"),
        lambda: file.write_text(text, encoding="utf-8"),
    )
    assert (names(changes), codes(checked)) == ({"lamp/scenario.yaml": "changed"}, ["RL011"])


def test_an_editor_that_saves_by_renaming(lamp: Path) -> None:
    file = lamp / "fi.yaml"
    before = file.stat()

    def save() -> None:
        file.rename(lamp / "fi.yaml~")
        new = lamp / ".fi.yaml.new"
        new.write_bytes((lamp / "fi.yaml~").read_bytes())
        os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
        new.rename(file)

    [_, (changes, checked)] = shown([lamp], save)
    assert (names(changes), codes(checked)) == ({"lamp/fi.yaml": "changed"}, [])


def test_one_that_deletes_first(lamp: Path) -> None:
    file = lamp / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    [_, (changes, _)] = shown([lamp], file.unlink, lambda: file.write_text(text + "\n", encoding="utf-8"))
    assert names(changes) == {"lamp/scenario.yaml": "changed"}


def test_files_that_come_and_go(lamp: Path) -> None:
    new = lamp / "sv.yaml"
    _, second, third, fourth, fifth = shown(
        [lamp.parent],
        lambda: new.write_text("language: sv\n", encoding="utf-8"), nothing, new.unlink, nothing,
        lambda: shutil.copytree(lamp, lamp.parent / "lamp2"), nothing, (lamp / "scenario.yaml").unlink,
    )  # fmt: skip
    assert names(second[0]) == {"lamp/sv.yaml": "created"}
    assert set(codes(second[1])) == {"RL003"}
    assert (names(third[0]), codes(third[1])) == ({"lamp/sv.yaml": "deleted"}, [])
    assert set(names(fourth[0]).values()) == {"created"}
    assert [folder.name for folder in fourth[1].folders] == ["lamp2"]
    assert codes(fourth[1]) == ["RL010"]
    assert (names(fifth[0]), fifth[1].folders) == ({"lamp/scenario.yaml": "deleted"}, [])


def test_only_what_was_saved_is_checked_again(lamp: Path) -> None:
    other = shutil.copytree(lamp, lamp.parent / "other")
    edit(Path(other), "id: lamp", "id: other")
    [(_, first), (_, second)] = shown([lamp.parent], partial(edit, lamp, "minutes: 3", "minutes: 4"))
    assert [folder.name for folder in first.folders] == ["lamp", "other"]
    assert [folder.name for folder in second.folders] == ["lamp"]


def test_severities_concern_all_scenarios_of_their_folder(lamp: Path) -> None:
    edit(lamp, "title: The lamp", "title: The late lamp")
    off = partial((lamp.parent / "check.yaml").write_text, "RL023: off\n", encoding="utf-8")
    [(_, first), (changes, second)] = shown([lamp], off)
    assert (codes(first), codes(second)) == (["RL023"], [])
    assert list(names(changes).values()) == ["created"]


def test_a_folder_of_scenarios_that_is_not_there_yet(tmp_path: Path) -> None:
    own = tmp_path / "own"

    def made() -> None:
        own.mkdir()
        written(own)

    [_, (_, checked)] = shown([], made, home=Home([own], PORTRAITS))
    assert checked.folders == [own / "lamp"]


def test_it_says_when_and_what(lamp: Path) -> None:
    [first, second] = shown([lamp], partial(edit, lamp, "title: The lamp", "title: The late lamp"))
    assert told(*first, WHEN, WORDING) == (
        "1 scenario: 0 errors, 0 warnings.\n14:03:05 Saved files are checked again. Ctrl+C ends."
    )
    lines = told(*second, WHEN, WORDING).splitlines()
    assert lines[:2] == ["", "14:03:05 lamp/scenario.yaml was saved"]
    assert lines[-1] == "1 scenario: 0 errors, 1 warning."


def test_for_another_program_each_check_is_a_line_of_json(lamp: Path) -> None:
    [_, second] = shown([lamp], partial(edit, lamp, "title: The lamp", "title: The late lamp"))
    line = told_json(*second, WHEN, WORDING)
    assert "\n" not in line
    document = json.loads(line)
    assert document["time"].startswith("2026-03-02T14:03:05")
    assert document["changes"] == {str(lamp / "scenario.yaml"): "changed"}
    assert document["scenarios"] == [str(lamp)]
    assert [finding["code"] for finding in document["findings"]] == ["RL023"]


def test_where_there_is_no_scenario_it_does_not_wait(repliikki: CommandLine, tmp_path: Path) -> None:
    assert "there is no scenario" in repliikki.fails("check", "--watch", tmp_path)


@pytest.mark.parametrize("option", [("--figures",), ("--explain", "RL041")])
def test_it_watches_findings_only(repliikki: CommandLine, option: tuple[str, ...]) -> None:
    result = repliikki("check", "--watch", *option)
    assert result.exit_code == 2
    assert "--watch goes with neither --figures nor --explain." in result.stderr


@no_windows
def test_in_a_terminal_until_ctrl_c(repliikki: CommandLine, lamp: Path) -> None:
    terminal = Terminal(repliikki.command("check", "--watch", lamp))
    terminal.until("Ctrl+C ends.")
    edit(lamp, "start: opening", "start: openning")
    terminal.until("1 scenario: 1 error, 0 warnings.")
    terminal.type(b"\x03")
    shown, code = terminal.end()
    assert code == 0
    assert "lamp/scenario.yaml was saved" in shown
    assert "Traceback" not in shown
    assert "Aborted" not in shown

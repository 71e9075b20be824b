import ast
import importlib.util
import os
import sys
from pathlib import Path

import environment
import pytest
from set_up_error import SetUpError


def make_environment(folder: Path, stamp: str) -> None:
    python = environment.interpreter(folder)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    environment.stamp(folder).write_text(stamp, encoding="ascii")


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 13)])
def test_an_old_python_is_told_which_one_is_needed(version: tuple[int, ...]) -> None:
    with pytest.raises(SetUpError, match=r"needs Python 3\.11 or newer; this is Python 3\."):
        environment.require_python(version)


def test_a_new_python_is_welcome() -> None:
    environment.require_python((3, 11, 0))
    environment.require_python((4, 0, 0))


def test_an_old_python_can_read_the_scripts_far_enough_to_be_told(checkout: Path) -> None:
    for script in (checkout / "packaging").glob("*.py"):
        ast.parse(script.read_text(encoding="utf-8"), filename=script.name, feature_version=(3, 8))


def test_an_environment_is_ready_when_its_stamp_names_the_lock(tmp_path: Path) -> None:
    make_environment(tmp_path, "abc")
    assert environment.is_ready(tmp_path, ["other", "abc"])
    assert not environment.is_ready(tmp_path, ["other"])


def test_an_environment_whose_python_is_gone_is_not_ready(tmp_path: Path) -> None:
    make_environment(tmp_path, "abc")
    python = environment.interpreter(tmp_path)
    python.unlink()
    python.symlink_to(tmp_path / "gone")
    assert not environment.is_ready(tmp_path, ["abc"])
    assert not environment.can_be_updated(tmp_path)


def test_an_interrupted_set_up_is_neither_ready_nor_built_upon(tmp_path: Path) -> None:
    make_environment(tmp_path, environment.UNFINISHED)
    assert not environment.is_ready(tmp_path, ["abc"])
    assert not environment.can_be_updated(tmp_path)


def test_an_environment_made_by_hand_is_built_upon(tmp_path: Path) -> None:
    python = environment.interpreter(tmp_path)
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\necho {sys.implementation.cache_tag}\n", encoding="utf-8")
    python.chmod(0o755)
    assert environment.can_be_updated(tmp_path)


def test_an_environment_of_another_python_is_made_anew(tmp_path: Path) -> None:
    python = environment.interpreter(tmp_path)
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho cpython-310\n", encoding="utf-8")
    python.chmod(0o755)
    assert not environment.can_be_updated(tmp_path)


def test_debian_without_the_part_of_python_that_makes_environments_needs_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    assert environment.needed(environment.LOCK) == {}
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert list(environment.needed(environment.LOCK).values()) == [f"python3.{sys.version_info.minor}-venv"]
    make_environment(tmp_path / ".venv", environment.fingerprint(environment.LOCK))
    assert environment.needed(environment.LOCK) == {}


def test_a_changed_lock_changes_the_fingerprint(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("click==8.2.0\n", encoding="ascii")
    before = environment.fingerprint(lock)
    assert environment.fingerprint(lock) == before
    lock.write_text("click==8.2.1\n", encoding="ascii")
    assert environment.fingerprint(lock) != before


def test_the_environment_lies_in_the_checkout(tmp_path: Path) -> None:
    assert environment.place(tmp_path, ["abc"], {}) == tmp_path / ".venv"


def test_a_checkout_that_cannot_be_written_has_its_environment_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    cache = tmp_path / "cache"
    here, there = (
        environment.place(tmp_path / name, ["abc"], {"XDG_CACHE_HOME": str(cache)}) for name in ("here", "there")
    )
    assert here.parent == there.parent == cache / "repliikki"
    assert here != there


def test_a_ready_environment_is_used_even_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_environment(tmp_path / ".venv", "abc")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert environment.place(tmp_path, ["abc"], {}) == tmp_path / ".venv"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.touch()
    monkeypatch.setattr(environment, "ROOT", in_the_way)
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(in_the_way))
    with pytest.raises(SetUpError, match=r"could not write to .*a-file"):
        environment.ready(environment.LOCK)


def locked(lock: Path) -> dict[str, str]:
    lines = lock.read_text(encoding="ascii").splitlines()
    return dict(line.removesuffix("\\").strip().split("==", 1) for line in lines if "==" in line and line[0] != "#")


def test_the_tests_run_on_the_very_packages_that_the_program_runs_on() -> None:
    program, tests = locked(environment.LOCK), locked(environment.TEST_LOCK)
    assert program
    assert program.items() <= tests.items()


def test_every_locked_package_has_its_hashes_and_no_address() -> None:
    for lock in (environment.LOCK, environment.TEST_LOCK):
        text = lock.read_text(encoding="ascii")
        packages = text.replace("\\\n", "").splitlines()
        assert all("--hash=sha256:" in line for line in packages if not line.startswith("#"))
        assert "://" not in text

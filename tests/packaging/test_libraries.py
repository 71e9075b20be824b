import os
import subprocess
from typing import Any

import libraries
import pytest
from set_up_error import SetUpError

WANTED = {"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libxcb-cursor.so.0": "libxcb-cursor0"}


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run; each succeeds."""
    seen: list[list[str]] = []

    def note(command: list[str], **_: Any) -> "subprocess.CompletedProcess[str]":
        seen.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", note)
    return seen


def be(monkeypatch: pytest.MonkeyPatch, *, debian: bool, user: int) -> None:
    monkeypatch.setattr(libraries, "is_debian", lambda: debian)
    monkeypatch.setattr(os, "geteuid", lambda: user)


@pytest.mark.usefixtures("linux")
def test_only_what_is_not_there_is_missing() -> None:
    assert libraries.missing(WANTED, lambda name: name != "libGL.so.1") == {"libGL.so.1": "libgl1"}
    assert libraries.missing(WANTED, lambda _: True) == {}


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_need_no_libraries(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert libraries.missing(WANTED, lambda _: False) == {}


def test_the_loader_is_asked() -> None:
    assert not libraries.loads("libno-such-library.so.1")


def test_a_window_on_x11_does_not_need_wayland_nor_the_other_way_round() -> None:
    x11 = libraries.wanted_by_window({"DISPLAY": ":0"})
    wayland = libraries.wanted_by_window({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ""})
    assert "libxcb-cursor.so.0" in x11
    assert "libwayland-cursor.so.0" not in x11
    assert "libwayland-cursor.so.0" in wayland
    assert "libxcb-cursor.so.0" not in wayland
    assert "libEGL.so.1" in x11.keys() & wayland.keys()


def test_a_user_of_debian_gets_the_line_to_run(monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]) -> None:
    be(monkeypatch, debian=True, user=1000)
    with pytest.raises(SetUpError) as told:
        libraries.provide(WANTED)
    assert "    sudo apt-get install --no-install-recommends libegl1 libgl1 libxcb-cursor0\n" in str(told.value)
    assert commands == []


def test_elsewhere_the_libraries_are_named(monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]) -> None:
    be(monkeypatch, debian=False, user=0)
    with pytest.raises(SetUpError, match=r"lacks libEGL\.so\.1, libGL\.so\.1, libxcb-cursor\.so\.0\.") as told:
        libraries.provide(WANTED)
    assert "apt" not in str(told.value)
    assert commands == []


def test_root_on_debian_gets_them_installed(monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]) -> None:
    be(monkeypatch, debian=True, user=0)
    libraries.provide(WANTED)
    update, install = commands
    assert update[:2] == ["apt-get", "update"]
    assert install[:3] == ["apt-get", "install", "--no-install-recommends"]
    assert {"libegl1", "libgl1", "libxcb-cursor0"} <= set(install)


def test_nothing_is_asked_for_when_nothing_is_missing(commands: list[list[str]]) -> None:
    libraries.provide({})
    assert commands == []


@pytest.mark.usefixtures("linux")
def test_a_missing_voice_is_mentioned_and_does_not_stop_the_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be(monkeypatch, debian=True, user=1000)
    monkeypatch.setattr(libraries, "loads", lambda name: name not in libraries.VOICE)
    assert libraries.needed_for_window({"DISPLAY": ":0"}) == {}
    told = capsys.readouterr().err
    assert "There will be no voice." in told
    assert "sudo apt-get install --no-install-recommends libespeak-ng1" in told


@pytest.mark.usefixtures("linux")
def test_the_voice_is_installed_along_with_the_libraries_of_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "loads", lambda name: name not in ("libEGL.so.1", "libespeak-ng.so.1"))
    needed = libraries.needed_for_window({"DISPLAY": ":0"})
    assert needed == {"libEGL.so.1": "libegl1", "libespeak-ng.so.1": "libespeak-ng1"}


@pytest.mark.usefixtures("linux")
def test_the_tests_want_what_screen_readers_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "loads", lambda _: True)
    monkeypatch.setattr(libraries, "is_command", lambda _: True)
    monkeypatch.setattr(os.path, "exists", lambda _: False)
    assert list(libraries.needed_for_tests().values()) == ["at-spi2-core"]

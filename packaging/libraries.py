"""The system libraries and commands that pip cannot bring: which are missing, and how to get them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from set_up_error import SetUpError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Library or command, and the Debian package that has it. What Qt 6.11 needs on Linux was read from the NEEDED entries
# of its own libraries and of its offscreen, multimedia, xcb and wayland plugins.
QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libpulse.so.0": "libpulse0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {"libwayland-cursor.so.0": "libwayland-cursor0"}
VOICE = {"libespeak-ng.so.1": "libespeak-ng1"}
TEST_COMMANDS = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus",
    "espeak-ng": "espeak-ng",
    "gdbus": "libglib2.0-bin",
    "xauth": "xauth",
    "xdotool": "xdotool",
}
TEST_SERVICES = {"/usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core"}  # what screen readers read


def loads(library: str) -> bool:
    """Whether the system's own loader finds the library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_command(name: str) -> bool:
    """Whether the command is on the path."""
    return shutil.which(name) is not None


def missing(wanted: Mapping[str, str], is_there: Callable[[str], bool]) -> dict[str, str]:
    """The wanted things that are not there, with their packages; on Windows and macOS none is wanted."""
    if sys.platform != "linux":
        return {}
    return {name: package for name, package in wanted.items() if not is_there(name)}


def install_command(packages: Mapping[str, str]) -> list[str]:
    """The command that installs these packages on Debian; each package is named once."""
    return ["apt-get", "install", "--no-install-recommends", *sorted(set(packages.values()))]


def request(wanted: Mapping[str, str], *, debian: bool) -> str:
    """What to ask of a person who has to install these: the exact line on Debian, elsewhere the names."""
    names = ", ".join(wanted)
    if debian:
        return f"This system lacks {names}.\nInstall what is missing:\n    sudo {' '.join(install_command(wanted))}"
    return f"This system lacks {names}.\nInstall what is missing with your system's package manager."


def is_debian() -> bool:
    """Whether packages come by apt here: Debian, and what is made from it."""
    return Path("/etc/debian_version").exists() and is_command("apt-get")


def provide(wanted: Mapping[str, str]) -> None:
    """Install what is wanted: as root on Debian here and now, otherwise by asking.

    Args:
        wanted: Things that are missing, with their Debian packages.

    Raises:
        SetUpError: They are not installed; the text says how to install them.
    """
    if not wanted:
        return
    debian = is_debian()
    if not debian or os.geteuid() != 0:
        raise SetUpError(request(wanted, debian=debian) + "\nThen start again.")
    print(f"Installing {' '.join(sorted(set(wanted.values())))}.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [*install_command(wanted), "-y", "-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"]
    # One source that fails to update does not mean that the packages cannot be had.
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, stdin=subprocess.DEVNULL)
    if subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL).returncode != 0:
        raise SetUpError("apt-get failed; the lines above say why.\n" + request(wanted, debian=True))


def wanted_by_window(variables: Mapping[str, str]) -> dict[str, str]:
    """The libraries for Qt and for the display server that these environment variables name."""
    x11 = X11 if variables.get("DISPLAY") else {}
    wayland = WAYLAND if variables.get("WAYLAND_DISPLAY") else {}
    return {**QT, **x11, **wayland}


def needed_for_window(variables: Mapping[str, str]) -> dict[str, str]:
    """What has to be installed before the window can open.

    The program also works in silence: a voice alone that is missing is mentioned, not needed.
    """
    window, voice = missing(wanted_by_window(variables), loads), missing(VOICE, loads)
    if window:
        return {**window, **voice}
    if voice:
        print("There will be no voice. " + request(voice, debian=is_debian()), file=sys.stderr)
    return {}


def needed_for_tests() -> dict[str, str]:
    """What has to be installed before the tests find Qt's libraries, a voice and a screen."""
    return {
        **missing({**QT, **X11, **VOICE}, loads),
        **missing(TEST_COMMANDS, is_command),
        **missing(TEST_SERVICES, os.path.exists),
    }

"""The virtual environment that the program runs in: made once, from a locked list of packages.

This module and its neighbours also have to load on Python 3.8: an old Python is told so in a sentence.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from set_up_error import SetUpError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.txt"
TEST_LOCK = ROOT / "packaging" / "requirements-test.txt"

OLDEST_PYTHON = (3, 11)
UNFINISHED = "unfinished"


def require_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that is too old.

    Args:
        version: Major, minor and patch number.

    Raises:
        SetUpError: The version is older than `OLDEST_PYTHON`.
    """
    if version < OLDEST_PYTHON:
        needed, found = (".".join(map(str, numbers)) for numbers in (OLDEST_PYTHON, version))
        raise SetUpError(
            f"Repliikki needs Python {needed} or newer; this is Python {found} ({sys.executable}).\n"
            f"Install a newer one and start with it, for example: python{needed} {' '.join(sys.argv)}"
        )


def interpreter(folder: Path) -> Path:
    """The Python of the environment in that folder."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def fingerprint(*locks: Path) -> str:
    """What an environment is made from, as a hex digest: the locked packages, the Python and the machine."""
    origin = f"{sys.implementation.cache_tag} {sysconfig.get_platform()} ".encode()
    return hashlib.sha256(b"".join([origin, *(lock.read_bytes() for lock in locks)])).hexdigest()


def stamp(folder: Path) -> Path:
    """The file that is written last, so that an interrupted set-up is noticed."""
    return folder / "repliikki-installed.txt"


def read_stamp(folder: Path) -> str:
    """The fingerprint of the packages in that folder, `UNFINISHED`, or nothing."""
    try:
        return stamp(folder).read_text(encoding="ascii")
    except OSError:
        return ""


def is_ready(folder: Path, fingerprints: Collection[str]) -> bool:
    """Whether the environment is whole, has its Python, and was made from one of these."""
    return read_stamp(folder) in fingerprints and interpreter(folder).exists()


def place(root: Path, fingerprints: Collection[str], variables: Mapping[str, str]) -> Path:
    """Where the environment lies or is to be made.

    Args:
        root: The checkout.
        fingerprints: What the environment may be made from.
        variables: The process's environment variables.

    Returns:
        `.venv` in the checkout; when that cannot be written, a folder in the user's cache, one a checkout.
    """
    home = root / ".venv"
    if is_ready(home, fingerprints) or os.access(home if home.exists() else root, os.W_OK):
        return home
    # https://specifications.freedesktop.org/basedir-spec/latest/
    cache = Path(variables.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "repliikki" / f"venv-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"


def needed(*locks: Path) -> dict[str, str]:
    """What has to be installed before the environment can be made: Debian keeps a part of Python apart."""
    if importlib.util.find_spec("ensurepip") is not None:
        return {}
    fingerprints = [fingerprint(lock) for lock in locks]
    if is_ready(place(ROOT, fingerprints, os.environ), fingerprints):
        return {}
    return {"the Python module ensurepip": f"python3.{sys.version_info.minor}-venv"}


def ready(*locks: Path) -> Path:
    """Make the environment unless one is there.

    Args:
        locks: The locked lists; an environment made from any of them will do, a new one gets the first.

    Returns:
        The environment's Python.

    Raises:
        SetUpError: It could not be made; the text says what to do.
    """
    fingerprints = [fingerprint(lock) for lock in locks]
    folder = place(ROOT, fingerprints, os.environ)
    if not is_ready(folder, fingerprints):
        try:
            make(folder, locks[0])
        except OSError as error:
            raise SetUpError(
                f"The set-up could not write to {folder} ({error.strerror}).\n"
                "Copy the program to a folder of your own, or set XDG_CACHE_HOME to a folder you may write to."
            ) from error
    return interpreter(folder)


def make(folder: Path, *locks: Path) -> None:
    """Make the environment of all these locks, or bring an older one up to them."""
    if not can_be_updated(folder):
        make_empty(folder)
    stamp(folder).write_text(UNFINISHED, encoding="ascii")
    print(f"Installing the packages into {folder}. This is done once and can take some minutes.", flush=True)
    # The lock is complete, so nothing is resolved (--no-deps) and nothing is built here (--only-binary).
    pip = [str(interpreter(folder)), "-m", "pip", "--disable-pip-version-check", "install", "--no-input"]
    files = [word for lock in locks for word in ("-r", str(lock))]
    exact = ["--no-deps", "--only-binary=:all:", "--require-hashes", *files]
    if subprocess.run(pip + exact).returncode != 0:
        raise SetUpError(
            "The packages could not be installed; the lines above say why.\n"
            "If there is no network, connect and start again: it is needed this once. Or, where there is one, run\n"
            f"    python3 -m pip download --no-deps --require-hashes {' '.join(files)} -d wheels\n"
            "with the same Python on the same kind of machine, bring the folder here, and set\n"
            "PIP_NO_INDEX=1 and PIP_FIND_LINKS=wheels for the start."
        )
    stamp(folder).write_text(fingerprint(*locks), encoding="ascii")


def make_empty(folder: Path) -> None:
    """Make an environment with nothing but pip, in place of whatever lies in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    # The Python below a running environment: that environment may be the one to be replaced.
    python = str(getattr(sys, "_base_executable", sys.executable))
    if subprocess.run([python, "-m", "venv", "--clear", str(folder)]).returncode != 0:
        raise SetUpError(f"The virtual environment {folder} could not be made; the lines above say why.")


def can_be_updated(folder: Path) -> bool:
    """Whether the environment has pip, is of this Python, and no set-up was interrupted in it."""
    python = interpreter(folder)
    if read_stamp(folder) == UNFINISHED or not python.exists():
        return False
    question = "import pip, sys; print(sys.implementation.cache_tag)"
    answer = subprocess.run([str(python), "-c", question], capture_output=True, text=True)
    return answer.stdout.strip() == sys.implementation.cache_tag

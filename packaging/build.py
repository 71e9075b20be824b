"""Build what is handed out: `python3 packaging/build.py [wheel] [program] [deb] [installer]`.

    wheel      dist/repliikki-VERSION-py3-none-any.whl, for pip, pipx and uv
    program    dist/repliikki/, the frozen program with its own Python (on macOS also Repliikki.app)
    deb        the .deb, from the program; on Debian
    installer  the Windows installer, from the program; by NSIS (not tried)

Without a name all that this system can build. The last two want the program built before. What is needed is installed
into build/venv.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import environment
from set_up_error import SetUpError

ROOT = environment.ROOT
LOCK = ROOT / "packaging" / "requirements-build.txt"
SCRATCH = ROOT / "build"
OUTPUT = ROOT / "dist"
PROGRAM = OUTPUT / "repliikki"
ICONS = SCRATCH / "icons"


def version() -> str:
    """The program's version, as pyproject.toml has it."""
    import tomllib  # an older Python has been refused by now

    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def ready() -> str:
    """The Python of the environment to build in, made unless it is there."""
    folder, locks = SCRATCH / "venv", (environment.LOCK, LOCK)
    if not environment.is_ready(folder, [environment.fingerprint(*locks)]):
        environment.make(folder, *locks)
    return str(environment.interpreter(folder))


def run(*command: str | Path) -> None:
    """Run a command in the checkout.

    Raises:
        SetUpError: It failed, after having said why.
    """
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        raise SetUpError(f"Failed: {' '.join(map(str, command))}")


def wheel() -> None:
    """Build the wheel."""
    run(ready(), "-m", "hatchling", "build", "-t", "wheel", "-d", OUTPUT)


def program() -> None:
    """Freeze the program."""
    python = ready()
    run(python, ROOT / "packaging" / "icons.py", ICONS)
    places: list[str | Path] = ["--distpath", OUTPUT, "--workpath", SCRATCH / "pyinstaller"]
    spec = ROOT / "packaging" / "repliikki.spec"
    run(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, spec)
    strip(PROGRAM)
    run(python, ROOT / "packaging" / "notice.py", PROGRAM / "NOTICE.txt")


def strip(folder: Path) -> None:
    """Take the debugging symbols out of Python's own libraries: 20 MB, where Python was compiled by hand.

    Those of the wheels are left as their makers have signed or laid them out.
    """
    if sys.platform == "linux" and shutil.which("strip"):
        inside = folder / "_internal"
        for pattern in ("libpython*.so*", "python3.*/lib-dynload/*.so"):
            run("strip", "--strip-unneeded", *inside.glob(pattern))


def deb() -> None:
    """Make the Debian package."""
    import debian

    debian.build(version(), PROGRAM, ICONS, OUTPUT, SCRATCH / "deb")


def installer() -> None:
    """Make the Windows installer."""
    script = ROOT / "packaging" / "windows" / "repliikki.nsi"
    names = {"VERSION": version(), "PROGRAM": PROGRAM, "ICON": ICONS / "repliikki.ico", "OUTPUT": OUTPUT}
    run("makensis", "-V2", *(f"-D{name}={value}" for name, value in names.items()), script)


PARTS = {"wheel": wheel, "program": program, "deb": deb, "installer": installer}


def usual() -> list[str]:
    """What is built on this system when nothing is named."""
    made_of_it = {"win32": ["installer"], "linux": ["deb"] if shutil.which("dpkg-deb") else []}
    return ["wheel", "program", *made_of_it.get(sys.platform, [])]


def main() -> int:
    """Build what the command line names; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parts = parser.parse_args().parts or usual()
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    # The same files give the same wheel and the same archive, whenever they are built (the first day of zip's time).
    os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")
    OUTPUT.mkdir(exist_ok=True)
    try:
        environment.require_python(sys.version_info[:3])
        for part in parts:
            began = time.monotonic()
            PARTS[part]()
            print(f"built: {part}, {time.monotonic() - began:.1f} s", flush=True)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Try what build.py built, as a person would: `python3 packaging/try_build.py [wheel] [program] [deb]`; or all three.

    wheel    is installed into a fresh environment
    program  is started where it lies
    deb      is installed into a new, minimal Debian 12, tried by a plain user, and removed (as root; needs debootstrap)

Each plays a session unattended, marks a reply, writes a report, takes in a bundle, speaks into a file and opens its
window. Linux only.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import build
import debian
import environment
from installed import FailedError, Installed, expect, try_screen, try_terminal, try_voice, window
from set_up_error import SetUpError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRATCH = build.SCRATCH / "try"
LARGEST = 170 * 2**20  # bytes, unpacked
OPTIONAL = {"libspeechd.so.2"}  # another way to speak, for those who have it
VARIABLES = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}


def empty(folder: Path) -> Path:
    """That folder, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def here(command: list[str], child: list[str], home: Path) -> Installed:
    """A program on this system, with a home of its own."""
    return Installed(command, child, home, str(home), {**VARIABLES, "HOME": str(home)})


def try_wheel() -> None:
    """Install the wheel into a fresh environment and try it."""
    folder = empty(SCRATCH / "wheel")
    environment.make(folder / "venv", environment.LOCK)
    python = environment.interpreter(folder / "venv")
    [wheel] = build.OUTPUT.glob(f"repliikki-{build.version()}-*.whl")
    build.run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel)
    child = [str(python), "-m", "trainer.speech.child", "espeak"]
    it = here([str(python.with_name("repliikki"))], child, folder)
    try_terminal(it)
    try_voice(it)
    with window(it, QT_QPA_PLATFORM="offscreen") as seconds:
        print(f"window after {seconds:.1f} s")


def try_program() -> None:
    """Try the frozen program where it lies."""
    size = sum(file.lstat().st_size for file in build.PROGRAM.rglob("*") if not file.is_dir())
    print(f"{size / 2**20:.0f} MiB unpacked")
    expect(size <= LARGEST, "the program is too large")
    program = str(build.PROGRAM / "repliikki")
    it = here([program], [program, "--speech-child", "espeak"], empty(SCRATCH / "program"))
    try_terminal(it)
    try_voice(it)
    with window(it, QT_QPA_PLATFORM="offscreen") as seconds:
        print(f"window after {seconds:.1f} s")


def try_deb() -> None:
    """Install the package into a new Debian, try it there as a plain user, and remove it."""
    [package] = build.OUTPUT.glob(f"repliikki_{build.version()}_*.deb")
    for entry in debian.SOURCE.glob("*.desktop"):
        build.run("desktop-file-validate", entry)
    build.run("appstreamcli", "validate", "--no-net", debian.SOURCE / "repliikki.metainfo.xml")
    with new_debian(SCRATCH / "debian-12") as root:
        before = named_after_it(root)
        shutil.copy(package, root / "root")
        install(root, f"/root/{package.name}")
        expect(not inside(root, "dpkg", "--verify", "repliikki"), "installed files are not those of the package")
        expect(not missing_libraries(root), f"libraries are missing: {missing_libraries(root)}")
        it = plain_user(root)
        try_terminal(it)
        seconds = try_screen(it, SCRATCH / "window.png")
        print(f"without a voice: window on the screen after {seconds:.1f} s")
        install(root, "espeak-ng", "shared-mime-info", "desktop-file-utils")
        try_voice(it)
        seconds = try_screen(it, SCRATCH / "window.png")
        print(f"with a voice: window on the screen after {seconds:.1f} s; {SCRATCH / 'window.png'}")
        expect("*.repliikki" in (root / "usr/share/mime/globs2").read_text(), "the type of bundles is not known")
        openers = (root / "usr/share/applications/mimeinfo.cache").read_text()
        expect("application/x-repliikki-sessions=repliikki.desktop" in openers, "nothing opens a bundle")
        inside(root, "apt-get", "purge", "-qq", "--autoremove", "repliikki")
        expect(named_after_it(root) == before, f"left behind: {named_after_it(root) - before}")
        expect((it.folder / "data/repliikki.db").exists(), "removing it removed the user's data")


@contextmanager
def new_debian(root: Path) -> Iterator[Path]:
    """A minimal Debian 12 in that folder, with /proc and this machine's screens."""
    base = build.SCRATCH / "debian-12"
    if not (base / "root").exists():
        build.run("debootstrap", "--variant=minbase", "bookworm", base)
    shutil.rmtree(root, ignore_errors=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    build.run("cp", "-a", base, root)
    screens = root / "tmp/.X11-unix"
    screens.mkdir()
    Path("/tmp/.X11-unix").mkdir(mode=0o1777, exist_ok=True)
    mounts = {root / "proc": "/proc", screens: "/tmp/.X11-unix"}
    try:
        for place, source in mounts.items():
            build.run("mount", "--bind", source, place)
        inside(root, "apt-get", "update", "-qq")
        yield root
    finally:
        for place in mounts:
            subprocess.run(["umount", "--lazy", place], stderr=subprocess.DEVNULL)


def inside(root: Path, *command: str) -> str:
    """What a command that root runs in that Debian prints.

    Raises:
        FailedError: It ended with an error.
    """
    variables = {**VARIABLES, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive"}
    ended = subprocess.run(["chroot", root, *command], env=variables, capture_output=True, text=True)
    expect(ended.returncode == 0, f"{' '.join(command)}:\n{ended.stdout}{ended.stderr}")
    return ended.stdout


def install(root: Path, *packages: str) -> None:
    """Install packages there, with what they depend on and nothing else."""
    inside(root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def plain_user(root: Path) -> Installed:
    """The program there, as somebody without rights starts it."""
    inside(root, "useradd", "--create-home", "trainee")
    home = "/home/trainee"
    (root / "home/trainee").chmod(0o755)
    start = ["/usr/sbin/chroot", "--userspec=trainee:trainee", str(root)]
    child = [*start, "/usr/lib/repliikki/repliikki", "--speech-child", "espeak"]
    return Installed([*start, "repliikki"], child, root / "home/trainee", home, {**VARIABLES, "HOME": home})


def missing_libraries(root: Path) -> set[str]:
    """The shared libraries that something in the program is linked with and that are not there."""
    found = "find /usr/lib/repliikki -type f ( -name *.so* -o -name repliikki ) -exec ldd {} ;"
    lines = inside(root, *found.split()).splitlines()
    return {line.split()[0] for line in lines if "not found" in line} - OPTIONAL


def named_after_it(root: Path) -> set[str]:
    """The files of the system that have the program's name, outside of what apt and people keep."""
    system = ("usr", "etc", "opt", "var/lib/dpkg/info", "var/cache/man")
    return {str(file) for top in system for file in (root / top).rglob("*repliikki*")}


TRIES = {"wheel": try_wheel, "program": try_program, "deb": try_deb}


def main() -> int:
    """Try what the command line names; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(TRIES))
    parts = parser.parse_args().parts or list(TRIES)
    if unknown := set(parts) - set(TRIES):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    failed = []
    for part in parts:
        print(f"--- {part}", flush=True)
        began = time.monotonic()
        try:
            TRIES[part]()
        except (FailedError, SetUpError) as error:
            print(error, file=sys.stderr)
            failed.append(part)
        print(f"{'FAILED' if part in failed else 'ok'}: {part}, {time.monotonic() - began:.1f} s\n", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

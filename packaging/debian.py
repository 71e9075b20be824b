"""The .deb, made from the frozen program by dpkg-deb."""

from __future__ import annotations

import gzip
import hashlib
import platform
import shutil
import subprocess
from pathlib import Path

import environment
import libraries

SOURCE = environment.ROOT / "packaging" / "linux"
# Where a file of SOURCE goes, and with which rights.
FILES = {
    "repliikki.desktop": ("usr/share/applications/repliikki.desktop", 0o644),
    "repliikki.xml": ("usr/share/mime/packages/repliikki.xml", 0o644),
    "repliikki.metainfo.xml": ("usr/share/metainfo/fi.repliikki.Repliikki.metainfo.xml", 0o644),
    "copyright": ("usr/share/doc/repliikki/copyright", 0o644),
}
PACKED = {
    "repliikki.1": "usr/share/man/man1/repliikki.1.gz",
    "fi/repliikki.1": "usr/share/man/fi/man1/repliikki.1.gz",
}
ICONS = "usr/share/icons/hicolor"
PROGRAM = "usr/lib/repliikki"


# What Python's own modules are linked with, and Qt's plug-ins besides what libraries.py names.
LINKED = ["libbz2-1.0", "libexpat1", "libffi8", "libgcc-s1", "liblzma5", "libsqlite3-0", "libssl3", "libstdc++6"]
LINKED += ["libuuid1", "libwayland-egl1", "libzstd1", "zlib1g"]


def depends(glibc: str) -> list[str]:
    """The packages that the frozen program cannot do without.

    Args:
        glibc: Version of the C library it was built with; an older one would not do.
    """
    named = {**libraries.QT, **libraries.X11, **libraries.WAYLAND}
    return [f"libc6 (>= {glibc})", *sorted({*LINKED, *named.values()})]


def control(version: str, architecture: str, glibc: str, size: int) -> str:
    """What the package says of itself.

    Args:
        version: Of the program.
        architecture: Debian's name for it.
        glibc: Version of the C library it was built with.
        size: Installed, in KiB.
    """
    return f"""\
Package: repliikki
Version: {version}
Architecture: {architecture}
Maintainer: The Repliikki contributors <contributors@repliikki.invalid>
Installed-Size: {size}
Section: education
Priority: optional
Depends: {", ".join(depends(glibc))}
Recommends: espeak-ng
Description: practise hard customer conversations
 Repliikki plays the person: you hear and read what they say, choose or write
 your answer, see trust and tension move, and get a debrief that shows what
 helped and what cost. In Finnish and English, without a network.
 .
 espeak-ng gives the voice.
"""


def lay_out(root: Path, program: Path, icons: Path) -> None:
    """Put every file where Debian wants it, below the root."""
    shutil.copytree(program, root / PROGRAM, symlinks=True)
    for name, (place, rights) in FILES.items():
        put(root / place, (SOURCE / name).read_bytes(), rights)
    for name, place in PACKED.items():
        put(root / place, gzip.compress((SOURCE / name).read_bytes(), mtime=0))
    notice = root / PROGRAM / "NOTICE.txt"
    put(root / "usr/share/doc/repliikki/NOTICE.txt.gz", gzip.compress(notice.read_bytes(), mtime=0))
    notice.unlink()
    for picture in icons.glob("*-*.png"):
        size = picture.stem.split("-")[1]
        put(root / ICONS / f"{size}x{size}/apps/repliikki.png", picture.read_bytes())
    put(root / ICONS / "scalable/apps/repliikki.svg", (icons / "repliikki.svg").read_bytes())
    command = root / "usr/bin/repliikki"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/repliikki/repliikki")


def put(file: Path, content: bytes, rights: int = 0o644) -> None:
    """Write a file, with its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    file.chmod(rights)


def describe(root: Path, version: str) -> None:
    """Write the package's control files for what lies below the root."""
    files = sorted(file for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    for path in root.rglob("*"):  # whatever umask it was built under
        if not path.is_symlink():
            started = path.stat().st_mode & 0o100 and ".so" not in path.name
            path.chmod(0o755 if path.is_dir() or started else 0o644)
    sums = "".join(f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(root)}\n" for file in files)
    size = sum(file.stat().st_size for file in files) // 1024
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    put(root / "DEBIAN/control", control(version, architecture, platform.libc_ver()[1], size).encode())
    put(root / "DEBIAN/md5sums", sums.encode())


def build(version: str, program: Path, icons: Path, folder: Path, scratch: Path) -> None:
    """Make repliikki_VERSION_ARCHITECTURE.deb in the folder.

    Args:
        version: Of the program.
        program: The folder of the frozen program.
        icons: The icons that icons.py made.
        folder: Where the package goes.
        scratch: A folder to lay it out in; whatever is there is deleted.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    lay_out(scratch, program, icons)
    describe(scratch, version)
    # Measured: zstd 64 MB in 1 s; xz level 2 53 MB in 30 s, level 6 48 MB in some minutes.
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", scratch, folder], check=True)

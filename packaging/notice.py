"""The licences of all that a built program holds, in one text: `python notice.py FILE`.

Run in the environment that the program is frozen in. A package without a licence text stops the build.
"""

from __future__ import annotations

import json
import re
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = environment.ROOT / "packaging" / "licences"
ASSETS = environment.ROOT / "assets"
LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)

# Wheels of Qt bring no licence texts along.
TEXTS_FOR = {
    "pyside6-addons": ("qt.txt", "LGPL-2.1.txt"),
    "pyside6-essentials": ("qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
SOURCE_OFFER = """\
Qt, PySide6 and FFmpeg are used as shared libraries under the LGPL, unchanged. They lie in the folder PySide6 as files
of their own and may be replaced by your own builds of the same versions; their makers publish the sources under the
same version numbers. pyttsx3 is used under the MPL 2.0, unchanged; its source is its published source package."""


class Part(NamedTuple):
    """A part of the program that others have made.

    Attributes:
        name: Name and version.
        licence: In short.
        texts: Licence texts and notices.
    """

    name: str
    licence: str
    texts: tuple[str, ...]


class NoLicenceError(Exception):
    """Something would be shipped whose licence is not known."""


def locked(lock: Path) -> list[str]:
    """The names of the packages in a locked list, for whatever system they are."""
    return re.findall(r"^([A-Za-z0-9_.-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)


def package(found: Distribution) -> Part:
    """A Python package, by what its metadata and its licence files say.

    Raises:
        NoLicenceError: Neither does it bring a text nor is there one here.
    """
    about = found.metadata
    classified = [value.split(" :: ")[-1] for value in about.get_all("Classifier", []) if value.startswith("License")]
    [licence] = (about.get_all("License-Expression") or about.get_all("License") or [""])[:1]
    texts = [
        Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        for file in found.files or []
        if ".dist-info/" in str(file) and LICENCE_FILE.search(str(file))
    ]
    texts += [
        (TEXTS / name).read_text(encoding="utf-8") for name in TEXTS_FOR.get(found.name.lower().replace("_", "-"), ())
    ]
    if not texts:
        raise NoLicenceError(f"{found.name} {found.version} brings no licence text; put one into {TEXTS.name}/.")
    return Part(
        f"{found.name} {found.version}",
        licence.strip().split("\n")[0] or ", ".join(classified),
        (*texts, *components(found)),
    )


def components(found: Distribution) -> Iterator[str]:
    """What a package says it was linked from, by its bills of materials: one text a bill, one line a component."""
    for file in found.files or []:
        if "/sboms/" in str(file):
            bill = json.loads(Path(str(file.locate())).read_text(encoding="utf-8"))
            lines = [
                f"    {each['name']} {each.get('version', '')}: {said}"
                for each in bill.get("components", [])
                for said in [
                    entry.get("expression") or entry["license"].get("id") for entry in each.get("licenses", [])
                ]
            ]
            if lines:
                yield "\n".join(["Linked into it:", *lines])


def packages(lock: Path) -> Iterator[Part]:
    """The locked packages that are installed on this system."""
    for name in locked(lock):
        try:
            yield package(distribution(name))
        except PackageNotFoundError:
            continue  # it is for another system


def python() -> Part:
    """Python itself."""
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if not text.exists():  # Debian keeps it elsewhere
        text = Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright")
    return Part(f"Python {sys.version.split()[0]}", "PSF-2.0", (text.read_text(encoding="utf-8"),))


def assets() -> Part:
    """Pictures, fonts and icons."""
    files = [ASSETS / "LICENSES.md", *sorted(ASSETS.glob("*/LICENSE.txt")), *sorted(ASSETS.glob("*/OFL.txt"))]
    return Part(
        "Pictures, fonts and icons", "CC0-1.0, OFL-1.1, ISC, MIT", tuple(file.read_text("utf-8") for file in files)
    )


def written(parts: list[Part]) -> str:
    """The notice: a list first, then each text once, under all it goes with."""
    under: dict[str, list[str]] = {}
    for part in parts:
        for text in part.texts:
            under.setdefault(text.strip(), []).append(part.name)
    own = (environment.ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    listed = "\n".join(f"    {part.name}: {part.licence}" for part in parts)
    texts = [f"{'=' * 100}\n{', '.join(names)}\n{'=' * 100}\n\n{text}" for text, names in under.items()]
    return "\n\n".join(["Repliikki", own, "It holds what others have made:", listed, SOURCE_OFFER, *texts, ""])


def main(file: Path) -> None:
    """Write the notice."""
    loader = Part("PyInstaller's start program", "GPL-2.0-or-later with an exception for what it starts", ())
    parts = [*packages(environment.LOCK), python(), assets()]
    text = package(distribution("pyinstaller"))
    file.write_text(written([*parts, loader._replace(texts=text.texts)]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

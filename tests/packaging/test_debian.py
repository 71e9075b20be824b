import gzip
import tomllib
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import debian
import libraries
import pytest

from trainer.__main__ import main
from trainer.exchange.bundle import SUFFIX

FREEDESKTOP = "{http://www.freedesktop.org/standards/shared-mime-info}"


def project_version(checkout: Path) -> str:
    return str(tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def entry(name: str) -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(debian.SOURCE / name, encoding="utf-8")
    return dict(parser["Desktop Entry"])


def laid_out(folder: Path) -> Path:
    program, icons, root = folder / "program", folder / "icons", folder / "root"
    program.mkdir()
    icons.mkdir()
    (program / "repliikki").write_text("#!/bin/sh\n")
    (program / "repliikki").chmod(0o700)
    (program / "NOTICE.txt").write_text("Qt: LGPL-3.0")
    (icons / "repliikki-48.png").write_bytes(b"png")
    (icons / "repliikki.svg").write_bytes(b"svg")
    debian.lay_out(root, program, icons)
    return root


def test_every_file_is_where_the_desktop_looks_for_it(tmp_path: Path) -> None:
    root = laid_out(tmp_path)
    assert (root / "usr/bin/repliikki").resolve() == root / "usr/lib/repliikki/repliikki"
    assert (root / "usr/share/icons/hicolor/48x48/apps/repliikki.png").read_bytes() == b"png"
    assert (root / "usr/share/icons/hicolor/scalable/apps/repliikki.svg").read_bytes() == b"svg"
    assert gzip.decompress((root / "usr/share/doc/repliikki/NOTICE.txt.gz").read_bytes()) == b"Qt: LGPL-3.0"


@pytest.mark.skipif(not Path("/usr/bin/dpkg").exists(), reason="no Debian")
def test_anybody_may_read_and_start_what_root_installs(tmp_path: Path) -> None:
    root = laid_out(tmp_path)
    debian.describe(root, "1.2.3")
    assert (root / "usr/lib/repliikki/repliikki").stat().st_mode & 0o777 == 0o755
    assert (root / "usr/share/doc/repliikki/copyright").stat().st_mode & 0o777 == 0o644
    assert "Version: 1.2.3\n" in (root / "DEBIAN/control").read_text()
    assert "  usr/lib/repliikki/repliikki\n" in (root / "DEBIAN/md5sums").read_text()


def test_it_depends_on_every_library_that_the_window_wants() -> None:
    told = debian.control("1.2.3", "amd64", "2.36", 1)
    for package in {**libraries.QT, **libraries.X11, **libraries.WAYLAND}.values():
        assert f" {package}," in told
    assert "libc6 (>= 2.36)" in told
    assert "\nRecommends: espeak-ng\n" in told


def test_the_menu_speaks_finnish_too() -> None:
    told = entry("repliikki.desktop")
    for key in ("Name", "Comment"):
        assert told[key]
        assert told[f"{key}[fi]"]


def test_a_bundle_is_known_by_its_ending_and_opened() -> None:
    types = ET.parse(debian.SOURCE / "repliikki.xml").getroot()
    globs = {
        pattern.get("pattern"): kind.get("type") for kind in types for pattern in kind.iter(f"{FREEDESKTOP}glob")
    }  # fmt: skip
    assert globs[f"*{SUFFIX}"] in entry("repliikki.desktop")["MimeType"].split(";")


def test_the_newest_release_told_is_this_one(checkout: Path) -> None:
    told = ET.parse(debian.SOURCE / "repliikki.metainfo.xml").find("releases/release")
    assert told is not None
    assert told.get("version") == project_version(checkout)


@pytest.mark.parametrize("page", ["repliikki.1", "fi/repliikki.1"])
def test_the_manual_names_every_command(page: str) -> None:
    text = (debian.SOURCE / page).read_text(encoding="utf-8")
    told = {line.split()[1].replace("\\", "") for line in text.splitlines() if line.startswith((".B ", ".BI "))}
    assert set(main.commands) - told == set()  # a new command wants a line in both pages

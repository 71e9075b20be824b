import re
from importlib.metadata import Distribution
from pathlib import Path

import environment
import notice
import pytest


def installed(folder: Path, name: str, **files: str) -> Distribution:
    about = folder / f"{name}-1.0.dist-info"
    about.mkdir(parents=True)
    metadata = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nLicense-Expression: MIT\n"
    contents = {"METADATA": metadata, **files}
    for path, text in contents.items():
        (about / path).write_text(text, encoding="utf-8")
    (about / "RECORD").write_text("".join(f"{about.name}/{path},,\n" for path in contents), encoding="utf-8")
    return Distribution.at(about)


def test_a_package_is_named_with_its_licence_and_its_text(tmp_path: Path) -> None:
    part = notice.package(installed(tmp_path, "thing", LICENSE="Copyright Somebody"))
    assert part == notice.Part("thing 1.0", "MIT", ("Copyright Somebody",))


def test_a_package_without_a_text_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(notice.NoLicenceError, match=r"thing 1\.0"):
        notice.package(installed(tmp_path, "thing"))


def test_every_package_that_the_program_runs_on_is_in_it() -> None:
    names = {part.name.split()[0].lower().replace("_", "-") for part in notice.packages(environment.LOCK)}
    assert {"pyside6-essentials", "pyside6-addons", "shiboken6", "pyttsx3", "pydantic", "pyyaml"} <= names


def test_what_a_package_was_linked_from_is_in_it() -> None:
    [rust] = [part for part in notice.packages(environment.LOCK) if part.name.startswith("pydantic_core")]
    assert any("serde" in text and "MIT OR Apache-2.0" in text for text in rust.texts)


def test_the_notice_has_each_text_once_under_all_it_goes_with() -> None:
    parts = [notice.Part("a 1", "MIT", ("one text",)), notice.Part("b 2", "MIT", ("one text\n", "another"))]
    told = notice.written(parts)
    assert told.count("one text") == 1
    assert re.search(r"^a 1, b 2\n=+\n\none text$", told, re.MULTILINE)
    assert "    b 2: MIT\n" in told
    assert told.startswith("Repliikki\n\nMIT License")


def test_fonts_and_pictures_bring_their_licences() -> None:
    texts = notice.assets().texts
    assert any("SIL OPEN FONT LICENSE" in text.upper() for text in texts)
    assert any("CC0" in text for text in texts)

"""The parts of the guide that follow from the code are as the code is."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from pathlib import Path

import guide
import pytest
import screenshots
from contents import is_wanted
from PySide6.QtGui import QColor, QImage

from trainer.review.rules import RULES

CODE = re.compile(r"`([^`\n]+)`")
# Where an abbreviated name is looked for.
SUFFIXES = (".py", ".yaml", ".toml", ".json", ".md")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_authors_guide_has_the_rules_as_they_are(language: str) -> None:
    written = guide.file(language).read_text(encoding="utf-8")
    assert written == guide.author_guide(language), "run packaging/guide.py"


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_rule_is_told_with_its_reason_and_an_example(language: str) -> None:
    rules = guide.author_guide(language).partition(guide.MARK)[2]
    told = re.findall(r"^### (RL\d+): \S.+\n\n\S.+\n\n```diff\n", rules, re.MULTILINE)
    assert told == list(RULES)


@pytest.mark.parametrize("place", ["assets/guide/fi/start.md", "assets/guide/screens/fi-start.png"])
def test_the_frozen_program_brings_the_guide(place: str, checkout: Path) -> None:
    assert (checkout / place).is_file()
    assert is_wanted(place, ["en", "fi"])


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_small_and_has_an_edge(tmp_path: Path) -> None:
    image = QImage(*screenshots.WINDOW, QImage.Format.Format_RGB32)
    image.fill(QColor("#FAF8F5"))
    screenshots.write(image, tmp_path / "one.png")
    screenshots.write(image, tmp_path / "other.png")
    picture = QImage(str(tmp_path / "one.png"))
    assert picture.width() == screenshots.WIDTH
    assert picture.pixelColor(100, 100) == QColor("#FAF8F5")
    assert picture.pixelColor(0, 0) != QColor("#FAF8F5")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "other.png").read_bytes()


# ---- the page for developers


def developer(checkout: Path) -> str:
    return (checkout / "assets" / "guide" / "developer.md").read_text(encoding="utf-8")


def names(checkout: Path) -> list[str]:
    """What stands as code, but for commands."""
    return [name for name in CODE.findall(developer(checkout)) if " " not in name]


def test_every_file_and_folder_it_names_exists(checkout: Path) -> None:
    paths = [name for name in names(checkout) if "/" in name or name.endswith(SUFFIXES)]
    assert len(paths) > 30
    assert [path for path in paths if not (checkout / path).exists()] == []


def test_every_name_it_gives_is_in_the_file_it_names(checkout: Path) -> None:
    """A name of the code is looked for in the files that are named in the same line."""
    unfound = []
    for line in developer(checkout).splitlines():
        said = CODE.findall(line)
        files = [checkout / name for name in said if name.endswith(".py")]
        for name in said:
            if re.fullmatch(r"[A-Z]\w*(\.\w+)?", name) and files and not _defined(name, files, checkout):
                unfound.append(name)
    assert unfound == []


def _defined(name: str, files: list[Path], checkout: Path) -> bool:
    """Whether a class, constant or member is defined in one of the files, or a class in any."""
    owner, _, member = name.partition(".")
    wanted = member or owner
    for file in files:
        text = file.read_text(encoding="utf-8")
        if re.search(rf"^\s*(class|def) {wanted}\b|^\s*{wanted}\b[^=\n]*=", text, re.MULTILINE):
            return True
    everything = [*checkout.joinpath("trainer").rglob("*.py")]
    classes = {
        node.name: node
        for file in everything
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    if owner not in classes:
        return owner[0] == "Q"  # one of Qt's
    return not member or member in {getattr(node, "name", "") for node in classes[owner].body}


def test_its_rooms_are_the_rooms_in_the_order_of_the_contract(checkout: Path) -> None:
    table = re.findall(r"^\| `trainer/(\w+)(?:\.py)?` \|", developer(checkout), re.MULTILINE)
    settings = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [each for each in settings["tool"]["importlinter"]["contracts"] if each["id"] == "one-way"]
    places = {room: n for n, layer in enumerate(contract["layers"]) for room in layer.split(" | ")}
    there = {file.stem for file in (checkout / "trainer").iterdir() if file.suffix in ("", ".py")}
    assert set(table) == there - {"__init__", "__pycache__", "scenarios", "assets"}
    order = [places[room] for room in table if room in places]
    assert order == sorted(order)


def test_its_commands_are_there(checkout: Path) -> None:
    commands = re.findall(r"`repliikki (\w+)", developer(checkout))
    main = importlib.import_module("trainer.__main__")
    assert set(commands) <= set(main.main.commands)
    scripts = re.findall(r"python3? (packaging/\w+\.py)", developer(checkout))
    assert all((checkout / script).is_file() for script in scripts)

"""`new` and `translate`, as an author types them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.review.examples import written
from tests.scenario.example import edit
from tests.terminal.conftest import CommandLine


@pytest.fixture
def lamp(repliikki: CommandLine) -> Path:
    """A scenario without fault, among the person's own."""
    own = repliikki.data / "scenarios"
    own.mkdir(parents=True)
    return written(own)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_new_scenario_plays_at_once_and_has_no_fault(repliikki: CommandLine, language: str) -> None:
    told = repliikki("new", "first-call", "--language", language)
    assert told.exit_code == 0
    folder = repliikki.data / "scenarios" / "first-call"
    assert f"Created: {folder}\n" in told.stdout
    assert f"repliikki --data {repliikki.data} play first-call\n" in told.stdout
    assert f"repliikki --data {repliikki.data} check --watch {folder}\n" in told.stdout
    assert repliikki("check", "--strict", folder).exit_code == 0
    for spoken in ("fi", "en"):
        played = repliikki.json("play", "first-call", "--language", spoken, "--replies", "best")
        assert (played["score"], played["ending"]) == (100, "on-time")
    assert f"language: {language} " in (folder / "scenario.yaml").read_text(encoding="utf-8")


def test_it_is_written_in_the_language_of_the_system(repliikki: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    assert repliikki("new", "eka").exit_code == 0
    assert "language: fi " in (repliikki.data / "scenarios" / "eka" / "scenario.yaml").read_text(encoding="utf-8")


def test_editors_find_the_schema_that_its_first_line_names(repliikki: CommandLine, tmp_path: Path) -> None:
    repliikki("new", "first-call", "--folder", tmp_path / "mine")
    scenario = tmp_path / "mine" / "first-call"
    [named] = (scenario / "scenario.yaml").read_text(encoding="utf-8").splitlines()[0].split("$schema=")[1:]
    assert (scenario / named).exists()


def test_elsewhere_it_says_where_to_put_it(repliikki: CommandLine, tmp_path: Path) -> None:
    told = repliikki("new", "first-call", "--folder", tmp_path / "my scenarios").stdout
    assert f"put the folder into {repliikki.data / 'scenarios'}" in told
    assert f'check --watch "{tmp_path / "my scenarios" / "first-call"}"' in told


@pytest.mark.parametrize("scenario", ["First call", "1st", "", "../up", "a" * 61, "puhelu-ä"])
def test_what_is_no_id_is_refused(repliikki: CommandLine, scenario: str) -> None:
    assert "isn't a valid id for a scenario" in repliikki.fails("new", scenario)
    assert not (repliikki.data / "scenarios").exists()


def test_an_id_that_is_taken_is_refused(repliikki: CommandLine, tmp_path: Path) -> None:
    assert "There is a “complaint” already in " in repliikki.fails("new", "complaint", "--folder", tmp_path)
    repliikki("new", "first-call")
    edit(repliikki.data / "scenarios" / "first-call", "minutes: 3", "minutes: 4")
    assert "There is a “first-call” already in " in repliikki.fails("new", "first-call")
    text = (repliikki.data / "scenarios" / "first-call" / "scenario.yaml").read_text(encoding="utf-8")
    assert "minutes: 4" in text


def test_a_folder_that_cannot_be_written_to_is_told(repliikki: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder\n", encoding="utf-8")
    told = repliikki.fails("new", "first-call", "--folder", tmp_path / "file")
    assert told.startswith(f"{tmp_path / 'file' / 'first-call'} cannot be created: ")
    assert "Choose another folder" in told


def test_a_disk_that_fills_up_leaves_nothing_half(
    repliikki: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(file: Path, text: str, encoding: str) -> int:
        if file.name == "scenario.yaml":
            raise OSError(28, "No space left on device")
        return write(file, text, encoding=encoding)

    monkeypatch.setattr(Path, "write_text", full)
    assert "No space left on device" in repliikki.fails("new", "first-call", "--folder", tmp_path / "mine")
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["scenario.schema.json"]


def test_a_translation_from_the_first_run_to_the_last(repliikki: CommandLine, lamp: Path) -> None:
    told = repliikki("translate", "lamp", "sv")
    assert told.exit_code == 0
    assert told.stdout.startswith(f"{lamp / 'sv.yaml'}: ")
    assert " 0 to compare.\nIt is played in “sv” once no text is missing.\n" in told.stdout
    assert "it can be played in: en, fi" in repliikki.fails("play", "lamp", "--language", "sv", "--replies", "best")
    assert repliikki.json("play", "lamp", "--language", "en", "--replies", "best")["score"] == 100
    assert repliikki("check", lamp).exit_code == 0
    assert "sv.yaml" in repliikki("check", lamp).stdout
    file = lamp / "sv.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(': ""', ": Ja visst."), encoding="utf-8")
    edit(lamp, "source: Ja visst.", 'source: ""', "sv.yaml")
    assert repliikki("translate", lamp, "sv").stdout.endswith(" 0 missing, 0 to compare.\nNothing is left to do.\n")
    assert repliikki("check", "--strict", lamp).exit_code == 0
    assert repliikki.json("play", "lamp", "--language", "sv", "--replies", "best")["score"] == 100


def test_what_it_takes_out_is_told(repliikki: CommandLine, lamp: Path) -> None:
    edit(lamp, "title: Valaisin\n", "title: Valaisin\nfacts: {gift: Lahja., order: Tilaus 20417.}\n", "fi.yaml")
    text = (lamp / "fi.yaml").read_text(encoding="utf-8")
    start = text.index("facts: {gift: Valaisin")
    (lamp / "fi.yaml").write_text(text[:start] + text[text.index("\n", start) + 1 :], encoding="utf-8")
    told = repliikki("translate", "lamp", "fi").stdout
    assert told.endswith("No longer in the scenario, and removed from the file:\n  facts.order: Tilaus 20417.\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("lamb", "fi"), "Did you mean “lamp”?"),
        (("lamp", "en"), "“en” is already the language of scenario.yaml."),
        (("lamp", "Suomi"), "“Suomi” isn't a language code, such as fi or en."),
        (("lamp", "../fi"), "isn't a language code"),
    ],
)
def test_what_cannot_be_translated_is_told(
    repliikki: CommandLine, lamp: Path, arguments: tuple[str, str], told: str
) -> None:
    assert lamp.exists()
    assert told in repliikki.fails("translate", *arguments)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: Valaisin\n", "title: Valaisin\nsumary: Väärin.\n", "“sumary” is not a key that belongs here"),
        ("title: Valaisin\n", "title: 'Valaisin\n", "quotation mark"),
        ("language: fi", "language: sv", "its language is “sv”"),
    ],
)
def test_a_translation_that_cannot_be_understood_is_left_as_it_is(
    repliikki: CommandLine, lamp: Path, old: str, new: str, told: str
) -> None:
    edit(lamp, old, new, "fi.yaml")
    before = (lamp / "fi.yaml").read_bytes()
    assert told in repliikki.fails("translate", "lamp", "fi")
    assert (lamp / "fi.yaml").read_bytes() == before


def test_what_is_missing_so_much_that_the_check_refuses_it_is_added(repliikki: CommandLine, lamp: Path) -> None:
    (lamp / "fi.yaml").write_text("language: fi\ntitle: Valaisin\n", encoding="utf-8")
    assert repliikki("check", lamp).exit_code == 1
    assert repliikki("translate", "lamp", "fi").exit_code == 0
    assert repliikki("check", lamp).exit_code == 0
    assert "title: Valaisin\n" in (lamp / "fi.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_translation_that_leads_out_of_its_folder_is_left_alone(
    repliikki: CommandLine, lamp: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("language: sv\n", encoding="utf-8")
    (lamp / "sv.yaml").symlink_to(outside)
    assert "leads out of its folder" in repliikki.fails("translate", lamp, "sv")
    assert outside.read_text(encoding="utf-8") == "language: sv\n"


def test_a_write_that_fails_leaves_the_old_file(
    repliikki: CommandLine, lamp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(lamp, "title: The lamp", "title: The late lamp")
    before = (lamp / "fi.yaml").read_bytes()

    def refuse(file: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(file), None, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    assert "No space left on device" in repliikki.fails("translate", lamp, "fi")
    assert (lamp / "fi.yaml").read_bytes() == before
    assert not list(lamp.glob("*.unfinished"))


def test_a_shipped_scenario_is_not_translated_in_the_programs_own_folder(repliikki: CommandLine) -> None:
    told = repliikki.fails("translate", "complaint", "sv")
    assert "belongs to the program" in told
    assert str(repliikki.data / "scenarios") in told

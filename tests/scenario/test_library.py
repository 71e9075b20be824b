"""The scenarios at hand: found, kept, kept up to date, and never lost to a broken edit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

import trainer
from tests.scenario.example import copied, edit, script
from trainer.errors import TrainerError
from trainer.scenario.files import ScenarioError
from trainer.scenario.library import Library

LIST = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from trainer.scenario.library import Library
library = Library([Path(sys.argv[1])], Path(sys.argv[2]), Path(sys.argv[3]))
heavy = sorted({"yaml", "pydantic", "PySide6"} & set(sys.modules))
print(json.dumps([[asdict(summary) for summary in library.summaries], heavy]))
"""


class Home:
    """Folders of one person: scenarios, cache and portraits."""

    def __init__(self, folder: Path) -> None:
        self.scenarios, self.cache, self.portraits = (folder / name for name in ("scenarios", "cache", "portraits"))
        self.portraits.mkdir()
        for name in ("sam-calm", "sam-angry", "anna-maria-calm"):
            (self.portraits / f"{name}.svg").write_text("<svg/>", encoding="utf-8")
        self.lamp = copied(self.scenarios)

    def library(self) -> Library:
        return Library([self.scenarios], self.cache, self.portraits)

    def listed_by_a_new_process(self) -> tuple[object, list[str]]:
        """The summaries, and which slow modules were imported for them."""
        done = subprocess.run(
            [sys.executable, "-c", LIST, self.scenarios, self.cache, self.portraits],
            env={**os.environ, "PYTHONPATH": str(Path(trainer.__file__).parent.parent)},
            capture_output=True, check=True, text=True,
        )  # fmt: skip
        summaries, heavy = json.loads(done.stdout)
        return summaries, heavy


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def title(library: Library) -> str:
    return library.summary("late-lamp").title["en"]


def test_a_summary_tells_what_a_list_shows(home: Home) -> None:
    (summary,) = home.library().summaries
    assert (summary.id, summary.languages) == ("late-lamp", ("en", "fi"))
    assert summary.title == {"en": "The late lamp", "fi": "Myöhässä oleva valaisin"}
    assert (summary.person, summary.portrait, summary.difficulty, summary.minutes) == ("Sam Ward", "sam", 2, 4)
    assert summary.criteria == {"feeling": 3, "next_step": 2, "respect": 1}
    assert (summary.scenes, summary.endings, summary.lessons) == (2, 2, ("002.complaint", "003.listen"))
    assert summary.text(summary.title, "fi") == "Myöhässä oleva valaisin"
    assert summary.text(summary.title, "sv") == "The late lamp"


def test_a_warm_cache_gives_the_same_without_the_slow_modules(home: Home) -> None:
    cold, read_with = home.listed_by_a_new_process()
    warm, listed_with = home.listed_by_a_new_process()
    assert "yaml" in read_with
    assert listed_with == []
    assert warm == cold == json.loads(json.dumps([asdict(summary) for summary in home.library().summaries]))
    assert home.library().summaries == Library([home.scenarios], home.cache / "none", home.portraits).summaries


def test_the_script_of_a_warm_cache_is_the_one_that_was_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.library()
    monkeypatch.setattr("trainer.scenario.files.read_folder", None)
    kept = home.library().script("late-lamp")
    assert kept == script(home.lamp)
    assert kept.digest() == script(home.lamp).digest()


def test_an_unchanged_scenario_is_not_read_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    library = home.library()
    monkeypatch.setattr("trainer.scenario.files.read_folder", None)
    library.reload()
    assert title(library) == "The late lamp"
    assert library.script("late-lamp") is library.script("late-lamp")


@pytest.mark.parametrize("restart", [False, True])
def test_an_edit_is_noticed(home: Home, restart: bool) -> None:
    library = home.library()
    library.script("late-lamp")
    edit(home.lamp, "The late lamp", "The later lamp")
    edit(home.lamp, "Poissa", "Mennyttä", "fi.yaml")
    library = again(home, library, restart)
    assert title(library) == "The later lamp"
    assert library.script("late-lamp").source.title == "The later lamp"
    assert library.script("late-lamp").in_language("fi").endings["left"].title == "Mennyttä"
    assert library.broken == []


def test_a_removed_and_an_added_scenario_are_noticed(home: Home) -> None:
    library = home.library()
    home.lamp.rename(home.lamp.with_name("lamp"))
    edit(home.scenarios / "lamp", "id: late-lamp", "id: lamp")
    library.reload()
    assert [summary.id for summary in library.summaries] == ["lamp"]
    assert "lamp" in library
    assert "late-lamp" not in library


def again(home: Home, library: Library, restart: bool) -> Library:
    """The library after a look at the folders, or after a restart of the program."""
    if restart:
        return home.library()
    library.reload()
    return library


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("broken", ["then: nowhere", "then: [", "thn: resolved"])
def test_a_broken_edit_keeps_the_last_good_version_and_is_told(
    home: Home, restart: bool, opened: bool, broken: str
) -> None:
    library = home.library()
    good = script(home.lamp)
    if opened:
        library.script("late-lamp")
    edit(home.lamp, "The late lamp", "The later lamp")
    edit(home.lamp, "then: resolved", broken)
    library = again(home, library, restart)
    assert title(library) == "The late lamp"
    assert library.script("late-lamp") == good
    (report,) = library.broken
    assert report.folder == home.lamp
    assert all(finding.severity == "error" and finding.place.line for finding in report.findings)
    edit(home.lamp, broken, "then: resolved")
    library = again(home, library, restart)
    assert title(library) == "The later lamp"
    assert library.broken == []


def test_a_scenario_broken_from_the_start_is_told_and_not_listed(home: Home) -> None:
    edit(home.lamp, "then: resolved", "then: nowhere")
    library = home.library()
    assert library.summaries == []
    assert [report.folder for report in library.broken] == [home.lamp]
    with pytest.raises(ScenarioError, match="no scene or ending “nowhere”"):
        library.script("late-lamp")


def test_warnings_alone_keep_nothing_from_being_played(home: Home) -> None:
    edit(home.lamp, "      vague: {text: Palataan asiaan.}\n", "", "fi.yaml")
    library = home.library()
    assert "late-lamp" in library
    assert library.broken == []


def unusable(home: Home, how: str) -> None:
    """A cache folder in which nothing can be kept."""
    if how == "a file in its place":
        home.cache.write_text("", encoding="utf-8")
    else:
        # Where tests run as root nothing is read-only to them, so folders stand where files would go.
        for part in ("summary", "script"):
            (home.cache / f"late-lamp.{part}.json").mkdir(parents=True)
        home.cache.chmod(0o500)


@pytest.mark.parametrize("how", ["a file in its place", "read-only"])
def test_a_cache_that_cannot_be_written_costs_nothing_but_time(home: Home, how: str) -> None:
    unusable(home, how)
    library = home.library()
    assert title(library) == "The late lamp"
    assert library.script("late-lamp") == script(home.lamp)
    good = script(home.lamp)
    edit(home.lamp, "then: resolved", "then: nowhere")
    library.reload()
    assert title(library) == "The late lamp"
    assert library.script("late-lamp") == good
    assert len(library.broken) == 1
    home.cache.chmod(0o700)


@pytest.mark.parametrize("part", ["summary", "script"])
@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe", b'{"format": "0", "key": "", "summary": {}, "script": {}}', None],
)
def test_a_damaged_cache_is_made_anew(home: Home, part: str, content: bytes | None) -> None:
    good = home.library().summaries
    kept = home.cache / f"late-lamp.{part}.json"
    if content is None:
        # Whole, but of a shape this version does not know.
        content = json.dumps(json.loads(kept.read_bytes()) | {part: {"title": 1}}).encode()
    kept.write_bytes(content)
    library = home.library()
    assert library.summaries == good
    assert library.script("late-lamp") == script(home.lamp)


def test_a_cache_lost_after_listing_is_read_from_the_files(home: Home) -> None:
    home.library()
    library = home.library()
    (home.cache / "late-lamp.script.json").unlink()
    assert library.script("late-lamp") == script(home.lamp)
    library = home.library()
    edit(home.lamp, "then: resolved", "then: nowhere")
    with pytest.raises(ScenarioError, match=r"scenario.yaml:66:15: There is no scene or ending “nowhere”") as caught:
        library.script("late-lamp")
    assert caught.value.findings[0].code == "RL011"


def test_an_unknown_id_is_answered_with_the_nearest(home: Home) -> None:
    library = home.library()
    for ask in (library.script, library.summary):
        with pytest.raises(TrainerError, match=r"no scenario “late-lmap”\. Did you mean “late-lamp”"):
            ask("late-lmap")
        with pytest.raises(TrainerError, match=r"no scenario “xyz”\. See “repliikki list”"):
            ask("xyz")


def test_of_two_with_one_id_the_earlier_folder_s_counts(home: Home, tmp_path: Path) -> None:
    own = copied(tmp_path / "own")
    edit(own, "The late lamp", "My late lamp")
    assert title(Library([home.scenarios, own.parent], home.cache, home.portraits)) == "The late lamp"
    assert title(Library([own.parent, home.scenarios], home.cache, home.portraits)) == "My late lamp"


def test_a_cache_shared_by_two_libraries_mixes_nothing_up(home: Home, tmp_path: Path) -> None:
    home.library()
    shipped = home.library()
    own = copied(tmp_path / "own")
    edit(own, "The late lamp", "My late lamp")
    assert title(Library([own.parent], home.cache, home.portraits)) == "My late lamp"
    assert shipped.script("late-lamp").source.title == "The late lamp"


def test_easy_ones_are_listed_first_then_by_id(home: Home) -> None:
    for name, difficulty in (("zebra", 1), ("apple", 3), ("apple-2", 2)):
        scenario = copied(home.scenarios / "new").rename(home.scenarios / name)
        edit(scenario, "id: late-lamp", f"id: {name}")
        edit(scenario, "difficulty: 2", f"difficulty: {difficulty}")
    assert [summary.id for summary in home.library().summaries] == ["zebra", "apple-2", "late-lamp", "apple"]


def test_portraits_are_the_people_there_are_pictures_of(home: Home) -> None:
    assert home.library().portraits == {"sam", "anna-maria"}


def test_no_folder_at_all_is_an_empty_library(tmp_path: Path) -> None:
    library = Library([tmp_path / "none"], tmp_path / "cache", tmp_path / "portraits")
    assert library.summaries == []
    assert library.broken == []


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_an_endless_file_is_not_read_to_its_end(home: Home) -> None:
    (home.lamp / "sv.yaml").symlink_to("/dev/zero")
    (report,) = home.library().broken
    assert [finding.code for finding in report.findings] == ["RL008"]


def test_a_huge_file_is_refused_soon(home: Home) -> None:
    with (home.lamp / "sv.yaml").open("wb") as file:
        file.truncate(50 * 2**30)
    (report,) = home.library().broken
    assert "over 2 MiB" in str(report.findings[0].text)

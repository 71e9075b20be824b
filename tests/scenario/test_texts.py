"""Text stays text, whatever YAML would make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario.example import copied, edit, found, script
from trainer.scenario.yaml_text import read


@pytest.mark.parametrize(
    "written",
    [
        "No niin", "no", "No", "NO", "yes", "on", "off", "y", "True",
        "12:30", "2026-01-01", "1e3", "0x1F", "0o17", "1_000",
        "007", ".5", "3.30", ".inf", "=", "20417", "+358401234567", "1234567890123456",
        "Kiitos; hyvä on", "a - b", "äö 😀",
    ],
)  # fmt: skip
def test_a_plain_text_stays_as_it_is_written(tmp_path: Path, written: str) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "title: The late lamp", f"title: {written}")
    assert script(scenario).source.title == written


@pytest.mark.parametrize("written", ["404", "true", "null", "-1", "~", "12"])
def test_in_quotation_marks_anything_is_text(tmp_path: Path, written: str) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "title: The late lamp", f'title: "{written}"')
    assert script(scenario).source.title == written


def test_block_texts_and_tagged_texts_are_texts(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "title: The late lamp", "title: >\n  The late\n  lamp")
    edit(scenario, "goal: Sam", "goal: !!python/object/apply:os.getcwd Sam")
    assert script(scenario).source.title == "The late lamp"
    assert script(scenario).source.goal == "Sam knows what happens next, and when."


def test_numbers_and_words_of_yaml_are_read(tmp_path: Path) -> None:
    file = tmp_path / "values.yaml"
    file.write_text('a: +12\nb: -20\nc: 0\nd: true\ne: false\nf: null\ng:\nh: ~\ni: "12"\nj: 600\n', encoding="utf-8")
    assert read(file).value == {
        "a": 12, "b": -20, "c": 0, "d": True, "e": False, "f": None, "g": None, "h": None, "i": "12", "j": 600,
    }  # fmt: skip


def test_an_alias_stands_for_what_it_names(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "marks: {feeling: 2, respect: 2}", "marks: &well {feeling: 2, respect: 2}")
    edit(scenario, "marks: {feeling: 0, next_step: 0}", "marks: *well")
    replies = script(scenario).source.scenes["opening"].replies
    assert replies["explain"].marks == replies["own-it"].marks == {"feeling": 2, "respect": 2}


def test_the_short_ways_of_writing_mean_the_long_ones(tmp_path: Path) -> None:
    short = copied(tmp_path / "short")
    long = copied(tmp_path / "long")
    edit(short, "{visited: {opening: {max: 1}}}", "{visited: [opening]}")
    edit(long, "{visited: {opening: {max: 1}}}", "{visited: {opening: {min: 1}}}")
    edit(long, "        then: details\n", "        then: [{to: details}]\n")
    edit(long, "- It is a gift. For Saturday.", "- {text: It is a gift. For Saturday.}")
    assert script(short).source == script(long).source
    assert found(short) == found(long) == []

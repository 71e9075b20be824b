from __future__ import annotations

from pathlib import Path

import pytest

from tests.workshop.scenes import SCRIPT
from trainer.errors import TrainerError
from trainer.resources import shipped
from trainer.scenario.files import read_folder
from trainer.workshop.plan import Plan, estimate, faults, plan_text, prepared, read_plan, rounds_expected

GOOD = """\
format: 1
title: Torstaiaamu
languages: [fi, en]
scenarios:
  - id: late-delivery
    minutes: 90
    questions:
      opening: {fi: Mitä hän tarvitsee?, en: What does she need?}
"""


def planned(tmp_path: Path, text: str) -> Plan:
    file = tmp_path / "plan.yaml"
    file.write_text(text, encoding="utf-8")
    return read_plan(file)


def test_a_plan_is_read_checked_and_written_as_it_was(tmp_path: Path) -> None:
    plan = planned(tmp_path, GOOD)
    assert plan.minutes == 90
    assert faults(plan, {SCRIPT.id: SCRIPT}) == []
    assert planned(tmp_path, plan_text(plan)) == plan
    assert "Mitä hän tarvitsee?" in plan_text(plan)


def test_edited_questions_take_the_place_of_the_scenarios_own(tmp_path: Path) -> None:
    plan = planned(tmp_path, GOOD)
    finnish = prepared(SCRIPT, plan.scenarios[0], "fi")
    assert finnish.scenes["opening"].discuss == "Mitä hän tarvitsee?"
    assert finnish.scenes["talk"] == SCRIPT.in_language("fi").scenes["talk"]


@pytest.mark.parametrize(
    ("line", "instead", "told"),
    [
        ("    minutes: 90", "    minutes: 0", "plan.yaml:6:14: scenarios.0.minutes: "),
        ("languages: [fi, en]", "languages: []", "plan.yaml:3:12: languages: "),
        ("title: Torstaiaamu", "titel: Torstaiaamu", "title: Field required"),
        ("format: 1", "format: [", "plan.yaml:"),
    ],
)
def test_a_broken_plan_is_told_with_its_place(tmp_path: Path, line: str, instead: str, told: str) -> None:
    with pytest.raises(TrainerError) as raised:
        planned(tmp_path, GOOD.replace(line, instead))
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("line", "instead", "told"),
    [
        ("id: late-delivery", "id: other", "There is no scenario “other”."),
        ("[fi, en]", "[sv]", "isn't available in the language “sv”"),
        ("[fi, en]", "[fi, fi]", "The same language is here twice."),
        ("      opening:", "      closing:", "has no scene “closing”"),
        ("minutes: 90", "minutes: 5", "the plan gives it 5"),
    ],
)
def test_what_would_go_wrong_in_the_room_is_told(tmp_path: Path, line: str, instead: str, told: str) -> None:
    found = faults(planned(tmp_path, GOOD.replace(line, instead)), {SCRIPT.id: SCRIPT})
    assert told in "".join(map(str, found))


def test_the_estimate_is_the_same_each_time_and_of_a_length_that_a_room_has() -> None:
    script = read_folder(shipped("scenarios") / "complaint").script()
    assert 4 <= rounds_expected(script.source) <= 12
    assert estimate(script.source) == estimate(script.source)
    assert 25 <= estimate(script.source) <= 75

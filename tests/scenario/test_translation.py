"""Texts in another language, and the digests by which changed ones are noticed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.roleplay.scenarios import scenarios
from tests.scenario.example import EXAMPLE, copied, edit, found, script
from trainer.scenario.files import Finding
from trainer.scenario.model import Scenario, Script, source_digest

EXAMPLE_SCRIPT = script(EXAMPLE)
SOURCE = EXAMPLE_SCRIPT.source
DUMP: dict[str, Any] = SOURCE.model_dump(mode="json", exclude_none=True)
TEXTS = {"title", "summary", "role", "firm", "situation", "goal", "text", "short", "also", "hint", "discuss", "note"}
# What a value that is no text may be instead.
OTHERWISE: dict[object, object] = {
    "late-lamp": "lamp", "en": "sv", "002.complaint": "001.leak", "003.listen": "001.leak", "sam": "marja",
    "male": "female", "opening": "details", "details": "left", "left": "resolved", "resolved": "left", "gift": "order",
    "order": "gift", "angry": "tired", "calm": "tired", "smile": "tired", "good": "mixed", "bad": "mixed",
    -1: 1, 0: 1, 1: 2, 2: 1, 3: 2,
}  # fmt: skip

Path_ = tuple[str | int, ...]


def leaves(value: object, path: Path_ = ()) -> Iterator[Path_]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if parts is None:
        yield path
        return
    for key, part in parts:
        yield from leaves(part, (*path, key))


def changed(path: Path_) -> Scenario:
    """The example with one value changed."""
    dump = deepcopy(DUMP)
    part = dump
    for step in path[:-1]:
        part = part[step]  # type: ignore[index]
    value = part[path[-1]]  # type: ignore[index]
    part[path[-1]] = f"{value} Changed." if is_text(path) else other(value)  # type: ignore[index]
    return Scenario.model_validate(dump)


def other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    return OTHERWISE[value] if value in OTHERWISE or not isinstance(value, int) else value - 1


def is_text(path: Path_) -> bool:
    names = [step for step in path if isinstance(step, str)]
    return names[-1] in TEXTS or names[0] == "facts" or names == ["person", "name"]


PATHS = [path for path in leaves(DUMP) if path != ("format",)]


def named(path: Path_) -> str:
    return ".".join(map(str, path))


@pytest.mark.parametrize("path", [path for path in PATHS if is_text(path)], ids=named)
def test_changing_any_text_changes_the_source_s_digest(path: Path_) -> None:
    assert source_digest(changed(path)) != source_digest(SOURCE)


@pytest.mark.parametrize("path", [path for path in PATHS if not is_text(path)], ids=named)
def test_changing_anything_else_does_not(path: Path_) -> None:
    assert source_digest(changed(path)) == source_digest(SOURCE)


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_changing_anything_changes_the_script_s_digest(path: Path_) -> None:
    script = Script(source=changed(path), translations=EXAMPLE_SCRIPT.translations)
    assert script.digest() != EXAMPLE_SCRIPT.digest()


def test_changing_a_translation_changes_the_script_s_digest(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    before = script(scenario).digest()
    edit(scenario, "Palataan asiaan.", "Palaamme asiaan.", "fi.yaml")
    assert script(scenario).digest() != before
    (scenario / "fi.yaml").unlink()
    assert script(scenario).digest() not in (before, EXAMPLE_SCRIPT.digest())


def test_a_snapshot_makes_the_same_script_again() -> None:
    again = Script.model_validate_json(EXAMPLE_SCRIPT.snapshot())
    assert again == EXAMPLE_SCRIPT
    assert (again.snapshot(), again.digest()) == (EXAMPLE_SCRIPT.snapshot(), EXAMPLE_SCRIPT.digest())


@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_a_snapshot_of_any_scenario_makes_the_same_again(scenario: Scenario) -> None:
    before = Script(source=scenario)
    after = Script.model_validate_json(before.snapshot())
    assert after == before
    assert after.digest() == before.digest()


def test_another_language_has_other_texts_and_the_same_structure() -> None:
    finnish = EXAMPLE_SCRIPT.in_language("fi")
    assert EXAMPLE_SCRIPT.languages == ("en", "fi")
    assert (finnish.language, finnish.title) == ("fi", "Myöhässä oleva valaisin")
    assert (finnish.you.role, finnish.you.firm) == ("neuvoja", "Lamp & Co.")
    assert (finnish.person.role, finnish.person.name) == ("asiakas", "Sam Ward")
    assert finnish.facts["gift"] == "Valaisin on syntymäpäivälahja."
    opening = finnish.scenes["opening"]
    assert (opening.says[0].text, opening.says[0].feels) == ("Sinä siis taas. Missä valaisimeni on?", "angry")
    assert (opening.hint, opening.seconds) == ("Sam haluaa ensin tulla kuulluksi.", 45)
    reply = opening.replies["own-it"]
    assert reply.short == "Kuule kiukku, kysy"
    assert (reply.marks, reply.then) == (SOURCE.scenes["opening"].replies["own-it"].marks, reply.then)
    assert finnish.scenes["details"].says[0].when == SOURCE.scenes["details"].says[0].when
    assert (finnish.endings["left"].title, finnish.endings["left"].outcome) == ("Poissa", "bad")
    assert structure(finnish) == structure(SOURCE)


def structure(part: object, key: str = "") -> object:
    """A scenario, or a part of its dump, with "text" for every text."""
    if isinstance(part, Scenario):
        return structure(part.model_dump(mode="json", exclude={"language": True, "facts": True, "person": {"name"}}))
    if key in TEXTS:
        return "text"
    if isinstance(part, dict):
        return {name: structure(value, name) for name, value in part.items()}
    return [structure(value) for value in part] if isinstance(part, list) else part


def test_its_own_language_and_an_unknown_one_give_the_source() -> None:
    assert EXAMPLE_SCRIPT.in_language("en") == SOURCE
    assert EXAMPLE_SCRIPT.in_language("sv") == SOURCE


def test_what_a_translation_leaves_out_is_not_shown_in_the_other_language(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "        short: Kuule kiukku, kysy\n", "", "fi.yaml")
    edit(scenario, "        note: Sam tulee kuulluksi ja kertoo lisää.\n", "", "fi.yaml")
    edit(scenario, "    hint: Sam haluaa ensin tulla kuulluksi.\n", "", "fi.yaml")
    edit(scenario, ", short: Missä valaisin?", "", "fi.yaml")
    opening = script(scenario).in_language("fi").scenes["opening"]
    reply = opening.replies["own-it"]
    assert (opening.hint, opening.says[0].short, reply.short, reply.note, reply.also) == (None, None, None, None, ())


def test_a_scene_not_yet_translated_is_played_in_the_source_s_language(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    text = (scenario / "fi.yaml").read_text(encoding="utf-8")
    start, end = text.index("  details:"), text.index("endings:")
    (scenario / "fi.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert script(scenario).in_language("fi").scenes["details"] == SOURCE.scenes["details"]
    assert [(finding.code, str(finding.text)) for finding in found(scenario)] == [
        ("RL021", "The translation of “scenes.details” is missing.")
    ]


def only(scenario: Path) -> Finding:
    findings = found(scenario)
    assert len(findings) == 1, findings
    assert findings[0].severity == "warning"
    assert findings[0].place.file.name == "fi.yaml"
    return findings[0]


def test_a_translation_of_older_texts_is_noticed_and_the_digest_told(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "So it is you again.", "You again.")
    finding = only(scenario)
    assert (finding.code, finding.path, finding.place.line) == ("RL023", "source", 2)
    assert source_digest(script(scenario).source) in str(finding.fix)


def test_a_changed_mark_makes_no_translation_old(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "{feeling: 2, respect: 2}", "{feeling: 1, respect: 2}")
    assert found(scenario) == []


@pytest.mark.parametrize(
    ("old", "path"),
    [
        ("  gift: Valaisin on syntymäpäivälahja.\n", "facts.gift"),
        ("    hint: Sam haluaa ensin tulla kuulluksi.\n", "scenes.opening.hint"),
        ("    discuss: Mitä Samin pitää saada kuulla?\n", "scenes.opening.discuss"),
        (", short: Missä valaisin?", "scenes.opening.says.0.short"),
        ("        short: Kuule kiukku, kysy\n", "scenes.opening.replies.own-it.short"),
        ("        note: Kuljetusliike ei ole Samin asia.\n", "scenes.opening.replies.explain.note"),
        ("      blame: {text: Toimitusehdotkin olisi voinut lukea.}\n", "scenes.opening.replies.blame"),
        ("      - Se on lahja. Lauantaiksi.\n", "scenes.details.says.1"),
        ("  left: {title: Poissa, text: Sam ostaa valaisimen muualta.}\n", "endings.left"),
    ],
)
def test_a_missing_text_is_noticed(tmp_path: Path, old: str, path: str) -> None:
    scenario = copied(tmp_path)
    edit(scenario, old, "", "fi.yaml")
    finding = only(scenario)
    assert (finding.code, finding.path) == ("RL021", path.rpartition(".")[0])
    assert str(finding.text) == f"The translation of “{path}” is missing."


@pytest.mark.parametrize(
    ("old", "new", "path", "fix"),
    [
        ("facts:\n", "facts:\n  gifts: Lahjat.\n", "facts.gifts", "Did you mean “gift”?"),
        (
            "      blame: {",
            "      blames: {text: Lukisitte ehdot.}\n      blame: {",
            "scenes.opening.replies.blames",
            "Did you mean “blame”?",
        ),
        ("      - Se on lahja.", "      - No niin.\n      - Se on lahja.", "scenes.details.says.2", "None"),
        ("endings:\n", "endings:\n  won: {title: Voitto, text: Voitto.}\n", "endings.won", "None"),
        ("      promise: {", "      promise: {note: Sovittu., ", "scenes.details.replies.promise.note", "None"),
    ],
)
def test_a_left_over_text_is_noticed(tmp_path: Path, old: str, new: str, path: str, fix: str) -> None:
    scenario = copied(tmp_path)
    edit(scenario, old, new, "fi.yaml")
    finding = only(scenario)
    assert (finding.code, finding.path, str(finding.fix)) == ("RL022", path, fix)
    assert str(finding.text) == f"“{path}” is translated, but scenario.yaml has no such part."


def test_other_wordings_may_be_more_or_fewer(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "        short: Kuule", "        also: [Ymmärrän kiukun.]\n        short: Kuule", "fi.yaml")
    assert found(scenario) == []
    assert script(scenario).in_language("fi").scenes["opening"].replies["own-it"].also == ("Ymmärrän kiukun.",)

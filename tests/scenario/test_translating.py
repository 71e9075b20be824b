"""Translations written anew: nothing of the translator's is lost, and what changed is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenario.example import EXAMPLE, copied, edit, found, script
from trainer.scenario.files import read_folder
from trainer.scenario.model import Scenario, Translation, source_digest
from trainer.scenario.translating import Translated, translated
from trainer.scenario.yaml_comments import comments_in, written_in
from trainer.scenario.yaml_text import parse, text_of
from trainer.wording import Wording

ENGLISH = Wording("en", None)
SOURCE = script(EXAMPLE).source


def again(scenario: Path, language: str = "fi") -> Translated:
    """Translates as the command does."""
    file = scenario / f"{language}.yaml"
    text = text_of(file) if file.exists() else None
    source = read_folder(scenario).scenario
    assert source is not None
    result = translated(source, language, None if text is None else (text, parse(file, text)), ENGLISH)
    file.write_text(result.text, encoding="utf-8")
    return result


def counts(result: Translated) -> tuple[int, int, list[str]]:
    return result.missing, result.marked, [text for _, text in result.taken_out]


def texts(text: str) -> dict[str, Any]:
    value = parse(Path("fi.yaml"), text).value
    assert isinstance(value, dict)
    return value


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """The example, with its translation as the command writes it."""
    folder = copied(tmp_path)
    assert counts(again(folder)) == (0, 0, [])
    return folder


def test_a_new_one_has_all_texts_empty_with_their_originals_above(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    result = again(folder, "sv")
    assert (result.texts, result.missing) == (27, 26)
    lines = result.text.splitlines()
    assert lines[lines.index('      - text: ""') - 1] == "      #> So it is you again. Where is my lamp?"
    assert "language: sv" in lines
    assert 'source: ""' in lines
    assert [line.strip(" :") for line in lines if line.startswith("      ") and line.endswith(":")] == [
        "own-it", "explain", "blame", "promise", "vague",
    ]  # fmt: skip


def test_what_is_up_to_date_keeps_its_texts_and_gets_their_originals(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = script(folder).translations["fi"]
    text = again(folder).text
    assert script(folder).translations["fi"] == before
    assert found(folder) == []
    assert "      #> We will be in touch.\n" in text.replace("  #>", "#>")
    assert again(folder).text == text


def test_an_unfinished_one_is_not_played_and_the_check_tells_what_is_missing(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    again(folder, "sv")
    assert script_languages(folder) == ("en", "fi")
    findings = found(folder)
    assert {finding.code for finding in findings} == {"RL021"}
    assert len(findings) == 26
    assert findings[0].place.line > 1
    edit(folder, f'#> {SOURCE.title}\ntitle: ""', f"#> {SOURCE.title}\ntitle: Den sena lampan", "sv.yaml")
    assert len(found(folder)) == 25


def script_languages(folder: Path) -> tuple[str, ...]:
    return read_folder(folder).script().languages


@pytest.mark.parametrize("empty", ['""', "'  '", ""])
def test_one_text_that_is_empty_makes_it_unfinished(scenario: Path, empty: str) -> None:
    edit(scenario, "text: Palataan asiaan.", f"text: {empty}", "fi.yaml")
    assert script_languages(scenario) == ("en",)
    assert [(finding.code, finding.severity, str(finding.text)) for finding in found(scenario)] == [
        ("RL021", "warning", "The translation of “scenes.details.replies.vague.text” is missing.")
    ]
    result = again(scenario)
    assert counts(result) == (1, 0, [])
    edit(scenario, 'text: ""', "text: Palataan asiaan.", "fi.yaml")
    assert script_languages(scenario) == ("en", "fi")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      - {text: Sinä siis taas. Missä valaisimeni on?, short: Missä valaisin?}\n", '      - ""\n'),
        (
            "    says:\n      - {text: Sinä siis taas. Missä valaisimeni on?, short: Missä valaisin?}\n",
            '    says: ""\n',
        ),
        (
            "    says:\n      - {text: Sinä siis taas. Missä valaisimeni on?, short: Missä valaisin?}\n",
            '    says: {text: "", short: Missä valaisin?}\n',
        ),
    ],
)
def test_an_empty_line_however_it_is_written(tmp_path: Path, old: str, new: str) -> None:
    folder = copied(tmp_path)
    edit(folder, old, new, "fi.yaml")
    assert {finding.code for finding in found(folder)} == {"RL021"}
    assert again(folder).missing in (1, 2)
    assert again(folder).text == again(folder).text


def test_what_is_null_is_left_out(scenario: Path) -> None:
    edit(scenario, "hint: Sam haluaa ensin tulla kuulluksi.", "hint: null", "fi.yaml")
    assert [finding.code for finding in found(scenario)] == ["RL021"]
    assert counts(again(scenario)) == (1, 0, [])
    assert 'hint: ""' in (scenario / "fi.yaml").read_text(encoding="utf-8")


def test_a_digest_left_empty_is_no_text(scenario: Path) -> None:
    edit(scenario, f"source: {source_digest(SOURCE)}", "source:", "fi.yaml")
    assert [finding.code for finding in found(scenario)] == ["RL004"]


def test_what_is_new_in_the_scenario_is_added_in_its_place(scenario: Path) -> None:
    edit(scenario, "      vague:\n", "      later:\n        text: Later, perhaps.\n        then: left\n      vague:\n")
    before = source_digest(SOURCE)
    result = again(scenario)
    assert counts(result) == (1, 0, [])
    assert list(texts(result.text)["scenes"]["details"]["replies"]) == ["promise", "later", "vague"]
    assert texts(result.text)["source"] == before
    edit(scenario, 'text: ""', "text: Ehkä myöhemmin.", "fi.yaml")
    assert counts(again(scenario)) == (0, 0, [])
    assert found(scenario) == []


def test_what_was_changed_is_marked_until_the_translator_deletes_the_mark(scenario: Path) -> None:
    edit(scenario, "text: We will be in touch.", "text: We will write.")
    edit(scenario, "goal: Sam knows what happens next, and when.", "goal: Sam knows what happens next.")
    result = again(scenario)
    assert counts(result) == (0, 2, [])
    marked = "#! Changed. Before: We will be in touch.\n        #> We will write.\n        text: Palataan asiaan.\n"
    assert marked in result.text
    assert [finding.code for finding in found(scenario)] == ["RL023"]
    edit(scenario, "text: We will write.", "text: We shall write.")
    later = again(scenario)
    assert counts(later) == (0, 2, [])
    assert marked.replace("We will write.", "We shall write.") in later.text
    for line in ("        #! Changed. Before: We will be in touch.\n",
                 "#! Changed. Before: Sam knows what happens next, and when.\n"):  # fmt: skip
        edit(scenario, line, "", "fi.yaml")
    assert counts(again(scenario)) == (0, 0, [])
    assert found(scenario) == []


def test_marks_go_when_the_translator_writes_the_digest(scenario: Path) -> None:
    edit(scenario, "text: We will be in touch.", "text: We will write.")
    again(scenario)
    source = read_folder(scenario).scenario
    assert source
    edit(scenario, source_digest(SOURCE), source_digest(source), "fi.yaml")
    assert counts(again(scenario)) == (0, 0, [])
    assert "#!" not in (scenario / "fi.yaml").read_text(encoding="utf-8")


def test_where_the_originals_were_never_written_down_all_is_to_be_compared(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, "text: We will be in touch.", "text: We will write.")
    result = again(folder)
    assert result.marked == result.texts - 1  # other wordings there are none of
    assert result.text.count("#! Perhaps changed since; compare.") == result.marked
    assert again(folder).text == result.text


def test_a_translation_of_unknown_age_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder, f"source: {source_digest(SOURCE)}\n", "", "fi.yaml")
    assert counts(again(folder)) == (0, 0, [])
    assert found(folder) == []


def test_what_an_unfinished_one_was_made_from_is_remembered_too(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    again(folder, "sv")
    edit(folder, f'#> {SOURCE.title}\ntitle: ""', f"#> {SOURCE.title}\ntitle: Den sena lampan", "sv.yaml")
    edit(folder, "title: The late lamp", "title: The lamp")
    assert again(folder, "sv").marked == 1


def test_a_line_put_before_others_leaves_them_their_translations(scenario: Path) -> None:
    edit(
        scenario, "      - when: {trust: {min: 60}, shown: {feeling: 2}}\n",
        "      - {when: {tension: {min: 95}}, text: Enough!}\n      - when: {trust: {min: 60}, shown: {feeling: 2}}\n",
    )  # fmt: skip
    result = again(scenario)
    assert counts(result) == (1, 0, [])
    assert [line["text"] for line in texts(result.text)["scenes"]["details"]["says"]] == [
        "", "Kiitos. Se on äidille, hän täyttää kahdeksankymmentä.", "Se on lahja. Lauantaiksi.",
    ]  # fmt: skip


def test_what_was_renamed_keeps_its_translation(scenario: Path) -> None:
    edit(
        scenario, "        #> Three days of waiting,", "        # Samista\n        #> Three days of waiting,", "fi.yaml"
    )
    edit(scenario, "      own-it:\n", "      hear-them:\n")
    result = again(scenario)
    assert counts(result) == (0, 0, [])
    assert texts(result.text)["scenes"]["opening"]["replies"]["hear-them"]["short"] == "Kuule kiukku, kysy"
    assert "      hear-them:\n        # Samista\n        #> Three days" in result.text


def test_what_the_scenario_lacks_is_taken_out_and_told(scenario: Path) -> None:
    edit(scenario, "      blame:\n", "      # Rumasti sanottu.\n      blame:\n", "fi.yaml")
    text = (scenario / "scenario.yaml").read_text(encoding="utf-8")
    start, end = text.index("      blame:"), text.index("  details:\n")
    (scenario / "scenario.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    result = again(scenario)
    assert [(".".join(map(str, at)), told) for at, told in result.taken_out] == [
        ("scenes.opening.replies.blame.text", "Toimitusehdotkin olisi voinut lukea."),
        ("scenes.opening.replies.blame", "# Rumasti sanottu."),
    ]
    assert counts(result)[:2] == (0, 0)


def test_other_wordings_and_names_of_the_translator_s_own_stay(scenario: Path) -> None:
    edit(scenario, "also: []", "also: [Ymmärrän kiukun., 'Kolme: päivää']", "fi.yaml")
    edit(scenario, "        #> You might", "        also: [Luitteko ehdot?]\n        #> You might", "fi.yaml")
    edit(scenario, "  role: asiakas", "  role: asiakas\n  name: Samuli Vartio", "fi.yaml")
    result = again(scenario)
    assert counts(result) == (0, 0, [])
    finnish = script(scenario).in_language("fi")
    assert finnish.scenes["opening"].replies["own-it"].also == ("Ymmärrän kiukun.", "Kolme: päivää")
    assert finnish.scenes["opening"].replies["blame"].also == ("Luitteko ehdot?",)
    assert finnish.person.name == "Samuli Vartio"


def test_comments_stay_with_what_they_stand_at(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    file = folder / "fi.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    for n, line in enumerate(lines):
        lines[n] = f"# before {n}\n{line} # behind {n}"
    file.write_text("\n".join([*lines, "# the end", ""]), encoding="utf-8")
    text = again(folder).text
    for n in range(len(lines)):
        assert text.count(f"# before {n}\n") == text.count(f"# behind {n}\n") == 1
    assert text.endswith("# the end\n")
    at = text.index("title: Myöhässä")
    assert text[:at].rstrip().endswith(f"# before 2\n# behind 2\n#> {SOURCE.title}")
    assert again(folder).text == text


@pytest.mark.parametrize(
    "written",
    [
        "Palataan: asiaan # pian",
        "'it''s'",
        '"sanoi: \\"ei\\" # ei"',
        ">-\n          Palataan\n          asiaan.\n\n          Kohta.",
        "|\n          # ei huomautus\n            sisennys\n          - viiva",
        ">2-  # huomautus\n            sisennetty\n          ei",
        "Palataan\n          asiaan.",
        "&nimi Palataan",
        '"\\u2028 ja \\u2029"',
        "!!str tolv",
    ],
)
def test_a_text_is_the_same_however_it_is_written(tmp_path: Path, written: str) -> None:
    folder = copied(tmp_path)
    edit(folder, "      vague: {text: Palataan asiaan.}", f"      vague:\n        text: {written}", "fi.yaml")
    if written.startswith("Palataan: "):
        assert found(folder)  # no YAML: the command refuses it
        return
    before = script(folder).translations["fi"]
    text = again(folder).text
    assert script(folder).translations["fi"] == before
    assert again(folder).text == text
    assert ("# huomautus\n" in text) == ("# huomautus\n" in written)


SAID = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"), max_size=60
).filter(lambda text: bool(text.strip()))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_a_translator_wrote_in_whatever_manner_stays(data: st.DataObject) -> None:
    before = Translation.model_validate(any_translation(data))
    written = yaml.safe_dump(
        before.model_dump(mode="json", exclude_defaults=True), sort_keys=data.draw(st.booleans()),
        allow_unicode=data.draw(st.booleans()), default_flow_style=data.draw(st.sampled_from([None, True, False])),
        default_style=data.draw(st.sampled_from([None, "'", '"', ">", "|"])), width=data.draw(st.integers(20, 200)),
    )  # fmt: skip
    source = changed(data)
    result = translated(source, "fi", (written, parse(Path("fi.yaml"), written)), ENGLISH)
    document = parse(Path("fi.yaml"), result.text)
    after = Translation.model_validate(document.value)
    assert after.model_dump(exclude={"source"}) == before.model_dump(exclude={"source"})
    assert translated(source, "fi", (result.text, document), ENGLISH).text == result.text
    assert result.taken_out == []


def any_translation(data: st.DataObject) -> dict[str, Any]:
    """The example's translation with other texts."""

    def other(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: other(value) for key, value in part.items()}
        return [other(value) for value in part] if isinstance(part, list) else data.draw(SAID)

    dump = script(EXAMPLE).translations["fi"].model_dump(mode="json", exclude_defaults=True)
    return {**other(dump), "language": "fi", "source": data.draw(st.sampled_from(["", "1234567890123456"]))}


def changed(data: st.DataObject) -> Scenario:
    return SOURCE.model_copy(update={"title": data.draw(SAID).strip(), "summary": data.draw(SAID).strip()})


def test_comments_and_texts_are_found_in_any_yaml() -> None:
    text = "# top\na: >- # head\n  one # in\n\n  two\nb: 'x # in' # x\nc: {d: e, # e\n  f: [1, # g\n   2]}\n# end\n"
    document = parse(Path("x.yaml"), text)
    assert comments_in(text, document.root) == {
        ("a",): ["# top", "# head"], ("b",): ["# x"], ("c", "d"): ["# e"], ("c", "f", 0): ["# g"], (): ["# end"],
    }  # fmt: skip
    assert [(each.at, each.lines) for each in written_in(text, document.root)] == [
        (("a",), [">-", "one # in", "", "two"]), (("b",), ["'x # in'"]), (("c", "d"), ["e"]), (("c", "f", 0), ["1"]),
        (("c", "f", 1), ["2"]),
    ]  # fmt: skip

"""Each mistake an author makes gives a finding: code, place, path, a plain sentence, and the nearest right name."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.scenario.example import copied, edit, found
from trainer.scenario.files import Finding
from trainer.scenario.yaml_text import MAX_DEPTH, Place


class Mistake(NamedTuple):
    """What is written instead of what, and what the check says to it; `at` is what stands at the place it names."""

    old: str
    new: str
    code: str
    at: str
    path: str
    text: str
    fix: str = ""
    file: str = "scenario.yaml"
    edited: str = ""


MISTAKES = {
    "unknown start": Mistake(
        "start: opening", "start: openin", "RL011", "openin\n", "start", "no scene or ending “openin”", "“opening”"
    ),
    "start at an ending": Mistake(
        "start: opening", "start: left", "RL011", "left\nscenes", "start", "starts at an ending"
    ),
    "unknown scene in then": Mistake(
        "        then: details\n", "        then: detials\n", "RL011", "detials\n",
        "scenes.opening.replies.own-it.then", "no scene or ending “detials”", "“details”",
    ),
    "unknown scene in a branch": Mistake(
        "            to: details", "            to: detail", "RL011", "detail\n",
        "scenes.opening.replies.explain.then.0.to", "no scene or ending “detail”", "“details”",
    ),
    "unknown scene in visited": Mistake(
        "{visited: {opening: {max: 1}}}", "{visited: {openings: {max: 1}}}", "RL011", "openings: {max",
        "scenes.details.replies.vague.when.visited.openings", "no scene or ending “openings”", "“opening”",
    ),
    "unknown scene in a visited list": Mistake(
        "{visited: {opening: {max: 1}}}", "{visited: [openings]}", "RL011", "[openings]",
        "scenes.details.replies.vague.when.visited.openings", "no scene or ending “openings”", "“opening”",
    ),
    "criterion not in the catalogue": Mistake(
        "  feeling: {weight: 3}", "  felling: {weight: 3}", "RL012", "felling: {w",
        "criteria.felling", "no criterion “felling”", "“feeling”",
    ),
    "criterion not of this scenario": Mistake(
        "marks: {next_step: 2}", "marks: {next-step: 2}", "RL012", "next-step: 2",
        "scenes.details.replies.promise.marks.next-step", "no criterion “next-step”", "“next_step”",
    ),
    "criterion in shown": Mistake(
        "shown: {feeling: 2}", "shown: {feelings: 2}", "RL012", "feelings: 2",
        "scenes.details.says.0.when.shown.feelings", "no criterion “feelings”", "“feeling”",
    ),
    "unknown fact learnt": Mistake(
        "learns: [gift]", "learns: [gifts]", "RL013", "gifts]",
        "scenes.opening.replies.own-it.learns.0", "no fact “gifts”", "“gift”",
    ),
    "unknown fact in knows": Mistake(
        "knows: [order]", "knows: [ordre]", "RL013", "ordre]",
        "scenes.opening.replies.explain.then.0.when.knows.0", "no fact “ordre”", "“order”",
    ),
    "unknown portrait": Mistake(
        "portrait: sam", "portrait: samm", "RL014", "samm,", "person.portrait", "no portrait “samm”", "“sam”"
    ),
    "unknown lesson": Mistake(
        "003.listen]", "003.lisen]", "RL015", "003.lisen]", "lessons.1", "no lesson “003.lisen”", "“003.listen”"
    ),
    "respect at 0": Mistake(
        "marks: {respect: -1}", "marks: {respect: 0}", "RL016", "0}",
        "scenes.opening.replies.blame.marks.respect", "“respect” has no level 0",
    ),
    "another criterion broken": Mistake(
        "marks: {next_step: 2}", "marks: {next_step: -1}", "RL016", "-1}\n        then: resolved",
        "scenes.details.replies.promise.marks.next_step", "Only “respect” can be broken",
    ),
    "last line with a condition": Mistake(
        "      - It is a gift. For Saturday.\n", "", "RL017", "{trust: {min: 60}",
        "scenes.details.says.0.when", "The last line has a condition", "add a line without one",
    ),
    "last branch with a condition": Mistake(
        "          - to: left\n", "", "RL017", "{tension: {max: 60}",
        "scenes.opening.replies.explain.then.0.when", "The last branch has a condition", "add a branch without one",
    ),
    "scene and ending of one name": Mistake(
        "endings:\n", "endings:\n  opening: {outcome: bad, title: No, text: No.}\n", "RL019", "opening: {outcome",
        "endings.opening", "“opening” is both a scene and an ending",
    ),
    "id is not the folder": Mistake(
        "id: late-lamp", "id: lamp", "RL010", "lamp\n", "id", "The id is “lamp”, the folder “late-lamp”", "same name"
    ),
    "unknown key at the top": Mistake(
        "difficulty: 2", "dificulty: 2", "RL002", "dificulty:", "dificulty", "“dificulty” is not a key", "“difficulty”"
    ),
    "unknown key of a reply": Mistake(
        "learns: [gift]", "learn: [gift]", "RL002", "learn:",
        "scenes.opening.replies.own-it.learn", "“learn” is not a key", "“learns”",
    ),
    "unknown key of a line": Mistake(
        "feels: smile", "feel: smile", "RL002", "feel:",
        "scenes.details.says.0.feel", "“feel” is not a key", "“feels”",
    ),
    "unknown key in a condition": Mistake(
        "{visited: {opening: {max: 1}}}", "{visted: {opening: {max: 1}}}", "RL002", "visted:",
        "scenes.details.replies.vague.when.visted", "“visted” is not a key", "“visited”",
    ),
    "unknown key of an ending": Mistake(
        "    outcome: bad\n", "    outcome: bad\n    txt: Oh\n", "RL002", "txt:",
        "endings.left.txt", "“txt” is not a key", "“text”",
    ),
    "unknown key of a translated reply": Mistake(
        "short: Kuule kiukku, kysy", "shrt: Kuule kiukku, kysy", "RL002", "shrt:",
        "scenes.opening.replies.own-it.shrt", "“shrt” is not a key", "“short”", "fi.yaml",
    ),
    "missing at the top": Mistake(
        "minutes: 4\n", "", "RL003", "format: 1", "minutes", "“minutes” is missing", "minutes:"
    ),
    "missing in a reply": Mistake(
        "        text: We will be in touch.\n", "", "RL003", "marks: {next_step: 0}",
        "scenes.details.replies.vague.text", "“text” is missing", "text:",
    ),
    "missing in a translation": Mistake(
        ", text: Lauantaina valaisin on pöydällä.}", "}", "RL003", "{title: Valaisin palaa", "endings.resolved.text",
        "“text” is missing", "text:", "fi.yaml",
    ),
    "nothing after the colon": Mistake(
        "title: The late lamp", "title:", "RL004", "\nsummary", "title", "This is empty"
    ),
    "empty text": Mistake("title: The late lamp", 'title: ""', "RL004", '""\n', "title", "This text is empty"),
    "blank text": Mistake("title: The late lamp", 'title: "  "', "RL004", '"  "', "title", "This text is empty"),
    "empty line": Mistake(
        "      - It is a gift. For Saturday.", '      - ""', "RL004", '""',
        "scenes.details.says.1.text", "This text is empty",
    ),
    "text too long": Mistake(
        "title: The late lamp", f"title: {'long ' * 401}", "RL004", "long long", "title", "over 2000 characters"
    ),
    "number for a text": Mistake(
        "title: The late lamp", "title: 404", "RL004", "404", "title", "“404” isn't text", '"404"'
    ),
    "true for a text": Mistake(
        "title: The late lamp", "title: true", "RL004", "true\nsummary", "title", "“true” isn't text", '"true"'
    ),
    "list for a text": Mistake(
        "title: The late lamp", "title: [The, lamp]", "RL004", "[The", "title", "a list or several keys"
    ),
    "text for a number": Mistake(
        "minutes: 4", "minutes: four", "RL004", "four", "minutes", "“four” isn't a whole number"
    ),
    "fraction for a number": Mistake(
        "minutes: 4", "minutes: 4.5", "RL004", "4.5", "minutes", "“4.5” isn't a whole number"
    ),
    "list for a number": Mistake("minutes: 4", "minutes: [4]", "RL004", "[4]", "minutes", "a list or several keys"),
    "number too large": Mistake(
        "trust: 35", "trust: 350", "RL004", "350", "mood.trust", "350 is too large; the maximum is 100"
    ),
    "number too small": Mistake(
        "trust: 35", "trust: -1", "RL004", "-1, tension", "mood.trust", "-1 is too small; the minimum is 0"
    ),
    "text for true or false": Mistake(
        "critical: true", "critical: very", "RL004", "very",
        "criteria.respect.critical", "“very” is neither true nor false",
    ),
    "text for keys": Mistake(
        "mood: {trust: 35, tension: 70}", "mood: calm", "RL004", "calm\n", "mood", "Keys with values belong here"
    ),
    "text for a list": Mistake(
        "learns: [gift]", "learns: gift", "RL004", "gift\n",
        "scenes.opening.replies.own-it.learns", "A list belongs here", "[one, two]",
    ),
    "list of lists in visited": Mistake(
        "{visited: {opening: {max: 1}}}", "{visited: [[opening]]}", "RL004", "[[opening]]",
        "scenes.details.replies.vague.when.visited", "Keys with values belong here",
    ),
    "none of the words": Mistake(
        "feels: angry", "feels: angy", "RL004", "angy",
        "scenes.opening.says.0.feels", "“angy” isn't one of 'calm', 'smile'", "“angry”",
    ),
    "no such level": Mistake(
        "marks: {next_step: 2}", "marks: {next_step: 3}", "RL004", "3}",
        "scenes.details.replies.promise.marks.next_step", "3 is too large; the maximum is 2",
    ),
    "unfit name": Mistake(
        "  details:\n", "  The Details:\n", "RL004", "The Details:",
        "scenes.The Details", "“The Details” isn't a valid name", "small letters",
    ),
    "unfit name like pydantic's own": Mistake(
        "  details:\n", '  "[key]":\n', "RL004", '"[key]":', "scenes.[key]", "“[key]” isn't a valid name",
        "small letters",
    ),
    "unknown key like pydantic's own": Mistake(
        "difficulty: 2", 'difficulty: 2\n"[key]": 2', "RL002", '"[key]": 2', "[key]", "“[key]” is not a key"
    ),
    "later format": Mistake("format: 1", "format: 2", "RL004", "2\n", "format", "newer version"),
    "one reply only": Mistake(
        """      vague:
        text: We will be in touch.
        marks: {next_step: 0}
        when: {visited: {opening: {max: 1}}}
        then: left
""", "", "RL004", "promise:", "scenes.details.replies", "at least 2",
    ),
    "key twice": Mistake(
        "title: The late lamp", "title: One\ntitle: Two", "RL001", "title: Two", "", "“title” is here twice"
    ),
    "list as a key": Mistake("title: The late lamp", "[a, b]: Lamp", "RL001", "[a, b]", "", "A key must be a word"),
    "broken bracket": Mistake("[002.complaint,", "[002.complaint, [", "RL001", "difficulty", "", "not YAML"),
    "missing quotation mark": Mistake(
        '["I see why you are angry. What was it meant for?"', '["I see why', "RL001", '"I see why', "", "never closed"
    ),
    "tab": Mistake("\n    title: Gone", "\n\ttitle: Gone", "RL001", "\ttitle", "", "a tab"),
    "undefined alias": Mistake("title: The late lamp", "title: *lamp", "RL001", "*lamp", "", "not YAML"),
    "two documents": Mistake("start: opening", "---\nstart: opening", "RL001", "---", "", "not YAML"),
    "control character by escape": Mistake(
        "title: The late lamp", r'title: "The\0lamp"', "RL001", '"The\\0lamp"', "", "control character here (U+0000)"
    ),
    "language of the file": Mistake(
        "language: fi", "language: sv", "RL009", "sv\n", "language", "its language is “sv”", "sv.yaml", "fi.yaml"
    ),
    "translation into its own language": Mistake(
        "language: en", "language: fi", "RL020", "fi\n", "language", "“fi” is already the language", "",
        "fi.yaml", "scenario.yaml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_found_at_its_place_with_a_plain_sentence(tmp_path: Path, mistake: Mistake) -> None:
    scenario = copied(tmp_path)
    edit(scenario, mistake.old, mistake.new, mistake.edited or mistake.file)
    (finding,) = (each for each in found(scenario) if (each.code, each.path) == (mistake.code, mistake.path))
    assert standing_at(finding.place).startswith(mistake.at)
    assert finding.place.file.name == mistake.file
    assert finding.severity == "error"
    assert mistake.text in str(finding.text)
    assert mistake.fix in (str(finding.fix) if finding.fix else "")
    assert "pydantic" not in str(finding.text)


def standing_at(place: Place) -> str:
    lines = place.file.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(lines[place.line - 1 :])[place.column - 1 :]


def of_code(scenario: Path, code: str) -> Finding:
    """The only finding of this code."""
    findings = found(scenario)
    fitting = [finding for finding in findings if finding.code == code]
    assert len(fitting) == 1, findings
    return fitting[0]


def test_the_example_is_without_fault(tmp_path: Path) -> None:
    assert found(copied(tmp_path)) == []


def test_several_mistakes_are_found_together(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    for name in ("unknown scene in then", "unknown fact in knows", "unknown portrait", "last line with a condition"):
        edit(scenario, MISTAKES[name].old, MISTAKES[name].new)
    errors = {finding.code for finding in found(scenario) if finding.severity == "error"}
    assert errors == {"RL011", "RL013", "RL014", "RL017"}


def test_a_scene_without_a_way_to_an_ending_is_found(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "        then: resolved", "        then: details")
    edit(scenario, "{opening: {max: 1}}}\n        then: left", "{opening: {max: 1}}}\n        then: details")
    finding = of_code(scenario, "RL018")
    assert standing_at(finding.place).startswith("details:\n")
    assert finding.path == "scenes.details"
    assert "No path leads from the scene “details” to an ending" in str(finding.text)


def test_a_circle_with_a_way_out_is_no_mistake(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "        then: resolved", "        then: opening")
    assert found(scenario) == []


def write(scenario: Path, content: bytes) -> Path:
    (scenario / "scenario.yaml").write_bytes(content)
    return scenario


@pytest.mark.parametrize(
    ("content", "place", "text"),
    [
        (b"", "scenario.yaml", "empty"),
        (b"# nothing yet\n", "scenario.yaml", "empty"),
        (b"format: 1\ntitle: a\0b\n", "scenario.yaml:2:9", "control character here (U+0000)"),
        ("format: 1\ntitle: Äää\x07\n".encode(), "scenario.yaml:2:11", "control character here (U+0007)"),
        ("format: 1\ntitle: lämpö\n".encode("latin-1"), "scenario.yaml:2:9", "not UTF-8"),
        ("format: 1\n".encode("utf-16"), "scenario.yaml:1:1", "not UTF-8"),
        (b"a: &a [*a]\n", "scenario.yaml:1:4", "inside what it is an alias of"),
        (b"a: &a {b: *a}\n", "scenario.yaml:1:4", "inside what it is an alias of"),
        (b"[" * 900 + b"]" * 900, f"scenario.yaml:1:{MAX_DEPTH + 2}", "nests brackets"),
        (b"[" * 500_000, "scenario.yaml:1:1001", "nesting depth"),
        (b"- " * 500_000, "scenario.yaml:1:1999", "nesting depth"),
        (b"{a: " * 500_000, "scenario.yaml:1:4001", "nesting depth"),
    ],
)  # fmt: skip
def test_what_is_no_readable_yaml_is_refused_with_its_place(
    tmp_path: Path, content: bytes, place: str, text: str
) -> None:
    finding = of_code(write(copied(tmp_path), content), "RL001")
    assert str(finding.place) == place
    assert text in str(finding.text)


@pytest.mark.parametrize("content", [b"- one\n- two\n", b"just a text\n", b"12\n", b"true\n"])
def test_what_is_no_mapping_is_told_to_be_one(tmp_path: Path, content: bytes) -> None:
    finding = of_code(write(copied(tmp_path), content), "RL004")
    assert str(finding.place) == "scenario.yaml:1:1"
    assert str(finding.text).startswith("Keys with values belong here")


def test_aliases_that_explode_are_refused_soon(tmp_path: Path) -> None:
    levels = [b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"]
    levels += [b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 10)]
    finding = of_code(write(copied(tmp_path), b"".join(levels)), "RL001")
    assert "grow too large" in str(finding.text)
    assert finding.place.line > 0


def test_a_long_text_repeated_by_aliases_is_never_written_out(tmp_path: Path) -> None:
    # 100,000 times a text of 1 MiB: 100 GiB, were it put into a message.
    content = b"format: &a " + b"x" * 2**20 + b"\ndifficulty: [" + b"*a, " * 100_000 + b"]\n"
    findings = found(write(copied(tmp_path), content))
    assert all(len(str(finding.text)) < 300 for finding in findings)
    assert {finding.path for finding in findings} >= {"format", "difficulty", "title"}


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    with (scenario / "scenario.yaml").open("wb") as file:
        file.truncate(50 * 2**20)
    assert "over 2 MiB" in str(of_code(scenario, "RL001").text)


def test_thousands_of_mistakes_do_not_take_minutes(tmp_path: Path) -> None:
    unknown_keys = b"".join(b"unknown-%d: 1\n" % n for n in range(50_000))
    assert 0 < len(found(write(copied(tmp_path), unknown_keys))) <= 100
    scenario = copied(tmp_path / "again")
    edit(scenario, "learns: [gift]", "learns: [" + "gifft, " * 100_000 + "]")
    assert 0 < len(found(scenario)) <= 100


@pytest.mark.parametrize("file", ["scenario.yaml", "en.yaml"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, file: str) -> None:
    scenario = copied(tmp_path)
    (scenario / "scenario.yaml").rename(tmp_path / "secret.yaml")
    (scenario / "scenario.yaml").write_bytes((tmp_path / "secret.yaml").read_bytes())
    (scenario / file).unlink(missing_ok=True)
    (scenario / file).symlink_to(Path("..") / "secret.yaml")
    finding = of_code(scenario, "RL008")
    assert (finding.place.file.name, finding.severity) == (file, "error")
    assert "leads out of its folder" in str(finding.text)


def test_a_link_in_circles_is_refused(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    (scenario / "scenario.yaml").unlink()
    (scenario / "scenario.yaml").symlink_to("scenario.yaml")
    assert "cannot be read" in str(of_code(scenario, "RL001").text)


def test_a_folder_reached_by_a_link_is_read(tmp_path: Path) -> None:
    scenario = copied(tmp_path / "elsewhere")
    link = tmp_path / scenario.name
    link.symlink_to(scenario, target_is_directory=True)
    assert found(link) == []


def test_a_missing_file_and_a_folder_in_its_place_are_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "cannot be read: No such file" in str(of_code(empty, "RL001").text)
    (empty / "scenario.yaml").mkdir()
    assert "cannot be read" in str(of_code(empty, "RL001").text)


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    for name in ("scenario.yaml", "fi.yaml"):
        content = (scenario / name).read_bytes().replace(b"\n", b"\r\n")
        (scenario / name).write_bytes(b"\xef\xbb\xbf" + content)
    assert found(scenario) == []


def test_places_are_right_beside_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    scenario = copied(tmp_path)
    edit(scenario, "feels: angry", "feels: angy")
    content = (scenario / "scenario.yaml").read_bytes().replace(b"\n", b"\r\n")
    finding = of_code(write(scenario, b"\xef\xbb\xbf" + content), "RL004")
    assert str(finding.place) == "scenario.yaml:28:16"

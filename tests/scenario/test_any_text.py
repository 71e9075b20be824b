"""Whatever an author's file says, the check answers with findings and never falls over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.scenario.example import EXAMPLE, PORTRAITS, copied
from trainer.roleplay.play import Play
from trainer.scenario.check import rules_broken
from trainer.scenario.files import Finding, read_folder
from trainer.scenario.model import Script

FILES = ("scenario.yaml", "fi.yaml")
LINES = {name: (EXAMPLE / name).read_text(encoding="utf-8").splitlines(keepends=True) for name in FILES}
ALL_LINES = sorted({line for lines in LINES.values() for line in lines})
# What breaks YAML, types or names.
PIECES = [
    *":-?[]{}&*!|>'\"%@`,#~\t\n\r\0\\", "\x85", "\u2028", "\ufeff", "\ud7ff", "😀",
    ": ", "- ", "&a ", "*a", "<<: *a", "!!set ", "---\n", "...\n",
    "null", "true", "[]", "{}", "-1", "1e999", "[[key]]", "[key]", "when: {}", "when: {knows: [[x]]}",
    "visited: [[]]", "says: {}", "then: []", "then: {to: x}", "says: [null]", "x" * 3000,
]  # fmt: skip


@st.composite
def broken_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the example's files with one to four edits of the kinds that happen at a keyboard."""
    name = draw(st.sampled_from(FILES))
    lines = list(LINES[name])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        kind = draw(st.sampled_from(("drop", "double", "swap", "indent", "insert", "value", "cut")))
        if kind == "drop" and len(lines) > 1:
            del lines[at]
        elif kind == "double":
            lines.insert(at, line)
        elif kind == "swap":
            lines[at] = draw(st.sampled_from(ALL_LINES))
        elif kind == "indent":
            lines[at] = " " * draw(st.integers(0, 12)) + line.lstrip(" ")
        elif kind == "insert":
            lines[at] = line[:column] + draw(st.sampled_from(PIECES) | st.text(max_size=3)) + line[column:]
        elif kind == "value":
            lines[at] = line.partition(":")[0] + ": " + draw(st.sampled_from(PIECES)) + "\n"
        elif kind == "cut":
            lines[at] = line[:column]
    content = "".join(lines).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 9)) == 9:
        where = draw(st.integers(0, len(content)))
        content = content[:where] + draw(st.binary(max_size=3)) + content[where:]
    return name, content


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("any-text"))


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(broken=broken_files())
def test_any_edit_gives_findings_or_a_scenario_that_plays(scenario: Path, broken: tuple[str, bytes]) -> None:
    name, content = broken
    for file in FILES:
        (scenario / file).write_bytes(content if file == name else (EXAMPLE / file).read_bytes())
    source = read_folder(scenario)
    findings = source.findings + rules_broken(source, PORTRAITS)
    for finding in findings:
        tell(finding)
    if not any(finding.severity == "error" for finding in findings):
        play(source.script())


def tell(finding: Finding) -> None:
    """A finding can be shown: a sentence, and a place that is in the file."""
    lines = len(finding.place.file.read_bytes().decode("utf-8", "replace").splitlines())
    assert 0 <= finding.place.line <= lines + 1
    assert 10 < len(str(finding.text)) < 400
    assert finding.fix is None or 5 < len(str(finding.fix)) < 400
    assert "{" not in finding.code


def play(script: Script) -> None:
    """A scenario without errors plays in every language, and is kept and made again."""
    assert Script.model_validate_json(script.snapshot()) == script
    for language in script.languages:
        engine = Play(script.in_language(language))
        for choice in range(4):
            position = engine.start()
            for _ in range(6):
                if offered := engine.offered(position):
                    _, position = engine.answer(position, offered[choice % len(offered)])

"""`check.yaml` in a library's folder: how severe a rule is there, or that it is off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from trainer.review.rules import RULES
from trainer.scenario.files import Finding, did_you_mean
from trainer.scenario.yaml_text import YamlError, read
from trainer.wording import Text

SEVERITIES_FILE = "check.yaml"
Severity = Literal["error", "warning", "off"]
_WORDS: Mapping[str, Severity] = {"error": "error", "warning": "warning", "off": "off"}


def severities(library: Path) -> tuple[Mapping[str, Severity], list[Finding]]:
    """Code to severity as a library's folder wants it, and what is wrong in the file that says so.

    Only what would be a warning can be changed: what makes a scenario unplayable stays an error.
    """
    file = library / SEVERITIES_FILE
    if not file.exists():
        return {}, []
    try:
        document = read(file)
    except YamlError as error:
        return {}, [Finding("RL001", "error", error.place, "", error.text)]
    if not isinstance(document.value, dict):
        text = Text("A list of rules belongs here, one on each line: RL051: off")
        return {}, [Finding("RL090", "error", document.place([]), "", text)]
    wanted: dict[str, Severity] = {}
    findings = []
    changeable = [code for code, rule in RULES.items() if rule.severity == "warning"]
    for code, word in document.value.items():
        if code not in changeable:
            text = Text("“{code}” isn't a warning whose severity can be set.", code=code)
            fix = did_you_mean(get_close_matches(code, changeable, n=1))
            findings.append(Finding("RL090", "error", document.place([code], key=True), code, text, fix))
        elif word not in _WORDS:
            text = Text("“{word}” isn't error, warning or off.", word=str(word))
            findings.append(Finding("RL090", "error", document.place([code]), code, text))
        else:
            wanted[code] = _WORDS[word]
    return wanted, findings


def judged(findings: Iterable[Finding], wanted: Mapping[str, Severity]) -> list[Finding]:
    """The findings with the severities wanted, without those that are off."""
    judged = []
    for finding in findings:
        severity = wanted.get(finding.code, finding.severity)
        if severity != "off":
            judged.append(replace(finding, severity=severity))
    return judged

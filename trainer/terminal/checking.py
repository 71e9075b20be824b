"""`check`: what authors should mend, as text and as JSON; figures; what a rule means."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from trainer.errors import TrainerError
from trainer.review.check import check
from trainer.review.figures import Figures, figures
from trainer.review.reviewed import Reviewed
from trainer.review.rules import RULES, Edit, examples
from trainer.review.severities import Severity, severities
from trainer.roleplay.outcomes import Range
from trainer.scenario.check import rules_broken, scenario_folders
from trainer.scenario.files import SCENARIO_FILE, Finding, ScenarioError, read_folder
from trainer.wording import Text, Wording

# A scene's costliest replies are worth telling; of the rest the JSON has all.
_MOST_REGRETS = 5
_OUTCOMES = {"good": Text("good"), "mixed": Text("mixed"), "bad": Text("bad")}


class Home(NamedTuple):
    """Where scenarios lie if none are named, and the ids of the people there are pictures of.

    The library would read every scenario once before the check does so again.
    """

    folders: Sequence[Path]
    portraits: frozenset[str]


class Checked(NamedTuple):
    """The folders that were looked at and what was found in them."""

    folders: list[Path]
    found: list[Finding]


def findings(home: Home, paths: Sequence[Path], *, marker: bool = False) -> Checked:
    """Checks the scenarios that the paths stand for; all at hand if none is given.

    Raises:
        TrainerError: a path holds no scenario.
    """
    folders = _folders(home, paths)
    found: list[Finding] = []
    wanted: dict[Path, Mapping[str, Severity]] = {}
    for folder in folders:
        library = folder.absolute().parent
        if library not in wanted:
            wanted[library], wrong = severities(library)
            found += wrong
        found += check(folder, home.portraits, wanted[library], marker=marker)
    return Checked(folders, found)


def measured(home: Home, paths: Sequence[Path]) -> list[Figures]:
    """The figures of the scenarios that the paths stand for.

    Raises:
        TrainerError: a path holds no scenario, or one that cannot be played.
    """
    return [figures(_reviewed(home, folder)) for folder in _folders(home, paths)]


def _reviewed(home: Home, folder: Path) -> Reviewed:
    source = read_folder(folder)
    found = [each for each in source.findings + rules_broken(source, home.portraits) if each.severity == "error"]
    if found:
        raise ScenarioError(found)
    return Reviewed(source)


def _folders(home: Home, paths: Sequence[Path]) -> list[Path]:
    folders: list[Path] = []
    for path in paths or home.folders:
        there = [folder for folder in scenario_folders(path) if (folder / SCENARIO_FILE).exists()]
        if paths and not there:
            raise TrainerError(Text("In {path} there is no scenario: no folder with a scenario.yaml.", path=path))
        folders.extend(there)
    return folders


def as_text(checked: Checked, wording: Wording) -> str:
    """A line or two a finding, then a count."""
    lines = []
    for finding in checked.found:
        place = f"{finding.place.file.resolve().parent.name}/{finding.place}"
        severity = wording.t("error") if finding.severity == "error" else wording.t("warning")
        lines.append(f"{place}: {severity} {finding.code}: {wording.say(finding.text)}")
        if finding.path:
            lines.append(f"    {finding.path}")
        if finding.fix:
            lines.append(f"    → {wording.say(finding.fix)}")
    errors = sum(finding.severity == "error" for finding in checked.found)
    lines.append(
        wording.t(
            "{scenarios}: {errors}, {warnings}.",
            scenarios=wording.n("{count} scenario", "{count} scenarios", len(checked.folders)),
            errors=wording.n("{count} error", "{count} errors", errors),
            warnings=wording.n("{count} warning", "{count} warnings", len(checked.found) - errors),
        )
    )
    return "\n".join(lines)


def as_json(checked: Checked, wording: Wording) -> str:
    """A list of findings."""
    return json.dumps(as_data(checked, wording), ensure_ascii=False, indent=2)


def as_data(checked: Checked, wording: Wording) -> list[dict[str, object]]:
    """The findings, for JSON."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "file": str(finding.place.file),
            "line": finding.place.line,
            "column": finding.place.column,
            "path": finding.path,
            "message": wording.say(finding.text),
            "fix": wording.say(finding.fix) if finding.fix else None,
        }
        for finding in checked.found
    ]


def figures_text(measured: Sequence[Figures], wording: Wording) -> str:
    """Some lines a scenario."""
    return "\n\n".join("\n".join(_told(each, wording)) for each in measured)


def _told(each: Figures, wording: Wording) -> Iterator[str]:
    t = wording.t
    yield each.scenario
    yield "  " + t("{scenes} scenes, {replies} replies, {states} states",
                   scenes=each.scenes, replies=each.replies, states=each.states)  # fmt: skip
    if each.turns:
        yield "  " + t("{paths} conversations of {least} to {most} turns, median {median}",
                       paths=each.paths, least=each.turns.min, most=each.turns.max,
                       median=_plain(each.turns.median))  # fmt: skip
    yield "  " + t("words: {words}; said in {minutes} minutes",
                   words=", ".join(f"{language} {count}" for language, count in each.words.items()),
                   minutes=wording.decimal(each.minutes))  # fmt: skip
    if each.score is None or each.random is None:
        yield "  " + t("no conversation was found that ends with a score")
        return
    yield "  " + t("score {range}, picked at random {random}",
                   range=_span(each.score), random=wording.decimal(each.random))  # fmt: skip
    if not each.exact:
        yield "  " + t("estimated: not all could be looked at; every score is in {range}", range=_span(each.bounds))
    for ending, span in each.endings.items():
        yield f"    {_span(span):>7}  {ending} ({wording.say(_OUTCOMES[each.outcomes[ending]])})"
    yield "  " + t("best: {replies}", replies=", ".join(each.best))
    yield "  " + t("worst: {replies}", replies=", ".join(each.worst))
    costly = sorted(each.regrets.items(), key=lambda item: -item[1].most)[:_MOST_REGRETS]
    for (scene, reply), regret in costly:
        yield "  " + t("{scene}/{reply} costs {least} to {most} points",
                       scene=scene, reply=reply, least=regret.least, most=regret.most)  # fmt: skip


def figures_json(measured: Sequence[Figures]) -> str:
    """A list of scenarios with their figures; scores in percent."""
    return json.dumps([_written(each) for each in measured], ensure_ascii=False, indent=2)


def _written(each: Figures) -> dict[str, object]:
    random = None if each.random is None else round(each.random, 2)
    return {
        "scenario": each.scenario,
        "scenes": each.scenes,
        "replies": each.replies,
        "states": each.states,
        "paths": each.paths,
        "turns": each.turns and {**each.turns._asdict(), "median": _plain(each.turns.median)},
        "score": {
            "best": each.score and each.score.most,
            "worst": each.score and each.score.least,
            "random": random,
            "exact": each.exact,
            "bounds": list(each.bounds),
        },
        "endings": {
            key: {
                "outcome": outcome,
                "min": each.endings[key].least if key in each.endings else None,
                "max": each.endings[key].most if key in each.endings else None,
                "criteria": _ranges(each.by_ending.get(key, {})),
            }
            for key, outcome in each.outcomes.items()
        },
        "criteria": _ranges(each.criteria),
        "words": each.words,
        "minutes": each.minutes,
        "best": list(each.best),
        "worst": list(each.worst),
        "regret": {f"{scene}/{reply}": [cost.least, cost.most] for (scene, reply), cost in each.regrets.items()},
    }


def _ranges(ranges: Mapping[str, Range]) -> dict[str, dict[str, int]]:
    return {key: {"min": span.least, "max": span.most} for key, span in ranges.items()}


def _plain(number: float) -> float:
    """A number without a decimal where it is whole."""
    return int(number) if number == int(number) else number


def _span(span: Range) -> str:
    return f"{span.least}–{span.most}"


def explained(code: str, wording: Wording) -> str:
    """What a rule finds, why that matters, and its examples.

    Raises:
        TrainerError: there is no such rule.
    """
    rule = RULES.get(code.upper())
    if rule is None:
        nearest = get_close_matches(code.upper(), RULES, n=1)
        hint = Text("Did you mean “{name}”?", name=nearest[0]) if nearest else Text("See “repliikki check”.")
        raise TrainerError(Text("There is no rule “{code}”. {hint}", code=code, hint=hint))
    severity = wording.t("error") if rule.severity == "error" else wording.t("warning")
    lines = [f"{code.upper()} ({severity}): {wording.say(rule.title)}", wording.say(rule.why)]
    given = examples(code.upper())
    for head, listed in ((wording.t("Found:"), given.bad), (wording.t("Not found:"), given.good)):
        lines += ["", head]
        for edits in listed:
            lines += [line for edit in edits for line in _edit_lines(edit, wording)] or ["  " + wording.t("as it is")]
            lines.append("")
        lines.pop()
    return "\n".join(lines)


def _aligned(text: str) -> list[str]:
    """Lines of which all but the first stand as deep as in their file, moved to the left together."""
    first, _, rest = text.partition("\n")
    return [first, *dedent(rest).splitlines()]


def _edit_lines(edit: Edit, wording: Wording) -> Iterator[str]:
    if edit.link:
        yield f"  {edit.file} → {edit.link}"
        return
    yield f"  {edit.file}:"
    yield from (f"    - {line}" for line in _aligned(edit.old))
    yield from (f"    + {line}" for line in _aligned(edit.new))
    if not edit.new:
        yield "    " + wording.t("(nothing in its place)")

"""Every rule of the check by its code: what it finds, why that matters, and examples.

The examples in `examples.yaml` are edits of one small scenario without fault; they are the rules' documentation, shown
by `check --explain`, and their tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from trainer.scenario.yaml_text import read
from trainer.wording import Text

EXAMPLES = Path(__file__).with_name("examples.yaml")


class Rule(NamedTuple):
    """A rule: what it finds, why that matters, and whether a scenario is refused for it."""

    title: Text
    why: Text
    severity: str = "warning"


def _error(title: Text, why: Text) -> Rule:
    return Rule(title, why, "error")


RULES: Mapping[str, Rule] = {
    "RL001": _error(
        Text("A file isn't readable YAML."), Text("Nothing in it can be trusted to mean what was meant.")
    ),
    "RL002": _error(
        Text("A key that does not belong here."), Text("A misspelt key would be passed over and its effect lost.")
    ),
    "RL003": _error(Text("A required key is missing."), Text("The conversation cannot be played without it.")),
    "RL004": _error(
        Text("A value of the wrong kind."), Text("A number, a name or a text outside what is allowed has no meaning.")
    ),
    "RL008": _error(
        Text("A file leads out of its folder."), Text("A scenario from a stranger must not read your other files.")
    ),
    "RL009": _error(
        Text("A translation's file is not named after its language."), Text("The file's name tells people which it is.")
    ),
    "RL010": _error(
        Text("The id is not the folder's name."), Text("Sessions name the scenario, and must find it again.")
    ),
    "RL011": _error(
        Text("A scene or ending that does not exist."), Text("The conversation would lead nowhere.")
    ),
    "RL012": _error(
        Text("A criterion that does not exist here."), Text("What it marks would count for nothing.")
    ),
    "RL013": _error(Text("A fact that does not exist."), Text("Nobody could ever learn or know it.")),
    "RL014": _error(Text("A portrait that does not exist."), Text("The person would have no face.")),
    "RL015": _error(Text("A lesson that does not exist."), Text("The scenario would not be found by it.")),
    "RL016": _error(
        Text("A level that the criterion does not have."), Text("Only respect can be broken, and it has no 0.")
    ),
    "RL017": _error(
        Text("The last line or branch has a condition."), Text("Where none holds, nothing would be said or follow.")
    ),
    "RL018": _error(Text("A scene with no path to an ending."), Text("The conversation would never end.")),
    "RL019": _error(
        Text("A scene and an ending with the same name."), Text("A branch could not tell which of them is meant.")
    ),
    "RL020": _error(
        Text("A translation into the scenario's own language."), Text("There would be two versions of one text.")
    ),
    "RL021": Rule(
        Text("A translation lacks a text."),
        Text("It would be said in the other language; with empty texts it is not played until they are written."),
    ),
    "RL022": Rule(
        Text("A translation has a text that the scenario lacks."), Text("It was left over, or its name is misspelt.")
    ),
    "RL023": Rule(
        Text("A translation was made from older texts."), Text("What was changed since is not in the translation.")
    ),
    "RL030": Rule(
        Text("A scene or ending that nobody ever reaches."), Text("What was written there teaches nobody.")
    ),
    "RL031": Rule(
        Text("A reply that is never offered."), Text("Its condition holds in no state in which the scene is reached.")
    ),
    "RL032": Rule(Text("A line that is never said."), Text("One before it is said in every state, or it never holds.")),
    "RL033": Rule(
        Text("A branch that is never taken."), Text("One before it is taken in every state, or it never holds.")
    ),
    "RL034": Rule(
        Text("A reply's condition that always holds."), Text("It decides nothing; perhaps another was meant.")
    ),
    "RL035": Rule(
        Text("A loop you can stay in."), Text("The same is said again and again, and the score has no bound in turns.")
    ),
    "RL036": Rule(
        Text("Fewer than two replies to choose from."), Text("One reply is no choice; none leaves the person stuck.")
    ),
    "RL037": Rule(
        Text("Too many states to look at them all."), Text("What is said of scores and paths is then an estimate.")
    ),
    "RL040": Rule(
        Text("A criterion that is never in play."), Text("It is promised in the briefing and never gets a score.")
    ),
    "RL041": Rule(
        Text("A criterion at which nobody can do well in a scene."),
        Text("It counts there against everybody, whatever they choose."),
    ),
    "RL042": Rule(
        Text("No path that scores 90 or more."),
        Text("Anyone who does everything right must be able to see that they did."),
    ),
    "RL043": Rule(
        Text("A critical criterion that nobody can break."),
        Text("The cap at 50 that the briefing mentions has no effect."),
    ),
    "RL044": Rule(
        Text("The best reply closes the path to a better ending, and no note says why."),
        Text("Skill and outcome may differ, but the debrief must be able to say why."),
    ),
    "RL050": Rule(
        Text("The best reply is mostly the longest."), Text("Anyone who measures instead of reading would score.")
    ),
    "RL051": Rule(
        Text("The best reply is mostly in the same place."), Text("In the file and on paper it gives itself away.")
    ),
    "RL052": Rule(
        Text("A player who picks at random scores over 50."), Text("The score then says little about skill.")
    ),
    "RL053": Rule(
        Text("A player who always takes the politest words wins."),
        Text("Polite words are not the skill that is practised."),
    ),
    "RL054": Rule(
        Text("Fewer than two plausible replies in a scene."), Text("Where all others insult, nobody need think.")
    ),
    "RL060": Rule(Text("A line of over 280 characters."), Text("It is not said in one breath, and is not remembered.")),
    "RL061": Rule(Text("A reply of over 200 characters."), Text("Four of them are not read before answering.")),
    "RL062": Rule(Text("Characters that the voice cannot say."), Text("It would skip them or spell them out.")),
    "RL063": Rule(
        Text("A short text that is too long."),
        Text("On the wall it is read from the last row: 70 characters for a line, 28 for a reply."),
    ),
    "RL070": Rule(
        Text("A play-through that cannot be played."), Text("The path has changed since it was written down.")
    ),
    "RL071": Rule(Text("A play-through with another ending."), Text("An edit changed how it ends.")),
    "RL072": Rule(Text("A play-through with another score."), Text("An edit changed how it is marked.")),
    "RL080": Rule(
        Text("Author and automatic marking are two levels or more apart (with --marker)."),
        Text("Typed replies like it would be marked very differently from chosen ones."),
    ),
    "RL090": _error(
        Text("check.yaml names no rule, or no severity."), Text("It would change nothing, unnoticed.")
    ),
}  # fmt: skip


class Edit(NamedTuple):
    """One change in a file of the example: a text for another, a whole file, or a link in its place."""

    file: str
    old: str = ""
    new: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """What a rule finds and what it leaves in peace, each as edits of the same scenario without fault."""

    bad: Sequence[Sequence[Edit]]
    good: Sequence[Sequence[Edit]]


@cache
def example_files() -> Mapping[str, str]:
    """The files of the scenario that the examples are edits of, by name."""
    return dict(_content()["scenario"])


def examples(code: str) -> Examples:
    """The examples of a rule."""
    written = _content()["rules"][code]
    return Examples(*([_edits(each) for each in written[kind]] for kind in ("bad", "good")))


@cache
def _content() -> dict[str, Any]:
    content = read(EXAMPLES).value
    assert isinstance(content, dict)
    return content


def _edits(written: Any) -> list[Edit]:
    """An example is one edit or a list of edits; where no file is named it is scenario.yaml."""
    return [
        Edit(**{"file": "scenario.yaml", **{key: str(value) for key, value in each.items()}})
        for each in (written if isinstance(written, list) else [written])
    ]

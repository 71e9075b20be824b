"""Scenario folders in, scripts and findings out.

A folder holds `scenario.yaml` and a `<language>.yaml` for each translation.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from trainer.errors import TrainerError
from trainer.scenario.model import Plays, Scenario, Script, Translation
from trainer.scenario.yaml_text import Document, Place, YamlError, read
from trainer.wording import Text

FORMAT = 1
"""The newest format of scenario files and workshop plans that this program knows."""
SCENARIO_FILE = "scenario.yaml"
PLAYS_FILE = "plays.yaml"
# Who has this many to mend mends them first; finding the nearest name for thousands would take minutes.
MOST_FINDINGS = 100

P = TypeVar("P", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the author should mend.

    Attributes:
        code: stable, "RL001" and on.
        severity: an error means the scenario is refused; with a warning it plays.
        place: file, line and column.
        path: where in the scenario, as keys joined by dots; "" for the file as a whole.
        text: what is wrong.
        fix: what to write instead, where that is known.
    """

    code: str
    severity: Literal["error", "warning"]
    place: Place
    path: str
    text: Text
    fix: Text | None = None


class ScenarioError(TrainerError):
    """A scenario that cannot be played, with all that was found."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = findings[0]
        super().__init__(Text("{place}: {reason}", place=str(first.place), reason=first.text))
        self.findings = tuple(findings)


@dataclass(slots=True)
class Source:
    """A scenario as it stands in its files.

    Attributes:
        folder: where it stands.
        scenario: None where the file is no scenario.
        translations: language to texts and document.
        unfinished: the same for translations in which some texts are still empty; they are not played.
        document: of scenario.yaml; None where it is no YAML.
        findings: what reading alone found.
    """

    folder: Path
    scenario: Scenario | None = None
    document: Document | None = None
    translations: dict[str, tuple[Translation, Document]] = field(default_factory=dict)
    unfinished: dict[str, tuple[Translation, Document]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def script(self) -> Script:
        """What is played. The scenario must have been read."""
        assert self.scenario is not None
        translations = {language: texts for language, (texts, _) in self.translations.items()}
        return Script(source=self.scenario, translations=translations)


def read_folder(folder: Path) -> Source:
    """Reads a scenario's files, noting everything that is no right YAML of the format."""
    source = Source(folder)
    source.document = _document(source, folder / SCENARIO_FILE)
    if source.document:
        source.scenario = _validated(source.findings, source.document, Scenario)
    for file in sorted(folder.glob("*.yaml")):
        if file.name in (SCENARIO_FILE, PLAYS_FILE):
            continue
        document = _document(source, file)
        texts = _translation(source, document) if document else None
        if document and texts and texts.language != file.stem:
            source.findings.append(
                Finding(
                    "RL009", "error", document.place(["language"]), "language",
                    Text("The file is named {file}, but its language is “{language}”.",
                         file=file.name, language=texts.language),
                    Text("Name it {file}, or fix the language.", file=f"{texts.language}.yaml"),
                )
            )  # fmt: skip
    return source


def read_plays(source: Source) -> tuple[Plays, Document] | None:
    """The reference play-throughs beside a scenario; None where there are none.

    What is wrong in their file is noted in the source's findings. Nobody needs them to play, so only the check reads
    them.
    """
    file = source.folder / PLAYS_FILE
    document = _document(source, file) if file.exists() else None
    plays = _validated(source.findings, document, Plays) if document else None
    return (plays, document) if plays and document else None


def _document(source: Source, file: Path) -> Document | None:
    # realpath, since Path.resolve raises on links that go round in circles.
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(source.folder)):
        text = Text("This file leads out of its folder; a scenario is read from its own folder only.")
        source.findings.append(Finding("RL008", "error", Place(file), "", text))
        return None
    try:
        return read(file)
    except YamlError as error:
        source.findings.append(Finding("RL001", "error", error.place, "", error.text))
        return None


def _translation(source: Source, document: Document) -> Translation | None:
    """Notes the texts that are still empty, and all else that is wrong."""
    try:
        texts = Translation.model_validate(document.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
    else:
        source.translations[texts.language] = (texts, document)
        return texts
    empty = [each["loc"] for each in details if _is_empty(each)]
    wrong = [each for each in details if not _is_empty(each)]
    source.findings.extend(untranslated(document, path, path) for path in islice(empty, MOST_FINDINGS))
    source.findings.extend(_finding(document, Translation, each) for each in islice(wrong, MOST_FINDINGS))
    if wrong:
        return None
    filled = deepcopy(document.value)
    for path in empty:
        _fill(filled, path)
    texts = Translation.model_validate(filled)
    source.unfinished[texts.language] = (texts, document)
    return texts


def _is_empty(details: ErrorDetails) -> bool:
    """Whether what is wrong is only that a text is still to be written."""
    if details["loc"][0] in ("language", "source"):
        return False
    return details["type"] == "string_too_short" or (details["type"] == "string_type" and details["input"] is None)


def _fill(part: Any, path: Sequence[str | int]) -> None:
    """Writes something in the place of an empty text, so that the rest can be looked at."""
    step, *rest = path
    if isinstance(part, dict) and isinstance(step, int):  # one line that stands for a list of one
        _fill(part, rest)
    elif rest and isinstance(part[step], (dict, list)):
        _fill(part[step], rest)
    else:
        part[step] = "…"


def untranslated(document: Document, path: Sequence[str | int], at: Sequence[str | int]) -> Finding:
    """That the translation of what stands at this path is missing; told at another where it has no place yet."""
    text = Text("The translation of “{key}” is missing.", key=dotted(path))
    return Finding("RL021", "warning", document.place(at), dotted(at), text)


def _validated(findings: list[Finding], document: Document, model: type[P]) -> P | None:
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        details = islice(error.errors(include_url=False), MOST_FINDINGS)
        findings.extend(_finding(document, model, each) for each in details)
        return None


def _finding(document: Document, model: type[BaseModel], details: ErrorDetails) -> Finding:
    path, kind = list(details["loc"]), details["type"]
    if kind == "extra_forbidden":
        nearest = get_close_matches(_clipped(path[-1]), _keys(model, path[:-1]), n=1)
        return Finding(
            "RL002", "error", document.place(path, key=True), dotted(path),
            Text("“{key}” is not a key that belongs here.", key=_clipped(path[-1])),
            did_you_mean(nearest),
        )  # fmt: skip
    if kind == "missing":
        return Finding(
            "RL003", "error", document.place(path[:-1]), dotted(path),
            Text("“{key}” is missing here.", key=str(path[-1])),
            Text("Write {key}: and what belongs there.", key=str(path[-1])),
        )  # fmt: skip
    text, fix = _sentence(kind, details.get("ctx", {}), details["input"])
    if path == ["format"] and isinstance(details["input"], int) and details["input"] > FORMAT:
        text, fix = newer_format(details["input"]), Text("Install the newer version.")
    is_key = path[-1:] == ["[key]"]
    if is_key:
        path.pop()
    return Finding("RL004", "error", document.place(path, key=is_key), dotted(path), text, fix)


def newer_format(theirs: int) -> Text:
    """What to tell of a file of a format that this program does not know yet."""
    return Text(
        "This was written for a newer version of Repliikki (format {theirs}, this program knows {ours}).",
        theirs=theirs,
        ours=FORMAT,
    )


def did_you_mean(nearest: Sequence[str]) -> Text | None:
    """The question that offers the nearest right name."""
    return Text("Did you mean “{name}”?", name=nearest[0]) if nearest else None


# What pydantic's kinds of error mean to an author, and what to do; places are filled from the error.
_SENTENCES: dict[str, tuple[Text, Text | None]] = {
    "string_type": (Text("“{value}” isn't text."), Text('Put it in quotation marks: "{value}".')),
    "string_too_short": (Text("This text is empty."), None),
    "string_too_long": (Text("This text is over {max_length} characters long."), None),
    "string_pattern_mismatch": (
        Text("“{value}” isn't a valid name in a scenario."),
        Text("Use small letters a–z, digits and hyphens, starting with a letter."),
    ),
    "literal_error": (Text("“{value}” isn't one of {expected}."), None),
    "greater_than_equal": (Text("{value} is too small; the minimum is {ge}."), None),
    "less_than_equal": (Text("{value} is too large; the maximum is {le}."), None),
    "too_short": (Text("There must be at least {min_length} here."), None),
    "int": (Text("“{value}” isn't a whole number."), None),
    "bool": (Text("“{value}” is neither true nor false."), None),
    "dict_type": (Text("Keys with values belong here, each on a line of its own."), None),
    "tuple_type": (Text("A list belongs here."), Text("Put it in brackets: [one, two].")),
}
_SAME = {
    "int_type": "int", "int_parsing": "int", "int_from_float": "int", "bool_type": "bool", "bool_parsing": "bool",
    "model_type": "dict_type", "model_attributes_type": "dict_type", "list_type": "tuple_type",
}  # fmt: skip


def _sentence(kind: str, context: dict[str, Any], value: object) -> tuple[Text, Text | None]:
    """A plain sentence for a kind of validation error, and what to do."""
    kind = _SAME.get(kind, kind)
    if value is None:
        return Text("This is empty; fill it in."), None
    if isinstance(value, (dict, list)) and kind not in ("dict_type", "tuple_type", "too_short"):
        return Text("There is a list or several keys here where one text or number belongs."), None
    text, fix = _SENTENCES.get(kind, (Text("This does not fit the format ({kind})."), None))
    places = {**context, "value": _clipped(value), "kind": kind}
    if kind == "literal_error":
        places["expected"] = context["expected"].replace(" or ", ", ")
        fix = did_you_mean(get_close_matches(_clipped(value), re.findall(r"'([^']+)'", context["expected"]), n=1))
    return Text(text.template, **places), Text(fix.template, **(fix.values or places)) if fix else None


def _keys(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that may stand at a path of the format."""
    schema = _schema(model)
    definitions = schema.get("$defs", {})
    nodes = [schema]
    for step in path:
        nodes = [_resolved(child, definitions) for node in nodes for child in _children(node, step)]
        nodes = [branch for node in nodes for branch in _alternatives(node, definitions)]
    return [key for node in nodes for key in node.get("properties", {})]


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _resolved(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    return definitions[node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node


def _alternatives(node: dict[str, Any], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(_resolved(option, definitions) for option in node.get("anyOf", []))]


def _children(node: dict[str, Any], step: str | int) -> list[dict[str, Any]]:
    if isinstance(step, int):
        return [node["items"]] if "items" in node else []
    if step in node.get("properties", {}):
        return [node["properties"][step]]
    # Under names that the author chooses stands the same kind of part.
    return list(node.get("patternProperties", {}).values())


def dotted(path: Sequence[str | int]) -> str:
    """A place in a file as keys joined by dots, each in a length that fits a sentence."""
    return ".".join(map(_clipped, path))


def _clipped(value: object) -> str:
    """A scalar as YAML writes it, in a length that fits a sentence."""
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return written if len(written) <= 60 else written[:57] + "…"

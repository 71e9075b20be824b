"""YAML in, plain values with their places out.

Text stays text ("No niin", no, 12:30 and 2026-01-01 are strings): only whole numbers of up to three digits,
true/false and null are anything else. The C parser of PyYAML reads; its own constructors, which guess at types, are
not used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from trainer.errors import TrainerError
from trainer.scenario import MAX_BYTES
from trainer.wording import Text

MAX_NODES = 200_000
MAX_DEPTH = 40

# No number of the format is longer; telephone and order numbers, years and digests of digits alone are texts.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,2})")
# What YAML allows in a file; a text may not smuggle in more by an escape ("\0").
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = Text("There is a control character here (U+{code}), which does not belong in text. Delete it.")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Place(NamedTuple):
    """A place in a file; line and column count from 1, 0 means the file as a whole."""

    file: Path
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line}:{self.column}" if self.line else self.file.name


class YamlError(TrainerError):
    """The file is no YAML that this program reads; says where."""

    def __init__(self, place: Place, text: Text) -> None:
        super().__init__(text)
        self.place = place


class Document(NamedTuple):
    """A file's content and the nodes it was read from."""

    file: Path
    value: object
    root: yaml.Node

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """Where the value at this path stands, or its key; the nearest one above it if there is no such path."""
        node, mark = self.root, self.root.start_mark
        for n, step in enumerate(path):
            found = _child(node, step)
            if found is None:
                break
            key_node, node = found
            last = n == len(path) - 1
            mark = (key_node if key and last and key_node is not None else node).start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)


def read(file: Path) -> Document:
    """Reads a YAML file of one document.

    Raises:
        YamlError: it cannot be read, is over 2 MiB, not UTF-8, not YAML, has a key twice, or its aliases explode.
    """
    return parse(file, text_of(file))


def parse(file: Path, text: str) -> Document:
    """The document that a file's text is.

    Raises:
        YamlError: as `read`.
    """
    loader = yaml.CLoader(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(file, text, error) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise YamlError(Place(file), Text("This file is not YAML: {reason}", reason=str(error))) from error
    finally:
        loader.dispose()
    if root is None:
        raise YamlError(Place(file), Text("This file is empty. A scenario file starts with “format: 1”."))
    return Document(file, _Builder(file).build(root, 0), root)


def text_of(file: Path) -> str:
    """A file's text, with its ends of lines as they are.

    Raises:
        YamlError: it cannot be read, is over 2 MiB, not UTF-8, or holds control characters.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise YamlError(Place(file), Text("This file cannot be read: {reason}.", reason=reason)) from error
    if len(content) > MAX_BYTES:
        raise YamlError(Place(file), Text("This file is over 2 MiB; a scenario is some tens of kilobytes."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise YamlError(
            Place(file, line, column), Text("This file is not UTF-8 text. Save it as UTF-8 in your editor.")
        ) from error
    if found := _FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        raise YamlError(Place(file, line, column), _control(found.group()))
    return text


def _control(character: str) -> Text:
    return Text(_CONTROL.template, code=f"{ord(character):04X}")


def _syntax_error(file: Path, text: str, error: yaml.MarkedYAMLError) -> YamlError:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if mark and any(line[mark.column :].startswith("\t") for line in text.splitlines()[mark.line : mark.line + 1]):
        return YamlError(place, Text("There is a tab here. YAML is indented with spaces; replace it."))
    if error.context == "while scanning a quoted scalar" and error.context_mark:
        opened = Place(file, error.context_mark.line + 1, error.context_mark.column + 1)
        return YamlError(opened, Text("The quotation mark that opens here is never closed, or is closed too late."))
    return YamlError(
        place,
        Text(
            "This is not YAML: {problem}. Look at this line and the one before it: the usual cause is a missing "
            "quotation mark, colon or indentation.",
            problem=error.problem or error.context or "",
        ),
    )


class _Builder:
    """Builds plain values of nodes, counting them so that aliases of aliases cannot explode."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._nodes = 0
        self._open: list[yaml.Node] = []

    def build(self, node: yaml.Node, depth: int) -> object:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._error(node, Text("This file's aliases (*name) grow too large; write the text out."))
        if depth > MAX_DEPTH:
            raise self._error(node, Text("This file nests brackets more than {depth} deep.", depth=MAX_DEPTH))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if node in self._open:
            raise self._error(node, Text("An alias (*name) is inside what it is an alias of; write the text out."))
        self._open.append(node)
        if isinstance(node, yaml.SequenceNode):
            built: object = [self.build(child, depth + 1) for child in node.value]
        else:
            built = self._mapping(node, depth)
        self._open.pop()
        return built

    def _scalar(self, node: yaml.ScalarNode) -> object:
        # A quoted or block text has a style; only plain ones can be numbers or words of YAML.
        if node.style:
            if found := _FORBIDDEN.search(node.value):
                raise self._error(node, _control(found.group()))
            return node.value
        if node.value in _WORDS:
            return _WORDS[node.value]
        return int(node.value) if _INTEGER.fullmatch(node.value) else node.value

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, object]:
        built: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error(key_node, Text("A key must be a word."))
            key = key_node.value
            if key in built:
                raise self._error(key_node, Text("The key “{key}” is here twice; one would be lost.", key=key))
            built[key] = self.build(value_node, depth + 1)
        return built

    def _error(self, node: yaml.Node, text: Text) -> YamlError:
        return YamlError(Place(self._file, node.start_mark.line + 1, node.start_mark.column + 1), text)


def is_null(node: yaml.ScalarNode) -> bool:
    """Whether nothing stands there; in quotation marks anything is a text."""
    return not node.style and _WORDS.get(node.value, node) is None


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == step:
                return key_node, value_node
    return None

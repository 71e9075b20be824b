"""The texts of a YAML file as they are written, and the comments that stand at them.

The YAML reader passes over comments; here they are found between what it read.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

from trainer.scenario.yaml_text import is_null

At = tuple[str | int, ...]

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
_HEADER_COMMENT = re.compile(r"[^\r\n]*?\s(#[^\r\n]*)")
# How a text over several lines begins, where its lines alone tell how deep it stands.
_BLOCK = re.compile(r"[|>][-+]?")


class Written(NamedTuple):
    """A text in a file.

    Attributes:
        at: the keys and positions that lead to it.
        value: the text itself.
        lines: as it is written, without the indentation that all but the first line have in common.
    """

    at: At
    value: str
    lines: Sequence[str]


def written_in(text: str, root: yaml.Node) -> list[Written]:
    """The texts of a file, in order; root is the node that was read from this text."""
    return [
        Written(at, node.value, _lines(text, node))
        for _, at, node in _parts(root, ())
        if isinstance(node, yaml.ScalarNode) and not is_null(node)
    ]


def comments_in(text: str, root: yaml.Node) -> dict[At, list[str]]:
    """The comments of a file by what they stand at: what begins before them in their line, else what comes next.

    At () stand those after everything else.
    """
    parts = sorted((start, at) for start, at, _ in _parts(root, ()))
    starts = [start for start, _ in parts]
    comments: dict[At, list[str]] = {}
    for comment in _comments(text, root):
        index = bisect_right(starts, comment.start())
        begins = max(text.rfind("\n", 0, comment.start()), text.rfind("\r", 0, comment.start())) + 1
        if index and text[begins : comment.start()].strip():
            index -= 1
        at = parts[index][1] if index < len(parts) else ()
        comments.setdefault(at, []).append(comment.group().rstrip())
    return comments


def _parts(node: yaml.Node, at: At) -> Iterator[tuple[int, At, yaml.Node]]:
    """Everything that has a key or a position: where it begins in the file, what leads to it, its node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.start_mark.index, (*at, key.value), value
            yield from _parts(value, (*at, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for n, value in enumerate(node.value):
            yield value.start_mark.index, (*at, n), value
            yield from _parts(value, (*at, n))


def _comments(text: str, root: yaml.Node) -> Iterator[re.Match[str]]:
    start = 0
    for begin, end in (*sorted(set(_taken(text, root))), (len(text), len(text))):
        yield from _COMMENT.finditer(text, start, begin)
        start = max(start, end)


def _taken(text: str, node: yaml.Node) -> Iterator[tuple[int, int]]:
    """Where in the file scalars stand, so that nothing in them is taken for a comment."""
    if isinstance(node, yaml.ScalarNode):
        begin, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">") and (header := _HEADER_COMMENT.match(text, begin, end)):
            yield begin, header.start(1)
            begin = header.end(1)
        yield begin, end
        return
    for child in node.value:
        for each in child if isinstance(child, tuple) else (child,):
            yield from _taken(text, each)


def _lines(text: str, node: yaml.ScalarNode) -> list[str]:
    raw = text[node.start_mark.index : node.end_mark.index]
    if node.style in ("|", ">"):
        header, *body = raw.rstrip().splitlines()
        header = header.partition("#")[0].strip()
        if _BLOCK.fullmatch(header) and body:
            first = next(line for line in body if line.strip())
            depth = len(first) - len(first.lstrip(" "))
            return [header, *(line[depth:].rstrip() for line in body)]
    elif raw and raw[0] not in "&!*" and len(raw.splitlines()) == 1:
        return [raw]
    return [quoted(node.value)]


def quoted(text: str) -> str:
    """A text in quotation marks, on one line."""
    # JSON leaves alone what YAML takes for ends of lines.
    written = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found.group()):04x}", written)

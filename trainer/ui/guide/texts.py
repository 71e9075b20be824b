"""The guide's texts: Markdown by language, their order, and what is found in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from trainer.wording import SOURCE_LANGUAGE

CONTENTS = "contents"
"""The part that names all others, in their order."""
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_ENTRY = re.compile(r"^- \[(?P<title>[^\]]+)\]\((?:\.\./)?(?P<key>[\w-]+)\.md\)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"[`*|]|^```\w*$|^[-#>]+ |^[| :-]+$", re.MULTILINE)
_BEFORE, _AFTER = 50, 110  # characters shown around what was found


class Part(NamedTuple):
    """A file of the guide, and the heading it stands under in the contents."""

    key: str
    title: str
    group: str


class Section(NamedTuple):
    """What stands under a heading, without marks; `anchor` is the heading as links name it."""

    heading: str
    anchor: str
    text: str


class Hit(NamedTuple):
    """A section in which all words were found, and some of it around the first."""

    part: Part
    section: Section
    around: str


class Guide:
    """The guide in a language; what is not written in it is there in English."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folders = (folder / language, folder, folder / SOURCE_LANGUAGE)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All parts in the order of the contents."""
        parts, group = [], ""
        for line in self.markdown(CONTENTS).splitlines():
            if line.startswith("## "):
                group = line[3:].strip()
            elif entry := _ENTRY.match(line):
                parts.append(Part(entry["key"], entry["title"], group))
        return tuple(parts)

    def file(self, key: str) -> Path:
        """Where a part lies; FileNotFoundError if it is nowhere."""
        for folder in self._folders:
            if (file := folder / f"{key}.md").is_file():
                return file
        raise FileNotFoundError(key)

    def markdown(self, key: str) -> str:
        """A part as it is written."""
        return self.file(key).read_text(encoding="utf-8")

    def find(self, words: str) -> list[Hit]:
        """The sections with all of these words in them, those first that have one in their heading."""
        wanted = words.casefold().split()
        hits = [hit for part in self.parts for hit in self._hits(part, wanted)] if wanted else []
        return sorted(hits, key=lambda hit: not any(word in hit.section.heading.casefold() for word in wanted))

    def _hits(self, part: Part, wanted: list[str]) -> Iterator[Hit]:
        for section in sections(self.markdown(part.key)):
            there = f"{section.heading}\n{section.text}".casefold()
            if all(word in there for word in wanted):
                yield Hit(part, section, _around(section.text, wanted))


def anchor(heading: str) -> str:
    """A heading as links name it: "What κ tells" → "what-κ-tells", as GitHub does."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def sections(markdown: str) -> list[Section]:
    """What stands under each heading of a text."""
    fenced = _without_fences(markdown)
    headings = list(_HEADING.finditer(fenced))
    ends = [heading.start() for heading in headings[1:]] + [len(markdown)]
    return [
        Section(plain(heading[2]), anchor(plain(heading[2])), plain(markdown[heading.end() : end]))
        for heading, end in zip(headings, ends, strict=True)
    ]


def plain(markdown: str) -> str:
    """A text without its marks and pictures, in one line."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", _COMMENT.sub("", markdown)))
    return " ".join(_MARKS.sub("", text).split())


def _without_fences(markdown: str) -> str:
    """The text with blanks where code stands, in which # is no heading."""
    return re.sub(r"^```.*?^```$", lambda code: re.sub(r"\S", " ", code[0]), markdown, flags=re.DOTALL | re.MULTILINE)


def _around(text: str, wanted: list[str]) -> str:
    folded = text.casefold()
    at = min((place for word in wanted if (place := folded.find(word)) >= 0), default=0)
    start, end = max(0, at - _BEFORE), min(len(text), at + _AFTER)
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = text.rfind(" ", 0, end)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"

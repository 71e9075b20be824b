"""Writes a translation's file anew: what is missing is added, what was changed marked, all in the scenario's order.

Above each text stands, as a comment, its original (`#>`), by which a text is known again whose original was changed,
moved or renamed since. A mark (`#!`) stays until the translator deletes it. All other comments are the translator's
own, and stay with what they stand at.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from trainer.scenario.model import TEXTS, Scenario, source_digest
from trainer.scenario.yaml_comments import At, Written, comments_in, written_in
from trainer.scenario.yaml_text import Document
from trainer.wording import Text, Wording

ORIGINAL = "#>"
MARK = "#!"
EMPTY = '""'
_WIDTH = 118
_SPACED = (("facts",), ("scenes",), ("endings",))
_HEAD = Text(
    "Write between the quotation marks; the original is above each text (#>). Where there is a #!, the original "
    "has changed: fix the text and delete that line. Then run “repliikki translate {scenario} {language}” again."
)
_CHANGED = Text("Changed. Before: {text}")
_PERHAPS = Text("Perhaps changed since; compare.")


class TakenOut(NamedTuple):
    """What the scenario has no place for any more: what led to it, and the text or comment."""

    at: At
    text: str


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation's file, and how far it is.

    Attributes:
        text: of the file.
        texts: how many there are.
        missing: how many of them are empty.
        marked: how many are to be compared with their changed original.
        taken_out: what stood in the file before and does not now.
    """

    text: str
    texts: int
    missing: int
    marked: int
    taken_out: Sequence[TakenOut]


class _Wanted(NamedTuple):
    """What is to be translated: one text, or other wordings of one, which may be none."""

    at: At
    originals: Sequence[str]

    @property
    def several(self) -> bool:
        return _is_also(self.at)


@dataclass(slots=True)
class _Said:
    """What a file has in some place: a text or other wordings, its original if that is known, and marks."""

    at: At
    texts: list[Written] = field(default_factory=list)
    original: str | None = None
    marks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    """A text as it is written into the file; lines are those after its key."""

    at: At
    lines: Sequence[str]
    notes: Sequence[str] = ()


def translated(scenario: Scenario, language: str, there: tuple[str, Document] | None, wording: Wording) -> Translated:
    """The translation's file as it should be now.

    The digest of the originals is written once nothing is missing or marked.

    Args:
        scenario: in the language it was written in.
        language: of the translation.
        there: text and document of the file so far; None if there is none.
        wording: for the comments.
    """
    comments = _comments(*there) if there else {}
    places = _said(*there, comments) if there else {}
    said = {at: each for at, each in places.items() if each.texts}
    source = "".join(text.value for text in said.pop(("source",), _Said(())).texts)
    said.pop(("language",), None)
    digest = source_digest(scenario)
    wanted = list(_wanted(scenario, places, new=there is None))
    found = _found(wanted, said, all_fit=source == digest)
    entries = []
    missing = marked = 0
    for each in wanted:
        now = found.get(each.at)
        # Where nobody ever wrote down what a translation was made from, nothing is known to have changed.
        marks = _marks(each, now, wording, known=source != "") if now and source != digest else []
        missing += now is None and not each.several
        marked += bool(marks)
        own = comments.pop(now.at, []) if now else [] if each.at in said else comments.pop(each.at, [])
        entries.append(_Entry(each.at, _lines(each, now), [*own, *marks, *_originals(each)]))
    if not missing and not marked:
        source = digest
    notes = comments.pop(("language",), []) if there else _comment("#", wording.t(
        _HEAD.template, scenario=scenario.id, language=language))  # fmt: skip
    head = [_Entry(("language",), [language], notes),
            _Entry(("source",), [source or EMPTY], comments.pop(("source",), []))]  # fmt: skip
    written = [*_file([*head, *entries], comments), *comments.pop((), [])]
    kept = {each.at for each in found.values()}
    taken_out = [TakenOut(text.at, text.value) for at, each in said.items() if at not in kept for text in each.texts]
    taken_out += [TakenOut(at, line) for at, lines in comments.items() for line in lines]
    return Translated("\n".join(written) + "\n", len(entries), missing, marked, taken_out)


def _wanted(scenario: Scenario, places: Collection[At], *, new: bool) -> Iterator[_Wanted]:
    for at, originals in _texts(scenario.model_dump(include=TEXTS, exclude_none=True), ()):
        # What is left out of these stays as it is in the scenario; names mostly do.
        if at[0] in ("you", "person") and at not in places and not (new and at[-1] == "role"):
            continue
        if originals or at in places:
            yield _Wanted(at, originals)


def _texts(part: Any, at: At) -> Iterator[tuple[At, Sequence[str]]]:
    if isinstance(part, str):
        yield at, (part,)
    elif _is_also(at):
        yield at, part
    else:
        for key, child in part.items() if isinstance(part, dict) else enumerate(part):
            yield from _texts(child, (*at, key))


def _is_also(at: At) -> bool:
    return at[:1] == ("scenes",) and at[2:3] == ("replies",) and at[4:5] == ("also",)


def _comments(text: str, document: Document) -> dict[At, list[str]]:
    comments: dict[At, list[str]] = {}
    for at, lines in comments_in(text, document.root).items():
        comments.setdefault(_full(at), []).extend(lines)
    return comments


def _said(text: str, document: Document, comments: dict[At, list[str]]) -> dict[At, _Said]:
    """What a file has by its place; the originals and marks are taken out of the comments."""
    said: dict[At, _Said] = {}
    for written in written_in(text, document.root):
        at = _full(written.at)
        if at[0] == "scenes" and at[2:] == ("says",):
            at = (*at, 0, "text")
        place = said.setdefault(at, _Said(at))
        if written.value.strip():
            place.texts.append(written)
    for at, lines in comments.items():
        originals = [line.removeprefix(ORIGINAL) for line in lines if line.startswith(ORIGINAL)]
        if at in said and originals:
            said[at].original = _plain(" ".join(originals))
        if at in said:
            said[at].marks = [line for line in lines if line.startswith(MARK)]
        comments[at] = [line for line in lines if not line.startswith((ORIGINAL, MARK))]
    return said


def _full(at: At) -> At:
    """What leads to a part if its line is written out: one of a list, with keys."""
    if at[:1] != ("scenes",):
        return at
    if at[2:3] == ("says",) and len(at) > 3:
        at = at if isinstance(at[3], int) else (*at[:3], 0, *at[3:])
        return at if len(at) > 4 else (*at, "text")
    return at[:5] if _is_also(at) else at


def _found(wanted: Sequence[_Wanted], said: dict[At, _Said], *, all_fit: bool) -> dict[At, _Said]:
    """Which of what is there is the translation of what is wanted: in its place, else moved, else changed."""
    found: dict[At, _Said] = {}
    free = dict(said)
    for each in wanted:
        if each.at in free and (all_fit or free[each.at].original in (None, _original(each))):
            found[each.at] = free.pop(each.at)
    moved: dict[tuple[object, str], list[_Said]] = {}
    for there in free.values():
        if there.original is not None:
            moved.setdefault((there.at[-1], there.original), []).append(there)
    for each in wanted:
        if each.at not in found and (same := moved.get((each.at[-1], _original(each)))):
            found[each.at] = same.pop(0)
            del free[found[each.at].at]
    for each in wanted:
        if each.at not in found and each.at in free:
            found[each.at] = free.pop(each.at)
    return found


def _marks(wanted: _Wanted, said: _Said, wording: Wording, *, known: bool) -> list[str]:
    if said.marks or not wanted.originals or said.original == _original(wanted):
        return said.marks
    if said.original is not None:
        return _comment(MARK, wording.t(_CHANGED.template, text=said.original))
    return _comment(MARK, wording.say(_PERHAPS)) if known else []


def _original(wanted: _Wanted) -> str:
    """What is translated, as it can be read out of the comment again."""
    return _plain(" ".join(f"- {text}" for text in wanted.originals) if wanted.several else wanted.originals[0])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _originals(wanted: _Wanted) -> list[str]:
    start = f"{ORIGINAL} -" if wanted.several else ORIGINAL
    return [line for text in wanted.originals for line in _comment(start, text)]


def _comment(start: str, text: str) -> list[str]:
    after = start[:2].ljust(len(start)) + " "
    return textwrap.wrap(
        _plain(text), _WIDTH, initial_indent=f"{start} ", subsequent_indent=after, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _lines(wanted: _Wanted, said: _Said | None) -> Sequence[str]:
    if not wanted.several:
        return said.texts[0].lines if said else [EMPTY]
    if said is None:
        return ["[]"]
    lines = [""]
    for text in said.texts:
        lines += [f"- {text.lines[0]}", *(f"  {line}" for line in text.lines[1:])]
    return lines


def _file(entries: Sequence[_Entry], comments: dict[At, list[str]]) -> Iterator[str]:
    """The file's lines; the comments of what the texts stand in are taken out of `comments`."""
    before: At = ()
    for entry in entries:
        shared = next(n for n, step in enumerate(entry.at) if entry.at[: n + 1] != before[: n + 1])
        for depth in range(shared, len(entry.at) - 1):
            at = entry.at[: depth + 1]
            if depth == shared and (at in _SPACED or at[:-1] == ("scenes",)):
                yield ""
            yield from _head(at, comments)
        # What comes first in a list's item stands behind a dash.
        dash = isinstance(entry.at[-2:][0], int) and shared < len(entry.at) - 1
        indent = "  " * (len(entry.at) - 1 - dash)
        yield from (indent + note for note in entry.notes)
        first, *rest = entry.lines
        yield f"{indent}{'- ' if dash else ''}{entry.at[-1]}: {first}".rstrip()
        yield from (f"{'  ' * len(entry.at)}{line}".rstrip() for line in rest)
        before = entry.at


def _head(at: At, comments: dict[At, list[str]]) -> Iterator[str]:
    """The line that opens what other texts stand in; nothing for an item of a list, which its first text opens."""
    if isinstance(at[-1], int):
        return
    indent = "  " * (len(at) - 1)
    yield from (indent + line for line in comments.pop(at, []))
    yield f"{indent}{at[-1]}:"

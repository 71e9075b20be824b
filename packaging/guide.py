"""Writes the rules of the check into the author's guide, below what is written by hand: `python guide.py`.

A test holds that it was run after the last change of a rule, an example or a translation of either.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import environment

if TYPE_CHECKING:
    from trainer.review.rules import Edit
    from trainer.wording import Wording

FOLDER = environment.ROOT / "assets" / "guide"
MARK = "<!-- From here on written by packaging/guide.py -->"
_MOST_LINES = 10
# What stands around the rules, which the program itself never says.
_WORDS = {
    "en": {
        "title": "What the check finds",
        "about": "Errors keep a scenario from being played; warnings do not. A file `check.yaml` beside the folders "
        "turns a rule off or makes it an error: `RL051: off`. The examples are changes to a small scenario without "
        "fault, and each is found by its rule. `repliikki check --explain RL041` shows more of them, and some that "
        "are left in peace.",
        "error": "Error",
        "warning": "Warning",
        "more": "and so on",
        "nothing": "(nothing in its place)",
    },
    "fi": {
        "title": "Mitä tarkistus löytää",
        "about": "Virhe estää skenaarion käytön, varoitus ei. Tiedosto `check.yaml` kansioiden vieressä ottaa säännön "
        "pois tai tekee siitä virheen: `RL051: off`. Esimerkit ovat muutoksia pieneen virheettömään skenaarioon, ja "
        "sääntö löytää niistä jokaisen. `repliikki check --explain RL041` näyttää lisää, myös niitä, joihin sääntö ei "
        "puutu.",
        "error": "Virhe",
        "warning": "Varoitus",
        "more": "ja niin edelleen",
        "nothing": "(tilalle ei mitään)",
    },
}


def author_guide(language: str) -> str:
    """The author's guide as it should be: what is written by hand, then all rules."""
    from trainer.resources import shipped
    from trainer.wording import Wording

    by_hand, _, _ = file(language).read_text(encoding="utf-8").partition(MARK)
    rules = "\n".join(_rules(Wording(language, shipped("assets") / "translations")))
    return f"{by_hand.rstrip()}\n\n{MARK}\n\n{rules}"


def file(language: str) -> Path:
    """Where a language's guide for authors lies."""
    return FOLDER / language / "author.md"


def _rules(wording: Wording) -> Iterator[str]:
    from trainer.review.rules import RULES, examples

    words = _WORDS[wording.language]
    yield from (f"## {words['title']}", "", words["about"], "")
    for code, rule in RULES.items():
        yield from (f"### {code}: {wording.say(rule.title).rstrip('.')}", "")
        yield from (f"{words[rule.severity]}. {wording.say(rule.why)}", "")
        if bad := examples(code).bad:
            yield from ("```diff", *_shortened(list(_lines(bad[0], words["nothing"])), words["more"]), "```", "")


def _lines(edits: Sequence[Edit], nothing: str) -> Iterator[str]:
    for edit in edits:
        if edit.link:
            yield f"{edit.file} → {edit.link}"
            continue
        yield f"{edit.file}:"
        yield from (f"- {line}" for line in _aligned(edit.old))
        yield from (f"+ {line}" for line in _aligned(edit.new) or [nothing])


def _aligned(text: str) -> list[str]:
    """Lines of which all but the first stand as deep as in their file, moved to the left together."""
    first, _, rest = text.partition("\n")
    return [line for line in (first, *dedent(rest).splitlines()) if line]


def _shortened(lines: list[str], more: str) -> list[str]:
    return lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], f"… {more}"]


if __name__ == "__main__":
    sys.path.insert(0, str(environment.ROOT))
    for each in _WORDS:
        file(each).write_text(author_guide(each), encoding="utf-8")

"""Texts that are too long to say or to show, or that the voice cannot say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from trainer.review.reviewed import At, Reviewed
from trainer.scenario.files import Finding
from trainer.scenario.model import Scenario
from trainer.scenario.yaml_text import Document
from trainer.wording import Text

LONGEST_LINE = 280
LONGEST_REPLY = 200
LONGEST_SHORT_LINE = 70
LONGEST_SHORT_REPLY = 28
_SAID = frozenset(" \n\u00a0.,;:!?…–—-'’‘\"”“„«»()/%&+€£$@°")


def findings(reviewed: Reviewed) -> Iterator[Finding]:
    """Everything found in the texts that are said or shown, in each language."""
    for scenario, document in reviewed.versions:
        yield from _lengths(reviewed, scenario, document)
        yield from _unsayable(reviewed, scenario, document)


def _lengths(reviewed: Reviewed, scenario: Scenario, document: Document) -> Iterator[Finding]:
    for path, text, short in _lines(scenario):
        if len(text) > LONGEST_LINE:
            told = Text("This line has {length} characters; one breath is at most {most}.",
                        length=len(text), most=LONGEST_LINE)  # fmt: skip
            yield reviewed.warning("RL060", (*path, "text"), told, Text("Say less."), document=document)
        yield from _short(reviewed, document, path, short, LONGEST_SHORT_LINE)
    for path, text, short in _replies(scenario):
        if len(text) > LONGEST_REPLY:
            told = Text("This reply has {length} characters; at most {most} are read before choosing.",
                        length=len(text), most=LONGEST_REPLY)  # fmt: skip
            yield reviewed.warning("RL061", (*path, "text"), told, Text("Say less."), document=document)
        yield from _short(reviewed, document, path, short, LONGEST_SHORT_REPLY)


def _short(reviewed: Reviewed, document: Document, path: At, short: str | None, most: int) -> Iterator[Finding]:
    if short is not None and len(short) > most:
        text = Text("This short text has {length} characters; at most {most} fit on the wall.",
                    length=len(short), most=most)  # fmt: skip
        yield reviewed.warning(
            "RL063", (*path, "short"), text, Text("Keep only what it is recognised by."), document=document
        )


def _unsayable(reviewed: Reviewed, scenario: Scenario, document: Document) -> Iterator[Finding]:
    for path, text, _ in (*_lines(scenario), *_replies(scenario)):
        strange = sorted(letter for letter in set(text) if not can_be_said(letter))
        if strange:
            told = Text("The voice cannot say “{letters}”.", letters=" ".join(strange))
            fix = Text("Write it in words, or leave it out.")
            yield reviewed.warning("RL062", (*path, "text"), told, fix, document=document)


def can_be_said(letter: str) -> bool:
    """Whether the voice says a character, or rightly keeps silent at it."""
    if letter in _SAID or "0" <= letter <= "9":
        return True
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ")


def _lines(scenario: Scenario) -> Iterator[tuple[At, str, str | None]]:
    for key, scene in scenario.scenes.items():
        for n, line in enumerate(scene.says):
            yield ("scenes", key, "says", n), line.text, line.short


def _replies(scenario: Scenario) -> Iterator[tuple[At, str, str | None]]:
    for key, scene in scenario.scenes.items():
        for name, reply in scene.replies.items():
            yield ("scenes", key, "replies", name), reply.text, reply.short

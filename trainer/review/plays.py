"""Reference play-throughs: ways through a scenario with the ending and the score that must come of them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from trainer.errors import TrainerError
from trainer.review.reviewed import Reviewed
from trainer.roleplay.autoplay import given
from trainer.roleplay.play import Play, UnknownReplyError
from trainer.rubric.score import score
from trainer.scenario.files import PLAYS_FILE, Finding, ScenarioError, read_folder, read_plays
from trainer.scenario.model import KEY, PlayThrough
from trainer.scenario.yaml_text import Document
from trainer.wording import Text

_WIDTH = 118


def findings(reviewed: Reviewed) -> Iterator[Finding]:
    """What does not come out as written; the file's own faults are in the source's findings afterwards."""
    read = read_plays(reviewed.source)
    if read is None:
        return
    plays, document = read
    for name, wanted in plays.root.items():
        yield from _played(reviewed, document, name, wanted)


def _played(reviewed: Reviewed, document: Document, name: str, wanted: PlayThrough) -> Iterator[Finding]:
    play = reviewed.space.play
    try:
        turns = given(play, wanted.replies)
    except UnknownReplyError as error:
        text = Text("The play-through “{name}” cannot be played. {reason}", name=name, reason=error.text)
        yield reviewed.warning("RL070", (name, "replies"), text, document=document)
        return
    ending = turns[-1].to
    if ending not in play.scenario.endings:
        text = Text("The play-through “{name}” stops in “{scene}”, before an ending.", name=name, scene=ending)
        yield reviewed.warning("RL070", (name, "replies"), text, document=document)
        return
    if ending != wanted.ending:
        text = Text("The play-through “{name}” leads to the ending “{ending}”.", name=name, ending=ending)
        fix = Text("Write ending: {ending}, if that is what you meant.", ending=ending)
        yield reviewed.warning("RL071", (name, "ending"), text, fix, document=document)
    percent = score((turn.marks for turn in turns), play.scenario.weights).percent
    if percent != wanted.score:
        text = Text("The play-through “{name}” scores {score}.", name=name, score=percent)
        fix = Text("Write score: {score}, if that is what you meant.", score=percent)
        yield reviewed.warning("RL072", (name, "score"), text, fix, document=document)


def record(folder: Path, name: str, replies: Sequence[str]) -> Path:
    """Writes a play-through into the scenario's file of them, in place of one of the same name; that file.

    Ending and score are those of the authored replies, whatever a trainee said instead.

    Raises:
        TrainerError: the scenario or its file cannot be read or written, the name is no key, or the replies cannot
            be given.
    """
    if not re.fullmatch(KEY, name):
        raise TrainerError(
            Text("“{name}” isn't a valid name for a play-through: small letters, digits, hyphens.", name=name)
        )
    source = read_folder(folder)
    read = read_plays(source)
    if source.findings or source.scenario is None:
        raise ScenarioError(source.findings)
    turns = given(Play(source.scenario), replies)
    percent = score((turn.marks for turn in turns), source.scenario.weights).percent
    new = PlayThrough(replies=tuple(replies), ending=turns[-1].to, score=percent or 0)
    plays = {**(read[0].root if read else {}), name: new}
    file = folder / PLAYS_FILE
    try:
        file.write_text("".join(_written(key, each) for key, each in plays.items()), encoding="utf-8")
    except OSError as error:
        raise TrainerError(Text("{file} cannot be written: {reason}.", file=str(file), reason=str(error))) from error
    return file


def _written(name: str, play: PlayThrough) -> str:
    head = f"  replies: [{', '.join(play.replies)}]"
    replies = textwrap.fill(head, _WIDTH, subsequent_indent="    ", break_on_hyphens=False)
    return f"{name}:\n{replies}\n  ending: {play.ending}\n  score: {play.score}\n"

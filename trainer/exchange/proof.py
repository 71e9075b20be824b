"""Whether what a bundle holds could have happened: scenarios that play, sessions that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from trainer.errors import TrainerError
from trainer.roleplay.play import Play, Turn
from trainer.rubric.catalogue import RESPECT, digest
from trainer.rubric.marks import BROKEN, Mark, Source
from trainer.scenario import check, files
from trainer.scenario.model import Script
from trainer.scenario.yaml_text import Document
from trainer.store.portable import PortableSession, PortableTurn
from trainer.wording import Text

# A person of whom there is no picture here, or a lesson that is not known here, does not keep a session from playing.
_HARMLESS = ("RL014", "RL015")


def script_fault(script: Script) -> Text | None:
    """What keeps a scenario from being played to an end, whatever is replied; None if nothing does."""
    # The rules tell places in a file; a snapshot has no lines to tell.
    nothing = yaml.compose("{}")
    assert nothing is not None
    source = files.Source(Path(script.id), script.source, Document(Path(script.id), None, nothing))
    found = check.rules_broken(source, ())
    return next((f.text for f in found if f.severity == "error" and f.code not in _HARMLESS), None)


def session_fault(session: PortableSession, script: Script, play: Play) -> Text | None:
    """What in a session does not follow from its scenario, or contradicts itself; None if all does follow."""
    if (session.ended is None) != (session.state == "open"):
        return Text("It has ended and is open, or has no end and is not.")
    position = play.start()
    for number, stored in enumerate(session.turns, 1):
        turn = stored.turn()
        before_review = tuple(mark for mark in turn.marks if mark.source is not Source.COACH)
        try:
            played, position = play.answer(
                position, turn.reply, turn.text, None if turn.text is None else before_review
            )
        except TrainerError as error:
            return error.text
        # Another rubric may have had other levels for what a reply says nothing of.
        same_rubric = session.rubric == digest()
        if not _follows(turn, played, before_review, same_rubric) or turn.number != number:
            return Text("Reply {number} does not lead where the session says.", number=number)
        if fault := _mark_fault(stored, script):
            return fault
    if session.state == "finished" and not play.is_over(position):
        return Text("It is said to be finished, but has not come to an ending.")
    return None


def _follows(turn: Turn, played: Turn, marks: Iterable[Mark], same_rubric: bool) -> bool:
    given = tuple(marks)
    return turn._replace(marks=given) == (played if same_rubric else played._replace(marks=given))


def _mark_fault(turn: PortableTurn, script: Script) -> Text | None:
    for mark in turn.marks:
        if mark.criterion not in script.source.criteria:
            return Text("There is no criterion “{name}” here.", name=mark.criterion)
        if mark.level == BROKEN and mark.criterion != RESPECT.key:
            return Text("Only “respect” can be broken (-1); a miss is 0.")
        if any(start > end or (turn.text is not None and end > len(turn.text)) for start, end in mark.evidence):
            return Text("Reply {number} has evidence that stands outside of it.", number=turn.number)
    return None

"""Whether what a bundle holds could have happened: scenarios that play, sessions that follow from them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import yaml

from trainer.errors import TrainerError
from trainer.roleplay.play import Play
from trainer.rubric.catalogue import BY_KEY, RESPECT, digest
from trainer.rubric.marks import BROKEN
from trainer.scenario import check, files
from trainer.scenario.model import Script
from trainer.scenario.yaml_text import Document
from trainer.store.portable import PortableReview, PortableSession, PortableTurn
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
        try:
            played, position = play.answer(position, turn.reply, turn.text, None if turn.text is None else turn.marks)
        except TrainerError as error:
            return error.text
        # Another rubric may have had other levels for what a reply says nothing of.
        same_rubric = session.rubric == digest()
        if turn != (played if same_rubric else played._replace(marks=turn.marks)) or turn.number != number:
            return Text("Reply {number} does not lead where the session says.", number=number)
        if fault := _mark_fault(stored, script):
            return fault
    if session.state == "finished" and not play.is_over(position):
        return Text("It is marked as finished, but has not reached an ending.")
    return _review_fault(session)


def _mark_fault(turn: PortableTurn, script: Script) -> Text | None:
    for mark in turn.marks:
        if mark.criterion not in script.source.criteria:
            return Text("There is no criterion “{name}” here.", name=mark.criterion)
        if mark.level == BROKEN and mark.criterion != RESPECT.key:
            return Text("Only “respect” can be broken (-1); a miss is 0.")
        if any(start > end or (turn.text is not None and end > len(turn.text)) for start, end in mark.evidence):
            return Text("Reply {number} has evidence that lies outside it.", number=turn.number)
    return None


def _review_fault(session: PortableSession) -> Text | None:
    marked = {(turn.number, mark.criterion) for turn in session.turns for mark in turn.marks}
    disputed = [(dispute.turn, dispute.criterion) for dispute in session.disputes]
    corrections = [made for review in session.reviews for made in review.corrections]
    coaches = [review.coach for review in session.reviews]
    if not marked.issuperset([*disputed, *((made.turn, made.criterion) for made in corrections)]):
        return Text("It refers to a mark that is not there.")
    if any(made.level not in BY_KEY[made.criterion].anchors for made in corrections):
        return Text("A coach has set a level that the skill does not have.")
    if len(set(coaches)) < len(coaches) or len(set(disputed)) < len(disputed):
        return Text("The same coach or the same dispute is in it twice.")
    if coaches and session.state != "finished":
        return Text("It is reviewed, but not finished.")
    if any(
        max((review.begun, *(made.at for made in review.corrections))) > review.changed for review in session.reviews
    ):
        return Text("A review has something in it that is newer than itself.")
    return None


def _moments(review: PortableReview) -> list[datetime]:
    return [review.begun, *(made.at for made in review.corrections)]

"""What a coach who does not exist says of a session: levels set anew, reasons, a comment; and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import Mark, Source
from trainer.rubric.score import Score
from trainer.simulation.days import office_moment
from trainer.simulation.sayings import SAYINGS, Sayings
from trainer.store.portable import PortableCorrection, PortableReview
from trainer.wording import Wording

COACHES = ("Maarit Kiviluoto", "Petri Salokorpi")

# How often a coach looks at a session that is disputed, has marks that are not sure, or neither.
_DISPUTED, _UNSURE, _OTHER = 0.7, 0.35, 0.08
# How often a level that is wrong is set right; coaches see the program's mark and tend to leave it.
_CORRECTS = {True: 0.6, False: 0.9}  # by whether the mark is sure
# How often a coach is a level off, and sets an author's mark anew.
_OFF, _AUTHORS = 0.1, 0.01
_COMMENTS, _LOOKS, _ANSWERS = 0.25, 0.8, 0.25
_GOOD, _MIDDLING = 75, 50


class Marked(NamedTuple):
    """A mark of a reply, and the level that the reply was meant to have."""

    turn: int
    mark: Mark
    meant: int


class Reviewed(NamedTuple):
    """What a coach looks at.

    Attributes:
        disputed: when the trainee disputed a mark last; None for never.
        score: by the marks of author and program.
    """

    ended: datetime
    marks: Sequence[Marked]
    score: Score
    disputed: datetime | None


def review(chance: Random, coach: str, seen: Reviewed, wording: Wording, until: datetime) -> PortableReview | None:
    """A coach's review of a finished session as it stands at a moment; None where there is none (yet)."""
    unsure = any(not marked.mark.sure for marked in seen.marks)
    looks = _DISPUTED if seen.disputed else _UNSURE if unsure else _OTHER
    begun = office_moment(chance, seen.disputed or seen.ended, (1, 1, 2, 3, 6))
    if chance.random() > looks or begun > until:
        return None
    sayings = SAYINGS[wording.language]
    corrections, at = [], begun
    for marked in seen.marks:
        level = _level(chance, marked)
        if level is not None:
            at += timedelta(seconds=chance.randint(15, 90))
            corrections.append(_correction(chance, marked, level, wording, at))
    finished = at + timedelta(seconds=chance.randint(20, 240))
    given = PortableReview(
        coach=coach, begun=begun, changed=finished, finished=finished, corrections=tuple(corrections),
        comment=_comment(chance, seen.score, sayings, wording),
    )  # fmt: skip
    return _answered(chance, given, sayings, until)


def _level(chance: Random, marked: Marked) -> int | None:
    """The level that the coach sets; None where they leave the mark as it is."""
    mark, level = marked.mark, marked.meant
    levels = sorted(BY_KEY[mark.criterion].anchors)
    if chance.random() < _OFF:
        place = levels.index(level) + chance.choice((-1, 1))
        level = levels[min(max(place, 0), len(levels) - 1)]
    if mark.source is Source.AUTHOR:
        return level if level != mark.level and chance.random() < _AUTHORS / _OFF else None
    return level if (not mark.sure or level != mark.level) and chance.random() < _CORRECTS[mark.sure] else None


def _correction(chance: Random, marked: Marked, level: int, wording: Wording, at: datetime) -> PortableCorrection:
    sayings, mark = SAYINGS[wording.language], marked.mark
    reasons = sayings.confirmed if level == mark.level else sayings.reasons
    anchor = wording.say(BY_KEY[mark.criterion].anchors[level])
    return PortableCorrection(
        turn=marked.turn, criterion=mark.criterion, level=level, at=at,
        reason=chance.choice(reasons).format(anchor=anchor),
        comment=chance.choice(sayings.encouraged) if chance.random() < _COMMENTS else "",
    )  # fmt: skip


def _comment(chance: Random, score: Score, sayings: Sayings, wording: Wording) -> str:
    if score.percent is None or len(score.criteria) < 2 or chance.random() < 0.15:
        return ""
    texts = sayings.good if score.percent >= _GOOD else sayings.middling if score.percent >= _MIDDLING else sayings.poor
    ranked = sorted(score.criteria, key=lambda key: score.criteria[key].percent)
    names = {"best": BY_KEY[ranked[-1]].name, "weakest": BY_KEY[ranked[0]].name}
    return chance.choice(texts).format(**{place: wording.say(name) for place, name in names.items()})


def _answered(chance: Random, given: PortableReview, sayings: Sayings, until: datetime) -> PortableReview:
    """The review as the trainee has seen it, if they have."""
    looked = given.changed + timedelta(hours=chance.uniform(1, 72))
    if chance.random() > _LOOKS or looked > until:
        return given
    update: dict[str, object] = {"seen": given.changed}
    if chance.random() < _ANSWERS:
        update |= {"answer": chance.choice(sayings.answers), "answered": looked}
    return given.model_copy(update=update)

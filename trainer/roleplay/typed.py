"""A typed reply: its marks, and the authored reply along which it is carried on."""

from __future__ import annotations

from typing import NamedTuple

from trainer.marking.marker import Marker
from trainer.marking.nearest import ASKED, Option, nearest
from trainer.roleplay.play import Play, Position
from trainer.rubric.marks import Mark


class Understood(NamedTuple):
    """What the program makes of a typed reply.

    Attributes:
        marks: of the trainee's own words, one for each criterion in play.
        reply: the authored reply that is nearest; None where the trainee is to be asked.
        likely: the replies to ask for, the nearest first; empty where `reply` is known.
    """

    marks: tuple[Mark, ...]
    reply: str | None
    likely: tuple[str, ...]


def understood(play: Play, position: Position, text: str, marker: Marker) -> Understood:
    """Reads a typed reply where a conversation stands; text is not empty, and the position is no ending."""
    scenario = play.scenario
    scene = scenario.scenes[position.scene]
    marks = marker.mark(
        text,
        language=scenario.language,
        criteria=play.criteria(position),
        person=scenario.person.name,
        customer=scene.says[position.line].text,
    )
    offered = [(key, scene.replies[key]) for key in play.offered(position)]
    options = [Option(key, (reply.text, *reply.also), reply.marks) for key, reply in offered]
    found = nearest(text, marks, options)
    if found.sure:
        return Understood(tuple(marks.values()), found.ranking[0], ())
    return Understood(tuple(marks.values()), None, found.ranking[:ASKED])

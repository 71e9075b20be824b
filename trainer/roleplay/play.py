"""The engine: (scenario, position, reply) → turn, new position.

Pure: no clock, no disk, no randomness, nothing kept between calls. What happens in a turn, and in which order, is
fixed by the scenario format: offered replies and criteria in play, marks, mood, facts, branch, visit, line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from trainer.errors import TrainerError
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import Mark, Source
from trainer.scenario.model import Condition, Reply, Scenario, Scene
from trainer.wording import Text


class Mood(NamedTuple):
    """How the person feels towards the trainee, 0–100 each."""

    trust: int
    tension: int


class Position(NamedTuple):
    """Where a conversation stands.

    Attributes:
        scene: a scene, or an ending once the conversation is over.
        line: which of the scene's lines was said on entering it; 0 at an ending.
        mood: the person's mood now.
        known: facts learnt so far.
        visits: how often each scene that some condition asks about has been entered.
        shown: the highest level earned so far on each criterion that some condition asks about.
        number: turns taken so far.
    """

    scene: str
    line: int
    mood: Mood
    known: frozenset[str]
    visits: Mapping[str, int]
    shown: Mapping[str, int]
    number: int


class Turn(NamedTuple):
    """One reply and what it did.

    Attributes:
        number: 1 and on.
        scene: where it was given.
        line: which line it answered.
        reply: the authored reply that was chosen, or along which a typed one was carried on.
        text: the trainee's own words; None for a chosen reply.
        marks: one for each criterion in play.
        mood: after the turn.
        learned: facts that were new.
        to: the scene or ending it led to.
    """

    number: int
    scene: str
    line: int
    reply: str
    text: str | None
    marks: tuple[Mark, ...]
    mood: Mood
    learned: tuple[str, ...]
    to: str


class UnknownReplyError(TrainerError):
    """A reply that is not offered at this position."""


class _Option(NamedTuple):
    """A reply with everything about it that does not depend on the position."""

    key: str
    reply: Reply
    marks: Mapping[str, Mark]  # the author's on each criterion that any reply of the scene marks
    trust: int
    tension: int
    learns: tuple[str, ...]
    facts: frozenset[str]
    then: str | None  # the only branch, where there is but one


class Play:
    """A scenario made ready for playing; holds nothing that a turn changes."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        conditions = list(_conditions(scenario))
        self._counted = frozenset(key for when in conditions for key in when.visited)
        self._asked = frozenset(key for when in conditions for key in when.shown)
        self._options = {key: _options(scene) for key, scene in scenario.scenes.items()}
        # Where no reply has a condition the same ones are always offered, with the same marks.
        self._fixed = {
            key: {option.key: (option, _authored(option, options)) for option in options}
            for key, options in self._options.items()
            if not any(option.reply.when for option in options)
        }
        self._always = {key: tuple(replies) for key, replies in self._fixed.items()}
        self._many_lines = frozenset(key for key, scene in scenario.scenes.items() if len(scene.says) > 1)

    def start(self) -> Position:
        """The position before the first reply; the start scene counts as entered once."""
        mood = Mood(self.scenario.mood.trust, self.scenario.mood.tension)
        start = self.scenario.start
        position = Position(start, 0, mood, frozenset(), {start: 1} if start in self._counted else {}, {}, 0)
        return position._replace(line=self._line(start, position))

    def is_over(self, position: Position) -> bool:
        """Whether the position is an ending."""
        return position.scene in self.scenario.endings

    def offered(self, position: Position) -> tuple[str, ...]:
        """The replies offered here, in the file's order; none at an ending."""
        always = self._always.get(position.scene)
        return tuple(option.key for option in self._offered(position)) if always is None else always

    def shuffled(self, position: Position, seed: int) -> tuple[str, ...]:
        """The replies offered here in the order shown: the same for the same seed, scene and turn, on any system."""

        def place(reply: str) -> bytes:
            return hashlib.sha256(f"{seed}/{position.number}/{position.scene}/{reply}".encode()).digest()

        return tuple(sorted(self.offered(position), key=place))

    def criteria(self, position: Position) -> tuple[str, ...]:
        """The criteria in play here: those that any offered reply marks, in the scenario's order."""
        return _in_play(self._offered(position), self.scenario)

    def answer(
        self, position: Position, reply: str, text: str | None = None, marks: Sequence[Mark] | None = None
    ) -> tuple[Turn, Position]:
        """Gives a reply.

        Args:
            position: where the conversation stands.
            reply: the reply chosen, or the one nearest to what was typed.
            text: the trainee's own words, if typed.
            marks: the marks of those words, one for each criterion in play; the author's marks if left out.

        Raises:
            UnknownReplyError: the reply is not offered here, or the conversation is over.
        """
        option, authored = self._choose(position, reply)
        given = authored if marks is None else tuple(marks)
        # Unpacking is several times as fast as asking for each by name.
        scene, line, (trust, tension), known, visits, shown, number = position
        number += 1
        trust += option.trust
        tension += option.tension
        mood = Mood(
            100 if trust > 100 else 0 if trust < 0 else trust,
            100 if tension > 100 else 0 if tension < 0 else tension,
        )
        learned: tuple[str, ...] = ()
        if not option.facts <= known:
            learned = tuple(fact for fact in option.learns if fact not in known)
            known = known | option.facts
        if self._asked:
            shown = self._shown(shown, given)
        to = option.then or _branch(option.reply, Position("", 0, mood, known, visits, shown, number))
        if to in self._counted:
            visits = {**visits, to: visits.get(to, 0) + 1}
        said = 0
        if to in self._many_lines:
            said = self._line(to, Position(to, 0, mood, known, visits, shown, number))
        return (
            Turn(number, scene, line, reply, text, given, mood, learned, to),
            Position(to, said, mood, known, visits, shown, number),
        )

    def _offered(self, position: Position) -> tuple[_Option, ...]:
        options = self._options.get(position.scene, ())
        if position.scene in self._fixed:
            return options
        return tuple(option for option in options if holds(option.reply.when, position))

    def _choose(self, position: Position, reply: str) -> tuple[_Option, tuple[Mark, ...]]:
        fixed = self._fixed.get(position.scene)
        if fixed is not None and reply in fixed:
            return fixed[reply]
        offered = self._offered(position)
        for option in offered:
            if option.key == reply:
                return option, _authored(option, offered)
        if self.is_over(position):
            raise UnknownReplyError(Text("The conversation is over; “{reply}” can no longer be said.", reply=reply))
        raise UnknownReplyError(
            Text(
                "In the scene “{scene}” there is no reply “{reply}”. These are offered: {offered}.",
                scene=position.scene,
                reply=reply,
                offered=", ".join(option.key for option in offered) or "–",
            )
        )

    def _shown(self, shown: Mapping[str, int], marks: Iterable[Mark]) -> Mapping[str, int]:
        raised: dict[str, int] | None = None
        for criterion, level, _, _, _, sure, _ in marks:
            if sure and criterion in self._asked and level > shown.get(criterion, 0):
                raised = raised or dict(shown)
                raised[criterion] = level
        return raised or shown

    def _line(self, scene: str, position: Position) -> int:
        for n, line in enumerate(self.scenario.scenes[scene].says):
            if holds(line.when, position):
                return n
        raise AssertionError("the last line has no condition")


def replay(play: Play, turns: Iterable[Turn]) -> list[Position]:
    """The positions of a conversation whose replies are known: the start, and one after each turn."""
    positions = [play.start()]
    for turn in turns:
        # A coach's mark corrects the score afterwards; the conversation went by what stood then.
        marks = None if turn.text is None else tuple(mark for mark in turn.marks if mark.source is not Source.COACH)
        _, position = play.answer(positions[-1], turn.reply, turn.text, marks)
        positions.append(position)
    return positions


def holds(when: Condition | None, position: Position) -> bool:
    """Whether every part of a condition holds at a position."""
    if when is None:
        return True
    # Most conditions have one part; what is empty is not gone through, which is most of the time saved.
    _, _, mood, known, visits, shown, _ = position
    return (
        (when.trust is None or when.trust.holds(mood.trust))
        and (when.tension is None or when.tension.holds(mood.tension))
        and (not when.knows or known.issuperset(when.knows))
        and (not when.visited or all(bounds.holds(visits.get(scene, 0)) for scene, bounds in when.visited.items()))
        and (not when.shown or all(shown.get(criterion, 0) >= level for criterion, level in when.shown.items()))
    )


def _branch(reply: Reply, position: Position) -> str:
    for branch in reply.then:
        if holds(branch.when, position):
            return branch.to
    raise AssertionError("the last branch has no condition")


def _options(scene: Scene) -> tuple[_Option, ...]:
    marked = sorted({key for reply in scene.replies.values() for key in reply.marks})
    return tuple(_option(key, reply, marked) for key, reply in scene.replies.items())


def _option(key: str, reply: Reply, marked: Iterable[str]) -> _Option:
    levels = {criterion: reply.marks.get(criterion, BY_KEY[criterion].default) for criterion in marked}
    marks = {criterion: Mark(criterion, level, Source.AUTHOR) for criterion, level in levels.items()}
    learns = tuple(dict.fromkeys(reply.learns))
    then = reply.then[0].to if len(reply.then) == 1 and reply.then[0].when is None else None
    return _Option(key, reply, marks, reply.mood.trust, reply.mood.tension, learns, frozenset(learns), then)


def _authored(option: _Option, offered: Iterable[_Option]) -> tuple[Mark, ...]:
    """The author's marks of a reply on every criterion in play among the offered ones."""
    in_play = {key for other in offered for key in other.reply.marks}
    return tuple(mark for key, mark in option.marks.items() if key in in_play)


def _in_play(offered: Iterable[_Option], scenario: Scenario) -> tuple[str, ...]:
    marked = {key for option in offered for key in option.reply.marks}
    return tuple(key for key in scenario.criteria if key in marked)


def _conditions(scenario: Scenario) -> Iterable[Condition]:
    for scene in scenario.scenes.values():
        yield from _scene_conditions(scene)


def _scene_conditions(scene: Scene) -> Iterable[Condition]:
    whens = [line.when for line in scene.says]
    for reply in scene.replies.values():
        whens.append(reply.when)
        whens.extend(branch.when for branch in reply.then)
    return (when for when in whens if when is not None)

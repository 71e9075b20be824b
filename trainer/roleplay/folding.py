"""What of a position can still matter: positions that no later condition can tell apart are folded into one.

A condition compares a number with a bound, so all it can see of trust is on which side of a *cut* it lies. The cuts
that matter in a scene are those of its own conditions and those of all scenes that can follow, carried back through
the shifts of the replies in between: a cut at 50 after a reply of +12 is one at 38 before it. Holding the mood within
0–100 moves no number across a cut of 1–100, so this is exact. Facts, visits and levels shown are carried back
likewise. Sets of cuts are the bits of whole numbers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from trainer.roleplay.play import Position
from trainer.scenario.model import Condition, Range, Reply, Scenario, Scene

_MOODS = (1 << 101) - 2  # cuts at 1–100
_BELOW = tuple((2 << mood) - 1 for mood in range(101))  # cuts at or below a mood

Folded = tuple[str, int, int, int]


class _Cuts(NamedTuple):
    """Bit n of a mood is a cut between n-1 and n; the bits of `other` are numbered by `_Bits`."""

    trust: int = 0
    tension: int = 0
    other: int = 0

    def joined(self, more: _Cuts) -> _Cuts:
        return _Cuts(self.trust | more.trust, self.tension | more.tension, self.other | more.other)


class _Way(NamedTuple):
    """A reply's way to a scene: by how much it moves the mood, and the bits of `other` that it leaves open."""

    to: str
    trust: int
    tension: int
    kept: int


class _Bits:
    """A bit for each fact, each count of visits and each level shown that some condition asks about."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        facts: dict[str, None] = {}
        counts: dict[str, int] = {}
        shown: dict[str, None] = {}
        for when in conditions:
            facts.update(dict.fromkeys(when.knows))
            shown.update(dict.fromkeys(when.shown))
            for scene, bounds in when.visited.items():
                counts[scene] = max(counts.get(scene, 0), *_cuts_of(bounds), 0)
        self.facts = {fact: 1 << n for n, fact in enumerate(facts)}
        size = len(facts)
        # The bits of one scene stand in a row, that for the count of 1 lowest; then each criterion's two levels.
        self.visits: dict[str, tuple[int, int]] = {}
        for scene, most in counts.items():
            self.visits[scene] = (size, most)
            size += most
        self.shown: dict[str, int] = {}
        for criterion in shown:
            self.shown[criterion] = size
            size += 2
        self._known: dict[frozenset[str], int] = {}

    def asked(self, when: Condition) -> int:
        bits = 0
        for fact in when.knows:
            bits |= self.facts[fact]
        for scene, bounds in when.visited.items():
            for cut in _cuts_of(bounds):
                bits |= 1 << (self.visits[scene][0] + cut - 1)
        for criterion, level in when.shown.items():
            bits |= 1 << (self.shown[criterion] + level - 1)
        return bits

    def held(self, position: Position) -> int:
        """The bits that are true of a position."""
        known = position.known
        bits = self._known.get(known, -1)
        if bits < 0:
            bits = self._known[known] = sum(self.facts.get(fact, 0) for fact in known)
        for scene, count in position.visits.items():
            first, most = self.visits[scene]
            bits |= ((1 << (count if count < most else most)) - 1) << first
        for criterion, level in position.shown.items():
            bits |= ((1 << level) - 1) << self.shown[criterion]
        return bits


class Folding:
    """Folds the positions of one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._endings = frozenset(scenario.endings)
        self._bits = _Bits(_conditions(scenario))
        self._cuts = self._settled(scenario)

    def fold(self, position: Position) -> Folded:
        """The same for two positions from which the same replies, for ever, have the same marks, lines and targets."""
        scene = position.scene
        if scene in self._endings:
            return scene, 0, 0, 0
        trust, tension, other = self._cuts[scene]
        return (
            scene,
            (trust & _BELOW[position.mood[0]]).bit_count(),
            (tension & _BELOW[position.mood[1]]).bit_count(),
            other and other & self._bits.held(position),
        )

    def _settled(self, scenario: Scenario) -> dict[str, _Cuts]:
        """The cuts that matter on having entered a scene, carried back until nothing is added."""
        lines = {key: self._of(line.when for line in scene.says) for key, scene in scenario.scenes.items()}
        ways = {key: self._ways(scene) for key, scene in scenario.scenes.items()}
        leads_to: dict[str, set[str]] = {key: set() for key in scenario.scenes}
        for key, out in ways.items():
            for way in out:
                if way.to in leads_to:
                    leads_to[way.to].add(key)
        cuts = {key: self._own(scene) for key, scene in scenario.scenes.items()}
        entering = {key: self._entering(key, cuts[key].joined(lines[key])) for key in cuts}
        # First in, first out, from the last scenes back; authors write them about in the order they are played.
        waiting = deque(reversed(scenario.scenes))
        queued = set(waiting)
        while waiting:
            key = waiting.popleft()
            queued.discard(key)
            trust, tension, other = cuts[key]
            for way in ways[key]:
                if way.to in entering:
                    after = entering[way.to]
                    trust |= _shifted(after.trust, -way.trust)
                    tension |= _shifted(after.tension, -way.tension)
                    other |= after.other & way.kept
            new = _Cuts(trust, tension, other)
            entered = self._entering(key, new.joined(lines[key]))
            cuts[key] = new
            if entered != entering[key]:
                entering[key] = entered
                again = leads_to[key] - queued
                waiting.extend(again)
                queued |= again
        return cuts

    def _ways(self, scene: Scene) -> list[_Way]:
        ways = {
            _Way(branch.to, reply.mood.trust, reply.mood.tension, self._kept(reply))
            for reply in scene.replies.values()
            for branch in reply.then
        }
        return list(ways)

    def _own(self, scene: Scene) -> _Cuts:
        """The cuts of the scene's own replies and branches."""
        own = self._of(reply.when for reply in scene.replies.values())
        for reply in scene.replies.values():
            after = self._of(branch.when for branch in reply.then)
            trust, tension = _shifted(after.trust, -reply.mood.trust), _shifted(after.tension, -reply.mood.tension)
            own = own.joined(_Cuts(trust, tension, after.other & self._kept(reply)))
        return own

    def _kept(self, reply: Reply) -> int:
        """All bits but those of the facts that a reply teaches: of what is known for sure nothing is asked."""
        learnt = 0
        for fact in reply.learns:
            learnt |= self._bits.facts.get(fact, 0)
        return ~learnt

    def _entering(self, scene: str, cuts: _Cuts) -> _Cuts:
        """The cuts before the visit is counted."""
        if scene not in self._bits.visits:
            return cuts
        first, most = self._bits.visits[scene]
        row = ((1 << most) - 1) << first
        return cuts._replace(other=(cuts.other & ~row) | ((cuts.other & row) >> 1) & row)

    def _of(self, conditions: Iterable[Condition | None]) -> _Cuts:
        found = _Cuts()
        for when in conditions:
            if when is not None:
                found = found.joined(_Cuts(_mood(when.trust), _mood(when.tension), self._bits.asked(when)))
        return found


def _cuts_of(bounds: Range) -> list[int]:
    """The least numbers of the sides that bounds tell apart, from 1 up."""
    cuts = [bounds.min] if bounds.min is not None else []
    if bounds.max is not None:
        cuts.append(bounds.max + 1)
    return [cut for cut in cuts if cut >= 1]


def _mood(bounds: Range | None) -> int:
    return 0 if bounds is None else sum(1 << cut for cut in set(_cuts_of(bounds)) if cut <= 100)


def _shifted(cuts: int, by: int) -> int:
    return (cuts << by if by > 0 else cuts >> -by) & _MOODS


def _conditions(scenario: Scenario) -> Iterable[Condition]:
    for scene in scenario.scenes.values():
        for line in scene.says:
            if line.when is not None:
                yield line.when
        for reply in scene.replies.values():
            yield from (when for when in (reply.when, *(branch.when for branch in reply.then)) if when is not None)

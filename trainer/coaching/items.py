"""How the replies of a scenario work: how often each is taken, how hard its scene is, whether it tells good from weak.

A scene is an item in the sense of test theory, its replies are the options. The discrimination index compares the
quarter of sessions with the highest scores with the quarter with the lowest (Ebel & Frisbie, Essentials of
Educational Measurement, 5th ed., chapter 13): near 1 tells the two apart, near 0 does not, below 0 misleads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from trainer.roleplay.play import Play, Turn, replay
from trainer.rubric.marks import SHOWN
from trainer.rubric.score import effective

FEWEST_SESSIONS = 20
"""With fewer sessions no discrimination is told: the quarters would be of less than five."""


class Taken(NamedTuple):
    """A reply that was taken.

    Attributes:
        session: its number in the store.
        score: of the whole session, 0–100.
        offered: the replies there were, in the file's order.
        share: the points it earned of those attainable, 0–1; None where nothing was in play.
    """

    session: int
    score: int
    scene: str
    reply: str
    offered: tuple[str, ...]
    share: float | None


@dataclass(frozen=True, slots=True)
class ReplyItem:
    """One reply of a scene.

    Attributes:
        scenario, scene, reply: where it stands.
        offered, taken: how often; a typed reply counts as the one it was carried on along.
        share: the points it earns on average of those attainable, 0–1; None where it was not taken or nothing was in
            play.
        discrimination: how much more often the strong take it than the weak, -1 to 1; None with too few sessions.
    """

    scenario: str
    scene: str
    reply: str
    offered: int
    taken: int
    share: float | None
    discrimination: float | None


@dataclass(frozen=True, slots=True)
class SceneItem:
    """One scene.

    Attributes:
        answered: how often.
        difficulty: the points earned here on average of those attainable, 0 (hard) to 1 (easy); None for none.
        discrimination: by how much the strong earn more here than the weak, -1 to 1; None with too few sessions.
        replies: in the file's order.
    """

    scenario: str
    scene: str
    answered: int
    difficulty: float | None
    discrimination: float | None
    replies: tuple[ReplyItem, ...]


def taken(session: int, score: int, play: Play, turns: Sequence[Turn]) -> list[Taken]:
    """The replies of a session, with what else was offered; score is the session's, 0–100."""
    positions = replay(play, turns)
    return [
        Taken(session, score, turn.scene, turn.reply, play.offered(position), _share(turn))
        for position, turn in zip(positions, turns, strict=False)
    ]


def analysis(scenario: str, replies: Iterable[Taken]) -> list[SceneItem]:
    """How each scene that was ever reached works, the most answered first; replies in any order."""
    scenes: dict[str, list[Taken]] = {}
    scores: dict[int, int] = {}
    for each in replies:
        scenes.setdefault(each.scene, []).append(each)
        scores[each.session] = each.score
    groups = _quarters(scores)
    items = [_scene(scenario, scene, answers, groups) for scene, answers in scenes.items()]
    return sorted(items, key=lambda item: -item.answered)


class _Quarters(NamedTuple):
    strong: frozenset[int]
    weak: frozenset[int]

    def apart(self, answers: Sequence[Taken], worth: Callable[[Taken], float | None]) -> float | None:
        """By how much something is worth more on average in the sessions of the strong than in those of the weak."""
        strong = [w for answer in answers if answer.session in self.strong and (w := worth(answer)) is not None]
        weak = [w for answer in answers if answer.session in self.weak and (w := worth(answer)) is not None]
        return fmean(strong) - fmean(weak) if strong and weak else None


def _quarters(scores: dict[int, int]) -> _Quarters | None:
    if len(scores) < FEWEST_SESSIONS:
        return None
    ranked = sorted(scores, key=lambda session: (scores[session], session))
    quarter = len(ranked) // 4
    return _Quarters(frozenset(ranked[-quarter:]), frozenset(ranked[:quarter]))


def _scene(scenario: str, scene: str, answers: Sequence[Taken], groups: _Quarters | None) -> SceneItem:
    order = dict.fromkeys(reply for answer in answers for reply in answer.offered)
    return SceneItem(
        scenario,
        scene,
        len(answers),
        _mean(answers),
        groups.apart(answers, lambda answer: answer.share) if groups else None,
        tuple(_reply(scenario, scene, reply, answers, groups) for reply in order),
    )


def _reply(scenario: str, scene: str, reply: str, answers: Sequence[Taken], groups: _Quarters | None) -> ReplyItem:
    offered = [answer for answer in answers if reply in answer.offered]
    chosen = [answer for answer in offered if answer.reply == reply]
    apart = groups.apart(offered, lambda answer: float(answer.reply == reply)) if groups else None
    return ReplyItem(scenario, scene, reply, len(offered), len(chosen), _mean(chosen), apart)


def _mean(answers: Sequence[Taken]) -> float | None:
    shares = [answer.share for answer in answers if answer.share is not None]
    return fmean(shares) if shares else None


def _share(turn: Turn) -> float | None:
    levels = [max(mark.level, 0) for mark in effective(turn.marks) if mark.sure]
    return sum(levels) / (SHOWN * len(levels)) if levels else None

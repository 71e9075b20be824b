"""Whether the skilled reply can be guessed without skill: by its length, its place, its politeness, or by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from statistics import mean, stdev

from trainer.review.reviewed import Reviewed
from trainer.roleplay.points import MOST_TURNS, Points, Scoring
from trainer.roleplay.space import Space, Step
from trainer.rubric.marks import BROKEN, SHOWN
from trainer.scenario.files import Finding
from trainer.scenario.model import Scenario, Scene
from trainer.wording import Text

# In more than this share of scenes it is "mostly"; fewer scenes than that tell nothing.
MOSTLY = 0.6
FEWEST_SCENES = 4
MOST_BY_CHANCE = 50
MOST_BY_POLITENESS = 70
FEWEST_PLAUSIBLE = 2
# Conversations by chance, and how many standard errors their mean must lie below the bound to count as proof.
GAMES = 400
_ERRORS = 4

# Beginnings of words that sound polite whatever is said; a player who listens to nothing else picks by them.
POLITE = {
    "fi": (
        "anteeksi", "arvost", "harmi", "ikäv", "kiito", "kiitä", "mielellä", "mukava", "ole hyvä", "olkaa hyvä",
        "pahoill", "pahoit", "toivottavasti", "valitettava", "ymmärrä", "ystävälli",
    ),
    "en": (
        "afraid", "apolog", "appreciat", "delighted", "glad", "grateful", "happy to", "kind", "lovely", "please",
        "pleasure", "regret", "sorry", "thank", "understand", "unfortunate", "welcome",
    ),
}  # fmt: skip


def findings(reviewed: Reviewed) -> Iterator[Finding]:
    """Everything by which the best reply gives itself away."""
    yield from _looks(reviewed)
    yield from _chance(reviewed)
    yield from _politeness(reviewed)
    yield from _plausible(reviewed)


def _looks(reviewed: Reviewed) -> Iterator[Finding]:
    for scenario, document in reviewed.versions:
        told = [(scene, best) for scene in scenario.scenes.values() if (best := _best(scenario, scene)) is not None]
        longest = sum(_is_longest(scene, best) for scene, best in told)
        if len(told) >= FEWEST_SCENES and longest > MOSTLY * len(told):
            text = Text("The best reply is the longest in {count} of {all} scenes ({language}).",
                        count=longest, all=len(told), language=scenario.language)  # fmt: skip
            fix = Text("Shorten some, or let other replies say more.")
            yield reviewed.warning("RL050", ("scenes",), text, fix, key=True, document=document)
    scenario = reviewed.scenario
    places = [
        list(scene.replies).index(best)
        for scene in scenario.scenes.values()
        if (best := _best(scenario, scene)) is not None
    ]
    for place in sorted(set(places)):
        if len(places) >= FEWEST_SCENES and places.count(place) > MOSTLY * len(places):
            text = Text("The best reply is in place {place} in {count} of {all} scenes.",
                        place=place + 1, count=places.count(place), all=len(places))  # fmt: skip
            fix = Text("Mix the order of the replies.")
            yield reviewed.warning("RL051", ("scenes",), text, fix, key=True)


def _best(scenario: Scenario, scene: Scene) -> str | None:
    """The one reply of a scene that earns most; None where several do."""
    weights = scenario.weights
    worth = {
        key: sum((level - SHOWN if criterion == "respect" else level) * weights[criterion].weight
                 for criterion, level in reply.marks.items())
        for key, reply in scene.replies.items()
    }  # fmt: skip
    best = [key for key, value in worth.items() if value == max(worth.values())]
    return best[0] if len(best) == 1 else None


def _is_longest(scene: Scene, best: str) -> bool:
    return all(len(scene.replies[best].text) > len(reply.text) for key, reply in scene.replies.items() if key != best)


def _chance(reviewed: Reviewed) -> Iterator[Finding]:
    scores = by_chance(reviewed.space, GAMES)
    if not scores or mean(scores) + _ERRORS * stdev(scores) / len(scores) ** 0.5 < MOST_BY_CHANCE:
        return
    outcomes = reviewed.outcomes
    expected = outcomes.mean if outcomes.exact else mean(scores)
    if expected is not None and expected > MOST_BY_CHANCE:
        text = Text("A player who picks at random scores {score} on average; at most {most} is fair.",
                    score=round(expected), most=MOST_BY_CHANCE)  # fmt: skip
        fix = Text("Let tempting replies earn less, or put more criteria in play where they fall short.")
        yield reviewed.warning("RL052", ("scenes",), text, fix, key=True)


def by_chance(space: Space, games: int) -> list[int]:
    """The scores of conversations in which each reply is picked by chance; always the same ones."""
    chance = random.Random(0)
    weights = space.play.scenario.weights
    points = Points(weights)
    scoring = Scoring(points, weights, MOST_TURNS)
    scores = []
    for _ in range(games):
        state = earned = turns = 0
        while (steps := space.steps(state)) and turns < MOST_TURNS:
            step = chance.choice(steps)
            state, earned, turns = step.to, points.added(earned, points.of(step.marks)), turns + 1
        percent = scoring.percent(earned)
        if percent is not None and space.is_over(state):
            scores.append(percent)
    return scores


def _politeness(reviewed: Reviewed) -> Iterator[Finding]:
    for scenario, document in reviewed.versions:
        beginnings = POLITE.get(scenario.language)
        if beginnings is None:
            continue
        polite = {
            (key, name): _count(reply.text, beginnings)
            for key, scene in scenario.scenes.items()
            for name, reply in scene.replies.items()
        }

        def politest(space: Space, state: int, polite: dict[tuple[str, str], int] = polite) -> Sequence[Step]:
            scene = space.positions[state].scene
            most = max((polite[scene, step.reply] for step in space.steps(state)), default=0)
            return [step for step in space.steps(state) if polite[scene, step.reply] == most]

        expected = reviewed.of_player(politest).mean
        if expected is not None and expected > MOST_BY_POLITENESS:
            text = Text("A player who always takes the politest words scores {score} on average ({language}).",
                        score=round(expected), language=scenario.language)  # fmt: skip
            fix = Text("Give the polite words to replies that promise nothing, and let skilled ones do without.")
            yield reviewed.warning("RL053", ("scenes",), text, fix, key=True, document=document)


def _count(text: str, beginnings: Sequence[str]) -> int:
    words = " " + text.lower()
    return sum(words.count(" " + beginning) for beginning in beginnings)


def _plausible(reviewed: Reviewed) -> Iterator[Finding]:
    """Scenes where all but one of what is offered breaks something, so that nobody need think."""
    for scene, states in reviewed.states.items():
        steps = [reviewed.space.steps(state) for state in states]
        fewest = min(sum(all(mark.level != BROKEN for mark in step.marks) for step in each) for each in steps)
        if fewest < FEWEST_PLAUSIBLE and min(map(len, steps)) >= FEWEST_PLAUSIBLE:
            text = Text("In the scene “{scene}” fewer than two replies are plausible: the others break respect.",
                        scene=scene)  # fmt: skip
            fix = Text("Write another reply that a decent, busy professional would really give.")
            yield reviewed.warning("RL054", ("scenes", scene, "replies"), text, fix, key=True)

"""Whether what is asked can be reached, and whether acting well is the better way."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.review.reviewed import Reviewed
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import BROKEN, SHOWN
from trainer.scenario.files import Finding
from trainer.wording import Text

# What the best path must reach, in percent.
LEAST_BEST = 90
_RANK = {"good": 2, "mixed": 1, "bad": 0}


def findings(reviewed: Reviewed) -> Iterator[Finding]:
    """Everything found about the fairness of the marks and ends."""
    yield from _criteria(reviewed)
    yield from _levels(reviewed)
    yield from _best(reviewed)
    if reviewed.space.complete:
        yield from _worse_ends(reviewed)


def _criteria(reviewed: Reviewed) -> Iterator[Finding]:
    """Criteria that are never in play, and critical ones that nobody can break."""
    scenario = reviewed.scenario
    if reviewed.space.complete:
        space = reviewed.space
        shared = {id(step.marks): step.marks for state in space.explored() for step in space.steps(state)}
        given = {(mark.criterion, mark.level) for marks in shared.values() for mark in marks}
    else:
        replies = (reply for scene in scenario.scenes.values() for reply in scene.replies.values())
        given = {mark for reply in replies for mark in reply.marks.items()}
    for key, weighting in scenario.criteria.items():
        if key not in {criterion for criterion, _ in given}:
            text = Text("“{criterion}” is never in play: no offered reply marks it.", criterion=BY_KEY[key].name)
            yield reviewed.warning("RL040", ("criteria", key), text, Text("Mark it somewhere, or delete it."), key=True)
        elif weighting.critical and (key, BROKEN) not in given:
            text = Text("“{criterion}” is critical, but no reply breaks it.", criterion=BY_KEY[key].name)
            fix = Text("Write a tempting reply that breaks it (-1), or remove “critical”.")
            yield reviewed.warning("RL043", ("criteria", key), text, fix, key=True)


def _levels(reviewed: Reviewed) -> Iterator[Finding]:
    """Criteria in play in a scene where in no state a reply that is offered reaches level 2."""
    for scene, states in reviewed.states.items():
        # That what was learnt earlier opens the skilled reply is as it should be; that nothing does is not.
        shared = {id(step.marks): step.marks for state in states for step in reviewed.space.steps(state)}
        marks = [mark for each in shared.values() for mark in each]
        reached = {mark.criterion for mark in marks if mark.level == SHOWN}
        for key in dict.fromkeys(mark.criterion for mark in marks if mark.criterion not in reached):
            text = Text("Nobody can reach level 2 of “{criterion}” in the scene “{scene}”, though it is asked there.",
                        criterion=BY_KEY[key].name, scene=scene)  # fmt: skip
            fix = Text("Let a reply reach level 2, or leave the criterion out of this scene's marks.")
            yield reviewed.warning("RL041", ("scenes", scene, "replies"), text, fix, key=True)


def _best(reviewed: Reviewed) -> Iterator[Finding]:
    """No path that scores well; whoever always takes what earns most mostly proves that there is one."""
    simple = reviewed.of_player(lambda _, state: reviewed.best_steps(state)).score
    if simple is not None and simple.most >= LEAST_BEST:
        return
    outcomes = reviewed.outcomes
    best = outcomes.score.most if outcomes.score else 0
    if best >= LEAST_BEST:
        return
    if outcomes.exact:
        text = Text("No path scores {least} or more; the best is {best}.", least=LEAST_BEST, best=best)
    else:
        text = Text("No path was found that scores {least} or more; the best found is {best} (estimated).",
                    least=LEAST_BEST, best=best)  # fmt: skip
    fix = Text("See in which scenes the best replies miss a criterion that other replies put in play.")
    yield reviewed.warning("RL042", ("scenes",), text, fix, key=True)


def _worse_ends(reviewed: Reviewed) -> Iterator[Finding]:
    """Best replies after which no end is as good as after a worse one, and no note says why."""
    ahead = _best_ends(reviewed)
    told: set[tuple[str, str]] = set()
    for scene, states in reviewed.states.items():
        replies = reviewed.scenario.scenes[scene].replies
        for state in states:
            best = reviewed.best_steps(state)
            others = [step for step in reviewed.space.steps(state) if step not in best]
            for step in best:
                if replies[step.reply].note or (scene, step.reply) in told:
                    continue
                better = next((o.reply for o in others if ahead.get(o.to, -1) > ahead.get(step.to, -1)), None)
                if better is None:
                    continue
                told.add((scene, step.reply))
                text = Text("“{reply}” earns most here, but “{other}” can lead to a better ending; no note says why.",
                            reply=step.reply, other=better)  # fmt: skip
                fix = Text("Write a note that says why, or change where they lead.")
                yield reviewed.warning("RL044", ("scenes", scene, "replies", step.reply), text, fix, key=True)


def _best_ends(reviewed: Reviewed) -> dict[int, int]:
    """For each state the rank of the best ending that can be reached from it."""
    space = reviewed.space
    before: dict[int, list[int]] = {}
    for state in space.explored():
        for step in space.steps(state):
            before.setdefault(step.to, []).append(state)
    ranks: dict[int, int] = {}
    endings = reviewed.scenario.endings
    ends = [
        (_RANK[endings[position.scene].outcome], state)
        for state, position in enumerate(space.positions)
        if position.scene in endings
    ]
    for rank, end in sorted(ends, reverse=True):
        frontier = [end]
        while frontier:
            state = frontier.pop()
            if state not in ranks:
                ranks[state] = rank
                frontier.extend(before.get(state, ()))
    return ranks

"""Parts that nobody ever comes to, conditions that decide nothing, and ways without an end."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.review.reviewed import At, Reviewed
from trainer.roleplay.play import Position, holds
from trainer.roleplay.space import MOST_STATES
from trainer.scenario.files import Finding
from trainer.scenario.model import Reply, Scenario
from trainer.wording import Text

FEWEST_REPLIES = 2


def findings(reviewed: Reviewed) -> Iterator[Finding]:
    """Everything found in the structure of a scenario."""
    yield from _unreachable(reviewed)
    if reviewed.space.complete:
        yield from _replies(reviewed)
        yield from _lines(reviewed)
        yield from _branches(reviewed)
    else:
        text = Text("There are more than {most} states; scores and paths are only estimated.", most=MOST_STATES)
        fix = Text("Fewer conditions, or ones that decide earlier, make it smaller.")
        yield reviewed.warning("RL037", ("scenes",), text, fix, key=True)
    yield from _loop(reviewed)
    yield from _few_replies(reviewed)


def _unreachable(reviewed: Reviewed) -> Iterator[Finding]:
    """Where not all states are known, only what no branch leads to, whatever its condition, is sure."""
    scenario, space = reviewed.scenario, reviewed.space
    reached = {position.scene for position in space.positions} if space.complete else _linked(scenario)
    fix = Text("Let a reply lead to it, or delete it.")
    for scene in scenario.scenes:
        if scene not in reached:
            text = Text("Nobody ever reaches the scene “{scene}”.", scene=scene)
            yield reviewed.warning("RL030", ("scenes", scene), text, fix, key=True)
    for ending in scenario.endings:
        if ending not in reached:
            text = Text("Nobody ever reaches the ending “{ending}”.", ending=ending)
            yield reviewed.warning("RL030", ("endings", ending), text, fix, key=True)


def _linked(scenario: Scenario) -> set[str]:
    reached = {scenario.start}
    frontier = [scenario.start]
    while frontier:
        scene = scenario.scenes.get(frontier.pop())
        found = {branch.to for reply in scene.replies.values() for branch in reply.then} if scene else set()
        frontier.extend(found - reached)
        reached |= found
    return reached


def _replies(reviewed: Reviewed) -> Iterator[Finding]:
    for scene, states in reviewed.states.items():
        offered: dict[str, int] = {}
        for state in states:
            for step in reviewed.space.steps(state):
                offered[step.reply] = offered.get(step.reply, 0) + 1
        for key, reply in reviewed.scenario.scenes[scene].replies.items():
            path: At = ("scenes", scene, "replies", key)
            if key not in offered:
                text = Text("The reply “{reply}” is never offered: its condition holds in no state.", reply=key)
                yield reviewed.warning("RL031", (*path, "when"), text, Text("Change its “when”, or delete the reply."))
            elif reply.when is not None and offered[key] == len(states):
                text = Text("The condition of the reply “{reply}” holds in every state.", reply=key)
                yield reviewed.warning("RL034", (*path, "when"), text, Text("Remove its “when”, or change it."))


def _lines(reviewed: Reviewed) -> Iterator[Finding]:
    space = reviewed.space
    start = space.positions[0]
    said = {(start.scene, start.line)}
    for state in space.explored():
        said.update((space.positions[step.to].scene, step.line) for step in space.steps(state))
    for scene in reviewed.states:
        for n, line in enumerate(reviewed.scenario.scenes[scene].says):
            if (scene, n) in said:
                continue
            if line.when is None:
                text = Text("This line is never said: in every state one before it is.")
                fix = Text("Remove the condition of the line before it, and this line.")
            else:
                text = Text("This line is never said: its condition never holds when it is asked.")
                fix = Text("Change its “when”, move it up, or delete the line.")
            yield reviewed.warning("RL032", ("scenes", scene, "says", n), text, fix)


def _branches(reviewed: Reviewed) -> Iterator[Finding]:
    """Branches never taken, of replies that are offered."""
    for scene, states in reviewed.states.items():
        for key, reply in reviewed.scenario.scenes[scene].replies.items():
            taken = _taken(reviewed, states, key, reply) if len(reply.then) > 1 else set()
            for n, branch in enumerate(reply.then if taken else ()):
                if n in taken:
                    continue
                if branch.when is None:
                    text = Text("This branch to “{to}” is never taken: in every state one before it is.", to=branch.to)
                else:
                    text = Text("This branch to “{to}” is never taken: its condition never holds here.", to=branch.to)
                fix = Text("Change the conditions of the branches, or delete this one.")
                yield reviewed.warning("RL033", ("scenes", scene, "replies", key, "then", n), text, fix)


def _taken(reviewed: Reviewed, states: list[int], key: str, reply: Reply) -> set[int]:
    """The branches of a reply that are taken in some state."""
    space = reviewed.space
    by_target: dict[str, list[int]] = {}
    for n, branch in enumerate(reply.then):
        by_target.setdefault(branch.to, []).append(n)
    taken: set[int] = set()
    for state in states:
        for step in space.steps(state):
            if step.reply != key:
                continue
            leading = by_target[space.positions[step.to].scene]
            if len(leading) == 1:
                taken.add(leading[0])
            elif not taken.issuperset(leading):
                before = space.positions[state]
                taken.add(_branch(reply, before, space.play.answer(before, key)[1]))
    return taken


def _branch(reply: Reply, before: Position, after: Position) -> int:
    """Which branch was taken; it is chosen before the visit is counted."""
    position = after._replace(visits=before.visits)
    return next(n for n, branch in enumerate(reply.then) if holds(branch.when, position))


def _loop(reviewed: Reviewed) -> Iterator[Finding]:
    state = reviewed.space.first_loop()
    if state is not None:
        scene = reviewed.space.positions[state].scene
        text = Text("You can come back to the scene “{scene}” again and again, and nothing has changed.", scene=scene)
        fix = Text("Let a reply lead elsewhere on a later visit (visited, with min: 2), or to an ending.")
        yield reviewed.warning("RL035", ("scenes", scene), text, fix, key=True)


def _few_replies(reviewed: Reviewed) -> Iterator[Finding]:
    for scene, states in reviewed.states.items():
        fewest = min(len(reviewed.space.steps(state)) for state in states)
        if fewest >= FEWEST_REPLIES:
            continue
        if fewest == 0:
            text = Text("In the scene “{scene}” you can be left without any reply, and are stuck.", scene=scene)
        else:
            text = Text("In the scene “{scene}” there can be only one reply to choose.", scene=scene)
        fix = Text("Let at least two of its replies be without a condition.")
        yield reviewed.warning("RL036", ("scenes", scene, "replies"), text, fix, key=True)

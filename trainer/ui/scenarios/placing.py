"""Where scenes and endings stand in the drawing of a scenario: columns by distance from the start, few crossings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.scenario.model import Scenario

_SWEEPS = 4


class Edge(NamedTuple):
    """A reply leads from a scene to a scene or ending."""

    start: str
    end: str


class Placing(NamedTuple):
    """Columns of scenes and endings, from left to right and each from top to bottom, and what leads where."""

    columns: tuple[tuple[str, ...], ...]
    edges: tuple[Edge, ...]


def placing(scenario: Scenario) -> Placing:
    """Every scene and ending once; what no reply leads to stands under the start, endings stand last."""
    edges = tuple(
        dict.fromkeys(
            Edge(key, branch.to)
            for key, scene in scenario.scenes.items()
            for reply in scene.replies.values()
            for branch in reply.then
            if branch.to in scenario.scenes or branch.to in scenario.endings
        )
    )
    distance = _distances(scenario.start, edges)
    last = max((d for key, d in distance.items() if key in scenario.scenes), default=0)
    columns: list[list[str]] = [[] for _ in range(last + 2)]
    for key in scenario.scenes:
        columns[distance.get(key, 0)].append(key)
    columns[-1] = list(scenario.endings)
    return Placing(tuple(tuple(column) for column in _untangled(columns, edges)), edges)


def _distances(start: str, edges: Sequence[Edge]) -> dict[str, int]:
    """The fewest replies from the start to each scene and ending."""
    distance, here = {start: 0}, [start]
    while here:
        reached = dict.fromkeys(edge.end for edge in edges if edge.start in here and edge.end not in distance)
        distance |= dict.fromkeys(reached, distance[here[0]] + 1)
        here = list(reached)
    return distance


def _untangled(columns: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """Each column in the order of the middle of its neighbours, swept to and fro (Sugiyama and others 1981)."""
    neighbours: dict[str, list[str]] = {}
    for start, end in edges:
        neighbours.setdefault(start, []).append(end)
        neighbours.setdefault(end, []).append(start)
    for sweep in range(_SWEEPS):
        order = range(1, len(columns)) if sweep % 2 == 0 else range(len(columns) - 2, -1, -1)
        for n in order:
            beside = columns[n - 1 if sweep % 2 == 0 else n + 1]
            heights = {key: _height(at, len(beside)) for at, key in enumerate(beside)}
            columns[n] = _by_middle(columns[n], heights, neighbours)
    return columns


def _by_middle(
    column: Sequence[str], heights: Mapping[str, float], neighbours: Mapping[str, Sequence[str]]
) -> list[str]:
    def middle(key: str) -> float:
        there = [heights[other] for other in neighbours.get(key, ()) if other in heights]
        return sum(there) / len(there) if there else _height(column.index(key), len(column))

    return sorted(column, key=middle)


def _height(at: int, count: int) -> float:
    """Where the one at a place stands in a column of so many, 0 at its top and 1 at its foot."""
    return (at + 0.5) / count

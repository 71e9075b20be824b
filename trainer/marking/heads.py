"""The trained part: linear scores for each criterion and level, of a reply and its sentences, and their sum."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from math import exp
from operator import itemgetter, mul
from typing import Any, NamedTuple

from trainer.marking.features import Vector

STEPS = tuple(k * abs(k) for k in range(-8, 8))
"""The sixteen sizes of a weight: most weights are small and a few large, so the steps widen."""
_MIDDLE = -STEPS[0]
_HIGH = bytes(STEPS[byte >> 4] + _MIDDLE for byte in range(256))
_LOW = bytes(STEPS[byte & 15] + _MIDDLE for byte in range(256))
"""A byte holds two weights; both tables give them as numbers that are never negative."""


def unpacked(file: bytes) -> dict[str, Any]:
    """What a file of heads holds.

    A line of JSON, then the weights of all columns as bytes, in the order in which the JSON gives their `size`: text
    would take an eighth more. Everything compressed by zlib.
    """
    head, _, weights = zlib.decompress(file).partition(b"\n")
    written: dict[str, Any] = json.loads(head)
    for model in written["languages"].values():
        for columns in (model["whole"], model["sentence"]):
            columns["weights"], weights = weights[: columns["size"]], weights[columns["size"] :]
    return written


class Columns:
    """One weight for each feature and head, in four bits; a score is scale · Σ value · weight + bias.

    Args: written has `weights` (bytes, head after head, the first half of a head's features in the high bits),
        `scales` and `biases`.
    """

    def __init__(self, written: Mapping[str, Any]) -> None:
        packed: bytes = written["weights"]
        self._scales: list[float] = written["scales"]
        self._biases: list[float] = written["biases"]
        size = len(packed) // len(self._scales)
        cuts = [packed[at * size : (at + 1) * size] for at in range(len(self._scales))]
        self._columns = [cut.translate(_HIGH) + cut.translate(_LOW) for cut in cuts]

    def scores(self, vector: Vector) -> list[float]:
        """One score for each head, in log odds."""
        if len(vector.places) < 2:  # itemgetter of one place gives no tuple; one feature says nothing anyway
            return list(self._biases)
        values, pick = vector.values, itemgetter(*vector.places)
        middle = _MIDDLE * sum(values)
        return [
            scale * (sum(map(mul, values, pick(column))) - middle) + bias
            for column, scale, bias in zip(self._columns, self._scales, self._biases, strict=True)
        ]


class Head(NamedTuple):
    """Adds features up to log odds that a reply reaches a level: bias + Σ weight · feature."""

    weights: tuple[float, ...]
    bias: float

    def odds(self, features: Sequence[float]) -> float:
        """Log odds; `features` as the training ordered them."""
        return self.bias + float(sum(map(mul, self.weights, features)))


def probability(odds: float) -> float:
    """The probability of log odds, safe for any size."""
    return 1 / (1 + exp(-odds)) if odds > -60 else 0.0

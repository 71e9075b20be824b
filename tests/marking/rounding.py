"""Rounds the columns to the few sizes of weights that are shipped. Needs numpy; the program does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from trainer.marking.heads import STEPS

COARSENESS = 2.5
"""How much wider the steps of weights are than would lose least by squares: the loss evens out over the features of a
reply, and the room it saves is better spent on more features."""

Array = Any


@dataclass
class Rounded:
    """Columns with weights as coarse as they are shipped, so that all that is fitted to their scores fits those."""

    steps: Array
    scales: Array
    biases: Array

    def scores(self, features: Array) -> Array:
        """Log odds (rows × heads)."""
        return features @ (np.array(STEPS)[self.steps] * self.scales) + self.biases

    def packed(self) -> tuple[dict[str, Any], bytes]:
        """A scale and a bias for each head, and the weights, two in a byte."""
        steps = np.pad(self.steps, ((0, len(self.steps) % 2), (0, 0)), constant_values=STEPS.index(0))
        half = len(steps) // 2
        weights = ((steps[:half] << 4) | steps[half:]).T.tobytes()
        told = {
            "size": len(weights),
            "scales": [float(f"{scale:.6g}") for scale in self.scales],
            "biases": [round(float(bias), 4) for bias in self.biases],
        }
        return told, weights


def rounded(columns: Sequence[tuple[Array, float]]) -> Rounded:
    """Columns of weights and biases, rounded."""
    weights = np.column_stack([column for column, _ in columns])
    coarse = np.array([COARSENESS * _scale(column) for column in weights.T])
    steps = _nearest_steps(weights / coarse).astype(np.uint8)
    # Rounding shrinks the scores of a head: stretched back to the size they were fitted at.
    sizes = np.array(STEPS)[steps]
    scales = (weights**2).sum(0) / (sizes * weights).sum(0)
    return Rounded(steps, scales, np.array([bias for _, bias in columns]))


def _scale(column: Array) -> float:
    """The scale that loses least of a head's weights, by squares."""
    spread = float(column.std()) or 1.0
    scales = [spread * width for width in (0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4)]
    sizes = np.array(STEPS)
    return min(scales, key=lambda scale: float(((sizes[_nearest_steps(column / scale)] * scale - column) ** 2).sum()))


def _nearest_steps(weights: Array) -> Array:
    """The place in `STEPS` of the size nearest to each weight."""
    sizes = np.array(STEPS)
    return np.searchsorted((sizes[1:] + sizes[:-1]) / 2, weights)

"""Scenarios as large as wanted."""

from __future__ import annotations

import random
from typing import Any


def generated(scenes: int) -> dict[str, Any]:
    """A scenario of so many scenes with three replies each, as its file would hold it."""
    chance = random.Random(scenes)
    text = "Soitan huomenna kello kymmeneltä ja kerron, mitä on selvinnyt. " * 3
    criteria = ["feeling", "question", "listening", "next_step"]

    def reply(n: int) -> dict[str, Any]:
        target = "end" if n > scenes - 20 else f"s{chance.randint(n + 1, min(n + 12, scenes - 1))}"
        marks = {key: chance.randint(0, 2) for key in chance.sample(criteria, 2)}
        return {"text": text, "marks": marks, "mood": {"trust": 3, "tension": -2}, "then": target}

    return {
        "format": 1, "id": "generated", "language": "fi", "title": "Suuri", "summary": "Suuri", "lessons": ["001.leak"],
        "difficulty": 1, "minutes": 5, "you": {"role": "myyjä", "firm": "Kotivalo"},
        "person": {"name": "Marja Lehtonen", "role": "asiakas", "portrait": "marja", "voice": "female"},
        "situation": "Suuri", "goal": "Suuri", "criteria": {key: {"weight": 1} for key in criteria},
        "mood": {"trust": 40, "tension": 60}, "start": "s0",
        "scenes": {
            f"s{n}": {"says": [{"text": text, "feels": "calm"}], "replies": {key: reply(n) for key in "abc"}}
            for n in range(scenes)
        },
        "endings": {"end": {"outcome": "good", "title": "Loppu", "text": "Loppu"}},
    }  # fmt: skip

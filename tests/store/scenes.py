"""A small scenario with everything that makes a position depend on what went before, and ways of playing it."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.roleplay.play import Play, Turn
from trainer.scenario.model import Script

SCENARIO = {
    "format": 1,
    "id": "late-delivery",
    "language": "en",
    "title": "The late delivery",
    "summary": "The sofa has not come.",
    "lessons": ["002.complaint"],
    "difficulty": 1,
    "minutes": 5,
    "you": {"role": "clerk", "firm": "Sofa & Son"},
    "person": {"name": "Maria Lehtonen", "role": "customer", "portrait": "maria", "voice": "female"},
    "situation": "She has waited for three weeks.",
    "goal": "Win back her trust.",
    "facts": {"party": "She expects guests."},
    "criteria": {
        "feeling": {"weight": 2},
        "question": {"weight": 1},
        "respect": {"weight": 1, "critical": True},
    },
    "mood": {"trust": 40, "tension": 60},
    "start": "opening",
    "scenes": {
        "opening": {
            "says": [
                {"text": "Again?", "when": {"visited": {"opening": {"min": 2}}}},
                {"text": "Where is my sofa?"},
            ],
            "replies": {
                "see": {
                    "text": "I see that you are cross.",
                    "marks": {"feeling": 2},
                    "mood": {"trust": 20, "tension": -20},
                    "then": "talk",
                },
                "calm": {
                    "text": "Calm down.",
                    "marks": {"respect": -1},
                    "mood": {"trust": -30},
                    "then": [{"to": "gone", "when": {"trust": {"max": 5}}}, {"to": "opening"}],
                },
                "ask": {
                    "text": "What do you need it for?",
                    "marks": {"question": 2},
                    "learns": ["party"],
                    "then": "talk",
                },
            },
        },
        "talk": {
            "says": "Well?",
            "replies": {
                "back": {"text": "Let us start again.", "marks": {"feeling": 1}, "then": "opening"},
                "date": {
                    "text": "It comes on Friday, before your guests.",
                    "marks": {"question": 1},
                    "when": {"knows": ["party"]},
                    "then": [{"to": "won", "when": {"shown": {"feeling": 2}}}, {"to": "gone"}],
                },
                "wait": {"text": "Please wait.", "then": "opening"},
            },
        },
    },
    "endings": {
        "won": {"outcome": "good", "title": "She stays", "text": "The sofa comes."},
        "gone": {"outcome": "bad", "title": "She leaves", "text": "She buys elsewhere."},
    },
}

SCRIPT = Script.model_validate({"source": SCENARIO})
PLAY = Play(SCRIPT.source)


def chosen(*replies: str) -> list[Turn]:
    """The turns of these replies, chosen one after another."""
    return played((reply, None) for reply in replies)


def played(replies: Iterable[tuple[str, str | None]]) -> list[Turn]:
    """The turns of these replies, each with the words typed for it if it was typed."""
    position, turns = PLAY.start(), []
    for reply, text in replies:
        turn, position = PLAY.answer(position, reply, text)
        turns.append(turn)
    return turns

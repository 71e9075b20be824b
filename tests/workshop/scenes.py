"""A workshop over the small scenario of the store's tests, with texts that tell themselves apart."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.store.scenes import SCENARIO
from trainer.roleplay.play import Play
from trainer.scenario.model import Script
from trainer.workshop.rounds import Move, Workshop, begin, move

SEED = 7


def _written() -> dict[str, Any]:
    scenario: dict[str, Any] = deepcopy(SCENARIO)
    scenario["scenes"]["opening"]["discuss"] = "What does she need first?"
    scenario["scenes"]["opening"]["hint"] = "SECRET hint"
    for scene in scenario["scenes"].values():
        for key, reply in scene["replies"].items():
            reply["short"] = f"Short {key}"
            reply["note"] = f"SECRET note on {key}"
    return scenario


_IN_FINNISH = {
    "language": "fi",
    "title": "Myöhästynyt toimitus",
    "summary": "Sohva ei ole tullut.",
    "situation": "Hän on odottanut kolme viikkoa.",
    "goal": "Voita luottamus takaisin.",
    "scenes": {
        "opening": {
            "says": [{"text": "Taas?"}, {"text": "Missä sohvani on?", "short": "Missä se on?"}],
            "replies": {
                "see": {"text": "Näen, että olet vihainen.", "short": "Näen vihasi"},
                "calm": {"text": "Rauhoitu."},
                "ask": {"text": "Mihin tarvitset sitä?"},
            },
        },
        "talk": {
            "says": "No?",
            "replies": {
                "back": {"text": "Aloitetaan alusta."},
                "date": {"text": "Se tulee perjantaina."},
                "wait": {"text": "Odota."},
            },
        },
    },
    "endings": {
        "won": {"title": "Hän jää", "text": "Sohva tulee."},
        "gone": {"title": "Hän lähtee", "text": "Muualle."},
    },
}

SCRIPT = Script.model_validate({"source": _written(), "translations": {"fi": _IN_FINNISH}})
PLAY = Play(SCRIPT.source)
ENGLISH, FINNISH = SCRIPT.in_language("en"), SCRIPT.in_language("fi")


def begun() -> Workshop:
    return begin(PLAY, SEED)


def moved(workshop: Workshop, *moves: Move) -> Workshop:
    for what in moves:
        workshop = move(workshop, what)
    return workshop

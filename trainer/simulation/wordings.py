"""What somebody types who means an authored reply: one of its wordings, changed a little."""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

from trainer.scenario.model import Reply

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_OPENINGS = {
    "fi": ("Hei.", "Joo.", "No niin.", "Okei.", "Kyllä.", "Hetki."),
    "en": ("Hi.", "Right.", "Okay.", "Well.", "Yes.", "One moment."),
}
_SHORTEST_MISSPELT = 5
_CHANGED, _OPENS, _CARELESS = 0.3, 0.12, 0.1


class Typed(NamedTuple):
    """What is typed, and whether all of the reply is in it, so that it is worth what the reply is worth."""

    text: str
    whole: bool


def typed(chance: Random, meant: Reply, other: Reply, language: str, slips: float) -> Typed:
    """Words for a reply.

    Args:
        chance: what differs from one time to the next.
        meant: the reply.
        other: another one, some of which may get in.
        language: of the replies.
        slips: the share of words that are misspelt.
    """
    sentences = _sentences(chance, meant)
    said = _some(chance, sentences, _sentences(chance, other))
    whole = said == sentences
    if language in _OPENINGS and chance.random() < _OPENS:
        said.insert(0, chance.choice(_OPENINGS[language]))
    text = " ".join(_slip(chance, word) if chance.random() < slips else word for word in " ".join(said).split(" "))
    if chance.random() < _CARELESS:
        text = text.rstrip(".!") or text
    return Typed(text[0].lower() + text[1:] if chance.random() < _CARELESS else text, whole)


def _sentences(chance: Random, reply: Reply) -> list[str]:
    # Rather as others would say it than as it stands in the list of replies.
    return _SENTENCE.split(chance.choice((reply.text, *reply.also, *reply.also)))


def _some(chance: Random, sentences: list[str], others: list[str]) -> list[str]:
    """All sentences mostly; else only the shortest, all but one, or the first with the last of others."""
    if len(sentences) < 2 or chance.random() > _CHANGED:
        return sentences
    match chance.randrange(3):
        case 0:
            return [min(sentences, key=len)]
        case 1:
            left_out = chance.randrange(len(sentences))
            return [sentence for n, sentence in enumerate(sentences) if n != left_out]
        case _:
            return [sentences[0], others[-1]]


def _slip(chance: Random, word: str) -> str:
    """A word with two letters swapped, one left out or one doubled."""
    if len(word) < _SHORTEST_MISSPELT:
        return word
    at = chance.randrange(1, len(word) - 2)
    return chance.choice(
        (word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at + 1 :], word[: at + 1] + word[at:])
    )

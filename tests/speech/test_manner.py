from itertools import pairwise

import pytest

from trainer.speech.manner import FEELINGS, PERSONS, manner


def test_every_mixture_stays_within_what_engines_can_do() -> None:
    for person in PERSONS:
        for feels in FEELINGS:
            how = manner(person, feels)
            assert 0 <= how.pitch <= 99
            assert 110 <= how.pace <= 220
            assert 250 <= how.pause <= 400
            assert -26 <= how.level <= -20


@pytest.mark.parametrize("person", PERSONS)
def test_feelings_are_told_apart(person: str) -> None:
    order = [manner(person, feels) for feels in ("tired", "calm", "angry", "rage")]
    for calmer, wilder in pairwise(order):
        assert calmer.pace < wilder.pace
        assert calmer.pitch < wilder.pitch
        assert calmer.level < wilder.level
        assert calmer.pause > wilder.pause
    assert len({manner(person, feels) for feels in FEELINGS}) == len(FEELINGS)


def test_an_unknown_person_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        manner("robot", "calm")

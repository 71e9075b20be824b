"""What the customer said is known again in the reply, in whatever form."""

from __future__ import annotations

import pytest

from trainer.marking.context import context

SAID = "Sulake paloi kolmannen kerran, ja lapset itkee. The kettle was leaking all night."


@pytest.mark.parametrize("word", ["sulakkeen", "sulake", "lapsia", "kettles", "leaks"])
def test_a_word_said_before_is_an_echo(word: str) -> None:
    assert context("", SAID, frozenset()).is_echo(word)


@pytest.mark.parametrize("word", ["laskea", "kolina", "lamppu", "leave"])
def test_another_word_is_none(word: str) -> None:
    assert not context("", SAID, frozenset()).is_echo(word)

from __future__ import annotations

import pytest

from trainer.marking.patterns import Tags, match, parse


def _reads(text: str) -> list[Tags]:
    return [frozenset((word, "start*")) if word.startswith("start") else frozenset((word,)) for word in text.split()]


@pytest.mark.parametrize(
    ("pattern", "text", "end"),
    [
        ("a b", "a b c", 2),
        ("a b", "a c b", -1),
        ("a|x b", "x b", 2),
        ("a [b] c", "a c", 2),
        ("a [b] c", "a b c", 3),
        ("a !b", "a c", 2),
        ("a !b", "a b", -1),
        ("a !b", "a", -1),
        ("a .. z", "a b c d z", 5),
        ("a .. z", "a b c d e z", -1),
        ("a ... z", "a b c d e z", 6),
        ("a .. z", "a . z", -1),
        ("start*", "starting", 1),
        (".. a ..", "a", 1),
    ],
)
def test_a_pattern_matches_token_by_token(pattern: str, text: str, end: int) -> None:
    assert match(parse(pattern), _reads(text), 0) == end

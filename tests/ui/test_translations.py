"""Every text has its translation, with the same places in it, and what is compiled is what was written."""

from __future__ import annotations

import re

import pytest
from translations import catalogue_file, compiled, gathered, languages, translated

PLACES = re.compile(r"{(\w+)}")


def strings(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text) if isinstance(text, (tuple, list)) else ("",)


@pytest.mark.parametrize("language", languages())
def test_every_text_of_the_code_is_translated(language: str) -> None:
    catalog = translated(language)
    missing = []
    for message in gathered():
        if not message.id:
            continue
        there = catalog.get(strings(message.id)[0])
        if there is None or not all(strings(there.string)) or there.fuzzy:
            missing.append(message.id)
    assert not missing, "run packaging/translations.py and translate these"


@pytest.mark.parametrize("language", languages())
def test_translations_keep_the_places(language: str) -> None:
    for message in translated(language):
        if message.id:
            wanted = set(PLACES.findall(" ".join(strings(message.id))))
            for string in strings(message.string):
                assert set(PLACES.findall(string)) <= wanted, message.id
            assert set(PLACES.findall(" ".join(strings(message.string)))) == wanted, message.id


@pytest.mark.parametrize("language", languages())
def test_the_compiled_file_is_of_this_text(language: str) -> None:
    assert catalogue_file(language).with_suffix(".mo").read_bytes() == compiled(translated(language))

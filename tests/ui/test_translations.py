"""Every text has its translation, with the same places in it, and what is compiled is what was written."""

from __future__ import annotations

import ast
import re

import pytest
from translations import KEYWORDS, ROOT, catalogue_file, compiled, gathered, languages, translated

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


def test_no_text_stands_where_it_cannot_be_gathered() -> None:
    """Within an f-string a marked text is not found on every Python, and a text put together can never match."""
    for file in sorted((ROOT / "trainer").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                assert not [call for call in ast.walk(node) if _marks(call)], f"{file.name}:{node.lineno}"
            if isinstance(node, ast.Call) and _marks(node) and node.args:
                assert not isinstance(node.args[0], ast.JoinedStr), f"{file.name}:{node.lineno}"


def _marks(node: ast.AST) -> bool:
    """Whether this is a call that marks a literal text for translation."""
    if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], (ast.Constant, ast.JoinedStr)):
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in KEYWORDS

"""Edits of what a program wrote as JSON: at any place another value, another key, something twice or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Literal, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Edit = tuple[int, Literal["set", "drop", "double", "rename"], Any]

# What a reader may take for something else: edges of numbers and dates, names that mean something here.
_TELLING = (
    "", "see", "talk", "respect", "coach", "auto", "fi", "__class__", "\0", "\ud83d", "{name}", "%s", "../../x",
    "0000-00-00", "9999-12-31T23:59:59.999999+00:00", "2026-03-04T10:00:00Z", "1", "x" * 3000,
    -1, 0, 1, 2, 100, 2**31, 2**63, 2**64, -(2**63) - 1, 1e308, -0.0, 0.5,
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(_TELLING),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
edits: st.SearchStrategy[list[Edit]] = st.lists(
    st.tuples(st.integers(0, 5_000), st.sampled_from(("set", "set", "drop", "double", "rename")), anything),
    min_size=1,
    max_size=4,
)


def edited(value: T, made: Sequence[Edit]) -> T:
    """A copy with these edits, one after another."""
    whole = [deepcopy(value)]
    for place, kind, new in made:
        places = _places(whole)
        inside, key = places[place % len(places)]
        _edit(inside, key, kind, new)
        if not whole:
            whole = [None]  # type: ignore[list-item]
    return whole[0]


def _edit(inside: Any, key: Any, kind: str, new: Any) -> None:
    if kind == "set":
        inside[key] = new
    elif kind == "drop":
        del inside[key]
    elif isinstance(inside, list):
        inside.insert(key, deepcopy(inside[key]))
    elif kind == "rename":
        inside[str(new)] = inside.pop(key)
    else:
        inside[f"{key}2"] = deepcopy(inside[key])


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place within a value, as its container and key."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in list(keys) for place in [(value, key), *_places(value[key])]]

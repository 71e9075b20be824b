"""Settings of this computer and of each person on it, as JSON values by key."""

from __future__ import annotations

import json
from typing import TypeVar

from trainer.store.connection import Connection

T = TypeVar("T")


class Settings:
    """The settings in a database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str, default: T) -> T:
        """The value kept under the key; the default where there is none, or one of another type than the default."""
        rows = self._connection.read("SELECT value FROM setting WHERE key = ?", key)
        try:
            value = json.loads(rows[0][0]) if rows else default
        except (ValueError, RecursionError):
            return default
        return value if default is None or isinstance(value, type(default)) else default

    def set(self, key: str, value: object) -> None:
        """Keeps a value of JSON's types (no tuples) under the key."""
        row = (key, json.dumps(value, ensure_ascii=False))
        self._connection.write(lambda t: t.do("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", row))


def personal(person: int, key: str) -> str:
    """The key of one person's own setting; it is removed with the person."""
    return f"person/{person}/{key}"

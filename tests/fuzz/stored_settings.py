"""Settings as they may stand in a database that something else wrote to: what cannot be is the default."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.edits import anything
from tests.fuzz.target import Target
from tests.store.conftest import Clock
from tests.store.scenes import SCRIPT
from trainer.store.connection import Transaction
from trainer.store.database import Store
from trainer.ui.preferences import RATES, SCALES, THEMES, Preferences, stored
from trainer.ui.theme import LIGHT, Look
from trainer.wording import LANGUAGES

_KEYS = (*asdict(Preferences()), "keep_months", "delete_from", "draft", "person", "coach")
_VALUES = st.sampled_from(
    ("", "{", "nul", "NaN", "Infinity", "-Infinity", "1e999", "true", "0", "0.0", "-1", "1", "2.0", "1.25", "100",
     '"dark"', '"fi"', '"sv"', '"\\ud83d"', '"2026-03-01"', '"9999-12-31"', '"0001-01-01"', "1200", "30000",
     "[" * 20_000, "99999999999999999999", '{"at": [1], "text": 5}', '{"at": 3}')
) | anything.map(lambda value: json.dumps(value))  # fmt: skip
_inputs = st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=5)


@contextmanager
def _opened(folder: Path) -> Iterator[Callable[[dict[str, str]], None]]:
    clock = Clock()
    store = Store.open(folder / "data", clock)
    session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
    connection = store._connection
    connection._connection.execute("PRAGMA synchronous=OFF")  # nothing here outlives the process

    def take(rows: dict[str, str]) -> None:
        def write(transaction: Transaction) -> None:
            transaction.do("DELETE FROM setting", ())
            transaction.do("INSERT INTO setting (key, value) VALUES (?, ?)", *rows.items())

        connection.write(write)
        preferences = stored(store.settings, "en")
        assert preferences.language in LANGUAGES
        assert preferences.theme in THEMES
        assert preferences.scale in SCALES
        assert RATES[0] <= preferences.rate <= RATES[-1]
        assert 0 <= preferences.volume <= 100
        assert {type(value) for value in asdict(preferences).values()} <= {str, bool, float, int}
        Look(LIGHT, preferences.scale, preferences.reduce_motion).px(16)
        assert isinstance(store.settings.get("person", 0), int)
        assert isinstance(store.settings.get("draft", {}), dict)
        # Nothing that was just begun is too old, whatever the settings say.
        store.retention.old()
        store.retention.apply()
        assert store.sessions.record(session).row.id == session

    yield take
    store.close()


SETTINGS = Target("settings", _inputs, _opened)

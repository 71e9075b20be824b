from __future__ import annotations

from pathlib import Path

import pytest

from trainer.store.database import Store


@pytest.mark.parametrize("value", ["dark", "", 7, 0.5, True, [1, "two"], {"rate": 1}])
def test_a_setting_is_there_after_a_restart(tmp_path: Path, value: object) -> None:
    store = Store.open(tmp_path)
    store.settings.set("key", "an older value")
    store.settings.set("key", value)
    store.close()
    store = Store.open(tmp_path)
    assert store.settings.get("key", type(value)()) == value
    store.close()


def test_a_setting_of_another_type_than_asked_for_is_not_taken(store: Store) -> None:
    store.settings.set("size", "large")
    assert store.settings.get("size", 12) == 12


def test_a_setting_that_was_never_set_is_the_default(store: Store) -> None:
    assert store.settings.get("theme", "system") == "system"

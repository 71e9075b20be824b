"""Which sessions a command is about, as a coach's table narrows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from trainer.store.database import Store
from trainer.store.lists import Filters, Sample
from trainer.store.people import clean_name


def filters(store: Store, given: Mapping[str, Any]) -> Filters:
    """The filters that a command's options stand for.

    Args:
        store: to find a person by name.
        given: the fields of `Filters`, with `person` (a name) in the place of people, whole days without a zone for
            `since` and `until` (that day included), and a number and `seed` for `sample`.

    Raises:
        TrainerError: there is nobody of the name.
    """
    wanted = dict(given)
    person, seed, percent = wanted.pop("person"), wanted.pop("seed"), wanted.pop("sample")
    return Filters(
        **{
            **wanted,
            "people": None if person is None else people_called(store, person),
            "since": _local(wanted["since"]),
            "until": _local(wanted["until"], timedelta(days=1)),
            "sample": None if percent is None else Sample(percent, seed),
        }
    )


def people_called(store: Store, name: str) -> Sequence[int | None]:
    """Everybody of this name; TrainerError if there is nobody. The empty name is nobody's too."""
    cleaned = clean_name(name)
    if cleaned:
        store.people.called(cleaned)
    found: list[int | None] = [person.id for person in store.people.all() if person.name == cleaned]
    return tuple(found if cleaned else [*found, None])


def _local(day: datetime | None, further: timedelta = timedelta()) -> datetime | None:
    return (day + further).astimezone() if day else None

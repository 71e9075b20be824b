"""`privacy`: names in exports, how long sessions stay, everything about a person, and deleting them."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.exchange.person import export_person
from trainer.store.database import Store
from trainer.store.people import Person
from trainer.store.retention import age
from trainer.wording import Wording


def told(store: Store, wording: Wording) -> str:
    """How it is set."""
    hidden = store.privacy.pseudonyms()
    names = [
        wording.t("In exports, {name} appears as “{pseudonym}”.", name=person.name, pseudonym=hidden[person.id])
        for person in store.people.all()
        if person.id in hidden
    ]
    return "\n".join([_kept(store, wording), *(names or [wording.t("Exports use everyone's own name.")])])


def keep(store: Store, wording: Wording, months: int) -> str:
    """Sets after how many months sessions are deleted, 0 for never; says what that means."""
    store.retention.keep(months)
    return _kept(store, wording)


def hide_name(store: Store, wording: Wording, person: Person) -> str:
    """Has exports carry a pseudonym; says which, and what it does not hide."""
    return wording.t(
        "From now on {name} appears as “{pseudonym}” in bundles, tables, learning records and reports. What was "
        "typed, and what was exported before, stays as it is.",
        name=person.name,
        pseudonym=store.privacy.hide_name(person.id, wording),
    )


def show_name(store: Store, wording: Wording, person: Person) -> str:
    """Has exports carry the name again; says so."""
    store.privacy.show_name(person.id)
    return wording.t("From now on exports use the name {name}.", name=person.name)


def export(store: Store, wording: Wording, person: Person, file: Path) -> str:
    """Writes everything about a person; says so."""
    count = export_person(store, person.id, file)
    return wording.n(
        "Everything about {name}, with {count} recording, was written to {file}. It holds the name.",
        "Everything about {name}, with {count} recordings, was written to {file}. It holds the name.",
        count,
        name=person.name,
        file=str(file),
    )


def delete(store: Store, wording: Wording, person: Person) -> str:
    """Deletes a person once that is confirmed; says where they still are."""
    question = wording.t("Delete {name} with all sessions, marks and recordings for good?", name=person.name)
    click.confirm(question, abort=True, err=True)
    backups = len(store.backups.list())
    store.privacy.delete(person.id)
    gone = wording.t("{name} is deleted, and nothing about them is left in the database file.", name=person.name)
    if not backups:
        return gone
    there = wording.n(
        "{count} backup made before still holds what was there then.",
        "{count} backups made before still hold what was there then.",
        backups,
    )
    policy = wording.t(
        "Daily ones go after seven more days of use, those made by hand or before an upgrade when newer ones "
        "replace them. To remove them now, delete the files in {folder}.",
        folder=str(store.path.parent / "backups"),
    )
    return f"{gone} {there} {policy}"


def _kept(store: Store, wording: Wording) -> str:
    months = store.retention.months
    if not months:
        return wording.t("Sessions stay until somebody deletes them.")
    return wording.t(
        "Sessions are deleted with their recordings when they are older than {age} ({count} now): when the "
        "program starts, and for the first time a week after it has said so.",
        age=age(months),
        count=store.retention.old().total,
    )

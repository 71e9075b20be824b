"""`lock` and `unlock`, and what is asked before a command shows somebody's sessions."""

from __future__ import annotations

from collections.abc import Iterable

import click

from trainer.errors import TrainerError
from trainer.store.database import Store
from trainer.store.lock import Lock
from trainer.wording import Text, Wording


def admit(store: Store, wording: Wording, people: Iterable[int | None]) -> None:
    """Asks for what opens the sessions of these people: several people's are the coach's to see.

    The coach's passphrase opens those of a person too. Nothing is asked where nothing is locked.

    Raises:
        LockedError: what was typed does not open.
    """
    who = set(people)
    coach = store.locks.coach
    if coach.is_set and len(who) > 1:
        coach.open(_asked(wording.t("The coach's passphrase")))
        return
    for person in sorted(person for person in who if person is not None):
        lock = store.locks.of(person)
        if not lock.is_set:
            continue
        name = store.people.get(person).name
        if not coach.is_set:
            lock.open(_asked(wording.t("{name}'s PIN", name=name)))
        elif pin := _asked(wording.t("{name}'s PIN (leave it empty to give the coach's passphrase)", name=name)):
            lock.open(pin)
        else:
            coach.open(_asked(wording.t("The coach's passphrase")))


def admit_coach(store: Store, wording: Wording) -> None:
    """Asks for the coach's passphrase, if there is one, before what concerns everybody; LockedError if it is wrong."""
    if store.locks.coach.is_set:
        store.locks.coach.open(_asked(wording.t("The coach's passphrase")))


def told(store: Store, wording: Wording) -> str:
    """What is locked, and what was unlocked without its secret."""
    coach = store.locks.coach.is_set
    lines = [wording.t("The coach's area is locked.") if coach else wording.t("The coach's area is not locked.")]
    lines += [
        wording.t("{name}'s profile is locked.", name=person.name)
        for person in store.people.all()
        if store.locks.of(person.id).is_set
    ]
    for person, at in store.locks.recoveries():
        moment = wording.moment(at.astimezone())
        if person is None:
            lines.append(wording.t("{moment}: the coach's area was unlocked without the passphrase.", moment=moment))
        else:
            name = store.people.get(person).name
            lines.append(
                wording.t("{moment}: {name}'s profile was unlocked without the PIN.", moment=moment, name=name)
            )
    return "\n".join(lines)


def set_lock(store: Store, wording: Wording, person: str | None) -> str:
    """Sets or changes the PIN of a person, or the coach's passphrase; says so."""
    lock = _lock(store, person)
    old = _asked(wording.t("The current one")) if lock.is_set else ""
    new = _asked(wording.t("A new PIN") if person is not None else wording.t("A new passphrase"))
    if new != _asked(wording.t("The same one again")):
        raise TrainerError(Text("The two are not the same. Nothing was changed."))
    lock.set(new, old)
    return wording.t(
        "It is asked for from now on. It stops people using the program here, not anyone who opens the database "
        "file: nothing is encrypted."
    )


def remove_lock(store: Store, wording: Wording, person: str | None) -> str:
    """Takes a lock off with its secret; says so."""
    lock = _set_lock(store, person)
    lock.remove(_asked(wording.t("The current one")))
    return wording.t("The lock was removed.")


def recover(store: Store, wording: Wording, person: str | None) -> str:
    """Takes a lock off without its secret, once that is confirmed; says so."""
    lock = _set_lock(store, person)
    click.echo(
        wording.t(
            "This is for a forgotten passphrase or PIN. It deletes the lock and nothing else: sessions, marks and"
            " other locks stay. This is recorded with the date, for everybody to see."
        ),
        err=True,
    )
    click.confirm(wording.t("Delete the lock?"), abort=True, err=True)
    lock.recover()
    return wording.t("The lock was deleted, and this is recorded. “repliikki lock” sets a new one.")


def _lock(store: Store, person: str | None) -> Lock:
    return store.locks.coach if person is None else store.locks.of(store.people.called(person).id)


def _set_lock(store: Store, person: str | None) -> Lock:
    lock = _lock(store, person)
    if not lock.is_set:
        raise TrainerError(Text("Nothing is locked there."))
    return lock


def _asked(question: str) -> str:
    # On the error stream, so that what goes to another program stays whole.
    return str(click.prompt(question, default="", show_default=False, hide_input=True, err=True))

"""Asking for a passphrase or a PIN, and setting, changing and removing one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from trainer.errors import TrainerError
from trainer.store.lock import Lock
from trainer.ui.elements.ask import AskText
from trainer.ui.shell import Shell
from trainer.wording import Text


class Kind(NamedTuple):
    """How a secret is spoken of."""

    name: Text
    new: Text
    about: Text
    was_set: Text
    was_removed: Text


PASSPHRASE = Kind(
    Text("Passphrase"),
    Text("A new passphrase"),
    Text("At least 8 characters. Several words are easy to remember and hard to guess."),
    Text("The passphrase is asked for from now on."),
    Text("The passphrase is no longer asked for."),
)
PIN = Kind(
    Text("PIN"),
    Text("A new PIN"),
    Text("At least 4 characters, digits or letters."),
    Text("Your PIN is asked for from now on, at the start and when somebody changes to your profile."),
    Text("Your PIN is no longer asked for."),
)


def ask(
    shell: Shell,
    lock: Lock,
    kind: Kind,
    title: str,
    about: str,
    then: Callable[[str], None],
    otherwise: Callable[[], None] | None = None,
) -> None:
    """Asks for a lock's secret, and goes on with it where it opens; at once, with "", where none is set.

    Args:
        shell: the window.
        lock: what is to be opened.
        kind: how its secret is spoken of.
        title: what is asked.
        about: why.
        then: what to do with the secret that opened it.
        otherwise: what to do where the person thinks better of it.
    """
    if not lock.is_set:
        then("")
        return
    words = shell.words
    opened: list[str] = []

    def try_(said: str) -> str | None:
        try:
            lock.open(said)
        except TrainerError as error:
            return words.say(error.text)
        opened.append(said)
        return None

    asked = AskText(
        shell.context, title, about, words.say(kind.name), "", words.t("Unlock"), try_, secret=True,
        parent=shell.page.window(),
    )  # fmt: skip
    # Only once it has closed, as what comes next may ask something else.
    asked.accepted.connect(lambda: then(opened[0]))
    if otherwise is not None:
        asked.rejected.connect(otherwise)
    asked.open()


def set_secret(shell: Shell, lock: Lock, kind: Kind) -> None:
    """Sets or changes a secret: the present one where there is one, the new one, and that again."""
    words = shell.words
    title = words.t("The current one first")
    ask(shell, lock, kind, title, "", lambda old: _ask_new(shell, lock, kind, old))


def remove_secret(shell: Shell, lock: Lock, kind: Kind) -> None:
    """Takes a lock off with its secret."""

    def remove(secret: str) -> None:
        lock.remove(secret)
        shell.notify(kind.was_removed)
        shell.rebuild()

    ask(shell, lock, kind, shell.words.t("Remove it?"), "", remove)


def _ask_new(shell: Shell, lock: Lock, kind: Kind, old: str) -> None:
    words = shell.words
    written: list[str] = []

    def keep(said: str) -> str | None:
        try:
            lock.require_long_enough(said)
        except TrainerError as error:
            return words.say(error.text)
        written.append(said)
        return None

    asked = AskText(
        shell.context, words.say(kind.new), words.say(kind.about), words.say(kind.name), "", words.t("Go on"), keep,
        secret=True, parent=shell.page.window(),
    )  # fmt: skip
    asked.accepted.connect(lambda: _ask_again(shell, lock, kind, old, written[-1]))
    asked.open()


def _ask_again(shell: Shell, lock: Lock, kind: Kind, old: str, new: str) -> None:
    words = shell.words

    def keep(said: str) -> str | None:
        if said != new:
            return words.t("The two are not the same. Write it once more, or cancel and start again.")
        try:
            lock.set(new, old)
        except TrainerError as error:
            return words.say(error.text)
        return None

    asked = AskText(
        shell.context, words.t("The same one again"), "", words.say(kind.name), "", words.t("Save"), keep, secret=True,
        parent=shell.page.window(),
    )  # fmt: skip
    asked.accepted.connect(lambda: _was_set(shell, kind))
    asked.open()


def _was_set(shell: Shell, kind: Kind) -> None:
    shell.notify(kind.was_set)
    shell.rebuild()

"""Taking in a file from another machine: what is in it is told before anything is changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import TrainerError
from trainer.ui.elements.confirm import Confirm
from trainer.ui.shell import Shell
from trainer.wording import Text, Wording

if TYPE_CHECKING:
    from trainer.exchange.bundle import Bundle, Preview


def take_in(shell: Shell, file: Path) -> None:
    """Reads a bundle, tells what it holds, and imports it where the person agrees."""
    from trainer.exchange.bundle import preview, read_bundle

    try:
        bundle = read_bundle(file)
    except TrainerError as error:
        shell.notify(error.text)
        return
    found = preview(shell.store, bundle)
    words = shell.words
    if not found.new and not found.continued:
        shell.notify(Text("Everything in {file} is here already.", file=file.name))
        return
    Confirm(
        shell.context, words.t("Import {file}?", file=file.name), _told(found, words),
        yes=words.t("Import"), no=words.t("Cancel"), act=lambda: _import(shell, bundle), parent=shell.page.window(),
    ).open()  # fmt: skip


def _told(found: Preview, words: Wording) -> str:
    lines = [words.n("{count} new session.", "{count} new sessions.", found.new)] if found.new else []
    if found.continued:
        lines.append(
            words.n(
                "{count} session already here will gain reviews made elsewhere.",
                "{count} sessions already here will gain reviews made elsewhere.",
                found.continued,
            )
        )
    if found.already_there:
        lines.append(words.n("{count} is here already.", "{count} are here already.", found.already_there))
    for person in found.people:
        name = person.name or words.t("No name")
        there = words.t("{name}: here already", name=name) if person.known else words.t("{name}: new here", name=name)
        lines.append(there)
    return "\n".join(lines)


def _import(shell: Shell, bundle: Bundle) -> None:
    from trainer.exchange.bundle import import_bundle

    done = import_bundle(shell.store, bundle)
    shell.notify(Text("Imported: {new} new, {further} updated.", new=done.new, further=done.continued))
    shell.rebuild()

"""Session bundles (`.repliikki`): some or all sessions of one machine, for another.

A bundle holds people, scenarios as they were when they were played, and sessions with their turns and marks. It is
read and proven wholly before anything of it is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from trainer.exchange.container import PARTS, BundleError, pack, unpack
from trainer.exchange.proof import script_fault, session_fault
from trainer.exchange.writing import write_whole
from trainer.roleplay.play import Play
from trainer.scenario.files import dotted
from trainer.scenario.model import Script
from trainer.store.database import Store
from trainer.store.portable import PortablePerson, PortableSession
from trainer.wording import Text

SUFFIX = ".repliikki"
_PEOPLE, _SCRIPTS, _SESSIONS = PARTS

M = TypeVar("M", bound=BaseModel)


class Bundle(NamedTuple):
    """What was read from a bundle, and proven.

    Attributes:
        people: everybody whose sessions these are.
        snapshots: the scenarios by digest.
        sessions: the earliest first.
    """

    people: Mapping[UUID, PortablePerson]
    snapshots: Mapping[str, str]
    sessions: tuple[PortableSession, ...]


class PersonThere(NamedTuple):
    """Someone whose sessions are in a bundle.

    Attributes:
        name: as the bundle has it; "" for nobody's sessions and for people without a name.
        known: whether the sessions go to someone who is here already.
        new: sessions that are not here.
        already_there: sessions that are.
    """

    name: str
    known: bool
    new: int
    already_there: int


class Preview(NamedTuple):
    """What importing a bundle would do; see `Imported`."""

    new: int
    already_there: int
    continued: int
    people: tuple[PersonThere, ...]


class Imported(NamedTuple):
    """What importing a bundle did.

    Attributes:
        new: sessions that were added.
        already_there: sessions that were here, and stay as they are.
        continued: sessions that were here and to which something was added: turns, an end, a self-rating, a review.
    """

    new: int
    already_there: int
    continued: int


def export_bundle(store: Store, file: Path, sessions: Sequence[int] | None = None) -> int:
    """Writes these sessions, or all, whatever their state; returns how many.

    Raises:
        TrainerError: a session is not there, they are too many for one bundle, or the file cannot be written.
    """
    chosen = list(store.transfer.sessions(sessions))
    owners = {session.person for session in chosen}
    people = [person for uuid, person in store.transfer.people().items() if uuid in owners]
    snapshots = [store.transfer.snapshot(digest) for digest in sorted({session.script for session in chosen})]
    contents = (_lines(map(_json, people)), _lines(snapshots), _lines(map(_json, chosen)))
    write_whole(file, [pack(file, dict(zip(PARTS, contents, strict=True)))])
    return len(chosen)


def everything(store: Store, person: int, file: Path) -> int:
    """Writes all sessions of one person, also those that are open or abandoned and forks; returns how many."""
    return export_bundle(store, file, [row.id for row in store.sessions.rows(person=person)])


def read_bundle(file: Path) -> Bundle:
    """Reads a bundle and proves all of it; nothing is imported.

    Raises:
        BundleError: it is no bundle, is damaged, too large or of a newer format, or something in it cannot be;
            says what and where.
    """
    parts = unpack(file)
    people = {person.uuid: person for _, _, person in _read(file, _PEOPLE, parts[_PEOPLE], PortablePerson)}
    scripts, snapshots = _scripts(file, parts[_SCRIPTS])
    plays = {digest: Play(script.source) for digest, script in scripts.items()}
    sessions: dict[UUID, PortableSession] = {}
    for line, _, session in _read(file, _SESSIONS, parts[_SESSIONS], PortableSession):
        if session.uuid in sessions:
            raise _fault(file, _SESSIONS, line, Text("The same session is here twice."))
        if session.script not in scripts or (session.person and session.person not in people):
            raise _fault(file, _SESSIONS, line, Text("Its scenario or its person is missing."))
        if fault := session_fault(session, scripts[session.script], plays[session.script]):
            raise _fault(file, _SESSIONS, line, fault)
        sessions[session.uuid] = session
    return Bundle(people, snapshots, tuple(sessions.values()))


def preview(store: Store, bundle: Bundle) -> Preview:
    """What importing the bundle would do, and whose sessions they are."""
    new, further, same = _sorted(store, bundle)
    matched = store.transfer.matched(bundle.people)
    fresh = {session.uuid for session in new}
    owners: dict[UUID | None, list[bool]] = {}
    for session in bundle.sessions:
        owners.setdefault(session.person, []).append(session.uuid in fresh)
    people = [
        PersonThere(
            bundle.people[owner].name if owner else "",
            owner is None or owner in matched,
            sum(is_new),
            len(is_new) - sum(is_new),
        )
        for owner, is_new in owners.items()
    ]
    return Preview(len(new), len(same), len(further), tuple(sorted(people, key=lambda person: person.name.casefold())))


def import_bundle(store: Store, bundle: Bundle) -> Imported:
    """Adds what is not here yet, all in one transaction.

    A session is known by its uuid. To one that is here comes what the bundle knows besides: it was played on, rated or
    disputed elsewhere, a coach has reviewed it, the trainee has answered. People are known by their uuid, and else by
    their name.
    """
    new, further, same = _sorted(store, bundle)
    used = {session.script for session in (*new, *further)}
    snapshots = {digest: text for digest, text in bundle.snapshots.items() if digest in used}
    if used:
        store.transfer.bring_in(new, further, bundle.people, snapshots)
    return Imported(len(new), len(same), len(further))


def _sorted(store: Store, bundle: Bundle) -> tuple[list[PortableSession], list[PortableSession], list[PortableSession]]:
    """The sessions that are not here, those that are here with what the bundle adds to them, and all the others."""
    here = store.transfer.here(bundle.sessions)
    new = [session for session in bundle.sessions if session.uuid not in here]
    merged = [here[session.uuid].merged(session) for session in bundle.sessions if session.uuid in here]
    further = [session for session in merged if session != here[session.uuid]]
    same = [session for session in merged if session == here[session.uuid]]
    return new, further, same


def _scripts(file: Path, content: bytes) -> tuple[dict[str, Script], dict[str, str]]:
    scripts, snapshots = {}, {}
    for number, line, script in _read(file, _SCRIPTS, content, Script):
        if fault := script_fault(script):
            raise _fault(file, _SCRIPTS, number, fault)
        digest = hashlib.sha256(line).hexdigest()
        scripts[digest], snapshots[digest] = script, line.decode()
    return scripts, snapshots


def _read(file: Path, part: str, content: bytes, model: type[M]) -> Iterator[tuple[int, bytes, M]]:
    """The lines of a part, numbered from 1, and what stands in them."""
    for number, line in enumerate(content.splitlines(), 1):
        try:
            yield number, line, model.model_validate_json(line)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False, include_context=False)[0]
            where = dotted(details["loc"]) or "–"
            reason = Text("{where}: {reason}.", where=where, reason=details["msg"])
            raise _fault(file, part, number, reason) from error


def _fault(file: Path, part: str, line: int, reason: Text) -> BundleError:
    return BundleError(
        Text(
            "“{file}” cannot be imported, and nothing of it was. {part}, line {line}: {reason} "
            "Export the sessions again, with an up-to-date Repliikki on both machines.",
            file=file.name,
            part=part,
            line=line,
            reason=reason,
        )
    )


def _json(part: BaseModel) -> str:
    return part.model_dump_json(exclude_defaults=True)


def _lines(lines: Iterator[str] | Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()

"""The container of a bundle: a zip of a manifest and three files of JSON lines, each vouched for by its digest.

The digests tell a file that was damaged or edited on its way; they are no signature, and do not tell who wrote it.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trainer.errors import TrainerError
from trainer.wording import Text

FORMAT = "repliikki-sessions"
VERSION = 1
PARTS = ("people.jsonl", "scripts.jsonl", "sessions.jsonl")
MOST_PACKED = 32 << 20
MOST_UNPACKED = 128 << 20
_MANIFEST = "manifest.json"
_MOST_MANIFEST = 64 << 10
_MOST_ENTRIES = 100
_BEGINNING = b"PK\x03\x04"
# The end of a zip without comment: signature, disks, entries here and in all, size and place of the directory.
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE, _END_64_SIGNATURE, _END_64_SIZE = b"PK\x05\x06", b"PK\x06\x07", 20
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)


class BundleError(TrainerError):
    """A file that is no bundle that this program can take in; nothing of it was taken in."""


class _Part(BaseModel):
    model_config = ConfigDict(strict=True)
    bytes: int = Field(ge=0)
    sha256: str


class _Manifest(BaseModel):
    # A newer one may say more, and is still read far enough to say that it is newer.
    model_config = ConfigDict(strict=True)
    format: str
    version: int
    parts: dict[str, _Part] = {}


def pack(file: Path, parts: Mapping[str, bytes]) -> bytes:
    """The container of these parts: the same bytes for the same parts; BundleError if `unpack` would refuse it."""
    listed = {name: _Part(bytes=len(content), sha256=_digest(content)) for name, content in parts.items()}
    manifest = _Manifest(format=FORMAT, version=VERSION, parts=listed).model_dump_json(indent=2).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in {_MANIFEST: manifest, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    if packed.tell() > MOST_PACKED or len(manifest) + sum(map(len, parts.values())) > MOST_UNPACKED:
        raise _too_large(file)
    return packed.getvalue()


def unpack(file: Path) -> dict[str, bytes]:
    """The parts of a container, each as its maker wrote it; never written to disk.

    Raises:
        BundleError: it cannot be read, is no bundle or only part of one, was changed, is of a newer format, or
            claims to be larger than a bundle may be (32 MiB, 128 MiB unpacked).
    """
    with _opened(file) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if _MANIFEST not in names:
            raise _no_bundle(file)
        manifest = _manifest(file, archive)
        if set(manifest.parts) != set(PARTS) or sorted(names) != sorted((_MANIFEST, *PARTS)):
            raise BundleError(
                Text(
                    "“{file}” holds other files than a session bundle does. Export the sessions again and import that.",
                    file=file.name,
                )
            )
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise _too_large(file)
        return {name: _part(file, archive, name, manifest.parts[name]) for name in PARTS}


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        if not file.is_file():
            raise BundleError(Text("There is no file “{file}”.", file=str(file)))
        with file.open("rb") as opened:
            content = opened.read(MOST_PACKED + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BundleError(Text("“{file}” cannot be read: {reason}.", file=str(file), reason=reason)) from error
    if len(content) > MOST_PACKED:
        raise _too_large(file)
    if not content.startswith(_BEGINNING):
        raise _no_bundle(file)
    # Looked at before zipfile reads the directory, which may claim any number of entries.
    if not _has_end(content):
        raise BundleError(
            Text("“{file}” is only part of a session bundle, or damaged. Copy or export it again.", file=file.name)
        )
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _UNREADABLE as error:
        raise _changed(file) from error


def _has_end(content: bytes) -> bool:
    end = content[-_END.size :]
    locator = content[-_END.size - _END_64_SIZE :]
    if len(end) < _END.size or locator.startswith(_END_64_SIGNATURE):
        return False
    signature, _, _, _, entries, _, _, comment = _END.unpack(end)
    return signature == _END_SIGNATURE and entries <= _MOST_ENTRIES and not comment


def _manifest(file: Path, archive: zipfile.ZipFile) -> _Manifest:
    if archive.getinfo(_MANIFEST).file_size > _MOST_MANIFEST:
        raise _too_large(file)
    try:
        manifest = _Manifest.model_validate_json(_content(file, archive, _MANIFEST))
    except ValidationError as error:
        raise _changed(file) from error
    if manifest.format != FORMAT:
        raise _no_bundle(file)
    if manifest.version > VERSION:
        raise BundleError(
            Text(
                "“{file}” was written by a newer version of Repliikki (format {theirs}, this program knows {ours}). "
                "Install the newer version and import it again.",
                file=file.name,
                theirs=manifest.version,
                ours=VERSION,
            )
        )
    return manifest


def _part(file: Path, archive: zipfile.ZipFile, name: str, listed: _Part) -> bytes:
    content = _content(file, archive, name)
    if len(content) != listed.bytes or _digest(content) != listed.sha256:
        raise _changed(file)
    return content


def _content(file: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    entry = archive.getinfo(name)
    # No other way of packing is bounded in the memory it takes.
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _changed(file)
    try:
        # Never more than the entry claims, which was looked at before.
        return archive.read(entry)
    except _UNREADABLE as error:
        raise _changed(file) from error


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _no_bundle(file: Path) -> BundleError:
    return BundleError(
        Text(
            "“{file}” isn't a Repliikki session bundle. Choose a file whose name ends in .repliikki.",
            file=file.name,
        )
    )


def _changed(file: Path) -> BundleError:
    return BundleError(
        Text(
            "“{file}” was changed or damaged after it was exported, so nothing was imported. Export it again.",
            file=file.name,
        )
    )


def _too_large(file: Path) -> BundleError:
    return BundleError(
        Text(
            "“{file}” is larger than a session bundle may be ({packed} MiB, {unpacked} MiB unpacked). Export fewer "
            "sessions at a time.",
            file=file.name,
            packed=MOST_PACKED >> 20,
            unpacked=MOST_UNPACKED >> 20,
        )
    )

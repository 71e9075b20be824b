"""Scenarios as they were when they were played, kept by the SHA-256 of what they say."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from trainer.store.backups import damaged
from trainer.store.connection import Connection

if TYPE_CHECKING:
    from trainer.scenario.model import Script


def script_of(connection: Connection, digest: str) -> Script:
    """The scenario of a digest; DamagedDatabaseError where it is not what was stored any more."""
    # Needs pydantic, which lists do not.
    from trainer.scenario.model import Script

    rows = connection.read("SELECT snapshot FROM script WHERE digest = ?", digest)
    if not rows or hashlib.sha256(rows[0][0].encode()).hexdigest() != digest:
        raise damaged(connection.file)
    return Script.model_validate_json(rows[0][0])

"""Everything about a person in one file, for that person: a zip that any program opens.

It is to be read, not to be imported; sessions travel in bundles (see bundle.py).
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import BinaryIO

from trainer.exchange.writing import write_with
from trainer.store.database import Store
from trainer.store.recordings import Recordings


def export_person(store: Store, person: int, file: Path) -> int:
    """Writes `person.json`, all that the database holds of a person by table, and the recordings; returns how many.

    The name is the person's own, whatever other exports carry. A recording's name says of which session and turn it
    is: `recordings/12/3.wav`.

    Raises:
        TrainerError: there is no such person, or the file cannot be written.
    """
    store.people.get(person)
    tables = json.dumps(store.privacy.everything(person), ensure_ascii=False, indent=2)
    recordings = Recordings(store.path.parent).files(row.id for row in store.sessions.rows(person=person))

    def write(opened: BinaryIO) -> None:
        with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            archive.writestr("person.json", tables)
            for recording in recordings:
                archive.write(recording, Path("recordings", recording.parent.name, recording.name))

    write_with(file, write)
    return len(recordings)

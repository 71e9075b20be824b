"""`check --watch`: checks again whenever an author has saved something."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Literal

from trainer.errors import TrainerError
from trainer.review.severities import SEVERITIES_FILE
from trainer.scenario.check import scenario_folders
from trainer.scenario.files import SCENARIO_FILE
from trainer.terminal.checking import Checked, Home, as_data, as_text, findings
from trainer.wording import Text, Wording

Change = Literal["changed", "created", "deleted"]
Changes = Mapping[Path, Change]
# A save is noticed after one look, and checked after the next if nothing has changed since: editors write in pieces,
# or delete and rename.
SECONDS = 0.3
_CHANGES: Mapping[Change, Text] = {
    "changed": Text("{file} was saved"),
    "created": Text("{file} is new"),
    "deleted": Text("{file} is gone"),
}

# Time of writing in ns, size in bytes, and which file it is: one that was renamed into the place is another.
_Stamp = tuple[int, int, int]


def watch(
    home: Home,
    paths: Sequence[Path],
    show: Callable[[Changes, Checked], None],
    *,
    marker: bool = False,
    wait: Callable[[float], object] | None = None,
) -> None:
    """Checks, then checks again what was saved, until Ctrl+C.

    Args:
        home: as for `findings`.
        paths: as for `findings`.
        show: is given what changed, nothing at first, and what was found in the scenarios it concerns.
        marker: as for `findings`.
        wait: lets some seconds pass.

    Raises:
        TrainerError: a path holds no scenario at the start.
    """
    with suppress(KeyboardInterrupt):
        watched = _Watched(home, paths)
        before = watched.stamps()
        show({}, findings(home, paths, marker=marker))
        for changes in _settled(watched, before, wait or Event().wait):
            show(changes, _found(home, watched.concerned(changes), marker=marker))


def _found(home: Home, folders: Sequence[Path], *, marker: bool) -> Checked:
    # What is deleted in this very moment comes again as a change.
    with suppress(TrainerError):
        if folders:
            return findings(home, folders, marker=marker)
    return Checked([], [])


class _Watched:
    """The files that are looked at; the folder of a scenario that is gone is looked at further."""

    def __init__(self, home: Home, paths: Sequence[Path]) -> None:
        self._paths = paths or home.folders
        self._folders: dict[Path, None] = {}

    def stamps(self) -> dict[Path, _Stamp]:
        """Each file that is there, and what tells one state of it from another."""
        self._folders.update((folder, None) for path in self._paths for folder in scenario_folders(path))
        files = [file for folder in self._folders for file in folder.glob("*.yaml")]
        files += {folder.absolute().parent / SEVERITIES_FILE for folder in self._folders}
        stamps = {}
        for file in files:
            with suppress(OSError):
                status = file.stat()
                stamps[file] = (status.st_mtime_ns, status.st_size, status.st_ino)
        return stamps

    def concerned(self, changes: Changes) -> list[Path]:
        """The scenarios to check again: of the files themselves, or all in a folder whose severities changed."""
        parents = {file.parent for file in changes}
        libraries = {file.parent for file in changes if file.name == SEVERITIES_FILE}
        return [
            folder
            for folder in self._folders
            if (folder in parents or folder.absolute().parent in libraries) and (folder / SCENARIO_FILE).exists()
        ]


def _settled(watched: _Watched, checked: dict[Path, _Stamp], wait: Callable[[float], object]) -> Iterator[Changes]:
    before = checked
    while True:
        wait(SECONDS)
        now = watched.stamps()
        if now == before != checked:
            changes = _changes(checked, now)
            checked = now
            yield changes
        before = now


def _changes(before: Mapping[Path, _Stamp], now: Mapping[Path, _Stamp]) -> dict[Path, Change]:
    changes: dict[Path, Change] = {}
    for file in sorted(before.keys() | now.keys()):
        if file not in now:
            changes[file] = "deleted"
        elif file not in before:
            changes[file] = "created"
        elif before[file] != now[file]:
            changes[file] = "changed"
    return changes


def told(changes: Changes, checked: Checked, when: datetime, wording: Wording) -> str:
    """When, what changed, and what is to be mended."""
    time = f"{when:%H:%M:%S}"
    if not changes:
        waiting = wording.t("Saved files are checked again. Ctrl+C ends.")
        return f"{as_text(checked, wording)}\n{time} {waiting}"
    news = ", ".join(
        wording.t(_CHANGES[change].template, file=f"{file.absolute().parent.name}/{file.name}")
        for file, change in changes.items()
    )
    return f"\n{time} {news}\n{as_text(checked, wording)}"


def told_json(changes: Changes, checked: Checked, when: datetime, wording: Wording) -> str:
    """The same on one line; the findings take the place of all earlier ones of these scenarios."""
    document = {
        "time": when.astimezone().isoformat(timespec="seconds"),
        "changes": {str(file): change for file, change in changes.items()},
        "scenarios": [str(folder) for folder in checked.folders],
        "findings": as_data(checked, wording),
    }
    return json.dumps(document, ensure_ascii=False)

"""Writes a file so that it appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from trainer.errors import TrainerError
from trainer.wording import Text


def write_whole(file: Path, chunks: Iterable[bytes]) -> None:
    """Writes a file in the place of any of that name; TrainerError if it cannot, and the old one stays."""
    write_with(file, lambda opened: opened.writelines(chunks))


def write_with(file: Path, write: Callable[[BinaryIO], object]) -> None:
    """Has a file written in the place of any of that name; TrainerError if it cannot, and the old one stays."""
    # Always of the same name, so that what a killed program left behind goes with the next export.
    unfinished = file.with_name("repliikki.unfinished")
    try:
        try:
            with unfinished.open("wb") as opened:
                write(opened)
                opened.flush()
                os.fsync(opened.fileno())
            unfinished.replace(file)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TrainerError(
            Text("“{file}” could not be written: {reason}. Choose another place.", file=str(file), reason=reason)
        ) from error

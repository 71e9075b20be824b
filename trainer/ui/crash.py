"""What is told of a mistake of the program's own: where in it, never what anybody wrote.

Messages of errors may quote what was typed, so they are left out unless they can only speak of the program.
"""

from __future__ import annotations

import errno
import faulthandler
import platform
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from typing import TextIO

from PySide6.QtCore import qVersion

from trainer import __version__

_MOST_FRAMES = 40
_OF_THE_PROGRAM = (AttributeError, NameError, TypeError, ZeroDivisionError, RecursionError)
_FILE = re.compile(r'File "([^"]+)"')


def place_of(error: BaseException) -> str:
    """The errors that led to this one and where each came from, the first last; the same for the same mistake."""
    return "\n".join(line for each in _chain(error) for line in (_named(each), *_frames(each)))


def report(place: str) -> str:
    """What can be sent to those who can mend it: versions, this moment, and the place."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    versions = f"Repliikki {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    return f"{versions}\n{moment}\n{place}"


class Faults:
    """The file into which a process that dies within Qt or another library writes where it was."""

    def __init__(self, folder: Path) -> None:
        """Reads what the last run left in the folder, and listens from now on; without a word where it cannot."""
        self._file: TextIO | None = None
        self.last = ""
        file = folder / "fault.txt"
        try:
            if file.exists():
                self.last = _FILE.sub(lambda found: f'File "{_short(found[1])}"', file.read_text("utf-8", "replace"))
            self._file = file.open("w", encoding="utf-8")
        except OSError:
            return
        faulthandler.enable(self._file)

    def close(self) -> None:
        """Listens no more."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def _named(error: BaseException) -> str:
    about = getattr(error, "sqlite_errorname", "")
    if isinstance(error, OSError):
        about = errno.errorcode.get(error.errno or 0, "")
    elif isinstance(error, ImportError):
        about = error.name or ""
    elif isinstance(error, _OF_THE_PROGRAM):
        about = str(error)
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return f"{name}: {about}" if about else name


def _frames(error: BaseException) -> list[str]:
    frames = [(frame.f_code, line) for frame, line in walk_tb(error.__traceback__)][-_MOST_FRAMES:]
    return [f"  {_short(code.co_filename)}:{line} {code.co_qualname}" for code, line in frames]


def _short(file: str) -> str:
    """A source file without the folders it is installed in, which may bear a person's name."""
    path = Path(file)
    if not path.is_absolute():
        return path.as_posix()  # in a frozen program
    homes = [Path(home) for home in sys.path if home and path.is_relative_to(home)]
    return path.relative_to(max(homes, key=lambda home: len(home.parts))).as_posix() if homes else path.name

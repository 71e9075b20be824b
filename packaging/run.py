"""Start Repliikki: `python3 packaging/run.py`. The first start sets everything up.

Arguments are handed on: `python3 packaging/run.py play complaint`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import environment
import libraries
from set_up_error import SetUpError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NO_DISPLAY = """There is no display for the window: neither DISPLAY nor WAYLAND_DISPLAY is set.
To practise in the terminal instead:
    python3 packaging/run.py play complaint"""


def opens_window(arguments: Sequence[str]) -> bool:
    """Whether the program will open its window: it does when no command is named and no help is asked for."""
    words = list(arguments)
    if "--data" in words:  # the option whose value could pass for a command
        position = words.index("--data")
        del words[position : position + 2]
    return all(word.startswith("-") for word in words) and not {"--help", "--version"} & set(words)


def has_display(platform: str, variables: Mapping[str, str]) -> bool:
    """Whether Qt can show a window; a platform chosen by hand in QT_QPA_PLATFORM is trusted."""
    if platform in ("win32", "darwin"):
        return True
    return any(variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def start(python: str, arguments: Sequence[str]) -> int:
    """Put the program in this process's place; on Windows, where that cannot be done, wait for it.

    The user's folder stays the working folder, so that files can be named from there; the checkout is the only
    other place modules come from.
    """
    command = [python, "-m", "trainer", *arguments]
    variables = {**os.environ, "PYTHONPATH": str(environment.ROOT), "PYTHONSAFEPATH": "1"}
    if os.name != "nt":
        os.execve(python, command, variables)
    return subprocess.call(command, env=variables)


def main(arguments: Sequence[str]) -> int:
    """Set up what is missing and start; returns the exit code."""
    try:
        environment.require_python(sys.version_info[:3])
        locks = (environment.LOCK, environment.TEST_LOCK)
        needed = environment.needed(*locks)
        if opens_window(arguments):
            if not has_display(sys.platform, os.environ):
                raise SetUpError(NO_DISPLAY)
            needed.update(libraries.needed_for_window(os.environ))
        libraries.provide(needed)
        python = environment.ready(*locks)
        return start(str(python), arguments)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start does what is left.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Run every check and every test: `python3 packaging/test.py`. Arguments are handed on to pytest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import environment
import libraries
from set_up_error import SetUpError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHECKS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    "trainer check": ["-m", "trainer", "check", "scenarios", "--strict"],
}


def passes(name: str, command: Sequence[str], variables: Mapping[str, str]) -> bool:
    """Run one check in the checkout and say how it went and how long it took."""
    print(f"--- {name}", flush=True)
    began = time.monotonic()
    passed = subprocess.run(command, cwd=environment.ROOT, env=variables).returncode == 0
    print(f"{'ok' if passed else 'FAILED'}: {name}, {time.monotonic() - began:.1f} s\n", flush=True)
    return passed


def run_all(python: str, checks: Mapping[str, Sequence[str]], arguments: Sequence[str]) -> int:
    """Run every check, then pytest, whose summary closes what is printed unless a check failed.

    Returns:
        0 when all passed, otherwise 1.
    """
    variables = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    failed = [name for name, command in checks.items() if not passes(name, [python, *command], variables)]
    # A worker for each core; the tests of a file stay together, as they may share what takes long to set up.
    workers = ["-n", "auto", "--dist", "loadfile"]
    tested = subprocess.run([python, "-m", "pytest", *workers, *arguments], cwd=environment.ROOT, env=variables)
    if failed:
        print(f"FAILED before the tests: {', '.join(failed)}", flush=True)
    return 1 if failed or tested.returncode else 0


def main(arguments: Sequence[str]) -> int:
    """Set up what is missing and run everything; returns the exit code."""
    try:
        environment.require_python(sys.version_info[:3])
        libraries.provide({**environment.needed(environment.TEST_LOCK), **libraries.needed_for_tests()})
        python = environment.ready(environment.TEST_LOCK)
        return run_all(str(python), CHECKS, arguments)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

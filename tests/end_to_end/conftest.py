"""The program on a data folder of its own, as in the tests of the command line."""

from __future__ import annotations

from tests.terminal.conftest import known, repliikki

__all__ = ["known", "repliikki"]

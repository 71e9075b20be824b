"""For all tests: Qt draws nowhere unless the environment says where."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Last, so that packaging/test.py does not hide the standard library's test package.
sys.path.append(str(ROOT / "packaging"))


@pytest.fixture
def checkout() -> Path:
    return ROOT

import re
from pathlib import Path

import environment
import pytest

LOCKS = sorted((environment.ROOT / "packaging").glob("requirements*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text[text.index("\n", text.index("#    uv")) + 1 :].strip())
    assert pins
    for pin in pins:
        assert re.match(r"[A-Za-z0-9_.-]+==[^ ]+( ; .+)? \\\n", pin), pin.splitlines()[0]
        assert "--hash=sha256:" in pin
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_locks_agree_on_the_versions_that_run_time_has() -> None:
    pinned = [dict(re.findall(r"^(\S+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE)) for lock in LOCKS]
    run_time = pinned[LOCKS.index(environment.LOCK)]
    for others in pinned:
        assert {name: version for name, version in others.items() if name in run_time} == {
            name: version for name, version in run_time.items() if name in others
        }

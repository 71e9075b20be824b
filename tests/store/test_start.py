from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from trainer.store.database import Store

LIST = """
import sys
from pathlib import Path
from trainer.store.database import Store
store = Store.open(Path(sys.argv[1]))
store.people.all(), store.sessions.rows(), store.sessions.best(None), store.sessions.unfinished(None)
store.close()
print(*{"pydantic", "sqlite_utils", "yaml", "numpy"} & sys.modules.keys())
"""


def test_a_start_imports_nothing_slow(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    command = [sys.executable, "-c", LIST, str(tmp_path)]
    result = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "", "")

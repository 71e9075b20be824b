"""How packaging/test.py runs the checks. (Its name is also the standard library's, so it is loaded by its path.)"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PASSES = ["-c", "print('looked at everything')"]
FAILS = ["-c", "raise SystemExit(2)"]


@pytest.fixture
def checks(checkout: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("repliikki_checks", checkout / "packaging" / "test.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_check_runs_and_the_failed_one_is_named(checks: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    code = checks.run_all(sys.executable, {"first": FAILS, "second": PASSES}, ["--version"])
    printed = capfd.readouterr().out
    assert code == 1
    assert "FAILED: first, " in printed
    assert "looked at everything\nok: second, " in printed
    assert "pytest " in printed
    assert printed.endswith("FAILED before the tests: first\n")


def test_nothing_is_printed_after_pytest_when_all_is_well(
    checks: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    assert checks.run_all(sys.executable, {"only": PASSES}, ["--version"]) == 0
    assert capfd.readouterr().out.splitlines()[-1].startswith("pytest ")


def test_failing_tests_fail_the_run(checks: ModuleType, tmp_path: Path) -> None:
    assert checks.run_all(sys.executable, {}, [str(tmp_path / "missing")]) == 1

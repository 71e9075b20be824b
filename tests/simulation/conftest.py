from __future__ import annotations

import pytest

from trainer.app import App
from trainer.scenario.library import Library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return App(tmp_path_factory.mktemp("library")).library

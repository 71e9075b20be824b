"""The JSON schema of a scenario file, by which editors complete and check while an author types."""

from __future__ import annotations

import json
from typing import Any

from trainer.scenario.model import Scenario

SCHEMA_FILE = "scenario.schema.json"


def schema() -> dict[str, Any]:
    """The schema of `scenario.yaml`, generated from the models; JSON Schema, draft 2020-12."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Scenario.model_json_schema()}


def schema_text() -> str:
    """The schema as it stands in `scenarios/scenario.schema.json`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"

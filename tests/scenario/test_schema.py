"""What editors complete and check by is what the program reads by."""

from __future__ import annotations

from trainer.resources import shipped
from trainer.scenario.schema import schema, schema_text

FILE = shipped("scenarios") / "scenario.schema.json"
WRITE = (
    'python -c "from trainer.scenario.schema import schema_text; '
    "open('scenarios/scenario.schema.json', 'w', encoding='utf-8', newline='\\n').write(schema_text())\""
)


def test_the_schema_file_is_generated_from_the_models() -> None:
    written = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    assert written == schema_text(), (
        f"The format has changed. Write the schema anew, in the repository's folder:\n{WRITE}"
    )


def test_the_schema_names_the_parts_of_a_scenario() -> None:
    assert schema()["$schema"].startswith("https://json-schema.org/")
    assert {"id", "title", "scenes", "endings", "criteria"} <= set(schema()["required"])
    assert schema()["additionalProperties"] is False
    assert {"Scene", "Reply", "Line", "Condition", "Ending"} <= set(schema()["$defs"])

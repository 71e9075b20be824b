"""Any valid scenario can be reviewed and measured, whatever its conditions."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.review.examples import checked
from tests.roleplay.scenarios import scenarios
from trainer.review.figures import figures
from trainer.review.reviewed import Reviewed
from trainer.review.rules import RULES
from trainer.scenario.files import read_folder
from trainer.scenario.model import Scenario
from trainer.terminal.checking import figures_json, figures_text
from trainer.wording import Wording


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios())
def test_any_scenario_is_reviewed_and_measured(scenario: Scenario) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / scenario.id
        folder.mkdir()
        content = scenario.model_dump(mode="json", exclude_none=True)
        content["person"]["portrait"] = "marja"
        (folder / "scenario.yaml").write_text(json.dumps(content), encoding="utf-8")
        found = checked(folder)
        assert {finding.code for finding in found} <= RULES.keys()
        if any(finding.severity == "error" for finding in found):
            return
        assert all(finding.place.line for finding in found)
        measured = figures(Reviewed(read_folder(folder)))
        [written] = json.loads(figures_json([measured]))
        assert written["scenario"] == scenario.id
        assert figures_text([measured], Wording("en", None)).startswith(scenario.id)

"""All targets."""

from __future__ import annotations

from tests.fuzz.bundles import BUNDLES
from tests.fuzz.plans import PLANS
from tests.fuzz.replies import REPLIES
from tests.fuzz.scenario_files import SCENARIO_FILES
from tests.fuzz.stored_settings import SETTINGS
from tests.fuzz.votes import VOTES

TARGETS = (SCENARIO_FILES, BUNDLES, PLANS, REPLIES, VOTES, SETTINGS)

"""How long it takes to work out what can come of scenarios."""

from __future__ import annotations

import gc
from collections.abc import Callable

from trainer.bench.figures import Figure
from trainer.bench.generated import generated
from trainer.bench.timing import taken
from trainer.resources import shipped
from trainer.roleplay.outcomes import Outcomes
from trainer.roleplay.play import Play
from trainer.roleplay.space import Space
from trainer.scenario.files import read_folder
from trainer.scenario.model import Scenario
from trainer.wording import Text

_MANY = 10_000


def outcomes() -> list[Figure]:
    """The range of scores of all that is shipped, exactly, and what it lies in for a very large scenario."""
    folders = sorted(file.parent for file in shipped("scenarios").glob("*/scenario.yaml"))
    scenarios = [scenario for folder in folders if (scenario := read_folder(folder).scenario) is not None]
    exact = _without_collecting(lambda: [_range(scenario) for scenario in scenarios])
    large = Scenario.model_validate(generated(_MANY))
    bounds = _without_collecting(lambda: _range(large))
    return [
        Figure(Text("Exact range of scores of all {count} scenarios", count=len(scenarios)), exact, "ms", None, None,
               2000),
        # A quarter of the 355 ms that networkx takes, which the program does without; it looks at less: no moods.
        Figure(Text("Range of scores of {count} scenes", count=f"{_MANY:,}"), bounds, "ms", None, None, 89),
    ]  # fmt: skip


def _without_collecting(work: Callable[[], object]) -> float:
    """Milliseconds, the garbage left lying as `check` does."""
    gc.disable()
    try:
        return taken(work)
    finally:
        gc.enable()


def _range(scenario: Scenario) -> object:
    space = Space(Play(scenario))
    space.explore()
    return Outcomes(space).bounds

"""A workshop prepared beforehand: scenarios in order, edited discussion questions, languages and minutes, as a file.

format: 1
title: Complaints, Thursday morning
languages: [fi, en]
scenarios:
  - id: complaint
    minutes: 40
    questions:
      opening: {fi: Mitä sanoisit ensin?, en: What would you say first?}
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Annotated, Literal

import yaml
from pydantic import Field, ValidationError

from trainer.errors import TrainerError
from trainer.roleplay.autoplay import path
from trainer.roleplay.play import Play
from trainer.scenario.files import FORMAT, dotted, newer_format
from trainer.scenario.model import Key, Language, Part, Prose, Scenario, Script
from trainer.scenario.yaml_text import YamlError, read
from trainer.wording import Text

# A round with a line read, a discussion, a vote, and in every other round talk in pairs and a second vote.
MINUTES_A_ROUND = 4.5
MINUTES_BEFORE, MINUTES_AFTER = 3, 7
"""To tell the situation, and to look back, once a scenario."""
_SAMPLE = 25


class PlannedScenario(Part):
    """One scenario of a plan.

    Attributes:
        id: of the scenario.
        minutes: it may take.
        questions: scene to language to a discussion question in place of the scenario's own.
    """

    id: Key
    minutes: Annotated[int, Field(ge=1, le=480)]
    questions: dict[Key, dict[Language, Prose]] = Field(default_factory=dict)


class Plan(Part):
    """A workshop; languages are those on the screen, one or two, the larger first."""

    format: Literal[1] = 1
    title: Prose
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=2)]
    scenarios: Annotated[tuple[PlannedScenario, ...], Field(min_length=1, max_length=20)]

    @property
    def minutes(self) -> int:
        """All scenarios together."""
        return sum(planned.minutes for planned in self.scenarios)


def read_plan(file: Path) -> Plan:
    """Reads a plan.

    Raises:
        TrainerError: it cannot be read or is no plan; says where in the file and why.
    """
    try:
        document = read(file)
    except YamlError as error:
        raise TrainerError(Text("{place}: {reason}", place=str(error.place), reason=error.text)) from error
    try:
        return Plan.model_validate(document.value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place, theirs = str(document.place(first["loc"])), first["input"]
        if first["loc"] == ("format",) and isinstance(theirs, int) and theirs > FORMAT:
            raise TrainerError(Text("{place}: {reason}", place=place, reason=newer_format(theirs))) from error
        raise TrainerError(
            Text("{place}: {name}: {reason}.", place=place, name=dotted(first["loc"]) or "–",
                 reason=first["msg"])
        ) from error  # fmt: skip


def plan_text(plan: Plan) -> str:
    """The plan as the text of its file."""
    content = plan.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump({"format": plan.format, **content}, allow_unicode=True, sort_keys=False, width=110)


def faults(plan: Plan, scripts: Mapping[str, Script]) -> list[Text]:
    """What in a plan would go wrong in the room, given the scenarios at hand by id; none where all is well."""
    found = []
    if len(set(plan.languages)) < len(plan.languages):
        found.append(Text("The same language is here twice."))
    for planned in plan.scenarios:
        script = scripts.get(planned.id)
        if script is None:
            found.append(Text("There is no scenario “{scenario}”.", scenario=planned.id))
            continue
        found += [
            Text("The scenario “{scenario}” isn't available in the language “{language}”.",
                 scenario=planned.id, language=language)
            for language in plan.languages if language not in script.languages
        ]  # fmt: skip
        found += [
            Text("The scenario “{scenario}” has no scene “{scene}” to ask about.", scenario=planned.id, scene=scene)
            for scene in planned.questions if scene not in script.source.scenes
        ]  # fmt: skip
        needed = estimate(script.source)
        if planned.minutes < needed:
            found.append(
                Text("“{scenario}” takes about {needed} minutes; the plan gives it {minutes}.",
                     scenario=planned.id, needed=needed, minutes=planned.minutes)
            )  # fmt: skip
    return found


def rounds_expected(scenario: Scenario) -> int:
    """How many rounds a room takes, in the middle of several ways picked by chance (the same ones each time)."""
    play = Play(scenario)
    return round(median(len(path(play, "random", seed)) for seed in range(_SAMPLE)))


def estimate(scenario: Scenario) -> int:
    """About how many minutes a room takes over a scenario."""
    return round(MINUTES_BEFORE + MINUTES_A_ROUND * rounds_expected(scenario) + MINUTES_AFTER)


def prepared(script: Script, planned: PlannedScenario, language: str) -> Scenario:
    """The scenario in a language, with the plan's discussion questions in place of its own."""
    scenario = script.in_language(language)
    asked = {scene: texts[language] for scene, texts in planned.questions.items() if language in texts}
    scenes = {
        key: scene.model_copy(update={"discuss": asked[key]}) if key in asked else scene
        for key, scene in scenario.scenes.items()
    }
    return scenario.model_copy(update={"scenes": scenes})

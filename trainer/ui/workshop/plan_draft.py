"""A workshop plan as far as it is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from trainer.errors import TrainerError
from trainer.scenario.model import Scenario, Script
from trainer.wording import Text
from trainer.workshop.plan import Plan, PlannedScenario, faults

LONGEST_QUESTION = 2000


@dataclass(frozen=True)
class Draft:
    """What becomes a `Plan` once it has a title and a scenario; languages are one or two, the larger first."""

    title: str
    languages: tuple[str, ...]
    scenarios: tuple[PlannedScenario, ...] = ()

    @classmethod
    def of(cls, plan: Plan) -> Draft:
        """A plan that is there."""
        return cls(plan.title, plan.languages, plan.scenarios)

    @property
    def minutes(self) -> int:
        """All scenarios together."""
        return sum(planned.minutes for planned in self.scenarios)

    def plan(self) -> Plan:
        """The plan; TrainerError where it has no title or no scenario."""
        if not self.title.strip():
            raise TrainerError(Text("Give the workshop plan a title."))
        if not self.scenarios:
            raise TrainerError(Text("Add at least one scenario."))
        return Plan(title=self.title, languages=self.languages, scenarios=self.scenarios)

    def faults(self, scripts: Mapping[str, Script]) -> list[Text]:
        """What would go wrong in the room, given the scenarios at hand by id; the title does not matter."""
        return faults(replace(self, title="–").plan(), scripts) if self.scenarios else []

    def can_start(self, scripts: Mapping[str, Script]) -> bool:
        """Whether every scenario is at hand, in all languages of the screen."""
        return len(set(self.languages)) == len(self.languages) and all(
            planned.id in scripts and set(self.languages) <= set(scripts[planned.id].languages)
            for planned in self.scenarios
        )

    def with_scenario(self, scenario: str, minutes: int) -> Draft:
        """With one scenario more, at the end."""
        return replace(self, scenarios=(*self.scenarios, PlannedScenario(id=scenario, minutes=minutes)))

    def without(self, at: int) -> Draft:
        """With one scenario less."""
        return replace(self, scenarios=self.scenarios[:at] + self.scenarios[at + 1 :])

    def moved(self, at: int, by: int) -> Draft:
        """With a scenario earlier or later."""
        order = list(self.scenarios)
        order.insert(at + by, order.pop(at))
        return replace(self, scenarios=tuple(order))

    def with_minutes(self, at: int, minutes: int) -> Draft:
        """With other minutes for a scenario."""
        return self._changed(at, self.scenarios[at].model_copy(update={"minutes": minutes}))

    def with_question(self, at: int, scene: str, language: str, text: str) -> Draft:
        """With another question at a scene; the scenario's own again where the text is empty."""
        questions = {key: dict(texts) for key, texts in self.scenarios[at].questions.items()}
        texts = questions.setdefault(scene, {})
        texts.pop(language, None)
        if text.strip():
            texts[language] = text.strip()[:LONGEST_QUESTION]
        kept = {key: texts for key, texts in questions.items() if texts}
        return self._changed(at, self.scenarios[at].model_copy(update={"questions": kept}))

    def question(self, at: int, scene: str, scenario: Scenario) -> str:
        """The question that is asked at a scene, "" where there is none; scenario is in the language wanted."""
        own = scenario.scenes[scene].discuss or ""
        return self.scenarios[at].questions.get(scene, {}).get(scenario.language, own)

    def _changed(self, at: int, planned: PlannedScenario) -> Draft:
        return replace(self, scenarios=(*self.scenarios[:at], planned, *self.scenarios[at + 1 :]))


def offered_languages(draft: Draft, known: Collection[str]) -> tuple[str, ...]:
    """Languages to choose from: those of all scenarios, and any that stands in the plan."""
    return tuple(dict.fromkeys([*known, *draft.languages]))

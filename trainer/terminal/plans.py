"""`plan`: what people are asked to practise, as a coach makes it and hands it out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from trainer.coaching.plans import Plan
from trainer.errors import TrainerError
from trainer.exchange.plans import read_plan, write_plan
from trainer.scenario.library import Library
from trainer.store.database import Store
from trainer.wording import Text, Wording


def new(
    store: Store,
    library: Library,
    wording: Wording,
    title: str,
    scenarios: Sequence[str],
    *,
    mode: Literal["practice", "test"],
    due: date | None,
    note: str,
) -> str:
    """Makes a plan; tells its number.

    Raises:
        TrainerError: a scenario is not there, or the title is empty.
    """
    for scenario in scenarios:
        library.summary(scenario)  # tells that there is no such scenario
    if not title.strip():
        raise TrainerError(Text("Give the plan a title."))
    number = store.plans.keep(Plan(str(uuid4()), title.strip(), tuple(scenarios), mode, due, note))
    return wording.t("Plan {number} was created. Next: repliikki plan give {number} --person NAME", number=number)


def give(store: Store, wording: Wording, number: int, names: Sequence[str]) -> str:
    """Gives a plan to people; TrainerError if it or one of them is not there."""
    plan = _plan(store, number)
    people = [store.people.called(name) for name in names]
    for person in people:
        store.plans.give(number, person.id)
    return wording.t("“{title}” was given to {names}.", names=", ".join(p.name for p in people), title=plan.title)


def export(store: Store, wording: Wording, number: int, file: Path) -> str:
    """Writes a plan to a file; TrainerError if it is not there or cannot be written."""
    write_plan(file, _plan(store, number))
    return wording.t("Written to {file}.", file=str(file))


def take_in(store: Store, wording: Wording, file: Path, person: int | None) -> str:
    """Takes in a plan from a file, and gives it to a person; TrainerError if it is no plan."""
    plan = read_plan(file)
    number = store.plans.keep(plan)
    if person is not None:
        store.plans.give(number, person)
    return wording.t("Plan {number}: {title}", number=number, title=plan.title)


def as_text(store: Store, wording: Wording) -> str:
    """Every plan, and how far everybody is with it."""
    names = {person.id: person.name for person in store.people.all()}
    lines = []
    for number, plan in store.plans.all().items():
        due = wording.t("by {day}", day=wording.day(plan.due)) if plan.due else wording.t("no due date")
        lines.append(f"{number:>4}  {plan.title} · {due} · {', '.join(plan.scenarios)}")
        for given in store.plans.progress(number):
            done = sum(step.session is not None for step in given.steps)
            told = wording.t("{done} of {all} done", done=done, all=len(given.steps))
            lines.append(f"      {names[given.person]}: {told}")
    return "\n".join(lines) or wording.t("There are no plans yet. Start with: repliikki plan new TITLE SCENARIO …")


def as_json(store: Store) -> str:
    """Every plan, and how far everybody is with it."""
    return json.dumps(
        [_json(store, number, plan) for number, plan in store.plans.all().items()], ensure_ascii=False, indent=2
    )


def _json(store: Store, number: int, plan: Plan) -> dict[str, Any]:
    names = {person.id: person.name for person in store.people.all()}
    return {
        "plan": number,
        "title": plan.title,
        "scenarios": plan.scenarios,
        "mode": plan.mode,
        "due": plan.due.isoformat() if plan.due else None,
        "note": plan.note,
        "people": [
            {"person": names[given.person], "given": given.at.isoformat(), "sessions": [s.session for s in given.steps]}
            for given in store.plans.progress(number)
        ],
    }


def _plan(store: Store, number: int) -> Plan:
    plan = store.plans.all().get(number)
    if plan is None:
        raise TrainerError(Text("There is no plan {number}. See “repliikki plan list”.", number=number))
    return plan

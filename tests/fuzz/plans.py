"""Practice plans and workshop plans: refused with a sentence, or kept and written as they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import yaml
from hypothesis import strategies as st

from tests.fuzz.edits import Edit, edited, edits
from tests.fuzz.target import Target, tell
from tests.store.conftest import Clock
from tests.workshop.scenes import SCRIPT
from trainer.coaching.plans import Plan
from trainer.errors import TrainerError
from trainer.exchange.plans import read_plan, write_plan
from trainer.store.database import Store
from trainer.workshop import plan as workshop_plans

_UUID = "9b2c6d7e-3c39-4a52-9a53-0c6f5a1b2c3d"
_WORKSHOP = """\
format: 1
title: Complaints, Thursday morning
languages: [fi, en]
scenarios:
  - id: late-delivery
    minutes: 40
    questions:
      opening: {fi: "Mitä sanoisit ensin?", en: "What would you say first?"}
  - id: late-delivery
    minutes: 15
"""
_PIECES = [*":-?[]{}&*!|>'\"%@`,#\t\n\r\0\\", "\x85", "\ud7ff", "&a ", "*a", "<<: *a", "---\n", "1e999", "0x1f", "~"]
_cuts = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 12), st.sampled_from(_PIECES) | st.text(max_size=3)),
    max_size=3,
)


@contextmanager
def _opened(folder: Path) -> Iterator[Callable[[tuple[bool, list[Edit], list[tuple[int, int, str]]]], None]]:
    store = Store.open(folder / "data", Clock())
    file = folder / "a.repliikki-plan"
    whole = Plan(_UUID, "Week 10", ("late-delivery", "complaint"), "test", date(2026, 3, 9), "Take your time.")
    write_plan(file, whole)
    practice, workshop = json.loads(file.read_bytes()), yaml.safe_load(_WORKSHOP)

    def take(bent: tuple[bool, list[Edit], list[tuple[int, int, str]]]) -> None:
        is_practice, made, cuts = bent
        changed = edited(practice if is_practice else workshop, made)
        try:
            text = json.dumps(changed, indent=1) if is_practice else yaml.safe_dump(changed, allow_unicode=True)
        except (yaml.YAMLError, TypeError):
            return
        for at, length, piece in cuts:
            at %= len(text) + 1
            text = text[:at] + piece + text[at + length :]
        file.write_bytes(text.encode(errors="surrogatepass"))
        try:
            _practice(store, file) if is_practice else _workshop(file)
        except TrainerError as error:
            tell(error)

    yield take
    store.close()


def _practice(store: Store, file: Path) -> None:
    plan = read_plan(file)
    number = store.plans.keep(plan)
    assert store.plans.all()[number] == plan
    write_plan(file, plan)
    assert read_plan(file) == plan


def _workshop(file: Path) -> None:
    plan = workshop_plans.read_plan(file)
    workshop_plans.faults(plan, {SCRIPT.id: SCRIPT})
    for planned in plan.scenarios:
        for language in plan.languages:
            if language in SCRIPT.languages:
                workshop_plans.prepared(SCRIPT, planned, language)
    file.write_text(workshop_plans.plan_text(plan), encoding="utf-8")
    assert workshop_plans.read_plan(file) == plan


PLANS = Target("plans", st.tuples(st.booleans(), edits | st.just([]), _cuts), _opened)

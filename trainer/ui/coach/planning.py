"""Carries out what the pages about practice plans ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import uuid4

from trainer.coaching.plans import Plan
from trainer.errors import TrainerError
from trainer.ui.coach.plan_form import PlanDraft, PlanForm, read_day
from trainer.ui.coach.plans_page import PlansPage, PlansState
from trainer.ui.plan_file import ask_for_plan, take_in_plan
from trainer.ui.shell import Shell
from trainer.wording import Text


class Planning:
    """The list of plans, making and changing one, and files of them."""

    def __init__(self, shell: Shell, back: Callable[[], None]) -> None:
        """Back shows the sessions."""
        self._shell, self._back = shell, back

    def show(self) -> None:
        """All plans."""
        shell, plans = self._shell, self._shell.store.plans
        there = plans.all()
        state = PlansState(
            plans=there,
            progress={number: plans.progress(number) for number in there},
            people=self._people(),
            summaries={summary.id: summary for summary in shell.library.summaries},
            today=datetime.now().astimezone().date(),
        )
        page = PlansPage(shell.context, state)
        page.back.connect(self._back)
        page.made.connect(lambda: self.edit(PlanDraft()))
        page.changed.connect(self._change)
        page.saved.connect(self._save)
        page.deletion_asked.connect(self._ask_to_delete)
        page.reading_asked.connect(self._read)
        shell.show_page(page, self.show, here="coach")

    def edit(self, draft: PlanDraft, problem: str = "") -> None:
        """A plan as far as it was written."""
        shell = self._shell
        summaries = {summary.id: summary for summary in shell.library.summaries}
        today = datetime.now().astimezone().date()
        page = PlanForm(shell.context, draft, summaries, self._people(), today, problem)
        page.back.connect(self.show)
        page.redrawn.connect(shell.rebuild)
        page.kept.connect(lambda: self._keep(page.draft))
        shell.show_page(page, lambda: self.edit(page.draft, problem), here="coach")

    def _keep(self, draft: PlanDraft) -> None:
        try:
            plan = _plan(draft)
        except TrainerError as error:
            self.edit(draft, self._shell.words.say(error.text))
            return
        plans = self._shell.store.plans
        number = plans.keep(plan)
        before = {given.person for given in plans.progress(number)}
        for person in draft.people - before:
            plans.give(number, person)
        for person in before - draft.people:
            plans.take_back(number, person)
        self.show()

    def _change(self, number: int) -> None:
        plans = self._shell.store.plans
        people = frozenset(given.person for given in plans.progress(number))
        self.edit(PlanDraft.of(plans.all()[number], people, self._shell.words))

    def _ask_to_delete(self, number: int) -> None:
        t, plan = self._shell.words.t, self._shell.store.plans.all()[number]
        self._shell.ask_first(
            t("Delete “{plan}”?", plan=plan.title),
            t("The people who have it no longer see it. What they practised stays."),
            yes=t("Delete the plan"),
            act=partial(self._delete, number),
        )

    def _delete(self, number: int) -> None:
        self._shell.store.plans.delete(number)
        self.show()

    # ---- files

    def _save(self, number: int) -> None:
        from trainer.exchange.plans import SUFFIX, write_plan

        shell, plan = self._shell, self._shell.store.plans.all()[number]
        if file := shell.ask_where(shell.words.t("Save the plan"), f"plan{SUFFIX}", f"Repliikki (*{SUFFIX})"):
            write_plan(file, plan)
            shell.notify(Text("“{plan}” was written to {file}", plan=plan.title, file=str(file)))

    def _read(self) -> None:
        shell = self._shell
        file = ask_for_plan(shell)
        if file is not None and (number := take_in_plan(shell, file)) is not None:
            self._change(number)

    def _people(self) -> dict[int, str]:
        return {person.id: person.name for person in self._shell.store.people.all()}


def _plan(draft: PlanDraft) -> Plan:
    if not draft.title.strip():
        raise TrainerError(Text("Give the plan a title."))
    if not draft.scenarios:
        raise TrainerError(Text("Add at least one scenario."))
    return Plan(
        draft.uuid or str(uuid4()),
        draft.title.strip(),
        draft.scenarios,
        draft.mode,
        read_day(draft.due),
        draft.note.strip(),
    )

"""The coach's pages beside the sessions: agreement, replies, calibration, plans, lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from trainer.coaching.items import analysis
from trainer.store.lists import Filters
from trainer.ui import locking
from trainer.ui.coach.agreement_page import AgreementPage, AgreementState, table
from trainer.ui.coach.lock_page import LockPage, LockState
from trainer.ui.coach.plan_form import PlanDraft
from trainer.ui.coach.planning import Planning
from trainer.ui.coach.replies_page import RepliesPage, RepliesState
from trainer.ui.coach.rounds import Rounds
from trainer.ui.shell import Shell
from trainer.wording import Text


class CoachPages:
    """Carries out what these pages ask for; where the coach has got to on them is kept between visits."""

    def __init__(
        self,
        shell: Shell,
        back: Callable[[], None],
        coach: Callable[[], str],
        as_coach: Callable[[Callable[[], None]], None],
    ) -> None:
        """Makes nothing yet.

        Args:
            shell: the window.
            back: shows the sessions.
            coach: the name that reviews are signed with, "" for none yet.
            as_coach: does something that is signed, once there is a name.
        """
        self._shell, self._back, self._coach, self._as_coach = shell, back, coach, as_coach
        self._agreement = AgreementState("program", "", "", ())
        self._scenario = ""

    def show(self, place: str) -> None:
        """Shows "agreement", "replies", "calibration", "plans" or "lock"."""
        if place == "calibration":
            # Whose name stands in a new round, and beside "you" in the list.
            self._as_coach(self._rounds.show)
            return
        pages = {
            "agreement": self._show_agreement,
            "replies": self._show_replies,
            "plans": self._planning.show,
            "lock": self._show_lock,
        }
        pages[place]()

    def make_plan(self, scenario: str) -> None:
        """Opens a new plan with this scenario in it."""
        self._planning.edit(PlanDraft(scenarios=(scenario,)))

    @cached_property
    def _rounds(self) -> Rounds:
        return Rounds(self._shell, self._back, self._coach)

    @cached_property
    def _planning(self) -> Planning:
        return Planning(self._shell, self._back)

    # ---- agreement

    def _show_agreement(self) -> None:
        shell, coaching = self._shell, self._shell.store.coaching
        program = self._agreement.who == "program"
        counts = coaching.program_and_coach() if program else coaching.coach_and_coach()
        self._agreement = replace(self._agreement, counts=counts)
        page = AgreementPage(shell.context, self._agreement)
        page.back.connect(self._back)
        page.who_chosen.connect(lambda who: self._look_at_agreement(who=who, criterion=""))
        page.language_chosen.connect(lambda language: self._look_at_agreement(language=language))
        page.criterion_chosen.connect(lambda criterion: self._look_at_agreement(criterion=criterion))
        page.export_asked.connect(self._export_agreement)
        page.calibration_asked.connect(lambda: self.show("calibration"))
        shell.show_page(page, self._show_agreement, here="coach")

    def _look_at_agreement(self, **change: object) -> None:
        self._agreement = replace(self._agreement, **change)  # type: ignore[arg-type]
        self._shell.rebuild()

    def _export_agreement(self) -> None:
        from trainer.exchange.cells import csv_bytes
        from trainer.exchange.writing import write_whole

        shell = self._shell
        if file := shell.ask_where(shell.words.t("Save as CSV"), "repliikki-agreement.csv", "CSV (*.csv)"):
            shown = table(self._agreement, shell.words)
            write_whole(file, [csv_bytes((shown.heading, *shown.rows), shell.words)])
            shell.notify(Text("The agreement was written to {file}", file=str(file)))

    # ---- replies

    def _show_replies(self) -> None:
        shell = self._shell
        scenario = self._scenario or self._played_last()
        replies = shell.store.coaching.replies(scenario) if scenario else []
        script = None
        if replies:
            found = shell.store.sessions.record(replies[0].session).script
            language = shell.words.language
            script = found.in_language(language if language in found.languages else found.languages[0])
        state = RepliesState(
            scenario=scenario,
            summaries={summary.id: summary for summary in shell.library.summaries},
            script=script,
            items=analysis(scenario, replies),
            sessions=len({reply.session for reply in replies}),
        )
        page = RepliesPage(shell.context, state)
        page.back.connect(self._back)
        page.scenario_chosen.connect(self._choose_scenario)
        page.scene_opened.connect(shell.show_scene)
        shell.show_page(page, self._show_replies, here="coach")

    def _played_last(self) -> str:
        page = self._shell.store.lists.page(Filters(state="finished"), limit=1)
        return page[0].scenario if page else ""

    def _choose_scenario(self, scenario: str) -> None:
        self._scenario = scenario
        self._show_replies()

    # ---- lock

    def _show_lock(self) -> None:
        shell, locks = self._shell, self._shell.store.locks
        names = {person.id: person.name or shell.words.t("No name") for person in shell.store.people.all()}
        recoveries = [("" if found.person is None else names[found.person], found.at) for found in locks.recoveries()]
        page = LockPage(shell.context, LockState(locks.coach.is_set, recoveries))
        page.back.connect(self._back)
        page.setting_asked.connect(lambda: locking.set_secret(shell, locks.coach, locking.PASSPHRASE))
        page.removal_asked.connect(lambda: locking.remove_secret(shell, locks.coach, locking.PASSPHRASE))
        shell.show_page(page, self._show_lock, here="coach")

"""Carries out what the pages of progress ask for."""

from __future__ import annotations

from datetime import datetime

from trainer.practice.attempts import Attempt
from trainer.practice.comparison import compare
from trainer.practice.schedule import schedule
from trainer.ui.debrief.state import Debrief
from trainer.ui.practise.coordinator import PractiseCoordinator
from trainer.ui.progress.compare_page import ComparePage
from trainer.ui.progress.page import ProgressPage
from trainer.ui.progress.state import ProgressState
from trainer.ui.shell import Shell
from trainer.wording import Text


class ProgressCoordinator:
    """The progress of who is practising."""

    def __init__(self, shell: Shell, practise: PractiseCoordinator) -> None:
        self._shell, self._practise = shell, practise
        self._period = "84"

    def show(self) -> None:
        """What has been learnt and what comes next."""
        shell = self._shell
        attempts = shell.store.sessions.attempts(shell.person)
        now = datetime.now().astimezone()
        observed = [] if shell.person is None else shell.store.observed.all(person=shell.person)
        state = ProgressState(self._period, now, attempts, schedule(attempts), shell.library.summaries, observed)
        page = ProgressPage(shell.context, state)
        page.period_chosen.connect(self._choose_period)
        page.export_asked.connect(self._export)
        page.report_asked.connect(self._report)
        page.opened.connect(self._practise.open_briefing)
        page.looked_back.connect(self._practise.show_debrief)
        page.compared.connect(self._compare)
        shell.show_page(page, self.show, here="progress")

    def _choose_period(self, period: str) -> None:
        self._period = period
        self._shell.rebuild()

    def _compare(self, scenario: str) -> None:
        """The first run and the latest one."""
        sessions = [attempt.session for attempt in self._attempts(scenario)]
        self._show_side_by_side(scenario, sessions[0], sessions[-1])

    def _show_side_by_side(self, scenario: str, one: int, other: int) -> None:
        shell = self._shell
        left, right = self._debrief(one), self._debrief(other)
        comparison = compare(left.turns, right.turns)
        page = ComparePage(shell.context, self._attempts(scenario), left, right, comparison)
        page.back.connect(self.show)
        page.chosen.connect(lambda first, second: self._show_side_by_side(scenario, first, second))
        shell.show_page(page, lambda: self._show_side_by_side(scenario, one, other), here="progress")

    def _attempts(self, scenario: str) -> list[Attempt]:
        attempts = self._shell.store.sessions.attempts(self._shell.person)
        return [attempt for attempt in attempts if attempt.scenario == scenario]

    def _debrief(self, session: int) -> Debrief:
        record = self._shell.store.sessions.record(session)
        language = self._shell.words.language
        return Debrief(record, language if language in record.script.languages else record.row.language)

    def _export(self) -> None:
        shell = self._shell
        if file := shell.ask_where(shell.words.t("Save as CSV"), "repliikki.csv", "CSV (*.csv)"):
            from trainer.exchange.table import export_csv

            sessions = [row_.id for row_ in shell.store.sessions.rows(person=shell.person)]
            export_csv(shell.store, file, shell.words, sessions)
            shell.notify(Text("Your sessions were written to {file}", file=str(file)))

    def _report(self) -> None:
        shell = self._shell
        if file := shell.ask_where(shell.words.t("Save as PDF"), "repliikki.pdf", "PDF (*.pdf)"):
            from trainer.ui.reports.person import write_person_report

            write_person_report(shell.store, shell.person, file, shell.words, shell.library.summaries)
            shell.notify(Text("The report was written to {file}", file=str(file)))

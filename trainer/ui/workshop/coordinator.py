"""Carries out what the pages of the workshop ask for."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from trainer.errors import TrainerError
from trainer.resources import shipped
from trainer.roleplay.play import Play
from trainer.scenario.model import Scenario
from trainer.ui.shell import Shell
from trainer.ui.workshop.desk import Desk
from trainer.ui.workshop.phones import PhonesDialog
from trainer.ui.workshop.presenter import PresenterPage
from trainer.ui.workshop.screens import Screens
from trainer.ui.workshop.start_page import StartPage, StartState
from trainer.wording import LANGUAGES, Text, Wording
from trainer.workshop import rounds
from trainer.workshop.keeping import taken_up
from trainer.workshop.plan import Plan, PlannedScenario, estimate, prepared

if TYPE_CHECKING:
    from trainer.ui.workshop.observer import ObserverCoordinator
    from trainer.ui.workshop.planning import PlanCoordinator


class WorkshopCoordinator:
    """The workshop: its start page, and the one under way."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._scenario = ""
        self._languages: tuple[str, ...] = ()
        self._desk: Desk | None = None
        self._screens: Screens | None = None
        self._plan: Plan | None = None
        self._at = 0

    # ---- before and after

    def show(self) -> None:
        """What a workshop can begin with; the one under way, if there is one."""
        if self._desk is not None:
            self._show_console()
            return
        shell = self._shell
        summaries = shell.library.summaries
        known = {summary.id: summary for summary in summaries}
        if self._scenario not in known:
            self._scenario = next(iter(known), "")
        offered = known[self._scenario].languages if self._scenario else ()
        if not self._languages or any(language not in offered for language in self._languages):
            self._languages = (shell.words.language if shell.words.language in offered else next(iter(offered), ""),)
        minutes = estimate(shell.library.script(self._scenario).source) if self._scenario else 0
        state = StartState(
            summaries, minutes, self._scenario, self._languages, shell.store.workshops.rows()
        )  # fmt: skip
        page = StartPage(shell.context, state)
        page.chosen.connect(self._choose)
        page.begun.connect(self.begin)
        page.taken_up.connect(self._take_up)
        page.looked_at.connect(self._save_report)
        page.table_asked.connect(self._save_table)
        page.deleted.connect(self._ask_to_delete)
        page.plan_asked.connect(lambda: self._planning.show())
        page.handout_asked.connect(self._save_handout)
        page.observer_asked.connect(lambda: self._observing.show())
        shell.show_page(page, self.show, here="workshop")

    def _choose(self, scenario: str, languages: tuple[str, ...]) -> None:
        self._scenario, self._languages = scenario, languages
        self._shell.rebuild()

    @cached_property
    def _planning(self) -> PlanCoordinator:
        from trainer.ui.workshop.planning import PlanCoordinator

        return PlanCoordinator(self._shell, self.show, self.begin_plan)

    @cached_property
    def _observing(self) -> ObserverCoordinator:
        from trainer.ui.workshop.observer import ObserverCoordinator

        return ObserverCoordinator(self._shell, self.show)

    # ---- the workshop under way

    def begin(self, scenario: str, languages: tuple[str, ...]) -> None:
        """Opens a workshop over one scenario."""
        self._scenario, self._languages = scenario, languages
        self._plan = None
        script = self._shell.library.script(scenario)
        self._open(scenario, {language: script.in_language(language) for language in script.languages}, languages)

    def begin_plan(self, plan: Plan, at: int) -> None:
        """Opens a planned workshop from one of its scenarios on."""
        self._plan, self._at = plan, at
        planned: PlannedScenario = plan.scenarios[at]
        script = self._shell.library.script(planned.id)
        versions = {language: prepared(script, planned, language) for language in script.languages}
        self._open(planned.id, versions, plan.languages)

    def _open(self, scenario: str, versions: Mapping[str, Scenario], languages: tuple[str, ...]) -> None:
        store, seed = self._shell.store, secrets.randbits(31)
        number = store.workshops.start(self._shell.library.script(scenario), languages, seed)
        begun = rounds.begin(Play(versions[languages[0]]), seed)
        self._sit_down(Desk(store, number, versions, languages, begun))

    def _take_up(self, number: int) -> None:
        kept = self._shell.store.workshops.record(number)
        self._plan = None
        versions = {language: kept.script.in_language(language) for language in kept.script.languages}
        play = Play(versions[kept.languages[0]])
        self._sit_down(Desk(self._shell.store, number, versions, kept.languages, taken_up(play, kept)))

    def _sit_down(self, desk: Desk) -> None:
        self.close()
        self._desk = desk
        self._screens = Screens(desk, self._shell.page.window(), self._shell.words)
        self._screens.open()
        self._show_console()

    def _show_console(self) -> None:
        assert self._desk is not None
        assert self._screens is not None
        more = self._plan is not None and self._at + 1 < len(self._plan.scenarios)
        page = PresenterPage(self._shell.context, self._desk, self._screens, more=more)
        page.stopped.connect(self._ask_to_leave)
        page.finished.connect(self._finish)
        page.phones_asked.connect(partial(self._ask_phones, page))
        self._screens.key_pressed.connect(page.take_key)
        self._shell.show_page(page, self._show_console)

    def _ask_phones(self, page: QWidget) -> None:
        from trainer.workshop.addresses import addresses

        desk = self._desk
        assert desk is not None
        dialog = PhonesDialog(
            self._shell.context, addresses(), desk.server.place if desk.server else "",
            start=self._start_phones, stop=desk.close_to_phones, parent=page,
        )  # fmt: skip
        # The keyboard goes back to the console, not to the button that asked.
        dialog.finished.connect(lambda _: page.setFocus())
        dialog.open()

    def _start_phones(self, address: str) -> str | None:
        assert self._desk is not None
        order = [*self._desk.languages, *(key for key in LANGUAGES if key not in self._desk.languages)]
        folder = shipped("assets") / "translations"
        try:
            self._desk.open_to_phones(address, {key: Wording(key, folder) for key in order if key in LANGUAGES})
        except TrainerError as error:
            return self._shell.words.say(error.text)
        return None

    def _ask_to_leave(self) -> None:
        t = self._shell.words.t
        self._shell.ask_first(
            t("Leave the workshop?"),
            t("What the room has voted is kept, and you can resume it. Phones can no longer vote."),
            yes=t("Leave"),
            act=self._leave,
            no=t("Go on"),
        )

    def _leave(self) -> None:
        self.close()
        self.show()

    def _finish(self) -> None:
        if self._plan is not None and self._at + 1 < len(self._plan.scenarios):
            phones = self._desk.server.place.rpartition(":")[0] if self._desk and self._desk.server else ""
            self.begin_plan(self._plan, self._at + 1)
            if phones:
                # The server stopped with the desk it served; phones open the new page with the new code.
                self._start_phones(phones)
            return
        self._leave()

    def close(self) -> None:
        """Ends the workshop under way; what was voted is kept."""
        desk, screens = self._desk, self._screens
        self._desk = self._screens = None
        if screens is not None:
            screens.close()
        if desk is not None:
            desk.close()
            QTimer.singleShot(0, desk.deleteLater)

    # ---- files

    def _save_report(self, number: int) -> None:
        shell = self._shell
        if file := shell.ask_where(shell.words.t("Save as PDF"), "workshop.pdf", "PDF (*.pdf)"):
            from trainer.ui.reports.workshop import write_workshop

            write_workshop(shell.store, number, file, shell.words)
            shell.notify(Text("The report was written to {file}", file=str(file)))

    def _save_table(self, number: int) -> None:
        shell = self._shell
        if file := shell.ask_where(shell.words.t("Save as CSV"), "workshop.csv", "CSV (*.csv)"):
            from trainer.exchange.workshop_table import export_workshop

            export_workshop(shell.store, number, file, shell.words)
            shell.notify(Text("The table was written to {file}", file=str(file)))

    def _save_handout(self, scenario: str, language: str) -> None:
        shell = self._shell
        if file := shell.ask_where(shell.words.t("Save the role cards"), f"{scenario}-{language}.pdf", "PDF (*.pdf)"):
            from trainer.ui.reports.handout import write_handout

            write_handout(shell.library.script(scenario), language, file, shell.words)
            shell.notify(Text("The role cards were written to {file}", file=str(file)))

    def _ask_to_delete(self, number: int) -> None:
        t = self._shell.words.t

        def delete() -> None:
            self._shell.store.workshops.delete(number)
            self._shell.rebuild()

        self._shell.ask_first(
            t("Delete this workshop?"), t("Its votes and notes are removed for good."), yes=t("Delete"), act=delete
        )

"""Carries out what the page about a workshop plan asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from trainer.errors import TrainerError
from trainer.exchange.writing import write_whole
from trainer.scenario.model import Script
from trainer.ui.shell import Shell
from trainer.ui.workshop.plan_draft import Draft
from trainer.ui.workshop.plan_page import PlanPage, PlanState, QuestionPlace
from trainer.workshop.plan import Plan, estimate, plan_text, read_plan

SUFFIX = ".repliikki-workshop"
_KIND = f"Repliikki (*{SUFFIX})"


class PlanCoordinator:
    """One plan at a time; it stays here, saved or not, while another page is shown."""

    def __init__(self, shell: Shell, back: Callable[[], None], started: Callable[[Plan, int], None]) -> None:
        """Back shows where the workshop begins; started begins one with a scenario of a plan, from 0."""
        self._shell, self._back, self._started = shell, back, started
        self._file: Path | None = None
        self._place: QuestionPlace | None = None
        self._draft = self._saved = self._new()

    def show(self) -> None:
        """The plan as it stands."""
        self._show()

    def _show(self, problem: str = "") -> None:
        shell, draft = self._shell, self._draft
        scripts = self._scripts()
        self._place = self._settled(scripts)
        state = PlanState(
            draft=draft,
            saved=self._saved,
            file=str(self._file or ""),
            summaries={summary.id: summary for summary in shell.library.summaries},
            scripts=scripts,
            estimates={scenario: estimate(script.source) for scenario, script in scripts.items()},
            place=self._place,
            problem=problem,
        )
        page = PlanPage(shell.context, state)
        page.back.connect(self._leave)
        page.edited.connect(self._edit)
        page.redrawn.connect(shell.rebuild)
        page.added.connect(self._add)
        page.looked_at.connect(self._look_at)
        page.made.connect(lambda: self._first_ask(self._begin_anew))
        page.opening_asked.connect(lambda: self._first_ask(self._open))
        page.saving_asked.connect(self._save)
        page.started.connect(self._start)
        shell.show_page(page, self.show, here="workshop")

    def _new(self) -> Draft:
        return Draft("", (self._shell.words.language,))

    def _scripts(self) -> dict[str, Script]:
        library = self._shell.library
        wanted = dict.fromkeys(planned.id for planned in self._draft.scenarios)
        return {scenario: library.script(scenario) for scenario in wanted if scenario in library}

    def _settled(self, scripts: dict[str, Script]) -> QuestionPlace | None:
        """Where the editor can be: where it was, else at the first question there is."""
        draft, place = self._draft, self._place
        there = [at for at, planned in enumerate(draft.scenarios) if planned.id in scripts]
        if not there:
            return None
        at = place.at if place is not None and place.at in there else there[0]
        script = scripts[draft.scenarios[at].id]
        scene = place.scene if place is not None and place.scene in script.source.scenes else script.source.start
        languages = [language for language in draft.languages if language in script.languages]
        language = place.language if place is not None and place.language in languages else next(iter(languages), "")
        return QuestionPlace(at, scene, language) if language else None

    # ---- what is done on the page

    def _edit(self, draft: Draft) -> None:
        self._draft = draft

    def _add(self, scenario: str) -> None:
        minutes = estimate(self._shell.library.script(scenario).source)
        self._draft = self._draft.with_scenario(scenario, minutes)
        self._shell.rebuild()

    def _look_at(self, place: QuestionPlace) -> None:
        self._place = place
        self._shell.rebuild()

    def _start(self, at: int) -> None:
        titled = (
            self._draft if self._draft.title.strip() else replace(self._draft, title=self._shell.words.t("Workshop"))
        )
        self._started(titled.plan(), at)

    # ---- leaving, and files

    def _leave(self) -> None:
        self._first_ask(self._forget_and_go)

    def _forget_and_go(self) -> None:
        self._draft = self._saved
        self._back()

    def _first_ask(self, act: Callable[[], None]) -> None:
        """Does what would lose what is not saved; asks first, if there is any."""
        if self._draft == self._saved:
            act()
            return
        t = self._shell.words.t
        self._shell.ask_first(
            t("Leave the plan unsaved?"),
            t("What you changed in it is lost."),
            yes=t("Leave it unsaved"),
            act=act,
            no=t("Stay here"),
        )

    def _begin_anew(self) -> None:
        self._file = self._place = None
        self._draft = self._saved = self._new()
        self._show()

    def _open(self) -> None:
        shell = self._shell
        name, _ = QFileDialog.getOpenFileName(
            shell.page, shell.words.t("Open a workshop plan"), str(Path.home()), _KIND
        )
        if not name:
            return
        try:
            plan = read_plan(Path(name))
        except TrainerError as error:
            self._show(shell.words.say(error.text))
            return
        self._file, self._place = Path(name), None
        self._draft = self._saved = Draft.of(plan)
        self._show()

    def _save(self) -> None:
        shell = self._shell
        try:
            plan = self._draft.plan()
            file = self._file or self._ask_where()
            if file is None:
                return
            write_whole(file, [plan_text(plan).encode()])
        except TrainerError as error:
            self._show(shell.words.say(error.text))
            return
        self._file = file
        self._draft = self._saved = Draft.of(plan)
        self._show()

    def _ask_where(self) -> Path | None:
        shell = self._shell
        file = shell.ask_where(shell.words.t("Save the workshop plan"), shell.words.t("workshop") + SUFFIX, _KIND)
        return file.with_name(file.name + SUFFIX) if file is not None and file.suffix != SUFFIX else file

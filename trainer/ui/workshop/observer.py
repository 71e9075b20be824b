"""Carries out what the page about observed role plays asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from trainer.errors import TrainerError
from trainer.store.observed import ObservedSession
from trainer.ui.shell import Shell
from trainer.ui.workshop.observer_page import ObserverPage, ObserverState, Sheet
from trainer.wording import Text


class ObserverCoordinator:
    """Typing in observers' marks, and deleting them."""

    def __init__(self, shell: Shell, back: Callable[[], None]) -> None:
        """Back shows where the workshop begins."""
        self._shell, self._back = shell, back

    def show(self) -> None:
        """An empty sheet, and those typed in before."""
        self._show(Sheet("", ""))

    def _show(self, sheet: Sheet, problem: str = "") -> None:
        shell = self._shell
        summaries = {summary.id: summary for summary in shell.library.summaries}
        if sheet.scenario not in summaries:
            sheet = replace(sheet, scenario=next(iter(summaries), ""))
        offered = summaries[sheet.scenario].languages if sheet.scenario else ()
        if sheet.language not in offered:
            spoken = shell.words.language
            sheet = replace(sheet, language=spoken if spoken in offered else next(iter(offered), ""))
        everything = shell.store.observed.all()
        seen = [session for session in everything if self._may_be_seen(session)]
        people = {person.id: person.name for person in shell.store.people.all()}
        state = ObserverState(sheet, summaries, people, seen, len(everything) - len(seen), problem)
        page = ObserverPage(shell.context, state)
        page.back.connect(self._back)
        page.redrawn.connect(shell.rebuild)
        page.kept.connect(lambda: self._keep(page.sheet))
        page.deletion_asked.connect(partial(self._ask_to_delete, page))
        shell.show_page(page, lambda: self._show(page.sheet, problem), here="workshop")

    def _may_be_seen(self, session: ObservedSession) -> bool:
        """Others' sessions are the coach's to see where the coach's area is locked, and their own where they are."""
        person, locks = session.person, self._shell.store.locks
        if person is None or person == self._shell.person:
            return True
        return not locks.coach.is_set and not locks.of(person).is_set

    def _keep(self, sheet: Sheet) -> None:
        shell = self._shell
        try:
            shell.store.observed.add(
                person=sheet.person,
                script=shell.library.script(sheet.scenario),
                language=sheet.language,
                levels=sheet.levels,
                observer=sheet.observer,
                comment=sheet.comment,
            )
        except TrainerError as error:
            self._show(sheet, shell.words.say(error.text))
            return
        shell.notify(Text("The observer's marks were saved."))
        # The next pair often plays the same, before the same observer.
        self._show(Sheet(sheet.scenario, sheet.language, observer=sheet.observer))

    def _ask_to_delete(self, page: ObserverPage, session: int, title: str) -> None:
        t = self._shell.words.t

        def delete() -> None:
            self._shell.store.observed.delete(session)
            self._show(page.sheet)

        self._shell.ask_first(
            t("Delete these marks?"),
            t("What was observed in “{scenario}” is removed for good.", scenario=title),
            yes=t("Delete"),
            act=delete,
        )

"""Carries out what the coach's pages ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from trainer.coaching.agreement import grouped
from trainer.coaching.cohort import cohort, practised_by
from trainer.errors import TrainerError
from trainer.store.lists import Filters
from trainer.store.recordings import Recordings
from trainer.ui.coach.review_page import Place, ReviewPage, ReviewState
from trainer.ui.coach.sessions_page import CoachPage, CoachState, View
from trainer.ui.coach.table import SessionsModel
from trainer.ui.debrief.state import Debrief
from trainer.ui.elements.ask import AskText
from trainer.ui.shell import Shell
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.store.reviews import Correction
    from trainer.ui.coach.pages import CoachPages

_MOST_PEOPLE = 60  # rows of the heat map


class CoachCoordinator:
    """The coach's area: sessions, reviewing one, and the pages beside them."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._view = View()
        self._recordings = Recordings(shell.data)
        self._at: Place | None = None
        self._opened = False

    def show(self) -> None:
        """The sessions; first the passphrase, where one is set."""
        lock = self._shell.store.locks.coach
        if lock.is_set and not self._opened:
            self._ask_passphrase(self.show)
            return
        self._show_sessions()

    def lock_again(self) -> None:
        """Asks for the passphrase again at the next visit."""
        self._opened = False

    # ---- sessions

    def _show_sessions(self) -> None:
        shell, view = self._shell, self._view
        filters = self._filters()
        ids = shell.store.lists.ids(filters, view.by, descending=view.descending)
        summaries = {summary.id: summary for summary in shell.library.summaries}
        now = datetime.now().astimezone()
        model = SessionsModel(shell.words, summaries, ids, shell.store.lists.rows, now.date())
        names = {person.id: person.name or shell.words.t("No name") for person in shell.store.people.all()}
        observed = shell.store.coaching.cohort(list(names))
        group = cohort(observed) if observed else None
        seen = {seen.person for seen in observed}
        state = CoachState(
            coach=self._coach,
            view=view,
            count=shell.store.lists.count(),
            waiting=shell.store.lists.count(Filters(unreviewed=True)),
            summaries=summaries,
            cohort=group,
            people=dict([(number, name) for number, name in names.items() if number in seen][:_MOST_PEOPLE]),
            weakest=practised_by(shell.library.summaries, group.weakest) if group and group.weakest else None,
            now=now,
        )
        page = CoachPage(shell.context, state, model)
        page.viewed.connect(self._look)
        page.opened.connect(self.show_review)
        page.next_asked.connect(partial(self._next_waiting, None))
        page.import_asked.connect(self._import)
        page.export_asked.connect(self._export)
        page.bundle_asked.connect(self._send)
        page.report_asked.connect(self._report)
        page.coach_named.connect(self._ask_name)
        page.gone_to.connect(lambda place: self.pages.show(place))
        page.plan_asked.connect(lambda scenario: self.pages.make_plan(scenario))
        shell.show_page(page, self.show, here="coach")

    def _filters(self) -> Filters:
        """The filters of the view, with the people whose names fit."""
        wanted = self._view.name.casefold()
        if not wanted:
            return self._view.filters
        people = tuple(p.id for p in self._shell.store.people.all() if wanted in p.name.casefold())
        return replace(self._view.filters, people=people or (-1,))

    def _look(self, view: View) -> None:
        self._view = view
        self._shell.rebuild()

    # ---- reviewing

    def show_review(self, session: int) -> None:
        """One session, to be looked through."""
        self._at = None
        self._show_review(session)

    def _show_review(self, session: int) -> None:
        shell = self._shell
        record = shell.store.sessions.record(session)
        language = record.row.language
        debrief = Debrief(record, language)
        agreed = grouped(
            (count for count in shell.store.coaching.program_and_coach() if count.language == language),
            lambda count: count.criterion,
        )
        state = ReviewState(
            debrief=debrief,
            person=record.row.person_name,
            coach=self._coach,
            reviews=shell.store.reviews.of(session),
            disputes=shell.store.sessions.disputes(session),
            agreement=agreed,
            recordings={
                turn.number: file for turn in debrief.turns if (file := self._recordings.find(session, turn.number))
            },
            waiting=shell.store.lists.count(Filters(unreviewed=True)),
            at=self._at,
        )
        page = ReviewPage(shell.context, state)
        page.back.connect(self.show)
        page.moved_on.connect(partial(self._next_waiting, session))
        page.level_set.connect(partial(self._set_level, session, state))
        page.undone.connect(partial(self._undo, session))
        page.commented.connect(partial(self._comment, session))
        page.finished.connect(partial(self._ask_to_finish, session, state))
        page.looked_at.connect(partial(self._look_at, session))
        page.recording_heard.connect(shell.voice.play_recording)
        shell.show_page(page, partial(self._show_review, session), here="coach")

    def _look_at(self, session: int, place: Place) -> None:
        self._at = place
        self._show_review(session)

    def _set_level(
        self, session: int, state: ReviewState, place: Place, level: int, reason: str, comment: str
    ) -> None:  # fmt: skip
        def keep() -> None:
            self._shell.store.reviews.set_level(
                session, place.turn, place.criterion, level, coach=self._coach, reason=reason, comment=comment
            )
            places = state.places
            self._at = places[min(len(places) - 1, places.index(place) + 1)]
            self._show_review(session)

        self._as_coach(keep)

    def _undo(self, session: int, correction: Correction) -> None:
        self._shell.store.reviews.undo(session, self._coach, correction)
        self._at = Place(correction.turn, correction.criterion)
        self._show_review(session)

    def _comment(self, session: int, text: str) -> None:
        if self._coach:
            self._shell.store.reviews.comment(session, self._coach, text)

    def _ask_to_finish(self, session: int, state: ReviewState, comment: str) -> None:
        """Unsure and disputed marks are what a review is for, so it tells of those that were passed over."""
        words, finish = self._shell.words, partial(self._finish, session, comment)
        if not (left := len(state.unsettled)):
            finish()
            return
        text = words.n(
            "{count} mark is unsure or disputed, and you have left it as it is.",
            "{count} marks are unsure or disputed, and you have left them as they are.",
            left,
        )
        title, yes, no = words.t("Submit the review?"), words.t("Submit review"), words.t("Go on marking")
        self._shell.ask_first(title, text, yes=yes, act=finish, no=no)

    def _finish(self, session: int, comment: str) -> None:
        def keep() -> None:
            if comment:
                self._shell.store.reviews.comment(session, self._coach, comment)
            self._shell.store.reviews.finish(session, self._coach)
            self._shell.notify(Text("The review was submitted: the trainee sees it in the debrief."))
            self._next_waiting(session)

        self._as_coach(keep)

    def _next_waiting(self, after: int | None) -> None:
        session = self._shell.store.lists.next_waiting(after)
        if session is None:
            self.show()
        else:
            self.show_review(session)

    # ---- who looks

    @property
    def _coach(self) -> str:
        """The name that reviews are signed with."""
        return str(self._shell.store.settings.get("coach", ""))

    def _as_coach(self, act: Callable[[], None]) -> None:
        """Does something that is signed; asks for the name first, where there is none yet."""
        if self._coach:
            act()
        else:
            self._ask_name("", act)

    def _ask_name(self, name: str, then: Callable[[], None] | None = None) -> None:
        t = self._shell.words.t

        def keep(said: str) -> None:
            self._shell.store.settings.set("coach", said)
            (then or self._shell.rebuild)()

        self._ask(
            t("Who reviews?"), t("The trainee sees this name with each mark you set."), t("Your name"), name, keep
        )

    def _ask_passphrase(self, then: Callable[[], None]) -> None:
        t = self._shell.words.t

        def try_(said: str) -> str | None:
            try:
                self._shell.store.locks.coach.open(said)
            except TrainerError as error:
                return self._shell.words.say(error.text)
            self._opened = True
            then()
            return None

        about = t("Others' sessions can only be seen with the passphrase.")
        asked = AskText(
            self._shell.context, t("The coach's area is locked"), about, t("Passphrase"), "", t("Unlock"), try_,
            secret=True, parent=self._shell.page.window(),
        )  # fmt: skip
        asked.open()

    def _ask(self, title: str, about: str, name: str, value: str, act: Callable[[str], None]) -> None:
        def keep(said: str) -> str | None:
            if not said.strip():
                return self._shell.words.t("Write a name.")
            act(said.strip())
            return None

        t = self._shell.words.t
        window = self._shell.page.window()
        AskText(self._shell.context, title, about, name, value, t("Save"), keep, parent=window).open()

    # ---- other pages and files

    @cached_property
    def pages(self) -> CoachPages:
        """The pages beside the sessions."""
        from trainer.ui.coach.pages import CoachPages

        return CoachPages(self._shell, self.show, lambda: self._coach, self._as_coach)

    def _import(self) -> None:
        file, _ = QFileDialog.getOpenFileName(
            self._shell.page, self._shell.words.t("Import sessions"), str(Path.home()), "Repliikki (*.repliikki)"
        )
        if file:
            self._shell.take_in(Path(file))

    def _export(self) -> None:
        shell = self._shell
        if file := shell.ask_where(shell.words.t("Save as CSV"), "repliikki.csv", "CSV (*.csv)"):
            from trainer.exchange.table import export_csv

            ids = shell.store.lists.ids(self._filters(), self._view.by, descending=self._view.descending)
            count = export_csv(shell.store, file, shell.words, ids)
            shell.notify(
                Text("1 session was written to {file}", file=str(file))
                if count == 1
                else Text("{count} sessions were written to {file}", count=count, file=str(file))
            )

    def _send(self) -> None:
        shell = self._shell
        title = shell.words.t("Save for the trainees' computers")
        if file := shell.ask_where(title, "repliikki.repliikki", "Repliikki (*.repliikki)"):
            from trainer.exchange.bundle import export_bundle

            ids = shell.store.lists.ids(self._filters(), self._view.by, descending=self._view.descending)
            count = export_bundle(shell.store, file, ids)
            shell.notify(
                Text("1 session was written to {file}", file=str(file))
                if count == 1
                else Text("{count} sessions were written to {file}", count=count, file=str(file))
            )

    def _report(self) -> None:
        shell = self._shell
        if file := shell.ask_where(shell.words.t("Save as PDF"), "repliikki.pdf", "PDF (*.pdf)"):
            from trainer.ui.reports.cohort import write_cohort_report

            write_cohort_report(shell.store, file, shell.words)
            shell.notify(Text("The report was written to {file}", file=str(file)))

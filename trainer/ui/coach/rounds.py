"""Carries out what the pages about calibration rounds ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from random import SystemRandom

from trainer.coaching.calibration import lines, pairwise
from trainer.errors import TrainerError
from trainer.store.calibrations import Round
from trainer.ui.coach.blind_page import BlindPage, BlindState, Spot
from trainer.ui.coach.calibration_page import CalibrationPage, CalibrationState
from trainer.ui.coach.round_form import RoundDraft, RoundForm
from trainer.ui.coach.round_page import RoundPage, RoundState
from trainer.ui.debrief.state import Debrief
from trainer.ui.elements.ask import AskText
from trainer.ui.shell import Shell
from trainer.wording import Text


class Rounds:
    """The list of rounds, making one, marking blind, and comparing."""

    def __init__(self, shell: Shell, back: Callable[[], None], coach: Callable[[], str]) -> None:
        """Back shows the sessions; coach is the name that reviews are signed with."""
        self._shell, self._back, self._coach = shell, back, coach
        self._differing = True

    def show(self) -> None:
        """All rounds."""
        shell, calibrations = self._shell, self._shell.store.calibrations
        rounds = calibrations.all()
        marks = {(each.id, coach): len(calibrations.marks(each.id, coach)) for each in rounds for coach in each.coaches}
        page = CalibrationPage(shell.context, CalibrationState(rounds, marks, self._coach()))
        page.back.connect(self._back)
        page.made.connect(lambda: self._make(RoundDraft(coaches=self._coach())))
        page.marking_asked.connect(self._mark)
        page.comparison_asked.connect(self._compare)
        page.deletion_asked.connect(self._ask_to_delete)
        shell.show_page(page, self.show, here="coach")

    # ---- making one

    def _make(self, draft: RoundDraft, problem: str = "") -> None:
        shell = self._shell
        page = RoundForm(shell.context, draft, shell.library.summaries, problem)
        page.back.connect(self.show)
        page.way_chosen.connect(shell.rebuild)
        page.begun.connect(lambda: self._begin(page.draft))
        shell.show_page(page, lambda: self._make(page.draft, problem), here="coach")

    def _begin(self, draft: RoundDraft) -> None:
        words = self._shell.words
        try:
            sessions = self._sessions(draft)
            name = draft.name.strip() or words.t("Round of {day}", day=words.day(datetime.now().astimezone()))
            self._shell.store.calibrations.add(name, sessions, draft.coaches.split(","))
        except TrainerError as error:
            self._make(draft, words.say(error.text))
            return
        self.show()

    def _sessions(self, draft: RoundDraft) -> Sequence[int]:
        if draft.way == "random":
            fitting = self._shell.store.lists.ids(draft.filters)
            if not fitting:
                raise TrainerError(Text("No finished session matches. Widen the filters."))
            return SystemRandom().sample(fitting, min(draft.count, len(fitting)))
        try:
            return [int(number) for number in draft.numbers.replace(",", " ").split()]
        except ValueError as error:
            raise TrainerError(Text("Write numbers of sessions with commas between, such as 12, 15.")) from error

    def _ask_to_delete(self, number: int) -> None:
        t = self._shell.words.t
        self._shell.ask_first(
            t("Delete the calibration round?"),
            t("Its marks go with it. What was adopted stays."),
            yes=t("Delete the round"),
            act=partial(self._delete, number),
        )

    def _delete(self, number: int) -> None:
        self._shell.store.calibrations.delete(number)
        self.show()

    # ---- marking

    def _mark(self, number: int, coach: str) -> None:
        """Goes on where the coach was: at the first spot without a mark."""
        spots, given = self._spots(number), self._given(number, coach)
        if not spots:
            self._shell.notify(Text("There is nothing to mark in these sessions."))
            return
        self._show_blind(number, coach, next((spot for spot in spots if spot not in given), spots[0]))

    def _show_blind(self, number: int, coach: str, at: Spot) -> None:
        shell, found = self._shell, self._round(number)
        record = shell.store.sessions.record(at.session)
        state = BlindState(
            name=found.name,
            coach=coach,
            sessions=found.sessions,
            spots=self._spots(number),
            given=self._given(number, coach),
            at=at,
            debrief=Debrief(record, record.row.language),
        )
        page = BlindPage(shell.context, state)
        page.back.connect(self.show)
        page.looked_at.connect(partial(self._show_blind, number, coach))
        page.marked.connect(partial(self._keep, number, coach))
        page.finished.connect(partial(self._ask_to_finish, number, coach, state))
        shell.show_page(page, partial(self._show_blind, number, coach, at), here="coach")

    def _keep(self, number: int, coach: str, spot: Spot, level: int | None) -> None:
        self._shell.store.calibrations.mark(number, coach, *spot, level)
        spots = self._spots(number)
        onward = 0 if level is None else 1
        self._show_blind(number, coach, spots[min(len(spots) - 1, spots.index(spot) + onward)])

    def _ask_to_finish(self, number: int, coach: str, state: BlindState) -> None:
        words = self._shell.words
        left = len(state.spots) - len(state.given)
        text = words.t("They can't be changed after that, and are shown to the others once all have finished.")
        if left:
            more = words.n("{count} is not marked yet.", "{count} are not marked yet.", left)
            text = f"{more} {text}"
        self._shell.ask_first(
            words.t("Finish the marks of {coach}?", coach=coach), text, yes=words.t("Finish my marks"),
            act=partial(self._finish, number, coach), no=words.t("Go on marking"),
        )  # fmt: skip

    def _finish(self, number: int, coach: str) -> None:
        self._shell.store.calibrations.finish(number, coach)
        if self._round(number).comparable:
            self._compare(number)
        else:
            self.show()

    # ---- comparing

    def _compare(self, number: int) -> None:
        shell, found = self._shell, self._round(number)
        compared = lines(shell.store.calibrations.marks(number))
        titles, replies = {}, {}
        for place, session in enumerate(found.sessions, 1):
            record = shell.store.sessions.record(session)
            debrief = Debrief(record, record.row.language)
            day = shell.words.day(record.row.started.astimezone())
            titles[session] = f"{place}. {debrief.scenario.title} · {day}"
            replies.update({(session, turn.number): debrief.words(turn) for turn in debrief.turns})
        counting = {session: self._counting(number, session, found) for session in found.sessions}
        state = RoundState(found, compared, pairwise(compared), titles, replies, counting, self._differing)
        page = RoundPage(shell.context, state)
        page.back.connect(self.show)
        page.differing_chosen.connect(self._choose_differing)
        page.adoption_asked.connect(partial(self._ask_to_adopt, number))
        shell.show_page(page, partial(self._compare, number), here="coach")

    def _choose_differing(self, differing: bool) -> None:
        self._differing = differing
        self._shell.rebuild()

    def _counting(self, number: int, session: int, found: Round) -> dict[str, bool]:
        standing = self._shell.store.reviews.standing(session)
        counting = {}
        for coach in found.coaches:
            marks = [mark for mark in self._shell.store.calibrations.marks(number, coach) if mark.session == session]
            if marks:
                counting[coach] = all(mark.level == standing[mark.turn, mark.criterion] for mark in marks)
        return counting

    def _ask_to_adopt(self, number: int, session: int, coach: str) -> None:
        words = self._shell.words

        def adopt(reason: str) -> str | None:
            if not reason.strip():
                return words.t("Say why: the trainee reads it.")
            try:
                count = self._shell.store.calibrations.adopt(number, session, coach, reason)
            except TrainerError as error:
                return words.say(error.text)
            self._shell.notify(
                Text(
                    "1 level was set in {coach}'s review of session {session}. The trainee sees it once that review "
                    "is submitted.",
                    coach=coach,
                    session=session,
                )
                if count == 1
                else Text(
                    "{count} levels were set in {coach}'s review of session {session}. The trainee sees them once that "
                    "review is submitted.",
                    count=count,
                    coach=coach,
                    session=session,
                )
            )
            return None

        asked = AskText(
            self._shell.context, words.t("Adopt {coach}'s marks?", coach=coach),
            words.t("Where another level counts now, {coach}'s takes its place, and the score follows.", coach=coach),
            words.t("Why, to the trainee"), words.t("Talked over in a calibration round."), words.t("Adopt"), adopt,
            parent=self._shell.page,
        )  # fmt: skip
        asked.accepted.connect(self._shell.rebuild)
        asked.open()

    # ---- what is in the store

    def _round(self, number: int) -> Round:
        return next(each for each in self._shell.store.calibrations.all() if each.id == number)

    def _spots(self, number: int) -> list[Spot]:
        return [
            Spot(session, turn, criterion)
            for session in self._round(number).sessions
            for turn, criterion in self._shell.store.reviews.standing(session)
        ]

    def _given(self, number: int, coach: str) -> dict[Spot, int]:
        marks = self._shell.store.calibrations.marks(number, coach)
        return {Spot(mark.session, mark.turn, mark.criterion): mark.level for mark in marks}

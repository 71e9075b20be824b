"""Carries out what the pages of practising ask for: choosing, briefing, the conversation and looking back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject

from trainer.errors import TrainerError
from trainer.practice.schedule import schedule
from trainer.practice.suggestion import Planned, next_for
from trainer.store.recordings import Recordings
from trainer.ui.practise.page import PractisePage, PractiseState
from trainer.ui.shell import Shell
from trainer.wording import Text

if TYPE_CHECKING:
    from trainer.scenario.model import Script
    from trainer.store.plans import Given
    from trainer.store.sessions import Mode
    from trainer.ui.conversation.conversation import Conversation
    from trainer.ui.first_run.page import FirstRunPage
    from trainer.ui.practise.briefing import Options


class Trial(NamedTuple):
    """A conversation tried out by an author: nobody's, not kept, and where it goes back to."""

    session: int
    back: Callable[[], None]


class PractiseCoordinator(QObject):
    """Practising: its pages, and the conversation under way.

    Attributes:
        conversation: the one under way, if there is one.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.conversation: Conversation | None = None
        self._options: Options | None = None
        self._trial: Trial | None = None
        self._recordings = Recordings(shell.data)
        self._first_name = ""

    def show_first_run(self) -> None:
        """Language and name, then into the first conversation."""
        from trainer.ui.first_run.page import FirstRunPage

        first = next(iter(self._shell.library.summaries), None)
        page = FirstRunPage(self._shell.context, first, self._first_name)
        page.language_chosen.connect(partial(self._first_language, page))
        page.started.connect(self._start_first)
        page.looked_around.connect(self._look_around)
        page.voice_tried.connect(self._shell.voice.try_out)
        page.try_voice.setVisible(self._shell.voice.started)
        self._shell.voice.found.connect(page.show_voice)
        self._shell.show_page(page, self.show_first_run)

    def _first_language(self, page: FirstRunPage, language: str) -> None:
        self._first_name = page.name.text()
        self._shell.prefer(replace(self._shell.preferences, language=language))

    def _start_first(self, name: str) -> None:
        first = next(iter(self._shell.library.summaries), None)
        self.welcome(name, self.show if first is None else partial(self.open_briefing, first.id))

    def _look_around(self, name: str) -> None:
        self.welcome(name, self.show)

    def welcome(self, name: str, then: Callable[[], None]) -> None:
        """Has somebody of this name practise and goes on; they are new here where nobody is called so."""
        known = self._shell.store.people.by_name(name) or self._shell.store.people.add(name)
        self._first_name = ""
        self._shell.let_in(known.id, then)

    def show(self) -> None:
        """What to practise."""
        if self._trial is not None:
            self._shell.store.sessions.discard(self._trial.session)
            self._trial = None
        store, sessions, person = self._shell.store, self._shell.store.sessions, self._shell.person
        now, attempts, plans = datetime.now().astimezone(), sessions.attempts(person), self._plans()
        state = PractiseState(
            name=self._shell.person_name(),
            hour=now.hour,
            summaries=self._shell.library.summaries,
            best=sessions.best(person),
            suggestion=next_for(self._shell.library.summaries, attempts, schedule(attempts), now, _planned(plans)),
            unfinished=sessions.unfinished(person),
            recent=sessions.rows(person=person, state="finished", limit=3),
            plans=plans,
            reviewed=store.lists.rows(store.reviews.unseen(person)),
            today=now.date(),
            broken=self._shell.library.broken,
        )
        page = PractisePage(self._shell.context, state)
        page.opened.connect(self.open_briefing)
        page.resumed.connect(self._resume)
        page.discarded.connect(self._leave_open_session)
        page.looked_back.connect(self.show_debrief)
        page.history_asked.connect(self.show_history)
        page.plan_reading_asked.connect(self._read_plan)
        self._shell.show_page(page, self.show, here="practise")

    def _plans(self) -> list[Given]:
        """What a coach asks this person for and is not wholly done, what is due first before the rest."""
        person = self._shell.person
        given = [] if person is None else self._shell.store.plans.given_to(person)
        return sorted((each for each in given if not each.done), key=lambda each: each.plan.due or date.max)

    def _read_plan(self) -> None:
        from trainer.ui.plan_file import ask_for_plan, take_in_plan

        person, file = self._shell.person, ask_for_plan(self._shell)
        if person is not None and file is not None and (number := take_in_plan(self._shell, file)) is not None:
            self._shell.store.plans.give(number, person)
            self._shell.rebuild()

    def show_history(self) -> None:
        """All finished sessions."""
        from trainer.ui.practise.recent import HistoryPage

        sessions = self._shell.store.sessions.rows(person=self._shell.person, state="finished")
        page = HistoryPage(
            self._shell.context, sessions, {summary.id: summary for summary in self._shell.library.summaries}
        )
        page.back.connect(self.show)
        page.looked_back.connect(self.show_debrief)
        self._shell.show_page(page, self.show_history, here="practise")

    def show_briefing(self, scenario: str) -> None:
        """What to know before a scenario."""
        from trainer.ui.practise.briefing import BriefingPage, Options

        script = self._shell.library.script(scenario)
        if self._options is None:
            language = self._shell.library.language_for(scenario, None, self._shell.words.language)
            self._options = Options(
                language,
                self._mode_of(scenario),
                self._shell.preferences.voice,
                timed=False,
                writing=self._shell.preferences.writing,
            )
        page = BriefingPage(
            self._shell.context,
            script.in_language(self._options.language),
            script.languages,
            self._options,
            self._shell.store.sessions.best(self._shell.person).get(scenario),
            self._shell.store.sessions.levels_last(self._shell.person, scenario),
        )
        page.back.connect(self.show)
        page.started.connect(partial(self._begin, scenario))
        page.changed.connect(self._options_changed)
        self._shell.show_page(page, partial(self.show_briefing, scenario), here="practise")

    def _mode_of(self, scenario: str) -> Mode:
        """As a test where a plan asks for that; the briefing offers both."""
        asked = [given for given in self._plans() if given.plan.mode == "test"]
        waiting = {step.scenario for given in asked for step in given.steps if step.session is None}
        return "test" if scenario in waiting else "practice"

    def show_conversation(self) -> None:
        """The conversation under way."""
        from trainer.ui.conversation.page import ConversationPage

        assert self.conversation is not None
        page = ConversationPage(
            self._shell.context,
            self.conversation,
            self._shell.voice.speaker(),
            timed=self._options.timed if self._options else False,
            voice=self._shell.preferences.voice,
            writing=self._shell.preferences.writing,
            draft=self._draft(),
            recorder=self._shell.voice.recorder(),
            recordings=self._recordings,
        )
        page.writing_changed.connect(
            lambda on: self._shell.prefer(replace(self._shell.preferences, writing=on), rebuild=False)
        )
        page.rate_changed.connect(
            lambda rate: self._shell.prefer(replace(self._shell.preferences, rate=rate), rebuild=False)
        )
        page.voice_chosen.connect(self._shell.voice.choose)
        page.drafted.connect(self._keep_draft)
        page.left.connect(self._leave_conversation)
        page.debrief_asked.connect(self._after_conversation)
        page.settings_asked.connect(lambda: self._shell.go_to("settings"))
        page.voice_changed.connect(
            lambda on: self._shell.prefer(replace(self._shell.preferences, voice=on), rebuild=False)
        )
        self._shell.show_page(page, self.show_conversation)

    def _after_conversation(self) -> None:
        assert self.conversation is not None
        conversation = self.conversation
        # Who takes up a moment again, or tries a scenario out, knows the score already or does not need it.
        if self._shell.preferences.rate_myself and conversation.fork is None and self._trial is None:
            self._ask_for_own_view(conversation.session)
        else:
            self.show_debrief(conversation.session)

    def _ask_for_own_view(self, session: int) -> None:
        from trainer.ui.debrief.own_view import OwnViewPage

        record = self._shell.store.sessions.record(session)
        scenario = record.script.in_language(record.row.language)
        ending = scenario.endings[record.row.ending or ""]
        page = OwnViewPage(self._shell.context, ending.title, scenario.person.portrait, ending.outcome)
        page.said.connect(partial(self._keep_own_view, session))
        page.skipped.connect(partial(self.show_debrief, session))
        self._shell.show_page(page, partial(self._ask_for_own_view, session))

    def _keep_own_view(self, session: int, percent: int | None, sentence: str) -> None:
        self._shell.store.ratings.add(session, percent, sentence)
        self.show_debrief(session)

    def show_debrief(self, session: int) -> None:
        """A look back on a session."""
        from trainer.ui.debrief.page import DebriefPage
        from trainer.ui.debrief.state import Debrief

        self.end_conversation()
        record = self._shell.store.sessions.record(session)
        row_ = record.row
        language = (
            self._shell.words.language if self._shell.words.language in record.script.languages else row_.language
        )
        before = [
            other.score
            for other in self._shell.store.sessions.rows(person=row_.person, scenario=row_.scenario, state="finished")
            if other.id < row_.id and other.parent is None and other.score is not None
        ]
        debrief = Debrief(record, language)
        page = DebriefPage(
            self._shell.context,
            debrief,
            earlier=before[0] if before and row_.parent is None else None,
            first_try=self._first_try(row_.parent, language),
            can_speak=self._shell.preferences.voice,
            own=self._shell.store.ratings.of(session),
            reviews=self._shell.store.reviews.of(session),
            drafts=self._drafts(row_.language) if any(turn.text is not None for turn in debrief.turns) else (),
            disputes=self._shell.store.sessions.disputes(session),
            recordings={
                turn.number: file for turn in debrief.turns if (file := self._recordings.find(session, turn.number))
            },
        )
        page.recording_heard.connect(self._shell.voice.play_recording)
        page.disputed.connect(partial(self._shell.store.sessions.dispute, session))
        page.review_answered.connect(partial(self._shell.store.reviews.answer, session))
        page.back.connect(self._leave_debrief)
        page.again.connect(lambda: self.open_briefing(row_.scenario))
        page.moment_tried.connect(partial(self._try_moment, session))
        page.model_heard.connect(lambda text: self._shell.voice.say(text, language))
        page.saved.connect(lambda: self._save_report(debrief))
        if row_.person == self._shell.person:
            self._shell.store.reviews.look_at(session)
        self._shell.show_page(page, partial(self.show_debrief, session), here="practise")

    def open_briefing(self, scenario: str) -> None:
        """Shows what to know before a scenario."""
        self.end_conversation()
        self._options = None
        self.show_briefing(scenario)

    def _options_changed(self, options: Options) -> None:
        language = self._options.language if self._options else options.language
        self._options = options
        self._shell.prefer(replace(self._shell.preferences, voice=options.voice, writing=options.writing))
        if options.language != language:
            self._shell.rebuild()

    def _begin(self, scenario: str, options: Options) -> None:
        from trainer.ui.conversation.conversation import Conversation

        self._options = options
        self._take_up(
            Conversation.begin(
                self._shell.store,
                self._shell.library.script(scenario),
                person=self._shell.person,
                language=options.language,
                seed=secrets.randbits(31),
                mode=options.mode,
            )
        )

    def _resume(self, session: int) -> None:
        from trainer.ui.conversation.conversation import Conversation

        self._options = None
        self._take_up(Conversation.resume(self._shell.store, self._shell.store.sessions.record(session)))

    def _try_moment(self, session: int, turn: int) -> None:
        from trainer.ui.conversation.conversation import Conversation

        self._options = None
        record = self._shell.store.sessions.record(session)
        self._take_up(Conversation.try_again(self._shell.store, record, turn, record.row.language))

    def try_out(self, script: Script, replies: Sequence[str], language: str, back: Callable[[], None]) -> None:
        """Plays a scenario on from where these replies lead; nothing of it is kept once `back` is gone to."""
        from trainer.ui.conversation.conversation import Conversation

        self._options = None
        conversation = Conversation.begin_at(self._shell.store, script, replies, language=language)
        self._trial = Trial(conversation.session, back)
        self._take_up(conversation)

    def _leave_debrief(self) -> None:
        if self._trial is not None:
            self._leave_trial(self._trial)
        else:
            self.show()

    def _leave_trial(self, trial: Trial) -> None:
        self._trial = None
        self.end_conversation()
        self._shell.store.sessions.discard(trial.session)
        trial.back()

    def _take_up(self, conversation: Conversation) -> None:
        self.end_conversation()
        self.conversation = conversation
        conversation.setParent(self)
        conversation.turned.connect(self._shell.show_notices)
        self.show_conversation()

    def _draft(self) -> str:
        """What was being written when this conversation was last on screen."""
        draft: dict[str, Any] = self._shell.store.settings.get("draft", {})
        return str(draft.get("text", "")) if draft.get("at") == self._place_of_draft() else ""

    def _keep_draft(self, text: str) -> None:
        if self.conversation is not None:
            self._shell.store.settings.set("draft", {"at": self._place_of_draft(), "text": text} if text else {})

    def _place_of_draft(self) -> list[int]:
        assert self.conversation is not None
        return [self.conversation.session, len(self.conversation.turns)]

    def _leave_conversation(self) -> None:
        if self._trial is not None:
            self._leave_trial(self._trial)
            return
        # What was left before the first answer is nothing to go on with.
        if self.conversation is not None and not self.conversation.turns:
            self._shell.store.sessions.discard(self.conversation.session)
        self.end_conversation()
        self.show()

    def end_conversation(self) -> None:
        """Lets go of the conversation under way; what was said is in the store."""
        if self.conversation is not None:
            self.conversation.deleteLater()
            self.conversation = None

    def go_on(self) -> None:
        """Shows the conversation under way, else what to practise."""
        if self.conversation is not None and not self.conversation.is_over:
            self.show_conversation()
        else:
            self.show()

    def switch_language(self, language: str) -> None:
        """Has the conversation under way go on in another language, if it is written in it."""
        if self.conversation is not None:
            self.conversation.switch_language(language)

    def _leave_open_session(self, session: int) -> None:
        self._shell.store.sessions.abandon(session)
        self.show()

    def _drafts(self, language: str) -> set[str]:
        """The criteria on which the program's marks in a language are drafts, as coaches agree with them too little."""
        from trainer.coaching.agreement import drafts

        found = drafts(self._shell.store.coaching.program_and_coach())
        return {criterion for criterion, of in found if of == language}

    def _first_try(self, parent: tuple[int, int] | None, language: str) -> Any:
        """The debrief of the session that this one is a fork of; None where it is gone."""
        from trainer.ui.debrief.state import Debrief

        if parent is None:
            return None
        try:
            return Debrief(self._shell.store.sessions.record(parent[0]), language)
        except TrainerError:
            return None

    def _save_report(self, debrief: Any) -> None:
        name = f"{debrief.record.row.scenario}-{debrief.record.row.id}.pdf"
        if file := self._shell.ask_where(self._shell.words.t("Save as PDF"), name, "PDF (*.pdf)"):
            from trainer.ui.reports.session import write_sessions

            write_sessions([debrief], self._shell.store, file, self._shell.words)
            self._shell.notify(Text("The report was written to {file}", file=str(file)))


def _planned(plans: Sequence[Given]) -> list[Planned]:
    """The next scenario of each plan."""
    return [
        Planned(next(step.scenario for step in given.steps if step.session is None), given.plan.title)
        for given in plans
    ]

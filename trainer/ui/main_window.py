"""The window: shows one page at a time and carries out what pages ask for.

A page is built from what is stored and the context of the moment. When language, theme, text size or the window's
width class changes, the page that is shown is built again; what must outlive that is kept here or in the store.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QPaintEvent, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu, QWidget

from trainer.errors import TrainerError
from trainer.practice.suggestion import suggest
from trainer.store.recordings import Recordings
from trainer.ui.context import Context
from trainer.ui.elements.banner import Banner
from trainer.ui.elements.confirm import Confirm
from trainer.ui.elements.focus import FocusRing
from trainer.ui.elements.layout import column, empty, row
from trainer.ui.practise.page import PractisePage, PractiseState
from trainer.ui.preferences import SCALES, Preferences
from trainer.ui.rail import Rail
from trainer.ui.theme import DARK, LIGHT, Look
from trainer.wording import LANGUAGES, Text, Wording, system_language

if TYPE_CHECKING:
    from trainer.scenario.library import Library
    from trainer.speech.playback import Playback
    from trainer.speech.recorder import Recorder
    from trainer.speech.speaker import Speaker
    from trainer.store.backups import Backup
    from trainer.store.database import Store
    from trainer.ui.conversation.conversation import Conversation
    from trainer.ui.first_run.page import FirstRunPage
    from trainer.ui.practise.briefing import Options

MINIMUM, DEFAULT = (1024, 680), (1280, 800)
_SETTLED = 150  # ms after the first picture until slow things begin
_RETRY_EVERY = 20_000  # ms between tries to bring to disk what is only in memory


class MainWindow(QMainWindow):
    """The one window of the program."""

    def __init__(
        self, data: Path, wording: Wording, library: Library, store: Store, open_store: Callable[[], Store]
    ) -> None:
        """Data is the data folder, which `open_store` opens again after the database was replaced."""
        super().__init__()
        self._data, self._words, self._library = data, wording, library
        self._store, self._open_store = store, open_store
        self._preferences = self._stored_preferences()
        self._words.use(self._preferences.language)
        self._person: int | None = self._stored_person()
        self._conversation: Conversation | None = None
        self._options: Options | None = None
        self._page: QWidget = QWidget()
        self._speaker: Speaker | None = None
        self._recorder: Recorder | None = None
        self._own_voice: Playback | None = None
        self._recordings = Recordings(data)
        self._notices: list[Text] = []
        self._first_name = ""
        self._closing_anyway = self._painted = False
        self._shown: Callable[[], None] = self.show_practise
        self.setWindowTitle("Repliikki")
        self.setMinimumSize(*MINIMUM)
        self.resize(*DEFAULT)
        self._context = self._new_context()
        self._paint_background()
        self._focus_ring = FocusRing(self, self._context)
        self._add_shortcuts()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        self._retry = QTimer(self, interval=_RETRY_EVERY)
        self._retry.timeout.connect(self._try_disk_again)
        if self._store.problem:
            self._retry.start()
        self._show_home()

    # ---- pages

    def _show_home(self) -> None:
        """Where the program begins: with the name where nobody has practised here yet."""
        if self._person is None:
            self.show_first_run()
        else:
            self.show_practise()

    def show_first_run(self) -> None:
        """Language and name, then into the first conversation."""
        from trainer.ui.first_run.page import FirstRunPage

        first = next(iter(self._library.summaries), None)
        page = FirstRunPage(self._context, first, self._first_name)
        page.language_chosen.connect(partial(self._first_language, page))
        page.started.connect(self._start_first)
        page.looked_around.connect(self._look_around)
        page.voice_tried.connect(self._try_voice)
        page.try_voice.setVisible(self._speaker is not None)
        self._show(page, self.show_first_run)

    def show_practise(self) -> None:
        """What to practise."""
        sessions, person = self._store.sessions, self._person
        best = sessions.best(person)
        skills = {key: 50 * earned // attainable for key, (earned, attainable, _) in sessions.criteria(person).items()}
        state = PractiseState(
            name=self._person_name(),
            hour=datetime.now().astimezone().hour,
            summaries=self._library.summaries,
            best=best,
            suggestion=suggest(self._library.summaries, {key: b.last for key, b in best.items()}, skills),
            unfinished=sessions.unfinished(person),
            recent=sessions.rows(person=person, state="finished", limit=3),
            broken=self._library.broken,
        )
        page = PractisePage(self._context, state)
        page.opened.connect(self._open_briefing)
        page.resumed.connect(self._resume)
        page.discarded.connect(self._leave_open_session)
        page.looked_back.connect(self.show_debrief)
        page.history_asked.connect(self.show_history)
        self._show(page, self.show_practise, here="practise")

    def show_history(self) -> None:
        """All finished sessions."""
        from trainer.ui.practise.recent import HistoryPage

        sessions = self._store.sessions.rows(person=self._person, state="finished")
        page = HistoryPage(self._context, sessions, {summary.id: summary for summary in self._library.summaries})
        page.back.connect(self.show_practise)
        page.looked_back.connect(self.show_debrief)
        self._show(page, self.show_history, here="practise")

    def show_briefing(self, scenario: str) -> None:
        """What to know before a scenario."""
        from trainer.ui.practise.briefing import BriefingPage, Options

        script = self._library.script(scenario)
        if self._options is None:
            language = self._library.language_for(scenario, None, self._words.language)
            self._options = Options(
                language, "practice", self._preferences.voice, timed=False, writing=self._preferences.writing
            )
        page = BriefingPage(
            self._context,
            script.in_language(self._options.language),
            script.languages,
            self._options,
            self._store.sessions.best(self._person).get(scenario),
            self._store.sessions.levels_last(self._person, scenario),
        )
        page.back.connect(self.show_practise)
        page.started.connect(partial(self._begin, scenario))
        page.changed.connect(self._options_changed)
        self._show(page, partial(self.show_briefing, scenario), here="practise")

    def show_conversation(self) -> None:
        """The conversation under way."""
        from trainer.ui.conversation.page import ConversationPage

        assert self._conversation is not None
        page = ConversationPage(
            self._context,
            self._conversation,
            self._make_speaker(),
            timed=self._options.timed if self._options else False,
            voice=self._preferences.voice,
            writing=self._preferences.writing,
            draft=self._draft(),
            recorder=self._make_recorder(),
            recordings=self._recordings,
        )
        page.writing_changed.connect(lambda on: self._prefer(replace(self._preferences, writing=on), rebuild=False))
        page.rate_changed.connect(lambda rate: self._prefer(replace(self._preferences, rate=rate), rebuild=False))
        page.voice_chosen.connect(self._choose_voice)
        page.drafted.connect(self._keep_draft)
        page.left.connect(self._leave_conversation)
        page.debrief_asked.connect(lambda: self.show_debrief(self._conversation_session()))
        page.settings_asked.connect(self.show_settings)
        page.voice_changed.connect(lambda on: self._prefer(replace(self._preferences, voice=on), rebuild=False))
        self._show(page, self.show_conversation)

    def show_debrief(self, session: int) -> None:
        """A look back on a session."""
        from trainer.ui.debrief.page import DebriefPage
        from trainer.ui.debrief.state import Debrief

        self._end_conversation()
        record = self._store.sessions.record(session)
        row_ = record.row
        language = self._words.language if self._words.language in record.script.languages else row_.language
        before = [
            other.score
            for other in self._store.sessions.rows(person=row_.person, scenario=row_.scenario, state="finished")
            if other.id < row_.id and other.parent is None and other.score is not None
        ]
        debrief = Debrief(record, language)
        page = DebriefPage(
            self._context,
            debrief,
            earlier=before[0] if before and row_.parent is None else None,
            first_try=self._first_try(row_.parent, language),
            can_speak=self._preferences.voice,
            disputes=self._store.sessions.disputes(session),
            recordings={
                turn.number: file for turn in debrief.turns if (file := self._recordings.find(session, turn.number))
            },
        )
        page.recording_heard.connect(self._play_recording)
        page.disputed.connect(partial(self._store.sessions.dispute, session))
        page.back.connect(self.show_practise)
        page.again.connect(lambda: self._open_briefing(row_.scenario))
        page.moment_tried.connect(partial(self._try_moment, session))
        page.model_heard.connect(lambda text: self._say(text, language))
        page.saved.connect(lambda: self._save_report(debrief))
        self._show(page, partial(self.show_debrief, session), here="practise")

    def show_settings(self) -> None:
        """How it looks and sounds, and the person's data."""
        from trainer.ui.settings.page import SettingsPage

        page = SettingsPage(
            self._context,
            self._preferences,
            name=self._person_name(),
            folder=self._data,
            backups=self._store.backups.list(),
            voice_about=self._voice_about(),
            voices={language: self._make_speaker().voices(language) for language in LANGUAGES},
            chosen_voices=self._chosen_voices(),
            microphone=self._has_microphone(),
            recorded=self._recordings.size(),
        )
        page.recordings_unwanted.connect(self._ask_to_delete_recordings)
        page.voice_chosen.connect(lambda language, voice: self._choose_voice(language, "", voice))
        page.changed.connect(self._prefer)
        page.renamed.connect(self._rename)
        page.voice_tried.connect(self._try_voice)
        page.backup_asked.connect(self._back_up)
        page.restore_asked.connect(self._ask_to_restore)
        page.export_asked.connect(self._export)
        page.delete_asked.connect(self._ask_to_delete)
        page.back.connect(self._back_from_settings)
        self._show(page, self.show_settings, here="settings")

    def _show(self, page: QWidget, again: Callable[[], None], *, here: str = "") -> None:
        """Puts a page on screen, with the rail beside it if it has a place there."""
        if self._speaker is not None:
            self._speaker.stop()
        self._page, self._shown = page, again
        content = column(self._context, 0)
        self._banners = column(self._context, 8, (16, 8, 16, 0))
        content.addLayout(self._banners)
        content.addWidget(page, 1)
        frame = QWidget()
        laid = row(self._context, 0)
        frame.setLayout(laid)
        if here:
            rail = Rail(self._context, here, self._person_name())
            rail.gone_to.connect(self._go_to)
            rail.person_asked.connect(self._choose_person)
            laid.addWidget(rail)
        laid.addLayout(content, 1)
        self.setCentralWidget(frame)
        self._show_notices()
        # The layout would show it only when the event loop comes round, and what is hidden takes no focus.
        frame.show()
        # Each page says where the keyboard begins.
        getattr(page, "primary", page).setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_ring.raise_()

    # ---- what pages ask for

    def _go_to(self, place: str) -> None:
        if place == "settings":
            self.show_settings()
        else:
            self._end_conversation()
            self.show_practise()

    def _back_from_settings(self) -> None:
        if self._conversation is not None and not self._conversation.is_over:
            self.show_conversation()
        else:
            self.show_practise()

    def _first_language(self, page: FirstRunPage, language: str) -> None:
        self._first_name = page.name.text()
        self._prefer(replace(self._preferences, language=language))

    def _start_first(self, name: str) -> None:
        self._welcome(name)
        first = next(iter(self._library.summaries), None)
        if first is None:
            self.show_practise()
        else:
            self._open_briefing(first.id)

    def _look_around(self, name: str) -> None:
        self._welcome(name)
        self.show_practise()

    def _welcome(self, name: str) -> None:
        known = self._store.people.by_name(name) or self._store.people.add(name)
        self._use_person(known.id)
        self._first_name = ""

    def _open_briefing(self, scenario: str) -> None:
        self._end_conversation()
        self._options = None
        self.show_briefing(scenario)

    def _options_changed(self, options: Options) -> None:
        language = self._options.language if self._options else options.language
        self._options = options
        self._prefer(replace(self._preferences, voice=options.voice, writing=options.writing))
        if options.language != language:
            self._rebuild()

    def _begin(self, scenario: str, options: Options) -> None:
        from trainer.ui.conversation.conversation import Conversation

        self._options = options
        self._take_up(
            Conversation.begin(
                self._store,
                self._library.script(scenario),
                person=self._person,
                language=options.language,
                seed=secrets.randbits(31),
                mode=options.mode,
            )
        )

    def _resume(self, session: int) -> None:
        from trainer.ui.conversation.conversation import Conversation

        self._options = None
        self._take_up(Conversation.resume(self._store, self._store.sessions.record(session)))

    def _try_moment(self, session: int, turn: int) -> None:
        from trainer.ui.conversation.conversation import Conversation

        self._options = None
        record = self._store.sessions.record(session)
        self._take_up(Conversation.try_again(self._store, record, turn, record.row.language))

    def _take_up(self, conversation: Conversation) -> None:
        self._end_conversation()
        self._conversation = conversation
        conversation.setParent(self)
        conversation.turned.connect(self._show_notices)
        self.show_conversation()

    def _draft(self) -> str:
        """What was being written when this conversation was last on screen."""
        draft: dict[str, Any] = self._store.settings.get("draft", {})
        return str(draft.get("text", "")) if draft.get("at") == self._place_of_draft() else ""

    def _keep_draft(self, text: str) -> None:
        if self._conversation is not None:
            self._store.settings.set("draft", {"at": self._place_of_draft(), "text": text} if text else {})

    def _place_of_draft(self) -> list[int]:
        assert self._conversation is not None
        return [self._conversation.session, len(self._conversation.turns)]

    def _leave_conversation(self) -> None:
        # What was left before the first answer is nothing to go on with.
        if self._conversation is not None and not self._conversation.turns:
            self._store.sessions.discard(self._conversation.session)
        self._end_conversation()
        self.show_practise()

    def _end_conversation(self) -> None:
        if self._conversation is not None:
            self._conversation.deleteLater()
            self._conversation = None

    def _conversation_session(self) -> int:
        assert self._conversation is not None
        return self._conversation.session

    def _leave_open_session(self, session: int) -> None:
        self._store.sessions.abandon(session)
        self.show_practise()

    def _first_try(self, parent: tuple[int, int] | None, language: str) -> Any:
        """The debrief of the session that this one is a fork of; None where it is gone."""
        from trainer.ui.debrief.state import Debrief

        if parent is None:
            return None
        try:
            return Debrief(self._store.sessions.record(parent[0]), language)
        except TrainerError:
            return None

    # ---- people

    def _stored_person(self) -> int | None:
        """Who practised last, else anybody who is here; None where nobody is yet."""
        here = [known.id for known in self._store.people.all()]
        last = self._store.settings.get("person", 0)
        return last if last in here else next(iter(here), None)

    def _person_name(self) -> str:
        return "" if self._person is None else self._store.people.get(self._person).name

    def _use_person(self, person: int) -> None:
        self._person = person
        self._store.settings.set("person", person)

    def _rename(self, name: str) -> None:
        if self._person is None:
            self._use_person(self._store.people.add(name).id)
        elif name != self._person_name():
            self._store.people.rename(self._person, name)

    def _choose_person(self, button: QWidget) -> None:
        menu = QMenu(self)
        menu.setFont(self._context.look.font("dense"))
        for person in self._store.people.all():
            action = menu.addAction(person.name or self._words.t("No name"))
            action.setCheckable(True)
            action.setChecked(person.id == self._person)
            action.triggered.connect(lambda _=False, chosen=person.id: self._switch_person(chosen))
        menu.addSeparator()
        menu.addAction(self._words.t("Someone else…")).triggered.connect(self.show_first_run)
        menu.popup(button.mapToGlobal(button.rect().topLeft()))

    def _switch_person(self, person: int) -> None:
        self._use_person(person)
        self.show_practise()

    # ---- data

    def _back_up(self) -> None:
        backup = self._store.backups.make("manual")
        self.notify(Text("A copy was made: {file}", file=str(backup.path)))
        self._rebuild()

    def _ask_to_restore(self, backup: Backup) -> None:
        words = self._words
        self._ask_first(
            words.t("Put back the copy of {moment}?", moment=words.moment(backup.made.astimezone())),
            words.t("What came after it will not be there any more. The present data is set aside in a file."),
            yes=words.t("Restore"),
            act=partial(self._restore, backup),
        )

    def _restore(self, backup: Backup) -> None:
        self._end_conversation()
        self._store.close()
        try:
            self._store.backups.restore(backup)
        finally:
            self._store = self._open_store()
        self._preferences = self._stored_preferences()
        self._person = self._stored_person()
        self.notify(Text("The copy was put back."))
        self._shown = self._show_home
        self._apply_preferences()

    def _ask_first(self, title: str, text: str, *, yes: str, act: Callable[[], None], no: str = "") -> None:
        """Asks before something is lost; the safe answer is the default."""
        no = no or self._words.t("Cancel")
        Confirm(self._context, title, text, yes=yes, no=no, act=act, danger=True, parent=self).open()

    def _ask_where(self, title: str, name: str, kind: str) -> Path | None:
        """Where to write a file of that name and kind; None if the person thinks better of it."""
        file, _ = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), kind)
        return Path(file) if file else None

    def _export(self) -> None:
        title = self._words.t("Export my data")
        if file := self._ask_where(title, "repliikki.repliikki", "Repliikki (*.repliikki)"):
            from trainer.exchange.bundle import everything

            everything(self._store, self._person or 0, file)
            self.notify(Text("Everything about you was written to {file}", file=str(file)))

    def _ask_to_delete(self) -> None:
        words = self._words
        self._ask_first(
            words.t("Delete everything about you?"),
            words.t(
                "Your name, your conversations and your scores are removed from this computer for good. "
                "Backups made earlier keep them until newer ones push them out, within a week of use."
            ),
            yes=words.t("Delete my data"),
            act=self._delete,
        )

    def _delete(self) -> None:
        self._end_conversation()
        if self._person is not None:
            self._recordings.delete(row_.id for row_ in self._store.sessions.rows(person=self._person))
            self._store.people.delete(self._person)
        self._person = self._stored_person()
        self._show_home()

    def _save_report(self, debrief: Any) -> None:
        name = f"{debrief.record.row.scenario}-{debrief.record.row.id}.pdf"
        if file := self._ask_where(self._words.t("Save as PDF"), name, "PDF (*.pdf)"):
            from trainer.ui.report import write_report

            write_report([debrief], file, self._words)
            self.notify(Text("The report was written to {file}", file=str(file)))

    def _save_copy(self) -> None:
        if file := self._ask_where(self._words.t("Save a copy"), "repliikki.db", "SQLite (*.db)"):
            self._save_copy_to(file)

    def _save_copy_to(self, file: Path) -> None:
        self._store.save_copy(file)
        self.notify(Text("A copy was made: {file}", file=str(file)))

    # ---- notices

    def notify(self, text: Text) -> None:
        """Tells something at the top of the page; never in the way."""
        if text not in self._notices:
            self._notices.append(text)
        self._show_notices()

    def _show_notices(self) -> None:
        empty(self._banners)
        words = self._words
        if self._store.problem:
            banner = Banner(
                self._context,
                words.t("What you practise is in memory, not on disk yet"),
                words.say(self._store.problem),
                icon="hard-drive",
                action=words.t("Save a copy"),
                can_hide=False,
            )
            banner.acted.connect(self._save_copy)
            self._banners.addWidget(banner)
            self._retry.start()
        for notice in self._notices:
            banner = Banner(self._context, words.say(notice), "", icon="info")
            banner.hidden.connect(partial(self._hide_notice, notice))
            self._banners.addWidget(banner)
        margins = (16, 8, 16, 0) if self._banners.count() else (0, 0, 0, 0)
        self._banners.setContentsMargins(*(self._context.look.px(margin) for margin in margins))

    def _hide_notice(self, notice: Text) -> None:
        self._notices.remove(notice)
        self._show_notices()

    def _try_disk_again(self) -> None:
        if self._store.retry():
            self._retry.stop()
            self.notify(Text("Everything is on disk again."))

    # ---- look, language, size

    def _stored_preferences(self) -> Preferences:
        defaults = Preferences(language=system_language())
        stored = {key: self._store.settings.get(key, default) for key, default in asdict(defaults).items()}
        return Preferences(**stored)

    def _prefer(self, preferences: Preferences, *, rebuild: bool = True) -> None:
        old, self._preferences = self._preferences, preferences
        for key, value in asdict(preferences).items():
            if value != getattr(old, key):
                self._store.settings.set(key, value)
        self._apply_voice()
        looks = ("language", "theme", "scale", "reduce_motion", "single_keys")
        if rebuild and any(getattr(old, key) != getattr(preferences, key) for key in looks):
            self._apply_preferences()

    def _apply_preferences(self) -> None:
        self._words.use(self._preferences.language)
        if self._conversation is not None:
            self._conversation.switch_language(self._preferences.language)
        self._translate_qt()
        self._rebuild()

    def _new_context(self) -> Context:
        p = self._preferences
        dark = p.theme == "dark" or (
            p.theme == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        look = Look(DARK if dark else LIGHT, p.scale, p.reduce_motion)
        return Context(
            look,
            self._words,
            width=round(self.width() / p.scale),
            height=round(self.height() / p.scale),
            single_keys=p.single_keys,
        )

    def _paint_background(self) -> None:
        look = self._context.look
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        palette = QPalette()
        for role, token in (
            (QPalette.ColorRole.Window, "paper"),
            (QPalette.ColorRole.Base, "surface"),
            (QPalette.ColorRole.AlternateBase, "sunken"),
            (QPalette.ColorRole.Button, "surface"),
            (QPalette.ColorRole.WindowText, "ink"),
            (QPalette.ColorRole.Text, "ink"),
            (QPalette.ColorRole.ButtonText, "ink"),
            (QPalette.ColorRole.PlaceholderText, "ink3"),
            (QPalette.ColorRole.Highlight, "accent"),
            (QPalette.ColorRole.HighlightedText, "on_accent"),
            (QPalette.ColorRole.ToolTipBase, "ink"),
            (QPalette.ColorRole.ToolTipText, "paper"),
        ):
            palette.setColor(role, look.colour(token))
        application.setPalette(palette)
        application.setFont(look.font("body"))
        application.setStyleSheet(look.style_sheet())

    def _rebuild(self) -> None:
        """Builds the page that is shown anew, and puts the keyboard where it was."""
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None else ""
        self._context = self._new_context()
        self._focus_ring.use(self._context)
        self._paint_background()
        self._shown()
        if name:
            for widget in self._page.findChildren(QWidget):
                if widget.accessibleName() == name and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    widget.setFocus(Qt.FocusReason.OtherFocusReason)
                    break

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fresh = self._new_context()
        if (fresh.compact, fresh.narrow) != (self._context.compact, self._context.narrow):
            QTimer.singleShot(0, self._rebuild)

    def _system_theme_changed(self) -> None:
        if self._preferences.theme == "system":
            self._rebuild()

    def _translate_qt(self) -> None:
        """Qt's own words: buttons of file dialogs, context menus of fields."""
        from trainer.ui.start import translate_qt

        translate_qt(self._preferences.language)

    # ---- voice

    def _make_speaker(self) -> Speaker:
        if self._speaker is None:
            from trainer.speech.speaker import Speaker

            self._speaker = Speaker(self._data / "cache" / "speech")
            self._speaker.notice.connect(self._voice_noticed)
            self._speaker.voices_known.connect(self._voices_found)
            self._apply_voice()
        return self._speaker

    def _make_recorder(self) -> Recorder | None:
        """Only where the trainee wants to be recorded and there is a microphone."""
        if not self._preferences.record or not self._has_microphone():
            return None
        if self._recorder is None:
            from trainer.speech.recorder import Recorder

            self._recorder = Recorder()
            self._recorder.failed.connect(self.notify)
        return self._recorder

    def _has_microphone(self) -> bool:
        from trainer.speech.recorder import has_microphone

        return has_microphone()

    def _play_recording(self, file: Path) -> None:
        from trainer.speech.playback import Playback

        if self._speaker is not None:
            self._speaker.stop()
        if self._own_voice is None:
            self._own_voice = Playback(self)
        self._own_voice.play(file)

    def _ask_to_delete_recordings(self) -> None:
        words = self._words
        self._ask_first(
            words.t("Delete all recordings of your own voice?"),
            words.t("Scores and conversations stay."),
            yes=words.t("Delete recordings"),
            act=self._delete_recordings,
        )

    def _delete_recordings(self) -> None:
        self._recordings.delete_all()
        self._rebuild()

    def _apply_voice(self) -> None:
        if self._speaker is not None:
            self._speaker.rate = self._preferences.rate
            self._speaker.volume = self._preferences.volume / 100
            for key, voice in self._chosen_voices().items():
                language, _, person = key.partition("/")
                self._speaker.prefer(voice, language, person)

    def _chosen_voices(self) -> dict[str, str]:
        """Voices that the person chose: "fi" for a language, "fi/female" for one kind of person in it."""
        chosen: dict[str, str] = self._store.settings.get("voices", {})
        return chosen

    def _choose_voice(self, language: str, person: str, voice: str) -> None:
        key = f"{language}/{person}" if person else language
        self._store.settings.set("voices", {**self._chosen_voices(), key: voice})
        self._apply_voice()

    def _voice_noticed(self, notice: Text) -> None:
        from trainer.speech.advice import BROKE

        # A voice that breaks in mid-line is told at the line itself.
        if notice != BROKE:
            self.notify(notice)

    def _voices_found(self) -> None:
        from trainer.ui.first_run.page import FirstRunPage

        if isinstance(self._page, FirstRunPage) and self._speaker is not None:
            self._page.show_voice(found=bool(self._speaker.voices(self._words.language)))

    def _voice_about(self) -> str:
        from trainer.speech.voice import choose

        voices = self._speaker.voices(self._words.language) if self._speaker is not None else ()
        voice = choose(voices, self._words.language, "female", "")
        if voice is None:
            return self._words.t("There is no voice for this language here.")
        return self._words.t("Voice: {name}", name=voice.name)

    def _try_voice(self) -> None:
        self._say(self._words.t("Good morning. I'm ringing about a lamp that I bought from you."), self._words.language)

    def _say(self, text: str, language: str) -> None:
        speaker = self._make_speaker()
        speaker.say(text, language=language)

    # ---- keys and the window itself

    def _add_shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+1", self._go_to_practise),
            ("Ctrl+,", self.show_settings),
            ("Ctrl++", partial(self._change_scale, 1)),
            ("Ctrl+=", partial(self._change_scale, 1)),
            ("Ctrl+-", partial(self._change_scale, -1)),
            ("Ctrl+0", partial(self._change_scale, 0)),
            ("F1", self._show_keys),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _go_to_practise(self) -> None:
        if self._conversation is None:
            self.show_practise()

    def _change_scale(self, step: int) -> None:
        at = min(range(len(SCALES)), key=lambda n: abs(SCALES[n] - self._preferences.scale))
        scale = SCALES[min(len(SCALES) - 1, max(0, at + step))] if step else 1.0
        self._prefer(replace(self._preferences, scale=scale))

    def _show_keys(self) -> None:
        from trainer.ui.keys import KeysDialog

        KeysDialog(self._context, self).open()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # Everything that is not needed for the first picture comes after it.
            QTimer.singleShot(_SETTLED, self._after_first_paint)

    def _after_first_paint(self) -> None:
        if not self.isVisible():
            return  # closed again at once
        try:
            self._store.backups.daily()
        except TrainerError as error:
            self.notify(error.text)
        self._make_speaker().prepare()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._store.problem and not self._store.retry() and not self._closing_anyway:
            event.ignore()
            words = self._words
            self._ask_first(
                words.t("What you practised is not on disk yet"),
                words.t("Save a copy first, or it is lost when the program closes."),
                yes=words.t("Close all the same"),
                no=words.t("Stay here"),
                act=self._close_anyway,
            )
            return
        if self._speaker is not None:
            self._speaker.close()
        self._store.close()
        super().closeEvent(event)

    def _close_anyway(self) -> None:
        self._closing_anyway = True
        self.close()

"""The window: shows one page at a time and carries out what pages ask for.

A page is built from what is stored and the context of the moment. When language, theme, text size or the window's
width class changes, the page that is shown is built again; what must outlive that is kept here or in the store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QPaintEvent, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu, QWidget

from trainer.errors import TrainerError
from trainer.ui.context import Context
from trainer.ui.elements.announce import announce
from trainer.ui.elements.banner import Banner
from trainer.ui.elements.confirm import Confirm
from trainer.ui.elements.focus import FocusRing
from trainer.ui.elements.layout import column, empty, row
from trainer.ui.practise.coordinator import PractiseCoordinator
from trainer.ui.preferences import SCALES, Preferences, stored
from trainer.ui.rail import PLACES, Rail
from trainer.ui.theme import DARK, LIGHT, Look
from trainer.ui.voice import Voice
from trainer.wording import Text, Wording, system_language

if TYPE_CHECKING:
    from trainer.scenario.library import Library
    from trainer.store.backups import Backup
    from trainer.store.database import Store
    from trainer.ui.coach.coordinator import CoachCoordinator
    from trainer.ui.guide.coordinator import GuideCoordinator
    from trainer.ui.progress.coordinator import ProgressCoordinator
    from trainer.ui.scenarios.coordinator import ScenariosCoordinator
    from trainer.ui.settings.coordinator import SettingsCoordinator
    from trainer.ui.workshop.coordinator import WorkshopCoordinator

MINIMUM, DEFAULT = (1024, 680), (1280, 800)
_TITLE_BAR = 36  # about what systems put above a window
_SETTLED = 150  # ms after the first picture until slow things begin
_RETRY_EVERY = 20_000  # ms between tries to bring to disk what is only in memory


class MainWindow(QMainWindow):
    """The one window of the program."""

    def __init__(
        self, data: Path, wording: Wording, library: Library, store: Store, open_store: Callable[[], Store]
    ) -> None:
        """Data is the data folder, which `open_store` opens again after the database was replaced."""
        super().__init__()
        self.data, self.words, self.library = data, wording, library
        self.store, self._open_store = store, open_store
        self.preferences = self._stored_preferences()
        self.words.use(self.preferences.language)
        self.person: int | None = None
        self.page: QWidget = QWidget()
        self._notices = [store.lost] if store.lost else []
        self._closing_anyway = self._painted = False
        # A page is not built anew while the window that asked for it is still being laid out.
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self.rebuild)
        self._shown: Callable[[], None] = self.show_home
        self._here = ""
        self.setWindowTitle("Repliikki")
        self.setMinimumSize(*MINIMUM)
        self.resize(*self._size_that_fits())
        self.context = self._new_context()
        self.voice = Voice(data / "cache" / "speech", wording, lambda: self.store.settings, lambda: self.preferences)
        self.voice.noticed.connect(self.notify)
        self.practise = PractiseCoordinator(self)
        self._paint_background()
        self._focus_ring = FocusRing(self, self.context)
        self._add_shortcuts()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        self._retry = QTimer(self, interval=_RETRY_EVERY)
        self._retry.timeout.connect(self._try_disk_again)
        if self.store.problem:
            self._retry.start()
        self.show_home()

    @cached_property
    def settings(self) -> SettingsCoordinator:
        """The settings."""
        from trainer.ui.settings.coordinator import SettingsCoordinator

        return SettingsCoordinator(self)

    @cached_property
    def progress(self) -> ProgressCoordinator:
        """What the person has learnt."""
        from trainer.ui.progress.coordinator import ProgressCoordinator

        return ProgressCoordinator(self, self.practise)

    @cached_property
    def coach(self) -> CoachCoordinator:
        """The coach's area."""
        from trainer.ui.coach.coordinator import CoachCoordinator

        return CoachCoordinator(self)

    @cached_property
    def workshop(self) -> WorkshopCoordinator:
        """The workshop."""
        from trainer.ui.workshop.coordinator import WorkshopCoordinator

        return WorkshopCoordinator(self)

    @cached_property
    def scenarios(self) -> ScenariosCoordinator:
        """The scenarios, for those who write them."""
        from trainer.ui.scenarios.coordinator import ScenariosCoordinator

        return ScenariosCoordinator(self, self.practise)

    @cached_property
    def guide(self) -> GuideCoordinator:
        """The guide."""
        from trainer.ui.guide.coordinator import GuideCoordinator

        return GuideCoordinator(self)

    # ---- pages

    def show_home(self) -> None:
        """Where the program begins: with the name where nobody has practised here yet, else with who did last."""
        self.practise.end_conversation()
        last = self.stored_person() if self.person is None else self.person
        if last is None:
            self.practise.show_first_run()
        elif self.person is None and self.store.locks.of(last).is_set:
            self._show_people()
            # The question comes once there is a window to ask it in.
            QTimer.singleShot(0, self, partial(self.let_in, last, self.practise.show))
        else:
            self.person = last
            self.practise.show()

    def _show_people(self) -> None:
        """Everybody who practises here, of whom nothing but the name is shown."""
        from trainer.ui.first_run.people_page import PeoplePage

        people = [(person, self.store.locks.of(person.id).is_set) for person in self.store.people.all()]
        page = PeoplePage(self.context, people, coach=self.store.locks.coach.is_set)
        page.coach_asked.connect(partial(self.go_to, "coach"))
        page.chosen.connect(lambda person: self.let_in(person, self.practise.show))
        page.somebody_new.connect(self.practise.show_first_run)
        self.show_page(page, self._show_people)

    def go_to(self, place: str) -> None:
        """Shows a page of the rail. Settings and guide leave a conversation under way, and are there for nobody."""
        if place not in ("settings", "guide"):
            # A coach need not be anybody who practises, where the area has a passphrase of its own.
            if self.person is None and not (place == "coach" and self.store.locks.coach.is_set):
                self.show_home()
                return
            self.practise.end_conversation()
        getattr(self, place).show()

    def show_scene(self, scenario: str, scene: str) -> None:
        """Shows a scenario's page with a scene selected."""
        self.scenarios.show_scenario(scenario, scene)

    def go_back(self) -> None:
        """Shows the conversation under way, else what to practise."""
        if self.person is None:
            self.show_home()
        else:
            self.practise.go_on()

    def show_page(self, page: QWidget, again: Callable[[], None], *, here: str = "") -> None:
        """Puts a page on screen, with the rail beside it if it has a place there."""
        self.voice.stop()
        self.page, self._shown, self._here = page, again, here
        content = column(self.context, 0)
        self._banners = column(self.context, 8, (16, 8, 16, 0))
        content.addLayout(self._banners)
        content.addWidget(page, 1)
        frame = QWidget()
        laid = row(self.context, 0)
        frame.setLayout(laid)
        if here:
            rail = Rail(self.context, here, self.person_name())
            rail.gone_to.connect(self.go_to)
            rail.person_asked.connect(self._choose_person)
            laid.addWidget(rail)
        laid.addLayout(content, 1)
        self.setCentralWidget(frame)
        self.show_notices()
        # The layout would show it only when the event loop comes round, and what is hidden takes no focus.
        frame.show()
        # Each page says where the keyboard begins.
        getattr(page, "primary", page).setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_ring.raise_()

    # ---- people

    def stored_person(self) -> int | None:
        """Who practised last, else anybody who is here; None where nobody is yet."""
        here = [known.id for known in self.store.people.all()]
        last = self.store.settings.get("person", 0)
        return last if last in here else next(iter(here), None)

    def person_name(self) -> str:
        """The name of who is practising, "" if it has none."""
        return "" if self.person is None else self.store.people.get(self.person).name

    def use_person(self, person: int) -> None:
        """Has somebody else practise."""
        self.person = person
        self.store.settings.set("person", person)

    def let_in(self, person: int, then: Callable[[], None]) -> None:
        """Has somebody else practise and goes on, once their PIN was given, where they have one."""

        def enter(_: str) -> None:
            self.use_person(person)
            if "coach" in self.__dict__:
                self.coach.lock_again()  # who practises now need not be the coach who opened it
            then()

        lock = self.store.locks.of(person)
        if not lock.is_set:
            enter("")
            return
        from trainer.ui import locking

        name = self.store.people.get(person).name or self.words.t("No name")
        locking.ask(self, lock, locking.PIN, name, self.words.t("This profile is opened with its PIN."), enter)

    def _choose_person(self, button: QWidget) -> None:
        menu = QMenu(self)
        menu.setFont(self.context.look.font("dense"))
        for person in self.store.people.all():
            action = menu.addAction(person.name or self.words.t("No name"))
            action.setCheckable(True)
            action.setChecked(person.id == self.person)
            action.triggered.connect(lambda _=False, chosen=person.id: self.let_in(chosen, self.practise.show))
        menu.addSeparator()
        menu.addAction(self.words.t("Someone else…")).triggered.connect(self.practise.show_first_run)
        menu.popup(button.mapToGlobal(button.rect().topLeft()))

    # ---- data

    def take_in(self, file: Path) -> None:
        """Imports a file from another machine, once the person has seen what is in it."""
        from trainer.ui.take_in import take_in

        take_in(self, file)

    def restore(self, backup: Backup) -> None:
        """Puts a backup in the place of all data."""
        self.practise.end_conversation()
        self.store.close()
        try:
            self.store.backups.restore(backup)
        finally:
            self.store = self._open_store()
        self.preferences = self._stored_preferences()
        self.person = None
        self.notify(Text("The copy was restored."))
        self._shown = self.show_home
        self._apply_preferences()

    def ask_first(self, title: str, text: str, *, yes: str, act: Callable[[], None], no: str = "") -> None:
        """Asks before something is lost; the safe answer is the default."""
        no = no or self.words.t("Cancel")
        Confirm(self.context, title, text, yes=yes, no=no, act=act, danger=True, parent=self).open()

    def ask_where(self, title: str, name: str, kind: str) -> Path | None:
        """Where to write a file of that name and kind; None if the person thinks better of it."""
        file, _ = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), kind)
        return Path(file) if file else None

    def _save_copy(self) -> None:
        if file := self.ask_where(self.words.t("Save a copy"), "repliikki.db", "SQLite (*.db)"):
            self._save_copy_to(file)

    def _save_copy_to(self, file: Path) -> None:
        self.store.save_copy(file)
        self.notify(Text("A copy was made: {file}", file=str(file)))

    # ---- notices

    def notify(self, text: Text) -> None:
        """Tells something at the top of the page; never in the way."""
        if text not in self._notices:
            self._notices.append(text)
            announce(self, self.words.say(text))
        self.show_notices()

    def show_notices(self) -> None:
        """Shows anew what is told at the top of the page."""
        empty(self._banners)
        words = self.words
        if self.store.problem:
            banner = Banner(
                self.context,
                words.t("What you practise is in memory, not on disk yet"),
                words.say(self.store.problem),
                icon="hard-drive",
                action=words.t("Save a copy"),
                can_hide=False,
            )
            banner.acted.connect(self._save_copy)
            self._banners.addWidget(banner)
            self._retry.start()
        for notice in self._notices:
            banner = Banner(self.context, words.say(notice), "", icon="info")
            banner.hidden.connect(partial(self._hide_notice, notice))
            self._banners.addWidget(banner)
        margins = (16, 8, 16, 0) if self._banners.count() else (0, 0, 0, 0)
        self._banners.setContentsMargins(*(self.context.look.px(margin) for margin in margins))

    def _hide_notice(self, notice: Text) -> None:
        self._notices.remove(notice)
        self.show_notices()

    def _try_disk_again(self) -> None:
        if self.store.retry():
            self._retry.stop()
            self.notify(Text("Everything is on disk again."))

    # ---- look, language, size

    def _stored_preferences(self) -> Preferences:
        return stored(self.store.settings, system_language())

    def prefer(self, preferences: Preferences, *, rebuild: bool = True) -> None:
        """Stores preferences and applies them."""
        old, self.preferences = self.preferences, preferences
        for key, value in asdict(preferences).items():
            if value != getattr(old, key):
                self.store.settings.set(key, value)
        self.voice.apply()
        looks = ("language", "theme", "scale", "reduce_motion", "single_keys")
        if rebuild and any(getattr(old, key) != getattr(preferences, key) for key in looks):
            self._apply_preferences()

    def _apply_preferences(self) -> None:
        self.words.use(self.preferences.language)
        self.practise.switch_language(self.preferences.language)
        self._translate_qt()
        self.rebuild()

    def _new_context(self) -> Context:
        p = self.preferences
        dark = p.theme == "dark" or (
            p.theme == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        look = Look(DARK if dark else LIGHT, p.scale, p.reduce_motion)
        return Context(
            look,
            self.words,
            width=round(self.width() / p.scale),
            height=round(self.height() / p.scale),
            single_keys=p.single_keys,
        )

    def _paint_background(self) -> None:
        look = self.context.look
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

    def rebuild(self) -> None:
        """Builds the page that is shown anew, and puts the keyboard where it was."""
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None else ""
        self.context = self._new_context()
        self._focus_ring.use(self.context)
        self._paint_background()
        self._shown()
        if name:
            for widget in self.page.findChildren(QWidget):
                if widget.accessibleName() == name and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    widget.setFocus(Qt.FocusReason.OtherFocusReason)
                    break

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fresh = self._new_context()
        if (fresh.compact, fresh.narrow) != (self.context.compact, self.context.narrow):
            self._resized.start()

    def _size_that_fits(self) -> tuple[int, int]:
        """The usual size, or what of it fits the screen with a title bar above."""
        room = self.screen().availableGeometry()
        return min(DEFAULT[0], room.width()), min(DEFAULT[1], room.height() - _TITLE_BAR)

    def _system_theme_changed(self) -> None:
        if self.preferences.theme == "system":
            self.rebuild()

    def _translate_qt(self) -> None:
        """Qt's own words: buttons of file dialogs, context menus of fields."""
        from trainer.ui.start import translate_qt

        translate_qt(self.preferences.language)

    # ---- keys and the window itself

    def _add_shortcuts(self) -> None:
        for keys, act in (
            *((f"Ctrl+{n}", partial(self._leave_for, place)) for n, place in enumerate(PLACES, 1)),
            ("Ctrl+,", partial(self.go_to, "settings")),
            ("Ctrl++", partial(self._change_scale, 1)),
            ("Ctrl+=", partial(self._change_scale, 1)),
            ("Ctrl+-", partial(self._change_scale, -1)),
            ("Ctrl+0", partial(self._change_scale, 0)),
            ("F1", self._show_guide),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _leave_for(self, place: str) -> None:
        # A conversation is left by Esc, which asks.
        if self.practise.conversation is None and self.person is not None:
            self.go_to(place)

    def _change_scale(self, step: int) -> None:
        at = min(range(len(SCALES)), key=lambda n: abs(SCALES[n] - self.preferences.scale))
        scale = SCALES[min(len(SCALES) - 1, max(0, at + step))] if step else 1.0
        self.prefer(replace(self.preferences, scale=scale))

    def _show_guide(self) -> None:
        self.guide.show_about(self.page, self._shown, rail=bool(self._here))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # Everything that is not needed for the first picture comes after it.
            QTimer.singleShot(_SETTLED, self._after_first_paint)

    def _after_first_paint(self) -> None:
        if not self.isVisible():
            return  # closed again at once
        if told := self.store.retention.apply():
            # What is shown may be of sessions that are gone now.
            self.rebuild()
            self.notify(told)
        try:
            self.store.backups.daily()
        except TrainerError as error:
            self.notify(error.text)
        self.voice.speaker().prepare()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.store.problem and not self.store.retry() and not self._closing_anyway:
            event.ignore()
            words = self.words
            self.ask_first(
                words.t("What you practised is not on disk yet"),
                words.t("Save a copy first, or it is lost when the program closes."),
                yes=words.t("Close anyway"),
                no=words.t("Stay here"),
                act=self._close_anyway,
            )
            return
        if "workshop" in self.__dict__:
            self.workshop.close()
        self._resized.stop()
        self.voice.close()
        self.store.close()
        super().closeEvent(event)

    def _close_anyway(self) -> None:
        self._closing_anyway = True
        self.close()

"""Carries out what the settings ask for: looks and sounds, and the person's data."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from trainer.store.recordings import Recordings
from trainer.ui import locking
from trainer.ui.settings.page import Privacy, SettingsPage
from trainer.ui.shell import Shell
from trainer.wording import LANGUAGES, Text

if TYPE_CHECKING:
    from trainer.store.backups import Backup
    from trainer.store.lock import Lock


class SettingsCoordinator:
    """The settings page, backups, and taking out or deleting a person's data."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._recordings = Recordings(shell.data)

    def show(self) -> None:
        """How it looks and sounds, and the person's data."""
        voice = self._shell.voice
        page = SettingsPage(
            self._shell.context,
            self._shell.preferences,
            name=self._shell.person_name(),
            folder=self._shell.data,
            backups=self._shell.store.backups.list(),
            voice_about=voice.about(),
            voices={language: voice.speaker().voices(language) for language in LANGUAGES},
            chosen_voices=voice.chosen(),
            microphone=voice.has_microphone(),
            recorded=self._recordings.size(),
            privacy=self._privacy(),
        )
        page.pin_asked.connect(lambda: locking.set_secret(self._shell, self._lock(), locking.PIN))
        page.pin_unwanted.connect(lambda: locking.remove_secret(self._shell, self._lock(), locking.PIN))
        page.pseudonym_chosen.connect(self._choose_pseudonym)
        page.months_chosen.connect(self._ask_to_keep)
        page.bundle_asked.connect(self._write_bundle)
        page.recordings_unwanted.connect(self._ask_to_delete_recordings)
        page.voice_chosen.connect(lambda language, voice: voice.choose(language, "", voice))
        page.changed.connect(self._shell.prefer)
        page.renamed.connect(self._rename)
        page.voice_tried.connect(voice.try_out)
        page.backup_asked.connect(self._back_up)
        page.restore_asked.connect(self._ask_to_restore)
        page.export_asked.connect(lambda: self._as_person(self._export))
        page.delete_asked.connect(lambda: self._as_person(self._ask_to_delete))
        page.back.connect(self._shell.go_back)
        self._shell.show_page(page, self.show, here="settings")

    def _rename(self, name: str) -> None:
        if self._shell.person is None:
            self._shell.use_person(self._shell.store.people.add(name).id)
        elif name != self._shell.person_name():
            self._shell.store.people.rename(self._shell.person, name)

    def _ask_to_delete_recordings(self) -> None:
        words = self._shell.words
        self._shell.ask_first(
            words.t("Delete all recordings of your own voice?"),
            words.t("Scores and conversations stay."),
            yes=words.t("Delete recordings"),
            act=self._delete_recordings,
        )

    def _delete_recordings(self) -> None:
        self._recordings.delete_all()
        self._shell.rebuild()

    def _back_up(self) -> None:
        backup = self._shell.store.backups.make("manual")
        self._shell.notify(Text("A copy was made: {file}", file=str(backup.path)))
        self._shell.rebuild()

    def _ask_to_restore(self, backup: Backup) -> None:
        words = self._shell.words
        self._shell.ask_first(
            words.t("Restore the copy of {moment}?", moment=words.moment(backup.made.astimezone())),
            words.t("What came after it will be gone. The current data is set aside in a file."),
            yes=words.t("Restore"),
            act=lambda: self._as_everybody(partial(self._shell.restore, backup)),
        )

    def _export(self) -> None:
        shell, person = self._shell, self._shell.person
        if person is None:
            return
        if file := shell.ask_where(shell.words.t("Export my data"), "repliikki.zip", "Zip (*.zip)"):
            from trainer.exchange.person import export_person

            export_person(shell.store, person, file)
            shell.notify(Text("Everything about you was written to {file}. It holds your name.", file=str(file)))

    def _write_bundle(self) -> None:
        shell, person = self._shell, self._shell.person
        if person is None:
            return
        title = shell.words.t("Sessions for my coach")
        if file := shell.ask_where(title, "repliikki.repliikki", "Repliikki (*.repliikki)"):
            from trainer.exchange.bundle import everything

            count = everything(shell.store, person, file)
            shell.notify(Text("{count} sessions were written to {file}", count=count, file=str(file)))

    def _ask_to_delete(self) -> None:
        words = self._shell.words
        self._shell.ask_first(
            words.t("Delete everything about you?"),
            words.t(
                "Your name, your conversations and your scores are removed from this computer for good. Backups "
                "made earlier keep them until newer ones replace them, within a week of use."
            ),
            yes=words.t("Delete my data"),
            act=self._delete,
        )

    def _delete(self) -> None:
        shell = self._shell
        if shell.person is not None:
            shell.store.privacy.delete(shell.person)
        shell.person = None
        shell.show_home()

    # ---- names, locks, and for how long

    def _privacy(self) -> Privacy:
        store, person = self._shell.store, self._shell.person
        return Privacy(
            someone=person is not None,
            pin=person is not None and store.locks.of(person).is_set,
            coach_locked=store.locks.coach.is_set,
            pseudonym=store.privacy.pseudonyms().get(person, ""),
            months=store.retention.months,
            old=store.retention.old().total,
        )

    def _choose_pseudonym(self, hidden: bool) -> None:
        privacy, person = self._shell.store.privacy, self._shell.person
        if person is None:
            return
        if hidden:
            privacy.hide_name(person, self._shell.words)
        else:
            privacy.show_name(person)
        self._shell.rebuild()

    def _ask_to_keep(self, months: int) -> None:
        def keep() -> None:
            self._shell.store.retention.keep(months)
            self._shell.rebuild()

        self._as_everybody(keep, self._shell.rebuild)

    def _lock(self) -> Lock:
        assert self._shell.person is not None
        return self._shell.store.locks.of(self._shell.person)

    def _as_person(self, act: Callable[[], None]) -> None:
        """Does what takes out or removes all of a person, once their PIN was given, where they have one."""
        t = self._shell.words.t
        about = t("Your PIN is needed for anything that affects all your data.")
        locking.ask(self._shell, self._lock(), locking.PIN, t("Your PIN"), about, lambda _: act())

    def _as_everybody(self, act: Callable[[], None], otherwise: Callable[[], None] | None = None) -> None:
        """Does what concerns everybody's sessions, once the coach's passphrase was given, where one is set."""
        shell, t = self._shell, self._shell.words.t
        lock, kind = shell.store.locks.coach, locking.PASSPHRASE
        if not lock.is_set and shell.person is not None:
            lock, kind = self._lock(), locking.PIN
        about = t("It affects everybody's sessions.")
        title = t("The coach's passphrase") if kind is locking.PASSPHRASE else t("Your PIN")
        locking.ask(shell, lock, kind, title, about, lambda _: act(), otherwise)

"""Carries out what the settings ask for: looks and sounds, and the person's data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from trainer.store.recordings import Recordings
from trainer.ui.settings.page import SettingsPage
from trainer.ui.shell import Shell
from trainer.wording import LANGUAGES, Text

if TYPE_CHECKING:
    from trainer.store.backups import Backup


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
        )
        page.recordings_unwanted.connect(self._ask_to_delete_recordings)
        page.voice_chosen.connect(lambda language, voice: voice.choose(language, "", voice))
        page.changed.connect(self._shell.prefer)
        page.renamed.connect(self._rename)
        page.voice_tried.connect(voice.try_out)
        page.backup_asked.connect(self._back_up)
        page.restore_asked.connect(self._ask_to_restore)
        page.export_asked.connect(self._export)
        page.delete_asked.connect(self._ask_to_delete)
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
            words.t("Put back the copy of {moment}?", moment=words.moment(backup.made.astimezone())),
            words.t("What came after it will not be there any more. The present data is set aside in a file."),
            yes=words.t("Restore"),
            act=partial(self._shell.restore, backup),
        )

    def _export(self) -> None:
        title = self._shell.words.t("Export my data")
        if file := self._shell.ask_where(title, "repliikki.repliikki", "Repliikki (*.repliikki)"):
            from trainer.exchange.bundle import everything

            everything(self._shell.store, self._shell.person or 0, file)
            self._shell.notify(Text("Everything about you was written to {file}", file=str(file)))

    def _ask_to_delete(self) -> None:
        words = self._shell.words
        self._shell.ask_first(
            words.t("Delete everything about you?"),
            words.t(
                "Your name, your conversations and your scores are removed from this computer for good. "
                "Backups made earlier keep them until newer ones push them out, within a week of use."
            ),
            yes=words.t("Delete my data"),
            act=self._delete,
        )

    def _delete(self) -> None:
        shell = self._shell
        if shell.person is not None:
            self._recordings.delete(row_.id for row_ in shell.store.sessions.rows(person=shell.person))
            shell.store.people.delete(shell.person)
        shell.person = shell.stored_person()
        shell.show_home()

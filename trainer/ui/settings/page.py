"""Settings: how it looks and sounds, and the data that belongs to the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSlider, QVBoxLayout, QWidget

from trainer import __version__
from trainer.speech.voice import Voice
from trainer.store.backups import Backup
from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Rule
from trainer.ui.elements.choice import Segmented, switch_row
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, page_column, row
from trainer.ui.elements.select import Select
from trainer.ui.elements.text import ElidedLabel, Label
from trainer.ui.preferences import LANGUAGE_NAMES, MAX_NAME, SCALES, Preferences

MONTHS = (0, 12, 24, 36)


@dataclass(frozen=True)
class Privacy:
    """What is kept of the person, and who sees it.

    Attributes:
        someone: whether anybody practises; without, the rest says nothing.
        pin: whether their PIN is asked for.
        coach_locked: whether the coach's area is.
        pseudonym: what exports call them in the place of their name; "" where they carry the name.
        months: after how many months sessions are deleted; 0 for never.
        old: how many would be deleted now.
    """

    someone: bool
    pin: bool
    coach_locked: bool
    pseudonym: str
    months: int
    old: int


class SettingsPage(QWidget):
    """Everything takes effect at once."""

    changed = Signal(object)
    """The `Preferences` as they are now."""
    renamed = Signal(str)
    voice_tried = Signal()
    voice_chosen = Signal(str, str)
    """A language and the id of its voice; "" leaves it to the program."""
    recordings_unwanted = Signal()
    backup_asked = Signal()
    restore_asked = Signal(object)
    pin_asked = Signal()
    """The PIN is to be set or changed."""
    pin_unwanted = Signal()
    pseudonym_chosen = Signal(bool)
    months_chosen = Signal(int)
    bundle_asked = Signal()
    """The sessions are to be written to a file for the coach."""
    export_asked = Signal()
    delete_asked = Signal()
    back = Signal()

    def __init__(
        self,
        ctx: Context,
        preferences: Preferences,
        *,
        name: str,
        folder: Path,
        backups: Sequence[Backup],
        voice_about: str,
        voices: Mapping[str, Sequence[Voice]],
        chosen_voices: Mapping[str, str],
        microphone: bool,
        recorded: int,
        privacy: Privacy,
        parent: QWidget | None = None,
    ) -> None:
        """Recorded is how many bytes of the trainee's own voice there are on disk."""
        super().__init__(parent)
        self._ctx, self.preferences, self._backups, self._privacy = ctx, preferences, backups, privacy
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(ctx.words.t("Settings"))
        laid = page_column(ctx, self)
        laid.addWidget(Label(ctx, ctx.words.t("Settings"), "h1"))
        columns: QHBoxLayout | QVBoxLayout = column(ctx, 16) if ctx.compact else row(ctx, 16)
        left, right = column(ctx, 16), column(ctx, 16)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        laid.addLayout(columns)
        left.addWidget(self._appearance())
        left.addWidget(self._keys())
        left.addWidget(self._person(name))
        left.addStretch(1)
        right.addWidget(self._voice(voice_about, voices, chosen_voices))
        if microphone or recorded:
            right.addWidget(self._own_voice(microphone=microphone, recorded=recorded))
        right.addWidget(self._data(folder))
        right.addStretch(1)
        laid.addWidget(Label(ctx, ctx.words.t("Repliikki {version}, MIT licence", version=__version__), "hint", "ink3"))
        laid.addStretch(1)

    def _appearance(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = self._card(t("Language and appearance"))
        languages = [(key, name, "") for key, name in LANGUAGE_NAMES.items()]
        self._add_segments(card, "Kieli · Language", languages, self.preferences.language, "language")
        themes = [("system", t("Same as the system"), ""), ("light", t("Light"), ""), ("dark", t("Dark"), "")]
        self._add_segments(card, t("Theme"), themes, self.preferences.theme, "theme")
        scales = [(str(scale), ctx.words.percent(scale * 100), "") for scale in SCALES]
        self._add_segments(card, t("Text size (Ctrl +, Ctrl −)"), scales, str(self.preferences.scale), "scale", float)
        self._add_switch(card, t("Reduce motion"), t("Nothing slides or fades."), "reduce_motion")
        return card

    def _keys(self) -> Card:
        t = self._ctx.words.t
        card = self._card(t("Keyboard"))
        about = t("In a conversation 1–4 select, H hint, R replay, P pause, M voice, B background.")
        self._add_switch(card, t("Single-letter keys"), about, "single_keys")
        return card

    def _voice(self, about: str, voices: Mapping[str, Sequence[Voice]], chosen: Mapping[str, str]) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = self._card(t("Voice"))
        self._add_switch(card, t("The customer's voice"), t("Lines are always shown as text, too."), "voice")
        self._add_slider(card, t("Speed"), 7, 15, round(self.preferences.rate * 10), lambda n: {"rate": n / 10})
        self._add_slider(card, t("Volume"), 0, 100, self.preferences.volume, lambda n: {"volume": n})
        for language, there in voices.items():
            self._add_voices(card, language, there, chosen.get(language, ""))
        foot = row(ctx, 12)
        foot.addWidget(Label(ctx, about, "hint", "ink3", wrap=True), 1)
        hear = Button(ctx, t("Try it"), "secondary", icon="play", size="small")
        hear.clicked.connect(self.voice_tried)
        foot.addWidget(hear)
        card.body.addLayout(foot)
        return card

    def _own_voice(self, *, microphone: bool, recorded: int) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = self._card(t("Your own voice"))
        if microphone:
            about = t("A key starts recording what you say; you hear it again in the debrief. Only on this computer.")
            self._add_switch(card, t("Say replies aloud"), about, "record")
        foot = row(ctx, 12)
        size = t("Recordings: {size} MB", size=ctx.words.decimal(recorded / 1_000_000))
        foot.addWidget(Label(ctx, size, "hint", "ink3", wrap=True), 1)
        delete = Button(ctx, t("Delete recordings"), "danger", icon="trash-2", size="small")
        delete.setEnabled(recorded > 0)
        delete.clicked.connect(self.recordings_unwanted)
        foot.addWidget(delete)
        card.body.addLayout(foot)
        return card

    def _person(self, name: str) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = self._card(t("You"))
        card.body.addWidget(Label(ctx, t("Your name"), "hint", "ink2", bold=True))
        field = QLineEdit(name)
        field.setMaxLength(MAX_NAME)
        field.setFont(ctx.look.font("body"))
        field.setMinimumHeight(ctx.look.px(40))
        field.setAccessibleName(t("Your name"))
        field.editingFinished.connect(lambda: self.renamed.emit(field.text()))
        card.body.addWidget(field)
        about = t("After a conversation, 0–100 and a sentence of your own before you see the score.")
        self._add_switch(card, t("Ask for my own rating first"), about, "rate_myself")
        if self._privacy.someone:
            self._add_pseudonym(card)
            self._add_pin(card)
        return card

    def _add_pseudonym(self, card: Card) -> None:
        ctx, t, pseudonym = self._ctx, self._ctx.words.t, self._privacy.pseudonym
        about = t("Exports use one instead of your name, the same each time. What you typed is not changed.")
        if pseudonym:
            about = t("In exports you appear as “{pseudonym}”. What you typed is not changed.", pseudonym=pseudonym)
        name = t("Code name in exports")
        change = self.pseudonym_chosen.emit
        card.body.addLayout(switch_row(ctx, name, about, on=bool(pseudonym), change=change))
        card.body.addWidget(Rule(ctx))

    def _add_pin(self, card: Card) -> None:
        ctx, t, privacy = self._ctx, self._ctx.words.t, self._privacy
        card.body.addWidget(Label(ctx, t("PIN of my profile"), "body"))
        about = t("It is asked for at the start, and when somebody changes to your profile. Nothing is encrypted.")
        card.body.addWidget(Label(ctx, about, "hint", "ink3", wrap=True))
        if not privacy.coach_locked:
            seen = t("Your sessions can still be seen in the coach's area, as long as it has no passphrase.")
            card.body.addWidget(Label(ctx, seen, "hint", "ink3", wrap=True))
        actions = Flow(spacing=ctx.look.px(8))
        change = Button(ctx, t("Change the PIN") if privacy.pin else t("Set a PIN"), icon="key-round", size="small")
        change.clicked.connect(self.pin_asked)
        actions.addWidget(change)
        if privacy.pin:
            remove = Button(ctx, t("Remove the PIN"), "danger", icon="lock-open", size="small")
            remove.clicked.connect(self.pin_unwanted)
            actions.addWidget(remove)
        card.body.addLayout(actions)

    def _data(self, folder: Path) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = self._card(t("Your data"))
        about = t("Everything is on this computer, in the folder")
        card.body.addWidget(Label(ctx, about, "hint", "ink2", wrap=True))
        card.body.addWidget(ElidedLabel(ctx, str(folder), Qt.TextElideMode.ElideMiddle))
        open_folder = Button(ctx, t("Open the folder"), "secondary", icon="folder", size="small")
        open_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        backup = Button(ctx, t("Back up now"), "secondary", icon="save", size="small")
        backup.clicked.connect(self.backup_asked)
        restore = Button(ctx, t("Restore…"), "secondary", icon="history", icon_after="chevron-down", size="small")
        restore.clicked.connect(lambda: self._choose_backup(restore))
        restore.setEnabled(bool(self._backups))
        bundle = Button(ctx, t("Sessions for my coach"), "secondary", icon="send", size="small")
        bundle.clicked.connect(self.bundle_asked)
        export = Button(ctx, t("Export my data"), "secondary", icon="download", size="small")
        export.clicked.connect(self.export_asked)
        delete = Button(ctx, t("Delete my data"), "danger", icon="trash-2", size="small")
        delete.clicked.connect(self.delete_asked)
        for button in (bundle, export, delete):
            button.setEnabled(self._privacy.someone)
        actions = Flow(spacing=ctx.look.px(8))
        for button in (open_folder, backup, restore, bundle, export, delete):
            actions.addWidget(button)
        card.body.addLayout(actions)
        card.body.addWidget(Rule(ctx))
        self._add_retention(card)
        return card

    def _add_retention(self, card: Card) -> None:
        ctx, words, privacy = self._ctx, self._ctx.words, self._privacy
        options = [
            (str(months), words.number(months) if months else words.t("Never"), "")
            for months in sorted({*MONTHS, privacy.months})
        ]
        name = words.t("Delete sessions older than (months)")
        card.body.addWidget(Label(ctx, name, "hint", "ink2", bold=True))
        segments = Segmented(ctx, options, str(privacy.months), name)
        segments.chosen.connect(lambda months: self.months_chosen.emit(int(months)))
        card.body.addWidget(segments)
        about = words.t("Everybody's sessions stay on this computer until somebody deletes them.")
        if privacy.months:
            about = words.n(
                "Applies to everyone here and includes recordings; done when the program starts ({count} now). "
                "You are warned a week before the first time.",
                "Applies to everyone here and includes recordings; done when the program starts ({count} now). "
                "You are warned a week before the first time.",
                privacy.old,
            )
        card.body.addWidget(Label(ctx, about, "hint", "ink3", wrap=True))

    # ---- rows

    def _card(self, title: str) -> Card:
        card = Card(self._ctx, spacing=10, padding=20)
        card.body.addWidget(Label(self._ctx, title, "h3"))
        return card

    def _add_segments(
        self,
        card: Card,
        name: str,
        options: Sequence[tuple[str, str, str]],
        value: str,
        preference: str,
        read: Callable[[str], object] = str,
    ) -> None:
        card.body.addWidget(Label(self._ctx, name, "hint", "ink2", bold=True))
        segments = Segmented(self._ctx, options, value, name)
        segments.chosen.connect(lambda key: self._change(**{preference: read(key)}))
        card.body.addWidget(segments)

    def _add_switch(self, card: Card, name: str, about: str, preference: str) -> None:
        on = getattr(self.preferences, preference)
        change = partial(self._switched, preference)
        card.body.addLayout(switch_row(self._ctx, name, about, on=on, change=change))
        card.body.addWidget(Rule(self._ctx))

    def _switched(self, preference: str, on: bool) -> None:
        self._change(**{preference: on})

    def _add_slider(
        self, card: Card, name: str, low: int, high: int, value: int, change: Callable[[int], dict[str, object]]
    ) -> None:
        ctx = self._ctx
        line = row(ctx, 12)
        line.addWidget(Label(ctx, name, "body"), 1)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(low, high)
        slider.setValue(value)
        slider.setAccessibleName(name)
        slider.setMinimumHeight(ctx.look.px(28))
        slider.setMinimumWidth(ctx.look.px(150))
        shown = Label(ctx, self._slid(high, value), "dense", "ink2", numbers=True)
        shown.setMinimumWidth(ctx.look.px(48))
        slider.valueChanged.connect(lambda n: shown.say(self._slid(high, n)))
        slider.valueChanged.connect(lambda n: self._change(**change(n)))
        line.addWidget(slider, 2)
        line.addWidget(shown)
        card.body.addLayout(line)

    def _add_voices(self, card: Card, language: str, voices: Sequence[Voice], chosen: str) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        name = t("Voice, {language}", language=LANGUAGE_NAMES.get(language, language))
        line = row(ctx, 12)
        line.addWidget(Label(ctx, name, "body"), 1)
        box = Select(ctx, name, height=36)
        box.addItem(t("Chosen by the program"), "")
        for voice in voices:
            box.addItem(voice.name, voice.id)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda: self.voice_chosen.emit(language, box.currentData()))
        line.addWidget(box, 2)
        card.body.addLayout(line)

    def _slid(self, high: int, value: int) -> str:
        words = self._ctx.words
        return words.percent(value) if high == 100 else f"{words.decimal(value / 10)}×"

    def _change(self, **changed: object) -> None:
        self.preferences = replace(self.preferences, **changed)  # type: ignore[arg-type]
        self.changed.emit(self.preferences)

    def _choose_backup(self, button: Button) -> None:
        menu = QMenu(self)
        menu.setFont(self._ctx.look.font("dense"))
        for backup in self._backups:
            action = menu.addAction(self._ctx.words.moment(backup.made.astimezone()))
            action.triggered.connect(lambda _=False, chosen=backup: self.restore_asked.emit(chosen))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

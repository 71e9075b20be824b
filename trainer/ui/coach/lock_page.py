"""The passphrase of the coach's area: what it protects, what not, and where it was taken off without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.card import Card, Icon, Rule
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.side_page import SidePage
from trainer.ui.elements.text import Label


@dataclass(frozen=True)
class LockState:
    """What the page shows.

    Attributes:
        is_set: whether the passphrase is asked for.
        recoveries: of whom, "" for the coach's area, a lock was taken off without its secret, and when.
    """

    is_set: bool
    recoveries: Sequence[tuple[str, datetime]]


class LockPage(SidePage):
    """Set, change and remove it."""

    setting_asked = Signal()
    removal_asked = Signal()

    def __init__(self, ctx: Context, state: LockState, parent: QWidget | None = None) -> None:
        t = ctx.words.t
        super().__init__(ctx, t("Lock"), t("Back to the sessions"), parent=parent)
        self._state = state
        self._laid.addWidget(self._lock())
        self._laid.addWidget(self._honestly())
        self._laid.addWidget(self._recoveries())
        self._laid.addStretch(1)

    def _lock(self) -> Card:
        ctx, t, is_set = self._ctx, self._ctx.words.t, self._state.is_set
        card = Card(ctx, padding=20, spacing=12)
        head = row(ctx, 12)
        head.addWidget(Icon(ctx, "lock" if is_set else "lock-open", "accent", 22), alignment=Qt.AlignmentFlag.AlignTop)
        told = column(ctx, 2)
        told.addWidget(
            Label(ctx, t("The coach's area is locked") if is_set else t("Everybody can open it"), "h3", wrap=True)
        )
        about = (
            t("The passphrase is asked for at the first visit, and again when somebody else practises.")
            if is_set
            else t("Anyone who uses this computer sees everybody's sessions here, and can set marks.")
        )
        told.addWidget(Label(ctx, about, "body", "ink2", wrap=True))
        head.addLayout(told, 1)
        card.body.addLayout(head)
        actions = Flow(spacing=ctx.look.px(8))
        change = Button(ctx, t("Change the passphrase") if is_set else t("Set a passphrase"), "primary",
                        icon="key-round")  # fmt: skip
        change.clicked.connect(self.setting_asked)
        actions.addWidget(change)
        self.primary = change
        if is_set:
            remove = Button(ctx, t("Remove it"), "danger", icon="lock-open")
            remove.clicked.connect(self.removal_asked)
            actions.addWidget(remove)
        card.body.addLayout(actions)
        return card

    def _honestly(self) -> Card:
        ctx, t = self._ctx, self._ctx.words.t
        card = Card(ctx, padding=20, spacing=10)
        card.body.addWidget(Label(ctx, t("What it protects and what it doesn't"), "h3", wrap=True))
        for icon, tone, text in (
            (
                "shield-check", "good",
                t("It stops people using the program here: they do not see others' sessions or change marks."),
            ),
            (
                "triangle-alert", "partial",
                t("It does not stop anyone who opens the data folder: nothing in it is encrypted. Where that "
                  "matters, give each person an account of their own on the computer, or encrypt its disk."),
            ),
        ):  # fmt: skip
            line = row(ctx, 10)
            line.addWidget(Icon(ctx, icon, tone, 18), alignment=Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(ctx, text, "body", wrap=True), 1)
            card.body.addLayout(line)
        card.body.addWidget(Rule(ctx))
        forgotten = t(
            "Forgotten? In a terminal, “repliikki unlock --coach” removes the lock and nothing else. This is "
            "recorded below with its date; it can't be done unnoticed."
        )
        card.body.addWidget(Label(ctx, forgotten, "hint", "ink2", wrap=True))
        return card

    def _recoveries(self) -> Card:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, padding=20, spacing=8)
        card.body.addWidget(Label(ctx, words.t("Removed without the passphrase or PIN"), "h3", wrap=True))
        if not self._state.recoveries:
            card.body.addWidget(Label(ctx, words.t("Never."), "body", "ink2"))
        for name, at in self._state.recoveries:
            who = words.t("{name}'s PIN", name=name) if name else words.t("The coach's passphrase")
            text = f"{words.moment(at.astimezone())} · {who}"
            card.body.addWidget(Label(ctx, text, "body", wrap=True))
        return card

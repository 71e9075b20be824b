"""Letting phones vote: off until the facilitator starts it at an address of their choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from trainer.ui.context import Context
from trainer.ui.elements.announce import announce
from trainer.ui.elements.button import Button
from trainer.ui.elements.dialog import Dialog
from trainer.ui.elements.focus import FocusRing
from trainer.ui.elements.layout import row
from trainer.ui.elements.select import Select
from trainer.ui.elements.text import Label
from trainer.workshop.addresses import Address


class PhonesDialog(Dialog):
    """Starts and stops voting by phone."""

    def __init__(
        self,
        ctx: Context,
        addresses: Sequence[Address],
        place: str,
        *,
        start: Callable[[str], str | None],
        stop: Callable[[], None],
        parent: QWidget,
    ) -> None:
        """Place is where phones vote now, "" if they do not; start returns why it cannot be, or None."""
        t = ctx.words.t
        about = t(
            "Phones on the same network open a small page and vote. It is reachable only while the workshop is "
            "open, no names are asked for, and only counts are kept. Others on the network can see that the page "
            "is there."
        )
        super().__init__(ctx, t("Votes by phone"), about, width=500, parent=parent)
        self._start = start
        self.address = Select(ctx, t("Address on the room's network"))
        for each in addresses:
            self.address.addItem(f"{each.address} ({each.interface})", each.address)
        self._wrong = Label(ctx, "", "hint", "missed", wrap=True)
        self._wrong.hide()
        foot = row(ctx, 12)
        foot.addStretch(1)
        cancel = Button(ctx, t("Cancel"), "secondary")
        cancel.clicked.connect(self.reject)
        foot.addWidget(cancel)
        if place:
            self._laid.addWidget(Label(ctx, t("Phones vote at {place}.", place=place), "body", bold=True, wrap=True))
            end = Button(ctx, t("Stop voting by phone"), "danger")
            end.clicked.connect(stop)
            end.clicked.connect(self.accept)
            foot.addWidget(end)
        elif addresses:
            self._laid.addWidget(Label(ctx, t("Address on the room's network"), "hint", "ink2", bold=True))
            self._laid.addWidget(self.address)
            begin = Button(ctx, t("Start voting by phone"), "primary")
            begin.clicked.connect(self._try)
            foot.addWidget(begin)
            begin.setFocus()
        else:
            none = t("This computer isn't on a network now. Count hands instead (keys 1–4).")
            self._laid.addWidget(Label(ctx, none, "body", wrap=True))
        self._laid.addWidget(self._wrong)
        self._laid.addLayout(foot)
        FocusRing(self, ctx)

    def _try(self) -> None:
        wrong = self._start(str(self.address.currentData()))
        if wrong is None:
            self.accept()
        else:
            self._wrong.say(wrong)
            self._wrong.show()
            announce(self, wrong)

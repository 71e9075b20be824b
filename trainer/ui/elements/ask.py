"""A question that is answered with a few words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.announce import announce
from trainer.ui.elements.button import Button
from trainer.ui.elements.dialog import Dialog
from trainer.ui.elements.focus import FocusRing
from trainer.ui.elements.layout import row
from trainer.ui.elements.text import Label

_LONGEST = 200


class AskText(Dialog):
    """Asks for a name, a passphrase, or the like; stays open as long as the answer will not do."""

    def __init__(
        self,
        ctx: Context,
        title: str,
        about: str,
        name: str,
        value: str,
        yes: str,
        act: Callable[[str], str | None],
        *,
        secret: bool = False,
        parent: QWidget,
    ) -> None:
        """Act is given what was written; it returns why that will not do, or None."""
        super().__init__(ctx, title, about, width=440, parent=parent)
        self._act = act
        self.field = QLineEdit(value)
        self.field.setMaxLength(_LONGEST)
        self.field.setFont(ctx.look.font("body"))
        self.field.setMinimumHeight(ctx.look.px(40))
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self._laid.addWidget(self.field)
        self._wrong = Label(ctx, "", "hint", "missed", wrap=True)
        self._wrong.hide()
        self._laid.addWidget(self._wrong)
        foot = row(ctx, 12)
        foot.addStretch(1)
        no = Button(ctx, ctx.words.t("Cancel"), "secondary")
        no.clicked.connect(self.reject)
        keep = Button(ctx, yes, "primary")
        keep.clicked.connect(self._try)
        foot.addWidget(no)
        foot.addWidget(keep)
        self._laid.addLayout(foot)
        self.field.returnPressed.connect(self._try)
        self.field.setFocus()
        FocusRing(self, ctx)

    def _try(self) -> None:
        wrong = self._act(self.field.text())
        if wrong is None:
            self.accept()
            return
        self._wrong.say(wrong)
        self._wrong.show()
        announce(self, wrong)
        self.field.selectAll()
        self.field.setFocus()

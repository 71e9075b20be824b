"""The rail: where one can go, and who is practising."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Control
from trainer.ui.elements.card import Rule
from trainer.ui.elements.layout import column
from trainer.ui.elements.logo import Logo
from trainer.ui.elements.paint import box, painter_on
from trainer.wording import Text

WIDE, NARROW = 208, 64


class RailButton(Control):
    """A place to go; the one that is shown is marked."""

    def __init__(self, ctx: Context, icon: str, text: str, *, here: bool, wide: bool) -> None:
        super().__init__(text)
        self._ctx, self._icon, self._here, self._wide = ctx, icon, here, wide
        self.setFont(ctx.look.font("body", bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if here:
            self.setAccessibleDescription(ctx.words.t("shown now"))
        if not wide:
            self.setToolTip(text)

    def sizeHint(self) -> QSize:
        # In a low window all places are in sight all the same.
        return QSize(self._ctx.look.px(40), self._ctx.look.px(28 if self._ctx.short else 40))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        ink = "accent" if self._here else "ink2"
        with painter_on(self) as painter:
            if self._here:
                box(painter, QRectF(self.rect()), px(10), look.colour("surface"), look.colour("line"))
            elif self.underMouse():
                box(painter, QRectF(self.rect()), px(10), look.colour("line"))
            x = px(12) if self._wide else (self.width() - px(20)) // 2
            pixmap = look.icon(self._icon, ink, 20, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - px(20)) // 2, pixmap)
            if self._wide:
                painter.setFont(self.font())
                painter.setPen(look.colour(ink))
                rect = QRectF(px(44), 0, self.width() - px(48), self.height())
                painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.text())


class PersonButton(Control):
    """Who is practising; opens the choice of others."""

    def __init__(self, ctx: Context, name: str, *, wide: bool) -> None:
        shown = name or ctx.words.t("No name")
        super().__init__(ctx.words.t("Practising: {name}. Change", name=shown))
        self._ctx, self._name, self._wide = ctx, shown, wide
        self._about = ctx.words.t("Trainee")
        self.setToolTip("" if wide else shown)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(40), self._ctx.look.px(36 if self._ctx.short else 46))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, px = self._ctx.look, self._ctx.look.px
        with painter_on(self) as painter:
            if self.underMouse():
                box(painter, QRectF(self.rect()), px(10), look.colour("line"))
            x = px(8) if self._wide else (self.width() - px(32)) // 2
            disc = QRectF(x, (self.height() - px(32)) / 2, px(32), px(32))
            box(painter, disc, px(16), look.colour("accent"))
            painter.setFont(look.font("hint", bold=True))
            painter.setPen(look.colour("on_accent"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, _initials(self._name))
            if not self._wide:
                return
            left, width = px(50), self.width() - px(54)
            font = look.font("dense", bold=True)
            painter.setFont(font)
            painter.setPen(look.colour("ink"))
            name = QFontMetrics(font).elidedText(self._name, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, px(4), width, px(20)), Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(look.font("hint"))
            painter.setPen(look.colour("ink3"))
            painter.drawText(QRectF(left, px(23), width, px(18)), Qt.AlignmentFlag.AlignVCenter, self._about)


# What the rail leads to, in the order of Ctrl+1 and on.
PLACES = {
    "practise": ("message-circle", Text("Practise")),
    "progress": ("trending-up", Text("Progress")),
    "coach": ("clipboard-check", Text("Coach")),
    "workshop": ("presentation", Text("Workshop")),
    "scenarios": ("workflow", Text("Scenarios")),
}


class Rail(QFrame):
    """The places of the program, the guide, the settings, and who is practising."""

    gone_to = Signal(str)
    person_asked = Signal(QWidget)

    def __init__(self, ctx: Context, here: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        wide = not ctx.compact
        self.setFixedWidth(ctx.look.px(WIDE if wide else NARROW))
        edge = 8 if ctx.short else 16
        laid = column(ctx, 4, (12, edge, 12, edge))
        self.setLayout(laid)
        if not ctx.short:
            laid.addWidget(Logo(ctx, name=wide, size=26))
            laid.addSpacing(ctx.look.px(20))
        for key, (icon, text) in PLACES.items():
            laid.addWidget(self._button(key, icon, ctx.words.say(text), here, wide))
        laid.addStretch(1)
        laid.addWidget(self._button("guide", "circle-question-mark", ctx.words.t("Guide"), here, wide))
        laid.addWidget(self._button("settings", "settings", ctx.words.t("Settings"), here, wide))
        laid.addSpacing(ctx.look.px(8))
        laid.addWidget(Rule(ctx))
        laid.addSpacing(ctx.look.px(8))
        person = PersonButton(ctx, name, wide=wide)
        person.clicked.connect(lambda: self.person_asked.emit(person))
        laid.addWidget(person)

    def _button(self, key: str, icon: str, text: str, here: str, wide: bool) -> RailButton:
        button = RailButton(self._ctx, icon, text, here=key == here, wide=wide)
        button.clicked.connect(lambda: self.gone_to.emit(key))
        return button

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = self._ctx.look
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), look.colour("sunken"))
            painter.fillRect(self.width() - 1, 0, 1, self.height(), look.colour("line"))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()

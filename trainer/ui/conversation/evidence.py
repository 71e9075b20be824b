"""The trainee's own words with the evidence lit: what earned what."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.rubric.catalogue import BY_KEY, RESPECT
from trainer.rubric.marks import BROKEN, LEVEL_WORDS, MISSED, PARTLY, SHOWN, Mark
from trainer.rubric.score import effective
from trainer.ui.context import Context
from trainer.ui.elements.card import Chip
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.meters import LEVEL_SIGNS, UNSURE
from trainer.ui.elements.paint import painter_on

# The underline says the same as the colour.
_UNDERLINES = {
    SHOWN: QTextCharFormat.UnderlineStyle.SingleUnderline,
    PARTLY: QTextCharFormat.UnderlineStyle.DashUnderline,
    MISSED: QTextCharFormat.UnderlineStyle.DotLine,
    BROKEN: QTextCharFormat.UnderlineStyle.DotLine,
}


class EvidenceText(QWidget):
    """A reply in which the words that are evidence stand on their level's colour."""

    def __init__(self, ctx: Context, text: str, marks: Iterable[Mark], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(ctx.look.font("bubble"))
        self._write(text, _levels(text, marks))
        named = [f"{ctx.words.say(BY_KEY[mark.criterion].name)}: {quote}" for mark, quote in _quotes(text, marks)]
        self.setAccessibleName(". ".join([text, *(ctx.words.t("Evidence, {quote}", quote=quote) for quote in named)]))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _write(self, text: str, levels: list[int | None]) -> None:
        look = self._ctx.look
        cursor = QTextCursor(self._document)
        block = QTextBlockFormat()
        block.setLineHeight(look.line_height("bubble"), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(block)
        at = 0
        while at < len(text):
            level, start = levels[at], at
            while at < len(text) and levels[at] == level:
                at += 1
            form = QTextCharFormat()
            form.setForeground(look.colour("ink"))
            if level is not None:
                _, ink, fill = LEVEL_SIGNS[level]
                form.setBackground(look.colour(fill))
                form.setUnderlineStyle(_UNDERLINES[level])
                form.setUnderlineColor(look.colour(ink))
            cursor.insertText(text[start:at], form)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._document.setTextWidth(width)
        return round(self._document.size().height())

    def sizeHint(self) -> QSize:
        width = min(round(self._document.idealWidth()), self._ctx.look.px(560))
        return QSize(width, self.heightForWidth(max(width, 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ctx.look.px(120), self._ctx.look.line_height("bubble"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        self._document.setTextWidth(self.width())
        with painter_on(self) as painter:
            self._document.drawContents(painter)


class MarkChips(QWidget):
    """A chip for each mark, with icon and word."""

    def __init__(self, ctx: Context, marks: Iterable[Mark], *, misses: bool, parent: QWidget | None = None) -> None:
        """Misses are shown only where they are wanted; respect that was kept is the default and not shown."""
        super().__init__(parent)
        laid = Flow(self, spacing=ctx.look.px(6), right=True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for mark in effective(marks):
            kept = mark.criterion == RESPECT.key and mark.level == SHOWN
            if mark.sure and (kept or (mark.level == MISSED and not misses)):
                continue
            laid.addWidget(_chip(ctx, mark))


def _chip(ctx: Context, mark: Mark) -> Chip:
    words = ctx.words
    name = words.say(BY_KEY[mark.criterion].name)
    if not mark.sure:
        chip = Chip(ctx, f"{name}: {words.say(UNSURE).lower()}", icon="circle-question-mark")
        chip.setToolTip(words.t("The program is not sure here. It counts neither for nor against."))
        return chip
    icon, ink, fill = LEVEL_SIGNS[mark.level]
    text = name if mark.level == SHOWN else f"{name}: {words.say(LEVEL_WORDS[mark.level]).lower()}"
    return Chip(ctx, text, icon=icon, ink=ink, fill=fill)


def _levels(text: str, marks: Iterable[Mark]) -> list[int | None]:
    """The level to show each character with; where spans meet the lowest, so that what cost is not hidden."""
    levels: list[int | None] = [None] * len(text)
    for mark in sorted(effective(marks), key=lambda mark: -mark.level):
        if mark.sure and not (mark.criterion == RESPECT.key and mark.level == SHOWN):
            for start, end in mark.evidence:
                end = min(end, len(text))
                levels[start:end] = [mark.level] * (end - start)
    return levels


def _quotes(text: str, marks: Iterable[Mark]) -> list[tuple[Mark, str]]:
    return [
        (mark, text[start:end])
        for mark in effective(marks)
        if mark.sure and not (mark.criterion == RESPECT.key and mark.level == SHOWN)
        for start, end in mark.evidence
    ]

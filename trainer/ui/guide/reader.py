"""Shows Markdown in the look's fonts and colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetrics,
    QImage,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrame,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from trainer.ui.context import Context
from trainer.ui.guide.texts import anchor
from trainer.ui.theme import Role

_HEADINGS: dict[int, Role] = {1: "h1", 2: "h2", 3: "h3"}
# Pixels at 100 % above and below.
_SPACES = {0: (0, 10), 1: (0, 14), 2: (22, 6), 3: (14, 4)}
_PICTURE = re.compile(r"^!\[(?P<caption>[^\]]*)\]\([^)]*\)$", re.MULTILINE)
_OUTSIDE = re.compile(r"\[([^\]]+)\]\((https?://[^)]+)\)")
_MARGIN, _INDENT, _CELL = 24, 22, 6


class GuideReader(QTextBrowser):
    """Reads a part; tells which link of it was followed."""

    followed = Signal(str)
    """A file of the guide, with the heading's name after #."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._folder = Path()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, ctx.look.colour("paper"))
        palette.setColor(QPalette.ColorRole.Text, ctx.look.colour("ink"))
        palette.setColor(QPalette.ColorRole.Link, ctx.look.colour("accent"))
        self.setPalette(palette)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))

    def read(self, markdown: str, folder: Path, title: str) -> None:
        """Shows a text whose pictures lie beside `folder`; title is what a screen reader calls it."""
        self._folder = folder
        self.setAccessibleName(title)
        document = self.document()
        document.setDefaultFont(self._ctx.look.font("body"))
        document.setDocumentMargin(self._ctx.look.px(_MARGIN))
        document.setIndentWidth(self._ctx.look.px(_INDENT))
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        document.setMarkdown(_shown(markdown), features)
        self._dress(document)
        self._fit_pictures()
        self.setExtraSelections([])
        # Where the cursor is, Qt scrolls to whenever the width changes.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def go_to(self, name: str) -> None:
        """Brings a heading to the top, by its name in links."""
        for block in _blocks(self.document()):
            if block.blockFormat().headingLevel() and anchor(block.text()) == name:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top) - self._ctx.look.px(_MARGIN // 2))
                return

    def mark(self, words: str) -> None:
        """Underlines these words wherever they stand."""
        marked = QTextCharFormat()
        marked.setBackground(self._ctx.look.colour("partial_soft"))
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        marked.setUnderlineColor(self._ctx.look.colour("partial"))
        selections = []
        for word in words.split():
            at = self.document().find(word)
            while not at.isNull():
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = at, marked
                selections.append(selection)
                at = self.document().find(word, at)
        self.setExtraSelections(selections)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        path = name.toString() if isinstance(name, QUrl) else name
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return QImage(str(self._folder / path))
        return super().loadResource(kind, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pictures()

    # ---- dressing

    def _dress(self, document: QTextDocument) -> None:
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for block in _blocks(document):
            self._dress_block(block)
            for fragment in _fragments(block):
                self._dress_fragment(block, fragment)
        cursor.endEditBlock()
        self._dress_tables(document.rootFrame())

    def _dress_block(self, block: QTextBlock) -> None:
        look, px = self._ctx.look, self._ctx.look.px
        cursor, form = QTextCursor(block), QTextBlockFormat(block.blockFormat())
        if form.hasProperty(QTextFormat.Property.BlockCodeFence):
            form.setBackground(look.colour("sunken"))
            form.setLeftMargin(px(_CELL))
            cursor.setBlockFormat(form)
            return
        role: Role = _HEADINGS.get(form.headingLevel(), "body")
        above, below = _SPACES.get(form.headingLevel(), _SPACES[0])
        if cursor.currentTable() is not None:
            above = below = 0
        elif block.textList() is not None and block.next().textList() is block.textList():
            below = 4
        form.setTopMargin(px(above))
        form.setBottomMargin(px(below))
        spread = 100 * look.line_height(role) / max(1, QFontMetrics(look.font(role)).lineSpacing())
        # A picture's line would be spread by the picture's own height.
        if "\ufffc" not in block.text():
            form.setLineHeight(spread, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(form)

    def _dress_fragment(self, block: QTextBlock, fragment: QTextFragment) -> None:
        look, old = self._ctx.look, fragment.charFormat()
        if old.isImageFormat():
            return
        level = block.blockFormat().headingLevel()
        form = QTextCharFormat()
        font = look.font(_HEADINGS.get(level, "body"), bold=old.fontWeight() >= QFont.Weight.Bold)
        font.setItalic(old.fontItalic())
        form.setFont(font)
        form.setForeground(look.colour("ink"))
        if old.fontFixedPitch() or block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            fixed.setPixelSize(look.px(14))
            form.setFont(fixed)
            form.setBackground(look.colour("sunken"))
        if old.isAnchor() and not old.anchorHref().startswith("http"):
            form.setAnchor(True)
            form.setAnchorHref(old.anchorHref())
            form.setForeground(look.colour("accent"))
            form.setFontUnderline(True)
        cursor = QTextCursor(self.document())
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)

    def _dress_tables(self, frame: QTextFrame) -> None:
        look = self._ctx.look
        for child in frame.childFrames():
            if isinstance(child, QTextTable):
                form = child.format()
                form.setBorder(1)
                form.setBorderBrush(look.colour("line"))
                form.setBorderCollapse(True)
                form.setCellPadding(look.px(_CELL))
                form.setBottomMargin(look.px(_SPACES[0][1]))
                form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                child.setFormat(form)

    def _fit_pictures(self) -> None:
        room = self.viewport().width() - 2 * self._ctx.look.px(_MARGIN)
        document = self.document()
        for block in _blocks(document):
            for fragment in _fragments(block):
                form = fragment.charFormat()
                if not form.isImageFormat():
                    continue
                image = form.toImageFormat()
                picture = QImage(str(self._folder / image.name()))
                width = min(room, self._ctx.look.px(picture.width()))
                if picture.isNull() or width <= 0 or round(image.width()) == width:
                    continue
                image.setWidth(width)
                image.setHeight(width * picture.height() / picture.width())
                cursor = QTextCursor(document)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(image)


def _shown(markdown: str) -> str:
    """With what a picture shows told below it, and addresses of the net as text: no link leads out of the program."""
    captioned = _PICTURE.sub(lambda picture: f"{picture[0]}\n\n*{picture['caption']}*", markdown)
    return _OUTSIDE.sub(r"\1 (\2)", captioned)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    """The pieces of one format, before any of them is changed."""
    pieces, at = [], block.begin()
    while not at.atEnd():
        pieces.append(at.fragment())
        at += 1
    return pieces

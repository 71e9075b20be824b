"""Pages of a report: text as HTML with charts in it, printed on A4 with a line at the foot of each page.

Qt writes no tags into a PDF (6.11), so that reading order and headings are in the text only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRect, QRectF, QRegularExpression, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from trainer.errors import TrainerError
from trainer.exchange.writing import write_whole
from trainer.ui.charts.table import Table
from trainer.ui.theme import LIGHT, Look, Role
from trainer.wording import Text, Wording


class _Paper(Look):
    """Like the screen, but dashes and signs keep their own glyphs: Qt could not tell what others stand for."""

    def font(self, role: Role, *, bold: bool = False) -> QFont:
        font = super().font(role, bold=bold)
        font.setFeature(QFont.Tag("calt"), 0)
        return font


LOOK = _Paper(LIGHT)
"""Paper is white and is seen at one size."""
# Pixels of the design to an inch: body text of 15 is then set in 10 points.
_DENSITY = 108
_MARGINS = QMarginsF(18, 16, 18, 14)  # millimetres
_FOOT = 34  # pixels

_CHART = QTextFormat.ObjectTypes.UserObject + 1
_NUMBER = QTextFormat.Property.UserProperty + 1
# Around the number of a chart where it belongs in the HTML; no text of a person has it, as `escape_text` takes it out.
_PLACE = "\ue000"

D = TypeVar("D")
Draw = Callable[[QPainter, QRectF], None]

_STYLE = f"""
h1 {{ font-size: 28px; font-weight: 600; margin-top: 0; margin-bottom: 2px; }}
h2 {{ font-size: 18px; font-weight: 600; color: {LIGHT.accent}; margin-top: 20px; margin-bottom: 6px; }}
h3 {{ font-size: 15px; font-weight: 600; margin-top: 12px; margin-bottom: 2px; }}
p {{ margin-top: 4px; margin-bottom: 4px; }}
.score {{ font-size: 32px; font-weight: 700; }}
.quiet {{ color: {LIGHT.ink2}; font-size: 13px; }}
.own {{ color: {LIGHT.accent}; }} .other {{ color: {LIGHT.clay}; }}
.strong {{ font-weight: 600; }}
.missed {{ color: {LIGHT.missed}; }}
.next {{ margin-top: 12px; margin-bottom: 0; }}
th {{ text-align: left; font-size: 13px; font-weight: 600; color: {LIGHT.ink2}; }}
th, td {{ padding: 4px 14px 4px 0; border-bottom: 1px solid {LIGHT.line}; }}
.beside {{ vertical-align: middle; }}
"""


class Report:
    """A document that grows part by part and is then written to a file."""

    def __init__(self, title: str, words: Wording) -> None:
        """The title stands in the file's properties and at the foot of each page."""
        self._title, self._words = title, words
        # A document for each beginning, as Qt lays out all that follows a change anew.
        self._parts: list[list[str]] = []
        self._charts = _Charts()

    @property
    def width(self) -> float:
        """Pixels of the design that there are between the margins."""
        return _layout().paintRect(QPageLayout.Unit.Inch).width() * _DENSITY

    def add(self, *html: str) -> None:
        """Adds HTML to what was begun last, what people wrote escaped by `escape_text`."""
        self._parts[-1] += html

    def begin(self, title: str, about: str) -> None:
        """Begins on a new page, with a title and what is said about the whole below it."""
        self._parts.append([heading(title, 1), paragraph(about, "quiet")])

    def chart(self, width: float, height: float, paint: Callable[[QPainter, QRectF, D, Look], None], data: D) -> str:
        """A chart as HTML to be added, as wide and high in pixels of the design."""
        number = self._charts.add(QSizeF(width, height), lambda painter, rect: paint(painter, rect, data, LOOK))
        return f"{_PLACE}{number}{_PLACE}"

    def write(self, file: Path) -> None:
        """Prints it to a PDF.

        Raises:
            TrainerError: nothing was added, or the file cannot be written.
        """
        if not self._parts:
            raise TrainerError(Text("There is no report to write, as none of these sessions is finished."))
        write_whole(file, [self._pdf()])

    def _pdf(self) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self._title)
        writer.setCreator("Repliikki")
        writer.setPageLayout(_layout())
        painter = QPainter(writer)
        painter.scale(writer.resolution() / _DENSITY, writer.resolution() / _DENSITY)
        documents = [self._document(part) for part in self._parts]
        pages = [(document, page) for document in documents for page in range(document.pageCount())]
        for number, (document, page) in enumerate(pages, 1):
            if number > 1:
                writer.newPage()
            _paint_page(painter, document, page)
            self._paint_foot(painter, document.pageSize(), number, len(pages))
        painter.end()
        return bytes(buffer.data().data())

    def _document(self, part: Sequence[str]) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(LOOK.font("body"))
        # Letters stand where the printer will put them, not where a screen's pixels are.
        document.setUseDesignMetrics(True)
        document.setDefaultStyleSheet(_STYLE)
        document.documentLayout().registerHandler(_CHART, self._charts)
        document.setHtml("".join(part))
        place = QRegularExpression(f"{_PLACE}[0-9]+{_PLACE}")
        found = document.find(place)
        while not found.isNull():
            shape = QTextCharFormat()
            shape.setObjectType(_CHART)
            shape.setProperty(_NUMBER, int(found.selectedText().strip(_PLACE)))
            shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
            found.insertText("\ufffc", shape)
            found = document.find(place, found)
        document.setPageSize(QSizeF(self.width, _layout().paintRect(QPageLayout.Unit.Inch).height() * _DENSITY - _FOOT))
        _keep_headings(document)
        return document

    def _paint_foot(self, painter: QPainter, page: QSizeF, number: int, pages: int) -> None:
        line = QRectF(0, page.height() + _FOOT - 18, page.width(), 18)
        painter.setFont(LOOK.font("hint"))
        painter.setPen(LOOK.colour("ink2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self._title)
        of = self._words.t("Page {number} of {pages}", number=number, pages=pages)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, of)


def _paint_page(painter: QPainter, document: QTextDocument, number: int) -> None:
    """Paints a page of a document, from 0 on, at the painter's origin."""
    page = document.pageSize()
    painter.save()
    painter.translate(0, -number * page.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    # The program's own text colour is light when its theme is dark.
    context.palette.setColor(QPalette.ColorRole.Text, LOOK.colour("ink"))
    # Not to the very edge, where the next page's first line begins: it would be found on both.
    context.clip = QRectF(QPointF(0, number * page.height()), page).adjusted(0, 1, 0, -1)
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()


class _Charts(QPyTextObject):
    """The charts of a document, by number."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: list[tuple[QSizeF, Draw]] = []

    def add(self, size: QSizeF, draw: Draw) -> int:
        self._drawn.append((size, draw))
        return len(self._drawn) - 1

    def intrinsicSize(self, document: QTextDocument, position: int, shape: QTextFormat) -> QSizeF:  # noqa: ARG002
        return self._drawn[shape.intProperty(_NUMBER)][0]

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, position: int, shape: QTextFormat  # noqa: ARG002
    ) -> None:  # fmt: skip
        # Qt asks for it on the page before too, where nothing of it is seen but its words would be found.
        if not painter.clipBoundingRect().intersects(rect):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawn[shape.intProperty(_NUMBER)][1](painter, QRectF(rect))
        painter.restore()


def _keep_headings(document: QTextDocument) -> None:
    """Takes headings that would stand alone at the end of a page over to the next one, to what they are the head of."""
    layout, page = document.documentLayout(), document.pageSize().height()
    block = document.begin()
    while block.isValid():
        following = block.next()
        if block.blockFormat().headingLevel() and following.isValid():
            ends, begins = layout.blockBoundingRect(block).bottom(), layout.blockBoundingRect(following).top()
            if following.layout().lineCount():
                # A block that begins at the foot of a page may have its first line on the next.
                begins += following.layout().lineAt(0).y()
            if ends // page < begins // page:
                shape = QTextBlockFormat()
                shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).mergeBlockFormat(shape)
        block = following


def escape_text(text: str) -> str:
    """A text of a person as HTML, its lines kept."""
    return escape(text.replace(_PLACE, "")).replace("\n", "<br>")


def heading(text: str, level: int = 2) -> str:
    """A heading as HTML."""
    return f"<h{level}>{escape_text(text)}</h{level}>"


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph as HTML; its kind is a class of the style sheet."""
    return f"<p class='{kind}'>{escape_text(text)}</p>"


def section(table: Table, charts: Sequence[str] = ()) -> str:
    """A table under its name; its heading is repeated on each page.

    Args:
        table: its cells are plain text.
        charts: one a row, put after the first cell.
    """
    head = [f"<th>{escape_text(cell)}</th>" for cell in table.heading]
    if charts:
        head.insert(1, "<th></th>")
    rows = []
    for n, row in enumerate(table.rows):
        # The last row of a page is stretched to its end, so what is in a row of text keeps to the top.
        cells = [f"<td class='{'beside' if charts else ''}'>{escape_text(cell)}</td>" for cell in row]
        if charts:
            cells.insert(1, f"<td>{charts[n]}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    top, body = "".join(head), "".join(rows)
    return f"{heading(table.name)}<table width='100%' cellspacing='0'><thead><tr>{top}</tr></thead>{body}</table>"


def _layout() -> QPageLayout:
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(a4, QPageLayout.Orientation.Portrait, _MARGINS, QPageLayout.Unit.Millimeter)

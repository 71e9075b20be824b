"""How each person of a group does on each skill."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from trainer.coaching.cohort import FEW_BELOW, Cell, Cohort
from trainer.rubric.catalogue import BY_KEY, CRITERIA
from trainer.rubric.marks import LEVEL_WORDS, MISSED, PARTLY, SHOWN
from trainer.ui.charts.table import Table
from trainer.ui.elements.meters import LEVEL_SIGNS, level_of
from trainer.ui.elements.paint import box
from trainer.ui.theme import Look
from trainer.wording import Wording, half_up

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Pixels at 100 %.
_NARROWEST, _WIDEST, _ROW, _GAP, _NAMES, _LEGEND = 48, 108, 44, 4, 190, 32
# Names of skills that do not fit over their column lean by so many degrees, and stand where columns are narrow.
_LEANING, _UPRIGHT = 60, 90


class Row(NamedTuple):
    """A person, or the group, and a cell for each criterion; None where there is no session."""

    name: str
    cells: tuple[Cell | None, ...]


class HeatMap(NamedTuple):
    """What is drawn.

    Attributes:
        people: their numbers, row by row.
        criteria: keys of the catalogue, column by column.
        columns: the criteria's names as people read them.
        rows: a person each.
        foot: the group's means.
        weakest: the column in which the group is weakest; None where nothing is known.
        legend: what the fillings of missed, partly, shown and too few mean.
    """

    people: tuple[int, ...]
    criteria: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    foot: Row
    weakest: int | None
    legend: tuple[str, str, str, str]


def heat_map(group: Cohort, people: Mapping[int, str], words: Wording) -> HeatMap:
    """The heat map of a group; people are their names by number, in the order of the rows."""
    keys = tuple(criterion.key for criterion in CRITERIA if criterion.key in group.group)
    missed, partly, shown = (words.say(LEVEL_WORDS[level]) for level in (MISSED, PARTLY, SHOWN))
    return HeatMap(
        tuple(people),
        keys,
        tuple(words.say(BY_KEY[key].name) for key in keys),
        tuple(Row(name, tuple(group.cells.get((person, key)) for key in keys)) for person, name in people.items()),
        Row(words.t("Group average"), tuple(group.group[key] for key in keys)),
        None if group.weakest is None else keys.index(group.weakest),
        (missed, partly, shown, words.t("fewer than {few} sessions", few=FEW_BELOW)),
    )


def paint(painter: QPainter, rect: QRectF, data: HeatMap, look: Look, cursor: tuple[int, int] | None = None) -> None:
    """Percent and n in each cell, filled by level; few sessions grey, none dashed; the cursor (row, column) framed."""
    frame = frame_in(rect, data, look)
    _paint_headings(painter, frame, data, look)
    names = _names_width(data, look)
    for n, row in enumerate(data.rows):
        _paint_row(painter, frame, names, n, row, look)
    foot = frame.cell(len(data.rows), 0)
    painter.setPen(look.colour("line"))
    painter.drawLine(foot.topLeft() - QPointF(names, 0), QPointF(frame.right(data), foot.top()))
    below = frame._replace(top=frame.top + look.px(_GAP))
    _paint_row(painter, below, names, len(data.rows), data.foot, look, mean=True)
    _paint_legend(painter, frame, data, look)
    if cursor is not None:
        around = look.px(2)
        cell = frame.cell(*cursor).adjusted(-around, -around, around, around)
        box(painter, cell, look.px(8), None, look.colour("accent"), look.px(2))


def size(data: HeatMap, look: Look) -> QSize:
    """The least size at which all can be read, in pixels."""
    width = _names_width(data, look) + len(data.columns) * look.px(_NARROWEST)
    overhang = _overhang(data, look, look.px(_NARROWEST))
    return QSize(math.ceil(max(width + overhang, _legend_width(data, look))), height(data, width + overhang, look))


def height(data: HeatMap, width: float, look: Look) -> int:
    """How high a heat map is at a width, in pixels."""
    frame = frame_in(QRectF(0, 0, width, 0), data, look)
    return math.ceil(frame.bottom(data) + look.px(_LEGEND))


def told(data: HeatMap, row: int, column: int, words: Wording) -> str:
    """A cell in words: "Otto Virtanen, Takes ownership: 48, partly, 6 sessions"."""
    person, skill, cell = data.rows[row].name, data.columns[column], data.rows[row].cells[column]
    if cell is None:
        return words.t("{person}, {skill}: no session", person=person, skill=skill)
    return words.n(
        "{person}, {skill}: {percent}, {level}, {count} session",
        "{person}, {skill}: {percent}, {level}, {count} sessions",
        cell.of, person=person, skill=skill, percent=half_up(cell.percent),
        level=words.say(LEVEL_WORDS[level_of(half_up(cell.percent))[0]]).lower(),
    )  # fmt: skip


def summary(data: HeatMap, words: Wording) -> str:
    """The heat map in one sentence."""
    people = words.n("{count} person", "{count} people", len(data.rows))
    skills = words.n("{count} skill", "{count} skills", len(data.columns))
    if data.weakest is None:
        return words.t("{people} by {skills}.", people=people, skills=skills)
    return words.t(
        "{people} by {skills}; weakest of the group: {skill}.",
        people=people, skills=skills, skill=data.columns[data.weakest],
    )  # fmt: skip


def table(data: HeatMap, words: Wording) -> Table:
    """The same as a table: "48 (n 6)", and "–" where there is no session."""
    rows = [*data.rows, data.foot]
    return Table(
        words.t("People and skills"),
        (words.t("Person"), *data.columns),
        tuple((row.name, *(f"{half_up(c.percent)} (n {c.of})" if c else "–" for c in row.cells)) for row in rows),
    )


class Frame(NamedTuple):
    """Where cells lie: the first one's corner, a column's width and a row's height, their gap; how far names lean."""

    left: float
    top: float
    width: float
    row: float
    gap: float
    lean: int

    def cell(self, row: int, column: int) -> QRectF:
        """The box of a cell."""
        left, top = self.left + column * self.width, self.top + row * self.row
        return QRectF(left, top, self.width - self.gap, self.row - self.gap)

    def right(self, data: HeatMap) -> float:
        """Where the last column ends."""
        return self.left + len(data.columns) * self.width - self.gap

    def bottom(self, data: HeatMap) -> float:
        """Where the group's row ends."""
        return self.top + (len(data.rows) + 1) * self.row

    def at(self, point: QPointF, data: HeatMap) -> tuple[int, int] | None:
        """Row and column of the cell at a point; None beside the cells."""
        row, column = int((point.y() - self.top) // self.row), int((point.x() - self.left) // self.width)
        inside = 0 <= row < len(data.rows) and 0 <= column < len(data.columns)
        return (row, column) if inside else None


def frame_in(rect: QRectF, data: HeatMap, look: Look) -> Frame:
    """How a heat map is laid out in a rectangle."""
    left, row, gap = rect.left() + _names_width(data, look), look.px(_ROW), look.px(_GAP)
    widest = max((_width(name, look) for name in data.columns), default=0.0)
    room = rect.right() - left
    columns = max(1, len(data.columns))
    if widest + gap + look.px(8) <= room / columns:
        width = max(widest + gap + look.px(8), min(look.px(_WIDEST), room / columns))
        return Frame(left, rect.top() + look.px(26), width, row, gap, 0)
    leaning = (room - _overhang(data, look, look.px(_NARROWEST))) / columns
    lean = _UPRIGHT if leaning < look.px(_NARROWEST) else _LEANING
    width = min(look.px(_WIDEST), room / columns if lean == _UPRIGHT else leaning)
    return Frame(left, rect.top() + widest * math.sin(math.radians(lean)) + look.px(16), width, row, gap, lean)


def _overhang(data: HeatMap, look: Look, column: float) -> float:
    """How far leaning names stick out to the right of the last column, whose width is given."""
    last, cosine = len(data.columns) - 1, math.cos(math.radians(_LEANING))
    reach = (_width(name, look) * cosine - (last - n) * column for n, name in enumerate(data.columns))
    return max(0.0, *reach, 0.0) - column / 2 + look.px(16)


def _names_width(data: HeatMap, look: Look) -> float:
    rows = [*data.rows, data.foot]
    metrics = QFontMetrics(look.font("dense", bold=True))
    widest = max((metrics.horizontalAdvance(row.name) for row in rows), default=0)
    return min(widest, look.px(_NAMES)) + look.px(12)


def _width(text: str, look: Look) -> float:
    return QFontMetrics(look.font("hint", bold=True)).horizontalAdvance(text)


def _paint_headings(painter: QPainter, frame: Frame, data: HeatMap, look: Look) -> None:
    for n, name in enumerate(data.columns):
        painter.setFont(look.font("hint", bold=n == data.weakest))
        painter.setPen(look.colour("ink" if n == data.weakest else "ink2"))
        cell = frame.cell(0, n)
        width = _width(name, look)
        if not frame.lean:
            painter.drawText(QRectF(cell.left(), cell.top() - look.px(26), cell.width(), look.px(22)), _CENTRE, name)
            continue
        painter.save()
        painter.translate(cell.center().x() + (look.px(4) if frame.lean == _LEANING else 0), frame.top - look.px(6))
        painter.rotate(-frame.lean)
        painter.drawText(QRectF(0, -look.px(9), width + 1, look.px(18)), _LEFT, name)
        painter.restore()


def _paint_row(
    painter: QPainter, frame: Frame, names: float, n: int, row: Row, look: Look, *, mean: bool = False
) -> None:  # fmt: skip
    first = frame.cell(n, 0)
    font = look.font("dense", bold=mean)
    painter.setFont(font)
    painter.setPen(look.colour("ink"))
    name = QFontMetrics(font).elidedText(row.name, Qt.TextElideMode.ElideRight, look.px(_NAMES))
    painter.drawText(QRectF(frame.left - names, first.top(), names, first.height()), _LEFT, name)
    for column, cell in enumerate(row.cells):
        _paint_cell(painter, frame.cell(n, column), cell, look, mean=mean)


def _paint_cell(painter: QPainter, rect: QRectF, cell: Cell | None, look: Look, *, mean: bool) -> None:
    radius = look.px(6)
    if cell is None:
        box(painter, rect, radius, None, look.colour("line2"), look.px(1), dashed=True)
        painter.setFont(look.font("dense"))
        painter.setPen(look.colour("ink3"))
        painter.drawText(rect, _CENTRE, "–")
        return
    _, ink, soft = LEVEL_SIGNS[level_of(half_up(cell.percent))[0]]
    if not mean:
        box(painter, rect, radius, look.colour("sunken" if cell.few else soft))
    painter.setFont(look.font("dense", bold=True))
    painter.setPen(look.colour("ink" if mean else "ink3" if cell.few else ink))
    half = rect.height() / 2
    upper = QRectF(rect.left(), rect.top() + look.px(2), rect.width(), half)
    painter.drawText(upper, _CENTRE, str(half_up(cell.percent)))
    painter.setFont(look.font("hint"))
    painter.setPen(look.colour("ink3" if cell.few or mean else "ink2"))
    painter.drawText(upper.translated(0, half - look.px(3)), _CENTRE, f"n {cell.of}")


def _paint_legend(painter: QPainter, frame: Frame, data: HeatMap, look: Look) -> None:
    px = look.px
    top = frame.bottom(data) + px(_LEGEND - 20)
    left = frame.left - _names_width(data, look)
    fills = (*(LEVEL_SIGNS[level][2] for level in (MISSED, PARTLY, SHOWN)), "sunken")
    painter.setFont(look.font("hint"))
    for text, fill in zip(data.legend, fills, strict=True):
        box(painter, QRectF(left, top + px(2), px(16), px(16)), px(4), look.colour(fill), look.colour("line2"), px(1))
        painter.setPen(look.colour("ink2"))
        width = _width(text, look)
        painter.drawText(QRectF(left + px(22), top, width + 1, px(20)), _LEFT, text)
        left += px(22) + width + px(16)


def _legend_width(data: HeatMap, look: Look) -> float:
    return sum(_width(text, look) + look.px(38) for text in data.legend)

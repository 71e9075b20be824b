"""The table of sessions: 100,000 of them, of which only those in sight are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from trainer.scenario.library import Summary
from trainer.store.lists import Column, Listed
from trainer.ui.context import Context
from trainer.ui.elements.paint import box
from trainer.ui.elements.portrait import picture
from trainer.wording import Text, Wording

Index = QModelIndex | QPersistentModelIndex
_PAGE = 100
_ROW = 44

# What stands in the table from left to right, by what it is sorted, and how wide it is in pixels at 100 %.
COLUMNS: tuple[tuple[Text, Column | None, int], ...] = (
    (Text("When"), "started", 126),
    (Text("Trainee"), "person", 142),
    (Text("Scenario"), "scenario", 176),
    (Text("Replies"), None, 96),
    (Text("Min"), "seconds", 46),
    (Text("Score"), "score", 94),
    (Text("Flags"), None, 148),
    (Text("State"), "waiting", 112),
)
WHEN, TRAINEE, SCENARIO, REPLIES, MINUTES, SCORE, NOTICE, STATE = range(len(COLUMNS))


class SessionsModel(QAbstractTableModel):
    """Rows of a list, read page by page as they come into sight."""

    def __init__(
        self,
        words: Wording,
        titles: Mapping[str, Summary],
        ids: Sequence[int],
        read: Callable[[Sequence[int]], Sequence[Listed]],
        today: date,
    ) -> None:
        """Ids are the sessions in order; read gives what is shown of some of them."""
        super().__init__()
        self._words, self._titles, self._ids, self._read, self._today = words, titles, ids, read, today
        self._pages: dict[int, dict[int, Listed]] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def listed(self, row: int) -> Listed | None:
        """What is known of a row; None where the session has gone meanwhile."""
        number = row // _PAGE
        if number not in self._pages:
            wanted = self._ids[number * _PAGE : (number + 1) * _PAGE]
            self._pages[number] = {listed.id: listed for listed in self._read(wanted)}
        return self._pages[number].get(self._ids[row])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        listed = self.listed(index.row())
        if listed is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(listed, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._words.say(COLUMNS[section][0])
        return None

    def text(self, listed: Listed, column: int) -> str:
        """A cell in words."""
        words = self._words
        if column == WHEN:
            return self._when(listed)
        if column == TRAINEE:
            return listed.person_name or words.t("No name")
        if column == SCENARIO:
            summary = self._titles.get(listed.scenario)
            return summary.text(summary.title, words.language) if summary else listed.scenario
        if column == REPLIES:
            return self._replies(listed)
        if column == MINUTES:
            return "–" if listed.seconds is None else str(max(1, round(listed.seconds / 60)))
        if column == SCORE:
            return "–" if listed.score is None else str(listed.score)
        return self.notice(listed) if column == NOTICE else self.state(listed)

    def _when(self, listed: Listed) -> str:
        words, started = self._words, listed.started.astimezone()
        clock = (
            f"{started.hour}.{started.minute:02}" if words.language == "fi" else f"{started.hour}:{started.minute:02}"
        )
        days = (self._today - started.date()).days
        if days == 0:
            return words.t("Today {time}", time=clock)
        return words.t("Yesterday {time}", time=clock) if days == 1 else words.short_day(started)

    def _replies(self, listed: Listed) -> str:
        if not listed.typed:
            return self._words.t("Chosen")
        return self._words.t("Typed") if listed.typed == listed.turns else self._words.t("Both")

    def notice(self, listed: Listed) -> str:
        """What a coach should look at first; "" for nothing."""
        words = self._words
        if listed.disputed:
            return words.n("{count} disputed", "{count} disputed", listed.disputed)
        if listed.unsure:
            return words.n("{count} not sure", "{count} not sure", listed.unsure)
        return words.t("Respect broken") if listed.broken else ""

    def state(self, listed: Listed) -> str:
        """How far it is: open, broken off, waiting for a coach, reviewed."""
        if listed.state != "finished":
            return self._words.t("In progress") if listed.state == "open" else self._words.t("Broken off")
        return self._words.t("Waiting") if listed.waiting else self._words.t("Reviewed")


class _Cells(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, ctx: Context, titles: Mapping[str, Summary]) -> None:
        super().__init__()
        self._ctx, self._titles = ctx, titles

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(self._ctx.look.px(60), self._ctx.look.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, px = self._ctx.look, self._ctx.look.px
        model = index.model()
        assert isinstance(model, SessionsModel)
        listed = model.listed(index.row())
        rect = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("accent_soft"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colour("line"))
        if listed is not None:
            inner = rect.adjusted(px(10), 0, -px(6), 0)
            text = model.text(listed, index.column())
            if index.column() == SCENARIO:
                inner = self._paint_face(painter, inner, listed)
            if index.column() == SCORE:
                self._paint_score(painter, inner, listed)
            elif index.column() == STATE or (index.column() == NOTICE and text):
                self._paint_chip(painter, inner, listed, text, state=index.column() == STATE)
            else:
                self._write(painter, inner, text, index.column())
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, text: str, column: int) -> None:
        look = self._ctx.look
        font = look.font("dense", bold=column == TRAINEE)
        painter.setFont(font)
        painter.setPen(look.colour("ink" if column in (TRAINEE, SCENARIO) else "ink2"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_face(self, painter: QPainter, rect: QRect, listed: Listed) -> QRect:
        px = self._ctx.look.px
        summary = self._titles.get(listed.scenario)
        size = px(28)
        place = QRect(rect.left(), rect.center().y() - size // 2, size, size)
        box(painter, QRectF(place), px(6), self._ctx.look.colour("tile"))
        if summary is not None and (drawn := picture(summary.portrait, "calm", size, size, 2.0)) is not None:
            painter.drawPixmap(place, drawn)
        return rect.adjusted(size + px(8), 0, 0, 0)

    def _paint_score(self, painter: QPainter, rect: QRect, listed: Listed) -> None:
        look, px = self._ctx.look, self._ctx.look.px
        font = look.font("dense", bold=True)
        font.setFeature(QFont.Tag("tnum"), 1)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        number = QRect(rect.left(), rect.top(), px(28), rect.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                         "–" if listed.score is None else str(listed.score))  # fmt: skip
        track = QRectF(number.right() + px(8), rect.center().y() - px(2.5), px(40), px(6))
        box(painter, track, px(3), look.colour("sunken"))
        if listed.score:
            done = QRectF(track.left(), track.top(), track.width() * listed.score / 100, track.height())
            box(painter, done, px(3), look.colour("accent"))

    def _paint_chip(self, painter: QPainter, rect: QRect, listed: Listed, text: str, *, state: bool) -> None:
        look, px = self._ctx.look, self._ctx.look.px
        icon, ink, fill = _signs(listed, state=state)
        font = look.font("hint", bold=True)
        width = min(rect.width(), QFontMetrics(font).horizontalAdvance(text) + px(38))
        place = QRectF(rect.left(), rect.center().y() - px(12), width, px(24))
        if fill:
            box(painter, place, px(8), look.colour(fill))
        painter.drawPixmap(int(place.left()) + px(8), int(place.top()) + px(4), look.icon(icon, ink, 16, 2.0))
        painter.setFont(font)
        painter.setPen(look.colour(ink))
        inner = place.adjusted(px(28), 0, -px(4), 0)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)


def _signs(listed: Listed, *, state: bool) -> tuple[str, str, str]:
    """Icon, ink and filling of a chip."""
    if not state:
        return ("flag", "missed", "") if listed.broken and not listed.disputed else ("flag", "partial", "")
    if listed.state != "finished":
        return "contrast", "ink2", "sunken"
    return ("clock", "clay", "clay_soft") if listed.waiting else ("circle-check", "good", "good_soft")


class SessionsTable(QTableView):
    """The table; Enter, Space or a double click opens a row, a click on a heading sorts."""

    def __init__(self, ctx: Context, model: SessionsModel, titles: Mapping[str, Summary]) -> None:
        super().__init__()
        look, px = ctx.look, ctx.look.px
        self._cells = _Cells(ctx, titles)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(ctx.words.t("Sessions"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        theme = look.theme
        self.setStyleSheet(
            f"QTableView {{ background: {theme.surface}; border: none; }}"
            f"QHeaderView {{ background: {theme.surface}; }}"
            f"QHeaderView::section {{ background: {theme.surface}; color: {theme.ink2}; border: none;"
            f" border-bottom: 1px solid {theme.line}; padding: 0 {px(10)}px; }}"
        )
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(px(_ROW))
        across = self.horizontalHeader()
        across.setFont(look.font("hint", bold=True))
        across.setFixedHeight(px(36))
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        for n, (_, _, width) in enumerate(COLUMNS):
            self.setColumnWidth(n, px(width))
        across.setStretchLastSection(True)
        if model.rowCount():
            self.selectRow(0)

    def session(self) -> int | None:
        """The session that is selected."""
        row = self.currentIndex().row()
        listed = self._model.listed(row) if row >= 0 else None
        return listed.id if listed else None

"""A chart's numbers as a table, for those who would rather read them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button
from trainer.ui.elements.layout import column, row

# A row's pixels at 100 %; more rows than these scroll.
_ROW, _MOST_ROWS = 30, 12


class Table(NamedTuple):
    """What a chart shows, in words and numbers; each row has as many cells as the heading, the first names it."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class WithTable(QWidget):
    """A chart, and a button that shows its table in its place."""

    def __init__(self, ctx: Context, chart: QWidget, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._chart, self._table = ctx, chart, table
        self._shown: QTableWidget | None = None
        self._laid = column(ctx, 8)
        self.setLayout(self._laid)
        self._laid.addWidget(chart)
        foot = row(ctx)
        foot.addStretch(1)
        self._switch = Button(ctx, "", "quiet", size="small")
        self._switch.clicked.connect(self._toggle)
        foot.addWidget(self._switch)
        self._laid.addLayout(foot)
        self._laid.addStretch(1)
        self._name_switch()

    def _toggle(self) -> None:
        if self._shown is None:
            self._shown = _shown(self._ctx, self._table)
            self._shown.hide()
            self._laid.insertWidget(1, self._shown)
        as_table = self._shown.isHidden()
        self._shown.setVisible(as_table)
        self._chart.setVisible(not as_table)
        self._name_switch()

    def _name_switch(self) -> None:
        t, name = self._ctx.words.t, self._table.name
        if self._shown is None or self._shown.isHidden():
            self._switch.rename(t("Show as a table"), t("Show as a table: {chart}", chart=name))
        else:
            self._switch.rename(t("Show as a chart"), t("Show as a chart: {chart}", chart=name))


def _shown(ctx: Context, table: Table) -> QTableWidget:
    px = ctx.look.px
    shown = QTableWidget(len(table.rows), len(table.heading))
    shown.setStyleSheet(_style(ctx))
    shown.setAccessibleName(table.name)
    shown.setHorizontalHeaderLabels(table.heading)
    shown.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    shown.setFrameShape(QFrame.Shape.NoFrame)
    shown.setShowGrid(False)
    shown.setAlternatingRowColors(True)
    # Tab goes on to the next control; the arrows go through the cells.
    shown.setTabKeyNavigation(False)
    shown.verticalHeader().hide()
    shown.verticalHeader().setDefaultSectionSize(px(_ROW))
    shown.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    shown.horizontalHeader().setFixedHeight(px(_ROW))
    shown.horizontalHeader().setHighlightSections(False)
    for n, cells in enumerate(table.rows):
        for m, cell in enumerate(cells):
            shown.setItem(n, m, QTableWidgetItem(cell))
    shown.resizeColumnsToContents()
    shown.horizontalHeader().setSectionResizeMode(len(table.heading) - 1, QHeaderView.ResizeMode.Stretch)
    # Where it is too wide it scrolls sideways, on a bar below the rows.
    shown.setFixedHeight(px(_ROW) * (1 + min(_MOST_ROWS, len(table.rows))) + px(12))
    return shown


def _style(ctx: Context) -> str:
    # Only a style sheet reaches the headings, as the program has one for all.
    look, theme = ctx.look, ctx.look.theme
    return f"""
    QTableWidget {{ background: {theme.surface}; alternate-background-color: {theme.sunken}; color: {theme.ink};
        font-size: {look.px(14)}px; selection-background-color: {theme.accent_soft}; selection-color: {theme.ink}; }}
    QTableWidget::item {{ padding: 0 {look.px(8)}px; }}
    QHeaderView::section {{ background: {theme.surface}; color: {theme.ink2}; border: none;
        border-bottom: 1px solid {theme.line2}; font-size: {look.px(13)}px; font-weight: 600;
        padding: 0 {look.px(8)}px; }}
    """

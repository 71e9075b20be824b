"""The guide on screen: contents, search, and the part that is read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Rule
from trainer.ui.elements.layout import column, row
from trainer.ui.elements.text import Label
from trainer.ui.guide.reader import GuideReader
from trainer.ui.guide.texts import CONTENTS, Guide

_CONTENTS_WIDTH, _READER_WIDTH = 264, 860
_KEYS = "keys"
_FEWEST = 2  # letters that are searched for
_KEY = Qt.ItemDataRole.UserRole


class GuidePage(QWidget):
    """Shows one part at a time, or what was found."""

    back = Signal()

    def __init__(
        self, ctx: Context, guide: Guide, address: str, words: str = "", parent: QWidget | None = None
    ) -> None:
        """Address is a part's key, with a heading's name after # if wished; words are searched for."""
        super().__init__(parent)
        self._ctx, self._guide = ctx, guide
        self.address = address
        self._before: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(ctx.words.t("Guide"))
        whole = column(ctx, 0)
        self.setLayout(whole)
        self.search = QLineEdit(words)
        self.reader = GuideReader(ctx)
        self.reader.followed.connect(self._follow)
        self._list = QListWidget()
        self._add_head(whole)
        whole.addWidget(Rule(ctx))
        below = row(ctx, 0)
        if not ctx.compact:
            self._fill_list()
            below.addWidget(self._list)
            below.addWidget(Rule(ctx, upright=True))
        self.reader.setMaximumWidth(ctx.look.px(_READER_WIDTH))
        below.addWidget(self.reader, 1)
        below.addStretch(0)
        whole.addLayout(below, 1)
        self.primary: QWidget = self.reader
        for keys, act in (
            ("Ctrl+K", self.search.setFocus), ("Ctrl+F", self.search.setFocus), ("Alt+Left", self._go_back)
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._show()

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def go(self, address: str) -> None:
        """Reads a part from a heading on."""
        if address != self.address:
            self._before.append(self.address)
        self.address = address
        self._read()

    def show_keys(self) -> None:
        """Reads the list of keys."""
        self.go(_KEYS)

    # ---- what it is built of

    def _add_head(self, whole: QVBoxLayout) -> None:
        ctx, t = self._ctx, self._ctx.words.t
        head = row(ctx, 8, (16, 10, 16, 10))
        leave = IconButton(ctx, "arrow-left", t("Leave the guide (Esc)"), edge=False)
        leave.clicked.connect(self.back)
        head.addWidget(leave)
        head.addWidget(Label(ctx, t("Guide"), "h3"))
        head.addStretch(1)
        contents = Button(ctx, t("Contents"), "quiet", icon="list", size="small")
        contents.clicked.connect(lambda: self.go(CONTENTS))
        keys = Button(ctx, t("Keys"), "quiet", icon="keyboard", key="" if ctx.narrow else "F1", size="small")
        keys.clicked.connect(self.show_keys)
        head.addWidget(contents)
        head.addWidget(keys)
        self.search.setPlaceholderText(t("Find in the guide (Ctrl K)"))
        self.search.setAccessibleName(t("Find in the guide"))
        self.search.setFont(ctx.look.font("dense"))
        self.search.setMinimumHeight(ctx.look.px(36))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self._open_first)
        if ctx.narrow:
            whole.addLayout(head)
            under = row(ctx, 0, (16, 0, 16, 10))
            under.addWidget(self.search)
            whole.addLayout(under)
        else:
            self.search.setFixedWidth(ctx.look.px(280))
            head.addWidget(self.search)
            whole.addLayout(head)

    def _fill_list(self) -> None:
        look, theme = self._ctx.look, self._ctx.look.theme
        contents, group = self._list, ""
        contents.setAccessibleName(self._ctx.words.t("Contents"))
        contents.setFrameShape(QFrame.Shape.NoFrame)
        contents.setFixedWidth(look.px(_CONTENTS_WIDTH))
        contents.setFont(look.font("dense"))
        contents.setWordWrap(True)
        contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        contents.setStyleSheet(f"""
            QListWidget {{ background: {theme.paper}; padding: {look.px(8)}px; outline: none; }}
            QListWidget::item {{ color: {theme.ink2}; padding: {look.px(5)}px {look.px(8)}px;
                border-radius: {look.px(8)}px; }}
            QListWidget::item:disabled {{ color: {theme.ink3}; padding-top: {look.px(12)}px; }}
            QListWidget::item:selected {{ background: {theme.accent_soft}; color: {theme.ink}; }}
        """)
        for part in self._guide.parts:
            if part.group != group:
                group = part.group
                head = QListWidgetItem(group, contents)
                head.setFont(look.font("hint", bold=True))
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(part.title, contents)
            item.setData(_KEY, part.key)
        contents.currentItemChanged.connect(self._choose)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_KEY) != self._part:
            self.search.clear()
            self.go(str(item.data(_KEY)))

    # ---- what is read

    @property
    def _part(self) -> str:
        return self.address.partition("#")[0]

    def _show(self) -> None:
        if len(self.words) >= _FEWEST:
            self._show_found()
        else:
            self._read()

    def _read(self) -> None:
        key, _, name = self.address.partition("#")
        file = self._guide.file(key)
        title = next((part.title for part in self._guide.parts if part.key == key), self._ctx.words.t("Contents"))
        self.reader.read(self._guide.markdown(key), file.parent, title)
        for n in range(self._list.count()):
            if self._list.item(n).data(_KEY) == key:
                self._list.blockSignals(True)
                self._list.setCurrentRow(n)
                self._list.blockSignals(False)
        if len(self.words) >= _FEWEST:
            self.reader.mark(self.words)
        if name:
            self.reader.go_to(name)

    def _show_found(self) -> None:
        words, hits = self._ctx.words, self._guide.find(self.words)
        title = words.n("{count} place found", "{count} places found", len(hits)) if hits else words.t("Nothing found")
        lines = [f"# {title}", ""]
        if not hits:
            lines.append(words.t("Try one word, or its beginning."))
        for hit in hits:
            lines += [
                f"### [{hit.section.heading}]({hit.part.key}.md#{hit.section.anchor})", "",
                f"{hit.part.title}. {_escaped(hit.around)}", "",
            ]  # fmt: skip
        self.reader.read("\n".join(lines), self._guide.file(CONTENTS).parent, title)
        self.reader.mark(self.words)

    def _open_first(self) -> None:
        if len(self.words) >= _FEWEST and (hits := self._guide.find(self.words)):
            self.go(f"{hits[0].part.key}#{hits[0].section.anchor}")
            self.reader.setFocus()

    def _follow(self, link: str) -> None:
        file, _, name = link.partition("#")
        key = file.rpartition("/")[2].removesuffix(".md") or self._part
        self.go(f"{key}#{name}" if name else key)

    def _go_back(self) -> None:
        if self._before:
            self.address = self._before.pop()
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)


def _escaped(text: str) -> str:
    """A text in which nothing is a mark of Markdown."""
    return "".join(f"\\{letter}" if letter in r"\`*_[]<>#|" else letter for letter in text)

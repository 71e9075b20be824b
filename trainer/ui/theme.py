"""Colours, sizes and fonts: one `Look` from which everything on screen is painted.

A look never changes; another theme or text size is another look, and the pages are built again with it.
Contrast of the tokens is held by a test (text 4.5 : 1, outlines of controls 3 : 1).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from trainer.resources import shipped

FAMILY = "Inter"

Role = Literal["key", "hint", "dense", "body", "bubble", "h3", "line", "h2", "h1", "score"]
# Pixels at 100 %: size, line height, weight.
ROLES: dict[Role, tuple[int, int, QFont.Weight]] = {
    "key": (12, 16, QFont.Weight.DemiBold),
    "hint": (13, 18, QFont.Weight.Normal),
    "dense": (14, 20, QFont.Weight.Normal),
    "body": (15, 22, QFont.Weight.Normal),
    "bubble": (16, 24, QFont.Weight.Normal),
    "h3": (16, 24, QFont.Weight.DemiBold),
    "line": (20, 30, QFont.Weight.Medium),
    "h2": (20, 28, QFont.Weight.DemiBold),
    "h1": (28, 36, QFont.Weight.DemiBold),
    "score": (40, 48, QFont.Weight.Bold),
}


@dataclass(frozen=True)
class Theme:
    """The colour tokens of the design, by name."""

    name: Literal["light", "dark"]
    paper: str
    surface: str
    sunken: str
    line: str
    line2: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    clay: str
    clay_soft: str
    clay_line: str
    good: str
    good_soft: str
    partial: str
    partial_soft: str
    missed: str
    missed_soft: str
    tile: str
    tile2: str


LIGHT = Theme(
    name="light",
    paper="#FAF8F5", surface="#FFFFFF", sunken="#F3EFE8", line="#E5DFD5", line2="#8A8377",
    ink="#1C2321", ink2="#4A534F", ink3="#656D69",
    accent="#0F5B55", accent_hover="#0A4642", accent_pressed="#083733", on_accent="#FFFFFF", accent_soft="#DDECE8",
    clay="#A94A27", clay_soft="#F9E8DE", clay_line="#E9C7B4",
    good="#175F92", good_soft="#DFECF6", partial="#855400", partial_soft="#FBEED2",
    missed="#9C2450", missed_soft="#FAE4EA", tile="#F4DFD3", tile2="#F1E4CF",
)  # fmt: skip

DARK = Theme(
    name="dark",
    paper="#151918", surface="#1D2321", sunken="#262D2B", line="#343D3A", line2="#7B8682",
    ink="#F2EFE9", ink2="#C6CCC7", ink3="#9FA8A3",
    accent="#6FC8BA", accent_hover="#8AD6CA", accent_pressed="#A5E2D8", on_accent="#0B1D1A", accent_soft="#1D3D38",
    clay="#EDA17D", clay_soft="#3A2920", clay_line="#5E4133",
    good="#6DB3F2", good_soft="#1B3245", partial="#F0CB68", partial_soft="#3C2F14",
    missed="#F58AA2", missed_soft="#43212D", tile="#DDBFAE", tile2="#D9C7A8",
)  # fmt: skip

# For rooms with much light: black, white and the brightest of the dark theme.
CONTRAST = replace(
    DARK,
    paper="#000000", surface="#000000", sunken="#000000", line="#444444", line2="#FFFFFF",
    ink="#FFFFFF", ink2="#FFFFFF", ink3="#FFFFFF", clay_soft="#000000", clay_line="#FFFFFF",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """A theme at a text size.

    Attributes:
        theme: the colours.
        scale: 1.0–2.0, by which every size grows.
        reduce_motion: nothing moves, everything is at once where it belongs.
    """

    theme: Theme = LIGHT
    scale: float = 1.0
    reduce_motion: bool = False

    def px(self, size: float) -> int:
        """A size of the design, given at 100 %, in pixels of this look."""
        return round(size * self.scale)

    def colour(self, token: str) -> QColor:
        """The colour of a token of the theme."""
        return QColor(getattr(self.theme, token))

    def font(self, role: Role, *, bold: bool = False) -> QFont:
        """The font of a role; bold makes body and hints semi-bold."""
        size, _, weight = ROLES[role]
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold and weight < QFont.Weight.DemiBold else weight)
        return font

    def line_height(self, role: Role) -> int:
        """Pixels from one line of text to the next."""
        return self.px(ROLES[role][1])

    def icon(self, name: str, token: str, size: int = 18, ratio: float = 1.0) -> QPixmap:
        """An icon in a token's colour; size in pixels at 100 %."""
        return _icon(name, getattr(self.theme, token), self.px(size), ratio)

    def style_sheet(self) -> str:
        """For what Qt draws itself: fields, scroll bars, menus, tooltips."""
        t, px = self.theme, self.px
        return f"""
        QLineEdit, QPlainTextEdit, QComboBox {{
            background: {t.surface}; color: {t.ink}; border: 1px solid {t.line2}; border-radius: {px(10)}px;
            padding: 0 {px(12)}px; selection-background-color: {t.accent}; selection-color: {t.on_accent};
        }}
        QPlainTextEdit {{ padding: {px(8)}px {px(10)}px; }}
        QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {t.accent}; }}
        QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
        QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line2};
            selection-background-color: {t.accent_soft}; selection-color: {t.ink}; outline: none; }}
        QAbstractScrollArea::corner {{ background: transparent; border: none; }}
        QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
        QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: {px(2)}px; }}
        QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: {px(2)}px; }}
        QScrollBar::handle {{ background: {t.line2}; border-radius: {px(3)}px; min-height: {px(32)}px;
            min-width: {px(32)}px; }}
        QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
            background: transparent; border: none; width: 0; height: 0; }}
        QMenu {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line2}; padding: {px(4)}px; }}
        QMenu::item {{ padding: {px(6)}px {px(16)}px; }}
        QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
        QToolTip {{ background: {t.ink}; color: {t.paper}; border: none; padding: {px(6)}px; }}
        """


def load_fonts() -> None:
    """Makes the shipped typeface known to Qt; the system's is used where that fails."""
    for file in sorted((shipped("assets") / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))


def portrait_file(person: str, expression: str) -> Path:
    """The picture of a person with an expression; it may be missing."""
    return shipped("assets") / "portraits" / f"{person}-{expression}.svg"


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    drawing = (shipped("assets") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.9"')
    return _rendered(QSvgRenderer(QByteArray(drawing.encode())), QSize(size, size), ratio)


def _rendered(renderer: QSvgRenderer, size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return pixmap

"""Finding things on screen as a person does: by what they say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from trainer.ui.elements.ask import AskText
from trainer.ui.elements.card import Chip
from trainer.ui.elements.confirm import Confirm
from trainer.ui.elements.text import Label


def texts(widget: QWidget) -> list[str]:
    """All texts that can be seen in a widget."""
    QApplication.processEvents()
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    chips = [chip.text for chip in widget.findChildren(Chip) if chip.isVisible()]
    buttons = [button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible()]
    return [
        *(label.accessibleName() if isinstance(label, Label) else label.text() for label in labels), *chips, *buttons
    ]  # fmt: skip


def shows(widget: QWidget, text: str) -> bool:
    """Whether a text, or a part of one, can be seen."""
    return any(text in shown for shown in texts(widget))


def button(widget: QWidget, name: str) -> QAbstractButton:
    """The visible button whose name is, or begins with, these words."""
    found = [b for b in widget.findChildren(QAbstractButton) if b.isVisible()]
    for candidate in found:
        if candidate.accessibleName() == name:
            return candidate
    for candidate in found:
        if candidate.accessibleName().startswith(name):
            return candidate
    raise AssertionError(f"no button “{name}” among {[b.accessibleName() for b in found]}")


def field(window: QWidget, name: str) -> QWidget:
    """The visible field with this name."""
    [found] = [
        widget
        for kind in (QLineEdit, QPlainTextEdit, QComboBox)
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.accessibleName() == name
    ]
    assert isinstance(found, QWidget)
    return found


def press(widget: QWidget, *keys: Qt.Key) -> None:
    """Presses keys where the keyboard is."""
    for key in keys:
        if QApplication.focusWidget() is None:
            # Off screen no window manager gives the keyboard back when a dialog closes.
            widget.window().activateWindow()
            QApplication.processEvents()
        target = QApplication.focusWidget() or widget
        QTest.keyClick(target, key)
        QApplication.processEvents()


def click(widget: QWidget, name: str) -> None:
    """Clicks a button by its words."""
    QTest.mouseClick(button(widget, name), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def question(window: QWidget) -> AskText | None:
    """The question that waits for a few words; None where none does."""
    QApplication.processEvents()
    found = [dialog for dialog in window.findChildren(AskText) if dialog.isVisible()]
    assert len(found) <= 1
    return found[0] if found else None


def answer(window: QWidget, text: str) -> AskText | None:
    """Writes into the question that is asked and presses Enter; the question where it stays open."""
    dialog = question(window)
    assert dialog is not None
    dialog.field.setText(text)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    return dialog if isValid(dialog) and dialog.isVisible() else None


def confirm(window: QWidget) -> None:
    """Says yes to what is asked."""
    [dialog] = [found for found in window.findChildren(Confirm) if found.isVisible()]
    dialog.yes.click()
    QApplication.processEvents()

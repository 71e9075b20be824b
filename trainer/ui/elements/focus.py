"""The ring around what has the keyboard: 2 px, with a gap of 2 px."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from shiboken6 import isValid

from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on


class FocusRing(QWidget):
    """Follows the focus within a window; a click alone does not show it. Fields have their own thick edge."""

    def __init__(self, window: QWidget, ctx: Context) -> None:
        super().__init__(window)
        self._ctx, self._window = ctx, window
        self._target: QWidget | None = None
        self._followed: list[QWidget] = []
        self._by_mouse = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def use(self, ctx: Context) -> None:
        """Another look from now on."""
        self._ctx = ctx
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return False

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        for widget in self._followed:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._target, self._followed = None, []
        if new is not None and self._window.isAncestorOf(new):
            self._target = new
            self._by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
            at: QWidget | None = new
            while at is not None and at is not self._window:
                at.installEventFilter(self)
                self._followed.append(at)
                at = at.parentWidget()
            _reveal(new)
        self._place()

    def _place(self) -> None:
        target = self._target
        if (
            target is None
            or not isValid(target)
            or self._by_mouse
            or not target.isVisible()
            or not target.focusPolicy() & Qt.FocusPolicy.TabFocus  # a page that takes keys as a whole
            or isinstance(target, (QLineEdit, QPlainTextEdit))
        ):
            self.hide()
            return
        gap = 4
        rect = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size()).adjusted(-gap, -gap, gap, gap)
        self.setGeometry(rect)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = self._ctx.look
        with painter_on(self) as painter:
            box(painter, QRectF(self.rect()), look.px(12), None, look.colour("accent"), 2)


def _reveal(widget: QWidget) -> None:
    """Scrolls the areas around a widget so that it is in sight."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 24, 24)
        parent = parent.parentWidget()

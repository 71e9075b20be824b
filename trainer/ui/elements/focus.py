"""The ring around what has the keyboard: 2 px, with a gap of 2 px."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from trainer.ui.context import Context
from trainer.ui.elements.paint import box, painter_on


class FocusRing(QWidget):
    """Follows the focus within a window; a click alone does not show it. Fields have their own thick edge."""

    def __init__(self, window: QWidget, ctx: Context) -> None:
        super().__init__(window)
        self._ctx, self._window = ctx, window
        self._target: QWidget | None = None
        self._by_mouse = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        app.installEventFilter(self)

    def use(self, ctx: Context) -> None:
        """Another look from now on."""
        self._ctx = ctx
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            self._by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
            if watched is self._target:
                self._place()
        elif kind == QEvent.Type.KeyPress and self._by_mouse:
            self._by_mouse = False
            self._place()
        elif (
            self._target is not None
            and kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
            and isinstance(watched, QWidget)
            and (watched is self._target or watched.isAncestorOf(self._target))
        ):
            self._place()
        return False

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        window = self._window
        inside = new is not None and new is not window and window.isAncestorOf(new)
        self._target = new if inside else None
        if inside and new is not None:
            _reveal(new)
        self._place()

    def _place(self) -> None:
        target = self._target
        if (
            target is None
            or self._by_mouse
            or not target.isVisible()
            or target.focusPolicy() == Qt.FocusPolicy.NoFocus  # a page that takes keys as a whole
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

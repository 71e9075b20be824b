"""What the room sees, drawn on a canvas of 1920 × 1080 and scaled to whatever screen there is.

It draws an `AudienceView` and nothing else, so it cannot show what is not revealed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.rubric.catalogue import BY_KEY
from trainer.ui.elements.paint import box, painter_on
from trainer.ui.elements.portrait import EXPRESSIONS, picture
from trainer.ui.theme import CONTRAST, FAMILY, LIGHT, Look
from trainer.wording import Wording
from trainer.workshop.debrief import Debrief, Texts
from trainer.workshop.views import (
    AudienceView,
    Choice,
    DiscussionView,
    EndingView,
    LookBackView,
    Result,
    ResultView,
    Speaker,
    TalkView,
    VoteView,
)

WIDTH, HEIGHT = 1920, 1080
# Pixels on the canvas, which is readable from ten metres on an ordinary screen: never below 40.
_LINE, _CHOICE, _VOTES, _SMALL = 62, 48, 64, 40
_EDGE, _LEFT, _FACE = 64, 592, 456
_BLACK, _WHITE = QColor("#000000"), QColor("#FFFFFF")


class ByPhone(NamedTuple):
    """How to vote by phone: the QR code as dark and light modules, where to go and what to type there."""

    modules: tuple[tuple[bool, ...], ...]
    place: str
    code: str


class Audience(NamedTuple):
    """All that is drawn.

    Attributes:
        view: what is revealed.
        phones: None where nobody votes by phone.
        black: nothing is shown.
        large_code: only how to vote is shown.
    """

    view: AudienceView
    phones: ByPhone | None
    black: bool
    large_code: bool


def paint(painter: QPainter, shown: Audience, look: Look, words: Wording) -> None:
    """Draws the canvas, 1920 × 1080."""
    whole = QRectF(0, 0, WIDTH, HEIGHT)
    painter.fillRect(whole, _BLACK if shown.black else look.colour("paper"))
    if shown.black:
        return
    if shown.large_code and shown.phones is not None:
        _paint_large_code(painter, shown.phones, look, words)
        return
    view = shown.view
    if isinstance(view, LookBackView):
        _paint_look_back(painter, view.title, view.debrief, look, words)
        return
    if isinstance(view, EndingView):
        # What came of it is told in words; the face stays out of it.
        _paint_speaker(painter, replace(view.speaker, feels="serious"), look, words, expression="")
        _paint_ending(painter, view, look)
        return
    _paint_speaker(painter, view.speaker, look, words, expression=view.speaker.feels)
    below = _paint_line(painter, view.line, look)
    if isinstance(view, DiscussionView):
        _paint_question(painter, view.question, below, look, words)
    elif isinstance(view, VoteView | TalkView):
        _paint_choices(painter, view, below, look, words)
        if shown.phones is not None:
            _paint_code(painter, shown.phones, look, words)
    elif isinstance(view, ResultView):
        _paint_results(painter, view, below, look, words)


def told(shown: Audience, words: Wording) -> str:
    """What is on the canvas, in words."""
    if shown.black:
        return words.t("The room's screen is black.")
    view = shown.view
    if isinstance(view, LookBackView):
        return view.title[0]
    if isinstance(view, EndingView):
        return f"{view.title[0]}. {view.text[0]}"
    parts = [f"{view.speaker.name[0]}: {view.line[0]}"]
    if isinstance(view, DiscussionView):
        parts += view.question[:1]
    elif isinstance(view, VoteView | TalkView):
        parts += [f"{choice.number} {choice.text[0]}" for choice in view.choices]
    elif isinstance(view, ResultView):
        parts += [f"{result.number} {result.text[0]}: {result.votes}" for result in view.results]
    return ". ".join(parts)


# ---- parts


def _font(size: int, weight: QFont.Weight = QFont.Weight.DemiBold) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def _paint_speaker(painter: QPainter, speaker: Speaker, look: Look, words: Wording, *, expression: str) -> None:
    tile = QRectF(_EDGE, _EDGE, _FACE, _FACE)
    box(painter, tile, 32, look.colour("tile"))
    face = picture(speaker.portrait, speaker.feels, _FACE, _FACE, 1.0)
    if face is not None:
        painter.drawPixmap(tile.toRect(), face)
    painter.setFont(_font(54))
    painter.setPen(look.colour("ink"))
    painter.drawText(QRectF(_EDGE, 540, _FACE, 66), Qt.AlignmentFlag.AlignVCenter, speaker.name[0].split()[0])
    if expression:
        painter.setFont(_font(_SMALL, QFont.Weight.Medium))
        painter.setPen(look.colour("clay"))
        said = words.say(EXPRESSIONS[expression])
        painter.drawText(QRectF(_EDGE, 606, _FACE, 52), Qt.AlignmentFlag.AlignVCenter, said)


def _paint_line(painter: QPainter, line: Texts, look: Look) -> float:
    """The line in its bubble; where the bubble ends."""
    inner = WIDTH - _LEFT - _EDGE - 96
    blocks = [(line[0], _font(_LINE))] + [(text, _font(_CHOICE - 4, QFont.Weight.Medium)) for text in line[1:]]
    height = sum(_height(text, font, inner) for text, font in blocks) + 14 * (len(blocks) - 1)
    bubble = QRectF(_LEFT, _EDGE, WIDTH - _LEFT - _EDGE, height + 76)
    box(painter, bubble, 28, look.colour("clay_soft"), look.colour("clay_line"), 3, square="top-left", square_radius=8)
    top = bubble.top() + 38
    for n, (text, font) in enumerate(blocks):
        painter.setFont(font)
        painter.setPen(look.colour("ink2" if n else "ink"))
        needed = _height(text, font, inner)
        painter.drawText(QRectF(_LEFT + 48, top, inner, needed), int(Qt.TextFlag.TextWordWrap), text)
        top += needed + 14
    return bubble.bottom()


def _paint_question(painter: QPainter, question: Texts, top: float, look: Look, words: Wording) -> None:
    painter.setFont(_font(_SMALL))
    painter.setPen(look.colour("accent"))
    painter.drawText(QRectF(_LEFT, top + 40, 1200, 56), Qt.AlignmentFlag.AlignVCenter, words.t("Talk it over"))
    at, width = top + 110, WIDTH - _LEFT - _EDGE
    for n, text in enumerate(question):
        font = _font(_CHOICE if n == 0 else _SMALL + 2, QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(look.colour("ink2" if n else "ink"))
        needed = _height(text, font, width)
        painter.drawText(QRectF(_LEFT, at, width, needed), int(Qt.TextFlag.TextWordWrap), text)
        at += needed + 24


def _paint_choices(painter: QPainter, view: VoteView | TalkView, top: float, look: Look, words: Wording) -> None:
    if isinstance(view, TalkView):
        title, right = words.t("Talk in pairs. You vote again."), ""
    else:
        title = words.t("What do you say now?") if view.again else words.t("What do you say?")
        cast = words.n("{count} vote", "{count} votes", view.cast)
        right = cast if view.open else words.t("The vote is closed")
    _paint_heading(painter, title, right, top, look)
    for choice, place in zip(view.choices, _places(len(view.choices), top + 100), strict=True):
        _paint_choice(painter, choice, place, look)


def _paint_choice(painter: QPainter, choice: Choice, place: QRectF, look: Look) -> None:
    box(painter, place, 24, look.colour("surface"), look.colour("line2"), 3)
    _paint_number(painter, choice.number, place, look)
    _paint_texts(painter, choice.text, place.adjusted(132, 0, -24, 0), look)


def _paint_results(painter: QPainter, view: ResultView, top: float, look: Look, words: Wording) -> None:
    cast = words.n("{count} vote", "{count} votes", view.cast)
    _paint_heading(painter, words.t("What do you say?"), cast, top, look)
    for result, place in zip(view.results, _places(len(view.results), top + 100), strict=True):
        _paint_result(painter, result, view.cast, place, look, words)


def _paint_result(
    painter: QPainter, result: Result, cast: int, place: QRectF, look: Look, words: Wording
) -> None:  # fmt: skip
    box(painter, place, 24, look.colour("surface"))
    if result.votes and cast:
        painter.save()
        painter.setClipRect(QRectF(place.left(), place.top(), place.width() * result.votes / cast, place.height()))
        box(painter, place, 24, look.colour("accent_soft" if result.most else "line"))
        painter.restore()
    box(painter, place, 24, None, look.colour("accent" if result.most else "line2"), 6 if result.most else 3)
    _paint_number(painter, result.number, place, look)
    painter.setFont(_font(_VOTES))
    painter.setPen(look.colour("ink"))
    number = str(result.votes)
    width = QFontMetrics(painter.font()).horizontalAdvance(number)
    right = place.right() - 40
    painter.drawText(
        QRectF(right - width, place.top(), width + 2, place.height()), Qt.AlignmentFlag.AlignVCenter, number
    )
    right -= width + 24
    if result.before is not None and result.before != result.votes:
        painter.setFont(_font(_SMALL, QFont.Weight.Medium))
        painter.setPen(look.colour("ink2"))
        before = f"{result.before} →"
        width = QFontMetrics(painter.font()).horizontalAdvance(before)
        at = QRectF(right - width, place.top(), width + 2, place.height())
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, before)
        right -= width + 24
    if result.most:
        # Popular is not correct: it says so in words, and never with a tick.
        painter.setFont(_font(_SMALL))
        most = words.t("Most votes")
        width = QFontMetrics(painter.font()).horizontalAdvance(most)
        tag = QRectF(right - width - 48, place.center().y() - 30, width + 48, 60)
        box(painter, tag, 14, look.colour("accent"))
        painter.setPen(look.colour("on_accent"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, most)
        right = tag.left() - 16
    room = QRectF(place.left() + 132, place.top(), right - place.left() - 148, place.height())
    _paint_texts(painter, result.text, room, look)


def _paint_heading(painter: QPainter, title: str, right: str, top: float, look: Look) -> None:
    line = QRectF(_LEFT, top + 28, WIDTH - _LEFT - _EDGE, 64)
    painter.setFont(_font(50))
    painter.setPen(look.colour("ink"))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
    if right:
        painter.setFont(_font(42, QFont.Weight.Medium))
        painter.setPen(look.colour("ink2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)


def _places(count: int, top: float) -> list[QRectF]:
    """Boxes below each other in the room that is left, none higher than looks well."""
    gap = 18
    height = min(126.0, (HEIGHT - _EDGE - top - gap * (count - 1)) / max(1, count))
    return [QRectF(_LEFT, top + n * (height + gap), WIDTH - _LEFT - _EDGE, height) for n in range(count)]


def _paint_number(painter: QPainter, number: int, place: QRectF, look: Look) -> None:
    key = QRectF(place.left() + 24, place.center().y() - 40, 80, 80)
    box(painter, key, 16, look.colour("ink"))
    painter.setFont(_font(50))
    painter.setPen(look.colour("paper"))
    painter.drawText(key, Qt.AlignmentFlag.AlignCenter, str(number))


def _paint_texts(painter: QPainter, texts: Texts, place: QRectF, look: Look) -> None:
    """One text in the middle, or one in each language below each other; made smaller before anything is cut."""
    sizes = [_CHOICE] if len(texts) == 1 else [_SMALL] * len(texts)
    height = place.height() / len(texts)
    for n, (text, size) in enumerate(zip(texts, sizes, strict=True)):
        font = _font(size if n == 0 else size - 2, QFont.Weight.DemiBold if n == 0 else QFont.Weight.Medium)
        while QFontMetrics(font).horizontalAdvance(text) > place.width() and font.pixelSize() > 28:
            font.setPixelSize(font.pixelSize() - 2)
        painter.setFont(font)
        painter.setPen(look.colour("ink2" if n else "ink"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        at = QRectF(place.left(), place.top() + n * height, place.width(), height)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_code(painter: QPainter, phones: ByPhone, look: Look, words: Wording) -> None:
    size = 232
    frame = QRectF(_EDGE, 726, size, size)
    _paint_modules(painter, phones, frame, look)
    painter.setPen(look.colour("ink"))
    painter.setFont(_font(_SMALL))
    painter.drawText(QRectF(_EDGE + size + 24, 780, 240, 56), Qt.AlignmentFlag.AlignVCenter, words.t("Vote"))
    painter.setFont(_font(46, QFont.Weight.Bold))
    painter.drawText(QRectF(_EDGE + size + 24, 838, 240, 60), Qt.AlignmentFlag.AlignVCenter, phones.code)
    painter.setFont(_font(_SMALL))
    painter.drawText(QRectF(_EDGE, 968, _FACE + 60, 56), Qt.AlignmentFlag.AlignVCenter, phones.place)


def _paint_large_code(painter: QPainter, phones: ByPhone, look: Look, words: Wording) -> None:
    side = 900.0
    _paint_modules(painter, phones, QRectF(90, (HEIGHT - side) / 2, side, side), look)
    left = 90 + side + 70
    painter.setPen(look.colour("ink"))
    painter.setFont(_font(76))
    room = QRectF(left, 300, WIDTH - left - 40, 200)
    painter.drawText(room, int(Qt.TextFlag.TextWordWrap), words.t("Vote with your phone"))
    painter.setFont(_font(52))
    painter.drawText(QRectF(left, 560, WIDTH - left - 40, 70), Qt.AlignmentFlag.AlignVCenter, phones.place)
    painter.setFont(_font(44, QFont.Weight.Medium))
    painter.setPen(look.colour("ink2"))
    painter.drawText(QRectF(left, 640, 200, 90), Qt.AlignmentFlag.AlignVCenter, words.t("code"))
    painter.setPen(look.colour("ink"))
    painter.setFont(_font(88, QFont.Weight.Bold))
    painter.drawText(QRectF(left + 140, 640, 500, 90), Qt.AlignmentFlag.AlignVCenter, phones.code)


def _paint_modules(painter: QPainter, phones: ByPhone, frame: QRectF, look: Look) -> None:
    # Cameras want dark on light, whatever the theme.
    box(painter, frame, 16, _WHITE, look.colour("line2"), 3)
    size = int((frame.width() - 16) // len(phones.modules))
    offset = (frame.width() - size * len(phones.modules)) / 2
    left, top = frame.left() + offset, frame.top() + offset
    for down, row in enumerate(phones.modules):
        for across, dark in enumerate(row):
            if dark:
                painter.fillRect(QRectF(left + across * size, top + down * size, size, size), _BLACK)


def _paint_ending(painter: QPainter, view: EndingView, look: Look) -> None:
    top, width = 110.0, WIDTH - _LEFT - _EDGE
    for n, (title, text) in enumerate(zip(view.title, view.text, strict=True)):
        font = _font(72 if n == 0 else 50)
        painter.setFont(font)
        painter.setPen(look.colour("ink2" if n else "ink"))
        needed = _height(title, font, width)
        painter.drawText(QRectF(_LEFT, top, width, needed), int(Qt.TextFlag.TextWordWrap), title)
        top += needed + 20
        if len(view.title) == 1 or n == 0:
            font = _fitting(text, 46, width, HEIGHT - top - (220 if len(view.title) > 1 else 80))
            painter.setFont(font)
            painter.setPen(look.colour("ink2"))
            needed = _height(text, font, width)
            painter.drawText(QRectF(_LEFT, top, width, needed), int(Qt.TextFlag.TextWordWrap), text)
            top += needed + 36


def _paint_look_back(painter: QPainter, title: Texts, debrief: Debrief, look: Look, words: Wording) -> None:
    painter.setFont(_font(60))
    painter.setPen(look.colour("ink"))
    painter.drawText(QRectF(_EDGE, 56, 1300, 80), Qt.AlignmentFlag.AlignVCenter, title[0])
    if debrief.ending is not None:
        painter.setFont(_font(46, QFont.Weight.Medium))
        painter.setPen(look.colour("ink2"))
        painter.drawText(QRectF(_EDGE, 140, 1300, 64), Qt.AlignmentFlag.AlignVCenter, debrief.ending[0][0])
    score = debrief.score.percent
    painter.setFont(_font(130, QFont.Weight.Bold))
    painter.setPen(look.colour("ink"))
    right = QRectF(WIDTH - 520, 56, 456, 150)
    painter.drawText(
        right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "–" if score is None else str(score)
    )
    rows = list(debrief.score.criteria.items())
    # Two columns where one would not do.
    columns = 1 if len(rows) <= 8 else 2
    height = min(96.0, (HEIGHT - 300) / max(1, -(-len(rows) // columns)))
    width = (WIDTH - 2 * _EDGE - 60 * (columns - 1)) / columns
    for n, (key, criterion) in enumerate(rows):
        left = _EDGE + (n % columns) * (width + 60)
        top = 250 + (n // columns) * height
        name = QRectF(left, top, width * 0.52, height)
        painter.setFont(_fitting(words.say(BY_KEY[key].name), 42, name.width(), height))
        painter.setPen(look.colour("ink"))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, words.say(BY_KEY[key].name))
        track = QRectF(left + width * 0.55, top + height / 2 - 14, width * 0.33, 28)
        box(painter, track, 10, look.colour("sunken"), look.colour("line2"), 2)
        if criterion.percent:
            done = QRectF(track.left(), track.top(), track.width() * criterion.percent / 100, track.height())
            box(painter, done, 10, look.colour("accent"))
        painter.setFont(_font(42))
        painter.setPen(look.colour("ink"))
        at = QRectF(track.right() + 16, top, width * 0.12 - 16, height)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(criterion.percent))


def _height(text: str, font: QFont, width: float) -> float:
    rect = QRect(0, 0, int(width), 4000)
    return QFontMetrics(font).boundingRect(rect, int(Qt.TextFlag.TextWordWrap), text).height()


def _fitting(text: str, size: int, width: float, height: float) -> QFont:
    """The font at this size, or smaller where the text would not fit, down to 28."""
    font = _font(size, QFont.Weight.Medium)
    while font.pixelSize() > 28 and _height(text, font, width) > height:
        font.setPixelSize(font.pixelSize() - 2)
    return font


# ---- windows


class Canvas(QWidget):
    """The canvas at any size, with black beside it where the shape is another."""

    def __init__(self, words: Wording, *, contrast: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._look = Look(CONTRAST if contrast else LIGHT)
        self._shown: Audience | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_audience(self, shown: Audience) -> None:
        """Draws this from now on."""
        self._shown = shown
        self.setAccessibleName(told(shown, self._words))
        self.update()

    def use(self, *, contrast: bool) -> None:
        """Draws with the most contrast there is, or as usual."""
        self._look = Look(CONTRAST if contrast else LIGHT)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH // 4, HEIGHT // 4)

    def heightForWidth(self, width: int) -> int:
        return width * HEIGHT // WIDTH

    def hasHeightForWidth(self) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._shown is None:
            return
        factor = min(self.width() / WIDTH, self.height() / HEIGHT)
        left, top = (self.width() - WIDTH * factor) / 2, (self.height() - HEIGHT * factor) / 2
        with painter_on(self) as painter:
            painter.fillRect(self.rect(), _BLACK)
            painter.setTransform(QTransform.fromTranslate(left, top).scale(factor, factor))
            painter.setClipRect(QRectF(0, 0, WIDTH, HEIGHT))
            paint(painter, self._shown, self._look, self._words)


class AudienceWindow(Canvas):
    """The window on the room's screen. Keys that are pressed on it go to the console."""

    closed = Signal()
    key_pressed = Signal(object)

    def __init__(self, words: Wording, *, contrast: bool) -> None:
        super().__init__(words, contrast=contrast)
        self.setWindowTitle(words.t("Repliikki: the room's screen"))
        # The keyboard stays with the console.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumSize(480, 270)
        self.resize(960, 540)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.key_pressed.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

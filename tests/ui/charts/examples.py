"""What charts are drawn of in tests, and what became of the drawing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.practice.attempts import attempt
from trainer.coaching.agreement import agreement
from trainer.coaching.cohort import Observation, cohort
from trainer.practice.progress import Day, Trend, trends
from trainer.resources import shipped
from trainer.rubric.catalogue import CRITERIA
from trainer.ui.charts import bars, calendar, heat_map, interval, months, sparkline
from trainer.ui.charts.bars import Bar
from trainer.ui.charts.calendar import Calendar
from trainer.ui.charts.heat_map import HeatMap
from trainer.ui.charts.months import Month
from trainer.ui.context import Context
from trainer.ui.elements.paint import painter_on
from trainer.ui.theme import LIGHT, Look, Theme
from trainer.wording import Wording

TODAY = date(2026, 10, 1)  # a Thursday
PEOPLE = {7: "Sanni Korhonen", 8: "Åsa Öhman", 9: "Väinö Yli-Hämäläinen-Pääskyvuori"}
KEYS = [criterion.key for criterion in CRITERIA]
GROUND = QColor("#FF00FF")


def words(language: str = "en") -> Wording:
    return Wording(language, shipped("assets") / "translations")


def context(theme: Theme = LIGHT, scale: float = 1.0, language: str = "en") -> Context:
    return Context(Look(theme, scale, reduce_motion=True), words(language))


def trend(*percents: int) -> Trend:
    [found] = trends([attempt(n, day=n, feeling=percent) for n, percent in enumerate(percents)])
    return found


def practice(*, weeks: int = 12, language: str = "en") -> Calendar:
    """One session three days ago, two the day before, four a week ago, one long ago."""
    sessions = {3: 1, 4: 2, 7: 4, 400: 1}
    days = {TODAY - timedelta(days=ago): Day(count, 5.5 * count) for ago, count in sessions.items()}
    return calendar.calendar(days, TODAY, words(language), weeks)


def group(criteria: int = 16, language: str = "en") -> HeatMap:
    """Sanni did well in four sessions, Åsa poorly in three, the third was seen twice and never on the last skill."""
    observed = []
    for key in KEYS[:criteria]:
        observed += [Observation(7, key, 90)] * 4 + [Observation(8, key, 10)] * 3
        observed += [Observation(9, key, 50)] * 2 if key != KEYS[criteria - 1] else []
    return heat_map.heat_map(cohort(observed), PEOPLE, words(language))


class Drawing(NamedTuple):
    """A chart as it is painted: how wide and high it says it is, and what paints it."""

    name: str
    width: int
    height: int
    paint: Callable[[QPainter, QRectF], None]


def drawings(look: Look, language: str) -> list[Drawing]:
    """Each chart at the size that it asks for; those that can be narrow also so."""
    say = words(language).say
    found = [Bar(say(criterion.name), 6 * n, n) for n, criterion in enumerate(CRITERIA)]
    days, few, many = practice(language=language), group(3, language), group(16, language)
    line, size, least = trend(20, 90, 40, 70, 65), calendar.size(days, look), heat_map.size(many, look)
    wide, narrow = look.px(620), look.px(230)
    alike = agreement({(0, 0): 20, (2, 2): 20, (0, 2): 4})
    months_ = [Month(name, alike) for name in ("1/2026", "2/2026", "3/2026")]
    assert alike.weighted is not None
    return [
        Drawing("line", look.px(128), look.px(32), partial(sparkline.paint, trend=line, look=look)),
        Drawing("dot", look.px(128), look.px(32), partial(sparkline.paint, trend=trend(100), look=look)),
        Drawing("calendar", size.width(), size.height(), partial(calendar.paint, data=days, look=look)),
        Drawing("short calendar", look.px(160), size.height(), partial(calendar.paint, data=days, look=look)),
        Drawing("bars", wide, bars.height(found, wide, look), partial(bars.paint, bars=found, look=look)),
        Drawing("narrow bars", narrow, bars.height(found, narrow, look), partial(bars.paint, bars=found, look=look)),
        Drawing("heat", least.width(), least.height(), partial(heat_map.paint, data=many, look=look)),
        Drawing("flat heat", look.px(900), heat_map.height(few, look.px(900), look),
                partial(heat_map.paint, data=few, look=look)),
        Drawing("upright heat", look.px(740), heat_map.height(many, look.px(740), look),
                partial(heat_map.paint, data=many, look=look)),
        Drawing("interval", look.px(96), look.px(24), partial(interval.paint, kappa=alike.weighted, look=look)),
        Drawing("months", narrow, look.px(132),
                partial(months.paint, months=months_, look=look, words=words(language))),
    ]  # fmt: skip


def painted(drawing: Drawing, around: int = 0) -> QImage:
    """The chart on a ground of a colour that no chart has, with so much of it around."""
    image = QImage(drawing.width + 2 * around, drawing.height + 2 * around, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    with painter_on(image) as painter:
        drawing.paint(painter, QRectF(around, around, drawing.width, drawing.height))
    return image

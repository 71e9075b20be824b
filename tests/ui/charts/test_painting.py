"""What charts look like, on screen and on paper, in both themes, both languages and at 200 %."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter

from tests.ui.charts.examples import GROUND, Drawing, drawings, group, painted, practice, trend
from tests.ui.test_accessible import contrast
from trainer.ui.charts import bars, calendar, heat_map, sparkline
from trainer.ui.charts.bars import Bar
from trainer.ui.charts.calendar import HEAT
from trainer.ui.charts.heat_map import frame_in
from trainer.ui.elements.paint import painter_on
from trainer.ui.theme import DARK, LIGHT, Look, Theme

LOOKS = [Look(LIGHT), Look(DARK), Look(LIGHT, 2.0)]
BOTH = [LIGHT, DARK]


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.theme.name}-{look.scale}")
def test_a_chart_stays_within_its_place(look: Look, language: str) -> None:
    """So nothing is cut off where the place is as large as the chart asks for."""
    for drawing in drawings(look, language):
        around = look.px(40)
        image = painted(drawing, around)
        # Soft edges may reach half a pixel out.
        inside = QRect(around, around, drawing.width, drawing.height).adjusted(-1, -1, 1, 1)
        assert image != blank(image)
        with painter_on(image) as painter:
            painter.fillRect(inside, GROUND)
        assert image == blank(image), drawing.name


@pytest.mark.parametrize("theme", BOTH, ids=lambda theme: theme.name)
def test_the_calendar_and_the_heat_map_have_contrast_enough(theme: Theme) -> None:
    for fill, ink in HEAT[theme.name]:
        assert contrast(fill, ink) >= 4.5
    assert contrast(theme.ink, theme.sunken) >= 4.5  # a day without a session, where today is
    assert contrast(theme.ink3, theme.sunken) >= 4.5  # few sessions
    for soft in (theme.good_soft, theme.partial_soft, theme.missed_soft):
        assert contrast(theme.ink2, soft) >= 4.5  # how many


def test_a_trend_is_painted_at_the_height_of_its_value() -> None:
    look = Look()
    for found, y in ((trend(0, 0, 0), 26), (trend(100, 100, 100), 6)):
        image = painted(Drawing("", 128, 32, partial(sparkline.paint, trend=found, look=look)))
        assert image.pixelColor(122, y) == look.colour("accent")
        assert image.pixelColor(122, 32 - y) != look.colour("accent")


def test_a_bar_is_as_long_as_its_percent() -> None:
    look = Look()
    image = painted(Drawing("", 620, 30, partial(bars.paint, bars=[Bar("Empathy", 40, 3)], look=look)))
    row = [image.pixelColor(x, 14) for x in range(620)]
    done, track = row.count(look.colour("accent")), row.count(look.colour("sunken"))
    assert done / (done + track) == pytest.approx(0.40, abs=0.02)


@pytest.mark.parametrize("theme", BOTH, ids=lambda theme: theme.name)
def test_the_calendar_shows_how_much_today_and_what_is_to_come(theme: Theme) -> None:
    look, data = Look(theme), practice()
    size = calendar.size(data, look)
    image = painted(Drawing("", size.width(), size.height(), partial(calendar.paint, data=data, look=look)))
    left = size.width() - 24

    def at(week: int, weekday: int, dx: int = 4, dy: int = 12) -> QColor:
        return image.pixelColor(left + week * 30 + dx, 20 + weekday * 28 + dy)

    one, two, many = (QColor(fill) for fill, _ in HEAT[theme.name])
    assert [at(0, 0), at(-1, 6), at(-1, 3)] == [one, two, many]
    assert at(0, 1) == look.colour("sunken")
    assert at(0, 3, dx=0) == look.colour("ink")
    assert at(0, 4) == GROUND


def test_a_calendar_without_room_leaves_out_the_earliest_weeks() -> None:
    look, data = Look(), practice()
    drawing = next(d for d in drawings(look, "en") if d.name == "short calendar")
    ends = [drawn for drawn in colours(painted(drawing)) if drawn == HEAT["light"][2][0].lower()]
    assert ends, "a week ago is still there"
    assert data.weeks == 12


def test_few_sessions_are_grey_and_none_is_an_empty_frame() -> None:
    look, data = Look(), group()
    size = heat_map.size(data, look)
    image = painted(Drawing("", size.width(), size.height(), partial(heat_map.paint, data=data, look=look)))
    frame = frame_in(QRectF(0, 0, size.width(), size.height()), data, look)

    def fill(row: int, column: int) -> QColor:
        corner = frame.cell(row, column).topLeft().toPoint()
        return image.pixelColor(corner.x() + 4, corner.y() + 6)

    assert fill(0, 0) == look.colour("good_soft")
    assert fill(1, 0) == look.colour("missed_soft")
    assert fill(2, 0) == look.colour("sunken")
    assert fill(2, 15) == GROUND


def test_names_of_skills_lie_flat_lean_or_stand_as_there_is_room() -> None:
    look, few, many = Look(), group(3), group(16)
    assert frame_in(QRectF(0, 0, 900, 0), few, look).lean == 0
    assert frame_in(QRectF(0, 0, heat_map.size(many, look).width(), 0), many, look).lean == 60
    assert frame_in(QRectF(0, 0, 700, 0), many, look).lean == 90


def test_the_same_painting_goes_to_paper(tmp_path: Path) -> None:
    file = tmp_path / "charts.pdf"
    writer = QPdfWriter(str(file))
    painter = QPainter(writer)
    painter.scale(8, 8)
    for drawing in drawings(Look(), "fi"):
        drawing.paint(painter, QRectF(0, 0, drawing.width, drawing.height))
        writer.newPage()
    painter.end()
    assert file.read_bytes().startswith(b"%PDF")


def blank(image: QImage) -> QImage:
    """Of the same size, with nothing on it."""
    ground = QImage(image.size(), image.format())
    ground.fill(GROUND)
    return ground


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

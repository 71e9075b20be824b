"""κ as a bar with its interval, and from month to month."""

from __future__ import annotations

from functools import partial

from tests.ui.charts.examples import Drawing, context, painted, words
from trainer.coaching.agreement import Agreement, Kappa, agreement
from trainer.ui.charts import interval, months
from trainer.ui.charts.interval import IntervalBar
from trainer.ui.charts.months import Month
from trainer.ui.theme import Look


def agreed(same: int, apart: int) -> Agreement:
    """So many pairs of each of two levels, and so many that are apart."""
    return agreement({(0, 0): same, (2, 2): same, (0, 2): apart})


def test_the_bar_is_as_long_as_kappa_and_a_low_one_has_another_colour() -> None:
    look = Look()
    for value, tone in ((0.8, "good"), (0.3, "partial")):
        bar = Drawing("", 200, 24, partial(interval.paint, kappa=Kappa(value, value, value), look=look))
        image = painted(bar)
        end = round(200 * value)
        assert image.pixelColor(end - 8, 12) == look.colour(tone)
        assert image.pixelColor(end + 8, 12) == look.colour("sunken")


def test_the_bar_tells_itself() -> None:
    said = interval.summary(Kappa(0.71, 0.62, 0.8), words("fi"))
    assert all(number in said for number in ("0,71", "0,62", "0,80", "0,60"))
    assert IntervalBar(context(), Kappa(0.71, 0.62, 0.8)).accessibleName().startswith("κ 0.71")


def test_a_month_with_too_few_pairs_has_no_value_and_leaves_a_gap() -> None:
    line = [Month("Mar", agreed(20, 2)), Month("Apr", agreed(3, 0)), Month("May", agreed(20, 2))]
    assert [month.value is None for month in line] == [False, True, False]
    look = Look()
    drawn = painted(Drawing("", 360, 132, partial(months.paint, months=line, look=look, words=words())))
    assert line[0].value is not None
    height = round(110 - 102 * line[0].value)
    assert drawn.pixelColor(40, height) == look.colour("accent")
    assert drawn.pixelColor(110, height) != look.colour("accent")
    assert months.table("Feeling", line, words()).rows[1] == ("Apr", "6", "–", "–", "–", "–", "–")


def test_months_are_named_in_the_readers_language() -> None:
    assert months.month_name("2026-03", words()) == "Mar 2026"
    assert months.month_name("2026-03", words("fi")) == "3/2026"

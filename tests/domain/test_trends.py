"""The trend of each monthly indicator: two years of figures, their limits, and the latest signal in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from make import (
    AWAITING,
    CLOSE,
    HIGHER,
    LOWER,
    NOT_REPORTABLE,
    PROVISIONAL,
    QUARTERLY,
    ROLLING,
    SEPTEMBER,
    YEAR_AVERAGE,
    YEAR_TOTAL,
    indicator,
    month,
)

from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator, Measured, Polarity
from performance_index.period import MONTH_NAMES, Month
from performance_index.rating import RatingRule
from performance_index.signals import Meaning, Signal
from performance_index.trends import IndicatorTrend, Published, months_shown, trends

MARCH = month("Mar")
STEADY = {name: str(90 + n % 2) for n, name in enumerate(MONTH_NAMES)}


def published(number: str, year: int, **figures: str) -> dict[tuple[str, Month], Decimal]:
    return {(number, month(name, year)): Decimal(figure) for name, figure in figures.items()}


def trend(subject: Indicator, before: Published | None = None, period: Month = MARCH) -> IndicatorTrend:
    index = PerformanceIndex(title="Index", period=period, rule=RatingRule(), indicators=(subject,))
    (found,) = trends(index, before or {})
    return found


def test_the_months_shown_are_two_years_up_to_the_period():
    shown = months_shown(SEPTEMBER)
    assert (len(shown), shown[0].iso, shown[-1].iso) == (24, "2018-10", "2020-09")


def test_a_year_of_monthly_figures_has_limits_and_words_for_the_latest():
    found = trend(indicator(figures=STEADY))
    assert found.xmr.limits is not None
    assert (found.why, found.latest, found.means) == ("", Signal.NONE, None)
    assert str(found) == "March 2021: no signal"


@pytest.mark.parametrize(
    ("polarity", "march", "words", "means"),
    [
        (HIGHER, "99", "March 2021: Above the upper limit (better)", Meaning.BETTER),
        (HIGHER, "80", "March 2021: Below the lower limit (worse)", Meaning.WORSE),
        (LOWER, "99", "March 2021: Above the upper limit (worse)", Meaning.WORSE),
        (CLOSE, "99", "March 2021: Above the upper limit", None),
    ],
)
def test_a_signal_is_said_with_what_it_means(polarity: Polarity, march: str, words: str, means: Meaning | None):
    found = trend(indicator(figures=STEADY | {"Mar": march}, polarity=polarity))
    assert (str(found), found.means) == (words, means)


def test_the_words_name_the_month_that_the_latest_figure_is_of():
    figures = {name: figure for name, figure in STEADY.items() if name != "Mar"}
    before = published("16", 2019, Mar="90", Feb="91")
    assert str(trend(indicator(figures=figures), before)) == "February 2021: no signal"


def test_figures_of_earlier_years_are_those_that_were_published_and_this_years_the_indexs_own():
    before = published("16a", 2019, Nov="89", Mar="90") | published("16a", 2020, Apr="1", Jun="1") | published(
        "16a", 2018, Sep="88", Oct="88.5"
    ) | published("17", 2019, Dec="5")  # fmt: skip
    found = trend(indicator(number="16A", figures={"Apr": "91", "Oct": "99"}), before, SEPTEMBER)
    assert {one.iso: str(figure) for one, figure in found.figures.items()} == {
        "2018-10": "88.5", "2019-11": "89", "2020-03": "90", "2020-04": "91",
    }  # fmt: skip
    assert list(found.figures) == sorted(found.figures)


def test_of_a_total_for_the_year_each_month_is_what_it_added():
    totals = {name: str(10 * (n + 1)) for n, name in enumerate(MONTH_NAMES)}
    found = trend(indicator(figures=totals, measured=YEAR_TOTAL), published("16", 2019, Feb="100", Mar="112"))
    assert found.figures == dict.fromkeys(month("Apr").upto(), Decimal(10)) | {
        month("Mar", 2019): Decimal(12),
        **{one: Decimal(10) for one in MARCH.upto()},
    }


def test_what_a_month_added_after_one_without_a_figure_is_not_known():
    found = trend(indicator(figures={"Apr": "10", "Jun": "30", "Jul": "45"}, measured=YEAR_TOTAL))
    assert found.figures == {month("Apr"): Decimal(10), month("Jul"): Decimal(15)}


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        (YEAR_AVERAGE, "No limits: its figures overlap (Year to date average)"),
        (ROLLING, "No limits: its figures overlap (Rolling 12 months)"),
    ],
)
def test_figures_that_share_months_have_no_limits(measured: Measured, words: str):
    found = trend(indicator(figures=STEADY, measured=measured))
    assert (found.xmr.limits, found.latest, found.means, str(found)) == (None, None, None, words)
    assert len(found.figures) == 12


def test_a_series_that_is_too_short_says_how_many_it_has():
    assert str(trend(indicator(figures={"Apr": "1", "May": "2"}))) == "Too few points: 2 of 12"
    assert str(trend(indicator())) == "No figures yet"
    apart = published("16", 2019, **dict.fromkeys(MONTH_NAMES[::2], "1"))
    with_gaps = trend(indicator(figures=dict.fromkeys(MONTH_NAMES[::2], "1")), apart)
    assert str(with_gaps) == "Too few points: hardly any of the months follow each other"


def test_what_cannot_be_relied_on_has_no_trend():
    assert str(trend(indicator(figures=STEADY, status=NOT_REPORTABLE))) == "Not reportable: see the data caveat"
    assert str(trend(indicator(figures=STEADY, status=PROVISIONAL))) == "March 2021: no signal"
    awaiting = trend(indicator(figures=STEADY, status=AWAITING))
    assert max(awaiting.figures) == month("Feb")


def test_of_an_indicator_in_doubt_nothing_is_said():
    index = PerformanceIndex(
        title="Index", period=MARCH, rule=RatingRule(), indicators=(indicator(figures=STEADY), indicator(number="2"))
    )
    first, second = trends(index, {}, {0})
    assert (str(first), first.figures) == ("This row has an error: see the Check sheet", {})
    assert str(second) == "No figures yet"


def test_only_monthly_indicators_have_a_trend_and_they_come_in_index_order():
    subjects = [indicator(number="9"), indicator(number="8", frequency=QUARTERLY), indicator(number="2")]
    index = PerformanceIndex(title="Index", period=MARCH, rule=RatingRule(), indicators=tuple(subjects))
    assert [one.indicator.number for one in trends(index, {})] == ["9", "2"]

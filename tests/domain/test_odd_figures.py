"""A figure that stands for the third time, or is on another scale than those before it, is to be looked at."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from make import ANNUAL, AWAITING, DATA_ONLY, PERCENT, QUARTERLY, TERMLY, YEAR_TOTAL, figure, indicator, month
from test_unexplained import Somewhere

from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.odd_figures import odd_figures
from performance_index.period import Month
from performance_index.published_record import Record
from performance_index.rating import RatingRule

JUNE, SEPTEMBER = month("Jun"), month("Sep")


def found(
    one: Indicator, published: Mapping[Month, str | None] | None = None, *, period: Month = SEPTEMBER, unit: str = ""
) -> list[str]:
    """What is said of an indicator after these published figures of its own, and others of another."""
    index = PerformanceIndex(title="Index", period=period, rule=RatingRule(), indicators=(one,))
    record = None
    if published is not None:
        own = [figure(value, one.number, at) for at, value in published.items()]
        others = [figure("1", "99", month(name, 2019)) for name in ("Jan", "Feb", "Mar")]
        record = Record(
            period=period,
            figures={was.key: was for was in (*own, *others)},
            texts={("16", "Indicator"): one.name, ("16", "Unit"): unit or one.unit.value},
            numbers={"16": "16"},
        )
    return [f"{told.place}: {told.what}" for told in odd_figures(index, record, Somewhere(), ())]


def each(value: str, *months: str) -> dict[str, str]:
    return dict.fromkeys(months, value)


@pytest.mark.parametrize(
    ("one", "is_told"),
    [
        (indicator(figures=each("43", "Jul", "Aug", "Sep")), True),
        (indicator(figures=each("43", "May", "Jun", "Jul", "Aug", "Sep")), True),
        (indicator(figures=each("43", "Aug", "Sep")), False),
        (indicator(figures=each("43", "Jun", "Aug", "Sep")), False),  # July is not in
        (indicator(figures=each("43", "Jul", "Sep") | {"Aug": "44"}), False),
        (indicator(figures=each("43", "Jul", "Aug") | {"Sep": "44"}), False),
        (indicator(figures=each("43", "Apr", "May", "Jun"), frequency=QUARTERLY), False),
        (indicator(figures=each("0.872", "Jul", "Aug", "Sep"), unit=PERCENT), True),
        (indicator(figures=each("0", "Jul", "Aug", "Sep"), unit=PERCENT), False),
        (indicator(figures=each("1", "Jul", "Aug", "Sep"), unit=PERCENT), False),
        (indicator(figures=each("0", "Jul", "Aug", "Sep")), False),
        (indicator(figures=each("19", "Jul", "Aug", "Sep")), False),
        (indicator(figures=each("20", "Jul", "Aug", "Sep")), True),
        (indicator(figures=each("19.5", "Jul", "Aug", "Sep")), True),
        (indicator(figures=each("43", "Jul", "Aug", "Sep"), status=AWAITING), False),
        (indicator(figures=each("43", "Jul", "Aug", "Sep"), polarity=DATA_ONLY), True),
        (indicator(figures=each("43", "Jul", "Aug")), False),
        (indicator(), False),
        (indicator(frequency=ANNUAL), False),
    ],
)
def test_a_figure_that_stands_for_the_third_time_is_told_of(one: Indicator, *, is_told: bool):
    assert bool(found(one)) is is_told


def test_it_is_said_for_which_months_it_stands():
    assert found(indicator(figures=each("43.5", "Jul", "Aug", "Sep"))) == [
        "Sep 0: 43.5 stands for the third time, as for July 2020 and August 2020"
    ]


@pytest.mark.parametrize(
    ("one", "published", "period"),
    [
        (indicator("43", at="May", figures={"Apr": "43"}), {month("Mar", 2019): "43"}, month("May")),
        (indicator("43", at="Jun", frequency=QUARTERLY), {month("Dec", 2019): "43", month("Mar", 2019): "43"}, JUNE),
        (indicator("43", at="Jul", frequency=TERMLY), {month("Dec", 2019): "43", month("Mar", 2019): "43"}, SEPTEMBER),
        (indicator("43", at="Sep", frequency=ANNUAL), {month("Sep", 2018): "43", month("Sep", 2019): "43"}, SEPTEMBER),
    ],
)  # fmt: skip
def test_published_figures_of_earlier_years_count(one: Indicator, published: Mapping[Month, str], period: Month):
    assert len(found(one, published, period=period)) == 1
    assert found(one, {**published, min(published): "44"}, period=period) == []
    assert found(one, {**published, min(published): None}, period=period) == []
    assert found(one, published, period=period, unit="£") == []  # in another unit they are other figures


def test_this_years_figures_are_as_they_are_now_and_not_as_they_were_published():
    one = indicator(figures=each("43", "Jul", "Aug", "Sep"))
    assert len(found(one, {month("Jul"): "44", month("Aug"): "44"})) == 1


MORE = "is ten times what is usual or more: the 4 figures before it are about"
LESS = "is a tenth of what is usual or less: the 4 figures before it are about"
BEFORE = {"Apr": "100", "May": "110", "Jun": "90", "Jul": "105"}


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (indicator("1025", figures=BEFORE), f"1,025 {MORE} 102.5"),
        (indicator("1024", figures=BEFORE), ""),
        (indicator("10.25", figures=BEFORE), f"10.3 {LESS} 102.5"),
        (indicator("10.3", figures=BEFORE), ""),
        (indicator("0", figures=BEFORE), ""),
        (indicator("-1025", figures=BEFORE), f"-1,025 {MORE} 102.5"),
        (indicator("1025", figures={"Apr": "100", "May": "110", "Jun": "90"}), ""),
        (indicator("1025", figures=each("0", "Apr", "May", "Jun", "Jul")), ""),
        (indicator("19", figures=each("1", "Apr", "May", "Jun", "Jul")), ""),
        (indicator("20", figures=each("1", "Apr", "May", "Jun", "Jul")), f"20 {MORE} 1"),
        (indicator("0.5", figures=each("0.05", "Apr", "May", "Jun", "Jul"), unit=PERCENT),
         f"50% {MORE} 5%"),
        (indicator("60", figures={"Apr": "10", "May": "20", "Jun": "30", "Jul": "40"}, measured=YEAR_TOTAL), ""),
        (indicator("600", figures={"Apr": "10", "May": "20", "Jun": "30", "Jul": "40"}, measured=YEAR_TOTAL),
         f"600 {MORE} 10 a month"),
    ],
)  # fmt: skip
def test_a_figure_on_another_scale_than_those_before_it_is_told_of(one: Indicator, said: str):
    assert found(one) == ([f"Sep 0: {said}"] if said else [])


def test_an_annual_total_is_the_whole_years_in_whichever_month_it_is():
    one = indicator("1200", at="Sep", frequency=ANNUAL, measured=YEAR_TOTAL)
    published = {month("Mar", year): "1250" for year in (2015, 2016, 2017, 2018)}
    assert found(one, published) == []


def test_nothing_is_said_of_one_of_which_a_cell_cannot_be_read():
    one = indicator(figures=each("43", "Jul", "Aug", "Sep"))
    index = PerformanceIndex(title="Index", period=SEPTEMBER, rule=RatingRule(), indicators=(one,))
    assert list(odd_figures(index, None, Somewhere(), (0,))) == []


def test_the_first_years_that_can_be_written_have_none_before_them():
    one = indicator(figures=each("43", "Apr", "May", "Mar"), frequency=ANNUAL)
    assert found(one, period=month("Mar", 1900)) == []

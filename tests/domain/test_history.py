"""What a report published: every figure up to the period end, and one rating for each indicator."""

from __future__ import annotations

from fractions import Fraction

import pytest
from make import ANNUAL, NOT_REPORTABLE, QUARTERLY, SEPTEMBER, YEAR_EVEN, YEAR_TOTAL, indicator, month

from performance_index.history import published
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.period import Month
from performance_index.rating import RatingRule


def rows(*indicators: Indicator, period: Month = SEPTEMBER) -> list[tuple[str, str, str | None, str | None]]:
    """Number, month, figure and rating of each row that is published."""
    index = PerformanceIndex(title="Index", period=period, rule=RatingRule(), indicators=indicators)
    return [
        (
            one.number,
            one.month.name,
            None if one.figure is None else str(one.figure),
            None if one.rating is None else one.rating.value,
        )
        for one in published(index)
    ]


def test_every_figure_up_to_the_period_end_is_published_and_the_latest_one_has_the_rating():
    one = indicator(figures={"Apr": "8", "Aug": "9", "Sep": "10", "Oct": "11"}, target="10", tolerance="0")
    assert rows(one) == [
        ("16", "Apr", "8", None),
        ("16", "Aug", "9", None),
        ("16", "Sep", "10", "Green"),
    ]


def test_a_quarterly_figure_is_rated_at_its_quarter():
    one = indicator(figures={"Jun": "8"}, frequency=QUARTERLY, target="10", tolerance="0")
    assert rows(one, period=month("Aug")) == [("16", "Jun", "8", "Red")]


@pytest.mark.parametrize(
    ("one", "rating"),
    [
        (indicator(target="10", tolerance="0"), "Awaiting data"),
        (indicator(target="10", tolerance="0", frequency=ANNUAL), "Not due"),
        (indicator(target="10", tolerance="0", status=NOT_REPORTABLE), "Not reportable"),
    ],
)
def test_an_indicator_without_a_figure_is_published_with_the_reason_for_none(one: Indicator, rating: str):
    assert rows(one) == [("16", "Sep", None, rating)]


def test_nought_is_a_figure():
    assert rows(indicator("0", target="10", tolerance="0")) == [("16", "Sep", "0", "Red")]


def test_the_target_is_the_one_that_was_due_by_that_month():
    one = indicator(
        figures={"Apr": "10", "Sep": "60"}, target="120", tolerance="0", measured=YEAR_TOTAL, target_is=YEAR_EVEN
    )
    index = PerformanceIndex(title="Index", period=SEPTEMBER, rule=RatingRule(), indicators=(one,))
    assert [figure.target for figure in published(index)] == [Fraction(10), Fraction(60)]


def test_indicators_come_in_index_order():
    assert [row[0] for row in rows(indicator("1", number="9"), indicator("1", number="2"))] == ["9", "2"]

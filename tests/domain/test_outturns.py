"""An indicator's outturn is what stands for its year; where nobody can say, it is blank, with the reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from make import (
    ANNUAL,
    AWAITING,
    MONTHLY,
    NOT_REPORTABLE,
    PERCENT,
    PERIOD_END,
    PROVISIONAL,
    QUARTERLY,
    ROLLING,
    TERMLY,
    YEAR_AVERAGE,
    YEAR_TOTAL,
    indicator,
    month,
    rule,
)

from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.marks import mark
from performance_index.outturns import Outturn, outturns
from performance_index.period import Frequency


def of(one: Indicator, *others: Indicator) -> Outturn:
    index = PerformanceIndex(title="Index", period=month("Mar"), rule=rule(), indicators=(one, *others))
    return outturns(index)[0]


@pytest.mark.parametrize("measured", [PERIOD_END, YEAR_TOTAL, YEAR_AVERAGE, ROLLING])
@pytest.mark.parametrize("frequency", [MONTHLY, QUARTERLY, TERMLY, ANNUAL])
def test_the_figure_of_march_stands_for_the_year_whatever_it_measures(measured, frequency: Frequency):  # type: ignore[no-untyped-def]  # noqa: ANN001 - what is measured
    one = indicator("7", at="Mar", figures={"Dec": "5"}, measured=measured, frequency=frequency)
    assert (of(one).figure, str(of(one))) == (Decimal(7), "16: 7")


def test_an_annual_figure_stands_in_the_month_it_was_entered_in():
    assert of(indicator("0.82", at="Aug", frequency=ANNUAL, unit=PERCENT)).figure == Decimal("0.82")


@pytest.mark.parametrize("figure", ["0", "-3"])
def test_nought_and_less_are_outturns(figure: str):
    assert of(indicator(figure, at="Mar")).figure == Decimal(figure)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (indicator("7", at="Feb"), "16: blank (no figure for March 2021)"),
        (indicator("7", at="Dec", frequency=QUARTERLY), "16: blank (no figure for March 2021)"),
        (indicator(frequency=ANNUAL), "16: blank (no figure for March 2021)"),
        (replace(indicator("7", at="Feb"), marks={"Mar": mark("<5")}), "16: blank ('<5' stands for March 2021)"),
        (
            replace(indicator(frequency=ANNUAL), marks={"Aug": mark("n/a")}),
            "16: blank ('n/a' stands for August 2020)",
        ),
        (indicator("7", at="Mar", status=AWAITING), "16: blank (the data status is Awaiting data)"),
        (indicator("7", at="Mar", status=NOT_REPORTABLE), "16: blank (the data status is Not reportable)"),
    ],
)
def test_where_nobody_can_say_it_is_blank_with_the_reason(one: Indicator, said: str):
    assert (of(one).figure, str(of(one))) == (None, said)


def test_a_provisional_outturn_is_told_of():
    assert str(of(indicator("7", at="Mar", status=PROVISIONAL))) == "16: 7 (provisional)"


def test_every_indicator_has_one_in_index_order():
    index = PerformanceIndex(
        title="Index", period=month("Mar"), rule=rule(), indicators=(indicator("1", number="1"), indicator(number="2"))
    )
    assert [(one.position, one.indicator.number) for one in outturns(index)] == [(0, "1"), (1, "2")]

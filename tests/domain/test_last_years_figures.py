"""Last year's outturn and the benchmarks beside what was published."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from make import Somewhere, indicator
from test_series import index_of, recorded

from performance_index.indicator import Indicator
from performance_index.last_years_figures import last_years_figures
from performance_index.period import FinancialYear
from performance_index.unit import Unit

MARCH, JUNE = FinancialYear(2020).month("Mar"), FinancialYear(2021).month("Jun")
THEN = indicator("14.1", at="Mar", number="27", target="10", unit=Unit.WEEKS)
NOW = replace(THEN, figures={"Jun": Decimal(9)}, last_year=Decimal("14.1"))


def said(*now: Indicator, unsure: tuple[int, ...] = ()) -> list[str]:
    record = recorded(index_of(THEN, period=MARCH)).last()
    found = last_years_figures(index_of(*now, period=JUNE), record, Somewhere(), unsure)
    return [f"{one.place}: {one.what}; {one.cure}" for one in found]


def test_what_was_published_for_march_is_last_years_outturn():
    assert said(NOW) == []
    assert said(replace(NOW, last_year=None)) == []
    assert said(replace(NOW, last_year=Decimal(16))) == [
        (
            "Last year 0: last year's outturn is 16 weeks here, and 14.1 weeks was published for March 2021; "
            "put it right, or say in the data caveat why it is another now"
        )
    ]


@pytest.mark.parametrize(
    ("compared", "place", "named"),
    [
        ({"last_year": Decimal(16)}, "Last year", "Last year"),
        ({"last_year": Decimal(16), "london": Decimal(3)}, "Last year", "Last year and London"),
        ({"last_year": None, "england": Decimal(3)}, "England", "England"),
    ],
)
def test_in_another_unit_everything_that_is_compared_with_is_asked_about(
    compared: dict[str, Decimal | None], place: str, named: str
):
    assert said(replace(NOW, unit=Unit.DAYS, **compared)) == [  # type: ignore[arg-type]  # each is a figure
        (
            f"{place} 0: the unit was 'weeks' when this was last published and is 'days' now; "
            f"see that {named} are in that unit too"
        )
    ]
    assert said(replace(NOW, unit=Unit.DAYS, last_year=None)) == []


def test_nothing_is_said_where_nobody_recorded_it_and_of_what_cannot_be_read():
    assert list(last_years_figures(index_of(NOW, period=JUNE), None, Somewhere())) == []
    assert said(replace(NOW, last_year=Decimal(16)), unsure=(0,)) == []

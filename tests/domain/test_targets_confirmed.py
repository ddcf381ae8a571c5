"""Targets are another year's until somebody says that they are this year's: one error for all of them."""

from __future__ import annotations

import pytest
from make import SEPTEMBER, YEAR_PROFILE, indicator, rule

from performance_index.finding import Severity
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.period import FinancialYear
from performance_index.targets_confirmed import unconfirmed

BY_PROFILE = indicator(number="2", target_is=YEAR_PROFILE, profile={"Sep": "5"})
NONE = indicator(number="3")


def found(*indicators: Indicator, year: int | None) -> list[str]:
    index = PerformanceIndex(title="Index", period=SEPTEMBER, rule=rule(), indicators=indicators)
    findings = list(unconfirmed(index, None if year is None else FinancialYear(year), "Settings!B27"))
    assert all(one.severity is Severity.ERROR for one in findings)
    return [str(one) for one in findings]


def test_all_targets_are_told_of_in_one_error_with_the_cure():
    (line,) = found(indicator(target="0"), BY_PROFILE, NONE, year=2019)
    assert line == (
        "Settings!B27: the index has 2 targets, and somebody last went through them for 2019/20; look at every Target "
        "and Tolerance and at the Profile sheet; when all are right for 2020/21, enter 2020/21"
    )


@pytest.mark.parametrize("year", [None, 2020])
def test_nothing_is_told_where_they_are_this_years_or_nobody_was_asked(year: int | None):
    assert found(indicator(target="5"), year=year) == []


def test_an_index_without_targets_has_none_to_confirm():
    assert found(NONE, year=2019) == []

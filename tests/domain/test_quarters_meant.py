"""Which months the columns of a stranger's spreadsheet are of: what decides, and what nobody may guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance_index.headings import Heading, Part, period_in, understood
from performance_index.period import MONTH_NAMES, FinancialYear, Month
from performance_index.quarters_meant import DOUBTFUL, EARLIER, UNORDERED, Known, settled

JUN, SEP, DEC = (FinancialYear(2020).month(name) for name in ("Jun", "Sep", "Dec"))
TOLD = {DOUBTFUL: "doubtful", EARLIER: "earlier", UNORDERED: "unordered"}


def read(words: str, known: Known | None = None) -> list[str]:
    """Each column's month and year ('Mar 2019' is of 2019/20), or what is told of it."""
    columns, _ = settled([understood(one) for one in words.split(", ")], known or Known())
    return [TOLD.get(one.why) or f"{one.month} {one.year or ''}".strip() for one in columns]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("Oct-Dec 2019, Jan-Mar 2020, Apr-Jun 2020", ["Dec 2019", "Mar 2019", "Jun 2020"]),
        ("Q3 2019, Q4 2019, Q1 2020, Q2 2020", ["doubtful"] * 4),
        ("Q4 2020, Q1 2021", ["doubtful"] * 2),
        ("2019 Q4, 2020 Q1", ["doubtful"] * 2),
        ("Q1 2020", ["doubtful"]),
        ("Q3 2019, Q4 2020, Q1 2020", ["Dec 2019", "Mar 2019", "Jun 2020"]),
        ("Q1 2020, Q4 2020, Q3 2019", ["Jun 2020", "Mar 2019", "Dec 2019"]),
        ("Q4 2019/20, Q1 2020, Q2 2020", ["Mar 2019", "Jun 2020", "Sep 2020"]),
        ("Q3 2019/20, Q4 2020", ["Dec 2019", "doubtful"]),
        ("Q1 (Apr-Jun), Q2 2020", ["Jun 2020", "Sep 2020"]),
        ("Q4 2019, Q1 2020, Q1 2020 (Apr-Jun)", ["Mar 2019", "Jun 2020", "Jun 2020"]),
        ("Q1 2020, Q4 2020", ["doubtful"] * 2),
        ("Q1 (Jan-Mar 2020), Q2 2020", ["Mar 2019", "Jun 2020"]),
        ("Q1 (Jan-Mar 2020), Q1 (Apr-Jun 2020), Q2 2020", ["Mar 2019", "Jun 2020", "doubtful"]),
        ("Q1 2019, Q1 2020, Q2 2019, Q2 2020", ["doubtful"] * 4),
    ],
)
def test_a_quarter_with_a_calendar_year_is_read_by_the_others_or_not_at_all(words: str, months: list[str]):
    assert read(words) == months


@pytest.mark.parametrize(
    ("words", "known", "months"),
    [
        ("Q4 2019, Q1 2020", Known(period=JUN, filled={0, 1}), ["Mar 2019", "Jun 2020"]),
        ("Q4 2019, Q1 2020, Q2 2020", Known(period=JUN, filled={0, 1, 2}), ["Dec 2019", "Mar 2019", "Jun 2020"]),
        ("Q4 2019, Q1 2020, Q2 2020", Known(period=JUN, filled={0, 1}), ["Mar 2019", "Jun 2020", "Sep 2020"]),
        ("Q4 2019, Q1 2020", Known(period=DEC, filled={0, 1}), ["doubtful"] * 2),
        ("Q1 2020", Known(period=DEC), ["Jun 2020"]),
        ("Q1 2020, Q2 2020", Known(year=2020), ["Jun 2020", "Sep 2020"]),
        ("Q1 2020, Q4 2020", Known(year=2020), ["Jun 2020", "Mar 2020"]),
        ("Q3 2019, Q4 2019, Q1 2020", Known(year=2020), ["doubtful"] * 3),
        ("Q1 2020, Q2 2020", Known(titles=[period_in("Quarter 2, 2020/21")]), ["Jun 2020", "Sep 2020"]),
        ("Q1 2020, Q2 2020", Known(titles=[period_in("Quarter 2")]), ["doubtful"] * 2),
    ],
)
def test_what_the_person_and_the_titles_say_decides(words: str, known: Known, months: list[str]):
    assert read(words, known) == months


def test_a_title_is_read_as_the_columns_are():
    known = Known(titles=[period_in("Quarter 2 2020")], period=SEP)
    assert [one.month for one in settled([], known)[1]] == ["Sep"]
    assert [(one.month, one.why) for one in settled([], Known(titles=known.titles))[1]] == [(None, DOUBTFUL)]


def test_a_rating_and_a_target_of_a_quarter_are_read_as_its_figure_is():
    assert read("Q4 2019/20, Q1 2020, Q1 2020 target, Q1 2020 RAG")[1:] == ["Jun 2020"] * 3


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("Q4, Q1, Q2", ["earlier", "Jun", "Sep"]),
        ("Q4, Q1", ["earlier", "Jun"]),
        ("Mar, Apr, May, Jun", ["earlier", "Apr", "May", "Jun"]),
        ("Q1, Q4", ["Jun", "earlier"]),
        ("Q2, Q1, Q4, Q3", ["Sep", "Jun", "earlier", "earlier"]),
        ("Q3, Q4, Q1, Q2, Q3", ["earlier", "earlier", "Jun", "Sep", "Dec"]),
        ("Q4, Q3, Q2, Q1", ["Mar", "Dec", "Sep", "Jun"]),
        ("Q1, Q2, Q3, Q4", ["Jun", "Sep", "Dec", "Mar"]),
        ("Jan, Feb, Mar, Apr, May", ["earlier", "earlier", "earlier", "Apr", "May"]),
        ("Q2, Q4", ["Sep", "Mar"]),
        ("Q4, Q2", ["unordered", "Sep"]),
        ("Jul, Dec, Mar", ["Jul", "Dec", "Mar"]),
        ("Apr, May, Jun, Q1, Jul, Aug, Sep, Q2", ["Apr", "May", "Jun", "Jun", "Jul", "Aug", "Sep", "Sep"]),
        ("Actual Q1, Actual Q2, YTD Q1, YTD Q2", ["Jun", "Sep", "Jun", "Sep"]),
        ("Q1 Actual, Q1 YTD, Q2 Actual, Q2 YTD", ["Jun", "Jun", "Sep", "Sep"]),
        ("Q4 Target, Q4, Q1 Target, Q1", ["earlier", "earlier", "Jun", "Jun"]),
        ("Q4 outturn, Q1 actual", ["earlier", "Jun"]),
        ("Q4 2019/20, Q1, Q2", ["Mar 2019", "Jun 2020", "Sep 2020"]),
        ("Mar 20, Apr, May", ["Mar 2019", "Apr 2020", "May 2020"]),
        ("Q1 2019/20, Q2 2020/21, Q3", ["Jun 2019", "Sep 2020", "Dec"]),
        ("Q1, Q2, Q1 2019/20", ["unordered", "unordered", "Jun 2019"]),
        ("Q1, Q2, Q3, Q4, Q1 2019/20", ["unordered"] * 4 + ["Jun 2019"]),
    ],
)
def test_where_years_are_left_off_the_order_of_the_columns_tells_which_are_of_an_earlier_one(
    words: str, months: list[str]
):
    assert read(words) == months


def test_where_a_year_is_said_a_column_without_one_is_of_that_one():
    for known in (Known(year=2020), Known(period=DEC)):
        assert read("Q1, Q2, Q1 2019/20", known) == ["Jun", "Sep", "Jun 2019"]
        assert read("Q4 2018/19, Q4, Q1, Q2", known) == ["Mar 2018", "earlier", "Jun", "Sep"]


@given(st.integers(min_value=24_000, max_value=24_050), st.integers(min_value=1, max_value=12), st.booleans())
def test_months_that_follow_each_other_never_change_the_year_of_the_latest(first: int, count: int, back: bool):  # noqa: FBT001 - hypothesis gives it by place
    months = [Month.numbered(first + n) for n in range(count)]
    last = months[-1]
    if back:
        months.reverse()
    columns, _ = settled([Heading(part=Part.FIGURE, month=one.name) for one in months], Known())
    assert [one.why == EARLIER for one in columns] == [one.year < last.year for one in months]
    assert [one.month for one in columns] == [one.name for one in months]
    assert {one.month for one in columns} <= set(MONTH_NAMES)

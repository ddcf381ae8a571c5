from __future__ import annotations

import datetime as dt

import pytest
from make import ANNUAL, MONTHLY, QUARTERLY, TERMLY, month

from performance_index.period import MONTH_NAMES, FinancialYear, Frequency, Month, long_date


@pytest.mark.parametrize(
    ("start", "label", "short"),
    [
        pytest.param(2020, "2020/21", "20/21", id="an ordinary year"),
        pytest.param(2008, "2008/09", "08/09", id="a second half under ten"),
        pytest.param(1999, "1999/00", "99/00", id="the turn of a century"),
        pytest.param(2099, "2099/00", "99/00", id="the turn of the next"),
        pytest.param(1900, "1900/01", "00/01", id="the first allowed"),
        pytest.param(9998, "9998/99", "98/99", id="the last allowed"),
    ],
)
def test_a_financial_year_is_labelled_by_both_its_calendar_years(start: int, label: str, short: str):
    assert (FinancialYear(start).label, FinancialYear(start).short_label) == (label, short)


@pytest.mark.parametrize("start", [1899, 9999, 0, -2020, 20])
def test_a_year_that_cannot_be_written_in_four_digits_is_refused(start: int):
    with pytest.raises(ValueError, match=f"between 1900 and 9998, not in {start}$"):
        FinancialYear(start)


@pytest.mark.parametrize(
    ("day", "year", "name"),
    [
        pytest.param(dt.date(2020, 4, 1), 2020, "Apr", id="the first day of the year"),
        pytest.param(dt.date(2020, 9, 30), 2020, "Sep", id="30 September"),
        pytest.param(dt.date(2020, 12, 31), 2020, "Dec", id="the last day before the calendar turns"),
        pytest.param(dt.date(2021, 1, 1), 2020, "Jan", id="the first day after the calendar turns"),
        pytest.param(dt.date(2021, 3, 31), 2020, "Mar", id="the last day of the year"),
        pytest.param(dt.date(2021, 4, 1), 2021, "Apr", id="the first day of the next"),
        pytest.param(dt.date(2024, 2, 29), 2023, "Feb", id="a leap day"),
    ],
)
def test_a_date_falls_in_its_month_of_the_financial_year(day: dt.date, year: int, name: str):
    assert Month.containing(day) == month(name, year)


@pytest.mark.parametrize(
    ("name", "elapsed", "end", "label"),
    [
        ("Apr", 1, dt.date(2023, 4, 30), "April 2023"),
        ("May", 2, dt.date(2023, 5, 31), "May 2023"),
        ("Jun", 3, dt.date(2023, 6, 30), "June 2023"),
        ("Jul", 4, dt.date(2023, 7, 31), "July 2023"),
        ("Aug", 5, dt.date(2023, 8, 31), "August 2023"),
        ("Sep", 6, dt.date(2023, 9, 30), "September 2023"),
        ("Oct", 7, dt.date(2023, 10, 31), "October 2023"),
        ("Nov", 8, dt.date(2023, 11, 30), "November 2023"),
        ("Dec", 9, dt.date(2023, 12, 31), "December 2023"),
        ("Jan", 10, dt.date(2024, 1, 31), "January 2024"),
        ("Feb", 11, dt.date(2024, 2, 29), "February 2024"),
        ("Mar", 12, dt.date(2024, 3, 31), "March 2024"),
    ],
)
def test_a_month_knows_its_place_its_last_day_and_its_name(name: str, elapsed: int, end: dt.date, label: str):
    found = month(name, 2023)
    assert (found.name, found.elapsed, found.end, found.label) == (name, elapsed, end, label)
    assert Month.containing(found.end) == found


def test_a_month_is_one_on_from_the_month_before_it_over_every_end_of_a_year():
    months = [month(name, year) for year in (2022, 2023) for name in MONTH_NAMES]
    assert [one.number - months[0].number for one in months] == list(range(24))
    assert [Month.numbered(one.number) for one in months] == months
    assert [one.iso for one in months[8:13]] == ["2022-12", "2023-01", "2023-02", "2023-03", "2023-04"]


def test_february_ends_on_the_28th_outside_a_leap_year():
    assert month("Feb", 2022).end == dt.date(2023, 2, 28)


def test_the_last_month_of_the_last_allowed_year_still_ends():
    assert month("Mar", 9998).end == dt.date(9999, 3, 31)


@pytest.mark.parametrize("elapsed", [0, 13, -1])
def test_only_twelve_months_are_accepted(elapsed: int):
    with pytest.raises(ValueError, match=f"months 1 to 12, not {elapsed}$"):
        Month(FinancialYear(2020), elapsed)


@pytest.mark.parametrize("word", ["Sept", "sep", "September", "", "Q1"])
def test_a_word_that_names_no_column_is_refused(word: str):
    with pytest.raises(ValueError, match=f"^not a month of the financial year: {word}$"):
        FinancialYear(2020).month(word)


def test_the_months_so_far_run_from_april_to_the_month_itself():
    assert [m.name for m in month("Apr").upto()] == ["Apr"]
    assert [m.name for m in month("Sep").upto()] == ["Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    assert [m.name for m in month("Mar").upto()] == list(MONTH_NAMES)


def test_months_sort_by_time_across_years():
    assert month("Mar", 2020) < month("Apr", 2021) < month("Mar", 2021)


@pytest.mark.parametrize(
    ("frequency", "due", "may_be_entered"),
    [
        pytest.param(MONTHLY, MONTH_NAMES, MONTH_NAMES, id="monthly"),
        pytest.param(QUARTERLY, ("Jun", "Sep", "Dec", "Mar"), ("Jun", "Sep", "Dec", "Mar"), id="quarterly"),
        pytest.param(TERMLY, ("Jul", "Dec", "Mar"), ("Jul", "Dec", "Mar"), id="termly"),
        pytest.param(ANNUAL, ("Mar",), MONTH_NAMES, id="annual: certain only in March, entered when it is out"),
    ],
)
def test_each_frequency_has_its_months(frequency: Frequency, due: tuple[str, ...], may_be_entered: tuple[str, ...]):
    assert frequency.due_months == set(due)
    assert frequency.open_months == set(may_be_entered)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2020, 11, 4), "4 November 2020"),
        (dt.date(2020, 9, 30), "30 September 2020"),
        (dt.date(2021, 1, 1), "1 January 2021"),
    ],
)
def test_a_date_in_a_sentence_has_no_leading_nought(day: dt.date, text: str):
    assert long_date(day) == text

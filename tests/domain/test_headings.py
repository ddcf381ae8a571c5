"""What a heading of a stranger's spreadsheet says: the words of published tables, and what nobody may guess."""

from __future__ import annotations

import pytest

from performance_index.headings import OF_LAST_YEAR, Heading, Part, financial_year_in, period_in, understood
from performance_index.workbook.layout import INDICATORS


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("KPI ref", Part.NUMBER), ("Ref.", Part.NUMBER), ("No.", Part.NUMBER), ("PI Code", Part.NUMBER),
        ("#", Part.NUMBER),
        ("Performance Indicator", Part.NAME), ("Measure", Part.NAME), ("Description", Part.NAME), ("KPI", Part.NAME),
        ("Good is", Part.POLARITY), ("Aim", Part.POLARITY), ("Higher or lower is better?", Part.POLARITY),
        ("Good performance", Part.POLARITY), ("Desired direction of travel", Part.POLARITY),
        ("Better performance", Part.POLARITY),
        ("Target", Part.TARGET), ("Year-end target", Part.YEAR_TARGET), ("Annual target", Part.YEAR_TARGET),
        ("Target for the year", Part.YEAR_TARGET),
        ("Floor standard", Part.RED_LIMIT), ("Amber threshold", Part.RED_LIMIT), ("Red if below", Part.RED_LIMIT),
        ("Tolerance", Part.TOLERANCE), ("Tolerance (%)", Part.TOLERANCE), ("Tolerance as", Part.TOLERANCE_AS),
        ("RAG", Part.RATING), ("BRAG", Part.RATING), ("Status", Part.RATING), ("Current status", Part.RATING),
        ("Data status", Part.STATUS), ("Direction of travel", Part.TRAVEL), ("Short trend", Part.TRAVEL),
        ("Service commentary", Part.COMMENTARY), ("Lead officer comments", Part.COMMENTARY), ("Notes", Part.COMMENTARY),
        ("Corrective action", Part.COMMENTARY), ("Data quality caveat", Part.CAVEAT),
        ("Lead Officer", Part.LEAD), ("Directorate", Part.LEAD), ("Department", Part.LEAD), ("Owner", Part.LEAD),
        ("Theme", Part.THEME), ("Council priority", Part.THEME),
        ("Last period", Part.BEFORE), ("Previous quarter", Part.BEFORE), ("Last year", Part.LAST_YEAR),
        ("Previous year's outturn", Part.LAST_YEAR),
        ("England", Part.ENGLAND), ("National average", Part.ENGLAND), ("London average", Part.LONDON),
        ("Unit of measure", Part.UNIT), ("Units", Part.UNIT), ("Frequency", Part.FREQUENCY),
        ("Cumulative or snapshot", Part.MEASURED), ("Quarter", Part.PERIOD), ("Reporting period", Part.PERIOD),
        ("YTD", Part.FIGURE), ("Actual", Part.FIGURE), ("This period", Part.FIGURE),
        ("Current performance", Part.FIGURE),
        ("South East average", Part.OTHER), ("Statistical neighbours", Part.OTHER), ("Baseline", Part.OTHER),
        ("Quite another thing", Part.OTHER),
    ],
)  # fmt: skip
def test_a_heading_says_what_its_column_is(words: str, part: Part):
    assert understood(words) == Heading(part=part)


@pytest.mark.parametrize(
    ("words", "month", "year", "is_quarter"),
    [
        ("Q1", "Jun", None, True), ("Qtr 2", "Sep", None, True), ("Quarter 3 Actual", "Dec", None, True),
        ("4th quarter", "Mar", None, True), ("Q1 2026/27", "Jun", 2026, True), ("Actual Q2 26/27", "Sep", 2026, True),
        ("25/26 Q3 actual", "Dec", 2025, True),
        ("Jan-Mar 2020", "Mar", 2019, True), ("Oct-Dec 2019", "Dec", 2019, True),
        ("Quarter 4 (Jan-Mar 2020)", "Mar", 2019, True), ("Q1 (Jan to Mar 2020)", "Mar", 2019, True),
        ("Apr to Jun", "Jun", None, True), ("July - September 2026", "Sep", 2026, True),
        ("Apr", "Apr", None, False), ("September", "Sep", None, False), ("Apr-26", "Apr", 2026, False),
        ("Mar 2027", "Mar", 2026, False), ("Sep 2026 Actual", "Sep", 2026, False), ("2026-04-01", "Apr", 2026, False),
        ("2026-04", "Apr", 2026, False), ("30/06/2026", "Jun", 2026, False),
        ("2026-10-31 00:00:00", "Oct", 2026, False),
        ("2025/26 Outturn", None, 2025, False), ("2024-25", None, 2024, False), ("Actual 2024", None, 2024, False),
    ],
)  # fmt: skip
def test_a_heading_names_the_period_of_its_figures(
    words: str, month: str | None, year: int | None, *, is_quarter: bool
):
    found = understood(words)
    assert (found.part, found.month, found.year, found.is_quarter) == (Part.FIGURE, month, year, is_quarter)
    assert (found.calendar, found.why) == (None, "")


@pytest.mark.parametrize(
    ("words", "quarter", "calendar"),
    [("Q3 2026", 3, 2026), ("Q4 2026", 4, 2026), ("2019 Q4", 4, 2019), ("Quarter 1 2020 Actual", 1, 2020)],
)
def test_a_quarter_of_a_calendar_year_may_be_of_either_year_so_that_its_month_is_not_known(
    words: str, quarter: int, calendar: int
):
    found = understood(words)
    assert found == Heading(part=Part.FIGURE, is_quarter=True, quarter=quarter, calendar=calendar)


def test_a_period_may_stand_beside_anything():
    assert understood("Target 2026-27") == Heading(part=Part.TARGET, year=2026)
    assert understood("Q2 RAG") == Heading(part=Part.RATING, month="Sep", is_quarter=True, quarter=2)
    assert understood("Q1 Comments") == Heading(part=Part.COMMENTARY, month="Jun", is_quarter=True, quarter=1)


@pytest.mark.parametrize("words", ["2026/28", "26-28", "1/2", "Q5", "Apr to Jul", "Jan to Feb"])
def test_what_is_no_year_or_quarter_is_none(words: str):
    assert financial_year_in(words) is None
    assert not understood(words).is_quarter


def test_a_month_in_a_long_sentence_is_no_period_of_a_column():
    assert understood("Number of people who may march in the town").month is None


@pytest.mark.parametrize(
    ("title", "month", "year"),
    [
        ("Performance report for the cabinet, up to 30 September 2026", "Sep", 2026),
        ("Quarter 2, 2026/27", "Sep", 2026),
        ("Corporate plan indicators 2026-27", None, 2026),
        ("What may be done", "May", None),
        ("How the council and its partners may be doing in the town", None, None),
    ],
)
def test_a_title_names_the_period_of_all(title: str, month: str | None, year: int | None):
    found = period_in(title)
    assert (found.month, found.year) == (month, year)


def test_our_own_headings_are_known_by_their_names():
    """A workbook of ours can be taken over."""
    computed = {column.name for column in INDICATORS.columns if not column.is_typed}
    for heading in INDICATORS.headings:
        found = understood(heading)
        if heading not in computed:
            assert heading in {found.month, found.part.value}


@pytest.mark.parametrize(
    "words", ["Q2 last year", "Same period last year", "Last year to date", "Q2 2019 last year", "Sep last year"]
)
def test_a_part_of_the_year_before_is_not_its_outturn(words: str):
    assert (understood(words).part, understood(words).why) == (Part.LAST_YEAR, OF_LAST_YEAR)


@pytest.mark.parametrize("words", ["Q2 2026/27 (cumulative)", "Q2 2026/27 (%)", "Sep 2026 £"])
def test_what_a_figure_covers_or_is_written_with_may_stand_beside_its_period(words: str):
    assert (understood(words).part, understood(words).month, understood(words).year) == (Part.FIGURE, "Sep", 2026)

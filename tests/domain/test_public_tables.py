"""The tables of the public copy: what each sheet says, and that no cell is left empty."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from make import (
    AMBER,
    NOT_REPORTABLE,
    PERCENT,
    POINTS,
    QUARTERLY,
    SEPTEMBER,
    decided,
    indicator,
    month,
    rule,
)

from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.period import Month
from performance_index.public_tables import Number, Table, public_tables
from performance_index.rating import Override, RatingRule
from performance_index.report import ReportDetails
from performance_index.rule_in_words import rule_in_words
from performance_index.unit import KNOWN_UNITS, Unit

DETAILS = ReportDetails(
    committee="Housing Panel", meeting_date=dt.date(2020, 11, 4), lead_officer="Ann Lee, Director",
    lead_member="Councillor Bo Ray", contact_officer="Cy Day",
)  # fmt: skip


def tables(
    *indicators: Indicator,
    by: RatingRule | None = None,
    period: Month = SEPTEMBER,
    overrides: dict[str, Override] | None = None,
    details: ReportDetails = DETAILS,
) -> dict[str, Table]:
    index = PerformanceIndex(
        title="Index", period=period, rule=by or rule(), indicators=indicators, overrides=overrides or {}
    )
    return {table.sheet: table for table in public_tables(index, details)}


def notes(by: RatingRule) -> str:
    return "\n".join(str(row[1]) for row in tables(indicator("1", target="1"), by=by)["Notes"].rows)


def test_the_cover_says_what_the_book_is_and_lists_the_other_sheets():
    cover = tables(indicator("1", target="1"), indicator(number="17"))["Cover"]
    assert cover.title == "Index 2020/21, up to September 2020"
    assert cover.about == (
        "Committee: Housing Panel",
        "For the meeting of 4 November 2020",
        "Figures of 2020/21, up to 30 September 2020",
        "Of 2 indicators, 1 is rated. 1 awaits data (17). Ratings: 1 Green, 0 Amber, 0 Red, 1 not rated.",
        "This workbook contains 4 worksheets, each with one table; the others are:",
    )
    assert [row[0] for row in cover.rows] == ["Notes", "Indicators", "Monthly figures"]
    assert cover.rows[1][1] == "Index 2020/21, up to September 2020: every indicator (2 rows)"
    assert cover.names_sheets


def test_a_cover_says_nothing_of_what_nobody_has_said():
    cover = tables(indicator("1", target="1"), details=ReportDetails())["Cover"]
    assert cover.about[0].startswith("Figures of 2020/21")
    assert cover.about[1] == "Of 1 indicator, 1 is rated. Ratings: 1 Green, 0 Amber, 0 Red, 0 not rated."


def test_each_indicator_has_a_row_of_figures_and_words():
    found = tables(indicator("0.872", unit=PERCENT, target="0.91", theme="Front door", last_year="0.9"))["Indicators"]
    (row,) = found.rows
    by_heading = dict(zip((heading.text for heading in found.headings), row, strict=True))
    assert by_heading == {
        "Number": "16",
        "Indicator": "Homes inspected",
        "Theme": "Front door",
        "Unit": "percent",
        "Frequency": "Monthly",
        "What a figure covers": "At period end",
        "Which way is better": "Higher is better",
        "Month of the figure": "September 2020",
        "Figure": Number(value=Decimal("0.872"), unit=Unit.PERCENT, decimals=3),
        "Target": Number(value=Decimal("0.910"), unit=Unit.PERCENT, decimals=3),
        "Rating": "Red",
        "Reason for the rating": "87.2% against a target of 91%: 3.8 points short, with no tolerance entered.",
        "Direction": "Worse than last year",
        "Last year": Number(value=Decimal("0.900"), unit=Unit.PERCENT, decimals=3),
        "England": "[x]",
        "London": "[x]",
        "Data status": "Reported",
        "Data caveat": "[z]",
    }


def test_each_month_has_a_row():
    found = tables(indicator("2", figures={"Aug": "1"}, frequency=QUARTERLY))["Monthly figures"]
    assert [row[4:] for row in found.rows] == [
        ("June 2020", "[x]"),
        ("August 2020", Number(value=Decimal(1), unit=Unit.NUMBER, decimals=1)),
        ("September 2020", Number(value=Decimal(2), unit=Unit.NUMBER, decimals=1)),
    ]


def test_without_any_month_there_is_no_such_sheet():
    found = tables(indicator(frequency=QUARTERLY), period=month("Apr"))
    assert list(found) == ["Cover", "Notes", "Indicators"]
    assert "3 worksheets" in found["Cover"].about[-1]


def test_only_the_shorthand_that_a_table_uses_is_explained():
    found = tables(indicator("2", target="1", figures=dict.fromkeys(("Apr", "May", "Jun", "Jul", "Aug"), "1")))
    assert found["Indicators"].about[2] == "Shorthand used in this table: [x] = not available, [z] = not applicable."
    assert found["Monthly figures"].about == (
        "This worksheet contains one table, with 6 rows below its headings.",
        "8 notes on how to read it: see the worksheet Notes.",
        "No shorthand is used in this table.",
    )


def test_the_notes_say_what_the_ratings_mean_by_the_rule():
    by = rule(green_within="2", green_within_as=POINTS)
    assert f"Ratings. {rule_in_words(by, {Unit.NUMBER})} Reason for the rating gives the amounts." in notes(by)


def test_a_decision_is_explained_where_there_is_one():
    without = tables(indicator("4", target="5"))["Notes"]
    found = tables(indicator("4", target="5"), overrides={"16": decided(AMBER)})["Notes"]
    assert len(found.rows) == len(without.rows) + 1
    assert found.about == ("This worksheet contains one table, with 9 notes.",)


def test_neither_the_commentary_nor_a_person_nor_the_service_is_published():
    one = indicator("4", target="5", commentary="Secret words.", lead_service="Ann Lee's team")
    said = str(tables(one))
    for kept in ("Secret", "Ann Lee", "Bo Ray", "Cy Day"):
        assert kept not in said


_WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(
    st.lists(
        st.tuples(_WORDS, _WORDS, _WORDS, st.sampled_from(list(DataStatus)), st.none() | st.integers(0, 99)), max_size=4
    )
)
def test_no_cell_is_empty_or_only_a_sign_and_each_row_is_whole(
    rows: list[tuple[str, str, str, DataStatus, int | None]],
):
    """The checklist asks for it, and so does gptables, which refuses a table otherwise."""
    made = [
        indicator(
            None if actual is None else str(actual),
            number=str(n),
            name=name,
            theme=theme,
            caveat=caveat,
            status=status,
            unit=KNOWN_UNITS[n % len(KNOWN_UNITS)],
        )
        for n, (name, theme, caveat, status, actual) in enumerate(rows)
    ]
    for table in tables(*made).values():
        for row in table.rows:
            assert len(row) == len(table.headings)
            ours = [cell for cell, heading in zip(row, table.headings, strict=True) if heading.text not in _TYPED]
            assert all(not isinstance(cell, str) or re.search(r"[A-Za-z0-9]", cell) for cell in ours)
        assert len({heading.text for heading in table.headings}) == len(table.headings)


_TYPED = {"Indicator", "Theme", "Data caveat"}
"""Words of a person's own."""


def test_what_is_not_reportable_says_so_and_has_no_figure():
    found = tables(indicator("987", target="5", status=NOT_REPORTABLE))
    assert "987" not in str(found)
    assert found["Indicators"].rows[0][10:12] == ("Not reportable", "Not reportable: see the data caveat.")

"""Where the headings stand, and what each column is by its heading and by what is in it."""

from __future__ import annotations

import datetime as dt

import pytest

from performance_index.columns_meant import columns_meant
from performance_index.heading_rows import Grid, headed, is_heading, shown, understood_row
from performance_index.headings import Part

HEAD = ["Ref", "Indicator", "Good is", "Target", "Q1", "Q2"]
ROWS = [
    ["1", "Bins collected", "H", 95.0, 94.0, 96.0],
    ["2", "Fly tips", "L", 110.0, 101.0, 140.0],
    ["3a", "Homes let", "H", 20.0, None, 14.0],
]
P = Part


def parts(grid: Grid) -> list[Part]:
    found = headed(grid)
    assert found is not None
    return [one.part for one in columns_meant(found, grid)]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (None, ""), ("  a\n b ", "a b"), (2026.0, "2026"), (0.25, "0.25"), (True, "True"),
        (dt.datetime(2026, 4, 1, tzinfo=dt.UTC), "Apr 2026"), (dt.date(2027, 3, 31), "Mar 2027"),
        (dt.time(1, 30), "01:30:00"),
    ],
)  # fmt: skip
def test_a_cell_is_shown_in_one_line(cell: object, said: str):
    assert shown(cell) == said


def test_headings_in_the_first_row_are_found():
    found = headed([HEAD, *ROWS])
    assert found is not None
    assert (found.first, found.last, found.words) == (0, 0, tuple(HEAD))


def test_titles_above_them_are_no_headings():
    title = ["Performance against target, quarter 2 2026/27", None, None, None, None, None]
    found = headed([title, [None] * 6, ["Green: target met"], HEAD, *ROWS])
    assert found is not None
    assert (found.first, found.last) == (3, 3)


def test_headings_in_two_rows_are_put_together():
    upper = ["Ref", "Indicator", "2025/26", None, "2026/27", None, "Target"]
    lower = [None, None, "Q3", "Q4", "Q1", "Q2", None]
    found = headed([upper, lower, ["1", "Bins", 1.0, 2.0, 3.0, 4.0, 5.0]])
    assert found is not None
    assert (found.first, found.last) == (0, 1)
    assert found.words == ("Ref", "Indicator", "2025/26 Q3", "2025/26 Q4", "2026/27 Q1", "2026/27 Q2", "Target")


def test_a_heading_merged_over_two_rows_is_said_once():
    found = headed(
        [["Ref", "Indicator", "2026/27", "2026/27"], ["Ref", "Indicator", "Q1", "Q2"], ["1", "Bins", 1.0, 2.0]]
    )
    assert found is not None
    assert found.words == ("Ref", "Indicator", "2026/27 Q1", "2026/27 Q2")


@pytest.mark.parametrize(
    "grid",
    [
        [], [[]], [["Ref", "Indicator"]], [["a", "b", "c", "d"]], [[1.0, 2.0, 3.0, 4.0]], ROWS,
        [["Ref", "Indicator", "x" * 81, "Target", "Q1"]], [["Ref", "Indicator", "Target", 5.0]],
    ],
)  # fmt: skip
def test_where_nothing_looks_like_headings_there_are_none(grid: Grid):
    assert headed(grid) is None


def test_years_as_numbers_are_headings():
    found = headed([["Ref", "Indicator", 2026.0, "Target"], ["1", "Bins", 1.0, 2.0]])
    assert found is not None
    assert found.columns[2].year == 2026


def test_headings_that_stand_there_again_are_known_again():
    found = headed([HEAD, *ROWS])
    assert found is not None
    assert is_heading(found.columns, HEAD)
    assert is_heading(found.columns, [*HEAD[:5], None])
    assert not is_heading(found.columns, ROWS[0])
    assert not is_heading(found.columns, ["Ref", "Indicator", "Q3", "Lead", "Frequency", "Theme"])


@pytest.mark.parametrize(
    ("row", "is_one"),
    [
        (["Code", "Measure", "Department", "Value", "Status"], True),
        (["CS01", "Calls answered", "Customer Services", 77.0, "Amber"], False),
        (["Code", "Measure", "Department", 77.0, "Status"], False),
        (["Code", "Measure", "Department", "Value " * 20, "Status"], False),
        (["Code", "Measure"], False),
    ],
)
def test_the_headings_of_another_table_are_known(row: list[object], *, is_one: bool):
    assert understood_row(row) is is_one


def test_columns_are_known_by_their_headings():
    assert parts([HEAD, *ROWS]) == [P.NUMBER, P.NAME, P.POLARITY, P.TARGET, P.FIGURE, P.FIGURE]


def test_a_column_without_a_heading_is_known_by_what_is_in_it():
    head = ["Ref", "Indicator", "", "xyz", "Target", "abc", "def"]
    rows: list[list[object]] = [
        ["1", "Bins", "H", "G", 1.0, "Monthly", "%"],
        ["2", "Tips", "L", "R", 2.0, "Quarterly", "Number"],
    ]
    assert parts([head, *rows]) == [P.NUMBER, P.NAME, P.POLARITY, P.RATING, P.TARGET, P.FREQUENCY, P.UNIT]


def test_a_status_may_be_of_the_data_and_a_performance_may_be_a_colour():
    head = ["Ref", "Indicator", "Target", "Status", "Performance"]
    rows: list[list[object]] = [["1", "Bins", 1.0, "Provisional", "Green"], ["2", "Tips", 2.0, "Final", "Red"]]
    assert parts([head, *rows])[3:] == [P.STATUS, P.RATING]


def test_the_column_called_indicator_may_hold_the_codes():
    head = ["Indicator", "Description", "Target", "Q1"]
    rows: list[list[object]] = [["L178", "Nights in B&B", 1.0, 1.0], ["L179", "Homes", 1.0, 2.0]]
    assert parts([head, *rows])[:2] == [P.NUMBER, P.NAME]


def test_a_column_of_codes_left_of_the_names_has_the_numbers():
    rows: list[list[object]] = [["CS01", "Nights in B&B", 1.0, 1.0], ["CS02", "Homes", 1.0, 2.0]]
    assert parts([["", "Indicator", "Target", "Q1"], *rows])[0] is P.NUMBER
    assert parts([["", "Indicator", "Target", "Q1"], rows[0], ["CS01", *rows[1][1:]]])[0] is P.OTHER
    assert parts([["Indicator", "", "Target", "Q1"], *([b, a, *c] for a, b, *c in rows)])[1] is P.OTHER


def test_the_longest_texts_are_the_names_where_no_heading_says_so():
    head = ["Ref", "What we count", "xyz", "Target", "Q1"]
    rows: list[list[object]] = [
        ["1", "Households in temporary housing", "abc", 1.0, 2.0],
        ["2", "Potholes filled in time", "def", 1.0, 2.0],
    ]
    assert parts([head, *rows])[1:3] == [P.NAME, P.OTHER]
    assert P.NAME not in parts([head, ["1", "ab", "cd", 1.0, 2.0], ["2", "ef", "gh", 1.0, 2.0]])
    assert P.NAME not in parts([head])


def test_without_names_codes_are_looked_for_in_every_column():
    assert parts([["xyz", "Lead", "Target", "Q1"], ["A1", "Waste", 1.0, 2.0], ["A2", "Homes", 1.0, 2.0]])[0] is P.NUMBER


def test_of_two_columns_for_one_thing_the_second_is_unknown_and_our_own_name_is_preferred():
    head = ["Ref", "Indicator", "Theme", "Priority", "Target now", "Target", "Q1 target", "Q1"]
    rows: list[list[object]] = [["1", "Bins", "a", "b", 5.0, 6.0, 7.0, 8.0]]
    assert parts([head, *rows])[2:7] == [P.THEME, P.OTHER, P.OTHER, P.TARGET, P.TARGET]


def test_of_two_columns_for_one_thing_the_first_is_taken():
    rows: list[list[object]] = [["1", "Bins", "a", "b", 5.0]]
    assert parts([["Ref", "Indicator", "Priority", "Objective", "Target"], *rows])[2:4] == [P.THEME, P.OTHER]


def test_a_short_row_has_blanks_at_its_end():
    assert parts([HEAD, ["1", "Bins"]]) == [P.NUMBER, P.NAME, P.POLARITY, P.TARGET, P.FIGURE, P.FIGURE]


def test_the_same_period_of_last_year_does_not_stand_in_for_the_year():
    grid = [["Ref", "Indicator", "Same period last year", "Last year", "Q1"], ["1", "Bins", 3.0, 4.0, 5.0]]
    assert parts(grid)[2:4] == [P.LAST_YEAR, P.LAST_YEAR]

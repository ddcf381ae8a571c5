"""Ratings in the sheet: type into the shipped workbook's cells and see what its own VBA and our Python make of it.

`excel_double` says what is real here and what is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest

from excel_double import Computer, Excel
from excel_double.values import COM_ERROR
from performance_index.workbook import layout
from performance_index.workbook.build import build
from performance_index.workbook.content import content
from performance_index.workbook.read import read_book
from performance_index.workbook.results import RESULTS

SHIPPED = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
TABLE = layout.INDICATORS.name
RESULT_COLUMNS = {column.name: column.function for column in layout.RESULTS}
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them


@pytest.fixture
def excel(tmp_path: Path) -> Iterator[Excel]:
    """The shipped workbook, open on a PC where all is installed."""
    with Excel(Path(copy(SHIPPED, tmp_path))) as opened:
        yield opened


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Excel]:
    """A workbook of the example's four indicators on rent and on homes built, one of which has a profile."""
    tables = content()
    rows = tables[TABLE].rows
    profiled = {row[0] for row in tables["Profile"].rows}
    kept = [row for row in rows if row[0] in profiled][:1] + [row for row in rows if row[0] not in profiled][:3]
    tables[TABLE] = replace(tables[TABLE], rows=tuple(kept))
    path = tmp_path / "small.xlsm"
    path.write_bytes(build(tables, example=True))
    with Excel(path) as opened:
        yield opened


def shown(excel: Excel, number: str) -> dict[str, object]:
    """The five results of an indicator's row, by heading."""
    return {heading: excel.value(excel.place(TABLE, number, heading)) for heading in RESULT_COLUMNS}


def expected(excel: Excel) -> dict[str, dict[str, object]]:
    """What every row should show: the results of the workbook as it is now, read from a file as the report reads it."""
    index = read_book(excel.copy_to(Path(excel.workbook.path) / "now.xlsm")).index
    assert index is not None
    return {
        rated.indicator.number: {heading: RESULTS[function](rated) for heading, function in RESULT_COLUMNS.items()}
        for rated in index.rated
    }


def results_of(excel: Excel, *numbers: str) -> set[tuple[str, str]]:
    """The calls that work out the results of some rows."""
    return {
        (function, excel.place(TABLE, number, heading))
        for number in numbers
        for heading, function in RESULT_COLUMNS.items()
    }


def test_every_result_worked_out_in_excel_is_the_one_that_the_shipped_workbook_keeps(excel: Excel):
    numbers = expected(excel)
    kept = {number: shown(excel, number) for number in numbers}
    assert excel.calls == []  # opening the workbook works nothing out
    excel.recalculate()
    assert len(set(excel.calls)) == len(numbers) * len(RESULT_COLUMNS) == 160
    assert {number: shown(excel, number) for number in numbers} == kept == numbers


@pytest.mark.parametrize(
    ("number", "heading", "value", "rating"),
    [
        ("16", "Sep", 30.0, "Amber"),
        ("16", "Sep", 26.0, "Green"),
        ("16", "Sep", 0.0, "Green"),
        ("16", "Target", 50.0, "Green"),
        ("16", "Tolerance", 50.0, "Amber"),
        ("16", "Data status", "Awaiting data", "Awaiting data"),
        ("16", "Polarity", "Higher is better", "Green"),
    ],
)
def test_a_cell_that_is_edited_works_out_its_row_and_no_other(
    excel: Excel, number: str, heading: str, value: object, rating: str
):
    before = expected(excel)
    calls = excel.type(excel.place(TABLE, number, heading), value)
    assert set(calls) == results_of(excel, number)
    assert len(calls) == len(RESULT_COLUMNS)
    after = expected(excel)
    assert shown(excel, number) == after[number] != before[number]
    assert shown(excel, number)["Rating"] == rating


def test_a_cell_that_no_rating_reads_works_nothing_out(excel: Excel):
    for heading in ("Indicator", "Service commentary", "Data caveat", "Theme", "England"):
        assert excel.type(excel.place(TABLE, "16", heading), "1") == []


def test_what_is_typed_for_the_report_works_nothing_out_but_the_period_end(small: Excel):
    for detail in ("Subject", "Committee", "Meeting date", "Index title"):
        assert small.type(small.place("ReportDetails", detail, "Value"), 44139.0) == []


def test_a_cell_hands_its_row_over_and_python_asks_excel_for_nothing_more(excel: Excel):
    excel.type(excel.place(TABLE, "16", "Sep"), 30.0)  # the first call looks at the workbook once
    before = excel.round_trips
    assert len(excel.type(excel.place(TABLE, "16", "Sep"), 31.0)) == len(RESULT_COLUMNS)
    assert excel.round_trips == before


def test_money_is_rated_with_all_its_decimals(excel: Excel):
    """Excel's Value of a cell with a currency format is cut to four."""
    figure, target = excel.place(TABLE, "16", "Sep"), excel.place(TABLE, "16", "Target")
    for cell in (figure, target):
        excel.as_money(cell)
    excel.type(target, 26.0)
    excel.type(figure, 26.26001)  # 1% over is still Green by the rule
    assert shown(excel, "16")["Actual"] == 26.26001
    assert shown(excel, "16") == expected(excel)["16"]
    assert shown(excel, "16")["Rating"] == "Amber"
    excel.type(figure, 26.26)
    assert shown(excel, "16")["Rating"] == "Green"


def test_the_period_end_on_the_report_sheet_works_out_every_row(small: Excel):
    before = expected(small)
    calls = small.type(small.place("ReportDetails", "Period end", "Value"), dt.datetime(2020, 6, 30))  # noqa: DTZ001 - Excel's dates have no zone
    after = expected(small)
    assert set(calls) == results_of(small, *after)
    assert {number: shown(small, number) for number in after} == after != before


@pytest.mark.parametrize(("rule", "value"), [("States", 2.0), ("Green within", 0.6)])
def test_a_rule_on_the_settings_sheet_works_out_every_row(small: Excel, rule: str, value: object):
    calls = small.type(small.place("RatingRule", rule, "Value"), value)
    after = expected(small)
    assert set(calls) == results_of(small, *after)
    assert {number: shown(small, number) for number in after} == after


def test_a_target_in_the_profile_changes_the_target_of_its_indicator(small: Excel):
    before = expected(small)
    row = next(row for row in range(5, 17) if small.value(f"Profile!B{row}") == "Sep")
    small.type(f"Profile!C{row}", 1.0)
    after = expected(small)
    assert [number for number in after if after[number] != before[number]] == ["30"]
    assert after["30"]["Target now"] == 1.0
    assert {number: shown(small, number) for number in after} == after


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("'91", "Check Sep: '91' is stored as text; set the cell's format to a number, and type it again"),
        ("=NA()", "Check Sep: the cell shows #N/A; mend the formula, or type the value"),
        ("=1/0", "Check Sep: the cell shows #DIV/0!; mend the formula, or type the value"),
        ("=NoSuchName", "Check Sep: the cell shows #NAME?; mend the formula, or type the value"),
        (True, "Check Sep: TRUE is not a number; type the figure as a number, or leave the cell blank"),
    ],
)
def test_a_figure_that_is_no_number_is_not_rated_and_the_row_says_why(excel: Excel, typed: object, why: str):
    excel.type(excel.place(TABLE, "16", "Sep"), typed)
    row = shown(excel, "16")
    assert row["Rating"] == "Check"
    assert [row["Actual"], row["Target now"], row["Direction"]] == ["", "", ""]
    assert row["Why"] == why


@pytest.mark.parametrize(
    ("typed", "rating"),
    [("n/a", "No figure"), ("tbc", "Awaiting data"), ("<5", "Suppressed"), ("[c]", "Suppressed"), ("x", "Not known")],
)
def test_a_word_in_place_of_a_figure_is_the_reason_for_no_rating(excel: Excel, typed: str, rating: str):
    excel.type(excel.place(TABLE, "16", "Sep"), typed)
    row = shown(excel, "16")
    assert row["Rating"] == rating
    assert [row["Actual"], row["Target now"], row["Direction"]] == ["–", 26.0, "–"]
    assert row["Why"].startswith(f"{rating}: ")


def test_an_error_value_that_xlwings_does_not_know_is_not_rated(excel: Excel):
    """Lower is better: taken for a figure, it would be Green."""
    for code, word in ((2043, "#GETTING_DATA"), (2045, "#SPILL!"), (2050, "#CALC!")):
        excel.type(excel.place(TABLE, "16", "Sep"), COM_ERROR + code)
        row = shown(excel, "16")
        assert row["Rating"] == "Check"
        assert row["Why"] == f"Check Sep: the cell shows {word}; mend the formula, or type the value"


def test_a_figure_that_is_taken_out_leaves_the_row_without_one(excel: Excel):
    excel.type(excel.place(TABLE, "16", "Sep"), None)
    row = shown(excel, "16")
    assert row == expected(excel)["16"]
    assert row["Rating"] not in {"Green", "Amber", "Red", "Check"}


def test_a_row_that_is_emptied_shows_nothing(excel: Excel):
    places = {heading: excel.place(TABLE, "16", heading) for heading in layout.INDICATORS.headings}
    for first, last in (("No", "Indicator"), ("Trend", "Trend"), ("Apr", "Override reason")):
        excel.type(f"{places[first]}:{places[last].partition('!')[2]}", None)
    assert {excel.value(places[heading]) for heading in RESULT_COLUMNS} == {""}


def test_an_indicator_pasted_below_the_table_is_rated_like_the_others(small: Excel):
    cells = {
        "No": "99", "Indicator": "Trees planted", "Unit": "number", "Polarity": "Higher is better",
        "Frequency": "Monthly", "Measured": "At period end", "Target": 10.0, "Target is": "For every period",
        "Tolerance": 1.0, "Tolerance as": "Points", "Data status": "Reported", "Sep": 9.5,
    }  # fmt: skip
    places = {heading: small.below(TABLE, heading) for heading in layout.INDICATORS.headings}
    headings = layout.INDICATORS.headings
    for first, last in (("No", "Indicator"), ("Apr", "Override reason")):
        block = headings[headings.index(first) : headings.index(last) + 1]
        small.type(f"{places[first]}:{places[last].partition('!')[2]}", [[cells.get(heading) for heading in block]])
    row = shown(small, "99")
    assert row == expected(small)["99"]
    assert row["Rating"] == "Amber"


def test_a_server_that_runs_already_rates_where_excel_may_start_no_program(tmp_path: Path):
    """Defender's rule against child processes: Debug UDFs in the configuration attaches to a server that runs."""
    with Excel(Path(copy(SHIPPED, tmp_path)), Computer(may_start_programs=False, server_runs=True)) as excel:
        excel.type(excel.config("Debug UDFs"), True)  # noqa: FBT003 - what the cell holds
        excel.type(excel.place(TABLE, "16", "Sep"), 30.0)
        assert shown(excel, "16")["Rating"] == "Amber"
        assert {command for command in excel.activations if command.startswith("{")} == set(excel.activations)

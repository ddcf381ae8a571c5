"""Spreadsheets in the shapes that councils publish, with figures made up for the tests (illustrative)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl

FOLDER = Path(__file__).parent / "data" / "layouts"
DEPARTMENTS = FOLDER / "departments.csv"
"""Codes, one column of values of the quarter that a column names, a status beside a value that is none."""


def saved(path: Path, sheets: dict[str, Sequence[Sequence[object]]], merged: Sequence[str] = ()) -> Path:
    """A workbook of these sheets; `merged` are cells of the first. A number after '%' or '£' is shown so."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for n, row in enumerate(rows, 1):
            for m, value in enumerate(row, 1):
                cell = sheet.cell(n, m)
                if isinstance(value, tuple):
                    sign, value = value  # noqa: PLW2901 - the two halves of it
                    cell.number_format = {"%": "0.0%", "£": '"£"#,##0.00'}[sign]
                cell.value = value  # type: ignore[assignment]  # whatever a cell may hold
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def per(figure: float) -> tuple[str, float]:
    """A percentage as Excel holds and shows it."""
    return "%", figure


def quarters(folder: Path) -> Path:
    """Headings in two rows, merged, below title rows; themes alone in a row; two years of quarters; a second sheet."""
    rows = [
        ["Testshire Council performance report (illustrative)"],
        ["Quarter 2, 2026/27"],
        [],
        ["Ref", "Performance indicator", "Good is", "2025/26", None, "2026/27", None, None, None, "Target", "RAG",
         "Lead officer", "Comments"],
        [None, None, None, "Q3", "Q4", "Q1", "Q2", "Q3", "Q4", "2026/27", "Q2", None, None],
        ["A cleaner town"],
        ["1.1", "% of household waste recycled", "H", per(0.451), per(0.462), per(0.471), per(0.448), None, None,
         per(0.45), "A", "Head of Waste", "A contaminated load."],
        ["1.2", "Fly tips cleared in 2 days (%)", "H", per(0.9), per(0.92), per(0.95), per(0.97), None, None, per(0.95),
         "G", "Head of Waste", None],
        ["1.10", "Fly tips reported", "L", 120, 98, 101, 140, None, None, 110, "R", "Head of Waste", "Two hot spots."],
        ["Homes for all"],
        ["2.1", "Average days to re-let a home", "L", 25.5, 27, 26.1, 24.9, None, None, 26, "G", "Head of Homes", None],
        ["2.2", "Homelessness applications", "N/A", 55, 61, 70, 66, None, None, None, None, "Head of Homes", None],
        ["RAG: red is more than 5% off target."],
    ]  # fmt: skip
    merged = ["A1:M1", "A2:M2", "D4:E4", "F4:I4", "A4:A5", "B4:B5", "C4:C5", "L4:L5", "M4:M5", "A6:M6", "A10:M10"]
    notes = [["How to read this"], ["Green: on target."]]
    return saved(folder / "Quarterly KPIs.xlsx", {"KPIs": rows, "Notes": notes}, merged)


def months(folder: Path) -> Path:
    """Days as headings of months, polarity H, L and T, a floor, what a figure covers by letters, benchmarks, units."""
    days = [dt.datetime(2026, month, 1) for month in range(4, 10)]  # noqa: DTZ001 - Excel's days have no time zone
    rows = [
        ["KPI Ref", "Indicator description", "Directorate", "Unit", "Polarity", "Type of figure", *days,
         "Target", "Floor standard", "Last year", "England", "South East", "Direction of travel"],
        ["CS01", "Calls answered by the contact point", "Growth", "%", "H", "MS",
         *map(per, (0.95, 0.94, 0.96, 0.95, 0.9, 0.93)), per(0.95), per(0.9), per(0.96), None, None, "↓"],
        ["CS04", "Visits to the website", "Growth", "Number", "T", "YTD", 100, 210, 330, 440, 540, 655, 1300, 900,
         1250, None, None, "↑"],
        ["HT12", "Pothole repairs (days)", "Highways", "Days", "L", "R12M", 14.2, 14.8, 15, "n/a", 15.5, 16.1, 15,
         18, 13, None, None, "↓"],
        ["CY8", "Re-referrals within 12 months", "Children", "%", "L", "R12M",
         *map(per, (0.21, 0.22, 0.2, 0.23, 0.22, 0.24)), per(0.2), per(0.25), per(0.22), per(0.215), per(0.228), "↓"],
        ["CY9", "Children in care", "Children", "Number", "Data only", "MS", 1500, 1510, 1496, 1502, 1511, 1520, None,
         None, 1490, None, None, "↑"],
    ]  # fmt: skip
    return saved(folder / "Monthly.xlsx", {"Index": rows})


def one_period(folder: Path) -> Path:
    """Indicator and description, last and this period, RAG in words, a title that says the quarter."""
    rows = [
        ["Council plan overview report: quarter 3 2026/27 (illustrative)"],
        ["Indicator", "Description", "Directorate", "Previous quarter", "Current quarter", "Current target",
         "Current status", "Trend"],
        ["L178", "Number of household nights in B&B", "People", 812, 790, 800, "Green", "Better"],
        ["L179", "Percentage of homelessness prevented", "People", "80.5 %", "79.0 %", "81 %", "Amber", "Worse"],
        ["L241", "Income from CIL receipts", "Place", "£1,250,000", "£990,000", "£1,300,000", "Red", "Worse"],
        ["L286", "Percentage of streets that are clean", "Place", "N/A", "Annual indicator", "95 %", None, None],
    ]  # fmt: skip
    return saved(folder / "Overview.xlsx", {"Q3": rows})


def worded(folder: Path) -> Path:
    """Targets in words, colour and remarks in the cell of the figure, smaller is better, a merged lead service."""
    rows = [
        ["Corporate plan indicators 2026-27"],
        ["No.", "Measure", "Better performance", "Target 2026-27", "Outturn 2025-26", "Q1", "Q2", "Lead", "Narrative",
         "Corrective action"],
        [1, "Residual waste per household", "Smaller is Better", "No more than 130", 512, "128 kg (S)",
         "134 kg (Q1 time lag) RED", "Waste", "Tonnage rose.", "A campaign in May."],
        [2, "Schools judged good or better", "Bigger is Better", "Greater than 90%", "91%", "92% GREEN", "89.5% AMBER",
         "Schools", None, None],
        [3, "Satisfaction with libraries", "Aim to Maximise", "Top quartile", "88%", "n/a", "87% (p)", "Libraries",
         None, None],
        [4, "Representation of communities", "Representative", "Maintain 9% or above", "9.4%", "9.2%", "9.6%",
         "Libraries", None, None],
        [5, "Rent arrears", "Low", "£250,000", "£240,000", "£251,000.50", "£262,310", "Homes", None, None],
    ]  # fmt: skip
    return saved(folder / "Plan.xlsx", {"Plan": rows}, ["H5:H6"])

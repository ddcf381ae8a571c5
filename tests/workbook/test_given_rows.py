"""Whatever stands in a stranger's sheet: it is taken over or refused in words, and no row of it goes in silence."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from performance_index.finding import Refused
from performance_index.heading_rows import is_heading, shown
from performance_index.period import FinancialYear
from performance_index.workbook.any_sheets import AnySheet, Written
from performance_index.workbook.given_rows import taken
from performance_index.workbook.given_table import given_table
from performance_index.workbook.new_book import Names, tables_with
from performance_index.workbook.read import read_index

YEAR = FinancialYear(2026)
HEADS = (
    "Good is", "Target", "Q1", "Q2 2026/27", "Q1 Target", "Apr 2026", "RAG", "Q2 RAG", "Unit", "Frequency", "Tolerance",
    "Floor", "Last year", "2025/26", "Comments", "Lead", "Theme", "Value", "Previous quarter", "Data status", "Quarter",
    "Year-end target", "Type of figure", "xyz", None, "Override", "Target is", "Tolerance as", "England", "Indicator",
)  # fmt: skip
CELLS = (
    None, "", "n/a", 1.0, 0.5, 87.2, Written(0.5, "%"), Written(3.0, "£"), "87.2%", "£1,2", "12 (p)", "H", "G", "Red",
    "Quarterly", "%", "kg", dt.time(1, 2), True, "#N/A", "C", "Greater than 50%", "Top quartile", "A1", "=1+1",
    "x" * 99, "Provisional", 1e300, -5.0, "Q2 2026/27",
    "For the year, own profile", "94% GREEN", "512 kg (late)", "Data only",
)  # fmt: skip


@st.composite
def sheets(draw: st.DrawFn) -> AnySheet:
    width = draw(st.integers(2, 10))
    head = ["Ref", "Indicator", "Q1 2026/27", *draw(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width))]
    row = st.lists(st.sampled_from(CELLS), min_size=len(head), max_size=len(head))
    alone = st.sampled_from(["A theme", "A note", None]).map(lambda words: [words, *[None] * (len(head) - 1)])
    body = draw(st.lists(st.one_of(row, row, alone), max_size=6))
    grid = [head, *body]
    corner = st.tuples(st.integers(1, 8), st.integers(1, 12), st.integers(0, 2), st.integers(0, 3))
    merged = draw(st.lists(corner.map(lambda c: (c[0], c[1], c[0] + c[2], c[1] + c[3])), max_size=2))
    return AnySheet(name="S", grid=tuple(map(tuple, grid)), merged=tuple(merged))


@settings(max_examples=150)
@given(sheets())
def test_no_row_goes_in_silence_and_what_is_taken_over_can_be_read(sheet: AnySheet):
    try:
        table = given_table([sheet], "f.xlsx", "", YEAR, None)
    except Refused:
        return
    found = taken(table)
    told = "\n".join(str(one) for one in found.findings)
    names = {record["Indicator"] for record in found.indicators}
    themes = {record["Theme"] for record in found.indicators}
    another = "another table begins here" in told
    for n, row in enumerate(sheet.grid[table.head.last + 1 :], table.head.last + 1):
        texts = set(filter(None, map(shown, row)))
        if texts and not is_heading(table.head.columns, row) and not another:
            assert texts & (names | themes) or f"{n + 1}: " in told, row
    period = table.period or YEAR.month("Sep")
    reading = read_index(tables_with(Names(period=period), found))
    assert reading.index is not None
    assert len(reading.index.indicators) == len(found.indicators)
    assert all(str(finding) for finding in reading.findings())

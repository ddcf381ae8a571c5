"""What a workbook is built from: the text sources of its tables, as the cells they become."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.workbook import layout
from performance_index.workbook.columns import Table
from performance_index.workbook.tables import TableCells

EXAMPLE = Path(__file__).parent / "example"

CORNERS = {
    layout.INDICATORS.name: (6, 1),
    layout.REPORT_DETAILS.name: (4, 1),
    layout.REPORT_TEXT.name: (19, 1),
    layout.PROFILES.name: (4, 1),
    layout.AMENDMENTS.name: (4, 1),
    layout.PUBLISHED_FIGURES.name: (4, 1),
    layout.RATING_RULE.name: (4, 1),
    layout.OPTIONS.name: (15, 1),
    layout.FINDINGS.name: (4, 1),
}
"""Row and column of each table's top left heading, 1 being the first: only the builder knows; a reader looks."""


def content(folder: Path = EXAMPLE) -> dict[str, TableCells]:
    """The tables of a workbook from a folder of CSV files named after them; a table without a file has no rows."""
    return {table.name: table_cells(table, _records(folder / f"{table.name}.csv")) for table in layout.TABLES}


def table_cells(table: Table, records: Iterable[Mapping[str, object]]) -> TableCells:
    """A table at its place, its cells in the order of its columns; Excel needs at least one row."""
    lines = [tuple(record.get(heading) for heading in table.headings) for record in records]
    top, left = CORNERS[table.name]
    return TableCells(
        name=table.name,
        sheet=table.sheet,
        top=top,
        left=left,
        headings=table.headings,
        rows=tuple(lines) or ((None,) * len(table.headings),),
    )


def _records(path: Path) -> list[dict[str, object]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{heading: _cell(field) for heading, field in line.items()} for line in csv.DictReader(file)]


def _cell(field: str) -> object:
    """A CSV field as the cell Excel would make of it: a date, a number, words, or blank."""
    if not field:
        return None
    try:
        return dt.date.fromisoformat(field)
    except ValueError:
        pass
    try:
        value = cells.number_in_text(field)
    except CellProblem:
        return field
    return float(value) if value is not None else None

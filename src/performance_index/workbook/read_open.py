"""A workbook that is open in Excel, read: its tables as they show now, what is around them as it was last saved.

Comments, hidden rows, other sheets and words beside a table would take many questions to Excel; the file has them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from performance_index.finding import NotReadable
from performance_index.workbook.copies import copies_beside
from performance_index.workbook.read import Reading, read_whole
from performance_index.workbook.tables import BELOW, NOTHING_AROUND, TableCells, read_tables


def read_open(tables: Mapping[str, TableCells], book: str, path: Path | None) -> Reading:
    """Read the tables of an open workbook, by its name; `path` is its file, None where it has none on this computer."""
    if path is None:
        return read_whole(tables, book)
    try:
        saved = read_tables(path)
    except NotReadable:
        saved = {}  # it was never saved, or a cloud has it: what Excel shows is all there is
    reading = read_whole({name: _with_around(table, saved.get(name)) for name, table in tables.items()}, book)
    return replace(reading, unreadable=(*copies_beside(path), *reading.unreadable))


def _with_around(table: TableCells, saved: TableCells | None) -> TableCells:
    """A table with what its file has around it; by row only where no row has come or gone since."""
    if saved is None:
        return table
    around = saved.around
    if _rows(table) != _rows(saved):
        return replace(table, around=replace(NOTHING_AROUND, copies=around.copies, is_hidden=around.is_hidden))
    far = tuple(one for one in saved.below if one[1] > BELOW)
    return replace(table, around=around, below=(*table.below, *far))


def _rows(table: TableCells) -> tuple[object, ...]:
    """Where a table is and what its rows begin with."""
    first = [str(row[0] or "") for row in table.rows]
    while first and not first[-1]:
        first.pop()  # a saved file may leave out what is blank
    return table.sheet, table.top, table.left, len(table.headings), *first

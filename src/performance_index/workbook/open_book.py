"""The workbook that is open in Excel, through xlwings: its tables, its status bar, its message boxes.

Every call to another program takes a millisecond or more, so all tables are read in one and a table is filled in one:
the workbook's own macros TablesOfBook and FillTable gather and spread the cells. A Mac cannot hand such blocks to a
macro: there the workbook is saved and read as a file, and a table is filled piece by piece.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import xlwings as xw

from performance_index.cells import day_number
from performance_index.finding import NotReadable, Refused
from performance_index.workbook import layout
from performance_index.workbook.merged import merges
from performance_index.workbook.tables import BELOW, TableCells, heading_text, read_tables, without_headings

TITLE = "Performance Index"


class OpenBook:
    """One open workbook."""

    def __init__(self, book: xw.Book, *, has_macros: bool) -> None:
        """Take a book; `has_macros` where Excel hands blocks of cells to macros and back: on Windows."""
        self._book, self._app, self._has_macros = book, book.app, has_macros
        self.name = str(book.name)

    def tables(self) -> dict[str, TableCells]:
        """The tables of a performance index by name, with what their cells show now; on a Mac it is saved first."""
        found = self._read_at_once() if self._has_macros else self._read_saved()
        return {table.name: table for table in found}

    def fill(
        self, table: TableCells, records: Sequence[Mapping[str, object]], *, keep: int = 0, turn_to: bool = False
    ) -> None:
        """Put records under the first `keep` rows of a table, in place of its other rows; there is at least one.

        A text that begins with = becomes a formula. `turn_to`: show the sheet. Refused, with nothing changed, where the
        table lacks a column, the sheet is protected, or something stands where the rows must go.
        """
        for heading in dict.fromkeys(heading for record in records for heading in record):
            if heading not in table.headings:
                what = f"the table {table.name} (sheet {table.sheet}) has no column '{heading}'"
                raise Refused(f"{what}; put the column back under that name")
        block = [[_for_cell(record.get(heading)) for heading in table.headings] for record in records]
        fill = self._fill_at_once if self._has_macros else self._fill_plainly
        problem = fill(table, block, keep, turn_to)
        if problem:
            raise Refused(problem)

    def height(self, name: str) -> int:
        """How many rows the range of a defined name has; Refused where there is none."""
        return int(self._range(name).shape[0])

    def put(self, name: str, block: Sequence[Sequence[object]], heights: Sequence[float]) -> None:
        """Put a block of cells into the range of a defined name, as large as that, and show its sheet.

        `heights`: of its rows but for the first, in points; 0 hides a row. Words are words, whatever they look like.
        Refused where the range is of another size, or the sheet is protected.
        """
        cells, sheet = self._range(name), None
        if cells.shape != (len(block), len(block[0])):
            what = f"the range {name} on the sheet {cells.sheet.name} is not as it was made"
            raise Refused(f"{what}; take out the rows or columns that were put into it")
        sheet, top, left = cells.sheet, cells.row, cells.column
        try:
            cells.raw_value = [[_for_cell(f"'{one}" if isinstance(one, str) else one) for one in row] for row in block]
            for first, last, height in _stretches(heights):
                sheet.range((top + first, left), (top + last, left)).row_height = height
        except Exception as problem:  # whatever Excel says through xlwings
            why = f"the sheet {sheet.name} could not be written ({problem})"
            raise Refused(f"{why}; take its protection off, if it has any") from problem
        self._show(sheet)

    def _range(self, name: str) -> xw.Range:
        try:
            return self._book.names[name].refers_to_range
        except Exception as problem:  # a name that is gone, or leads nowhere any more
            what = (
                f"{self.name} has no range {name}: its Trends sheet is gone, or the workbook is of an earlier version"
            )
            raise Refused(f"{what}; move your tables' rows into a new PerformanceIndex.xlsm") from problem

    def path(self) -> Path | None:
        """Where the workbook is; None where it is opened from an address on the web that is no folder here."""
        try:
            return Path(self._book.fullname)
        except Exception:  # noqa: BLE001 - xlwings 0.37.8 has an UnboundLocalError of its own for some addresses
            return None

    def status(self, words: str | None) -> None:
        """Show words in the status bar; None gives it back to Excel."""
        self._app.status_bar = False if words is None else f"{TITLE}: {words}"

    def tell(self, words: str) -> None:
        """Show a message."""
        self._app.alert(words, title=TITLE)

    def ask(self, words: str, buttons: str) -> str:
        """Ask a question: the button that was pressed. `buttons` as in 'yes_no_cancel', 'ok_cancel'."""
        return str(self._app.alert(words, title=TITLE, buttons=buttons))

    def _macro(self, name: str, *given: object) -> Any:  # noqa: ANN401 - whatever a macro gives
        book = self.name.replace("'", "''")  # which xlwings' own Book.macro does not do
        return self._app.macro(f"'{book}'!modPerformanceIndex.{name}")(*given)

    def _read_at_once(self) -> Iterator[TableCells]:
        found = self._macro("TablesOfBook", ",".join(table.name for table in layout.TABLES), BELOW)
        for name, sheet, top, left, has_totals, cells, below, *more in found[1:]:
            if cells is None:
                raise NotReadable(f"{self.name}: {without_headings(layout.named(str(name)), str(sheet))}")
            table = _table(str(name), str(sheet), (int(top), int(left)), cells, has_totals=bool(has_totals))
            filled = [(n, row) for n, row in enumerate(below or ()) if any(cell is not None for cell in row)]
            rows_below = tuple((len(cells) - 1 + n, n + 1, tuple(row)) for n, row in filled)
            bottom, right = table.top + len(table.rows), table.left + len(table.headings) - 1
            addresses = str(more[0]).split(",") if more else ()  # macros of before do not tell them
            yield replace(table, below=rows_below, merged=merges(addresses, table.top, table.left, bottom, right))

    def _read_saved(self) -> Iterator[TableCells]:
        """The tables as a saved file has them: on a Mac, xlwings cannot tell an error value from a blank cell."""
        path = self.path()
        if path is None:
            raise Refused(f"{self.name} is open from the web; save it in a folder of this computer")
        self._book.save()
        return iter(read_tables(path).values())

    def _fill_at_once(self, table: TableCells, block: list[list[object]], keep: int, turn_to: bool) -> str:  # noqa: FBT001 - handed on to a macro
        return str(self._macro("FillTable", table.name, block, keep, turn_to) or "")

    def _fill_plainly(self, table: TableCells, block: list[list[object]], keep: int, turn_to: bool) -> str:  # noqa: FBT001 - as above
        sheet, right = self._book.sheets[table.sheet], table.left + len(table.headings) - 1
        last, before = table.top + keep + len(block), table.top + len(table.rows)
        listed = f"the table {table.name} on the sheet {table.sheet}"
        try:
            in_excel = sheet.tables[table.name]
            if in_excel.show_totals:
                return f"{listed} has a row of totals; switch it off (Table, Total Row), and on again afterwards"
            below = sheet.range((before + 1, table.left), (last, right)).options(ndim=2).value if last > before else []
            if any(cell is not None for row in below for cell in row):
                return f"something stands below {listed}; move it away"
            if in_excel.show_autofilter:  # off and on again shows the rows that it hides
                in_excel.show_autofilter = False
                in_excel.show_autofilter = True
            in_excel.resize(sheet.range((table.top, table.left), (last, right)))
            sheet.range((table.top + keep + 1, table.left), (last, right)).raw_value = block
            if before > last:
                sheet.range((last + 1, table.left), (before, right)).clear_contents()
        except Exception as problem:  # noqa: BLE001 - whatever Excel says through xlwings
            return f"the sheet {table.sheet} could not be written ({problem}); take its protection off, if it has any"
        if turn_to:
            self._show(sheet)
        return ""

    def _show(self, sheet: xw.Sheet) -> None:
        with suppress(Exception):  # it is written, whether it can be shown or not
            if not sheet.visible:
                sheet.visible = True
            sheet.activate()


def literal(text: str) -> str:
    """A text as it must be written for Excel to take it as text, whatever it begins with."""
    return f"'{text}" if text.startswith(("'", "=", "+", "-", "@")) else text


def _table(
    name: str, sheet: str, place: tuple[int, int], cells: Sequence[Sequence[object]], *, has_totals: bool
) -> TableCells:
    engine = xw.engines.active
    assert engine is not None  # a book is open
    clean = engine.impl.clean_value_data
    rows = clean([list(row) for row in cells], dt.datetime, None, None, True)  # noqa: FBT003 - errors become their text
    name, headings = layout.named(name), layout.spelled(layout.named(name), [heading_text(cell) for cell in rows[0]])
    body = tuple(tuple(row) for row in rows[1 : -1 if has_totals else None])
    return TableCells(name=name, sheet=sheet, top=place[0], left=place[1], headings=headings, rows=body)


def _stretches(heights: Sequence[float]) -> Iterator[tuple[int, int, float]]:
    """Rows of one height that follow each other: the first and the last, 1 being the first of all, and the height."""
    number = 0
    for height, rows in groupby(heights):
        first, number = number + 1, number + len(list(rows))
        yield first, number, height


def _for_cell(value: object) -> object:
    """A day as Excel's number for it, which needs no time zone; no value as an empty cell."""
    if isinstance(value, dt.date):
        return float(day_number(value))
    return "" if value is None else value

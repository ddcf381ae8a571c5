"""The workbook that is open in Excel, through xlwings: its tables, its status bar, its message boxes.

Every call to another program takes a millisecond or more, so all tables are read in one and a table is filled in one:
the workbook's own macros TablesOfBook and FillTable gather and spread the cells. A Mac cannot hand such blocks to a
macro and is asked table by table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlwings as xw

from performance_index.finding import Refused
from performance_index.workbook import layout
from performance_index.workbook.tables import TableCells

TITLE = "Performance Index"
_EXCEL_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's days have no time zone


class OpenBook:
    """One open workbook."""

    def __init__(self, book: xw.Book, *, has_macros: bool) -> None:
        """Take a book; `has_macros` where Excel hands blocks of cells to macros and back: on Windows."""
        self._book, self._has_macros = book, has_macros

    def tables(self) -> dict[str, TableCells]:
        """The tables of a performance index by name, with what their cells show now, saved or not."""
        found = self._read_at_once() if self._has_macros else self._read_one_by_one()
        return {table.name: table for table in found}

    def fill(self, table: TableCells, records: Sequence[Mapping[str, object]], *, keep: int = 0) -> None:
        """Put records under the first `keep` rows of a table, in place of its other rows; there is at least one.

        A text that begins with = becomes a formula. Refused where Excel does not let it: a protected sheet.
        """
        block = [[_for_cell(record.get(heading)) for heading in table.headings] for record in records]
        problem = self._fill_at_once(table, block, keep) if self._has_macros else self._fill_plainly(table, block, keep)
        if problem:
            raise Refused(f"the sheet {table.sheet} could not be written ({problem}); take its protection off")

    def path(self) -> Path | None:
        """Where the workbook is; None where it is opened from an address on the web that is no folder here."""
        try:
            return Path(self._book.fullname)
        except Exception:  # noqa: BLE001 - xlwings 0.37.8 has an UnboundLocalError of its own for some addresses
            return None

    def name(self) -> str:
        """The workbook's file name."""
        return str(self._book.name)

    def show(self, table: TableCells) -> None:
        """Turn to the sheet that a table is on."""
        self._book.sheets[table.sheet].activate()

    def status(self, words: str | None) -> None:
        """Show words in the status bar; None gives it back to Excel."""
        self._book.app.status_bar = False if words is None else f"{TITLE}: {words}"

    def tell(self, words: str) -> None:
        """Show a message."""
        self._book.app.alert(words, title=TITLE)

    def ask(self, words: str, buttons: str) -> str:
        """Ask a question: the button that was pressed. `buttons` as in 'yes_no_cancel', 'ok_cancel'."""
        return str(self._book.app.alert(words, title=TITLE, buttons=buttons))

    def _macro(self, name: str, *given: object) -> Any:  # noqa: ANN401 - whatever a macro gives
        return self._book.macro(f"modPerformanceIndex.{name}")(*given)

    def _read_at_once(self) -> Iterator[TableCells]:
        found = self._macro("TablesOfBook", ",".join(table.name for table in layout.TABLES))
        for name, sheet, top, left, has_totals, cells in found[1:]:
            yield _table(str(name), str(sheet), (int(top), int(left)), cells, has_totals=bool(has_totals))

    def _read_one_by_one(self) -> Iterator[TableCells]:
        wanted = {table.name for table in layout.TABLES}
        for sheet in self._book.sheets:
            for table in sheet.tables:
                if table.name in wanted:
                    area = table.range
                    place, cells = (area.row, area.column), area.raw_value
                    yield _table(table.name, sheet.name, place, cells, has_totals=bool(table.show_totals))

    def _fill_at_once(self, table: TableCells, block: list[list[object]], keep: int) -> str:
        return str(self._macro("FillTable", table.name, block, keep) or "")

    def _fill_plainly(self, table: TableCells, block: list[list[object]], keep: int) -> str:
        sheet, width = self._book.sheets[table.sheet], len(table.headings)
        last = table.top + keep + len(block)
        try:
            before = table.top + len(table.rows)
            if before > last:
                sheet.range((last + 1, table.left), (before, table.left + width - 1)).clear_contents()
            area = sheet.range((table.top, table.left), (last, table.left + width - 1))
            sheet.tables[table.name].resize(area)
            sheet.range((table.top + keep + 1, table.left), (last, table.left + width - 1)).raw_value = block
        except Exception as problem:  # noqa: BLE001 - whatever Excel says through xlwings
            return str(problem) or type(problem).__name__
        return ""


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
    headings = tuple(" ".join(str(heading or "").split()) for heading in rows[0])
    body = tuple(tuple(row) for row in rows[1 : -1 if has_totals else None])
    return TableCells(name=name, sheet=sheet, top=place[0], left=place[1], headings=headings, rows=body)


def _for_cell(value: object) -> object:
    """A day as Excel's number for it, which needs no time zone; no value as an empty cell."""
    if isinstance(value, dt.date):
        moment = dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - Excel's days have no time zone
        return float((moment - _EXCEL_EPOCH).days)
    return "" if value is None else value

"""The index for the public as an .xlsx: plain tables of values, with no macro, formula, hidden sheet or author.

The Analysis Function's checklist for accessible spreadsheets decides what is not here too: no filters, no frozen panes,
no fills, no headers and footers.
"""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from performance_index.csv_table import begins_a_formula
from performance_index.finding import Refused
from performance_index.public_tables import Cell, Number, Table
from performance_index.unit import Unit
from performance_index.workbook.style import FONT, Style, height

CATEGORY = "Performance index for the public"
"""What a copy says of itself in its properties: by that a later one knows it."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_TITLE, _TEXT = 16, 12
_USUAL: dict[str, Any] = {"font_name": FONT, "font_size": _TEXT, "valign": "top"}
_A3 = 8
_INDENT = 2
"""As many characters of a column's width are kept free."""
_ANY_WIDTH = 1000


def public_bytes(tables: Sequence[Table], subject: str, now: dt.datetime) -> bytes:
    """Give the file of these tables; `subject` says in its properties whose index it is. The same give the same bytes.

    Refused: a text is longer than a cell can hold.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        made = now if now.tzinfo is None else now.astimezone(dt.UTC).replace(tzinfo=None)
        book.calc_on_load = False  # there is nothing to compute, so Excel does not ask to save it
        book.set_properties({"title": tables[0].title, "subject": subject, "category": CATEGORY, "created": made})
        style = Style(book)
        for table in tables:
            _Sheet(book.add_worksheet(table.sheet), style, table).write()
    return out.getvalue()


class _Sheet:
    def __init__(self, sheet: Worksheet, style: Style, table: Table) -> None:
        self._sheet, self._style, self._table = sheet, style, table
        self._top = 1 + len(table.about)
        self._figures = {n for row in table.rows for n, cell in enumerate(row) if isinstance(cell, Number)}

    def write(self) -> None:
        """The title in A1, a line each of what is about the table, the table."""
        sheet, table = self._sheet, self._table
        sheet.write_string(0, 0, _visible(table.title), self._format(bold=True, font_size=_TITLE))
        for row, line in enumerate(table.about, 1):
            sheet.write_string(row, 0, _visible(line), self._format())
        self._mark_up()
        for column, heading in enumerate(table.headings):
            sheet.set_column(column, column, heading.width)
        self._fit(0, [table.title], _TITLE)
        self._fit(self._top, [heading.text for heading in table.headings])
        for row, cells in enumerate(table.rows, self._top + 1):
            for column, cell in enumerate(cells):
                self._write(row, column, cell)
            self._fit(row, [cell if isinstance(cell, str) else "" for cell in cells])
        last = self._top + len(table.rows)
        sheet.ignore_errors({"number_stored_as_text": f"A{self._top + 2}:A{last + 1}"})
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self._top)

    def _fit(self, row: int, texts: Sequence[str], size: float = _TEXT) -> None:
        """Make a row as high as its texts need: a program that opens the file does not."""
        widths = (heading.width - _INDENT for heading in self._table.headings)
        is_title = row == 0
        cells = [(text, _ANY_WIDTH if is_title else width) for text, width in zip(texts, widths, strict=False)]
        self._sheet.set_row(row, height(cells, size))

    def _mark_up(self) -> None:
        """Name the table and its headings; a heading stands over its figures."""
        table = self._table
        heads = [
            {
                "header": heading.text,
                "header_format": self._format(bold=True, text_wrap=True, bottom=1, **self._side(n)),
            }
            for n, heading in enumerate(table.headings)
        ]
        place = (self._top, 0, self._top + len(table.rows), len(table.headings) - 1)
        self._sheet.add_table(*place, {"name": table.name, "columns": heads, "style": None, "autofilter": False})

    def _side(self, column: int) -> dict[str, Any]:
        """Where a column's words stand: at the right over and among figures, else a little off what is before them."""
        if column in self._figures:
            return {"align": "right"}
        return {"align": "left", "indent": 1 if column else 0}

    def _write(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, Number):
            self._sheet.write_number(row, column, float(cell.value), self._format(num_format=number_format(cell)))
            return
        words = _visible(cell)
        if column == 0 and self._table.names_sheets:
            self._sheet.write_url(row, column, f"internal:'{cell}'!A1", self._link(), words)
            return
        side = self._side(column)
        quoted = {"quote_prefix": True} if begins_a_formula(words) else {}  # or it is one as soon as it is edited
        if self._sheet.write_string(row, column, words, self._format(text_wrap=True, **side, **quoted)):
            start = f"{words[:40]}…"
            raise Refused(f"a text is longer than a cell of Excel can hold ('{start}'); make it shorter and try again")

    def _link(self) -> Format:
        return self._format(font_color="#0B4F9E", underline=1)

    def _format(self, **properties: Any) -> Format:  # noqa: ANN401 - XlsxWriter's properties are of many types
        return self._style.bare(**{**_USUAL, **properties})


def number_format(number: Number) -> str:
    """Excel's format that shows a number as the report writes it, without idle noughts: '0.0%', '£#,##0.00'."""
    places = max(0, -int(number.value.normalize().as_tuple().exponent))
    if number.unit == Unit.PERCENT:
        return f"{_with_places(max(0, places - 2))}%"
    if number.unit == Unit.POUNDS:
        return f"£{_with_places(max(2, places) if places else 0)}"
    return _with_places(places)


def _with_places(places: int) -> str:
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _visible(words: str) -> str:
    """A text without control characters, which no program shows."""
    return "".join(c for c in words if c == "\n" or unicodedata.category(c) != "Cc")

"""The tables of a saved workbook as plain cells, found by name; nothing here knows what they mean."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from lxml import etree
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from performance_index.cells import NO_RESULT
from performance_index.finding import NotReadable


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCells:
    """One table: its name, sheet, the place of its top left heading (1 is the first), headings and rows of cells."""

    name: str
    sheet: str
    top: int
    left: int
    headings: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def records(self) -> list[Mapping[str, object]]:
        """Each row as a mapping from heading to cell."""
        return [dict(zip(self.headings, row, strict=True)) for row in self.rows]

    def place(self, row: int, heading: str) -> str:
        """The address of a cell, 'Index!G14': row 0 is the first below the headings, -1 the headings themselves."""
        column = self.left + (self.headings.index(heading) if heading in self.headings else 0)
        sheet = self.sheet if self.sheet.isalnum() else "'" + self.sheet.replace("'", "''") + "'"
        return f"{sheet}!{get_column_letter(column)}{self.top + 1 + row}"


def read_tables(path: Path) -> dict[str, TableCells]:
    """All tables of a saved workbook by name, with the values that Excel saved for its formulas.

    Raises NotReadable, with what to do, for a file that is missing, in use, encrypted, damaged or no workbook.
    """
    content = _content(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every sparkline and print area that it does not read
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
            unsaved = _unsaved(content, book)
            return {table.name: table for sheet in book.worksheets for table in _tables(sheet, unsaved)}
    except Exception as problem:  # whatever a damaged file makes openpyxl, zipfile or lxml raise: it is not documented
        raise NotReadable(
            f"{path} is not a workbook that can be read (it may be damaged); open it in Excel, save it, and try again"
        ) from problem


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise NotReadable(f"{path} is a folder; name the workbook in it")
    try:
        content = path.read_bytes()
    except FileNotFoundError as problem:
        raise NotReadable(f"there is no file {path}; check the name and the folder") from problem
    except PermissionError as problem:
        raise NotReadable(f"{path} is open in another program or not yours to read; close it there") from problem
    except OSError as problem:
        raise NotReadable(f"{path} cannot be read ({problem.strerror}); check the name and the folder") from problem
    if not content:
        raise NotReadable(f"{path} is empty; it may not have been saved or copied completely")
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise NotReadable(
            f"{path} has a password or is an old .xls workbook; take the password off, or save it as .xlsm in Excel"
        )
    if not content.startswith(b"PK"):
        raise NotReadable(f"{path} is not an Excel workbook; name the .xlsm file")
    return content


def _unsaved(content: bytes, book: Workbook) -> set[tuple[str, str]]:
    """The sheet and address of every formula whose result the file does not hold: None would pass for a blank cell.

    A result that is an empty text is a result.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        if not any(_lacks_a_result(package.read(name)) for name in sheets):
            return set()
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for sheet in formulas.worksheets for row in sheet.iter_rows() for cell in row)
    kept = ((cell, book[cell.parent.title][cell.coordinate]) for cell in cells if cell.data_type == "f")
    return {
        (cell.parent.title, cell.coordinate)
        for cell, result in kept
        if result.value is None and result.data_type not in {"s", "str"}
    }


def _lacks_a_result(sheet: bytes) -> bool:
    for _, cell in etree.iterparse(io.BytesIO(sheet), tag="{*}c", resolve_entities=False):
        if cell.find("{*}f") is not None and cell.get("t") != "str" and not cell.findtext("{*}v"):
            return True
        cell.clear()
    return False


def _tables(sheet: Worksheet, unsaved: set[tuple[str, str]]) -> Iterable[TableCells]:
    for table in sheet.tables.values():
        left, top, right, bottom = range_boundaries(table.ref)
        assert left and top and right and bottom  # noqa: PT018 - a table's range is always whole
        end = min(bottom - (table.totalsRowCount or 0), max(sheet.max_row, top))
        cells = sheet.iter_rows(min_row=top, max_row=end, min_col=left, max_col=right)
        rows = [tuple(_value(cell, unsaved) for cell in row) for row in cells]
        headings = tuple(map(heading_text, rows[0]))
        yield TableCells(
            name=table.name, sheet=sheet.title, top=top, left=left, headings=headings, rows=tuple(rows[1:])
        )


def heading_text(cell: object) -> str:
    """A heading on one line; '' for a blank one."""
    return " ".join(str(cell or "").split())


def _value(cell: Cell | MergedCell, unsaved: set[tuple[str, str]]) -> object:
    return NO_RESULT if cell.value is None and (cell.parent.title, cell.coordinate) in unsaved else cell.value

"""The tables of a saved workbook as plain cells, found by name; nothing here knows what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from performance_index.cells import NO_RESULT
from performance_index.finding import NotReadable
from performance_index.given_file import Wanted, instead, read_given
from performance_index.workbook import layout
from performance_index.workbook.addresses import column_letters, corners_of
from performance_index.workbook.merged import Merge, merges
from performance_index.workbook.package import Package, Relationship, name_of
from performance_index.workbook.saved_cells import SavedCells, is_true

_OURS = frozenset(table.name.casefold() for table in layout.TABLES)
BELOW = 200
"""How many rows below a table are looked at: somebody may take what stands there for a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCells:
    """One table: its name, sheet, the place of its top left heading (1 is the first), headings and rows of cells.

    `below` are the rows that follow it, each with its row as `place` counts, how many rows below the end of the table
    it is, and the cells under the table's columns. `merged` are merged cells that the table's cells are in.
    """

    name: str
    sheet: str
    top: int
    left: int
    headings: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    below: tuple[tuple[int, int, tuple[object, ...]], ...] = field(default=(), compare=False)
    merged: tuple[Merge, ...] = ()

    def records(self) -> list[Mapping[str, object]]:
        """Each row as a mapping from heading to cell."""
        return [dict(zip(self.headings, row, strict=True)) for row in self.rows]

    def place(self, row: int, heading: str) -> str:
        """The address of a cell, 'Index!G14': row 0 is the first below the headings, -1 the headings themselves."""
        column = self.left + (self.headings.index(heading) if heading in self.headings else 0)
        sheet = self.sheet if self.sheet.isalnum() else "'" + self.sheet.replace("'", "''") + "'"
        return f"{sheet}!{column_letters(column)}{self.top + 1 + row}"


def read_tables(path: Path) -> dict[str, TableCells]:
    """Our tables of a saved workbook by name, with the values that Excel saved for its formulas.

    Nothing else of the workbook is read. Raises NotReadable, with what to do, for a file that is missing, in use,
    encrypted, damaged or no workbook, and for a table of ours without its headings.
    """
    content = read_given(path, Wanted.WORKBOOK)
    if what := instead(content, Wanted.WORKBOOK):
        raise NotReadable(f"{path} {what}")
    try:
        return {table.name: table for table in _tables(Package(content))}
    except _Unfit as problem:
        raise NotReadable(f"{path}{problem}") from problem
    except Exception as problem:  # whatever a damaged file makes zipfile or lxml raise: it is not documented
        raise NotReadable(
            f"{path} is not a workbook that can be read (it may be damaged); open it in Excel, save it, and try again"
        ) from problem


class _Unfit(Exception):  # noqa: N818 - a thing to put right in the workbook, not an error of the program
    """The file is sound, but not what can be read: says so after the file's name."""


def _tables(package: Package) -> Iterator[TableCells]:
    package.read("[Content_Types].xml")  # without it, Excel opens nothing
    (book,) = (one.part for one in package.relationships() if one.kind == "officeDocument")
    root, parts = package.root(book), {one.id: one for one in package.relationships(book)}
    from_1904 = any(is_true(one.get("date1904", "0")) for one in root if name_of(one) == "workbookPr")
    cells = SavedCells(package, parts.values(), from_1904=from_1904)
    for sheet in (sheet for group in root if name_of(group) == "sheets" for sheet in group):
        part = parts.get(_relationship(sheet))
        if part and part.kind == "worksheet" and package.has(part.part):
            yield from _tables_of_sheet(package, cells, part, sheet.get("name", ""))


def _relationship(sheet: etree._Element) -> str:
    return next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")


def _tables_of_sheet(package: Package, cells: SavedCells, sheet: Relationship, title: str) -> Iterator[TableCells]:
    for part in package.relationships(sheet.part):
        if part.kind != "table" or not package.has(part.part):
            continue
        table = package.root(part.part)
        name = str(table.get("displayName") or table.get("name", ""))
        if name.casefold() in _OURS:
            yield _table(table, layout.named(name), cells, sheet.part, title)


def _table(table: etree._Element, name: str, cells: SavedCells, part: str, title: str) -> TableCells:
    if table.get("headerRowCount", "1") == "0":
        raise _Unfit(f": {without_headings(name, title)}")
    corners = corners_of(table.get("ref", ""))
    if corners is None:
        raise ValueError(f"the table {name} has no range")
    top, left, end, right = corners
    bottom = end - int(table.get("totalsRowCount", 0))
    looked_at = dict(cells.rows(part, top, end + BELOW, left, right))
    found = {min(number, bottom + 1): row for number, row in looked_at.items()}
    below = [(n - top - 1, n - end, tuple(row)) for n, row in looked_at.items() if end < n <= end + BELOW]
    blank: list[object] = [None] * (right - left + 1)
    rows = [tuple(found.get(number, blank)) for number in range(top, min(bottom, max(found, default=top)) + 1)]
    headings = tuple(map(heading_text, rows[0]))
    return TableCells(
        name=name,
        sheet=title,
        top=top,
        left=left,
        headings=headings,
        rows=tuple(rows[1:]),
        below=tuple(below),
        merged=merges(cells.merged(part), top, left, bottom, right),
    )


def without_headings(name: str, sheet: str) -> str:
    """Why a table cannot be read whose header row is switched off, and the cure."""
    what = f"the header row of the table {name} (sheet {sheet}) is switched off"
    return f"{what}; switch it on in Excel: Table Design, Header Row"


def heading_text(cell: object) -> str:
    """A heading on one line; '' for a blank one. A number, such as a year, reads as Excel shows it."""
    if cell is NO_RESULT or cell is None:
        return ""
    return f"{cell:.15g}" if isinstance(cell, float) else " ".join(str(cell).split())

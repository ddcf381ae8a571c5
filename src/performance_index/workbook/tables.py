"""The tables of a saved workbook as plain cells, found by name; nothing here knows what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from lxml import etree

from performance_index.cells import NO_RESULT
from performance_index.finding import NotReadable
from performance_index.given_file import Wanted, instead, read_given
from performance_index.workbook import layout
from performance_index.workbook.addresses import Corners, column_letters, corners_of
from performance_index.workbook.around import comments, copy_of, holds, is_filtered
from performance_index.workbook.merged import Merge, merges
from performance_index.workbook.package import Package, name_of, relationship
from performance_index.workbook.saved_cells import SavedCells, is_true

BELOW = 200
"""How many rows below a table are looked at: somebody may take what stands there for a part of it."""
FAR_BELOW = 5000
"""How many in a saved file, where it costs little."""
BESIDE = 3
"""How many columns beside a table are looked at, for the same reason."""
_OURS = frozenset(table.name.casefold() for table in layout.TABLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a saved file has around a table, where nothing reads it; rows are counted as `TableCells.place` does.

    `beside`: texts a few columns from it, each with its row and column. `notes`: what comments on its cells say, but
    for those that are resolved. `hidden`: its rows that are hidden, though no filter hides any. `copies`: other tables
    with its columns. `is_hidden`: whether its sheet is.
    """

    beside: tuple[tuple[int, int, str], ...] = ()
    notes: tuple[tuple[int, int, str], ...] = ()
    hidden: tuple[int, ...] = ()
    copies: tuple[TableCells, ...] = ()
    is_hidden: bool = False


NOTHING_AROUND = Around()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCells:
    """One table: its name, sheet, the place of its top left heading (1 is the first), headings and rows of cells.

    `skipped`: how many rows are above `rows` that were not read; a row counts without them, and `whole` has them.
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
    around: Around = field(default=NOTHING_AROUND, compare=False)
    merged: tuple[Merge, ...] = ()
    skipped: int = 0
    read_whole: Callable[[], TableCells] | None = field(default=None, compare=False)

    @property
    def whole(self) -> TableCells:
        """The same table with all its rows."""
        return self if self.read_whole is None else replace(self.read_whole(), headings=self.headings)

    def records(self) -> list[Mapping[str, object]]:
        """Each row as a mapping from heading to cell."""
        return [dict(zip(self.headings, row, strict=True)) for row in self.rows]

    def place(self, row: int, heading: str) -> str:
        """The address of a cell, 'Index!G14': row 0 is the first below the headings, -1 the headings themselves."""
        return self.cell(row, self.left + (self.headings.index(heading) if heading in self.headings else 0))

    def cell(self, row: int, column: int) -> str:
        """The address of a cell by its row, as above, and its column on the sheet, 1 being the first."""
        sheet = self.sheet if self.sheet.isalnum() else "'" + self.sheet.replace("'", "''") + "'"
        return f"{sheet}!{column_letters(column)}{self.top + 1 + row + (self.skipped if row >= 0 else 0)}"


def read_tables(path: Path) -> dict[str, TableCells]:
    """Our tables of a saved workbook by name, with the values that Excel saved for its formulas.

    Nothing else of the workbook is read. Raises NotReadable, with what to do, for a file that is missing, in use,
    encrypted, damaged or no workbook, and for a table of ours without its headings.
    """
    content = read_given(path, Wanted.WORKBOOK)
    if what := instead(content, Wanted.WORKBOOK):
        raise NotReadable(f"{path} {what}")
    return tables_of(content, str(path))


def tables_of(content: bytes, name: str) -> dict[str, TableCells]:
    """Our tables of a workbook's file by their names; `name` is the file's, for what NotReadable says."""
    try:
        return {table.name: table for table in _tables(Package(content))}
    except _Unfit as problem:
        raise NotReadable(f"{name}{problem}") from problem
    except Exception as problem:  # whatever a damaged file makes zipfile or lxml raise: it is not documented
        raise NotReadable(
            f"{name} is not a workbook that can be read (it may be damaged); open it in Excel, save it, and try again"
        ) from problem


class _Unfit(Exception):  # noqa: N818 - a thing to put right in the workbook, not an error of the program
    """The file is sound, but not what can be read: says so after the file's name."""


def _tables(package: Package) -> Iterator[TableCells]:
    package.read("[Content_Types].xml")  # without it, Excel opens nothing
    (book,) = (one.part for one in package.relationships() if one.kind == "officeDocument")
    root, parts = package.root(book), {one.id: one for one in package.relationships(book)}
    from_1904 = any(is_true(one.get("date1904", "0")) for one in root if name_of(one) == "workbookPr")
    cells = SavedCells(package, parts.values(), from_1904=from_1904)
    found: list[TableCells] = []
    copies: dict[str, list[TableCells]] = {}
    for sheet in (sheet for group in root if name_of(group) == "sheets" for sheet in group):
        part = parts.get(relationship(sheet))
        if part and part.kind == "worksheet" and package.has(part.part):
            one = _Sheet(package, cells, part.part, sheet.get("name", ""), is_hidden=sheet.get("state") in _HIDDEN)
            found += one.tables()
            for ours, copy in one.copies():
                copies.setdefault(ours, []).append(copy)
    for table in found:
        yield replace(table, around=replace(table.around, copies=tuple(copies.get(table.name, ()))))


_HIDDEN = frozenset({"hidden", "veryHidden"})


class _Sheet:
    """The tables of one sheet."""

    def __init__(self, package: Package, cells: SavedCells, part: str, title: str, *, is_hidden: bool) -> None:
        """Find them."""
        self._package, self._cells, self._part, self._title, self._is_hidden = package, cells, part, title, is_hidden
        self._relationships = package.relationships(part)
        parts = (one.part for one in self._relationships if one.kind == "table" and package.has(one.part))
        self._tables = {_name(root): root for root in map(package.root, parts)}

    def tables(self) -> Iterator[TableCells]:
        """Ours, with what stands around them."""
        for name, root in self._tables.items():
            if name.casefold() in _OURS:
                yield self._table(root, layout.named(name))

    def copies(self) -> Iterator[tuple[str, TableCells]]:
        """Others with the columns of ours, each with the name of that one."""
        for name, root in self._tables.items():
            ours = copy_of(name, [_heading(column) for column in root.iterfind("{*}tableColumns/{*}tableColumn")])
            with suppress(Exception):  # what cannot be read of a sheet that is not ours stops nobody
                if ours:
                    yield ours, replace(self._table(root, name), around=NOTHING_AROUND)

    def _table(self, table: etree._Element, name: str, *, whole: bool = False) -> TableCells:
        if table.get("headerRowCount", "1") == "0":
            raise _Unfit(f": {without_headings(name, self._title)}")
        place = corners_of(table.get("ref", ""))
        if place is None:
            raise ValueError(f"the table {name} has no range")
        top, left, end, right = place
        bottom = end - int(table.get("totalsRowCount", 0))
        first, width = max(1, left - BESIDE), right - left + 1
        before = left - first
        content, skipped = self._content(name, top, whole=whole)
        looked_at = list(self._cells.rows(content, top, end + FAR_BELOW, first, right + BESIDE))
        inside = {n: row[before : before + width] for n, row, _ in looked_at}
        below = [(n - top - 1, n - end, tuple(row)) for n, row in inside.items() if end < n <= end + FAR_BELOW]
        blank: list[object] = [None] * width
        last = min(bottom, max((min(n, bottom + 1) for n in inside), default=top))
        rows = [tuple(inside.get(number, blank)) for number in (top, *range(top + 1 + skipped, last + 1))]
        headings = tuple(map(heading_text, rows[0]))
        filtered = is_filtered(table)
        around = Around(
            beside=tuple(self._beside(place, ((n, row) for n, row, _ in looked_at if n <= end), first)),
            notes=tuple(self._notes(place, bottom)),
            hidden=tuple(n - top - 1 for n, _, hidden in looked_at if hidden and top < n <= bottom and not filtered),
            is_hidden=self._is_hidden,
        )
        return TableCells(
            name=name,
            sheet=self._title,
            top=top,
            left=left,
            headings=headings,
            rows=tuple(rows[1:]),
            below=tuple(below),
            around=around,
            merged=merges(self._cells.merged(self._part), top, left, bottom, right),
            skipped=skipped,
            read_whole=partial(self._table, table, name, whole=True) if skipped else None,
        )

    def _content(self, name: str, top: int, *, whole: bool) -> tuple[bytes, int]:
        """The sheet's XML, of records without those that a report does not need, and how many rows it lacks."""
        if whole or name != layout.PUBLISHED_FIGURES.name or len(self._tables) > 1:
            return self._cells.part(self._part), 0
        return self._cells.from_last(self._part, top, layout.RECORD_STANDS_ALONE)

    def _beside(
        self, place: Corners, rows: Iterable[tuple[int, list[object]]], first: int
    ) -> Iterator[tuple[int, int, str]]:
        """The texts beside a table that stand in no other table."""
        top, left, _, right = place
        others = [found for root in self._tables.values() if (found := corners_of(root.get("ref", ""))) is not None]
        for number, row in rows:
            outside = (*enumerate(row[: left - first], first), *enumerate(row[right - first + 1 :], right + 1))
            for column, cell in outside:
                if not isinstance(cell, str) or not any(map(str.isalpha, cell)):
                    continue
                if not any(holds(one, number, column) for one in others):
                    yield number - top - 1, column, cell

    def _notes(self, place: Corners, bottom: int) -> Iterator[tuple[int, int, str]]:
        top, left, _, right = place
        for row, column, said in self._comments:
            if top < row <= bottom and left <= column <= right:
                yield row - top - 1, column, said

    @cached_property
    def _comments(self) -> list[tuple[int, int, str]]:
        with suppress(Exception):  # what cannot be read of them stops nobody: Excel mends it
            return comments(self._package, [one for one in self._relationships if self._package.has(one.part)])
        return []


def _name(table: etree._Element) -> str:
    return str(table.get("displayName") or table.get("name", ""))


def _heading(column: etree._Element) -> str:
    return heading_text(column.get("name", ""))


def without_headings(name: str, sheet: str) -> str:
    """Why a table cannot be read whose header row is switched off, and the cure."""
    what = f"the header row of the table {name} (sheet {sheet}) is switched off"
    return f"{what}; switch it on in Excel: Table Design, Header Row"


def heading_text(cell: object) -> str:
    """A heading on one line; '' for a blank one. A number, such as a year, reads as Excel shows it."""
    if cell is NO_RESULT or cell is None:
        return ""
    return f"{cell:.15g}" if isinstance(cell, float) else " ".join(str(cell).split())

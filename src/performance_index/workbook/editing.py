"""A saved workbook edited without Excel: rows put under a table; every part that has no cell of theirs stays as it is.

Formulas keep the results that Excel saved. Only the sheet's own XML and the table's are written anew.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from lxml import etree

from performance_index.finding import NotReadable, Refused
from performance_index.given_file import Wanted, instead, read_given
from performance_index.workbook.addresses import Corners, corners_of
from performance_index.workbook.package import Package, name_of, relationship, relationships_of
from performance_index.workbook.saved import unsaved
from performance_index.workbook.saved_cells import is_true
from performance_index.workbook.sheet_xml import Grid, table_name
from performance_index.write import replace_whole

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


class SavedBook:
    """One saved workbook, to be edited and then packed again."""

    def __init__(self, content: bytes) -> None:
        """Open it; whatever a damaged file makes zipfile or lxml raise."""
        self._content, self._package, self._changed = content, Package(content), dict[str, bytes]()
        self._gone: set[str] = set()
        (self._book,) = (one.part for one in self._package.relationships() if one.kind == "officeDocument")
        root = self._root(self._book)
        self._from_1904 = any(is_true(one.get("date1904", "0")) for one in root if name_of(one) == "workbookPr")

    def is_signed(self) -> bool:
        """Whether the file has a digital signature, which no longer holds once anything is changed."""
        return any(one.kind == "origin" for one in self._package.relationships())

    def fill(self, table: str, records: Sequence[Mapping[str, object]], *, keep: int = 0) -> None:
        """Put records under the first `keep` rows of a table, in place of its other rows; there is at least one.

        New rows look as the last one does. A text after ' is a text, as in Excel. Refused, with nothing changed, where
        there is no such table, its sheet is protected, or something stands where the rows must go.
        """
        sheet, root, part = self._table(table)
        grid = Grid(self._root(sheet), from_1904=self._from_1904)
        others = [self._root(one).get("ref", "") for one in self._tables_on(sheet) if one != part]
        grid.fill(root, records, keep=keep, others=others)
        self._changed[part] = _bytes(root)
        self._keep(sheet, grid)

    def _table(self, name: str) -> tuple[str, etree._Element, str]:
        """The part of the sheet that a table is on, the table's XML and its part."""
        for sheet in self._titles().values():
            for part in self._tables_on(sheet):
                root = self._root(part)
                if table_name(root).casefold() == name.casefold():
                    return sheet, root, part
        raise Refused(f"there is no table {name}; put it back from PerformanceIndex.xlsm")

    def _tables_on(self, sheet: str) -> list[str]:
        return [one.part for one in self._package.relationships(sheet) if one.kind == "table"]

    def _titles(self) -> dict[str, str]:
        """The part of each worksheet, by its title, in the order of the workbook."""
        parts = {one.id: one.part for one in self._package.relationships(self._book) if one.kind == "worksheet"}
        sheets = self._root(self._book).iterfind("{*}sheets/{*}sheet")
        return {one.get("name", ""): parts[relationship(one)] for one in sheets if relationship(one) in parts}

    def type(self, table: str, cells: Mapping[tuple[int, str], object]) -> None:
        """Type values into cells of a table, by row and heading; row 0 is the first below the headings.

        A cell looks as it did; a formula in it goes, None empties it, a text is a text whatever it looks like. Refused,
        with nothing changed, where there is no such table, column or row, or its sheet is protected.
        """
        sheet, root, _ = self._table(table)
        grid = Grid(self._root(sheet), from_1904=self._from_1904)
        grid.type(root, cells)
        self._keep(sheet, grid)

    def formulas(self, table: str) -> frozenset[tuple[int, str]]:
        """The cells of a table that have a formula, by row, 0 being the first below the headings, and heading."""
        sheet, root, _ = self._table(table)
        return Grid(self._root(sheet), from_1904=self._from_1904).formulas(root)

    def work_out(self, answer: Callable[[str, int, int, str], object]) -> bool:
        """Keep a new result beside each formula: `answer` gives it for a sheet's title, row, column and formula.

        Where it gives None, nobody here can say: Excel is asked to work out everything when it opens the file, and the
        answer is False.
        """
        is_known = True
        for title, sheet in self._titles().items():
            grid = Grid(self._root(sheet), from_1904=self._from_1904)
            before = _bytes(grid.root)
            is_known &= grid.work_out(partial(answer, title))
            if (after := _bytes(grid.root)) != before:
                self._changed[sheet] = after
        if not is_known:
            self._recalculate()
        return is_known

    def _keep(self, sheet: str, grid: Grid) -> None:
        """Keep a sheet that was changed; Excel's list of formulas goes where one of them did: Excel makes a new one."""
        self._changed[sheet] = _bytes(grid.root)
        if not grid.has_lost_formulas:
            return
        for one in self._package.relationships(self._book):
            if one.kind == "calcChain":
                self._gone.add(one.part.casefold())
                ways = relationships_of(self._book)
                self._drop(ways, "Id", one.id)
                self._drop("[Content_Types].xml", "PartName", f"/{one.part}")

    def _drop(self, part: str, attribute: str, value: str) -> None:
        """Take the entry with this attribute out of a list of the package."""
        root = self._root(part)
        for one in [one for one in root if one.get(attribute, "").casefold() == value.casefold()]:
            root.remove(one)
        self._changed[part] = _bytes(root)

    def _recalculate(self) -> None:
        """Ask Excel to work out every formula when it opens the file."""
        root = self._root(self._book)
        for one in root.iterfind("{*}calcPr"):
            one.set("fullCalcOnLoad", "1")
            self._changed[self._book] = _bytes(root)

    def has_range(self, name: str) -> bool:
        """Whether the workbook has a defined name that leads to cells."""
        return self._found(name) is not None

    def height(self, name: str) -> int:
        """How many rows the range of a defined name has; Refused where there is none."""
        _, (top, _, bottom, _) = self._range(name)
        return bottom - top + 1

    def put(self, name: str, block: Sequence[Sequence[object]], heights: Sequence[float]) -> None:
        """Put a block of cells into the range of a defined name, as large as that, each cell looking as it did.

        `heights`: of its rows but for the first, in points; 0 hides a row. Words are words, whatever they look like.
        Refused, with nothing changed, where the range is of another size, or its sheet is protected.
        """
        sheet, (top, left, bottom, right) = self._range(name)
        if (bottom - top + 1, right - left + 1) != (len(block), len(block[0])):
            what = f"the range {name} is not as it was made"
            raise Refused(f"{what}; take out the rows or columns that were put into it")
        grid = Grid(self._root(sheet), from_1904=self._from_1904)
        grid.put(top, left, block, heights)
        self._keep(sheet, grid)

    def _range(self, name: str) -> tuple[str, Corners]:
        found = self._found(name)
        if found is None:
            raise Refused(f"there is no range {name}; move your tables' rows into a new PerformanceIndex.xlsm")
        return found

    def _found(self, name: str) -> tuple[str, Corners] | None:
        """The part of the sheet that a defined name leads to, and its corners there."""
        names = self._root(self._book).iterfind("{*}definedNames/{*}definedName")
        said, sheets = [one.text or "" for one in names if one.get("name") == name], self._titles()
        title, _, area = said[0].rpartition("!") if len(said) == 1 else ("", "", "")
        title = title[1:-1].replace("''", "'") if title.startswith("'") else title
        corners = corners_of(area.replace("$", ""))
        return (sheets[title], corners) if sheets.get(title) and corners else None

    def packed(self) -> bytes:
        """The file with what was changed, its parts in their order."""
        changed = {name.casefold(): content for name, content in self._changed.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._content)) as source, zipfile.ZipFile(out, "w") as target:
            for one in source.infolist():
                name = one.filename.replace("\\", "/").lstrip("/").casefold()
                if name in self._gone:
                    continue
                entry = zipfile.ZipInfo(one.orig_filename, one.date_time)
                entry.compress_type, entry.external_attr = one.compress_type, one.external_attr
                entry.create_system, entry.comment = one.create_system, one.comment
                target.writestr(entry, changed.get(name) or source.read(one))
        return out.getvalue()

    def _root(self, part: str) -> etree._Element:
        return etree.fromstring(self._changed.get(part) or self._package.read(part), _PARSER)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def edit(path: Path, change: Callable[[SavedBook], None], now: dt.datetime) -> Path:
    """Change a saved workbook in place, and give the copy of it as it was.

    Refused, with nothing changed, where a program has it open or it cannot be written; NotReadable where it is none.
    """
    before, after = edited(path, change)
    return replace_whole(path, before, after, now)


def edited(path: Path, change: Callable[[SavedBook], None]) -> tuple[bytes, bytes]:
    """A saved workbook as it is and as it would be after a change; nothing is written.

    Refused where a program has it open or it cannot be changed so; NotReadable where it is none.
    """
    if is_open := unsaved(path):
        raise Refused(f"{path}: {is_open[0].what.partition(',')[0]}; close it there and do this again")
    before = read_given(path, Wanted.WORKBOOK)
    if what := instead(before, Wanted.WORKBOOK):
        raise NotReadable(f"{path} {what}")
    try:
        book = SavedBook(before)
        change(book)
        return before, book.packed()
    except Refused as problem:
        raise Refused(f"{path}: {problem}") from problem
    except Exception as problem:  # whatever a damaged file makes zipfile or lxml raise: it is not documented
        what = "is not a workbook that can be written (it may be damaged)"
        raise NotReadable(f"{path} {what}; open it in Excel, save it, and try again") from problem

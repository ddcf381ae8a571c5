"""A saved workbook edited without Excel: rows put under a table; every part that has no cell of theirs stays as it is.

Formulas keep the results that Excel saved. Only the sheet's own XML and the table's are written anew.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lxml import etree

from performance_index.finding import NotReadable, Refused
from performance_index.given_file import Wanted, instead, read_given
from performance_index.workbook.addresses import Corners, corners_of
from performance_index.workbook.package import Package, name_of, relationship
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
        (self._book,) = (one.part for one in self._package.relationships() if one.kind == "officeDocument")
        root = self._root(self._book)
        self._from_1904 = any(is_true(one.get("date1904", "0")) for one in root if name_of(one) == "workbookPr")
        self._sheets = [one.part for one in self._package.relationships(self._book) if one.kind == "worksheet"]

    def is_signed(self) -> bool:
        """Whether the file has a digital signature, which no longer holds once anything is changed."""
        return any(one.kind == "origin" for one in self._package.relationships())

    def fill(self, table: str, records: Sequence[Mapping[str, object]], *, keep: int = 0) -> None:
        """Put records under the first `keep` rows of a table, in place of its other rows; there is at least one.

        New rows look as the last one does. A text after ' is a text, as in Excel. Refused, with nothing changed, where
        there is no such table, its sheet is protected, or something stands where the rows must go.
        """
        for sheet in self._sheets:
            parts = [one.part for one in self._package.relationships(sheet) if one.kind == "table"]
            roots = {part: self._root(part) for part in parts}
            for part, root in roots.items():
                if table_name(root).casefold() == table.casefold():
                    grid = Grid(self._root(sheet), from_1904=self._from_1904)
                    others = [one.get("ref", "") for other, one in roots.items() if other != part]
                    grid.fill(root, records, keep=keep, others=others)
                    self._changed |= {sheet: _bytes(grid.root), part: _bytes(root)}
                    return
        raise Refused(f"there is no table {table}; put it back from PerformanceIndex.xlsm")

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
        self._changed[sheet] = _bytes(grid.root)

    def _range(self, name: str) -> tuple[str, Corners]:
        found = self._found(name)
        if found is None:
            raise Refused(f"there is no range {name}; move your tables' rows into a new PerformanceIndex.xlsm")
        return found

    def _found(self, name: str) -> tuple[str, Corners] | None:
        """The part of the sheet that a defined name leads to, and its corners there."""
        root = self._root(self._book)
        said = [one.text or "" for one in root.iterfind("{*}definedNames/{*}definedName") if one.get("name") == name]
        parts = {one.id: one.part for one in self._package.relationships(self._book)}
        sheets = {one.get("name", ""): parts.get(relationship(one), "") for one in root.iterfind("{*}sheets/{*}sheet")}
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
                entry = zipfile.ZipInfo(one.orig_filename, one.date_time)
                entry.compress_type, entry.external_attr = one.compress_type, one.external_attr
                entry.create_system, entry.comment = one.create_system, one.comment
                name = one.filename.replace("\\", "/").lstrip("/").casefold()
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
    if is_open := unsaved(path):
        raise Refused(f"{path}: {is_open[0].what.partition(',')[0]}; close it there and do this again")
    before = read_given(path, Wanted.WORKBOOK)
    if what := instead(before, Wanted.WORKBOOK):
        raise NotReadable(f"{path} {what}")
    try:
        book = SavedBook(before)
        change(book)
        after = book.packed()
    except Refused as problem:
        raise Refused(f"{path}: {problem}") from problem
    except Exception as problem:  # whatever a damaged file makes zipfile or lxml raise: it is not documented
        what = "is not a workbook that can be written (it may be damaged)"
        raise NotReadable(f"{path} {what}; open it in Excel, save it, and try again") from problem
    return replace_whole(path, before, after, now)

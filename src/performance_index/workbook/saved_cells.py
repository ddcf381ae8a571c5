"""What the cells of a saved workbook hold, as Excel would show it: texts, numbers, days, errors, formulas' results."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from lxml import etree

from performance_index.cells import NO_RESULT
from performance_index.workbook.addresses import column_number
from performance_index.workbook.last_rows import without_rows_before
from performance_index.workbook.merged import merged_in_part
from performance_index.workbook.package import Package, Relationship, name_of

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_DAYS_FROM_1900, _DAYS_FROM_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - Excel's days have no time zone
_NO_LETTERS_OF_A_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BUILT_IN = {**dict.fromkeys([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)], "d"), 46: "[h]"}
_LEAP_DAY_THAT_WAS_NONE = 60
_ROWS = 1_048_576  # of a sheet of Excel


class SavedCells:
    """Reads cells of one workbook; its shared texts and its formats are read when a cell first needs them."""

    def __init__(self, package: Package, parts: Iterable[Relationship], *, from_1904: bool) -> None:
        """Take the parts that the workbook leads to; `from_1904` where it counts its days from then."""
        self._package, self._parts = package, {one.kind: one.part for one in parts}
        self._from_1904 = from_1904
        self._columns: dict[str, int] = {}

    def part(self, sheet: str) -> bytes:
        """The XML of a sheet."""
        return self._package.read(sheet)

    def from_last(self, sheet: str, heading: int, text: str) -> tuple[bytes, int]:
        """The XML of a sheet without the rows from a heading to the last text that begins so, and how many they are."""
        places = [place for place, said in enumerate(self._texts) if said.startswith(text)]
        return without_rows_before(self._package.read(sheet), heading, text, places)

    def rows(
        self, sheet: bytes, top: int, bottom: int, left: int, right: int
    ) -> Iterator[tuple[int, list[object], bool]]:
        """The rows of a range that have any cell on the sheet, from the top, each with its number and if it is hidden.

        The first row after the range ends it, without cells. `sheet` is the sheet's XML.
        """
        if sheet.count(b"<sheetData") > 1:
            raise ValueError("a sheet has cells in two places")
        number = 0
        for row in self._package.elements(sheet, "row", "sheetData"):
            if name_of(row) == "sheetData":
                return
            above = row.getparent()
            if above is None or name_of(above) != "sheetData":
                raise ValueError("a sheet has a row in the wrong place")
            before, number = number, int(row.get("r") or number + 1)
            if not before < number <= _ROWS:
                raise ValueError(f"a sheet has a row {number} after row {before}")
            if top <= number and len(row):
                is_hidden = is_true(row.get("hidden", "0"))
                found = self._row(row, number, left, right) if number <= bottom else []
                yield min(number, bottom + 1), found, is_hidden
            if number > bottom:
                return
            row.clear()
            while above[0] is not row:
                del above[0]
        raise ValueError("this is no sheet")

    def merged(self, sheet: str) -> Iterator[str]:
        """The addresses of the merged cells of a sheet."""
        return merged_in_part(self._package.read(sheet))

    def _row(self, row: etree._Element, number: int, left: int, right: int) -> list[object]:
        found: list[object] = [None] * (right - left + 1)
        column, name, columns = 0, f"{str(row.tag).removesuffix('row')}c", self._columns
        value, end = f"{name[:-1]}v", str(number)
        for cell in row:
            if cell.tag != name:
                if name_of(cell) == "extLst":
                    continue
                raise ValueError(f"row {number} has a {cell.tag}")
            address = cell.get("r", "")
            letters = address.removesuffix(end)
            if address and letters == address:
                raise ValueError(f"a cell {address} stands in row {number}")
            if letters not in columns:
                columns[letters] = column_number(letters)
            column = columns[letters] or column + 1
            if left <= column <= right:
                found[column - left] = self._value(cell, value)
        return found

    def _value(self, cell: etree._Element, plain: str) -> object:
        """What a cell holds; `plain` is the tag of a value, which most cells have and nothing else."""
        kind = cell.get("t", "n")
        if not len(cell):
            return "" if kind == "str" else None
        parts = {"v": cell[0]} if len(cell) == 1 and cell[0].tag == plain else {name_of(part): part for part in cell}
        if kind == "inlineStr":
            return said(parts["is"]) if "is" in parts else None
        value = (parts["v"].text or "") if "v" in parts else ""
        if kind == "str":
            return unescaped(value)
        if not value:
            return NO_RESULT if "f" in parts else None
        if kind == "s":
            return self._texts[_not_from_the_end(int(value))]
        if kind == "b":
            return is_true(value)
        if kind == "e":
            return value
        if kind == "d":
            return dt.datetime.fromisoformat(value).replace(tzinfo=None)
        if kind != "n":
            raise ValueError(f"nobody knows a cell of the type {kind}")
        return self._number(float(value), _not_from_the_end(int(cell.get("s", 0))))

    def _number(self, value: float, style: int) -> object:
        code = self._formats[style] if style < len(self._formats) else ""
        return _moment(value, code, from_1904=self._from_1904) if code else value

    @cached_property
    def _texts(self) -> list[str]:
        part = self._parts.get("sharedStrings", "")
        items = [item for item in self._package.root(part) if name_of(item) != "extLst"] if part else []
        if any(name_of(item) != "si" for item in items):  # else each after it would be another text
            raise ValueError("the shared texts have something else among them")
        return list(map(said, items))

    @cached_property
    def _formats(self) -> list[str]:
        """The code of each format that shows a day or a time; '' for the others."""
        if "styles" not in self._parts:
            return []
        codes, found = dict(_BUILT_IN), []
        for group in self._package.root(self._parts["styles"]):
            if name_of(group) == "numFmts":
                codes |= {int(one.get("numFmtId", -1)): _date_code(one.get("formatCode", "")) for one in group}
            elif name_of(group) == "cellXfs":
                found = [int(one.get("numFmtId", 0)) for one in group]
        return [codes.get(one, "") for one in found]


def is_true(value: str) -> bool:
    """Yes or no, as XML has them; ValueError for anything else."""
    if value.strip() in {"1", "true"}:
        return True
    if value.strip() in {"0", "false"}:
        return False
    raise ValueError(f"{value} is neither true nor false")


def _not_from_the_end(place: int) -> int:
    """A place in a list, which Python would count from its end where it is negative."""
    if place < 0:
        raise ValueError(f"there is no place {place}")
    return place


def unescaped(text: str) -> str:
    """A text with Excel's escapes for what XML cannot hold: '_x0007_' is a character, '_x005F_' the stroke."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def said(item: etree._Element) -> str:
    """The text of a plain or a rich one, without what helps to pronounce it."""
    parts: list[str] = []
    for child in item:
        name = name_of(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [part.text or "" for part in child if name_of(part) == "t"]
    return unescaped("".join(parts))


def _date_code(code: str) -> str:
    first = _NO_LETTERS_OF_A_DATE.sub("", code.partition(";")[0])
    return first if re.search("[dmhys]", first, re.IGNORECASE) else ""


@lru_cache(maxsize=1024)
def _moment(value: float, code: str, *, from_1904: bool) -> object:
    """The day or the time that a number is shown as; the number itself where it is beyond the calendar."""
    try:
        lasting = dt.timedelta(milliseconds=round(value * 86_400_000))
        if _ELAPSED.search(code):
            return lasting
        if 0 <= value < 1 and not lasting.days:
            return (_DAYS_FROM_1900 + lasting).time()
        if from_1904:
            return _DAYS_FROM_1904 + lasting
        return _DAYS_FROM_1900 + lasting + dt.timedelta(days=0 < value < _LEAP_DAY_THAT_WAS_NONE)
    except (OverflowError, ValueError):
        return value

"""The sheets of anybody's spreadsheet, a workbook or a CSV, as plain cells; nothing here knows what they mean."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from performance_index.cells import NO_RESULT
from performance_index.finding import NotReadable
from performance_index.given_file import Wanted, instead, read_given
from performance_index.workbook.addresses import Corners, column_letters, corners_of
from performance_index.workbook.around import comments
from performance_index.workbook.package import Package, name_of
from performance_index.workbook.saved_cells import SavedCells, is_true

_ROWS, _COLUMNS = 20_000, 702  # to the column ZZ
LONGEST = 32_767
"""As many characters may a cell of Excel hold."""
_WITHOUT_RESULT = "(a formula without its result)"
_BUILT_IN_PERCENT = (9, 10)
_PLAIN = ("", "", False)
_QUOTED = re.compile(r'"[^"£]*"|\\[^£]|\[(?!\$£)[^\]]*\]')
_TOKENS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].|.', re.DOTALL)
_SEPARATOR = re.compile("sep=([,;\t|])", re.IGNORECASE)


class Written(float):
    """A number with the sign that its cell shows, '%' or '£', and the letters `after` it ('m' of £1.30m).

    `is_full`: the cell shows it in thousands or millions, and holds all of it.
    """

    sign: str
    after: str
    is_full: bool

    def __new__(cls, number: float, sign: str, after: str = "", *, is_full: bool = False) -> Self:
        """Give the number what stands beside it."""
        found = super().__new__(cls, number)
        found.sign, found.after, found.is_full = sign, after, is_full
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class AnySheet:
    """One sheet from its corner: its rows, which cells are merged, which rows and columns are hidden (0 is the first).

    Of merged cells only the first has a value. `is_csv`: its rows are `lines` of a file; `is_western`: its letters were
    read as those of Windows in the west, which nothing says. `comments` are those on its cells: row and column from 1,
    and the words.
    """

    name: str
    grid: tuple[tuple[object, ...], ...]
    merged: tuple[Corners, ...] = ()
    hidden: tuple[int, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    is_csv: bool = False
    lines: tuple[int, ...] = ()
    is_western: bool = False
    comments: tuple[tuple[int, int, str], ...] = ()

    def place(self, row: int, column: int) -> str:
        """The address of a cell: 'KPIs!D14'; of a CSV 'kpis.csv, line 14, column 4'."""
        if self.is_csv:
            return f"{self.name}, line {self.lines[row]}, column {column + 1}"
        sheet = self.name if self.name.isalnum() else "'" + self.name.replace("'", "''") + "'"
        return f"{sheet}!{column_letters(column + 1)}{row + 1}"


def read_sheets(path: Path) -> tuple[AnySheet, ...]:
    """The sheets of a workbook that have cells, or the one of a CSV; NotReadable, with what to do, for other files."""
    content = read_given(path, Wanted.FIGURES)
    wanted = Wanted.WORKBOOK if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else Wanted.FIGURES
    if what := instead(content, wanted):
        raise NotReadable(f"{path} {what}")
    if wanted is Wanted.FIGURES:
        return (_csv_sheet(content, path.name),)
    try:
        return tuple(_sheets(Package(content)))
    except NotReadable:
        raise
    except Exception as problem:  # whatever a damaged file makes zipfile or lxml raise: it is not documented
        raise NotReadable(
            f"{path} is not a workbook that can be read (it may be damaged); open it in Excel, save it, and try again"
        ) from problem


class _WrittenCells(SavedCells):
    """Cells whose numbers keep the sign that they are shown with."""

    def _number(self, value: float, style: int) -> object:
        found = super()._number(value, style)
        sign, after, is_full = self._signs[style] if style < len(self._signs) else _PLAIN
        is_written = isinstance(found, float) and (sign or after or is_full)
        return Written(found, sign, after, is_full=is_full) if is_written and isinstance(found, float) else found

    @cached_property
    def _signs(self) -> list[tuple[str, str, bool]]:
        if "styles" not in self._parts:
            return []
        signs, found = dict.fromkeys(_BUILT_IN_PERCENT, ("%", "", False)), []
        for group in self._package.root(self._parts["styles"]):
            if name_of(group) == "numFmts":
                signs |= {int(one.get("numFmtId", -1)): _written(one.get("formatCode", "")) for one in group}
            elif name_of(group) == "cellXfs":
                found = [int(one.get("numFmtId", 0)) for one in group]
        return [signs.get(one, _PLAIN) for one in found]


def _written(code: str) -> tuple[str, str, bool]:
    """What a number format shows beside a number: its sign, the letters after it, and whether it leaves noughts off.

    A comma behind the last digit leaves three off (ECMA-376-1, 18.8.31); what is quoted or escaped is shown as it is.
    """
    tokens = _TOKENS.findall(_of_positive(code))
    plain = _QUOTED.sub("", _of_positive(code))
    last = max((n for n, one in enumerate(tokens) if one in {"0", "#", "?"}), default=len(tokens))
    rest = tokens[last + 1 :]
    after = "".join(one.strip('"\\') for one in rest if one[0] in {'"', "\\"} or one.isalpha()).replace("£", "")
    sign = "%" if "%" in plain else "£" if "£" in plain else ""
    return sign, after if last < len(tokens) else "", rest[:1] == [","]


def _of_positive(code: str) -> str:
    return code.partition(";")[0]


def _sheets(package: Package) -> Iterator[AnySheet]:
    (book,) = (one.part for one in package.relationships() if one.kind == "officeDocument")
    root, parts = package.root(book), {one.id: one for one in package.relationships(book)}
    from_1904 = any(is_true(one.get("date1904", "0")) for one in root if name_of(one) == "workbookPr")
    cells = _WrittenCells(package, parts.values(), from_1904=from_1904)
    for sheet in (sheet for group in root if name_of(group) == "sheets" for sheet in group):
        part = parts.get(next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), ""))
        if part and part.kind == "worksheet" and package.has(part.part):
            found = _sheet(
                package, cells, part.part, sheet.get("name", ""), is_hidden=sheet.get("state", "visible") != "visible"
            )
            if found.grid:
                yield found


def _sheet(package: Package, cells: _WrittenCells, part: str, name: str, *, is_hidden: bool) -> AnySheet:
    rows: list[tuple[object, ...]] = []
    hidden: list[int] = []
    notes: list[tuple[int, int, str]] = []
    for number, row, row_is_hidden in cells.rows(cells.part(part), 1, _ROWS, 1, _COLUMNS):
        if number > _ROWS:
            raise NotReadable(
                f"the sheet {name} has more than {_ROWS:,} rows; copy the indicators into a file of their own"
            )
        rows += [()] * (number - 1 - len(rows))
        rows.append(tuple(_WITHOUT_RESULT if cell is NO_RESULT else cell for cell in row))
        if row_is_hidden:
            hidden.append(number - 1)
    columns = _hidden_columns(package, cells.part(part))
    merged = tuple(found for one in cells.merged(part) if (found := corners_of(one)) is not None)
    with suppress(Exception):  # what cannot be read of them stops nobody: Excel mends it
        notes = comments(package, [one for one in package.relationships(part) if package.has(one.part)])
    return AnySheet(
        name=name,
        grid=_trimmed(rows),
        merged=merged,
        hidden=tuple(hidden),
        hidden_columns=columns,
        is_hidden=is_hidden,
        comments=tuple(notes),
    )


def _hidden_columns(package: Package, sheet: bytes) -> frozenset[int]:
    """The columns that are hidden, from 0; they stand before the rows."""
    found: set[int] = set()
    for one in package.elements(sheet, "col", "row"):
        if name_of(one) == "row":
            break
        if is_true(one.get("hidden", "0")):
            found |= set(range(int(one.get("min", 1)) - 1, min(int(one.get("max", 1)), _COLUMNS)))
    return frozenset(found)


def _trimmed(rows: list[tuple[object, ...]]) -> tuple[tuple[object, ...], ...]:
    """The rows, all of one width, without the blank ones and columns at the end."""
    filled = [
        (n, max((m for m, cell in enumerate(row, 1) if not _is_blank(cell)), default=0)) for n, row in enumerate(rows)
    ]
    width, height = max((m for _, m in filled), default=0), max((n + 1 for n, m in filled if m), default=0)
    return tuple((*row[:width], *[None] * (width - len(row))) for row in rows[:height])


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _csv_sheet(content: bytes, name: str) -> AnySheet:
    """The lines of a CSV; blank ones are no rows."""
    text, is_western = _text(content)
    first, _, rest = text.partition("\n")
    told = _SEPARATOR.fullmatch(first.strip("\r"))
    text = rest if told else text
    delimiter = told[1] if told else max(",;\t", key="".join(text.splitlines(keepends=True)[:50]).count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[object, ...]] = []
    lines: list[int] = []
    start = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                rows.append(tuple(field if field.strip() else None for field in fields))
                lines.append(start + bool(told))
            start = reader.line_num + 1
    except csv.Error as problem:
        raise NotReadable(
            f"{name} is not sound in line {start} ({problem}); look for an open quotation mark or an endless field"
        ) from problem
    for line, row in zip(lines, rows, strict=True):
        if any(isinstance(field, str) and len(field) > LONGEST for field in row):
            what = f"{name} has in line {line} a field of more than {LONGEST:,} characters, as many as a cell may hold"
            raise NotReadable(f"{what}; look for an open quotation mark, or shorten it")
    return AnySheet(name=name, grid=_trimmed(rows), is_csv=True, lines=tuple(lines), is_western=is_western)


def _text(content: bytes) -> tuple[str, bool]:
    """The text of a CSV in UTF-8, UTF-16, or what Windows of the west writes; whether it is the last, as we take it."""
    try:
        return content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), True

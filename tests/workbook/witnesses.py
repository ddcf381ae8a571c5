"""A saved workbook's tables by our reader, by openpyxl, and by calamine where openpyxl fails; whether they agree."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from lxml import etree
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from performance_index.cells import NO_RESULT, is_error
from performance_index.finding import NotReadable
from performance_index.workbook import layout
from performance_index.workbook.package import Package
from performance_index.workbook.read import read_whole
from performance_index.workbook.tables import heading_text, read_tables

Rows = dict[str, list[tuple[object, ...]]]


def by_us(path: Path) -> Rows:
    """Our tables by our reader, headings first."""
    return {name: [table.headings, *table.rows] for name, table in read_tables(path).items()}


def by_openpyxl(path: Path) -> Rows:
    """Our tables by openpyxl, headings first."""
    found: Rows = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    assert workbook.worksheets, "it found no sheets"
    for sheet in workbook.worksheets:
        for table in sheet.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            rows = sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right, values_only=True)
            headings, *body = (tuple(float(cell) if type(cell) is int else cell for cell in row) for row in rows)
            found[table.displayName] = [tuple(map(heading_text, headings)), *body]
    return found


def by_calamine(path: Path) -> Rows:
    """Our tables by calamine, a reader in Rust, without headings, which it has from elsewhere than the cells."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()), load_tables=True)
    return {name: [(), *map(tuple, workbook.get_table_by_name(name).to_python())] for name in workbook.table_names}


def alike(rows: Rows) -> Rows:
    """Rows without what the two readers name in two ways: an empty text, and a formula without a result."""
    return {
        name: [tuple(None if cell in _BLANK else cell for cell in row) for row in table] for name, table in rows.items()
    }


_BLANK = ("", NO_RESULT)


def outcome(path: Path) -> str:
    """'alike', 'alike by calamine', 'refused', 'read by us alone', or why the readers may differ.

    AssertionError where they differ without a reason, and whatever else ours raises: a fault.
    """
    try:
        ours = by_us(path)
        read_whole(read_tables(path), str(path)).findings()
    except NotReadable as problem:
        said = str(problem)
        assert said.startswith(str(path)), f"it does not name the file: {said}"
        assert "; " in said, f"it has no cure: {said}"
        if "not a performance index" not in said:
            return "refused"
    try:
        theirs, agreed = by_openpyxl(path), "alike"
    except Exception:  # noqa: BLE001 - whatever it is, openpyxl has no words for it
        try:
            theirs, agreed = by_calamine(path), "alike by calamine"
        except Exception:  # noqa: BLE001 - as above
            return "read by us alone"
        ours = {name: [(), *map(_as_calamine, rows)] for name, (_, *rows) in ours.items() if name in theirs}
        theirs = {name: table for name, table in theirs.items() if name in ours}
    theirs = {name: table for name, table in theirs.items() if name.casefold() in _OURS}
    found = list(differences(path, alike(ours), alike(theirs)))
    unexplained = [what for what, reason in found if not reason]
    assert not unexplained, "; ".join(unexplained[:3])
    return found[0][1] if found else agreed


def _as_calamine(row: tuple[object, ...]) -> tuple[object, ...]:
    """A row as calamine gives it: a day without a time as a date, an error as nothing."""
    return tuple(_cell_as_calamine(cell) for cell in row)


def _cell_as_calamine(cell: object) -> object:
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date()
    if isinstance(cell, str):
        return None if is_error(cell) else cell
    return cell


_OURS = {table.name.casefold() for table in layout.TABLES}


def differences(path: Path, ours: Rows, theirs: Rows) -> Iterator[tuple[str, str]]:
    """Each difference, and the reason why it is none of ours, '' where there is none."""
    package = Package(path.read_bytes())
    in_one_list_only = _listed(path, by_relationship=True) ^ _listed(path, by_relationship=False)
    for name in ours.keys() ^ theirs.keys():
        yield (
            f"only {'we find' if name in ours else 'openpyxl finds'} {name}",
            _TWO_LISTS if name in in_one_list_only else "",
        )
    for name in ours.keys() & theirs.keys():
        if len(ours[name]) != len(theirs[name]):
            yield f"{name}: {len(ours[name])} rows and {len(theirs[name])}", ""
        for n, (mine, other) in enumerate(zip(ours[name], theirs[name], strict=False)):
            for at, (one, two) in enumerate(zip(mine, other, strict=False)):
                if one != two and not (one != one and two != two):  # noqa: PLR0124 - not a number is not itself
                    yield f"{name} row {n} column {at}: {one!r} and {two!r}", _reason(one, two, package)


_TWO_LISTS = "a sheet's list of its tables says other than its relationships: Excel would mend it"
_NO_DAY = "openpyxl makes an error of a number that is shown as a day beyond the calendar"
_TWO_TEXTS = "openpyxl takes one of two texts of one cell, which no program writes"
_BLANKS = "calamine leaves out blanks at the ends of the parts of a text"
_NO_STYLES = "openpyxl finds the styles by their name, although nothing leads to them"


def _reason(one: object, two: object, package: Package) -> str:
    if two == "#VALUE!" and _is_number(one):
        return _NO_DAY
    if one == "one two" and two == "onetwo":
        return _BLANKS
    if isinstance(two, str) and one == two + two:
        return _TWO_TEXTS
    leads_to_styles = any(way.kind == "styles" for way in package.relationships("xl/workbook.xml"))
    return _NO_STYLES if isinstance(one, float) and not leads_to_styles else ""


def _is_number(cell: object) -> bool:
    try:
        return bool(float(str(cell)))
    except ValueError:
        return False


def _listed(path: Path, *, by_relationship: bool) -> set[str]:
    """The names of tables to which relationships of the right kind lead, or the lists in the sheets."""
    package = Package(path.read_bytes())
    found: set[str] = set()
    for sheet in package.relationships("xl/workbook.xml"):
        if not package.has(sheet.part) or (by_relationship and sheet.kind != "worksheet"):
            continue
        (lists,) = re.findall(rb"<tableParts.*?</tableParts>", package.read(sheet.part), re.DOTALL)[:1] or [b""]
        listed = re.findall(rb'<tablePart [^>]*id="([^"]*)"', lists)
        try:
            ways = package.relationships(sheet.part)
        except etree.XMLSyntaxError:  # of a sheet that the workbook does not list: else both readers had refused it
            continue
        for one in ways:
            is_wanted = one.kind == "table" if by_relationship else one.id.encode() in listed
            if is_wanted and package.has(one.part):
                found |= set(re.findall(r'displayName="([^"]*)"', package.read(one.part).decode("utf-8", "replace")))
    return found

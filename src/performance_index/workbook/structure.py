"""What a saved workbook is made of, figures aside: tables, names, macros, configuration, and its version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from performance_index.finding import NotReadable
from performance_index.given_file import Wanted, instead, read_given
from performance_index.workbook import layout
from performance_index.workbook.macros import module_texts
from performance_index.workbook.package import Package, relationship
from performance_index.workbook.saved_cells import SavedCells
from performance_index.workbook.tables import TableCells, tables_of

_VERSION = re.compile(r"Performance Index (\d+(?:\.\w+)+)")
_ROWS, _COLUMNS = 500, 10
"""As much of the Guide and of the configuration is looked at: both are far smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What was found.

    `made_by`: the version that the Guide sheet names, '' where it names none. `configuration`: xlwings' keys in
    capitals with their values as texts, None where the sheet is gone. `names`: the defined names. `modules`: the text
    of each VBA module; None where there are no macros. `damage`: why macros that are there could not be read, else ''.
    """

    tables: Mapping[str, TableCells]
    made_by: str
    configuration: Mapping[str, str] | None
    names: frozenset[str]
    modules: Mapping[str, str] | None
    damage: str = ""


def read_structure(path: Path) -> Structure:
    """Look at a saved workbook; NotReadable, with what to do, where it cannot be read."""
    content = read_given(path, Wanted.WORKBOOK)
    if what := instead(content, Wanted.WORKBOOK):
        raise NotReadable(f"{path} {what}")
    tables = tables_of(content, str(path))
    try:
        return _structure(Package(content), tables)
    except Exception as problem:  # whatever a damaged file makes zipfile or lxml raise: it is not documented
        raise NotReadable(
            f"{path} is not a workbook that can be read (it may be damaged); open it in Excel, save it, and try again"
        ) from problem


def _structure(package: Package, tables: Mapping[str, TableCells]) -> Structure:
    (book,) = (one.part for one in package.relationships() if one.kind == "officeDocument")
    root, ways = package.root(book), package.relationships(book)
    parts = {one.id: one.part for one in ways if one.kind == "worksheet"}
    sheets = {one.get("name", ""): parts.get(relationship(one), "") for one in root.iterfind("{*}sheets/{*}sheet")}
    cells = SavedCells(package, ways, from_1904=False)

    def rows(title: str) -> Iterator[tuple[int, list[object]]]:
        part = sheets.get(title, "")
        if part and package.has(part):
            found = cells.rows(cells.part(part), 1, _ROWS, 1, _COLUMNS)
            yield from ((number, row) for number, row, _ in found if number <= _ROWS)

    modules, damage = _macros(package, [one.part for one in ways if one.kind == "vbaProject"])
    said = (_VERSION.fullmatch(str(cell).strip()) for _, row in rows(layout.GUIDE) for cell in row)
    return Structure(
        tables=tables,
        made_by=next((found[1] for found in said if found), ""),
        configuration=_pairs(rows(layout.CONFIG)) if layout.CONFIG in sheets else None,
        names=frozenset(one.get("name", "") for one in root.iter("{*}definedName") if "#REF!" not in (one.text or "")),
        modules=modules,
        damage=damage,
    )


def _pairs(rows: Iterator[tuple[int, list[object]]]) -> dict[str, str]:
    """The keys of the configuration and their values, as far as the rows go without a gap: xlwings stops there."""
    found: dict[str, str] = {}
    for expected, (number, (key, value, *_)) in enumerate(rows, 1):
        if key in {None, ""} or number != expected:
            break
        found[str(key).strip().upper()] = "" if value is None else str(value).strip()
    return found


def _macros(package: Package, parts: list[str]) -> tuple[dict[str, str] | None, str]:
    if not parts or not package.has(parts[0]):
        return None, ""
    try:
        return module_texts(package.read(parts[0])), ""
    except ValueError as problem:
        return {}, str(problem)


def alike(ours: str, theirs: str) -> bool:
    """Whether two modules say the same: Excel may change capitals, spaces and attributes when it saves one."""
    return _plain(ours) == _plain(theirs)


def _plain(text: str) -> str:
    lines = (line for line in text.splitlines() if not line.startswith("Attribute "))
    return "".join("".join(lines).split()).casefold()

"""The Profile table: the targets of a year, month by month, of the indicators that have their own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from performance_index.finding import Finding, Severity
from performance_index.repeated import areas
from performance_index.workbook import rows
from performance_index.workbook.details import error
from performance_index.workbook.tables import TableCells


def strangers(table: TableCells | None, numbers: set[str]) -> Iterator[Finding]:
    """Rows of the Profile sheet for numbers that no indicator has, in one finding with the rows of each number."""
    strange: dict[str, list[str]] = {}
    for number, record in enumerate(() if table is None else table.records()):
        key = rows.Row(record).key("No")
        if key and key.casefold() not in numbers:
            assert table is not None
            strange.setdefault(key, []).append(table.place(number, "No"))
    places = [place for found in strange.values() for place in found]
    if len(places) == 1:
        what, cure = f"no indicator has the number {next(iter(strange))}", "correct it, or delete the row"
    else:
        named = ", ".join(f"{key} ({', '.join(areas(found))})" for key, found in strange.items())
        what, cure = f"no indicator has the number {named}", "correct them, or delete the rows"
    if places:
        yield Finding(severity=Severity.WARNING, place=places[0], what=what, cure=cure, also=tuple(places[1:]))


def read_profiles(table: TableCells | None, findings: list[Finding]) -> tuple[rows.Profile, set[str]]:
    """The profiles, and the numbers of those of which a row cannot be read."""
    found: dict[str, dict[str, Decimal]] = {}
    doubtful: set[str] = set()
    for number, record in enumerate(() if table is None else table.records()):
        row = rows.Row(record)
        key = rows.add_target(found, row)
        if row.problems:
            doubtful.add(key)
        assert table is not None
        findings += [error(table.place(number, heading), problem) for heading, problem in row.problems]
    return found, doubtful

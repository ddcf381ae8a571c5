"""Workbooks for tests: the example's tables with some cells changed, in memory or built into a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from performance_index.workbook.build import build
from performance_index.workbook.content import content
from performance_index.workbook.read import Reading, read_index
from performance_index.workbook.tables import TableCells

Changes = Mapping[tuple[str, str, str], object]
"""New cells by table, by what the row's first cell says, and by heading."""

_BUILT: dict[tuple[object, ...], bytes] = {}
"""What was built in this process, by the changes: the same come again and again, and each takes most of a second."""

INDICATORS, DETAILS, TEXTS, RULE, OPTIONS = "Indicators", "ReportDetails", "ReportText", "RatingRule", "Options"


def tables(changes: Changes | None = None) -> dict[str, TableCells]:
    """The example's tables, changed."""
    found, original = content(), content()
    for (name, key, heading), cell in (changes or {}).items():
        table = found[name]
        rows = [list(row) for row in table.rows]
        line = next(n for n, row in enumerate(original[name].rows) if _key(row[0]) == key)
        rows[line][table.headings.index(heading)] = cell
        found[name] = replace(table, rows=tuple(tuple(row) for row in rows))
    return found


def reading(changes: Changes | None = None) -> Reading:
    """The example as it is read after the changes."""
    return replace(read_index(tables(changes)), in_sheet={})


def book(path: Path, changes: Changes | None = None) -> Path:
    """A workbook file made of the example after the changes."""
    made = tuple((cell, type(value), value) for cell, value in (changes or {}).items())  # True is not 1.0
    if made not in _BUILT:
        _BUILT[made] = build(tables(changes), example=True)
    path.write_bytes(_BUILT[made])
    return path


def findings(changes: Changes) -> list[str]:
    """What is found after the changes that is not found before: 'error Index!B7: what; cure'."""
    before = {str(finding) for finding in reading().findings()}
    return [f"{f.severity.value} {f}" for f in reading(changes).findings() if str(f) not in before]


def _key(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)

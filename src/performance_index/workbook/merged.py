"""Merged cells in a table, of which only the first has a value: Excel makes none there, other programs do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from performance_index.workbook.addresses import corners_of

_MERGED = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells by their address, and as much of them as is in a table: its rows (-1 the headings) and columns."""

    address: str
    rows: range
    columns: range


def merged_in_part(sheet: bytes) -> Iterator[str]:
    """The addresses of the merged cells of a sheet; only what stands after its cells is looked at, and not as XML."""
    start = sheet.find(b"mergeCells")
    return (
        (one[1].decode("ascii", "replace") for one in _MERGED.finditer(sheet, max(start, 0))) if start > 0 else iter(())
    )


def merges(addresses: Iterable[str], top: int, left: int, bottom: int, right: int) -> tuple[Merge, ...]:
    """Those of the merged cells that take the value of a cell in this range, however far they reach beyond it."""
    found = []
    for address in addresses:
        corners = corners_of(address)
        if corners is None:
            continue
        first, start, last, end = corners
        rows = range(max(first, top) - top - 1, min(last, bottom) - top)
        columns = range(max(start, left) - left, min(end, right) - left + 1)
        is_first_alone = len(rows) == len(columns) == 1 and (first >= top and start >= left)
        if rows and columns and not is_first_alone:
            found.append(Merge(address, rows, columns))
    return tuple(sorted(found, key=lambda one: (one.rows.start, one.columns.start)))

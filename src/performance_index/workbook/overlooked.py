"""What a person typed just below a table, where nothing reads it: the table did not grow, or was made smaller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from performance_index.finding import Finding, Severity
from performance_index.workbook import layout
from performance_index.workbook.tables import TableCells

_READ = (
    layout.INDICATORS, layout.REPORT_DETAILS, layout.REPORT_TEXT, layout.PROFILES, layout.RATING_RULE, layout.OPTIONS,
)  # fmt: skip
_LISTS = {layout.INDICATORS.name, layout.REPORT_TEXT.name, layout.PROFILES.name}
"""Tables of which a row may be meant even with blank rows between: no other table follows them closely."""


def overlooked(tables: Mapping[str, TableCells]) -> Iterator[Finding]:
    """An error for each table with something in its columns below it, at the first row of that."""
    for table in (tables[one.name] for one in _READ if one.name in tables):
        meant = [row for row, distance, cells in table.below if _is_meant(table, distance, cells)]
        if meant:
            what = f"what stands here is below the table {table.name}, so that nothing reads it"
            cure = "drag the table's lower right corner down over it, or move it away from the table"
            place = table.place(meant[0], table.headings[0])
            yield Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)


def _is_meant(table: TableCells, distance: int, cells: tuple[object, ...]) -> bool:
    filled = [cell is not None and str(cell).strip() != "" for cell in cells]
    if distance == 1:
        return any(filled)
    return table.name in _LISTS and all(filled[:2])

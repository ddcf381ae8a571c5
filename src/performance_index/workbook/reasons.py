"""The Amendments table: what changed since it was published, as Check index lists it, and why, as people type it."""

from __future__ import annotations

from collections.abc import Iterable

from performance_index.amendments import Amendment, Reason
from performance_index.finding import Finding
from performance_index.workbook import layout
from performance_index.workbook.details import error
from performance_index.workbook.rows import Row
from performance_index.workbook.tables import TableCells


def read_reasons(table: TableCells | None, findings: list[Finding]) -> tuple[tuple[Reason, ...], tuple[int, ...]]:
    """The reasons that were typed, and the row of each; `findings` grows with what cannot be read."""
    found: list[Reason] = []
    rows: list[int] = []
    for number, record in enumerate(() if table is None else table.records()):
        row = Row(record)
        one = Reason(
            number=row.key("No"),
            what=row.text("What changed"),
            reason=row.text("Reason"),
            previously=row.text("Previously"),
            now=row.text("Now"),
            indicator=row.text("Indicator"),
        )
        assert table is not None
        findings += [error(table.place(number, heading), problem) for heading, problem in row.problems]
        if one.reason and not row.problems:
            found.append(one)
            rows.append(number)
    return tuple(found), tuple(rows)


def rows_of(amendments: Iterable[Amendment], others: Iterable[Reason]) -> list[dict[str, object]]:
    """The rows of the table: each amendment with its reason, then other reasons that people typed; at least one."""
    found: list[tuple[str, ...]] = [
        (one.number, one.indicator, one.what, one.previously, one.now, one.reason) for one in amendments
    ]
    found += [(one.number, one.indicator, one.what, one.previously, one.now, one.reason) for one in others]
    return [
        dict(zip(layout.AMENDMENTS.headings, (f"'{said}" if said else None for said in row), strict=True))
        for row in found or [("",) * len(layout.AMENDMENTS.headings)]
    ]

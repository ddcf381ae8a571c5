"""What the in-sheet functions give in each row of a workbook's tables, as Excel works it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from performance_index.workbook import layout
from performance_index.workbook.in_sheet import answer
from performance_index.workbook.results import EMPTY, Answer
from performance_index.workbook.tables import TableCells


class RowAnswers:
    """The answers in the rows of Indicators; nothing is worked out before it is asked for."""

    def __init__(self, tables: Mapping[str, TableCells]) -> None:
        """Take a workbook's tables by name."""
        found = {name: replace(one, headings=layout.spelled(name, one.headings)) for name, one in tables.items()}
        self._records = found[layout.INDICATORS.name].records()
        self._whole = {
            "period_end": [_period_end(found[layout.REPORT_DETAILS.name])],
            "rating_rule": _with_headings(found.get(layout.RATING_RULE.name)),
            "profile": _with_headings(found.get(layout.PROFILES.name)),
        }

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._records)

    def of(self, row: int, function: str) -> Answer:
        """What a function shows in a row, the first being 0; `EMPTY` where it shows nothing."""
        given = {argument: self._records[row].get(heading) for argument, heading in layout.ARGUMENTS.items()}
        shown = answer(function, {**given, **self._whole})
        return EMPTY if shown == "" else shown

    def ratings(self) -> list[str]:
        """What the column Rating shows in each row that has a number."""
        rows = [n for n, record in enumerate(self._records) if record.get("No") not in {None, ""}]
        return [str(self.of(n, "RAG")) for n in rows]


def _period_end(details: TableCells) -> tuple[object, ...]:
    """The row that the name PeriodEnd leads to."""
    rows = (row for row in details.rows if str(row[0]).casefold() == layout.PERIOD_END.casefold())
    return next(rows, (layout.PERIOD_END, None))


def _with_headings(table: TableCells | None) -> list[tuple[object, ...]]:
    return [] if table is None else [table.headings, *table.rows]

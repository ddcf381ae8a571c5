"""The results kept beside the formulas of a workbook that is edited without Excel: those that Excel will work out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from performance_index.workbook import layout
from performance_index.workbook.editing import SavedBook
from performance_index.workbook.in_sheet import answer
from performance_index.workbook.read import read_index
from performance_index.workbook.results import EMPTY, RESULTS, Answer
from performance_index.workbook.tables import TableCells, tables_of
from performance_index.workbook.title_block import TITLE_FORMULAS, title_results

_LINK = re.compile(r'HYPERLINK\("[^"]*","([^"]*)"\)')


def keep_results(book: SavedBook) -> bool:
    """Keep what the formulas give for the cells as they are now; False where Excel must work out others itself.

    Those are formulas that are not of this project: Excel is asked to work out everything when it opens the workbook.
    """
    return book.work_out(_Formulas(tables_of(book.packed(), "the workbook")).result)


class _Formulas:
    """Knows the formulas of a workbook with these tables."""

    def __init__(self, tables: Mapping[str, TableCells]) -> None:
        self._tables = {name: replace(one, headings=layout.spelled(name, one.headings)) for name, one in tables.items()}
        self._functions = {_bare(layout.formula(function)): function for function in RESULTS}
        indicators = self._tables[layout.INDICATORS.name]
        self._sheet, self._first, self._rows = indicators.sheet, indicators.top + 1, indicators.records()
        self._whole = {
            "period_end": [_period_end(self._tables[layout.REPORT_DETAILS.name])],
            "rating_rule": _with_headings(self._tables.get(layout.RATING_RULE.name)),
            "profile": _with_headings(self._tables.get(layout.PROFILES.name)),
        }
        self._title = self._of_title()

    def result(self, sheet: str, row: int, column: int, formula: str) -> Answer | None:
        """What a formula in a cell gives; None for one that is not ours."""
        del column
        said = _bare(formula)
        if link := _LINK.fullmatch(formula):
            return link[1]
        function, n = self._functions.get(said), row - self._first
        if function is None:
            return self._title.get(said)
        if sheet != self._sheet or not 0 <= n < len(self._rows):
            return None
        return self._in_row(function, n)

    def _in_row(self, function: str, n: int) -> Answer:
        record = self._rows[n]
        given = {argument: record.get(heading) for argument, heading in layout.ARGUMENTS.items()}
        shown = answer(function, {**given, **self._whole})
        return EMPTY if shown == "" else shown

    def _of_title(self) -> dict[str, Answer]:
        """What the formulas of the title block give, by their text."""
        reading = read_index(self._tables)
        if reading.index is None:
            return {}
        rows = [n for n, record in enumerate(self._rows) if record.get("No") is not None]
        ratings = [str(self._in_row("RAG", n)) for n in rows]
        shown = title_results(reading.index, reading.details, ratings)
        return {_bare(formula): shown[cell] for cell, formula in TITLE_FORMULAS.items()}


def _bare(formula: str) -> str:
    return "".join(formula.split())


def _period_end(details: TableCells) -> tuple[object, ...]:
    """The row that the name PeriodEnd leads to."""
    rows = (row for row in details.rows if str(row[0]).casefold() == layout.PERIOD_END.casefold())
    return next(rows, (layout.PERIOD_END, None))


def _with_headings(table: TableCells | None) -> list[tuple[object, ...]]:
    return [] if table is None else [table.headings, *table.rows]

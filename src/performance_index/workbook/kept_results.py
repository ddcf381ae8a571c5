"""The results kept beside the formulas of a workbook that is edited without Excel: those that Excel will work out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from performance_index.workbook import layout
from performance_index.workbook.editing import SavedBook
from performance_index.workbook.read import read_index
from performance_index.workbook.results import RESULTS, Answer
from performance_index.workbook.row_answers import RowAnswers
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
        indicators = tables[layout.INDICATORS.name]
        self._sheet, self._first = indicators.sheet, indicators.top + 1
        self._answers = RowAnswers(tables)
        self._functions = {_bare(layout.formula(function)): function for function in RESULTS}
        self._title = _of_title(tables, self._answers.ratings())

    def result(self, sheet: str, row: int, column: int, formula: str) -> Answer | None:
        """What a formula in a cell gives; None for one that is not ours."""
        del column
        if link := _LINK.fullmatch(formula):
            return link[1]
        function, n = self._functions.get(_bare(formula)), row - self._first
        if function is None:
            return self._title.get(_bare(formula))
        if sheet != self._sheet or not 0 <= n < len(self._answers):
            return None
        return self._answers.of(n, function)


def _of_title(tables: Mapping[str, TableCells], ratings: list[str]) -> dict[str, Answer]:
    """What the formulas of the title block give, by their text."""
    reading = read_index(tables)
    if reading.index is None:
        return {}
    shown = title_results(reading.index, reading.details, ratings)
    return {_bare(formula): shown[cell] for cell, formula in TITLE_FORMULAS.items()}


def _bare(formula: str) -> str:
    return "".join(formula.split())

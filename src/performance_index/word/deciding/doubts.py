"""A report that has lost its record: it may be an old copy, so that nobody can tell its old words from a clerk's.

What was generated is known from the copy beside the workbook, and that may be newer than the document. A clerk may have
rewritten a sentence; but a rating or a figure that is not the data's is asked about, and so is a row that is not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from performance_index.word.deciding.account import Kind, quoted
from performance_index.word.deciding.current import CurrentRow, CurrentTable, Handle
from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.plan import Plan
from performance_index.word.document import notes
from performance_index.word.state import TableState

_OF_THE_DATA = frozenset({"rating", "actual", "target", "status", "why", "direction", "what", "previously", "now"})
"""Columns in which a clerk does not write."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Of one table, up to date otherwise: what the data say `now`; `named` is what a clerk calls a row or a cell."""

    plan: Plan
    table: CurrentTable
    now: TableState
    named: Callable[..., str]

    def ask(self) -> int:
        """Ask about what will stand there and is not of the data; give how many places these are."""
        copies = ((number, row) for number, alike in self.table.copies.items() for row in alike)
        others = ((self._first(row), row) for row in self.table.others)
        standing = [
            (number, row)
            for number, row in (*self.table.rows.items(), *copies, *others)
            if row.cells and row.element not in self.plan.gone and not self._is_struck(row)
        ]
        return sum(self._ask_about_row(number, row) for number, row in standing)

    def _first(self, row: CurrentRow) -> str:
        return self.plan.field(row.cells[0]).text if row.cells else ""

    def _is_struck(self, row: CurrentRow) -> bool:
        is_struck = row.is_struck and row.element not in self.plan.restored
        return is_struck or row.element in self.plan.struck

    def _ask_about_row(self, number: str, row: CurrentRow) -> int:
        texts = self.now.rows.get(number)
        if texts is None or row in self.table.others or not row.is_regular:
            return self._ask(row.cells[0], " | ".join(texts or ()), self.named(number))
        return sum(
            self._ask(row.cells[place], texts[n], self.named(number, n))
            for n, (column, place) in enumerate(zip(self.now.columns, row.places, strict=True))
            if place is not None and column in _OF_THE_DATA and not same_words(self._text(row.cells[place]), texts[n])
        )

    def _text(self, cell: Handle) -> str:
        return self.plan.text(self.plan.field(cell))

    def _ask(self, place: Handle, said: str, name: str) -> int:
        cell = self.plan.field(place)
        if any(map(notes.is_decision, self.plan.notes(cell))) or not self.plan.comment(cell, notes.in_doubt(said)):
            return 0
        what = f"nobody can tell whether {quoted(self._text(place))} was meant; a comment says what the data say"
        self.plan.record(Kind.TO_DECIDE, name, what, at=place, is_open=True)
        return 1


def tell_of_lost_record(plan: Plan, asked: int) -> None:
    """Report that a document has lost its record, where it says what was not generated; `asked`: in so many places."""
    kept = sum(one.change.kind is Kind.KEPT for one in plan.account)
    if asked or kept:
        what = "it has lost the record of what was generated in it, and may be an older copy"
        marked = f"; {asked} of its ratings, figures and rows are not the data's and have comments" if asked else ""
        plan.report("the report", f"{what}{marked}", "compare it in Word (Review, Compare) with the copies beside it")

"""A report that has lost its record: it may be an old copy, so that nobody can tell its old words from a clerk's.

What was generated is known from the copy beside the workbook, and that may be newer than the document. A clerk may have
rewritten a sentence; but a rating or a figure that is not the data's is asked about, and so is a row that is not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import same_words
from performance_index.word.document import notes
from performance_index.word.document.revisions import row_mark
from performance_index.word.reading.currenttable import CurrentTable
from performance_index.word.reading.rows import CurrentRow, cell_text
from performance_index.word.refreshing.editing import Editor
from performance_index.word.refreshing.outcome import Kind, quoted
from performance_index.word.state import TableState

_OF_THE_DATA = frozenset({"rating", "actual", "target", "status", "why", "direction"})
"""Columns in which a clerk does not write."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Of one table, up to date otherwise: what the data say `now`; `named` is what a clerk calls a row or a cell."""

    editor: Editor
    table: CurrentTable
    now: TableState
    named: Callable[..., str]

    def ask(self) -> int:
        """Ask about what stands there and is not of the data; give how many places these are."""
        copies = ((number, row) for number, alike in self.table.copies.items() for row in alike)
        others = ((cell_text(row.cells[0]) if row.cells else "", row) for row in self.table.others)
        standing = [
            (number, row)
            for number, row in (*self.table.rows.items(), *copies, *others)
            if row.cells and row.element.getparent() is not None and row_mark(row.element, "del") is None
        ]
        return sum(self._ask_about_row(number, row) for number, row in standing)

    def _ask_about_row(self, number: str, row: CurrentRow) -> int:
        texts = self.now.rows.get(number)
        if texts is None or row in self.table.others or not row.is_regular:
            return self._ask(row.cells[0], " | ".join(texts or ()), self.named(number))
        return sum(
            self._ask(row.cells[place], texts[n], self.named(number, n))
            for n, (column, place) in enumerate(zip(self.now.columns, row.places, strict=True))
            if place is not None and column in _OF_THE_DATA and not same_words(cell_text(row.cells[place]), texts[n])
        )

    def _ask(self, cell: Element, said: str, name: str) -> int:
        is_asked = any(notes.is_decision(one) for _, one in self.editor.comments.ours(cell))
        if is_asked or not self.editor.comments.add(cell, notes.in_doubt(said)):
            return 0
        what = f"nobody can tell whether {quoted(cell_text(cell))} was meant; a comment says what the data say"
        self.editor.record(Kind.TO_DECIDE, name, what, is_open=True)
        return 1


def tell_of_lost_record(editor: Editor, asked: int) -> None:
    """Report that a document has lost its record, where it says what was not generated; `asked`: in so many places."""
    kept = sum(change.kind is Kind.KEPT for change in editor.changes)
    if asked or kept:
        what = "it has lost the record of what was generated in it, and may be an older copy"
        marked = f"; {asked} of its ratings, figures and rows are not the data's and have comments" if asked else ""
        editor.report("the report", f"{what}{marked}", "compare it in Word (Review, Compare) with the copies beside it")

"""A row that the clerk kept, of an indicator whose figure is kept back by now: that is no matter of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.document import Document

from performance_index.finding import Finding, Severity
from performance_index.word.document.revisions import row_mark
from performance_index.word.document.wordml import on_one_line, text, w
from performance_index.word.state import State


def withheld(document: Document, state: State, kept_back: Mapping[str, str]) -> Iterator[Finding]:
    """An error for each row of an exception that stands though the data have it no more, and keep its figure back.

    `kept_back`: why, by the indicator's number: 'Suppressed', 'Not reportable'.
    """
    table = state.tables.get("exceptions")
    gone = {} if table is None else {number: row for number, row in table.struck.items() if number in kept_back}
    rows = [row for row in document.element.body.iter(w("tr")) if gone and row_mark(row, "del") is None]
    cells = [{on_one_line(text(cell)) for cell in row.iter(w("tc"))} for row in rows]
    for number, row in gone.items():
        assert table is not None
        name = on_one_line(dict(zip(table.columns, row, strict=True)).get("indicator", ""))
        if any({number, name} <= said for said in cells):
            what = f"its row stands, and the figure is kept back by now ({kept_back[number].lower()})"
            cure = "take the row out; what must be said of it can stand in a text without figures"
            yield Finding(
                severity=Severity.ERROR, place=f"Exceptions, indicator {number}", what=what, cure=cure, number=number
            )

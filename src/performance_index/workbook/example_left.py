"""The example's own people and sentences in a workbook that is another committee's by now: they would be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.finding import Finding, Severity
from performance_index.workbook import layout
from performance_index.workbook.content import content
from performance_index.workbook.tables import TableCells

_PEOPLE = ("Lead officer", "Lead member", "Contact officer")


def example_left(tables: Mapping[str, TableCells]) -> Iterator[Finding]:
    """A warning at each detail and text that is the example's word for word, where the committee is not its own."""
    details, texts = tables[layout.REPORT_DETAILS.name], tables[layout.REPORT_TEXT.name]
    said = _words(details, "Detail", "Value")
    example = content()
    theirs = _words(example[layout.REPORT_DETAILS.name], "Detail", "Value")
    committee = said.get(layout.COMMITTEE, (0, ""))[1]
    if not committee or committee == theirs[layout.COMMITTEE][1]:
        return
    for word in _PEOPLE:
        row, name = said.get(word, (0, ""))
        if name and name == theirs[word][1]:
            what = f"{word} is still the example's ({name})"
            yield _warning(details.place(row, "Value"), what)
    sentences = {text for _, text in _words(example[layout.REPORT_TEXT.name], "Section", "Text").values() if text}
    for row, text in _words(texts, "Section", "Text").values():
        if text in sentences:
            yield _warning(texts.place(row, "Text"), "this text is still the example's, about another council")


def _words(table: TableCells, key: str, value: str) -> dict[str, tuple[int, str]]:
    """By the word under `key`, the row and the text under `value`; what cannot be read is told elsewhere."""
    return {_text(record.get(key)): (number, _text(record.get(value))) for number, record in enumerate(table.records())}


def _text(cell: object) -> str:
    try:
        return cells.text(cell)
    except CellProblem:
        return ""


def _warning(place: str, what: str) -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure="type over it, or clear it")

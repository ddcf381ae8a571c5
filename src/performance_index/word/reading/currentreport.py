"""The report as it is current in a document: its fields, its tables, and the lines of somebody's own."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.deciding.current import CurrentRow, Handle, NewReport
from performance_index.word.deciding.stale import SENTENCE
from performance_index.word.deciding.tables import TableBasis
from performance_index.word.document.controls import controls_beside_rows
from performance_index.word.document.revisions import row_mark
from performance_index.word.document.wordml import on_one_line, text, w
from performance_index.word.reading.currenttable import CurrentTable, read_tables, renumbered_table
from performance_index.word.reading.fields import CurrentField, CurrentFrame, CurrentLine, Marks
from performance_index.word.reading.tables import find_tables
from performance_index.word.state import State
from performance_index.word.tags import COLUMNS


@dataclass(frozen=True)
class CurrentReport:
    """One document that was read; it must not be changed while it is looked at.

    `template_lines` are those of the template with what the data say now.
    """

    document: Document
    marks: Marks
    frames: Mapping[str, Sequence[CurrentFrame]]
    tables: Mapping[str, Sequence[CurrentTable]]
    own_tables: Sequence[Element]
    template_lines: frozenset[str]
    _fields: dict[Handle, CurrentField] = field(default_factory=dict)

    def field(self, handle: Handle) -> CurrentField:
        """Give the cell at a place."""
        found = self._fields.get(handle)
        if found is None:
            element = _element(handle)
            found = self._fields[handle] = CurrentField(element, element, self.marks)
        return found

    def restored_row(self, row: CurrentRow) -> dict[Handle, CurrentField]:
        """Give a row's cells as they are when our suggestion to remove it is withdrawn; none where it is not ours."""
        reviser = self.marks.reviser
        found: dict[Handle, CurrentField] = {}
        for element in map(_element, row.elements):
            mark = row_mark(element, "del")
            if mark is None or not reviser.is_ours(mark):
                continue
            made = copy.deepcopy(element)
            reviser.undelete_row(made)
            pairs = zip(element.iter(w("tc")), made.iter(w("tc")), strict=True)
            found |= {cell: CurrentField(cell, content, self.marks) for cell, content in pairs}
        return found

    @property
    def own_rows(self) -> Iterator[Sequence[Element]]:
        """The cells of each row of tables that are somebody's own."""
        return (list(row.iter(w("tc"))) for table in self.own_tables for row in table.iter(w("tr")))

    @property
    def lines(self) -> Iterator[CurrentLine]:
        """Every paragraph of the text but those in the report's tables."""
        ours = {piece for tables in self.tables.values() for table in tables for piece in table.pieces}
        return (CurrentLine(line, line, self.marks) for line in _lines(self.document.element.body, ours))

    @cached_property
    def own_lines(self) -> Sequence[CurrentLine]:
        """The paragraphs that stand in no control and no table of the report's, and are not the template's."""
        body = self.document.element.body
        own = (line for table in self.own_tables for line in table.iter(w("p")) if len(text(line).split()) >= SENTENCE)
        lines = (*body.iterchildren(w("p")), *own)
        theirs = set(map(str.casefold, self.template_lines))
        return [CurrentLine(one, one, self.marks) for one in lines if _known_as(text(one)) not in theirs]

    def beside(self, handle: Handle, *, after: bool) -> Element | None:
        """Give what stands right before or after a control or a line."""
        element = _element(handle)
        return element.getnext() if after else element.getprevious()

    def lines_saying(self, said: str) -> Sequence[Element]:
        """Give the lines in no control and no table that say this, in capitals or not."""
        return self._lines.get(_known_as(said), ())

    @cached_property
    def _lines(self) -> Mapping[str, Sequence[Element]]:
        found: dict[str, list[Element]] = {}
        for line in self.document.element.body.iterchildren(w("p")):
            found.setdefault(_known_as(text(line)), []).append(line)
        return found


def read_report(
    document: Document, base: State, new: NewReport, bases: Mapping[str, TableBasis], marks: Marks
) -> CurrentReport:
    """Read a document in which the controls are in their places; `bases` are those of its tables."""
    here = controls_beside_rows(document)
    headings = {tag: {new.headings.get(tag, ())} for tag in COLUMNS}
    for tag, was in base.tables.items():
        headings.setdefault(tag, set()).add(was.headings)
    body = document.element.body
    found = find_tables(body, here, base.tables, headings)
    known = {table for tables in found.values() for table in (*tables.whole, *tables.pieces)}
    tables: dict[str, list[CurrentTable]] = {}
    for tag, basis in bases.items():
        if found[tag].whole:
            read = read_tables(found[tag], tag, basis.generated, basis.now.rows, basis.settled)
            tables[tag] = [renumbered_table(table, basis.found.keys) for table in read]
    frames = {
        tag: [CurrentFrame(one.element, one.content, marks, new.prompts) for one in controls]
        for tag, controls in here.items()
    }
    own = [table for table in body.iter(w("tbl")) if table not in known]
    return CurrentReport(document, marks, frames, tables, own, new.lines)


def _lines(element: Element, ours: Collection[Element]) -> Iterator[Element]:
    for child in element:
        if child.tag == w("p"):
            yield from child.iter(w("p"))
        elif child not in ours:
            yield from _lines(child, ours)


def _known_as(said: str) -> str:
    """Give what a line is known by: older templates have their headings in capitals."""
    return on_one_line(said).casefold()


def _element(handle: Handle) -> Element:
    assert isinstance(handle, Element)
    return handle

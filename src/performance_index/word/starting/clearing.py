"""What was about the old figures is taken out of a report that a new one starts from, and each text of it is told.

These are the comments, the tables, in whose place come the new ones, and the sentences before the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.report import CommitteeReport
from performance_index.word.asking import ask_for_commentary
from performance_index.word.deciding.account import Change, Kind
from performance_index.word.deciding.merge import same_words
from performance_index.word.document.comments import Comments
from performance_index.word.document.controls import Control, controls_beside_rows, controls_in
from performance_index.word.document.grid import cells_of, rows_of
from performance_index.word.document.story import Story
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.document.wordml import on_one_line, text, w
from performance_index.word.fill import Draft, holds_table
from performance_index.word.reading.currenttable import CurrentTable, read_tables
from performance_index.word.reading.newreport import is_whole
from performance_index.word.reading.rows import CurrentRow, cell_text
from performance_index.word.reading.tables import FoundTables, find_tables
from performance_index.word.starting.beyond import beyond_words
from performance_index.word.state import State, TableState
from performance_index.word.tags import CAPTIONS, COLUMNS, INTRODUCTIONS, SENTENCES, rows_by_table
from performance_index.word.writing.parts import copied, remove_table

_NOTHING = TableState(columns=(), headings=(), rows={})


@dataclass(frozen=True, slots=True)
class Clearing:
    """Clears one opened report.

    `base` is what was generated in it, `fresh` the new report as it is without it, `comments` are the document's.
    `left_out` collects the account, `of_old` what the cells of the old tables said and `tables` what is generated in
    the new ones, by tag.
    """

    opened: Document
    stories: Sequence[Story]
    base: State
    fresh: Draft
    report: CommitteeReport
    comments: Comments
    ids: Iterator[int]
    left_out: list[Change] = field(default_factory=list)
    of_old: set[str] = field(default_factory=set)
    tables: dict[str, TableState] = field(default_factory=dict)

    def run(self, places: Whereabouts) -> None:
        """Take it all out, and put the new tables in."""
        self._drop_comments(places)
        fresh, base = controls_in(self.fresh.document), self.base.tables
        headings = {tag: {self.fresh.headings.get(tag, ())} for tag in COLUMNS}
        for tag, was in base.items():
            headings.setdefault(tag, set()).add(was.headings)
        found = find_tables(self.opened.element.body, self._here, base, headings)
        for tag in COLUMNS:
            self._renew_table(tag, fresh.get(tag, ()), found[tag])
        self._renew_sentences()

    def _leave_out(self, place: str, said: str) -> None:
        if said.strip():
            self.left_out.append(Change(kind=Kind.LEFT_OUT, place=place, what=f"“{on_one_line(said)}”"))

    def _drop_comments(self, places: Whereabouts) -> None:
        for number, anchor, said in self.comments.standing():
            place = "a comment" if anchor is None else f"{places.of(anchor)}, a comment"
            self._leave_out(place, said)
            self.comments.remove(number)

    def _renew_table(self, tag: str, fresh: Sequence[Control], found: FoundTables) -> None:
        """Take every table of this kind out, and put the new one, where there is one, in the place of the first."""
        generated = self.base.tables.get(tag, _NOTHING)
        known = (*generated.rows.values(), *(facts.values() for facts in generated.facts.values()))
        self.of_old.update(on_one_line(cell) for row in known for cell in row if cell.strip())
        for table in read_tables(found, tag, generated, generated.rows, generated.rows):
            self._tell_table(table, CAPTIONS[tag], generated)
        mark = self.opened.element.makeelement(w("p"))
        for element in (*found.whole, *found.pieces):
            for control in [one for one in self._here.get(tag, ()) if element in one.element.iter(w("tbl"))]:
                control.unwrap()
            if mark.getparent() is None:
                element.addprevious(mark)
            if element.getparent() is not None:  # it was not in another that is gone
                remove_table(element, ())
        for control in self._here.get(tag, ()):  # somebody took the table out of it
            control.unwrap()
        is_new = fresh and tag in self.fresh.state.tables and is_whole(fresh[0].element)
        made = copied(fresh[0].element, self.opened, self.ids) if is_new else None
        if mark.getparent() is None:
            return  # the refresh finds the place for it
        if made is not None:
            mark.addprevious(made)
            self.tables[tag] = self.fresh.state.tables[tag]
            rows = rows_by_table(self.report)[tag]
            elements = list(made.iter(w("tr")))[-len(rows) :]
            ask_for_commentary(self.comments, elements, self.fresh.prototypes[tag], rows)
        remove_table(mark, ())

    @property
    def _here(self) -> Mapping[str, Sequence[Control]]:
        return controls_beside_rows(self.opened)

    def _tell_table(self, table: CurrentTable, name: str, generated: TableState) -> None:
        """Tell every text of a table that was not generated in it."""
        lines = (on_one_line(text(line)) for piece in table.pieces for line in piece.iter(w("p")))
        self.of_old.update(line for line in lines if line and line not in generated.headings)
        expected = dict(zip(table.places, generated.headings, strict=False))
        for n, cell in enumerate(() if table.head is None else table.head.cells):
            if not same_words(cell_text(cell), expected.get(n, "")):
                self._leave_out(f"{name}, a heading", cell_text(cell))
        known = {**generated.struck, **generated.rows}
        for number, row in _rows(table):
            self._tell_row(f"{name}, indicator {number}", row, generated, known.get(number, ()))
        for said in map(_line_of, _others(table)):
            self._leave_out(f"{name}, a row of its own", "" if said == " | ".join(generated.headings) else said)
        for one, said in (found for piece in table.pieces for found in beyond_words(piece, self.stories)):
            self._leave_out(f"{name}, {one}", said)

    def _tell_row(self, name: str, row: CurrentRow, generated: TableState, known: Sequence[str]) -> None:
        columns = {place: n for n, place in enumerate(row.places) if place is not None}
        for at, cell in enumerate(row.cells):
            column = columns.get(at)
            was = known[column] if column is not None and column < len(known) else ""
            expected = [was] if row.is_regular else known
            if not any(same_words(cell_text(cell), one) for one in expected):
                has_heading = column is not None and column < len(generated.headings)
                heading = generated.headings[column] if column is not None and has_heading else ""
                self._leave_out(f"{name}, {heading or f'column {at + 1}'}", cell_text(cell))
        for below in row.continued:
            self._leave_out(f"{name}, below it", _line_of(below))

    def _renew_sentences(self) -> None:
        """Let each sentence before a table say what was generated, for the refresh to find it as it left it."""
        here = self._here
        for table, sentences in SENTENCES.items():
            for tag in (f"{table}.{one}" for one in sentences):
                for control in here.get(tag, ()):
                    if not holds_table(control):
                        self._renew_sentence(INTRODUCTIONS[table], control)

    def _renew_sentence(self, name: str, control: Control) -> None:
        base = self.base.texts.get(control.tag)
        said = text(control.content)
        more = list(beyond_words(control.content, self.stories))
        if base is not None and same_words(said, base) and not more:
            return
        if not same_words(said, base or ""):
            self._leave_out(name, said)
        for one, words in more:
            self._leave_out(f"{name}, {one}", words)
        if base is None:
            control.remove()
        else:
            control.write(base.split("\n"))


def _line_of(row: Element) -> str:
    return " | ".join(map(cell_text, cells_of(row))).strip(" |")


def _others(table: CurrentTable) -> list[Element]:
    """Give the rows that are about no indicator, those too that somebody put into the control of one."""
    told = {element for _, row in _rows(table) for element in row.elements}
    told |= set() if table.head is None else {table.head.element}
    items = set(table.untouched.values())
    rows = (row for piece in table.pieces for row in rows_of(piece) if row not in told)
    return [row for row in rows if items.isdisjoint(row.iterancestors(w("sdt")))]


def _rows(table: CurrentTable) -> Iterator[tuple[str, CurrentRow]]:
    yield from table.rows.items()
    for number, alike in table.copies.items():
        for row in alike:
            yield number, row

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
from performance_index.word.document.comments import Comments
from performance_index.word.document.controls import Control, controls_beside_rows, controls_in
from performance_index.word.document.grid import rows_of
from performance_index.word.document.story import Story
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.document.wordml import on_one_line, text, w
from performance_index.word.fill import CAPTIONS, COLUMNS, SENTENCES, Draft, holds_table, rows_by_table
from performance_index.word.refreshing.merge import same_words
from performance_index.word.refreshing.neighbours import copied
from performance_index.word.refreshing.outcome import Change, Kind
from performance_index.word.refreshing.standing import StandingRow, StandingTable, cell_text, find_table, read_table
from performance_index.word.refreshing.tableparts import remove_table
from performance_index.word.starting.beyond import beyond_words
from performance_index.word.state import State, TableState

_NOTHING = TableState(columns=(), headings=(), rows={})


@dataclass(frozen=True, slots=True)
class Clearing:
    """Clears one opened report.

    `base` is what was generated in it, `fresh` the new report as it is without it, `comments` are the document's.
    `left_out` collects the account, `of_old` what the cells of the old tables said, `tables` what is generated in the
    new tables, by tag, and `placed` the controls around those.
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
    placed: list[Element] = field(default_factory=list)

    def run(self, places: Whereabouts) -> None:
        """Take it all out, and put the new tables in."""
        self._drop_comments(places)
        fresh = controls_in(self.fresh.document)
        for tag in COLUMNS:
            self._renew_table(tag, fresh.get(tag, ()))
        self._renew_sentences()

    def _leave_out(self, place: str, said: str) -> None:
        if said.strip():
            self.left_out.append(Change(kind=Kind.LEFT_OUT, place=place, what=f"“{on_one_line(said)}”"))

    def _drop_comments(self, places: Whereabouts) -> None:
        for number, anchor, said in self.comments.standing():
            place = "a comment" if anchor is None else f"{places.of(anchor)}, a comment"
            self._leave_out(place, said)
            self.comments.remove(number)

    def _renew_table(self, tag: str, fresh: Sequence[Control]) -> None:
        """Take every table of this kind out, and put the new one, where there is one, in the place of the first."""
        generated = self.base.tables.get(tag, _NOTHING)
        known = (*generated.rows.values(), *(facts.values() for facts in generated.facts.values()))
        self.of_old.update(on_one_line(cell) for row in known for cell in row if cell.strip())
        headings = {one for one in (generated.headings, self.fresh.headings.get(tag, ())) if one and generated.rows}
        body, mark = self.opened.element.body, self.opened.element.makeelement(w("p"))
        while tables := [one for one in find_table(body, self._here, tag, headings) if not self._is_anothers(one, tag)]:
            for table in tables:
                self._tell_table(table, tag, generated)
                for control in [one for one in self._here.get(tag, ()) if table in one.element.iter(w("tbl"))]:
                    control.unwrap()
                if mark.getparent() is None:
                    table.addprevious(mark)
                remove_table(table, ())
        for control in self._here.get(tag, ()):  # somebody took the table out of it
            control.unwrap()
        made = copied(fresh[0].element, self.opened, self.ids) if fresh and tag in self.fresh.state.tables else None
        if mark.getparent() is None:
            return  # the refresh finds the place for it
        if made is not None:
            mark.addprevious(made)
            self.tables[tag] = self.fresh.state.tables[tag]
            self.placed.append(made)
            rows = rows_by_table(self.report)[tag]
            elements = list(made.iter(w("tr")))[-len(rows) :]
            ask_for_commentary(self.comments, elements, self.fresh.prototypes[tag], rows)
        remove_table(mark, ())

    def _is_anothers(self, table: Element, tag: str) -> bool:
        """Whether a table that was found by its headings is a new one, or lists something else."""
        around = [*table.iterancestors(w("sdt")), *table.iter(w("sdt"))]
        kinds = {Control(one).tag.partition(".")[0] for one in around}
        return any(one in self.placed for one in around) or (tag not in kinds and not kinds.isdisjoint(COLUMNS))

    @property
    def _here(self) -> Mapping[str, Sequence[Control]]:
        return controls_beside_rows(self.opened)

    def _tell_table(self, element: Element, tag: str, generated: TableState) -> None:
        """Tell every text of a table that was not generated in it."""
        name = CAPTIONS[tag]
        table = read_table(element, tag, generated, generated.rows)
        lines = (on_one_line(text(line)) for line in element.iter(w("p")))
        self.of_old.update(line for line in lines if line and line not in generated.headings)
        expected = dict(zip(table.places, generated.headings, strict=False))
        for n, cell in enumerate(() if table.head is None else table.head.cells):
            if not same_words(cell_text(cell), expected.get(n, "")):
                self._leave_out(f"{name}, a heading", cell_text(cell))
        known = {**generated.struck, **generated.rows}
        for number, row in _rows(table):
            self._tell_row(f"{name}, indicator {number}", table, row, generated, known.get(number, ()))
        for row in _others(table):
            said = " | ".join(cell_text(cell) for cell in row.cells)
            self._leave_out(f"{name}, a row of its own", said.strip(" |"))
        for one, said in beyond_words(element, self.stories):
            self._leave_out(f"{name}, {one}", said)

    def _tell_row(
        self, name: str, table: StandingTable, row: StandingRow, generated: TableState, known: Sequence[str]
    ) -> None:
        columns = {place: n for n, place in enumerate(table.places) if place is not None}
        for at, cell in enumerate(row.cells):
            column = columns.get(at)
            was = known[column] if column is not None and column < len(known) else ""
            if table.is_regular(row):
                is_generated = same_words(cell_text(cell), was)
            else:
                is_generated = any(same_words(cell_text(cell), one) for one in known)
            if not is_generated:
                has_heading = column is not None and column < len(generated.headings)
                heading = generated.headings[column] if column is not None and has_heading else ""
                self._leave_out(f"{name}, {heading or f'column {at + 1}'}", cell_text(cell))

    def _renew_sentences(self) -> None:
        """Let each sentence before a table say what was generated, for the refresh to find it as it left it."""
        here = self._here
        for table, sentences in SENTENCES.items():
            for tag in (f"{table}.{one}" for one in sentences):
                for control in here.get(tag, ()):
                    if not holds_table(control):
                        self._renew_sentence(f"{CAPTIONS[table]}, the sentence before the table", control)

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


def _others(table: StandingTable) -> list[StandingRow]:
    """Give the rows that are about no indicator, those too that somebody put into the control of one."""
    told = {row.element for _, row in _rows(table)}
    items = set(table.untouched.values())
    mine = [row for row in rows_of(table.element) if row not in told and items.isdisjoint(row.iterancestors(w("sdt")))]
    return [StandingRow(row, None) for row in mine if table.head is None or row is not table.head.element]


def _rows(table: StandingTable) -> Iterator[tuple[str, StandingRow]]:
    yield from table.rows.items()
    for number, alike in table.copies.items():
        for row in alike:
            yield number, row

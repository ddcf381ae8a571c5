"""The tables of a report brought up to date: their rows merged, or the whole table put in or taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from performance_index.report import CommitteeReport, Row, Section
from performance_index.word.asking import ask_for_commentary
from performance_index.word.deciding.identity import identify, renumbered
from performance_index.word.deciding.rowmerge import same_row
from performance_index.word.document.controls import Control, controls_beside_rows, controls_in, find_controls
from performance_index.word.document.notes import rating_word
from performance_index.word.document.wordml import clean, on_one_line, text, w
from performance_index.word.fill import CAPTIONS, COLUMNS, rows_by_table
from performance_index.word.reading.currenttable import CurrentTable, read_tables, renumber
from performance_index.word.reading.rows import cell_text
from performance_index.word.reading.tables import FoundTables, find_tables
from performance_index.word.refreshing.doubts import Doubts
from performance_index.word.refreshing.outcome import Kind
from performance_index.word.refreshing.parts import Parts
from performance_index.word.refreshing.places import Place
from performance_index.word.refreshing.tablemerge import TableMerge
from performance_index.word.refreshing.tablestates import changed_facts, table_states, without_rows
from performance_index.word.state import TableState

_EXCEPTIONS = "exceptions"


@dataclass(frozen=True, slots=True)
class TableParts:
    """The tables of one document; `parts` is the rest of it."""

    parts: Parts
    report: CommitteeReport

    def run(self) -> None:
        """Bring every table up to date."""
        here, base = controls_beside_rows(self.parts.document), self.parts.base.tables
        rows = rows_by_table(self.report)
        headings = {tag: {self._headings(tag)} for tag in COLUMNS}
        for tag, was in base.items():
            headings.setdefault(tag, set()).add(was.headings)
        body = self.parts.document.element.body
        found = find_tables(body, here, base, headings)
        known = {table for tables in found.values() for table in (*tables.whole, *tables.pieces)}
        self.parts.strange.extend(table for table in body.iter(w("tbl")) if table not in known)
        for tag in COLUMNS:
            if found[tag].whole:
                self._settle(tag, here, rows[tag], found[tag])
            else:
                self._miss(tag, rows[tag])

        self._tell_of_untold()

    def _tell_of_untold(self) -> None:
        """Report each exception that has no rating any more, where the report tells of none that has not."""
        is_told = self.report.unrated_rows or Section.NOT_RATED.tag in self.report.sections
        base = self.parts.before.get(_EXCEPTIONS)
        for number, rating in () if is_told or base is None else base.said("rating").items():
            if number in self.report.why_unrated:
                why = self.report.why_unrated[number]
                what = f"the report said {rating_word(rating)}, and now tells nothing of it ({why})"
                cure = "type what is missing, or set Indicators not rated on the Settings sheet to Table or Sentence"
                self.parts.editor.report(f"{CAPTIONS[_EXCEPTIONS]}, indicator {number}", what, cure)

    def _states(self, tag: str, rows: tuple[Row, ...]) -> tuple[TableState, TableState]:
        """Give what was generated in a table, and what the data say in its columns."""
        has_place = self._has_place(tag, rows)
        drafted = self.parts.draft.state.tables.get(tag) if has_place else None
        return table_states(self.parts.base.tables.get(tag), drafted, self._headings(tag), rows)

    def _has_place(self, tag: str, rows: tuple[Row, ...]) -> bool:
        """Whether the template has such a table: else nobody can tell what it should look like."""
        draft = self.parts.draft
        return f"{tag}.rows" in draft.tags and (tag in draft.prototypes or not rows)

    def _settle(
        self, tag: str, here: Mapping[str, Sequence[Control]], rows: tuple[Row, ...], tables: FoundTables
    ) -> None:
        parts = self.parts
        has_place = self._has_place(tag, rows)
        if tag not in parts.base.tables and not has_place:
            return
        generated, now = self._states(tag, rows)
        headings = {self._headings(tag), generated.headings}
        homeless: set[str] = set()
        found = identify(generated, now)
        parts.before[tag] = renumbered(generated, found, generated.rows)
        changed = changed_facts(parts.before[tag], now)
        settled = {n: texts for n, texts in now.rows.items() if n not in found.changed and n not in changed}
        for current in read_tables(tables, tag, generated, now.rows, settled):
            before = renumbered(generated, found, current.numbers)
            standing = renumber(current, tag, found.keys)
            merge = TableMerge(
                editor=parts.editor,
                table=standing,
                name=CAPTIONS[tag],
                generated=before,
                now=now,
                found=found,
                changed=changed,
                rows={clean(row.number): row for row in rows},
                prototype=parts.draft.prototypes.get(tag) if has_place else None,
                ids=parts.ids,
                homeless=homeless,
                is_unknown=parts.is_unknown,
                unrated=self.report.why_unrated if tag == _EXCEPTIONS else {},
            )
            struck, lost = merge.run()
            if parts.is_unknown:
                parts.doubts.append(Doubts(parts.editor, standing, now, merge.named).ask())
            parts.struck_rows[tag] = {**parts.struck_rows.get(tag, {}), **struck}
            parts.lost_cells[tag] = parts.lost_cells.get(tag, frozenset()) | lost
            if not now.rows:
                self._take_out(tag, standing, here.get(tag, ()), headings)
        parts.tables[tag] = without_rows(now, homeless) if homeless else now

    def _headings(self, tag: str) -> tuple[str, ...]:
        """Give the template's own headings of a table."""
        return self.parts.draft.headings.get(tag, ())

    def _miss(self, tag: str, rows: tuple[Row, ...]) -> None:
        """Put a table in that the report had no need of before; leave one out that the clerk took out."""
        parts, name = self.parts, f"{CAPTIONS[tag]}, the table"
        parts.tables[tag] = parts.base.tables.get(tag)
        if not self._has_place(tag, rows):
            return
        generated, now = self._states(tag, rows)
        parts.tables[tag] = now if generated.rows else parts.draft.state.tables.get(tag)
        if generated.rows:
            self._leave_out(tag, name, generated, now)
        if generated.rows or not now.rows:
            return
        (found, *_) = controls_in(parts.draft.document)[tag]
        prototype = parts.draft.prototypes[tag]
        made = prototype.elements(rows, parts.ids)
        element = found.element
        box = find_controls(element)[f"{tag}.rows"][0].content
        box.extend(made)
        put = parts.put_in(element, name)
        if put is not None:
            elements = list(put.iter(w("tr")))[-len(rows) :]
            ask_for_commentary(parts.editor.comments, elements, prototype, rows)

    def _leave_out(self, tag: str, name: str, generated: TableState, new: TableState) -> None:
        """Say of a table that is not found what became of it; nothing where the data have it no more either."""
        was, now = generated.rows, new.rows
        stands = _is_named(generated.said("indicator").values(), self.parts.strange)
        if not now and not stands:
            return
        is_same = was.keys() == now.keys() and all(same_row(was[number], texts) for number, texts in now.items())
        if is_same and not stands:
            self.parts.editor.record(Kind.KEPT, name, "it was taken out of the report and stays out")
            return
        self.parts.lost_tables.add(tag)
        gone = "was changed so much that it is not known" if stands else "was deleted from the report"
        what = f"the table {gone}; its data changed ({len(now) or 'no'} rows now)"
        self.parts.editor.report(name, what, "make the report anew elsewhere and copy the table, if it is wanted")

    def _take_out(
        self, tag: str, standing: CurrentTable, controls: Sequence[Control], headings: set[tuple[str, ...]]
    ) -> None:
        """Take a table away of which only our headings are left."""
        left = [row for piece in standing.pieces for row in piece.iter(w("tr"))]
        head = standing.head
        if head is None or len(left) != 1:
            return
        said = tuple(cell_text(cell) for cell in head.cells)
        editor = self.parts.editor
        is_ours = any(same_row(said, one) for one in headings)
        if not is_ours or not all(Place("", cell).is_plain(editor.reviser, editor.comments) for cell in head.cells):
            return
        remove_table(standing.pieces[0], controls)
        editor.record(Kind.REMOVED, f"{CAPTIONS[tag]}, the table", "the report has no rows for it any more")


def _is_named(names: Iterable[str], tables: Sequence[Element]) -> bool:
    """Whether one of these indicators has a cell in some table that is none of ours."""
    wanted = {on_one_line(name) for name in names}
    return any(on_one_line(text(cell)) in wanted for table in tables for cell in table.iter(w("tc")))


def remove_table(table: Element, controls: Sequence[Control]) -> None:
    """Take a table away, and its control with it unless somebody wrote in the control too."""
    control = next((one for one in controls if table in one.element.iter(w("tbl"))), None)
    parent = table.getparent()
    assert parent is not None
    parent.remove(table)
    if control is None:
        if len(parent) == 0 or (parent.tag == w("tc") and parent[-1].tag != w("p")):
            parent.append(parent.makeelement(w("p")))
        return
    if text(control.content).strip() or control.content.find(f".//{w('drawing')}") is not None:
        control.unwrap()
    else:
        control.remove()

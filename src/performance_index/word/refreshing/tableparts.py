"""The tables of a report brought up to date: their rows merged, or the whole table put in or taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from performance_index.report import CommitteeReport, Row
from performance_index.word.asking import ask_for_commentary
from performance_index.word.deciding.identity import identify, renumbered
from performance_index.word.deciding.rowmerge import Texts, same_row
from performance_index.word.document.controls import Control, controls_beside_rows, controls_in, find_controls
from performance_index.word.document.wordml import clean, text, w
from performance_index.word.fill import CAPTIONS, COLUMNS, rows_by_table
from performance_index.word.reading.currenttable import CurrentTable, cell_text, find_table, read_table, renumber
from performance_index.word.refreshing.doubts import Doubts
from performance_index.word.refreshing.outcome import Kind
from performance_index.word.refreshing.parts import Parts
from performance_index.word.refreshing.places import Place
from performance_index.word.refreshing.tablemerge import TableMerge
from performance_index.word.refreshing.tablestates import changed_facts, table_states, without_rows


@dataclass(frozen=True, slots=True)
class TableParts:
    """The tables of one document; `parts` is the rest of it."""

    parts: Parts
    report: CommitteeReport

    def run(self) -> None:
        """Bring every table up to date."""
        here = controls_beside_rows(self.parts.document)
        rows = rows_by_table(self.report)
        for tag in COLUMNS:
            self._settle(tag, here, rows[tag])

    def _settle(self, tag: str, here: Mapping[str, Sequence[Control]], rows: tuple[Row, ...]) -> None:
        parts = self.parts
        has_place = f"{tag}.rows" in parts.draft.tags and (tag in parts.draft.prototypes or not rows)
        base = parts.base.tables.get(tag)
        if base is None and not has_place:
            return
        own = self._headings(tag)
        drafted = parts.draft.state.tables.get(tag) if has_place else None
        generated, now = table_states(base, drafted, own, rows)
        headings = {own, generated.headings}
        tables = find_table(parts.document.element.body, here, tag, () if base is None else headings)
        if not tables:
            parts.tables[tag] = base
            if has_place:  # in the template: else nobody can tell what it should look like
                self._miss(tag, generated.rows, now.rows, rows)
                parts.tables[tag] = now if generated.rows else drafted
            return
        homeless: set[str] = set()
        found = identify(generated, now)
        parts.before[tag] = renumbered(generated, found, generated.rows)
        changed = changed_facts(parts.before[tag], now)
        for element in tables:
            settled = {n: texts for n, texts in now.rows.items() if n not in found.changed and n not in changed}
            standing = read_table(element, tag, generated, now.rows, settled)
            before = renumbered(generated, found, standing.rows.keys() | standing.untouched.keys())
            standing = renumber(standing, tag, found.keys)
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

    def _miss(self, tag: str, was: Mapping[str, Texts], now: Mapping[str, Texts], rows: tuple[Row, ...]) -> None:
        """Put a table in that the report had no need of before; leave one out that the clerk took out."""
        name = f"{CAPTIONS[tag]}, the table"
        if was:
            self._leave_out(tag, name, was, now)
        if was or not now:
            return
        parts = self.parts
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

    def _leave_out(self, tag: str, name: str, was: Mapping[str, Texts], now: Mapping[str, Texts]) -> None:
        """Say of a table that is not found what became of it; nothing where the data have it no more either."""
        stands = self._stands(was)
        if not now and not stands:
            return
        if was.keys() == now.keys() and all(same_row(was[number], texts) for number, texts in now.items()):
            self.parts.editor.record(Kind.KEPT, name, "it was taken out of the report and stays out")
            return
        self.parts.lost_tables.add(tag)
        gone = "was changed so much that it is not known" if stands else "was deleted from the report"
        what = f"the table {gone}; its data changed ({len(now) or 'no'} rows now)"
        self.parts.editor.report(name, what, "make the report anew elsewhere and copy the table, if it is wanted")

    def _stands(self, rows: Mapping[str, Texts]) -> bool:
        """Whether some row of a table that is not found stands in the document all the same."""
        said = [
            {cell_text(cell) for cell in row.iter(w("tc"))} for row in self.parts.document.element.body.iter(w("tr"))
        ]
        return any({one for one in texts if one.strip()} <= cells for texts in rows.values() for cells in said)

    def _take_out(
        self, tag: str, standing: CurrentTable, controls: Sequence[Control], headings: set[tuple[str, ...]]
    ) -> None:
        """Take a table away of which only our headings are left."""
        left = list(standing.element.iter(w("tr")))
        head = standing.head
        if head is None or len(left) != 1:
            return
        said = tuple(cell_text(cell) for cell in head.cells)
        editor = self.parts.editor
        is_ours = any(same_row(said, one) for one in headings)
        if not is_ours or not all(Place("", cell).is_plain(editor.reviser, editor.comments) for cell in head.cells):
            return
        remove_table(standing.element, controls)
        editor.record(Kind.REMOVED, f"{CAPTIONS[tag]}, the table", "the report has no rows for it any more")


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

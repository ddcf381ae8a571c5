"""A table of the document brought up to date, row by row: what `rowmerge` decides is done here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from performance_index.report import Row
from performance_index.word.deciding.identity import Identities
from performance_index.word.deciding.merge import Outcome, same_words
from performance_index.word.deciding.rowmerge import Fate, RowAction, Texts, decide, same_row
from performance_index.word.deciding.stale import FactChange
from performance_index.word.document import notes
from performance_index.word.document.controls import Control
from performance_index.word.document.revisions import row_mark
from performance_index.word.document.wordml import w
from performance_index.word.reading.currenttable import CurrentTable
from performance_index.word.reading.rows import CurrentRow, cell_text
from performance_index.word.refreshing.editing import Editor
from performance_index.word.refreshing.outcome import Kind, quoted
from performance_index.word.refreshing.places import Place
from performance_index.word.refreshing.rownotes import RowNotes
from performance_index.word.refreshing.rowplacing import arranged, drop_empty_box, drop_empty_pieces, put_row
from performance_index.word.rows import PrototypeRow, tint_cell
from performance_index.word.state import TableState

_GONE = "the data have no row for it here any more"
"""Not in the index any more, or rated otherwise: the table does not tell which."""


@dataclass(frozen=True, slots=True)
class TableMerge:
    """One table, what was generated in it, and what the data say.

    `now` is what the data say in the columns of `generated`, `found` who its rows are about and `changed` what else
    changed of them; `rows` and `prototype` make the rows that come. Without a prototype none can: `homeless` collects
    their numbers. `is_unknown`: the report lost its record, so that nobody knows which rows were taken out of it.
    `unrated`: why indicators have no rating.
    """

    editor: Editor
    table: CurrentTable
    name: str
    generated: TableState
    now: TableState
    found: Identities
    changed: Mapping[str, Sequence[FactChange]]
    rows: Mapping[str, Row]
    prototype: PrototypeRow | None
    ids: Iterator[int]
    homeless: set[str] = field(default_factory=set)
    is_unknown: bool = False
    unrated: Mapping[str, str] = field(default_factory=dict)

    @property
    def new(self) -> Mapping[str, Texts]:
        """The rows of the data."""
        return self.now.rows

    @property
    def base(self) -> Mapping[str, Texts]:
        """The texts generated, by number; those of rows too that are back before the clerk let them go."""
        back = {n: texts for n, texts in self.generated.struck.items() if n in self.new and n in self.table.rows}
        return {**self.generated.rows, **back} if back else self.generated.rows

    @property
    def columns(self) -> tuple[str, ...]:
        """The column shown in each cell that was generated."""
        return self.generated.columns

    @property
    def notes(self) -> RowNotes:
        """What is said beside its rows."""
        return RowNotes(self.editor, self.table, self.generated, self.now, self.found, self.changed, self.named)

    @property
    def headings(self) -> tuple[str, ...]:
        """The text generated above each of them."""
        return self.generated.headings

    def run(self) -> tuple[dict[str, Texts], frozenset[tuple[str, int]]]:
        """Bring the rows up to date.

        Gives what was generated in the rows that the clerk is offered to let go, and the cells that are told to be
        missing, each by its row and column.
        """
        struck = {n: t for n, t in self.generated.struck.items() if n in self.table.rows and n not in self.new}
        base = self.base
        blank = ("",) * len(self.columns)
        mine: dict[str, Texts | None] = {number: base[number] for number in self.table.untouched}
        for number, row in self.table.rows.items():
            mine[number] = row.texts(base.get(number) or self.new.get(number) or blank)
        standing = {**self.table.untouched, **{number: row.element for number, row in self.table.rows.items()}}
        edited = {number: self.notes.edited(number, row) for number, row in self.table.rows.items()}
        for action in decide(base, mine, self.new, self.new if self.is_unknown else self.changed):
            number, fate = action.number, action.fate
            if fate in {Fate.INSERT, Fate.BRING_BACK}:
                self._insert(action, standing)
            elif fate is Fate.LEAVE_OUT:
                self.editor.record(Kind.KEPT, self.named(number), "it was taken out of the report and stays out")
            elif fate is Fate.SETTLE:
                self._settle(number, self.table.rows[number])
            elif self._drop(number, self.table.rows[number], is_edited=fate is Fate.STRIKE):
                struck[number] = base[number]
        for number in [number for number in self.new if number in edited]:
            self.notes.about_figures(number, self.table.rows[number], edited[number])
        struck |= {n: base[n] for n, copies in self.table.copies.items() if self._renew_copies(n, copies)}
        if self.table.box is not None:
            drop_empty_box(self.table.box)
        drop_empty_pieces(self.table.pieces)
        return struck, self._lost_cells()

    def _renew_copies(self, number: str, copies: Sequence[CurrentRow]) -> bool:
        """Bring up to date, or take out, each further row of an indicator; whether the removal of one is offered."""
        base = self.base.get(number)
        edited = [row for row in copies if base is None or not same_row(base, row.texts(base) or ())]
        if edited:
            what = f"its row stands {len(copies) + 1} times in the table, and not each says the same"
            self.editor.report(self.named(number), what, "keep one of them")
        if number in self.new:
            for row in copies:
                words = self.notes.edited(number, row)
                self._settle(number, row)
                self.notes.about_figures(number, row, words)
            return False
        dropped = [self._drop(number, row, is_edited=row in edited) for row in copies if number in self.generated.rows]
        return any(dropped)

    def named(self, number: str, column: int | None = None) -> str:
        """Give what a clerk calls a row, or a cell of it."""
        row = f"{self.name}, indicator {number}"
        if column is None:
            return row
        heading = self.headings[column] if column < len(self.headings) else ""
        return f"{row}, {heading or self.columns[column] or f'column {column + 1}'}"

    def _settle(self, number: str, row: CurrentRow) -> None:
        base = self.generated.rows.get(number) or self.generated.struck.get(number)
        new = self.new[number]
        for element in row.elements:
            self.editor.reviser.undelete_row(element)
        if not row.cells:
            return
        edited = self.notes.edited(number, row)
        self._settle_cells(number, row, base, new)
        self.notes.about_name(number, row, edited)

    def _settle_cells(self, number: str, row: CurrentRow, base: Texts | None, new: Texts) -> None:
        is_struck = row_mark(row.element, "del") is not None
        if is_struck or not row.is_regular:
            self.notes.forget(row.cells[0], notes.is_decision)
            if base is not None and same_row(base, new):
                self.editor.record(Kind.KEPT, self.named(number), "the row in the report stays")
            else:
                self.editor.tell(Place(self.named(number), row.cells[0]), "\n".join(new))
            return
        for n, place in enumerate(row.places):
            if place is not None:
                self._settle_cell(number, n, row.cells[place], None if base is None else base[n], new[n])
        if base is not None:
            self.notes.about_rating(number, row, base, new)

    def _settle_cell(self, number: str, column: int, cell: Element, base: str | None, new: str) -> None:
        place = Place(self.named(number, column), cell)
        outcome = self.editor.settle(place, base, new, whole=number in self.found.strangers)
        if outcome is Outcome.REPLACED and self.columns[column] == "rating":
            tint_cell(cell, self.rows[number].rating)
        if self.columns[column] == "commentary" and base is not None and not same_words(base, new):
            asked = notes.asks_for_commentary(new)
            self.notes.forget(cell, notes.is_asking)
            if asked and outcome is not Outcome.SAME:
                self.editor.comments.add(cell, asked)

    def _insert(self, action: RowAction, standing: dict[str, Element]) -> None:
        if self.prototype is None:
            self._tell_homeless(action.number)
            return
        row = self.rows[action.number]
        (item,) = self.prototype.elements([row], self.ids)
        element = next(item.iter(w("tr")))
        arranged(element, self.table, self.columns, self.prototype.columns, self.new[action.number])
        self.editor.reviser.insert_row(element)
        after = None if action.after is None else self._end(action.after, standing)
        following = (
            next((standing[number] for number in self.new if number in standing), None) if after is None else None
        )
        put_row(item, self.table, after, following)
        what = "a row was added as a tracked change"
        cells = list(element.iter(w("tc")))
        if action.fate is Fate.BRING_BACK:
            self.editor.comments.add(cells[0], notes.row_was_lacking() if self.is_unknown else notes.row_is_back())
            why = "the report lacks it" if self.is_unknown else "it was taken out, but its data changed"
            what = f"{why}; it is offered as a tracked change"
        commentary = next((c for c, n in zip(cells, self._shown(), strict=False) if n == "commentary"), None)
        asked = notes.asks_for_commentary("\n".join(row.cells.get("commentary", ())))
        if asked and commentary is not None:
            self.editor.comments.add(commentary, asked)
        self.editor.record(Kind.INSERTED, self.named(action.number), what, is_open=True)
        standing[action.number] = element

    def _end(self, number: str, standing: Mapping[str, Element]) -> Element | None:
        """Give the last row in which an indicator's goes on."""
        row = self.table.rows.get(number)
        return row.continued[-1] if row is not None and row.continued else standing.get(number)

    def _tell_homeless(self, number: str) -> None:
        """Say of a row of the data that the template has no place for it."""
        self.homeless.add(number)
        said = quoted(" | ".join(self.new[number]))
        what = f"the report lacks this row, and the template has no place for such rows; it would read {said}"
        self.editor.report(self.named(number), what, "put it in by hand, or give the template the table's controls")
        head = self.table.head
        note = notes.row_without_place(" | ".join(self.new[number]))
        if (
            head is not None
            and head.cells
            and note not in [said for _, said in self.editor.comments.ours(head.cells[0])]
        ):
            self.editor.comments.add(head.cells[0], note)

    def _shown(self) -> list[str]:
        """Give the column shown in each cell of a row as the table stands."""
        shown = [""] * self.table.width
        for column, place in zip(self.columns, self.table.places, strict=True):
            if place is not None:
                shown[place] = column
        return shown

    def _drop(self, number: str, row: CurrentRow, *, is_edited: bool) -> bool:
        """Take a row out; where somebody worked on it, offer to: give True."""
        if row_mark(row.element, "del") is not None:  # offered for deletion already, by us or by the clerk
            return False
        if row.is_merged:
            self.editor.comments.add(row.cells[0], notes.merged_row_is_over())
            what = f"{self._gone(number)}, and its cells are one with another row's; a comment says so"
            self.editor.record(Kind.TO_DECIDE, self.named(number), what, is_open=True)
            return True
        places = [Place("", cell) for cell in row.cells]
        is_edited = is_edited or any(cell_text(cell).strip() for cell in row.strange)
        if not is_edited and all(place.is_plain(self.editor.reviser, self.editor.comments) for place in places):
            for place in places:
                self.notes.forget(place.content, lambda _: True)
            _take_out(row)
            self.editor.record(Kind.REMOVED, self.named(number), self._gone(number))
            return False
        for element in row.elements:
            self.editor.reviser.delete_row(element)
        what = f"{self._gone(number)}, but was edited here; its removal is offered as a tracked change"
        self.editor.record(Kind.TO_DECIDE, self.named(number), what, is_open=True)
        return True

    def _gone(self, number: str) -> str:
        """Give why a row goes."""
        return f"it is not rated any more: {self.unrated[number]}" if number in self.unrated else _GONE

    def _lost_cells(self) -> frozenset[tuple[str, int]]:
        """Report each column that somebody took out and whose figures changed; give these, by row and column."""
        lost: set[tuple[str, int]] = set()
        for n, place in enumerate(self.table.places):
            changed = [
                number
                for number, texts in self.new.items()
                if place is None
                and number in self.generated.rows
                and number in self.table.rows
                and self.table.rows[number].is_regular
                and texts[n] != self.generated.rows[number][n]
            ]
            if changed:
                lost |= {(number, n) for number in changed}
                first = f"indicator {changed[0]} would now read {quoted(self.new[changed[0]][n])}"
                many = f"{first}, and {len(changed) - 1} more" if len(changed) > 1 else first
                self.editor.report(
                    f"{self.name}, {self.headings[n] if n < len(self.headings) else self.columns[n]}",
                    f"the column was taken out of the report; {many}",
                    "put it into the text if it should be told",
                )
        return frozenset(lost)


def _take_out(row: CurrentRow) -> None:
    """Take a row away, and its control with it; rows that somebody put into the same control stay."""
    for element in row.elements:
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    if row.item is None or row.item.getparent() is None:
        return
    if row.item.find(f".//{w('tr')}") is None:
        above = row.item.getparent()
        assert above is not None
        above.remove(row.item)
    else:
        Control(row.item).unwrap()

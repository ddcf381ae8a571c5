"""The rows of one table: what `rowmerge` says of each becomes edits here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from performance_index.list_lines import is_item
from performance_index.report import Row
from performance_index.word.deciding.account import Kind, quoted
from performance_index.word.deciding.columns import by_choice
from performance_index.word.deciding.current import CurrentRow, CurrentTable, Field, Handle
from performance_index.word.deciding.edits import InsertRow, ShapeLines, TidyTable, Tint
from performance_index.word.deciding.fields import FieldMerge
from performance_index.word.deciding.identity import Identities
from performance_index.word.deciding.merge import Outcome, same_words
from performance_index.word.deciding.plan import Plan
from performance_index.word.deciding.rowmerge import Fate, RowAction, Texts, decide_rows, same_row
from performance_index.word.deciding.rownotes import RowNotes
from performance_index.word.deciding.stale import FactChange
from performance_index.word.document import notes
from performance_index.word.state import TableState, plain_pattern
from performance_index.word.tags import CAPTIONS

_GONE = "the data have no row for it here any more"
"""Not in the index any more, or rated otherwise: the table does not tell which."""


@dataclass(slots=True)
class RowMerge:
    """One table, what was generated in it, and what the data say.

    `now` is what the data say in the columns of `generated`, `found` who its rows are about and `changed` what else
    changed of them. `rows` are those of the data, `made` the columns of the cells that the template makes of one; None
    where it makes none: `homeless` collects their numbers then. `is_unknown`: the report lost its record, so that
    nobody knows which rows were taken out of it. `unrated`: why indicators have no rating. `leaving`: columns that go
    as a whole. `whose` collects which row of the data each is that will stand, `struck` what was generated in the rows
    that the clerk is offered to let go, `missing_cells` those that somebody took out and that
    would read otherwise, each by its row and column.
    """

    plan: Plan
    table: CurrentTable
    tag: str
    generated: TableState
    now: TableState
    found: Identities
    changed: Mapping[str, Sequence[FactChange]]
    rows: Mapping[str, Row]
    made: tuple[str, ...] | None
    homeless: set[str]
    is_unknown: bool = False
    unrated: Mapping[str, str] = field(default_factory=dict)
    leaving: Collection[int] = ()
    whose: dict[Handle, Row] = field(default_factory=dict)
    struck: dict[str, Texts] = field(default_factory=dict)
    missing_cells: frozenset[tuple[str, int]] = frozenset()

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
        return RowNotes(self.plan, self.table, self.generated, self.now, self.found, self.changed, self.named)

    @property
    def headings(self) -> tuple[str, ...]:
        """The text generated above each of them."""
        return self.generated.headings

    def decide(self) -> None:
        """Plan what becomes of every row."""
        base, table = self.base, self.table
        self._restore()
        self.struck.update({n: t for n, t in self.generated.struck.items() if n in table.rows and n not in self.new})
        blank = ("",) * len(self.columns)
        mine: dict[str, Texts | None] = {number: base[number] for number in table.untouched}
        for number, row in table.rows.items():
            mine[number] = row.texts(base.get(number) or self.new.get(number) or blank)
        standing: dict[str, Handle] = {**table.untouched, **{number: row.element for number, row in table.rows.items()}}
        edited = {number: self.notes.edited(number, row) for number, row in table.rows.items()}
        was = {number: texts if number in mine else self._as_chosen(number, texts) for number, texts in base.items()}
        for action in decide_rows(was, mine, self.new, self.new if self.is_unknown else self.changed):
            self._do(action, standing)
        for number in [number for number in self.new if number in edited]:
            self.notes.about_figures(number, table.rows[number], edited[number])
        self.struck.update({n: base[n] for n, copies in table.copies.items() if self._merge_copies(n, copies)})
        if any(row in self.plan.gone for row in table.all_rows):
            self.plan.edit(TidyTable(table))
        self._tell_missing_cells()
        copies_ = [(number, row.element) for number, copies in table.copies.items() for row in copies]
        places = [*standing.items(), *copies_]
        self.whose.update({place: self.rows[number] for number, place in places if number in self.rows})

    def _as_chosen(self, number: str, texts: Texts) -> Texts:
        """Give what was generated in a row as it would be by today's choice of figures: that is no change of data."""
        new, chosen = self.new.get(number), by_choice(self.tag, self.columns)
        return texts if new is None else tuple(new[n] if n in chosen else said for n, said in enumerate(texts))

    def _restore(self) -> None:
        """Withdraw the suggestion to remove a row that the data have again."""
        for number in self.new:
            own = [self.table.rows[number]] if number in self.table.rows else []
            for row in (*own, *self.table.copies.get(number, ())):
                if row.is_struck:
                    self.plan.restore_row(row)

    def _do(self, action: RowAction, standing: dict[str, Handle]) -> None:
        number, fate = action.number, action.fate
        if fate in {Fate.INSERT, Fate.BRING_BACK}:
            self._insert(action, standing)
        elif fate is Fate.LEAVE_OUT:
            self._record_beside(action, Kind.KEPT, "it was taken out of the report and stays out", standing)
        elif fate is Fate.SETTLE:
            self._merge(number, self.table.rows[number])
        elif self._drop(number, self.table.rows[number], is_edited=fate is Fate.STRIKE):
            self.struck[number] = self.base[number]

    def _record(self, kind: Kind, number: str, what: str, row: CurrentRow) -> None:
        self.plan.record(kind, self.named(number), what, at=row.element, is_open=kind is Kind.TO_DECIDE)

    def _record_beside(self, action: RowAction, kind: Kind, what: str, standing: Mapping[str, Handle]) -> None:
        """Keep account of a row that does not stand there: after the one that it follows, or where rows begin."""
        after = None if action.after is None else self._end(action.after, standing)
        while isinstance(after, InsertRow):
            after = after.after
        head = None if self.table.head is None else self.table.head.element
        place = self.table.pieces[0] if after is None and head is None else head if after is None else after
        is_after, is_open = after is not None or head is not None, kind is Kind.INSERTED
        self.plan.record(kind, self.named(action.number), what, at=place, is_open=is_open, is_after=is_after)

    def _field(self, cell: Handle) -> Field:
        return self.plan.field(cell)

    def _merge_copies(self, number: str, copies: Sequence[CurrentRow]) -> bool:
        """Bring up to date, or take out, each further row of an indicator; whether the removal of one is offered."""
        base = self.base.get(number)
        edited = [row for row in copies if base is None or not same_row(base, row.texts(base) or ())]
        if edited:
            what = f"its row stands {len(copies) + 1} times in the table, and not each says the same"
            self.plan.report(self.named(number), what, "keep one of them")
        if number in self.new:
            for row in copies:
                words = self.notes.edited(number, row)
                self._merge(number, row)
                self.notes.about_figures(number, row, words)
            return False
        dropped = [self._drop(number, row, is_edited=row in edited) for row in copies if number in self.generated.rows]
        return any(dropped)

    def named(self, number: str, column: int | None = None) -> str:
        """Give what a clerk calls a row, or a cell of it."""
        row = f"{CAPTIONS[self.tag]}, indicator {number}"
        if column is None:
            return row
        return f"{row}, {self._heading(column) or f'column {column + 1}'}"

    def _heading(self, column: int) -> str:
        heading = self.headings[column] if column < len(self.headings) else ""
        return heading or self.columns[column]

    def _merge(self, number: str, row: CurrentRow) -> None:
        base = self.generated.rows.get(number) or self.generated.struck.get(number)
        new = self.new[number]
        if not row.cells:
            return
        edited = self.notes.edited(number, row)
        self._merge_cells(number, row, base, new)
        self.notes.about_name(number, row, edited)

    def _merge_cells(self, number: str, row: CurrentRow, base: Texts | None, new: Texts) -> None:
        if (row.is_struck and row.element not in self.plan.restored) or not row.is_regular:
            first = self._field(row.cells[0])
            self.plan.drop_comments(first, notes.is_decision)
            if base is not None and same_row(base, new):
                self._record(Kind.KEPT, number, "the row in the report stays", row)
            else:
                FieldMerge(self.plan, self.named(number), first, None, "\n".join(new)).tell()
            return
        for n, place in enumerate(row.places):
            if place is not None and n not in self.leaving:
                self._merge_cell(number, n, row.cells[place], None if base is None else base[n], new[n])
        if base is not None:
            self.notes.about_rating(number, row, base, new)

    def _merge_cell(self, number: str, column: int, cell: Handle, base: str | None, new: str) -> None:
        at, name = self._field(cell), self.columns[column]
        kind = Kind.RENUMBERED if name == "no" and number in self.found.keys.values() else Kind.REPLACED
        kind = Kind.RENAMED if name == "indicator" and number in self.found.reworded else kind
        is_whole = number in self.found.strangers
        outcome = FieldMerge(self.plan, self.named(number, column), at, base, new, None, is_whole, kind).decide()
        if outcome is Outcome.REPLACED and name == "rating":
            self.plan.edit(Tint(cell, self.rows[number].rating))
        if self.plan.texts.get(cell) == new and self.now.shown[column] == plain_pattern("commentary"):
            items = frozenset(n for n, line in enumerate(self.rows[number].cells[name]) if is_item(line))
            self.plan.edit(ShapeLines(cell, items))
        if name == "commentary" and base is not None and not same_words(base, new):
            asked = notes.asks_for_commentary(new)
            self.plan.drop_comments(at, notes.is_asking)
            if asked and outcome is not Outcome.SAME:
                self.plan.comment(at, asked)

    def _insert(self, action: RowAction, standing: dict[str, Handle]) -> None:
        if self.made is None:
            self._tell_homeless(action.number)
            return
        row = self.rows[action.number]
        after = None if action.after is None else self._end(action.after, standing)
        others = (standing[number] for number in self.new if number in standing)
        following = next(others, None) if after is None else None
        what, comments = "a row was added as a tracked change", []
        if action.fate is Fate.BRING_BACK:
            comments.append(("", notes.row_was_lacking() if self.is_unknown else notes.row_is_back()))
            why = "the report lacks it" if self.is_unknown else "it was taken out, but its data changed"
            what = f"{why}; it is offered as a tracked change"
        asked = notes.asks_for_commentary("\n".join(row.cells.get("commentary", ())))
        comments += [("commentary", asked)] if asked else []
        texts = self.new[action.number]
        edit = InsertRow(self.table, self.tag, row, self.columns, texts, after, following, comments)
        self.plan.edit(edit)
        self._record_beside(action, Kind.INSERTED, what, standing)
        standing[action.number] = edit

    def _end(self, number: str, standing: Mapping[str, Handle]) -> Handle | None:
        """Give the last row in which an indicator's goes on."""
        row = self.table.rows.get(number)
        return row.elements[-1] if row is not None else standing.get(number)

    def _tell_homeless(self, number: str) -> None:
        """Say of a row of the data that the template has no place for it."""
        self.homeless.add(number)
        said = " | ".join(self.new[number])
        what = f"the report lacks this row, and the template has no place for such rows; it would read {quoted(said)}"
        cure = "put it in by hand, or give the template the table's controls"
        self.plan.report(self.named(number), what, cure)
        head, note = self.table.head, notes.row_without_place(said)
        first = None if head is None or not head.cells else self._field(head.cells[0])
        if first is not None and note not in self.plan.notes(first):
            self.plan.comment(first, note)

    def _drop(self, number: str, row: CurrentRow, *, is_edited: bool) -> bool:
        """Take a row out; where somebody worked on it, offer to: give True."""
        if row.is_struck:  # offered for deletion already, by us or by the clerk
            return False
        cells, why = [self._field(cell) for cell in row.cells], self._gone(number)
        if row.is_merged:
            self.plan.comment(cells[0], notes.merged_row_is_over())
            what = f"{why}, and its cells are one with another row's; a comment says so"
            self._record(Kind.TO_DECIDE, number, what, row)
            return True
        is_edited = is_edited or any(self._field(cell).text.strip() for cell in row.strange)
        if not is_edited and all(cell.is_plain for cell in cells):
            for cell in cells:
                self.plan.drop_comments(cell, lambda _: True)
            self.plan.remove_row(row)
            self._record(Kind.REMOVED, number, why, row)
            return False
        self.plan.strike_row(row)
        what = f"{why}, but was edited here; its removal is offered as a tracked change"
        self._record(Kind.TO_DECIDE, number, what, row)
        return True

    def _gone(self, number: str) -> str:
        """Give why a row goes."""
        return f"it is not rated any more: {self.unrated[number]}" if number in self.unrated else _GONE

    def _tell_missing_cells(self) -> None:
        """Report each column that somebody took out and whose figures changed."""
        told: set[tuple[str, int]] = set()
        rows, was = self.table.rows, self.generated.rows
        regular = [n for n in self.new if n in was and n in rows and rows[n].is_regular]
        for column, place in enumerate(self.table.places):
            is_gone = place is None and column not in self.leaving
            changed = [n for n in regular if self.new[n][column] != was[n][column]] if is_gone else []
            if changed:
                told |= {(number, column) for number in changed}
                first = f"indicator {changed[0]} would now read {quoted(self.new[changed[0]][column])}"
                many = f"{first}, and {len(changed) - 1} more" if len(changed) > 1 else first
                what = f"the column was taken out of the report; {many}"
                cure = "put it into the text if it should be told"
                self.plan.report(f"{CAPTIONS[self.tag]}, {self._heading(column)}", what, cure)
        self.missing_cells = frozenset(told)

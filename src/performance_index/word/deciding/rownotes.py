"""What is said beside rows of a table: of ratings, figures and names that changed where somebody's words did not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from performance_index.word.deciding.account import Kind, quoted
from performance_index.word.deciding.current import CurrentRow, CurrentTable, Field
from performance_index.word.deciding.identity import Identities
from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.plan import Plan
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.deciding.stale import FactChange, quotes
from performance_index.word.document import notes
from performance_index.word.state import TableState


@dataclass(frozen=True, slots=True)
class RowNotes:
    """Of one table: `generated` and what the data say `now`; `named` is what a clerk calls a row, or a cell of it.

    `found` tells who its rows are about, `changed` what the data say otherwise of each.
    """

    plan: Plan
    table: CurrentTable
    generated: TableState
    now: TableState
    found: Identities
    changed: Mapping[str, Sequence[FactChange]]
    named: Callable[..., str]

    @property
    def columns(self) -> tuple[str, ...]:
        """The column shown in each cell that was generated."""
        return self.generated.columns

    def edited(self, number: str, row: CurrentRow) -> list[Field]:
        """Give the cells of a row in which somebody has been at work; of a row of another shape, the first."""
        base = self.generated.rows.get(number) or self.generated.struck.get(number)
        if base is None:
            return []
        cells = list(map(self.plan.field, row.cells))
        if not row.is_regular:
            return cells[:1]
        ours = [(cells[place], base[n]) for n, place in enumerate(row.places) if place is not None]
        edited = [cell for cell, said in ours if not same_words(self.plan.text(cell), said)]
        return edited + [cell for cell in map(self.plan.field, row.strange) if cell.text.strip()]

    def about_name(self, number: str, row: CurrentRow, edited: Sequence[Field]) -> None:
        """Say beside words of the clerk's that the data have another indicator under the number, or another name."""
        plan = self.plan
        if edited and number in self.found.reworded:
            old, new = map(quoted, self.found.reworded[number])
            plan.report(self.named(number), f"its name was {old} and is now {new}", "check the edited words")
        if number not in self.found.strangers:
            return
        old, new = self.found.strangers[number]
        cells = map(plan.field, row.cells)
        at_home = {cell.handle for cell in cells if plan.drop_comments(cell, notes.is_about_name(new))}
        asked = [cell for cell in edited if cell.handle not in at_home]
        for cell in asked:
            if not any(map(notes.is_written_for, plan.notes(cell))):
                plan.comment(cell, notes.written_for(old, new))
        if asked:
            what = f"words were written here for {quoted(old)}, and the number now belongs to {quoted(new)}"
            plan.record(Kind.TO_DECIDE, self.named(number), what, at=asked[0].handle, is_open=True)
            plan.report(self.named(number), what, "read them, change or delete them, then delete the comments")

    def about_figures(self, number: str, row: CurrentRow, edited: Sequence[Field]) -> None:
        """Ask whether words of the clerk's, or any that quote it, hold still for a figure that changed."""
        changes = self.changed.get(number, ())
        if not changes or number in self.found.strangers:
            return
        asked: list[Field] = []
        were_edited = {cell.handle for cell in edited}
        for column, cell in self._words(row):
            before, after = (self._said(table, number, column) for table in (self.generated, self.now))
            is_new = before is None or after is None or not same_words(before, after)
            is_clerks = cell.handle in were_edited and column is not None and not is_new
            is_quoting = (cell.handle in were_edited or not is_new) and quotes(self.plan.text(cell), changes)
            if (is_clerks and not self._is_asked(row)) or is_quoting:
                self.plan.drop_comments(cell, notes.is_about_figures)
                asked += [cell] if self.plan.comment(cell, notes.figures_changed(changes)) else []
        if asked:
            what = f"{notes.told(changes)}; a comment asks whether the words still hold"
            self.plan.record(Kind.TO_DECIDE, self.named(number), what, at=asked[0].handle, is_open=True)

    def _words(self, row: CurrentRow) -> list[tuple[int | None, Field]]:
        """Give the cells of a row that hold somebody's words, each with its column, None for one that is not ours."""
        if not row.is_regular:
            return [(None, self.plan.field(cell)) for cell in row.cells]
        ours: list[tuple[int | None, Field]] = [
            (n, self.plan.field(row.cells[place]))
            for n, place in enumerate(row.places)
            if place is not None and self.columns[n] in {"commentary", "reason"}
        ]
        return [*ours, *((None, self.plan.field(cell)) for cell in row.strange)]

    def _said(self, table: TableState, number: str, column: int | None) -> str | None:
        texts = table.rows.get(number)
        return "" if column is None else None if texts is None else texts[column]

    def _is_asked(self, row: CurrentRow) -> bool:
        """Whether the comment on a rating that changed asks already whether the commentary fits."""
        said = (text for cell in map(self.plan.field, row.cells) for text in self.plan.notes(cell))
        return any(map(notes.is_about_rating, said))

    def about_rating(self, number: str, row: CurrentRow, base: Texts, new: Texts) -> None:
        """Say beside a rating that changed that the words about it did not."""
        if "rating" not in self.columns:
            return
        at = self.columns.index("rating")
        place = self.table.places[at]
        if place is None or notes.is_same_rating(base[at], new[at]):
            return
        cell = self.plan.field(row.cells[place])
        self.plan.drop_comments(cell, notes.is_about_rating)
        told = [n for n, column in enumerate(self.columns) if column == "commentary"]
        if told and all(same_words(base[n], new[n]) for n in told) and not notes.asks_for_commentary(new[told[0]]):
            self.plan.comment(cell, notes.rating_changed(base[at], new[at]))
            what = "it changed and the commentary did not; a comment asks whether that still fits"
            self.plan.record(Kind.TO_DECIDE, self.named(number, at), what, at=cell.handle, is_open=True)

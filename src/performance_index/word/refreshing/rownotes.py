"""What is said beside rows of a table: of ratings, figures and names that changed where somebody's words did not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from performance_index.word.deciding.identity import Identities
from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.deciding.stale import FactChange, quotes
from performance_index.word.document import notes
from performance_index.word.document.comments import Comments
from performance_index.word.reading.currenttable import CurrentTable
from performance_index.word.reading.rows import CurrentRow, cell_text
from performance_index.word.refreshing.editing import Editor
from performance_index.word.refreshing.outcome import Kind, quoted
from performance_index.word.state import TableState


@dataclass(frozen=True, slots=True)
class RowNotes:
    """Of one table: `generated` and what the data say `now`; `named` is what a clerk calls a row, or a cell of it.

    `found` tells who its rows are about, `changed` what the data say otherwise of each.
    """

    editor: Editor
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

    @property
    def comments(self) -> Comments:
        """The comments of the document."""
        return self.editor.comments

    def edited(self, number: str, row: CurrentRow) -> list[Element]:
        """Give the cells of a row in which somebody has been at work; of a row of another shape, the first."""
        base = self.generated.rows.get(number) or self.generated.struck.get(number)
        if base is None:
            return []
        if not row.is_regular:
            return list(row.cells[:1])
        ours = [(row.cells[place], base[n]) for n, place in enumerate(row.places) if place is not None]
        edited = [cell for cell, said in ours if not same_words(cell_text(cell), said)]
        return edited + [cell for cell in row.strange if cell_text(cell).strip()]

    def about_name(self, number: str, row: CurrentRow, edited: Sequence[Element]) -> None:
        """Say beside words of the clerk's that the data have another indicator under the number, or another name."""
        if edited and number in self.found.reworded:
            old, new = map(quoted, self.found.reworded[number])
            self.editor.report(self.named(number), f"its name was {old} and is now {new}", "check the edited words")
        if number not in self.found.strangers:
            return
        old, new = self.found.strangers[number]
        at_home = [cell for cell in row.cells if self.forget(cell, notes.is_about_name(new))]
        asked = [cell for cell in edited if cell not in at_home]
        for cell in asked:
            if not any(notes.is_written_for(said) for _, said in self.comments.ours(cell)):
                self.comments.add(cell, notes.written_for(old, new))
        if asked:
            what = f"words were written here for {quoted(old)}, and the number now belongs to {quoted(new)}"
            self.editor.record(Kind.TO_DECIDE, self.named(number), what, is_open=True)
            self.editor.report(self.named(number), what, "read them, change or delete them, then delete the comments")

    def about_figures(self, number: str, row: CurrentRow, edited: Sequence[Element]) -> None:
        """Ask whether words of the clerk's, or any that quote it, hold still for a figure that changed."""
        changes = self.changed.get(number, ())
        if not changes or number in self.found.strangers:
            return
        asked = False
        for column, cell in self._words(row):
            before, after = (self._said(table, number, column) for table in (self.generated, self.now))
            is_new = before is None or after is None or not same_words(before, after)
            is_clerks = cell in edited and column is not None and not is_new
            if (is_clerks and not self._is_asked(row)) or (
                (cell in edited or not is_new) and quotes(cell_text(cell), changes)
            ):
                self.forget(cell, notes.is_about_figures)
                asked |= self.comments.add(cell, notes.figures_changed(changes))
        if asked:
            what = f"{notes.told(changes)}; a comment asks whether the words still hold"
            self.editor.record(Kind.TO_DECIDE, self.named(number), what, is_open=True)

    def _words(self, row: CurrentRow) -> list[tuple[int | None, Element]]:
        """Give the cells of a row that hold somebody's words, each with its column, None for one that is not ours."""
        if not row.is_regular:
            return [(None, cell) for cell in row.cells]
        ours: list[tuple[int | None, Element]] = [
            (n, row.cells[place])
            for n, place in enumerate(row.places)
            if place is not None and self.columns[n] == "commentary"
        ]
        return [*ours, *((None, cell) for cell in row.strange)]

    def _said(self, table: TableState, number: str, column: int | None) -> str | None:
        texts = table.rows.get(number)
        return "" if column is None else None if texts is None else texts[column]

    def _is_asked(self, row: CurrentRow) -> bool:
        """Whether the comment on a rating that changed asks already whether the commentary fits."""
        said = (text for cell in row.cells for _, text in self.comments.ours(cell))
        return any(notes.is_about_rating(text) for text in said)

    def about_rating(self, number: str, row: CurrentRow, base: Texts, new: Texts) -> None:
        """Say beside a rating that changed that the words about it did not."""
        if "rating" not in self.columns:
            return
        at = self.columns.index("rating")
        place = self.table.places[at]
        if place is None or notes.is_same_rating(base[at], new[at]):
            return
        self.forget(row.cells[place], notes.is_about_rating)
        told = [n for n, column in enumerate(self.columns) if column == "commentary"]
        if told and all(same_words(base[n], new[n]) for n in told) and not notes.asks_for_commentary(new[told[0]]):
            self.comments.add(row.cells[place], notes.rating_changed(base[at], new[at]))
            what = "it changed and the commentary did not; a comment asks whether that still fits"
            self.editor.record(Kind.TO_DECIDE, self.named(number, at), what, is_open=True)

    def forget(self, cell: Element, is_meant: notes.IsMeant) -> bool:
        """Take away our comments of a kind; whether there were some."""
        found = [comment for comment, said in self.comments.ours(cell) if is_meant(said)]
        for comment in found:
            self.comments.remove(comment)
        return bool(found)

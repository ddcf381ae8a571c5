"""The edits of a plan, done in the document: one function for each kind. No rule is in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import cast

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.word.asking import ask_for_commentary
from performance_index.word.deciding.current import Handle
from performance_index.word.deciding.edits import (
    Comment,
    DropComments,
    Edit,
    InsertPart,
    InsertRow,
    Patch,
    PutInColumn,
    RemovePart,
    RemoveRow,
    RemoveTable,
    Replace,
    ReplacePart,
    ReplaceValue,
    Retag,
    ShapeLines,
    StrikePart,
    StrikeRow,
    TakeOutColumn,
    TidyTable,
    Tint,
)
from performance_index.word.document.comments import Comments
from performance_index.word.document.controls import Control, find_controls, rewrite
from performance_index.word.document.lists import shape_line
from performance_index.word.document.revisions import Reviser
from performance_index.word.document.suggestions import withdraw
from performance_index.word.document.wordml import w
from performance_index.word.reading.currenttable import CurrentTable
from performance_index.word.reading.rows import CurrentRow
from performance_index.word.rows import PrototypeRow, tint_cell
from performance_index.word.writing.columns import put_in, take_out
from performance_index.word.writing.parts import copied, part_tables, remove_table
from performance_index.word.writing.patching import patch
from performance_index.word.writing.tablerows import (
    arranged,
    columns_shown,
    drop_empty_box,
    drop_empty_pieces,
    put_row,
    take_out_row,
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into one document: `prototypes` make its rows, by table, and `ids` number its controls.

    `_inserted` holds the rows and parts that were put in, by their edit.
    """

    document: Document
    reviser: Reviser
    comments: Comments
    prototypes: Mapping[str, PrototypeRow]
    ids: Iterator[int]
    _inserted: dict[Handle, Element] = field(default_factory=dict)

    def write(self, edits: Iterable[Edit]) -> None:
        """Do these edits, one after the other."""
        for edit in edits:
            self._do(edit)

    @singledispatchmethod
    def _do(self, edit: Edit) -> None:
        msg = f"nobody knows how to do {edit}"
        raise TypeError(msg)

    @_do.register
    def _(self, edit: Replace) -> None:
        lines, place = edit.text.split("\n"), self._place(edit.place)
        if place.tag == w("sdt"):
            Control(place).write(lines)
        else:
            rewrite(place, lines, is_inline=False)
        self._suggest_again(place, is_wanted=edit.is_suggested)

    @_do.register
    def _(self, edit: ReplaceValue) -> None:
        place = self._place(edit.place)
        control = Control(place)
        if edit.value is None:
            control.write((edit.prompt or "",))
            if edit.prompt is not None:
                control.show_as_prompt()
        else:
            control.write_value(edit.value)
        self._suggest_again(place, is_wanted=edit.is_suggested)

    @_do.register
    def _(self, edit: ReplacePart) -> None:
        place = self._place(edit.place)
        content = _content(place)
        made = copied(self._place(edit.part.handle), self.document, self.ids)
        for child in list(content):
            content.remove(child)
        content.extend(list(Control(made).content))
        self._suggest_again(place, is_wanted=edit.is_suggested)

    def _suggest_again(self, place: Element, *, is_wanted: bool) -> None:
        if is_wanted:
            self.reviser.offer_again(_content(place))

    @_do.register
    def _(self, edit: Patch) -> None:
        content = _content(self._place(edit.place))
        if edit.is_withdrawn:
            withdraw(content, self.reviser)
        if edit.pieces:
            patch(content, edit.pieces, self.reviser if edit.is_suggested else None)

    @_do.register
    def _(self, edit: ShapeLines) -> None:
        for n, line in enumerate(self._place(edit.cell).findall(w("p"))):
            shape_line(line, is_item=n in edit.items)

    @_do.register
    def _(self, edit: Tint) -> None:
        tint_cell(self._place(edit.cell), edit.rating)

    @_do.register
    def _(self, edit: Comment) -> None:
        place, is_inline = self._commented(edit.place)
        self.comments.add(place, edit.said, is_inline=is_inline)

    @_do.register
    def _(self, edit: DropComments) -> None:
        place, is_inline = self._commented(edit.place)
        for number, said in self.comments.ours(place, is_inline=is_inline):
            if edit.is_meant(said):
                self.comments.remove(number)

    def _commented(self, handle: Handle) -> tuple[Element, bool]:
        """Give what a comment is put on, and whether that is a control inside a line."""
        place = self._place(handle)
        is_inline = place.tag == w("sdt") and Control(place).is_inline
        return (place if is_inline else _content(place)), is_inline

    @_do.register
    def _(self, edit: Retag) -> None:
        control = Control(self._place(edit.place))
        if edit.like is None:
            control.give_tag(edit.tag)
        else:
            control.retag(Control(self._place(edit.like.handle)))

    @_do.register
    def _(self, edit: RemovePart) -> None:
        Control(self._place(edit.place)).remove()

    @_do.register
    def _(self, edit: StrikePart) -> None:
        content = _content(self._place(edit.place))
        if edit.back:
            self.reviser.undelete_paragraphs(content)
        else:
            self.reviser.delete_paragraphs(content)

    @_do.register
    def _(self, edit: InsertPart) -> None:
        original = self._place(edit.part.handle)
        if edit.rows:
            rows = self.prototypes[edit.part.tag].elements(edit.rows, self.ids)
            find_controls(original)[f"{edit.part.tag}.rows"][0].content.extend(rows)
        made = copied(original, self.document, self.ids)
        beside = self._place(edit.beside)
        if edit.is_after:
            beside.addnext(made)
        else:
            beside.addprevious(made)
        part_tables(made)
        if edit.is_suggested:
            self.reviser.insert_paragraphs(Control(made).content)
        if edit.rows:
            elements = list(made.iter(w("tr")))[-len(edit.rows) :]
            ask_for_commentary(self.comments, elements, self.prototypes[edit.part.tag], edit.rows)
        self._inserted[edit] = made

    @_do.register
    def _(self, edit: InsertRow) -> None:
        table, prototype = _table(edit.table), self.prototypes[edit.tag]
        (item,) = prototype.elements([edit.row], self.ids)
        element = next(item.iter(w("tr")))
        after, following = (None if one is None else self._place(one) for one in (edit.after, edit.following))
        like = table.like(following if after is None else after)
        shown: list[str] = []
        if like is not None:
            arranged(element, like, edit.columns, prototype.columns, edit.texts)
            shown = columns_shown(like, edit.columns)
        self.reviser.insert_row(element)
        put_row(item, table, after, following)
        cells = list(element.iter(w("tc")))
        for column, said in edit.comments:
            at = next((n for n, one in enumerate(shown) if one == column), None) if column else 0
            if at is not None and at < len(cells):
                self.comments.add(cells[at], said)
        self._inserted[edit] = element

    @_do.register
    def _(self, edit: RemoveRow) -> None:
        take_out_row(_row(edit.row))

    @_do.register
    def _(self, edit: StrikeRow) -> None:
        for element in _row(edit.row).elements:
            if edit.back:
                self.reviser.undelete_row(element)
            else:
                self.reviser.delete_row(element)

    @_do.register
    def _(self, edit: RemoveTable) -> None:
        remove_table(_table(edit.table).pieces[0], [Control(self._place(frame.handle)) for frame in edit.frames])

    @_do.register
    def _(self, edit: PutInColumn) -> None:
        places = {self._place(handle): row for handle, row in edit.rows.items()}
        rows = {next(place.iter(w("tr"))): row for place, row in places.items()}
        put_in(edit, _table(edit.table), self.prototypes[edit.tag], rows, self.ids)

    @_do.register
    def _(self, edit: TakeOutColumn) -> None:
        take_out(edit, _table(edit.table))

    @_do.register
    def _(self, edit: TidyTable) -> None:
        table = _table(edit.table)
        if table.box is not None:
            drop_empty_box(table.box)
        drop_empty_pieces(table.pieces)

    def _place(self, handle: Handle) -> Element:
        """Give the place of a handle, or of what was put in."""
        return self._inserted[handle] if isinstance(handle, Edit) else cast("Element", handle)


def _content(place: Element) -> Element:
    """Give what holds the words: of a control its content, else a cell or a line itself."""
    return Control(place).content if place.tag == w("sdt") else place


def _table(table: object) -> CurrentTable:
    assert isinstance(table, CurrentTable)
    return table


def _row(row: object) -> CurrentRow:
    assert isinstance(row, CurrentRow)
    return row

"""A column put into a table of the report, in the template's look, or taken out of it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from performance_index.report import Row
from performance_index.word.deciding.edits import PutInColumn, TakeOutColumn
from performance_index.word.document.controls import forget_identity, rewrite
from performance_index.word.document.grid import cells_of
from performance_index.word.document.tablecolumns import put_in_column, take_out_column, widths_of
from performance_index.word.document.wordml import w
from performance_index.word.reading.currenttable import CurrentTable
from performance_index.word.rows import PrototypeRow
from performance_index.word.tags import FAVOURED
from performance_index.word.writing.tablerows import empty_like


def put_in(
    edit: PutInColumn, table: CurrentTable, prototype: PrototypeRow, rows: Mapping[Element, Row], ids: Iterator[int]
) -> None:
    """Put a column into a table: `rows` gives, by its `w:tr`, the row of the data; another's cell is empty."""
    head = table.head
    assert head is not None
    made = {
        element: cells_of(next(item.iter(w("tr"))))
        for element, item in zip(rows, prototype.elements(list(rows.values()), ids), strict=True)
    }
    which, width = prototype.columns.index(edit.column), table.width
    place = width if edit.at is None else edit.at
    beside = max(place - 1, 0)

    def cell(row: Element) -> Element:
        like = cells_of(row)[beside]
        if row is head.element:
            heading = copy.deepcopy(like)
            forget_identity(heading)
            rewrite(heading, (edit.heading,), is_inline=False)
            return heading
        return made[row][which] if row in made else empty_like(like)

    pattern = next(iter(made.values()), [])
    put_in_column(table.pieces[0], place, cell, _widths(edit, table, prototype, pattern, place))


def take_out(edit: TakeOutColumn, table: CurrentTable) -> None:
    """Take a column out of a table; the columns of words share its width."""
    at = table.places[edit.column]
    assert at is not None
    places = dict(zip(edit.columns, table.places, strict=True))
    favoured = [place for one in FAVOURED if (place := places.get(one)) is not None]
    take_out_column(table.pieces[0], at, favoured)


def _widths(
    edit: PutInColumn, table: CurrentTable, prototype: PrototypeRow, pattern: list[Element], place: int
) -> list[int]:
    """Give the widths of all columns: the template's of those that it has, in as much room as the table takes."""
    own = widths_of(table.pieces[0])
    designed = dict(zip(prototype.columns, map(_width, pattern), strict=False))
    widths = [*own[:place], designed.get(edit.column, 0) or min(own), *own[place:]]
    for column, at in zip(edit.columns, table.places, strict=True):
        if at is not None and designed.get(column):
            widths[at + (at >= place)] = designed[column]
    share = sum(own) / sum(widths)
    return [round(width * share) for width in widths]


def _width(cell: Element) -> int:
    own = cell.find(f"{w('tcPr')}/{w('tcW')}")
    said = "" if own is None else own.get(w("w"), "")
    return int(said) if said.isdigit() else 0

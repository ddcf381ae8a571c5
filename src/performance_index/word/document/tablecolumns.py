"""A column is taken out of a table or put into one, and the widths of the others make up for it.

Only in a table of which each row has one cell for each column: nobody can tell which cells are a column's in another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from lxml.etree import _Element as Element

from performance_index.word.document.grid import cells_of, rows_of
from performance_index.word.document.wordml import w

_SPANS = (w("gridSpan"), w("hMerge"), w("vMerge"))
_NARROW = 400
"""The least that a column is left with, in twentieths of a point: a letter and the cell's margins."""


def is_regular(table: Element) -> bool:
    """Whether each row has one cell for each column of the grid, and no cell is merged with another."""
    columns, rows = _grid(table), rows_of(table)
    same = all(len(cells_of(row)) == len(columns) for row in rows)
    return bool(columns) and same and next(table.iter(*_SPANS, w("gridBefore"), w("gridAfter")), None) is None


def take_out_column(table: Element, at: int, favoured: Collection[int]) -> None:
    """Take the cells of a column out of every row; the favoured ones share its width, else the widest has it."""
    widths = [_width(one) for one in _grid(table)]
    others = [n for n in favoured if n != at]
    others = others or [max((n for n in range(len(widths)) if n != at), key=lambda n: widths[n])]
    share = widths[at] // len(others)
    for n in others:
        widths[n] += share
    widths[others[-1]] += widths[at] - share * len(others)
    for row in rows_of(table):
        _take_out(cells_of(row)[at])
    for grid in table.findall(w("tblGrid")):
        grid.remove(_grid(table)[at])
    set_widths(table, widths[:at] + widths[at + 1 :])


def put_in_column(table: Element, at: int, made: Callable[[Element], Element], widths: Sequence[int]) -> None:
    """Put a cell before this place of every row, or at its end: `made` gives it for the row.

    `widths` are those of all columns then.
    """
    for row in rows_of(table):
        cells, cell = cells_of(row), made(row)
        if at < len(cells):
            _outermost(cells[at]).addprevious(cell)
        else:
            _outermost(cells[-1]).addnext(cell)
    grid = table.find(w("tblGrid"))
    assert grid is not None
    grid.insert(at, grid.makeelement(w("gridCol")))
    set_widths(table, widths)


def set_widths(table: Element, widths: Sequence[int]) -> None:
    """Give the columns of a table, and its cells, these widths."""
    for column, width in zip(_grid(table), widths, strict=True):
        column.set(w("w"), f"{width}")
    for row in rows_of(table):
        for cell, width in zip(cells_of(row), widths, strict=True):
            own = cell.find(f"{w('tcPr')}/{w('tcW')}")
            if own is not None:
                own.set(w("w"), f"{width}")
                own.set(w("type"), "dxa")


def widths_of(table: Element) -> list[int]:
    """Give the widths of the columns as the grid has them, in twentieths of a point."""
    return [_width(one) for one in _grid(table)]


def _grid(table: Element) -> list[Element]:
    return table.findall(f"{w('tblGrid')}/{w('gridCol')}")


def _width(column: Element) -> int:
    said = column.get(w("w"), "")
    return max(int(said), _NARROW) if said.isdigit() else _NARROW


def _take_out(cell: Element) -> None:
    """Take a cell away, with the controls that are around it and nothing else."""
    going = _outermost(cell)
    row = going.getparent()
    assert row is not None
    row.remove(going)


def _outermost(cell: Element) -> Element:
    """Give what stands in the row for a cell: the control around it and no other, or itself."""
    around = cell
    for above in cell.iterancestors():
        if above.tag == w("tr"):
            break
        if above.tag == w("sdt") and len(cells_of(above)) == 1:
            around = above
    return around

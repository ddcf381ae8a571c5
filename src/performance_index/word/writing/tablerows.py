"""A new row made to fit the table as it stands, and put at its place in the order of the index."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control, forget_identity, rewrite
from performance_index.word.document.wordml import w, w15
from performance_index.word.reading.currenttable import CurrentTable
from performance_index.word.reading.rows import CurrentRow


def arranged(row: Element, like: CurrentRow, columns: Sequence[str], made: Sequence[str], texts: Sequence[str]) -> None:
    """Give a new row the cells that another has, in its order and widths; one of a strange column is empty.

    `columns` are those of the row's places, with their `texts`; `made` those of the new row's cells.
    """
    cells = list(row.iterchildren(w("tc")))
    if not like.cells:
        return
    by_column = {column or f"{n}": cell for n, (column, cell) in enumerate(zip(made, cells, strict=False))}
    by_place = {
        place: by_column.get(column or f"{n}")
        for n, (column, place) in enumerate(zip(columns, like.places, strict=True))
        if place is not None
    }
    written = {place: said for said, place in zip(texts, like.places, strict=True) if place is not None and said}
    for cell in cells:
        row.remove(cell)
    for place, own in enumerate(like.cells):
        found = by_place.get(place)
        if found is None:
            found = _written(cells[-1], written[place]) if place in written else empty_like(own)
        row.append(_as_wide(found, own))


def columns_shown(like: CurrentRow, columns: Sequence[str]) -> list[str]:
    """Give the column shown in each cell of a row made like another, '' for one of somebody's own."""
    shown = [""] * like.width
    for column, place in zip(columns, like.places, strict=True):
        if place is not None:
            shown[place] = column
    return shown


def take_out_row(row: CurrentRow) -> None:
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


def put_row(item: Element, table: CurrentTable, anchor: Element | None, following: Element | None) -> None:
    """Put a new row, in its control, after a row of the table, else before one, else where rows begin."""
    box = table.box
    beside = following if anchor is None else anchor
    if beside is None:
        (table.pieces[0] if box is None else box).append(_bare(item) if box is None else item)
        return
    begin = Control(item).tag.partition(":")[0]
    around = (beside, *beside.iterancestors(w("sdt")))
    place = next((one for one in around if box is not None and one.getparent() is box), None)
    if place is None:  # in another piece of the table, a row may have its control still
        place = next((one for one in around[1:] if Control(one).tag.startswith(f"{begin}:")), None)
    made = _bare(item) if place is None else item
    place = beside if place is None else place
    if anchor is None:
        place.addprevious(made)
    else:
        place.addnext(made)


def drop_empty_box(box: Element) -> None:
    """Take the control around the rows away where no row is left in it: Word wants one there."""
    if box.find(f".//{w('tr')}") is None:
        control = box.getparent()
        above = None if control is None else control.getparent()
        if control is not None and above is not None:
            above.remove(control)


def drop_empty_pieces(pieces: Sequence[Element]) -> None:
    """Take a piece that was cut from a table away where no row is left in it: Word wants one there."""
    for piece in pieces[1:]:
        above = piece.getparent()
        if above is not None and piece.find(f".//{w('tr')}") is None:
            above.remove(piece)
            if above.tag == w("tc") and (len(above) == 0 or above[-1].tag != w("p")):
                above.append(above.makeelement(w("p")))


def without_row_controls(block: Element) -> None:
    """Take the controls around rows away, for a document that does not know what they are."""
    for element in reversed(list(block.iter(w("sdt")))):
        if element.find(f"{w('sdtPr')}/{w15('repeatingSection')}") is not None or (
            element.find(f"{w('sdtPr')}/{w15('repeatingSectionItem')}") is not None
        ):
            Control(element).unwrap()


def _bare(item: Element) -> Element:
    row = item.find(f".//{w('tr')}")
    assert row is not None
    return row


def _as_wide(cell: Element, like: Element) -> Element:
    width, own = like.find(f"{w('tcPr')}/{w('tcW')}"), cell.find(f"{w('tcPr')}/{w('tcW')}")
    if width is not None and own is not None:
        own.attrib.update(width.attrib)
    return cell


def _written(like: Element, said: str) -> Element:
    """Give a cell in the style of another."""
    cell = copy.deepcopy(like)
    forget_identity(cell)
    rewrite(cell, said.split("\n"), is_inline=False)
    return cell


def empty_like(like: Element) -> Element:
    """Give an empty cell as wide as another."""
    cell = like.makeelement(w("tc"))
    properties = like.find(w("tcPr"))
    if properties is not None:
        kept = copy.deepcopy(properties)
        for child in list(kept):
            if child.tag not in {w("tcW"), w("gridSpan")}:
                kept.remove(child)
        cell.append(kept)
    cell.append(cell.makeelement(w("p")))
    forget_identity(cell)
    return cell

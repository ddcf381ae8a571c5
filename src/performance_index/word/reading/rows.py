"""A row of a table as it is current: its cells by column, and the rows below in which cells of it go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.document.revisions import row_mark
from performance_index.word.document.wordml import text, w

_TR, _TRPR, _TC = (w(name) for name in ("tr", "trPr", "tc"))
_MERGED = f"{w('tcPr')}/{w('vMerge')}"


@dataclass(frozen=True, slots=True)
class CurrentRow:
    """One row; `item` is the control around it, None where that is gone, and `tag` the tag of that.

    `places` gives for each generated column the place of its cell, None where somebody took it out, and `width` the
    number of cells that the headings promise. `continued` are the rows below in which cells of this one go on, as they
    do where somebody split a cell. `is_merged`: cells of it are one with those of another indicator's row.
    `is_in_doubt`: its number and its control say one indicator, and its name another.
    """

    element: Element
    item: Element | None
    tag: str = ""
    places: tuple[int | None, ...] = ()
    width: int = 0
    continued: tuple[Element, ...] = ()
    is_merged: bool = False
    is_in_doubt: bool = False

    @property
    def cells(self) -> tuple[Element, ...]:
        """The cells, those in controls too."""
        return _cells(self.element)

    @property
    def elements(self) -> tuple[Element, ...]:
        """The row, and those in which it is continued."""
        return (self.element, *self.continued)

    @property
    def is_struck(self) -> bool:
        """Whether it is struck out already, by us or by the clerk."""
        return row_mark(self.element, "del") is not None

    @property
    def is_regular(self) -> bool:
        """Whether the row has the cells that the headings promise, none merged, and is surely its indicator's."""
        reach = max((place for place in self.places if place is not None), default=-1)
        return reach < len(self.cells) == self.width and not self.is_merged and not self.is_in_doubt

    @property
    def strange(self) -> list[Element]:
        """Give the cells that are of no column we generated: of a column of the clerk's, or split from one of ours."""
        beside = [cell for n, cell in enumerate(self.cells) if n not in self.places]
        return beside + [cell for row in self.continued for cell in _cells(row) if not _goes_on(cell)]

    def texts(self, generated: Sequence[str]) -> Texts | None:
        """Give the text of each column, what was `generated` for one that is gone; None for a row of another shape."""
        if not self.is_regular:
            return None
        cells = self.cells
        return tuple(
            said if place is None else cell_text(cells[place])
            for said, place in zip(generated, self.places, strict=True)
        )

    def text_at(self, place: int | None) -> str:
        """Give the text of the cell at a place; nothing where there is none."""
        cells = () if place is None else self.cells
        return "" if place is None or place >= len(cells) else cell_text(cells[place])


def cell_text(cell: Element) -> str:
    """Give the text of a cell."""
    return text(cell)


def said_in(cell: Element, row: Element) -> str:
    """Give what a cell says; in a row that is struck out, what is struck out too."""
    if row_mark(row, "del") is None:
        return cell_text(cell)
    return "".join(part.text or "" for part in cell.iter(w("t"), w("delText")))


def _cells(row: Element) -> tuple[Element, ...]:
    cells = tuple(row.iterchildren(_TC))
    if not cells or len(cells) == len(row) - (row[0].tag == _TRPR):
        return cells
    return tuple(cell for cell in row.iter(_TC) if next(cell.iterancestors(_TR)) is row)


def _goes_on(cell: Element) -> bool:
    """Whether a cell is one with the cell above: what it says does not show."""
    merged = cell.find(_MERGED)
    return merged is not None and merged.get(w("val"), "continue") == "continue"


def joined(
    rows: Sequence[CurrentRow], identity: Iterable[int | None], places: Sequence[int | None]
) -> Iterator[CurrentRow]:
    """Give the rows, those in which a row goes on with that row: the cells that tell whom it is about are one there.

    Cells of two indicators that somebody made one are known too: then neither row can be compared cell by cell.
    """
    at = [place for place in identity if place is not None]
    last: CurrentRow | None = None
    for row in rows:
        cells = _cells(row.element) if row.element.find(f".//{_MERGED}") is not None else ()
        going_on = [n for n, cell in enumerate(cells) if _goes_on(cell)]
        is_merged = any(n in places or None in places for n in going_on)
        if last is not None and going_on and all(n in going_on for n in at if n < len(cells)):
            last = replace(last, continued=(*last.continued, row.element))
            continue
        if last is not None:
            yield replace(last, is_merged=True) if is_merged else last
        last = replace(row, is_merged=True) if is_merged else row
    if last is not None:
        yield last

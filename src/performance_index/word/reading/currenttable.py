"""A table as it stands in the document: which row is which indicator's, and which cell is which column's.

Rows are known by the tag of their control, and where that is gone by their number; columns by their headings. So rows
may have been moved, doubled or deleted, and columns moved, widened or taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.document.controls import Control
from performance_index.word.document.revisions import row_mark
from performance_index.word.document.wordml import text, w
from performance_index.word.reading.untouched import find_untouched
from performance_index.word.rows import row_tag
from performance_index.word.state import TableState

_T, _TR, _TRPR, _TC, _SDT, _CONTENT = (w(name) for name in ("t", "tr", "trPr", "tc", "sdt", "sdtContent"))


@dataclass(frozen=True, slots=True)
class CurrentRow:
    """One row; `item` is the control around it, None where that is gone."""

    element: Element
    item: Element | None

    @property
    def cells(self) -> tuple[Element, ...]:
        """The cells, those in controls too."""
        cells = tuple(self.element.iterchildren(_TC))
        if not cells or len(cells) == len(self.element) - (self.element[0].tag == _TRPR):
            return cells
        return tuple(cell for cell in self.element.iter(_TC) if next(cell.iterancestors(_TR)) is self.element)


@dataclass(frozen=True, slots=True)
class CurrentTable:
    """One table.

    `places` gives for each generated column the place of its cell in a row, None where somebody took it out. `width`
    is the number of cells in the headings' row. `box` is what holds the rows in their control, None where that is gone.
    `untouched` holds the controls of rows that say what was generated and what the data say, `rows` the other rows of
    indicators, and `copies` more rows of the same ones; a person's own are in none of them, but in `others`.
    """

    element: Element
    head: CurrentRow | None
    places: tuple[int | None, ...]
    width: int
    box: Element | None
    untouched: Mapping[str, Element]
    rows: Mapping[str, CurrentRow]
    copies: Mapping[str, Sequence[CurrentRow]] = field(default_factory=dict)
    others: Sequence[CurrentRow] = ()

    def is_regular(self, row: CurrentRow) -> bool:
        """Whether the row has the cells that the headings promise, none merged or split."""
        return len(row.cells) == self.width

    def strange(self, row: CurrentRow) -> list[Element]:
        """Give the cells of a row that are of no column we generated."""
        return [cell for n, cell in enumerate(row.cells) if n not in self.places]

    def texts(self, row: CurrentRow, generated: Sequence[str]) -> Texts | None:
        """Give the text of each column, what was `generated` for one that is gone; None for a row of another shape."""
        cells = row.cells
        if len(cells) != self.width:
            return None
        return tuple(
            said if place is None else cell_text(cells[place])
            for said, place in zip(generated, self.places, strict=True)
        )


def read_table(
    element: Element,
    table: str,
    generated: TableState,
    new: Mapping[str, Texts],
    settled: Mapping[str, Texts] | None = None,
) -> CurrentTable:
    """Give a table as it stands; `new` are the rows of the data, `settled` those that are about whom they were."""
    columns, headings, known = generated.columns, generated.headings, {**generated.rows, **generated.struck}
    tagged: dict[str, list[CurrentRow]] = {}
    rest: list[CurrentRow] = []
    begin = row_tag(table, "")
    box = _box(element, f"{table}.rows")
    untouched, others = (
        ({}, []) if box is None else find_untouched(box, begin, generated.rows, new if settled is None else settled)
    )
    found = _rows(element, box, others)
    tags = {row.item: Control(row.item).tag for row in found if row.item is not None}
    for row in found:
        tag = "" if row.item is None else tags[row.item]
        if tag.startswith(begin) and len(tag) > len(begin):
            tagged.setdefault(tag.removeprefix(begin), []).append(row)
        else:
            rest.append(row)
    head = max(rest, key=lambda row: _likeness(row, headings), default=None)
    if head is not None and headings and not _likeness(head, headings):
        head = rest[0] if rest[0] is found[0] else None
    places, width = _places(head, headings, len(columns))
    rest = [row for row in rest if row is not head]
    at = {name: places[columns.index(name)] if name in columns else None for name in ("no", "indicator")}
    rows: dict[str, CurrentRow] = {}
    copies: dict[str, list[CurrentRow]] = {}
    for number, alike in tagged.items():
        best = alike[0] if len(alike) == 1 else _best(alike, number, at["no"], places, known.get(number))
        rows[number] = best
        for row in alike:
            if row is not best and _is_copy(row, number, at, columns, known.get(number)):
                copies.setdefault(number, []).append(row)
    number_at = at["no"]
    own: list[CurrentRow] = []
    for row in rest:
        number = "" if number_at is None else _number(row, number_at)
        if number and number not in rows and number not in untouched and (number in known or number in new):
            rows[number] = row
        elif number in known and number_at is not None and _says_some(row, places, known[number], number_at):
            copies.setdefault(number, []).append(row)
        else:
            own.append(row)
    return CurrentTable(element, head, places, width, box, untouched, rows, copies, own)


def renumber(table: CurrentTable, tag: str, keys: Mapping[str, str]) -> CurrentTable:
    """Give a table whose rows go by other numbers, and their controls too."""
    if not keys:
        return table
    both = [*table.rows.items(), *((number, row) for number, alike in table.copies.items() for row in alike)]
    for number, row in both:
        if number in keys and row.item is not None:
            Control(row.item).give_tag(row_tag(tag, keys[number]))
    rows = {number: row for number, row in table.rows.items() if number in keys or number not in keys.values()}
    copies = {keys.get(number, number): alike for number, alike in table.copies.items()}
    return replace(table, rows={keys.get(number, number): row for number, row in rows.items()}, copies=copies)


def find_table(
    root: Element, controls: Mapping[str, Sequence[Control]], table: str, headings: Collection[Sequence[str]]
) -> list[Element]:
    """Give the tables of this kind: those in its control, else where its rows are, else under one of these headings."""
    begin = row_tag(table, "")
    inside = [
        max(found, key=lambda one: _box(one, f"{table}.rows") is not None)  # the first, unless another has our rows
        for control in controls.get(table, ())
        if (found := _tables(control.content))
    ]
    if inside:
        return inside
    for tag, around in controls.items():
        if tag == f"{table}.rows" or tag.startswith(begin):
            above = next(around[0].element.iterancestors(w("tbl")), None)
            if above is not None:
                return [above]
    for candidate in root.iter(w("tbl")) if headings else ():
        first = next(candidate.iterchildren(_TR), None)
        said = [] if first is None else [cell_text(cell) for cell in CurrentRow(first, None).cells]
        if any(heads and all(any(same_words(head, one) for one in said) for head in heads) for heads in headings):
            return [candidate]  # columns may have been added or moved
    return []


def _tables(content: Element) -> list[Element]:
    return list(content.iterchildren(w("tbl"))) or list(content.iter(w("tbl")))


def cell_text(cell: Element) -> str:
    """Give the text of a cell."""
    return text(cell)


def _rows(element: Element, box: Element | None, in_box: Sequence[Element]) -> list[CurrentRow]:
    """Give the rows of a table, those in controls too, but none of a table inside it; of the box, only those given."""
    found: list[CurrentRow] = []
    _gather(element, None, found, box, in_box)
    return found


def _gather(
    element: Element, item: Element | None, found: list[CurrentRow], box: Element | None, in_box: Sequence[Element]
) -> None:
    for child in in_box if element is box else element:
        if child.tag == _TR:
            found.append(CurrentRow(child, item))
        elif child.tag == _SDT:
            content = child.find(_CONTENT)
            if content is not None:
                _gather(content, child, found, box, in_box)


def _number(row: CurrentRow, at: int) -> str:
    """Give the number in a row; in one that is struck out, the number that is struck out too."""
    cells = row.cells
    if len(cells) <= at:
        return ""
    if row_mark(row.element, "del") is None:
        return cell_text(cells[at]).strip()
    return "".join(part.text or "" for part in cells[at].iter(_T, w("delText"))).strip()


def _box(table: Element, tag: str) -> Element | None:
    for child in table.iterchildren(w("sdt")):
        control = Control(child)
        if control.tag == tag:
            return control.content
    return None


def _likeness(row: CurrentRow, headings: Sequence[str]) -> int:
    said = [cell_text(cell) for cell in row.cells]
    return sum(any(same_words(heading, one) for one in said) for heading in headings)


def _places(head: CurrentRow | None, headings: Sequence[str], columns: int) -> tuple[tuple[int | None, ...], int]:
    """Find each column by its heading; one whose heading was edited, where it was if nothing else is there."""
    if head is None or len(headings) != columns:
        return tuple(range(columns)), columns if head is None else len(head.cells)
    said = [cell_text(cell) for cell in head.cells]
    places: list[int | None] = []
    for heading in headings:
        free = (n for n, one in enumerate(said) if n not in places and same_words(one, heading))
        places.append(next(free, None))
    for n, heading in enumerate(headings):  # somebody added to it
        if places[n] is None and heading.strip():
            places[n] = next((at for at, one in enumerate(said) if at not in places and heading in one), None)
    left = [n for n in range(len(said)) if n not in places] if len(said) == columns else []
    for n, place in enumerate(places):
        if place is None and n in left:
            places[n] = n
            left.remove(n)
    if len(left) == 1:
        places[places.index(None)] = left[0]
    return tuple(places), len(said)


def _is_copy(
    row: CurrentRow,
    number: str,
    at: Mapping[str, int | None],
    columns: Sequence[str],
    known: Sequence[str] | None,
) -> bool:
    """Whether one more row with a tag is about its indicator still, by its number or else by its name."""
    own = "" if at["no"] is None else _number(row, at["no"])
    if own or known is None or at["indicator"] is None:
        return own == number
    return len(row.cells) > at["indicator"] and same_words(
        cell_text(row.cells[at["indicator"]]), known[columns.index("indicator")]
    )


def _says_some(row: CurrentRow, places: Sequence[int | None], known: Sequence[str], but: int) -> bool:
    """Whether a row says anything that was generated besides its number."""
    said = [cell_text(row.cells[n]) for n in places if n is not None and n != but and n < len(row.cells)]
    return any(one.strip() and same_words(one, other) for one in said for other in known)


def _best(
    found: Sequence[CurrentRow],
    number: str,
    number_at: int | None,
    places: Sequence[int | None],
    known: Sequence[str] | None,
) -> CurrentRow:
    """Give, of rows with one tag, the one that is the indicator's: Word's + and a copy repeat the tag."""

    def likeness(row: CurrentRow) -> tuple[int, bool]:
        said = [None if place is None or place >= len(row.cells) else cell_text(row.cells[place]) for place in places]
        alike = sum(one is not None and same_words(one, other) for one, other in zip(said, known or (), strict=False))
        return alike, number_at is not None and number_at < len(row.cells) and cell_text(row.cells[number_at]) == number

    return max(found, key=likeness)  # the first of equals

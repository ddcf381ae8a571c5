"""A table as it is current in the document: which row is which indicator's, and which cell is which column's.

A row is known by the name of its indicator, else by the tag of its control, else by its number; columns by their
headings and their cells. So rows may have been moved, doubled, deleted or pasted over one another, and columns moved,
widened or taken out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from performance_index.indicator import folded
from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.document.controls import Control
from performance_index.word.document.grid import cells_of, rows_of
from performance_index.word.document.tablecolumns import is_regular
from performance_index.word.document.wordml import w
from performance_index.word.reading.columns import find_by_cells, find_by_content, find_head, find_places
from performance_index.word.reading.rows import CurrentRow, joined, said_in
from performance_index.word.reading.tables import FoundTables
from performance_index.word.reading.untouched import find_untouched
from performance_index.word.rows import row_tag
from performance_index.word.state import TableState

_TBL, _TR, _SDT, _CONTENT = (w(name) for name in ("tbl", "tr", "sdt", "sdtContent"))


@dataclass(frozen=True, slots=True)
class CurrentTable:
    """One table of ours, in one piece or cut into some.

    `places` and `width` are those of its first piece (see CurrentRow). `box` is what holds the rows in their control,
    None where that is gone. `untouched` holds the controls of rows that say what was generated and what the data say,
    `rows` the other rows of indicators, and `copies` more rows of the same ones; a person's own are in none of them,
    but in `others`. `cut` are its other pieces as each was read.
    """

    pieces: tuple[Element, ...]
    head: CurrentRow | None
    places: tuple[int | None, ...]
    width: int
    box: Element | None
    untouched: Mapping[str, Element]
    rows: Mapping[str, CurrentRow]
    copies: Mapping[str, Sequence[CurrentRow]] = field(default_factory=dict)
    others: Sequence[CurrentRow] = ()
    cut: Sequence[CurrentTable] = ()

    @property
    def all_rows(self) -> list[Element]:
        """Every row, of whatever kind."""
        return [row for piece in self.pieces for row in piece.iter(_TR)]

    @property
    def is_grid(self) -> bool:
        """Whether it is whole, under its headings, and each of its rows has one cell for each column."""
        return len(self.pieces) == 1 and self.head is not None and is_regular(self.pieces[0])

    def column(self, place: int) -> list[Element]:
        """Give the cells at a place of each row, where it is a grid."""
        return [cells_of(row)[place] for row in rows_of(self.pieces[0])]

    @property
    def numbers(self) -> set[str]:
        """Of which indicators there are rows."""
        return {*self.rows, *self.untouched}

    def like(self, beside: Element | None) -> CurrentRow | None:
        """Give a row that one beside another is made like, with the places of its piece; None where there is none."""
        around = () if beside is None else tuple(beside.iterancestors(_TBL))
        for piece in self.cut:
            if piece.pieces[0] in around:
                return piece.like(None)
        first = self.head or next(iter(self.rows.values()), None)
        if first is None:
            element = next(self.pieces[0].iter(_TR), None)
            first = None if element is None else CurrentRow(element, None)
        return None if first is None else replace(first, places=self.places, width=self.width)

    def with_piece(self, piece: CurrentTable) -> CurrentTable:
        """Give the table with one more piece of it; what stands here already is a copy there."""
        fresh = {number: row for number, row in piece.rows.items() if number not in self.numbers}
        copies = {number: [*rows] for number, rows in self.copies.items()}
        for number, row in piece.rows.items():
            copies.setdefault(number, []).extend([row] if number not in fresh else [])
        for number, rows in piece.copies.items():
            copies.setdefault(number, []).extend(rows)
        untouched = {number: item for number, item in piece.untouched.items() if number not in self.numbers}
        return replace(
            self,
            pieces=(*self.pieces, *piece.pieces),
            box=piece.box if self.box is None else self.box,
            untouched={**self.untouched, **untouched},
            rows={**self.rows, **fresh},
            copies={number: rows for number, rows in copies.items() if rows},
            others=[*self.others, *piece.others],
            cut=[*self.cut, piece],
        )


def read_table(  # noqa: PLR0913 - what was generated, what is new, and what is around
    element: Element,
    table: str,
    generated: TableState,
    new: Mapping[str, Texts],
    *,
    settled: Mapping[str, Texts] | None = None,
    like: CurrentTable | None = None,
) -> CurrentTable:
    """Give a table as it is current; `new` are the rows of the data, `settled` those that are about whom they were.

    `like` is what it is cut from: a piece without headings has the columns of the piece above.
    """
    columns, headings, known = generated.columns, generated.headings, {**generated.rows, **generated.struck}
    begin = row_tag(table, "")
    box = _box(element, f"{table}.rows")
    untouched, others = (
        ({}, []) if box is None else find_untouched(box, begin, generated.rows, new if settled is None else settled)
    )
    found = _rows(element, box, others)
    tags = {row.item: Control(row.item).tag for row in found if row.item is not None}
    tagged = {row: tag for row in found if row.item is not None and (tag := tags[row.item]).startswith(begin)}
    names = _names(generated)
    indicators = set(map(folded, generated.said("indicator").values()))
    free = [row for row in found if row not in tagged and not _names_one(row, indicators)]
    head = find_head(free, found, headings, is_piece=like is not None)
    places, width = find_places(head, headings, len(columns)) if head or like is None else (like.places, like.width)
    if head is None and like is not None:
        places = find_by_cells(places, found, known)
        width = max((len(row.cells) for row in found), default=width)
        places = tuple(None if place is None or place >= width else place for place in places)
    places = find_by_content(places, [row for row in found if row is not head], tags, begin, known)
    at = {name: places[columns.index(name)] if name in columns else None for name in ("no", "indicator", "what")}
    by_number: dict[str, list[CurrentRow]] = {}
    rest: list[CurrentRow] = []
    for row in joined([row for row in found if row is not head], at.values(), places):
        tag = "" if row.item is None else tags[row.item]
        seen = replace(row, tag=tag, places=places, width=width)
        tagged_for = tag.removeprefix(begin) if tag.startswith(begin) else ""
        named = names.get(folded(f"{_said(seen, at['indicator'])} {_said(seen, at['what'])}"), tagged_for)
        if tagged_for and named != tagged_for and _said(seen, at["no"]) == tagged_for:
            named, seen = tagged_for, replace(seen, is_in_doubt=True)
        (by_number.setdefault(named, []) if named else rest).append(seen)
    rows: dict[str, CurrentRow] = {}
    copies: dict[str, list[CurrentRow]] = {}
    own: list[CurrentRow] = []
    for number, alike in by_number.items():
        best = alike[0] if len(alike) == 1 else _best(alike, number, at["no"], known.get(number))
        rows[number] = best
        for row in [row for row in alike if row is not best]:
            is_copy = _is_copy(row, number, at, columns, known.get(number))
            (copies.setdefault(number, []) if is_copy else own).append(row)
    for row in rest:
        number = _said(row, at["no"])
        if number and number not in rows and number not in untouched and (number in known or number in new):
            rows[number] = row
        elif number in known and at["no"] is not None and _says_some(row, known[number], at["no"]):
            copies.setdefault(number, []).append(row)
        else:
            own.append(row)
    return CurrentTable((element,), head, places, width, box, untouched, rows, copies, own)


def read_tables(
    tables: FoundTables,
    table: str,
    generated: TableState,
    new: Mapping[str, Texts],
    settled: Mapping[str, Texts],
) -> list[CurrentTable]:
    """Give the tables of one kind as they are current: what was cut from one is a piece of the first."""
    found: list[CurrentTable] = []
    for element in tables.whole:
        one = read_table(element, table, generated, new, settled=settled, like=found[-1] if found else None)
        if found and found[-1].numbers.isdisjoint(one.numbers):
            found[-1] = found[-1].with_piece(one)
        else:
            found.append(one)
    for element in tables.pieces:
        found[0] = found[0].with_piece(read_table(element, table, generated, {}, settled=settled, like=found[0]))
    return found


def _names_one(row: CurrentRow, names: Collection[str]) -> bool:
    """Whether a cell of a row says the name of an indicator: it is no row of headings."""
    return any(folded(said_in(cell, row.element)) in names for cell in row.cells)


def _names(generated: TableState) -> dict[str, str]:
    """Give the numbers of the indicators by their names, where no two have one name."""
    said = {number: folded(name) for number, name in generated.names().items()}
    many = Counter(said.values())
    return {name: number for number, name in said.items() if name and many[name] == 1}


def renumbered_table(table: CurrentTable, keys: Mapping[str, str]) -> CurrentTable:
    """Give a table whose rows go by other numbers."""
    rows = {number: row for number, row in table.rows.items() if number in keys or number not in keys.values()}
    rows = {keys.get(number, number): row for number, row in rows.items()}
    copies = {keys.get(number, number): alike for number, alike in table.copies.items()}
    return replace(table, rows=rows, copies=copies)


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


def _said(row: CurrentRow, at: int | None) -> str:
    """Give what a cell says; in a row that is struck out, what is struck out too."""
    cells = () if at is None else row.cells
    return said_in(cells[at], row.element).strip() if at is not None and at < len(cells) else ""


def _box(table: Element, tag: str) -> Element | None:
    for child in table.iterchildren(w("sdt")):
        control = Control(child)
        if control.tag == tag:
            return control.content
    return None


def _is_copy(
    row: CurrentRow,
    number: str,
    at: Mapping[str, int | None],
    columns: Sequence[str],
    known: Sequence[str] | None,
) -> bool:
    """Whether one more row with a tag is about its indicator still, by its number or else by its name."""
    own = _said(row, at["no"])
    if own or known is None or at["indicator"] is None:
        return own == (number if known is None or "no" not in columns else known[columns.index("no")])
    return same_words(row.text_at(at["indicator"]), known[columns.index("indicator")])


def _says_some(row: CurrentRow, known: Sequence[str], but: int) -> bool:
    """Whether a row says anything that was generated besides its number."""
    said = [row.text_at(n) for n in row.places if n != but]
    return any(one.strip() and same_words(one, other) for one in said for other in known)


def _best(found: Sequence[CurrentRow], number: str, number_at: int | None, known: Sequence[str] | None) -> CurrentRow:
    """Give, of rows with one tag, the one that is the indicator's: Word's + and a copy repeat the tag."""

    def likeness(row: CurrentRow) -> tuple[int, bool]:
        said = [None if place is None else row.text_at(place) for place in row.places]
        alike = sum(one is not None and same_words(one, other) for one, other in zip(said, known or (), strict=False))
        return alike, row.text_at(number_at) == number

    return max(found, key=likeness)  # the first of equals

"""What the tables of a report say otherwise than the data: ratings, figures, rows that are gone, rows of nobody's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.controls import Control
from performance_index.word.document.notes import is_same_rating
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import on_one_line
from performance_index.word.reading.currenttable import CurrentTable, read_tables
from performance_index.word.reading.rows import CurrentRow, cell_text
from performance_index.word.reading.tables import find_tables
from performance_index.word.state import TableState
from performance_index.word.tags import TABLES

_EXACT = ("no", "rating", "actual", "target", "what", "previously", "now")
"""The columns of figures; of the others the words are the clerk's."""
BACK = "change it back, unless somebody decided so"
_OUT = "take the row out, unless somebody decided so"

Found = Iterator[tuple[Element, Finding]]


def untrue_tables(
    body: Element,
    controls: Mapping[str, Sequence[Control]],
    generated: Mapping[str, TableState],
    places: Whereabouts,
) -> Found:
    """Give each with its element; a row of which two things say that it is about two indicators is an error."""
    tables = find_tables(body, controls, generated, {tag: {was.headings} for tag, was in generated.items()})
    for tag, was in generated.items():
        current = read_tables(tables[tag], tag, was, {}, {})
        for one in current:
            yield from _table(tag, was, one, places)
        gone = [number for number in was.rows if not any(number in one.numbers for one in current)]
        if gone and not current:
            what = f"the table of {TABLES[tag]}, with {_indicators(gone)} in the data, is not in the report"
            cure = "put it back (make the report again), unless somebody decided so"
            yield body, _warning("the document", what, cure)
        elif gone:
            table = current[0].pieces[0]
            what = f"{_indicators(gone)}, which the data gave, {'is' if len(gone) == 1 else 'are'} not in the table"
            yield table, _warning(places.of(table), what, "put the row back, unless somebody decided so")


def numbers_in(
    body: Element, controls: Mapping[str, Sequence[Control]], generated: Mapping[str, TableState], tag: str
) -> set[str]:
    """The numbers of the indicators that a row of this table is about, as the document is now."""
    was = generated.get(tag)
    if was is None:
        return set()
    tables = find_tables(body, controls, generated, {one: {table.headings} for one, table in generated.items()})
    return {number for one in read_tables(tables[tag], tag, was, {}, {}) for number in (*one.rows, *one.copies)}


def _table(tag: str, was: TableState, current: CurrentTable, places: Whereabouts) -> Found:
    """Give each cell that says otherwise, and the rows that the data do not have there."""
    if "rating" in was.columns and current.places[was.columns.index("rating")] is None:
        what = "no column is known that says the rating, as the data have it"
        yield current.pieces[0], _warning(places.of(current.pieces[0]), what, "put it back, unless somebody decided so")
    copies = ((number, row) for number, alike in current.copies.items() for row in alike)
    for number, row in (*current.rows.items(), *copies):
        texts = was.rows.get(number)
        if texts is not None:
            yield from _row(number, row, was, texts, places)
        elif row.cells:
            place = _named(places.of(row.cells[0]), number)
            yield row.cells[0], _warning(place, f"the data have no row for it in the table of {TABLES[tag]}", _OUT)
    for row in current.others:
        said = cell_text(row.cells[0]) if row.cells else ""
        if any(map(str.isdigit, said)):
            what = f"the row {quoted(said)} is in the table of {TABLES[tag]}, and the data have none there"
            yield row.cells[0], _warning(places.of(row.cells[0]), what, _OUT)


def _row(number: str, row: CurrentRow, was: TableState, texts: Sequence[str], places: Whereabouts) -> Found:
    if row.is_in_doubt:
        place, name = _named(places.of(row.cells[0]), number), was.said("indicator").get(number, "")
        what = f"the row has the number of the indicator {quoted(name)} and the name of another"
        yield row.cells[0], Finding(severity=Severity.ERROR, place=place, what=what, cure="put right which it is about")
    elif not row.is_regular:
        yield from _odd_row(number, row, was, texts, places)
    else:
        for column in [column for column in _EXACT if column in was.columns]:
            at = was.columns.index(column)
            here = row.places[at]
            if here is not None:
                yield from _cell(number, row.cells[here], column, texts[at], places)


def _cell(number: str, cell: Element, column: str, wanted: str, places: Whereabouts) -> Found:
    said, expected = on_one_line(cell_text(cell)), on_one_line(wanted)
    if said != expected and not (column == "rating" and is_same_rating(said.capitalize(), expected)):
        what = f"it says {quoted(said) or 'nothing'}, and the data said {quoted(expected) or 'nothing'}"
        yield cell, _warning(_named(places.of(cell), number), what, BACK)


def _odd_row(number: str, row: CurrentRow, was: TableState, texts: Sequence[str], places: Whereabouts) -> Found:
    """Say of a row whose cells are merged or split what none of them says."""
    said = {on_one_line(cell_text(cell)).capitalize() for cell in row.cells}
    missing = [
        texts[at]
        for at, column in enumerate(was.columns)
        if column in _EXACT and not any(is_same_rating(one, on_one_line(texts[at]).capitalize()) for one in said)
    ]
    if missing and row.cells:
        what = f"its cells are merged or split, and none says what the data said: {', '.join(map(quoted, missing))}"
        yield row.cells[0], _warning(_named(places.of(row.cells[0]), number), what, BACK)


def _indicators(numbers: Collection[str]) -> str:
    return f"{'indicator' if len(numbers) == 1 else 'indicators'} {', '.join(numbers)}"


def _warning(place: str, what: str, cure: str) -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)


def _named(place: str, number: str) -> str:
    """A place in a table with the indicator's number, where the row's control does not say it."""
    return place if f"indicator {number}" in place else f"{place}, indicator {number}"

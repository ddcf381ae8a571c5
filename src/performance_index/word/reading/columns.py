"""Which cell of a row is which column's: by the headings, else by what the cells say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.reading.rows import CurrentRow, cell_text


def find_head(
    rest: Sequence[CurrentRow], found: Sequence[CurrentRow], headings: Sequence[str], *, is_piece: bool
) -> CurrentRow | None:
    """Give the row of headings; of a piece that was cut from a table, only one that says most of them."""
    head = max(rest, key=lambda row: _likeness(row, headings), default=None)
    if head is None or (is_piece and _likeness(head, headings) * 2 <= len(headings)):
        return None
    if headings and not _likeness(head, headings):
        return rest[0] if rest[0] is found[0] else None
    return head


def find_places(head: CurrentRow | None, headings: Sequence[str], columns: int) -> tuple[tuple[int | None, ...], int]:
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


def find_by_content(
    places: tuple[int | None, ...],
    rows: Sequence[CurrentRow],
    tags: Mapping[Element, str],
    begin: str,
    known: Mapping[str, Texts],
) -> tuple[int | None, ...]:
    """Find a column whose heading is not known by its cells: at one place more of them say what was generated."""
    if None not in places:
        return places
    cells = {
        tag.removeprefix(begin): [cell_text(cell) for cell in row.cells]
        for row in rows
        if row.item is not None and (tag := tags[row.item]).startswith(begin)
    }
    found = list(places)
    for n in [n for n, place in enumerate(places) if place is None]:
        said = [(here, known[number][n]) for number, here in cells.items() if number in known and known[number][n]]
        alike = Counter(
            at for here, one in said for at, cell in enumerate(here) if at not in found and same_words(cell, one)
        )
        (best, many), (_, next_most) = [*alike.most_common(2), (None, 0), (None, 0)][:2]
        found[n] = best if many > next_most and many * 2 > len(said) else None
    return tuple(found)


def _likeness(row: CurrentRow, headings: Sequence[str]) -> int:
    said = [cell_text(cell) for cell in row.cells]
    return sum(any(same_words(heading, one) for one in said) for heading in headings)

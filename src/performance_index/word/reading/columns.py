"""Which cell of a row is which column's: by the headings, else by what the cells say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import same_words
from performance_index.word.deciding.rowmerge import Texts
from performance_index.word.reading.rows import CurrentRow, cell_text, said_in


def find_head(
    rest: Sequence[CurrentRow], found: Sequence[CurrentRow], headings: Sequence[str], *, is_piece: bool
) -> CurrentRow | None:
    """Give the row of headings; of a piece that was cut from a table, only one that says most of them."""
    like = {row.element: likeness([said_in(cell, row.element) for cell in row.cells], headings) for row in rest}
    head = max(rest, key=lambda row: like[row.element], default=None)
    if head is None or (is_piece and like[head.element] * 2 <= len(headings)):
        return None
    if headings and not like[head.element]:
        return rest[0] if rest[0] is found[0] else None
    return head


def find_places(head: CurrentRow | None, headings: Sequence[str], columns: int) -> tuple[tuple[int | None, ...], int]:
    """Find each column by its heading; one whose heading was edited, where it was if nothing else is there."""
    if head is None or len(headings) != columns:
        return tuple(range(columns)), columns if head is None else len(head.cells)
    said = [said_in(cell, head.element) for cell in head.cells]
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
    tagged = {tags[row.item]: row for row in rows if row.item is not None and tags[row.item].startswith(begin)}
    by_number = {tag.removeprefix(begin): row for tag, row in tagged.items()}
    pairs = [([*map(cell_text, row.cells)], known[number]) for number, row in by_number.items() if number in known]
    found, votes = list(places), _votes(pairs, len(places))
    for n in [n for n, place in enumerate(places) if place is None]:
        free = Counter({at: many for at, many in votes[n].items() if at not in found})
        (best, many), (_, next_most) = [*free.most_common(2), (None, 0), (None, 0)][:2]
        found[n] = best if many > next_most and many * 2 > sum(bool(texts[n]) for _, texts in pairs) else None
    return tuple(found)


def find_by_cells(
    places: tuple[int | None, ...], rows: Sequence[CurrentRow], known: Mapping[str, Texts]
) -> tuple[int | None, ...]:
    """Find each column of a piece without headings by its cells; one that none of them tells, where it is above."""
    pairs: list[tuple[Sequence[str], Texts]] = []
    for row in rows:
        said = [said_in(cell, row.element) for cell in row.cells]
        texts = max(known.values(), key=lambda one: len({*said} & {*one} - {""}), default=())
        if len({*said} & {*texts} - {""}) > 1:
            pairs.append((said, texts))
    found = [vote.most_common(1)[0][0] if vote else None for vote in _votes(pairs, len(places))]
    taken = [place for place in found if place is not None]
    if len(set(taken)) < len(taken):
        return places
    return tuple(own if own is not None or usual in taken else usual for own, usual in zip(found, places, strict=True))


def _votes(pairs: Iterable[tuple[Sequence[str], Texts]], columns: int) -> list[Counter[int]]:
    """Give for each column at which place how many rows say what was generated in it; a row comes with its texts."""
    votes = [Counter[int]() for _ in range(columns)]
    for said, texts in pairs:
        for vote, wanted in zip(votes, texts, strict=False):
            vote.update(at for at, one in enumerate(said) if wanted and same_words(one, wanted))
    return votes


def likeness(said: Sequence[str], headings: Sequence[str]) -> int:
    """Give how many of the headings the cells of a row say."""
    return sum(any(same_words(heading, one) for one in said) for heading in headings)

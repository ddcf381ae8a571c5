"""Which tables of a document are ours: by their control, their rows' controls, their headings, or what the rows say.

A word processor may have dropped the controls, and somebody may have cut a table in two, put headings otherwise, or
pasted it elsewhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from performance_index.word.deciding.merge import same_words
from performance_index.word.document.controls import Control
from performance_index.word.document.grid import cells_of, rows_of
from performance_index.word.document.wordml import on_one_line, text, w
from performance_index.word.fill import COLUMNS
from performance_index.word.rows import row_tag
from performance_index.word.state import TableState

_ENOUGH = 3
"""So many cells that say what was generated in a row, and one at most that does not, and it is that row."""

Found = list[tuple[Element, bool]]
"""The tables of one kind, in the document's order, and whether each is one by more than what its rows say."""


def find_tables(
    root: Element,
    controls: Mapping[str, Sequence[Control]],
    generated: Mapping[str, TableState],
    headings: Mapping[str, Collection[Sequence[str]]],
) -> dict[str, Found]:
    """Give the tables of each kind that has some.

    `generated` is what was generated in each, `headings` what may stand above one, of every kind.
    """
    tables = list(root.iter(w("tbl")))
    owners: dict[Element, str] = {}
    for kind in COLUMNS:
        for table in _in_controls(kind, controls):
            owners.setdefault(table, kind)
    for kind in [kind for kind in generated if kind not in owners.values()]:
        under = [table for table in tables if table not in owners and _is_under(table, headings[kind])]
        if under:
            owners[max(under, key=lambda one: _known(one, generated[kind]))] = kind
    strong = set(owners)
    for table in tables:
        found = {kind: _known(table, was) for kind, was in generated.items()} if table not in owners else {}
        best = max(found, key=lambda kind: found[kind], default="")
        if best and found[best] and not any(_is_under(table, headings[kind]) for kind in headings.keys() - {best}):
            owners[table] = best
    return {kind: [(one, one in strong) for one in tables if owners.get(one) == kind] for kind in owners.values()}


def _in_controls(kind: str, controls: Mapping[str, Sequence[Control]]) -> Iterator[Element]:
    """Give the tables in which controls of rows of a kind stand; in its control without any of them, the first."""
    begin = row_tag(kind, "")
    around = [one for tag, some in controls.items() if tag == f"{kind}.rows" or tag.startswith(begin) for one in some]
    held = {table for one in around for table in itertools.islice(one.element.iterancestors(w("tbl")), 1)}
    yield from held
    for control in controls.get(kind, ()):
        inside = list(control.content.iterchildren(w("tbl"))) or list(control.content.iter(w("tbl")))
        if inside and held.isdisjoint(inside):
            yield inside[0]


def _is_under(table: Element, headings: Collection[Sequence[str]]) -> bool:
    """Whether the first row says all headings of one of these rows; columns may have been added or moved."""
    said = [text(cell) for row in rows_of(table)[:1] for cell in cells_of(row)]
    return any(heads and all(any(same_words(head, one) for one in said) for head in heads) for heads in headings)


def _known(table: Element, was: TableState) -> int:
    """Give how many cells of a table say what was generated, in rows that can be known by them."""
    return sum(_cells_known({on_one_line(text(cell)) for cell in cells_of(row)}, was) for row in rows_of(table))


def _cells_known(cells: Collection[str], was: TableState) -> int:
    """Give how many cells say what was generated in one row; 0 where these are too few to know it by."""
    most = 0
    for number, texts in was.rows.items():
        if number in cells:
            known = {on_one_line(one) for one in texts if one.strip()}
            here = len(known & set(cells))
            if here == len(known) > 1 or (here >= _ENOUGH and here >= len(known) - 1):
                most = max(most, here)
    return most

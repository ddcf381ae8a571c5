"""Which tables of a document are ours: by their control, their rows' controls, their headings, or what the rows say.

A word processor may have dropped the controls, and somebody may have cut a table in two, put headings otherwise, or
pasted it elsewhere. A table that only names our indicators, as an overview or the last period's, is somebody's own.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from performance_index.word.document.controls import Control
from performance_index.word.document.grid import cells_of, rows_of
from performance_index.word.document.wordml import on_one_line, text, w
from performance_index.word.reading.columns import likeness
from performance_index.word.reading.rows import said_in
from performance_index.word.rows import row_tag
from performance_index.word.state import TableState
from performance_index.word.tags import COLUMNS

Headings = Mapping[str, Collection[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class FoundTables:
    """The tables of one kind, in the document's order: each `whole` one, and `pieces` that were cut from one."""

    whole: list[Element] = field(default_factory=list)
    pieces: list[Element] = field(default_factory=list)


def find_tables(
    root: Element, controls: Mapping[str, Sequence[Control]], generated: Mapping[str, TableState], headings: Headings
) -> dict[str, FoundTables]:
    """Give the tables of each kind.

    `generated` is what was generated in each, `headings` what may stand above one, of every kind.
    """
    tables = list(root.iter(w("tbl")))
    owners: dict[Element, str] = {}
    for kind in COLUMNS:
        for table in _in_controls(kind, controls, headings.get(kind, ())):
            owners.setdefault(table, kind)
    for kind in [kind for kind in generated if kind not in owners.values()]:
        if (best := _best(kind, [one for one in tables if one not in owners], generated[kind], headings)) is not None:
            owners[best] = kind
    found = {kind: FoundTables([one for one in tables if owners.get(one) == kind]) for kind in COLUMNS}
    for kind, was in generated.items():
        free = [one for one in tables if one not in owners and found[kind].whole]
        there = {number for whole in found[kind].whole if free for number, _ in _known_rows(whole, was)}
        for table in free:
            if _is_piece(table, found[kind].whole[0], was, headings.get(kind, ()), there):
                owners[table] = kind
                found[kind].pieces.append(table)
                there |= {number for number, _ in _known_rows(table, was)}
    return found


def _in_controls(
    kind: str, controls: Mapping[str, Sequence[Control]], headings: Collection[Sequence[str]]
) -> Iterator[Element]:
    """Give the tables in which controls of rows of a kind stand; in its control without any of them, the first.

    One in its control that has our headings and no row left above what was cut from it is one too.
    """
    begin = row_tag(kind, "")
    around = [one for tag, some in controls.items() if tag == f"{kind}.rows" or tag.startswith(begin) for one in some]
    held = {table for one in around for table in itertools.islice(one.element.iterancestors(w("tbl")), 1)}
    yield from held
    for control in controls.get(kind, ()):
        inside = list(control.content.iter(w("tbl")))
        if not held.isdisjoint(inside):
            others = (one for one in inside if held.isdisjoint(one.iter(w("tbl"))))
            yield from (one for one in others if _is_mostly_under(one, headings))
        elif inside:
            yield next(control.content.iterchildren(w("tbl")), inside[0])


def _best(kind: str, tables: Sequence[Element], was: TableState, headings: Headings) -> Element | None:
    """Give the table under the headings of a kind in which the most rows are known, else one with half of the rows."""
    known = {table: len(_known_rows(table, was)) for table in tables}
    under = [table for table in tables if _is_under(table, headings.get(kind, ()))]
    if under:
        return max(under, key=lambda one: known[one])
    others = [one for name, some in headings.items() if name != kind for one in some]
    free = [table for table in tables if known[table] and not _is_under(table, others)]
    best = max(free, key=lambda one: known[one], default=None)
    return best if best is not None and known[best] * 2 >= len(was.rows) else None


def _is_under(table: Element, headings: Collection[Sequence[str]]) -> bool:
    """Whether the first row says all headings of one of these rows; columns may have been added or moved."""
    return any(heads and _headings_said(table, heads) == len(heads) for heads in headings)


def _is_mostly_under(table: Element, headings: Collection[Sequence[str]]) -> bool:
    """Whether the first row says more than half of the headings: somebody may have taken a column out."""
    return any(_headings_said(table, heads) * 2 > len(heads) for heads in headings)


def _headings_said(table: Element, headings: Sequence[str]) -> int:
    return likeness([text(cell) for row in rows_of(table)[:1] for cell in cells_of(row)], headings)


def _is_piece(
    table: Element, whole: Element, was: TableState, headings: Collection[Sequence[str]], there: Collection[str]
) -> bool:
    """Whether a table is what was cut from one: as wide, without headings of its own, and with none of its rows."""
    rows, above = rows_of(table), rows_of(whole)
    if not rows or not above or len(cells_of(rows[0])) != len(cells_of(above[0])):
        return False
    known = _known_rows(table, was)
    begins = bool(known) and (known[0][1] is rows[0] or _is_under(table, headings))
    return begins and not {number for number, _ in known} & set(there)


def _known_rows(table: Element, was: TableState) -> list[tuple[str, Element]]:
    """Give the rows that say what was generated: the name of the indicator, and all but one of the other cells."""
    names: dict[str, list[str]] = {}
    for its, name in was.said("indicator").items():
        names.setdefault(on_one_line(name), []).append(its)
    names.pop("", None)
    found = []
    for row in rows_of(table):
        said = {on_one_line(said_in(cell, row)) for cell in cells_of(row)}
        numbers = next((names[one] for one in said if one in names), ())
        known = {one: {*map(on_one_line, _texts(was, one))} - {""} for one in numbers}
        number = max(numbers, key=lambda one: len(known[one] & said), default=None)
        if number is not None and len(known[number] & said) >= max(2, len(known[number]) - 1):
            found.append((number, row))
    return found


def _texts(was: TableState, number: str) -> Sequence[str]:
    return was.rows.get(number) or was.struck.get(number, ())

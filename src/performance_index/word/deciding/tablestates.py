"""What was generated in a table and what the data say now, both in the columns that the document has."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from performance_index.report import Row
from performance_index.word.deciding.stale import FactChange
from performance_index.word.document.notes import is_same_rating
from performance_index.word.generated import table_state
from performance_index.word.state import TableState, plain_pattern

_FACTS = ("actual", "target", "status", "rating", "previously", "now")


def changed_facts(generated: TableState, now: TableState) -> dict[str, list[FactChange]]:
    """Give, by number, the figures, targets, statuses and ratings of which the data say something else now."""
    found: dict[str, list[FactChange]] = {}
    for name in _FACTS:
        old, new = generated.said(name), now.said(name)
        for number in generated.rows.keys() & now.rows.keys() & old.keys() & new.keys():
            if old[number] != new[number] and not (name == "rating" and is_same_rating(old[number], new[number])):
                found.setdefault(number, []).append((name, old[number], new[number]))
    return found


def table_states(
    base: TableState | None, drafted: TableState | None, headings: tuple[str, ...], rows: Iterable[Row]
) -> tuple[TableState, TableState]:
    """Give what was generated, and what the data say in its columns.

    `drafted` is the table as the template makes it, under these `headings`. A column that the template has no more is
    brought up to date all the same: the data know it.
    """
    if base is None:
        empty = drafted or TableState(columns=(), headings=headings, rows={})
        return replace(empty, rows={}, facts={}), empty
    if drafted is not None and drafted.columns == base.columns:
        return base, replace(drafted, headings=base.headings)
    patterns = base.patterns or tuple(_pattern(column, drafted) for column in base.columns)
    made = table_state(rows, base.columns, patterns, base.headings)
    kept = {number: _with_own_words(base, made, number) for number in made.rows}
    return replace(base, patterns=made.patterns), replace(made, rows=kept)


def _pattern(column: str, drafted: TableState | None) -> tuple[str, ...]:
    """Give the pattern of a column of which the state does not tell: version 0.1.0 did not keep it."""
    if drafted is not None and column and column in drafted.columns:
        return drafted.shown[drafted.columns.index(column)]
    return plain_pattern(column)


def _with_own_words(base: TableState, made: TableState, number: str) -> tuple[str, ...]:
    """Give a row's texts with what the template of before said in the cells that show no column."""
    texts = made.rows[number]
    before = base.rows.get(number)
    if before is None or base.patterns:
        return texts
    return tuple(old if not column else said for column, said, old in zip(base.columns, texts, before, strict=True))


def without_rows(table: TableState, numbers: Collection[str]) -> TableState:
    """Give a table without some rows."""
    rows = {number: texts for number, texts in table.rows.items() if number not in numbers}
    facts = {number: known for number, known in table.facts.items() if number not in numbers}
    return replace(table, rows=rows, facts=facts)

"""What is remembered of a generated table: the texts of its rows, and the facts that it does not show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from performance_index.list_lines import without_bullet
from performance_index.report import Row
from performance_index.word.document.wordml import clean
from performance_index.word.state import FACTS, TableState, plain_pattern


def table_state(
    rows: Iterable[Row], columns: tuple[str, ...], patterns: tuple[tuple[str, ...], ...], headings: tuple[str, ...]
) -> TableState:
    """Give the state of a table with these rows, whose cells show these columns in these patterns."""
    shown = set(patterns)
    facts = [name for name in FACTS if plain_pattern(name) not in shown]
    is_plain = patterns == tuple(map(plain_pattern, columns))
    made: dict[str, tuple[str, ...]] = {}
    told: dict[str, dict[str, str]] = {}
    for row in rows:
        number = clean(row.number)
        made[number] = tuple(text_of(row, pieces) for pieces in patterns)
        known = {name: text_of(row, plain_pattern(name)) for name in facts if name in row.cells}
        known |= {name: clean(said) for name, said in row.facts.items() if name in facts}
        told |= {number: known} if known else {}
    return TableState(columns=columns, headings=headings, rows=made, patterns=() if is_plain else patterns, facts=told)


def text_of(row: Row, pieces: Sequence[str]) -> str:
    """Give the text of one cell of a row: at even places what the template says, at odd places the name of a column."""
    if len(pieces) == 3 and not pieces[0] and not pieces[2]:
        return _said(row, pieces[1])
    return "".join(_said(row, piece) if n % 2 else piece for n, piece in enumerate(pieces))


def lines_of(row: Row, column: str) -> tuple[str, ...]:
    """Give the paragraphs of a column: at least one, because a cell without a paragraph is not a Word document."""
    return row.cells.get(column) or ("",)


def _said(row: Row, column: str) -> str:
    lines = [clean(without_bullet(line)) for line in lines_of(row, column)]
    return lines[0] if len(lines) == 1 else "\n".join(lines)

"""What the results of a row are kept as where nobody can rate it for sure: no colour, and in Why the first problem."""

from __future__ import annotations

from performance_index.check import errors_of
from performance_index.workbook import layout, rows
from performance_index.workbook.read import Reading
from performance_index.workbook.results import Answer
from performance_index.workbook.tables import TableCells


def kept_in_doubt(table: TableCells, reading: Reading) -> dict[int, dict[str, Answer]]:
    """By the position of each indicator in doubt, what each in-sheet function gives, as Excel will work it out."""
    assert reading.index is not None
    records = table.records()
    found: dict[int, dict[str, Answer]] = {}
    for position in sorted(reading.in_doubt):
        row = rows.Row(records[reading.places.rows[position]])
        rows.indicator(row, reading.index.rated[position].indicator.number, {})
        rows.override(row)
        problems = [f"{heading}: {problem}" for heading, problem in row.problems]
        problems += [str(finding) for finding in errors_of(reading.index.rated[position])]
        why = next(iter(problems), "the rule, or a profile, cannot be read")
        found[position] = {**dict.fromkeys(_FUNCTIONS, ""), "RAG": layout.UNSURE, "RAG_WHY": f"Check {why}"}
    return found


_FUNCTIONS = tuple(column.function for column in layout.RESULTS)

"""What a person typed where nothing reads it: below a table, in a column with another heading, under merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from performance_index.finding import Finding, Severity
from performance_index.workbook import layout
from performance_index.workbook.meanings import OPTION_WORDS, RULE_WORDS
from performance_index.workbook.merged import Merge
from performance_index.workbook.tables import TableCells

_CLOSELY = 5  # rows below a list within which what looks like a row of it is one
_LISTS = (layout.INDICATORS.name, layout.REPORT_TEXT.name, layout.PROFILES.name)
_WORDS = {
    layout.REPORT_DETAILS.name: frozenset(map(str.casefold, layout.DETAILS)),
    layout.RATING_RULE.name: frozenset(map(str.casefold, RULE_WORDS)),
    layout.OPTIONS.name: frozenset(map(str.casefold, OPTION_WORDS)),
}
"""Tables of words and values, with the words that begin a row of them."""


def overlooked(tables: Mapping[str, TableCells]) -> Iterator[Finding]:
    """For each table the first row below it that is meant for it, and the columns that nothing reads.

    A row is an error where it can be nothing else, and a warning where it is a whole row, or a number, further down.
    """
    for table in (tables[name] for name in (*_LISTS, *_WORDS) if name in tables):
        meant = [(row, found) for row, far, cells in table.below if (found := _meant(table, far, cells)) is not None]
        if meant:
            row, severity = next((one for one in meant if one[1] is Severity.ERROR), meant[0])
            what = f"what stands here is below the table {table.name}, so that nothing reads it"
            cure = "drag the table's lower right corner down over it, or move it away from the table"
            if severity is Severity.WARNING:
                cure = "if it belongs to the table, move it to the row below the table's last; else leave it"
            yield Finding(severity=severity, place=table.place(row, table.headings[0]), what=what, cure=cure)
    yield from _renamed(tables[layout.INDICATORS.name])
    for name in layout.REQUIRED:
        yield from _merged(tables[name]) if name in tables else ()


def _meant(table: TableCells, distance: int, cells: tuple[object, ...]) -> Severity | None:
    said = ["" if cell is None else str(cell).strip() for cell in cells]
    if table.name in _WORDS:  # the sheet has headings of its own below these
        is_value = distance == 1 and any(said[1:])
        is_word = distance <= _CLOSELY and said[0].casefold() in _WORDS[table.name]
        return Severity.ERROR if is_value or is_word else None
    if distance == 1 and any(said):
        return Severity.ERROR
    if all(said[:2]):
        return Severity.ERROR if distance <= _CLOSELY else Severity.WARNING
    is_number = said[0].removesuffix(".0")[:1].isdigit() and len(said[0]) <= 6
    return Severity.WARNING if is_number and table.name != layout.REPORT_TEXT.name else None


def _renamed(table: TableCells) -> Iterator[Finding]:
    """A warning for each column that may be one of ours under another name: ours is not there, and the table can do."""
    needed = {*layout.REQUIRED[table.name], *table.headings}
    gone = [one.name for one in layout.INDICATORS.columns if _is_typed(one) and one.name not in needed]
    strange = [heading for heading in table.headings if heading and heading not in layout.INDICATORS.headings]
    for heading in strange if gone else ():
        what = f"nothing reads the column '{heading}', and the table has no column {' or '.join(gone)}"
        cure = "if it is that column, name it so; a column of your own may stay"
        yield Finding(severity=Severity.WARNING, place=table.place(-1, heading), what=what, cure=cure)


def _is_typed(column: layout.Column) -> bool:
    return not column.function and column.kind is not layout.Kind.SPARKLINE


def _merged(table: TableCells) -> Iterator[Finding]:
    """An error for merged cells in columns that are read: all but the first of them read as blank."""
    for merge, headings in merges_read(table):
        what = f"the cells {merge.address} are merged, so that only the first of them has a value"
        cure = "unmerge them (Home, Merge & Center, Unmerge Cells), and type into each what belongs there"
        place = table.place(merge.rows.start, headings[0])
        yield Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)


def merges_read(table: TableCells) -> list[tuple[Merge, list[str]]]:
    """The merged cells of a table in columns without which a rating would be wrong, with the headings of these."""
    needed = {*layout.REQUIRED[table.name], ""}  # a heading that is hidden itself may be any
    said = ((one, [table.headings[n] for n in one.columns if table.headings[n] in needed]) for one in table.merged)
    return [(one, headings) for one, headings in said if headings]

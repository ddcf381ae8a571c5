"""What a person typed where nothing reads it: below a table, in a column with another heading, under merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from performance_index.finding import Finding, Severity
from performance_index.indicator import says_nothing
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
    yield from _reasons(tables[layout.INDICATORS.name])
    yield from _renamed(tables[layout.INDICATORS.name])
    for name in (layout.INDICATORS.name, layout.REPORT_DETAILS.name, layout.REPORT_TEXT.name):
        yield from _strange(tables[name])
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
    if table.name == layout.REPORT_TEXT.name and any(said[1:]):
        return Severity.WARNING  # a paragraph without its section
    is_number = said[0].removesuffix(".0")[:1].isdigit() and len(said[0]) <= 6
    return Severity.WARNING if is_number and table.name != layout.REPORT_TEXT.name else None


def _reasons(table: TableCells) -> Iterator[Finding]:
    """A warning for each reason of an override that is none."""
    if not {"Override", "Override reason"} <= set(table.headings):
        return
    for number, record in enumerate(table.records()):
        reason = record["Override reason"]
        if not says_nothing(str(reason or "")) and not str(record["Override"] or "").strip():
            what = "a reason is given and no rating (Override is blank), so neither is in the report"
            place = table.place(number, "Override reason")
            yield Finding(severity=Severity.WARNING, place=place, what=what, cure="choose the rating, or clear it")


def _renamed(table: TableCells) -> Iterator[Finding]:
    """A warning for each column that may be one of ours under another name: ours is not there, and the table can do."""
    needed = {*layout.REQUIRED[table.name], *table.headings}
    gone = [one.name for one in layout.INDICATORS.columns if one.is_typed and one.name not in needed]
    strange = [heading for heading in table.headings if heading and heading not in layout.INDICATORS.headings]
    for heading in strange if gone else ():
        what = f"nothing reads the column '{heading}', and the table has no column {' or '.join(gone)}"
        cure = "if it is that column, name it so; a column of your own may stay"
        yield Finding(severity=Severity.WARNING, place=table.place(-1, heading), what=what, cure=cure)


def _strange(table: TableCells) -> Iterator[Finding]:
    """A warning for each column with words in it that a person may take for one that is printed.

    In the tables of words every other column is one, in Indicators what Excel or a person named after one of ours, or
    what forbids to publish. A column that a council needs for itself may have any other name.
    """
    known = next(one.headings for one in layout.TABLES if one.name == table.name)
    for heading in (one for one in table.headings if one and one not in known):
        like = _resembled(heading) if table.name == layout.INDICATORS.name else known[-1]
        rows = [row for row, record in enumerate(table.records()) if _is_words(record[heading])]
        if like and rows:
            what = f"nothing reads the column '{heading}', and so what is typed in it is not printed"
            cure = f"put it into the column {like}; or, if it is your own, call it 'Own: {heading}'"
            yield Finding(severity=Severity.WARNING, place=table.place(rows[0], heading), what=what, cure=cure)


def _resembled(heading: str) -> str:
    """The column of ours that a heading may be taken for; '' where it is a council's own."""
    plain = heading.casefold()
    if plain.startswith(_OWN):
        return ""
    for ours, words in _LIKE.items():
        if any(word in plain for word in words) or _AUTOMATIC.fullmatch(plain):
            return ours
    bare = plain.rstrip("0123456789 _.()-")
    return next((one for one in layout.INDICATORS.headings if bare == one.casefold() and bare != plain), "")


_OWN = "own:"
_AUTOMATIC = re.compile(r"column ?\d+")
"""What Excel calls a column that somebody began to type in beside a table."""
_LIKE = {
    "Service commentary": ("comment", "narrative", "explanation"),
    "Data caveat": ("caveat", "publish", "confidential", "embargo"),
    "Override reason": ("override", "reason"),
}


def _is_words(cell: object) -> bool:
    return isinstance(cell, str) and any(map(str.isalpha, cell))


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

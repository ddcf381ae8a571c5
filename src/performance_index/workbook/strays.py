"""What stands around our tables, where nothing reads it, or is there and not seen: it would be missed or surprise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from performance_index.finding import Finding, Severity, many
from performance_index.repeated import MANY
from performance_index.workbook import layout
from performance_index.workbook.addresses import column_letters
from performance_index.workbook.tables import TableCells

_TYPED = (
    layout.INDICATORS.name,
    layout.REPORT_DETAILS.name,
    layout.REPORT_TEXT.name,
    layout.PROFILES.name,
    layout.AMENDMENTS.name,
)
"""The tables in which people type for the report."""
_READ = (*_TYPED, layout.RATING_RULE.name, layout.OPTIONS.name)
_LONG = 60
_APART = 1


def strays(tables: Mapping[str, TableCells]) -> Iterator[Finding]:
    """A finding for each block of words beside a table, comment on it, hidden row or sheet, and copy of the table.

    The sheets Settings, Published and Check may be hidden: nobody types for a report there.
    """
    for table in (tables[name] for name in _TYPED if name in tables):
        if table.around.is_hidden:
            what = f"the sheet {table.sheet} is hidden, and the report is made from it"
            yield _warning(table.place(-1, table.headings[0]), what, "show it (right-click a sheet's tab, Unhide)")
        yield from _beside(table)
        yield from _notes(table)
        yield from _hidden(table)
    for table in tables.values():
        yield from _copies(table)


def _beside(table: TableCells) -> Iterator[Finding]:
    """A warning for each block of words: cells that touch or have one row between them."""
    blocks: list[list[tuple[int, int, str]]] = []
    for cell in sorted(table.around.beside):
        near = next((block for block in blocks if _is_near(cell, block)), None)
        if near is None:
            blocks.append([cell])
        else:
            near.append(cell)
    for block in blocks:
        row, column, words = block[0]
        more = "" if len(block) == 1 else f" and in {many(len(block) - 1, 'more cell')} by it"
        what = f"what stands here{more} is beside the table {table.name}, so that nothing reads it ({_quoted(words)})"
        edge = column_letters(table.left + len(table.headings) + 3)
        cure = f"if it is for the report, put it into the table; a note of your own may stand from column {edge} on"
        yield _warning(table.cell(row, column), what, cure)


def _is_near(cell: tuple[int, int, str], block: Iterable[tuple[int, int, str]]) -> bool:
    return any(cell[0] - row <= 1 + _APART and abs(cell[1] - column) <= 1 + _APART for row, column, _ in block)


def _notes(table: TableCells) -> Iterator[Finding]:
    cure = "if readers must know it, say it in the table; else delete the comment, or resolve it"
    notes = sorted(table.around.notes)
    if len(notes) > MANY:
        places = [table.cell(row, column) for row, column, _ in notes]
        words = "; ".join(f"{place}: {_quoted(said)}" for place, (_, _, said) in zip(places, notes, strict=True))
        what = f"there are comments on {len(notes)} cells of this table, which the report does not print ({words})"
        yield Finding(severity=Severity.WARNING, place=places[0], what=what, cure=cure, also=tuple(places[1:]))
        return
    for row, column, words in notes:
        what = f"there is a comment on this cell, which the report does not print ({_quoted(words)})"
        yield _warning(table.cell(row, column), what, cure)


def _hidden(table: TableCells) -> Iterator[Finding]:
    for row in table.around.hidden:
        if any(cell not in {None, ""} for cell in table.rows[row]):
            what = "this row is hidden, and is rated and printed all the same"
            yield _warning(table.place(row, table.headings[0]), what, "show it (right-click, Unhide), or delete it")


def _copies(table: TableCells) -> Iterator[Finding]:
    """An error for each copy that says something else than the table that is read, a warning for the others."""
    for copy in table.around.copies:
        what = f"this table ({copy.name}) looks like {table.name} on the sheet {table.sheet}, which alone is read"
        cure = "delete this one, or make a plain range of it (Table Design, Convert to Range), and save"
        differs = table.name in _READ and _difference(table, copy)
        if differs:
            what += f"; this one says something else ({differs})"
            cure = f"bring over to the sheet {table.sheet} what belongs there; then {cure}"
        severity = Severity.ERROR if differs else Severity.WARNING
        yield Finding(severity=severity, place=copy.place(-1, copy.headings[0]), what=what, cure=cure)


def _difference(table: TableCells, copy: TableCells) -> str:
    """The first cell of a copy that people type in and that differs; '' where none does."""
    ours = next(one for one in layout.TABLES if one.name == table.name)
    typed = [one.name for one in ours.columns if one.is_typed]
    spelled = layout.spelled(table.name, copy.headings)
    before, after = table.records(), [dict(zip(spelled, row, strict=True)) for row in copy.rows]
    for row in range(max(len(before), len(after))):
        here, there = (one[row] if row < len(one) else {} for one in (before, after))
        for heading in typed:
            if heading in spelled and (here.get(heading) or "") != (there.get(heading) or ""):
                return copy.cell(row, copy.left + spelled.index(heading))
    return ""


def _quoted(words: str) -> str:
    plain = " ".join(words.split())
    return f"“{plain[:_LONG].rstrip()}{'…' if len(plain) > _LONG else ''}”"


def _warning(place: str, what: str, cure: str) -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)

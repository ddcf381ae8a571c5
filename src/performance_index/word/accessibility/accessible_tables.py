"""Whether a table can be followed cell by cell: a marked header row, no merged, nested or blank cells (WCAG 1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.grid import cells_of, is_header, rows_of, table_of
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.document.wordml import text, w

_THINGS = tuple(map(w, ("drawing", "pict", "object", "tbl", "sym")))


def table_problems(table: Element, places: Whereabouts) -> Iterator[Finding]:
    """Give what is wrong with one table; a table of one row is taken for a frame around text, and needs no header."""
    rows = rows_of(table)
    if len(rows) > 1 and not is_header(rows[0]):
        yield _warning(
            places.of(table),
            "no row is marked as the header, so no cell says what it is about (WCAG 1.3.1)",
            "in its first row, tick Repeat Header Rows (Layout, Data)",
        )
    if table_of(table) is not None:
        yield _warning(
            places.of(table),
            "a table stands inside another, where it is easily lost",
            "move it out, or write it as text",
        )
    widths = {_width(row) for row in rows}
    if any(_is_merged(cell) for row in rows for cell in cells_of(row)) or len(widths) > 1:
        yield _warning(
            places.of(table),
            "cells are merged or split, so a screen reader cannot tell their column",
            "give every row the same cells",
        )
    yield from _blanks(rows, places)


def _blanks(rows: list[Element], places: Whereabouts) -> Iterator[Finding]:
    blank = [cell for row in rows for cell in cells_of(row) if _is_blank(cell)]
    headings = [cell for cell in blank if rows and len(rows) > 1 and cell in cells_of(rows[0])]
    for cell in headings:
        yield _warning(places.of(cell), "a column has no heading (WCAG 1.3.1)", "write what the column holds")
    others = [cell for cell in blank if cell not in headings]
    if others:
        what = "a cell is blank" if len(others) == 1 else f"{len(others)} cells of this table are blank; here is one"
        yield _warning(places.of(others[0]), what, "write what is meant, as None or Not applicable")


def _is_blank(cell: Element) -> bool:
    return not _is_merged_away(cell) and not text(cell).strip() and next(cell.iter(*_THINGS), None) is None


def _is_merged(cell: Element) -> bool:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    is_wide = span is not None and span.get(w("val"), "1") not in {"0", "1"}
    return is_wide or any(cell.find(f"{w('tcPr')}/{w(name)}") is not None for name in ("vMerge", "hMerge"))


def _is_merged_away(cell: Element) -> bool:
    """Whether the cell only continues the one above or before it."""
    merges = (cell.find(f"{w('tcPr')}/{w(name)}") for name in ("vMerge", "hMerge"))
    return any(merge is not None and merge.get(w("val")) != "restart" for merge in merges)


def _width(row: Element) -> int:
    """Give how many columns a row takes."""
    spans = [cell.find(f"{w('tcPr')}/{w('gridSpan')}") for cell in cells_of(row)]
    spans += [row.find(f"{w('trPr')}/{w(name)}") for name in ("gridBefore", "gridAfter")]
    cells, outside = spans[:-2], [span for span in spans[-2:] if span is not None]
    return sum(_number(span) for span in cells) + sum(_number(span) for span in outside)


def _number(span: Element | None) -> int:
    value = "1" if span is None else span.get(w("val"), "1")
    return int(value) if value.isdigit() else 1


def _warning(place: str, what: str, cure: str) -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)

"""What was last recorded as published, read from the Published table; the one place that knows how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.history import PublishedFigure, PublishedText, Record
from performance_index.period import Month
from performance_index.workbook.tables import TableCells

_HEAD = ("Recorded on", "Recorded by", "Meeting date", "Period end")
Cells = Mapping[str, object]


def figure_cells(figure: PublishedFigure) -> dict[str, object]:
    """The row of one figure, but for what is the same in all rows of a record."""
    return {
        "No": f"'{figure.number}",  # or 1-2 becomes a day, and 1.10 a number
        "Month": figure.month.name,
        "Figure": None if figure.figure is None else float(figure.figure),
        "Target": None if figure.target is None else float(figure.target),
        "Rating": figure.rating and figure.rating.value,
    }


def text_cells(text: PublishedText) -> dict[str, object]:
    """The row of one text: words are words, whatever they look like."""
    return {"No": text.number and f"'{text.number}", "Text of": text.of, "Text": f"'{text.text}"}


def last_record(table: TableCells | None) -> Record | None:
    """The last record in the table; None where there is none, or none whose period can be read.

    Each record has its figures first and its texts below them. What cannot be read of it is not known.
    """
    rows = _last_rows([] if table is None else table.records())
    figures: dict[str, Decimal | None] = {}
    texts: dict[tuple[str, str], str] = {}
    try:
        day = cells.date(rows[0].get("Period end")) if rows else None
        period = None if day is None else Month.containing(day)
    except (CellProblem, ValueError):
        period = None
    if period is None:
        return None
    for row in rows:
        try:
            number, of = cells.key(row.get("No")).casefold(), cells.text(row.get("Text of"))
            if of:
                texts[number, of] = "\n".join(filter(None, [texts.get((number, of)), cells.text(row.get("Text"))]))
            elif cells.text(row.get("Rating")):
                figures[number] = cells.number(row.get("Figure"))
        except CellProblem:  # somebody altered it: there is nothing to compare with
            continue
    return Record(period=period, figures=figures, texts=texts)


def _last_rows(records: list[Cells]) -> list[Cells]:
    """The rows of the last record from the first: of one head, up to a text, below which no figure of it stands."""
    found: list[Cells] = []
    for row in reversed(records):
        if all(cell in {None, ""} for cell in row.values()):
            continue
        is_of_another = found and (
            any(row.get(heading) != found[-1].get(heading) for heading in _HEAD)
            or (row.get("Text of") and not found[-1].get("Text of"))
        )
        if is_of_another:
            break
        found.append(row)
    return found[::-1]

"""A workbook's figures as one tidy table for other programs: CSV or Parquet, a row for each indicator and month."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from performance_index.csv_table import begins_a_formula
from performance_index.finding import Refused
from performance_index.series import Point, points
from performance_index.workbook.read import read_book
from performance_index.write import refuse_to_lose, write_whole

HEADINGS = (
    "Indicator number", "Indicator", "Month", "Figure", "Unit", "Target", "Rating", "Why", "Meeting", "Published on",
)  # fmt: skip


def export(book: Path, output: Path, *, overwrite: bool) -> int:
    """Write the figures of a workbook to a .csv or .parquet file; how many rows. Refused where that cannot be done."""
    write = {".csv": _csv, ".parquet": _parquet}.get(output.suffix.lower())
    if write is None:
        raise Refused(f"{output} ends in neither .csv nor .parquet; give it one of the two endings")
    refuse_to_lose(output, overwrite=overwrite)
    reading = read_book(book)
    if reading.index is None:
        raise Refused(f"{book} cannot be exported without a period end; enter it on the Report sheet")
    if reading.in_doubt:
        numbers = ", ".join(reading.index.indicators[position].number for position in sorted(reading.in_doubt))
        raise Refused(f"{book} has errors in the indicators {numbers}; see performance-index check, and put them right")
    found = points(reading.index, reading.history)
    write_whole(output, write(found), overwrite=overwrite)
    return len(found)


def _row(one: Point) -> tuple[object, ...]:
    return (
        one.number,
        one.indicator,
        one.month.iso,
        None if one.figure is None else float(one.figure),
        one.unit and one.unit.value,
        None if one.target is None else float(one.target),
        one.rating and one.rating.value,
        one.why or None,
        one.meeting,
        one.published_on,
    )


def _csv(found: list[Point]) -> bytes:
    """In UTF-8 with the mark by which Excel knows it; days as 2020-11-04. A text is made safe as OWASP says."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([_safe(cell) for cell in _row(one)] for one in found)
    return out.getvalue().encode("utf-8-sig", "replace")


def _safe(cell: object) -> object:
    """A text that a spreadsheet would compute gets ' before it, and so does one that begins with that mark."""
    is_risky = isinstance(cell, str) and (begins_a_formula(cell) or cell.startswith("'"))
    return f"'{cell}" if is_risky else cell


def _parquet(found: list[Point]) -> bytes:
    try:
        import pyarrow as pa  # noqa: PLC0415 - it is large, and only Parquet needs it
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as problem:
        raise Refused(
            'for Parquet install pyarrow: pip install "performance-index[parquet]"; or export a .csv'
        ) from problem
    texts, number, day = pa.string(), pa.float64(), pa.date32()
    kinds = {"Figure": number, "Target": number, "Meeting": day, "Published on": day}
    columns = zip(*map(_row, found), strict=True) if found else [()] * len(HEADINGS)
    arrays = [pa.array(column, kinds.get(heading, texts)) for heading, column in zip(HEADINGS, columns, strict=True)]
    out = pa.BufferOutputStream()
    parquet.write_table(pa.table(arrays, names=list(HEADINGS)), out)
    return bytes(out.getvalue())

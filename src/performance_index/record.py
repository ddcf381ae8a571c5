"""What is written to the Published table once a report was published: button and command line share it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from performance_index import cells
from performance_index.amendments import reasons_given
from performance_index.cells import CellProblem
from performance_index.finding import HasErrors, Refused, Severity, many
from performance_index.period import long_date
from performance_index.recording import published, to_record
from performance_index.trends_shown import trends_shown
from performance_index.workbook import layout, trend_cells
from performance_index.workbook.editing import SavedBook, edit
from performance_index.workbook.read import Reading, read_whole
from performance_index.workbook.recorded import figure_cells, rows_of
from performance_index.workbook.tables import TableCells, read_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A record to be written: its rows, how many rows of the table are kept above it, and what it is in words.

    `lacks` are the columns that the table has not, so that only figures can be recorded.
    """

    rows: tuple[dict[str, object], ...]
    keep: int
    meeting: dt.date
    figures: int
    texts: int
    lacks: tuple[str, ...] = ()

    def __str__(self) -> str:
        """'214 figures and 501 texts for the meeting of 4 November 2020'."""
        parts = [many(self.figures, "figure")] + ([] if self.lacks else [many(self.texts, "text")])
        return f"{' and '.join(parts)} for the meeting of {long_date(self.meeting)}"

    def what_lacks(self) -> str:
        """What to tell where texts could not be recorded, with the cure; '' where all could."""
        if not self.lacks:
            return ""
        names = " and ".join(f"'{heading}'" for heading in self.lacks)
        return f"{_NO_TEXTS} {names} in the cells to the right of its headings, and record again."


_NO_TEXTS = (
    "The texts were not recorded, and Check index cannot tell next time what has changed: the table Published has no "
    "place for them. Type"
)


def recording(reading: Reading, table: TableCells, *, now: dt.datetime, who: str) -> Recording:
    """The record of what a workbook without errors reports: what changed since the last one.

    `who` as it is to stand in a cell. A table of version 0.1.0 gets every figure, as it has no place for texts.
    """
    index, meeting = reading.index, reading.details.meeting_date
    assert index is not None
    assert meeting is not None  # without one there are errors
    said: dict[str, object] = {
        "Recorded on": now.date(),
        "Recorded by": who,
        "Meeting date": meeting,
        "Period end": index.period.end,
    }
    lacks = tuple(heading for heading in layout.PUBLISHED_TEXTS if heading not in table.headings)
    record = to_record(index, reading.details, reading.history.last(), reasons_given(reading.amendments()))
    every = published(index)
    rows = map(figure_cells, every) if lacks else rows_of(record, len(index.indicators))
    return Recording(
        rows=tuple(said | row for row in rows),
        keep=_kept(table),
        meeting=meeting,
        figures=len(every if lacks else record.figures),
        texts=len(record.texts),
        lacks=lacks,
    )


def recorded_already(table: TableCells, meeting: dt.date) -> str:
    """'on 5 November 2020 by amy': when and by whom a meeting was first recorded; '' where it was not.

    Where neither can be read, 'before'. Rows that were not read are only where the meeting is not after all in the
    others: records stand in the order of their meetings.
    """
    days = {cell: _day(cell) for cell in {record.get("Meeting date") for record in table.records()}}
    if table.skipped and meeting <= max(filter(None, days.values()), default=meeting):
        return recorded_already(table.whole, meeting)
    for record in table.records():
        if days[record.get("Meeting date")] == meeting:
            day = _day(record.get("Recorded on"))
            who = cells.text(record.get("Recorded by"))
            return " ".join([*([f"on {long_date(day)}"] if day else []), *([f"by {who}"] if who else [])]) or "before"
    return ""


def _day(cell: object) -> dt.date | None:
    try:
        return cells.date(cell)
    except CellProblem:
        return None


def _kept(table: TableCells) -> int:
    """How many rows of records are filled: new ones go below the last."""
    last = max((n for n, row in enumerate(table.rows, 1) if any(cell is not None for cell in row)), default=0)
    return table.skipped + last


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was written, the copy of the workbook as it was, and whether a digital signature has ended with it.

    `trends`: what the Trends sheet says now, or why it stays as it was; '' where there is none, or nothing to draw.
    """

    recording: Recording
    backup: Path
    was_signed: bool
    trends: str


def record_in(book: Path, *, now: dt.datetime, who: str, again: bool) -> Recorded:
    """Write the record of a saved workbook into it, every other part as it was.

    HasErrors where it has errors; Refused, with nothing changed, where it has no table for the record, where this
    meeting was recorded already (but `again`), or where it cannot be written.
    """
    name, tables = layout.PUBLISHED_FIGURES.name, read_tables(book)
    reading, table = read_whole(tables, str(book)), tables.get(name)
    if table is None:
        raise Refused(f"{book} has no table {name}; put it back from PerformanceIndex.xlsm")
    errors = tuple(one for one in reading.findings() if one.severity is Severity.ERROR)
    if errors:
        raise HasErrors(f"{book} has {many(len(errors), 'error')}, so nothing was recorded", errors)
    made = recording(reading, table, now=now, who=who)
    if (before := recorded_already(table, made.meeting)) and not again:
        what = f"the figures for the meeting of {long_date(made.meeting)} were recorded already {before}"
        raise Refused(f"{what}; set the next meeting's date, or record them again with --again")
    signed: list[bool] = []
    drawn: list[str] = []

    def write(saved: SavedBook) -> None:
        signed.append(saved.is_signed())
        saved.fill(name, made.rows, keep=made.keep)
        drawn.append(_draw_trends(saved, reading))

    backup = edit(book, write, now)
    return Recorded(recording=made, backup=backup, was_signed=signed[0], trends=drawn[0])


def _draw_trends(saved: SavedBook, reading: Reading) -> str:
    """Fill the Trends sheet, where the workbook has one, and give what is told of it."""
    if not saved.has_range(trend_cells.RANGE):
        return ""
    try:
        shown = trends_shown(reading, saved.height(trend_cells.RANGE))
        if not shown.found:
            return ""
        saved.put(trend_cells.RANGE, shown.block, shown.heights)
    except Refused as problem:
        return f"The Trends sheet stays as it was: {problem}."
    return f"Trends: {shown}"

"""A saved workbook made ready for another period: the words of the last one cleared, the new one's dates set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from performance_index.finding import HasErrors, Refused, Severity
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus
from performance_index.last_period import OF_INDICATORS, Parted, Said, as_published, not_recorded, parted
from performance_index.period import Month, long_date
from performance_index.published_record import STATUS
from performance_index.report import Section
from performance_index.workbook import layout
from performance_index.workbook.editing import SavedBook
from performance_index.workbook.read import Reading, read_whole
from performance_index.workbook.rows import Row
from performance_index.workbook.tables import TableCells, read_tables

HOW_TO_RECORD = "press Record as published, or run performance-index record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A workbook whose period is over, as it was read: `index` is the reading's own, which there is."""

    tables: Mapping[str, TableCells]
    reading: Reading
    index: PerformanceIndex


def read_ended(path: Path) -> Ended:
    """Read a workbook; HasErrors, with nothing done, where cells cannot be read: they might be cleared by mistake."""
    tables = read_tables(path)
    reading = read_whole(tables, str(path))
    errors = tuple(one for one in reading.unreadable if one.severity is Severity.ERROR)
    if errors or reading.index is None:
        are = "a cell that cannot be read" if len(errors) == 1 else f"{len(errors)} cells that cannot be read"
        raise HasErrors(f"{path} has {are}, so nothing was changed", errors)
    return Ended(tables=tables, reading=reading, index=reading.index)


def refuse_unrecorded(ended: Ended) -> None:
    """Refuse to go on where the period was not recorded as published: nobody could tell then what it said."""
    if why := not_recorded(ended.index, ended.reading.details, ended.reading.history):
        raise Refused(f"{why}; {HOW_TO_RECORD}, then do this again (--unrecorded goes on without)")


def refuse_early(ended: Ended, meeting: dt.date | None) -> None:
    """Refuse a meeting that is not after the last one."""
    last = ended.reading.details.meeting_date
    if meeting is not None and last is not None and meeting <= last:
        what = f"the meeting of {long_date(meeting)} is not after the last one, of {long_date(last)}"
        raise Refused(f"{what}; give the next one's day as --meeting, or leave it out")


def part(book: SavedBook, ended: Ended, to: Month) -> Parted:
    """What of the words in a workbook is to be cleared as the period `to` begins, and what stays."""
    said, history = list(_said(book, ended)), ended.reading.history
    record = None if not_recorded(ended.index, ended.reading.details, history) else history.last()
    return parted(said, ended.index, to, as_published(said, record))


def _said(book: SavedBook, ended: Ended) -> Iterator[Said]:
    name, texts = layout.INDICATORS.name, layout.REPORT_TEXT.name
    formulas, records = book.formulas(name), _records(ended.tables[name])
    for position, (one, row) in enumerate(zip(ended.index.indicators, ended.reading.places.rows, strict=True)):
        for heading in OF_INDICATORS:
            words = Row(records[row]).text(heading)
            by_formula = (row, heading) in formulas
            yield Said(number=one.number, row=position, heading=heading, words=words, by_formula=by_formula)
    formulas = book.formulas(texts)
    for row, record in enumerate(map(Row, _records(ended.tables[texts]))):
        heading = record.choice("Section", Section.SUMMARY).value
        yield Said(row=row, heading=heading, words=record.text("Text"), by_formula=(row, "Text") in formulas)


def _records(table: TableCells) -> list[dict[str, object]]:
    headings = layout.spelled(table.name, table.headings)
    return [dict(zip(headings, row, strict=True)) for row in table.rows]


def clear(book: SavedBook, ended: Ended, words: Parted) -> None:
    """Clear the cells that are to be cleared; a data status becomes Reported again."""
    rows = ended.reading.places.rows
    of_indicators = {
        (rows[one.row], one.heading): DataStatus.REPORTED.value if one.heading == STATUS else None
        for one in words.cleared
        if one.number
    }
    book.type(layout.INDICATORS.name, of_indicators)
    book.type(layout.REPORT_TEXT.name, {(one.row, "Text"): None for one in words.cleared if not one.number})


def set_details(book: SavedBook, ended: Ended, values: Mapping[str, object]) -> None:
    """Set details of the report, by their words on the Report sheet."""
    _set(book, ended.tables[layout.REPORT_DETAILS.name], values)


def set_options(book: SavedBook, ended: Ended, values: Mapping[str, object]) -> None:
    """Set settings, by their words; Refused where the workbook has no such table."""
    table = ended.tables.get(layout.OPTIONS.name)
    if table is None:
        raise Refused(f"there is no table {layout.OPTIONS.name}; put it back from PerformanceIndex.xlsm")
    _set(book, table, values)


def _set(book: SavedBook, table: TableCells, values: Mapping[str, object]) -> None:
    key = "Detail" if table.name == layout.REPORT_DETAILS.name else "Setting"
    lines: dict[str, int] = {}
    for n, record in enumerate(_records(table)):
        lines.setdefault(" ".join(str(record.get(key) or "").split()).casefold(), n)
    for word in values:
        if word.casefold() not in lines:
            what = f"the table {table.name} on the sheet {table.sheet} has no row '{word}'"
            raise Refused(f"{what}; insert a row below its last one, and put {word} there")
    book.type(table.name, {(lines[word.casefold()], "Value"): value for word, value in values.items()})


def dates_of(to: Month, meeting: dt.date | None, words: Parted) -> dict[str, object]:
    """The details of a new period; nobody has gone through the words that stay, so they remain those of theirs."""
    said: dict[str, object] = {layout.PERIOD_END: to.end, layout.MEETING_DATE: meeting}
    return said if words.stays else {**said, layout.WORDS_FOR: to.end}

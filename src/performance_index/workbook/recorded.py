"""The Published table as records, and a record as its rows; the one place that knows how they are written.

A record begins with a row of its own, whose Text says whether everything follows or what changed since the record
before. Then come figures, then texts; in the first record of a financial year last the figures of the years before, so
that nothing above it need be read to make a report. Records of version 0.1.0 have no such row, and have everything.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from performance_index import cells
from performance_index.cells import CellProblem
from performance_index.finding import Finding, Severity
from performance_index.history import NO_HISTORY, History
from performance_index.period import MONTH_NAMES, Month
from performance_index.published_record import Entry, PublishedFigure, PublishedText
from performance_index.rating import Rating
from performance_index.recording import ToRecord
from performance_index.workbook import layout, years_before
from performance_index.workbook.tables import TableCells

_HEAD = ("Recorded on", "Recorded by", "Meeting date", "Period end")
_RECORD, _WHOLE, _CHANGES = "Record", "Everything", "What changed since the record before"
_PROMISED = re.compile(rf"{layout.RECORD_STANDS_ALONE} (\d+) ")
Cells = Mapping[str, object]
Value = TypeVar("Value")


def rows_of(record: ToRecord, indicators: int) -> Iterator[dict[str, object]]:
    """The rows of a record of so many indicators, but for what is the same in all of them."""
    begins = _WHOLE if record.is_whole else _CHANGES
    if record.earlier is not None:
        begins = f"{layout.RECORD_STANDS_ALONE} {len(record.earlier)} figures of earlier years"
    yield text_cells(PublishedText(number="", of=_RECORD, text=f"{begins}; {indicators} indicators in the report"))
    yield from map(figure_cells, record.figures)
    yield from map(text_cells, record.texts)
    yield from map(text_cells, years_before.texts_of(record.earlier or ()))


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
    return {"No": text.number and f"'{text.number}", "Text of": text.of, "Text": text.text and f"'{text.text}"}


def read_history(table: TableCells | None, findings: list[Finding]) -> History:
    """The records in the table; `findings` grows with what somebody altered so that it cannot be read.

    What cannot be read of a record is not known, and nothing is said to have changed since. Read are the records from
    the last one that stands alone; those above it once somebody asks for them, and nothing is told of them.
    """
    if table is None:
        return NO_HISTORY
    first, told = _last_alone(table), list[Finding]()
    if first is not None:
        last = _entries(table, first, told)
        if last and last[0].stands_alone:
            findings += told
            return History(entries=last, read_all=lambda: _entries(table.whole, 0, []))
    return History(entries=_entries(table.whole, 0, findings))


def _last_alone(table: TableCells) -> int | None:
    """The last row in which a record begins that stands alone."""
    if "Text" not in table.headings:
        return None
    at = table.headings.index("Text")
    rows = ((n, table.rows[n][at]) for n in range(len(table.rows) - 1, -1, -1))
    return next((n for n, cell in rows if isinstance(cell, str) and cell.startswith(layout.RECORD_STANDS_ALONE)), None)


def _entries(table: TableCells, first: int, findings: list[Finding]) -> list[Entry]:
    reader = _Reader(table, findings)
    for number in range(first, len(table.rows)):
        row = table.rows[number]
        if any(cell is not None and cell != "" for cell in row):
            reader.add(number, dict(zip(table.headings, row, strict=True)))
    return reader.entries()


class _Reader:
    """Reads row after row; a record ends where another begins."""

    def __init__(self, table: TableCells, findings: list[Finding]) -> None:
        self._table, self._findings = table, findings
        self._done: list[Entry] = []
        self._head: tuple[object, ...] | None = None
        self._entry = Entry(period=None)
        self._figures: list[PublishedFigure] = []
        self._texts: list[PublishedText] = []
        self._earlier: list[PublishedFigure] = []
        self._promised: re.Match[str] | None = None
        self._row = 0

    def add(self, number: int, record: Cells) -> None:
        """Read one row."""
        self._row, head = number, tuple(map(record.get, _HEAD))
        of = self._get(record, "Text of", cells.text) or ""
        if head != self._head or of == _RECORD or (not of and self._texts):
            self._begin(record, head, of)
        if self._entry.period is None or of == _RECORD:
            return
        key = self._get(record, "No", cells.key)
        if key is None:
            return
        if of:
            text = self._get(record, "Text", cells.text)
            if text is not None:
                self._add_text(PublishedText(number=key, of=of, text=text))
        elif key:
            self._add_figure(key, record, self._entry.period)

    def _add_text(self, text: PublishedText) -> None:
        if text.of != years_before.OF:
            self._texts.append(text)
            return
        try:
            self._earlier += years_before.figures_in(text.number, text.text)
        except CellProblem as problem:
            self._tell("Text", problem)

    def _begin(self, record: Cells, head: tuple[object, ...], of: str) -> None:
        self._end()
        self._head = head
        said = cells.text(record.get("Text")) if of == _RECORD else _WHOLE
        self._entry = Entry(
            period=self._get(record, "Period end", _period),
            meeting=self._get(record, "Meeting date", cells.date),
            recorded_on=self._get(record, "Recorded on", cells.date),
            is_whole=said.startswith(_WHOLE),
        )
        self._earlier, self._promised = [], _PROMISED.match(said)

    def _add_figure(self, key: str, record: Cells, period: Month) -> None:
        name = (self._get(record, "Month", cells.text) or "").title()
        if name not in MONTH_NAMES:
            self._tell("Month", CellProblem(f"'{name}' is not a month", _CURE))
            return
        before = len(self._findings)
        figure: Decimal | None = self._get(record, "Figure", cells.number)
        target: Decimal | None = self._get(record, "Target", cells.number)
        rating = self._get(record, "Rating", _rating)
        self._figures.append(
            PublishedFigure(
                number=key,
                month=period.year.month(name),
                figure=figure,
                target=target,
                rating=rating,
                is_known=len(self._findings) == before,
                meeting=self._entry.meeting,
                recorded_on=self._entry.recorded_on,
            )
        )

    def _get(self, record: Cells, heading: str, convert: Callable[[object], Value]) -> Value | None:
        try:
            return convert(record.get(heading))
        except CellProblem as problem:
            self._tell(heading, problem)
            return None

    def _tell(self, heading: str, problem: CellProblem) -> None:
        what = f"the record of what was published was altered: {problem.what}"
        place = self._table.place(self._row, heading)
        self._findings.append(Finding(severity=Severity.WARNING, place=place, what=what, cure=_CURE))

    def _end(self) -> None:
        if self._head is not None:
            self._done.append(self._with_rows())
        self._figures, self._texts = [], []

    def _with_rows(self) -> Entry:
        one = self._entry
        is_kept = self._promised is not None and int(self._promised[1]) == len(self._earlier)
        return Entry(
            period=one.period,
            meeting=one.meeting,
            recorded_on=one.recorded_on,
            figures=tuple(self._figures),
            texts=tuple(self._texts),
            is_whole=one.is_whole,
            earlier=tuple(self._earlier) if is_kept else None,  # else the records of those years have them
        )

    def entries(self) -> list[Entry]:
        """All that was read."""
        self._end()
        return self._done


_CURE = "put back what was recorded, as a copy of the workbook has it; until then what it says is not compared"


def _period(cell: object) -> Month:
    day = cells.date(cell)
    try:
        return Month.containing(day or dt.date.min)
    except ValueError:
        raise CellProblem("the period end is blank or beyond the calendar", _CURE) from None


_RATINGS: dict[object, Rating | None] = {None: None, "": None, **{rating.value: rating for rating in Rating}}


def _rating(cell: object) -> Rating | None:
    """A rating, of which a record has thousands: those that are as they were written need no looking up."""
    if isinstance(cell, str | None) and cell in _RATINGS:
        return _RATINGS[cell]
    return cells.choice(Rating, cell, Rating.NOT_DUE) if cells.text(cell) else None

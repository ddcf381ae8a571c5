"""Next year's workbook from this year's: a new file; the old one is left as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from performance_index.finding import Refused, many
from performance_index.last_period import Parted, figures_since
from performance_index.outturns import Outturn, outturns
from performance_index.period import MONTH_NAMES, FinancialYear, Month
from performance_index.workbook import layout
from performance_index.workbook.editing import SavedBook, edited
from performance_index.workbook.going_on import (
    HOW_TO_RECORD,
    Ended,
    clear,
    dates_of,
    part,
    read_ended,
    refuse_early,
    refuse_unrecorded,
    set_details,
    set_options,
)
from performance_index.workbook.kept_results import keep_results
from performance_index.workbook.rows import Row
from performance_index.write import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """What becomes of one indicator's row: its outturn goes to *Last year*, its months are emptied.

    `was`: what *Last year* said, '' for nothing. `emptied`: how many months had something. `formulas`: the columns in
    which a formula stands, which stays.
    """

    outturn: Outturn
    was: str
    emptied: int
    formulas: tuple[str, ...]

    def __str__(self) -> str:
        """'16: 26 weeks (March 2021); 12 months emptied', with what stands in its way."""
        said = str(self.outturn)
        if "Last year" in self.formulas:
            said = f"{self.outturn.indicator.number}: Last year stays, as a formula gives it"
        elif self.was:
            said += f", was {self.was}"
        months = [heading for heading in self.formulas if heading != "Last year"]
        stay = f"; {', '.join(months)} as a formula gives it" if months else ""
        return f"{said}; {many(self.emptied, 'month')} emptied{stay}"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEnd:
    """What was done, or would be. `has_old_figures`: formulas still give figures of the months of the old year."""

    was: Month
    to: Month
    meeting: dt.date | None
    rows: tuple[Turned, ...]
    words: Parted
    words_for: Month | None
    was_signed: bool
    all_known: bool

    @property
    def has_old_figures(self) -> bool:
        """Whether formulas still give figures in the months, of which nobody knows the year."""
        return any(set(row.formulas) & set(MONTH_NAMES) for row in self.rows)


def year_end(  # noqa: PLR0913 - its options
    book: Path,
    output: Path,
    to: Month | None,
    meeting: dt.date | None,
    *,
    unrecorded: bool = False,
    dry_run: bool = False,
) -> YearEnd:
    """Write the workbook of the next year, whose first period is `to`, by default its first quarter.

    HasErrors or Refused, with nothing written: cells cannot be read; the period is not the year's last, or was not
    recorded as published with every figure (but `unrecorded`); `to` is not in the next year; the new file exists.
    """
    if output.suffix.casefold() != book.suffix.casefold():
        raise Refused(f"{output} does not end in {book.suffix}, as {book.name} does; give it that ending")
    if output.exists():
        raise Refused(f"{output} exists already, and a year's workbook is never replaced; choose another name")
    ended = read_ended(book)
    was = ended.index.period
    new_year = FinancialYear(was.year.start + 1)
    to = to or new_year.month("Jun")
    _refuse(ended, to, new_year, meeting)
    if not unrecorded:
        _refuse_unrecorded(ended)
    done: list[tuple[tuple[Turned, ...], Parted, bool, bool]] = []

    def change(saved: SavedBook) -> None:
        words = part(saved, ended, to)
        rows, cells = _turned(saved, ended)
        clear(saved, ended, words)
        saved.type(layout.INDICATORS.name, cells)
        details = dates_of(to, meeting, words)
        if not any(set(row.formulas) & set(MONTH_NAMES) for row in rows):
            details[layout.FIGURES_FOR] = new_year.label
        set_details(saved, ended, details)
        set_options(saved, ended, {layout.TARGETS_FOR: was.year.label})
        done.append((rows, words, saved.is_signed(), keep_results(saved)))

    _, after = edited(book, change)
    if not dry_run:
        write_whole(output, after, overwrite=False)
    rows, words, was_signed, all_known = done[0]
    return YearEnd(
        was=was,
        to=to,
        meeting=meeting,
        rows=rows,
        words=words,
        words_for=ended.reading.details.words_for if words.stays else None,
        was_signed=was_signed,
        all_known=all_known,
    )


def _refuse(ended: Ended, to: Month, new_year: FinancialYear, meeting: dt.date | None) -> None:
    was = ended.index.period
    if was != was.year.month("Mar"):
        what = f"the period is {was.label}, and {was.year.label} ends with {was.year.month('Mar').label}"
        raise Refused(f"{what}; go on to that with performance-index next-period, and make its report first")
    if to.year != new_year:
        raise Refused(f"{to.label} is not in {new_year.label}; give a --period-end in that year")
    refuse_early(ended, meeting)


def _refuse_unrecorded(ended: Ended) -> None:
    """Next year is compared with what was recorded, month by month: it must be all there."""
    refuse_unrecorded(ended)
    if changed := figures_since(ended.index, ended.reading.details, ended.reading.history):
        are = "1 figure is" if changed == 1 else f"{changed:,} figures are"
        what = f"{are} not as recorded for {ended.index.period.label}, which next year is compared with"
        raise Refused(f"{what}; {HOW_TO_RECORD} --again, then do this again (--unrecorded goes on without)")


def _turned(book: SavedBook, ended: Ended) -> tuple[tuple[Turned, ...], Mapping[tuple[int, str], object]]:
    """What becomes of each row, and the cells that are typed for it."""
    table = ended.tables[layout.INDICATORS.name]
    headings = layout.spelled(table.name, table.headings)
    formulas, rows = book.formulas(table.name), list[Turned]()
    cells: dict[tuple[int, str], object] = {}
    for outturn in outturns(ended.index):
        row = ended.reading.places.rows[outturn.position]
        record = dict(zip(headings, table.rows[row], strict=True))
        own = tuple(one for one in (*MONTH_NAMES, "Last year") if (row, one) in formulas)
        emptied = [month for month in MONTH_NAMES if month not in own and record.get(month) not in {None, ""}]
        cells |= {(row, month): None for month in emptied}
        if "Last year" not in own:
            cells[row, "Last year"] = None if outturn.figure is None else float(outturn.figure)
        was = _shown(outturn, record)
        rows.append(Turned(outturn=outturn, was=was, emptied=len(emptied), formulas=own))
    return tuple(rows), cells


def _shown(outturn: Outturn, record: Mapping[str, object]) -> str:
    """What *Last year* says before it is typed over; '' for nothing, and where it is the same."""
    one = outturn.indicator
    if one.last_year is None:
        return Row(record).text("Last year")
    return "" if one.last_year == outturn.figure else one.show(one.last_year)

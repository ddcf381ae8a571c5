"""The next period begins in a workbook: in place, with a copy of it as it was beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from performance_index.finding import Refused
from performance_index.last_period import Parted
from performance_index.period import Frequency, Month
from performance_index.workbook.editing import SavedBook, edit, edited
from performance_index.workbook.going_on import (
    Ended,
    clear,
    dates_of,
    part,
    read_ended,
    refuse_early,
    refuse_unrecorded,
    set_details,
)
from performance_index.workbook.kept_results import keep_results


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPeriod:
    """What was done, or would be: `backup` is the copy of the workbook as it was, None where nothing was written.

    `words_for`: the period that the words that stay were last gone through for; None where none stay, or nobody has
    said. `all_known`: whether every formula's result is kept; else Excel works them out when it opens the file.
    """

    was: Month
    to: Month
    meeting: dt.date | None
    words: Parted
    words_for: Month | None
    backup: Path | None
    was_signed: bool
    all_known: bool


def next_period(  # noqa: PLR0913 - its options
    book: Path,
    to: Month | None,
    meeting: dt.date | None,
    *,
    now: dt.datetime,
    unrecorded: bool = False,
    dry_run: bool = False,
) -> NextPeriod:
    """Begin the period `to`, by default the next quarter, with its meeting, by default none yet.

    HasErrors or Refused, with nothing changed: cells cannot be read, the last period was not recorded as published (but
    `unrecorded`), `to` is not after it in its year, the meeting is not after the last, the file cannot be changed.
    """
    ended = read_ended(book)
    was = ended.index.period
    to = to or next_quarter(was)
    _refuse(ended, to, meeting)
    if not unrecorded:
        refuse_unrecorded(ended)
    done: list[tuple[Parted, bool, bool]] = []

    def change(saved: SavedBook) -> None:
        words = part(saved, ended, to)
        clear(saved, ended, words)
        set_details(saved, ended, dates_of(to, meeting, words))
        done.append((words, saved.is_signed(), keep_results(saved)))

    backup = None
    if dry_run:
        edited(book, change)
    else:
        backup = edit(book, change, now)
    words, was_signed, all_known = done[0]
    return NextPeriod(
        was=was,
        to=to,
        meeting=meeting,
        words=words,
        words_for=ended.reading.details.words_for if words.stays else None,
        backup=backup,
        was_signed=was_signed,
        all_known=all_known,
    )


def next_quarter(period: Month) -> Month:
    """The first quarter that ends after a period, be it in the next year."""
    later = (Month.numbered(period.number + n) for n in range(1, 4))
    return next(month for month in later if month.name in Frequency.QUARTERLY.due_months)


def _refuse(ended: Ended, to: Month, meeting: dt.date | None) -> None:
    was = ended.index.period
    if to.year > was.year:
        what = f"{to.label} is in another financial year than {was.label}, which the workbook is for"
        within = "" if was.name == "Mar" else f", or give a --period-end in {was.year.label}"
        raise Refused(f"{what}; begin it with performance-index year-end{within}")
    if to <= was:
        raise Refused(f"{to.label} is not after {was.label}, which the workbook is for; give a later --period-end")
    refuse_early(ended, meeting)

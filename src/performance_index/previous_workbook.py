"""The workbook of the last report, to compare with where that was not recorded: `report --previous`.

A report remembers what it was compared with, so that it says the same when it is made again or about to be published.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from performance_index.amendments import reasons_given
from performance_index.finding import Finding, HasErrors, Refused, Severity, many
from performance_index.history import History
from performance_index.kept_state import copy_of_state, kept_state
from performance_index.left_behind import is_of
from performance_index.period import long_date
from performance_index.published_record import Entry
from performance_index.recording import to_record
from performance_index.report_files import identity
from performance_index.word.state_in_file import state_in
from performance_index.workbook.read import Reading, read_book


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a report is made from: a workbook that was read, and what was found in it.

    `compared_with`: the workbook whose report counts as recorded, from the folder of this one; '' for none.
    """

    reading: Reading
    findings: tuple[Finding, ...]
    compared_with: str = ""


def compare(basis: Basis, book: Path, report: Path, previous: Path | None) -> Basis:
    """Give the basis with what `previous` reported, as if that had been recorded; unchanged where there is none.

    Without one, the workbook counts that the report which is there was compared with. Where an earlier report was
    recorded, the record counts, and a warning says so. Refused, HasErrors: the other workbook cannot be compared with.
    """
    remembered = "" if previous is not None else _remembered(report, book)
    if previous is None and not remembered:
        return basis
    reading = basis.reading
    if reading.history.before(reading.details.meeting_date) is not None:
        return basis if previous is None else replace(basis, findings=(*basis.findings, _not_needed(previous)))
    old = previous or book.parent / remembered
    if not old.exists():
        raise Refused(
            f"{report} was compared with {old}, which is not there; put it back, give another copy of it with "
            "--previous, or have a new version made that is compared with nothing (--new-version)"
        )
    new = replace(reading, history=_with(reading, _earlier(old, reading, book)))
    return Basis(reading=new, findings=tuple(new.findings()), compared_with=_from(book, old))


def _remembered(report: Path, book: Path) -> str:
    """What a report that is there was compared with, as it says itself, or the copy of its state; '' for nothing."""
    state = (state_in(report) or kept_state(copy_of_state(book, report))) if report.exists() else None
    return "" if state is None else state.compared_with


def _not_needed(previous: Path) -> Finding:
    what = "it was not compared with, as an earlier report is recorded in the workbook, and the record counts"
    cure = "leave --previous out; record each report as published, so that the last one is there"
    return Finding(severity=Severity.WARNING, place=str(previous), what=what, cure=cure)


def _from(book: Path, old: Path) -> str:
    """The path of the other workbook from the folder of this one, with '/'; as it was given on another drive."""
    try:
        return Path(os.path.relpath(old.resolve(), book.resolve().parent)).as_posix()
    except ValueError:
        return old.resolve().as_posix()


def _earlier(old: Path, reading: Reading, book: Path) -> Reading:
    """The other workbook, where it is an earlier one of this index without errors."""
    if book.exists() and old.samefile(book):
        raise Refused(f"{old} is the workbook itself; give the copy of it that the last report was made from")
    earlier = read_book(old)
    theirs, ours = identity(earlier, old), identity(reading, book)
    if not is_of(theirs, ours):
        raise Refused(f"{old} is {theirs}, and this workbook is {ours}; give an earlier copy of this workbook")
    errors = [one for one in earlier.findings() if one.severity is Severity.ERROR]
    if errors:
        placed = tuple(replace(one, place=str(old), what=f"{one.place}: {one.what}") for one in errors)
        what = f"{old} has {many(len(errors), 'error')}, so it cannot be compared with"
        raise HasErrors(f"{what}; put right a copy of it, and give that", placed)
    assert earlier.index is not None  # else there are errors
    assert reading.index is not None  # as above
    if earlier.index.period >= reading.index.period:
        raise Refused(
            f"{old} is for the period up to {long_date(earlier.index.period.end)}, and this workbook for the one up to "
            f"{long_date(reading.index.period.end)}; give the workbook of an earlier period"
        )
    meetings = earlier.details.meeting_date, reading.details.meeting_date
    assert meetings[0] is not None  # as above
    assert meetings[1] is not None
    if meetings[0] >= meetings[1]:
        raise Refused(
            f"{old} is for the meeting of {long_date(meetings[0])}, and this workbook for that of "
            f"{long_date(meetings[1])}; give the workbook of an earlier meeting, or correct the meeting date"
        )
    return earlier


def _with(reading: Reading, earlier: Reading) -> History:
    """The history with what the other workbook reported, before what was recorded for this meeting."""
    assert earlier.index is not None
    before = earlier.history
    made = to_record(earlier.index, earlier.details, before.last(), reasons_given(earlier.amendments()))
    entry = Entry(
        period=earlier.index.period,
        meeting=earlier.details.meeting_date,
        figures=made.figures,
        texts=made.texts,
        is_whole=made.is_whole,
    )
    own = [one for one in reading.history.entries if one.meeting == reading.details.meeting_date]
    return History(entries=(*before.entries, entry, *own))

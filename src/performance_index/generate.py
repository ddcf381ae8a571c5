"""From a workbook to the committee report: read, check, compose, write. The button and the command line share it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from performance_index.amendments import rows_of
from performance_index.counts_in_words import counts_if_shown
from performance_index.earlier_report import EarlierReport, chosen
from performance_index.finding import Finding, HasErrors, Refused
from performance_index.index import PerformanceIndex
from performance_index.kept_state import copy_of_state, keep_state, kept_state
from performance_index.left_behind import left_behind
from performance_index.other_workbook import other_workbook
from performance_index.previous_workbook import Basis, compare
from performance_index.ready import ready
from performance_index.report import CommitteeReport, compose
from performance_index.report_files import Place, find_report, folder_for, identity, new_version
from performance_index.setting_paths import builtin_template, report_folder, template
from performance_index.signals_beside import signals_if_chosen
from performance_index.since import told_if_shown
from performance_index.word.document.package import open_docx
from performance_index.word.fill import fill, open_template
from performance_index.word.state import State, read_state
from performance_index.workbook.read import Reading

if TYPE_CHECKING:
    from performance_index.word.deciding.account import Refreshed


class Existing(Enum):
    """What to do where the report of this meeting is there already; its clerk's words are never lost."""

    REFRESH = "refresh"
    NEW_VERSION = "new version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What may be chosen for one report.

    `output` is a .docx file or a folder; by default the workbook's own report folder, else `reports` beside it.
    `template`: by default the workbook's own, else the built-in one. `dry_run`: nothing is written. `start`: an earlier
    report of this index that a new one goes on from. `previous`: the workbook of the last report, which counts as
    published where nothing was recorded.
    """

    output: Path | None = None
    template: Path | None = None
    existing: Existing = Existing.REFRESH
    dry_run: bool = False
    start: Path | None = None
    previous: Path | None = None


USUAL = Choices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A report that was written: where, what it tells the committee, and the warnings worth a look.

    `refreshed` says what was done to a report that was there already, or that `earlier` is gone on from; None for one
    that is new altogether. `appendix`: where that is, if one was made too.
    """

    path: Path
    index: PerformanceIndex
    report: CommitteeReport
    findings: tuple[Finding, ...]
    refreshed: Refreshed | None = None
    earlier: EarlierReport | None = None
    appendix: Path | None = None


def generate(reading: Reading, book: Path, *, now: dt.datetime, choices: Choices = USUAL) -> Generated:
    """Write the report of a workbook that was read, or bring the one of this meeting up to date.

    `book` is where the workbook is: what its settings name is relative to it. Raises HasErrors (with the findings)
    where the workbook has errors, and Refused where the report cannot be written; then nothing has been written.
    """
    own, findings = tuple(reading.findings()), settings_findings(reading, book, choices)
    index = ready(str(book), reading, [*own, *findings])
    source = choices.template or template(reading, book) or builtin_template()
    place, ours = find_report(reading, book, choices.output), identity(reading, book)
    if place.path.exists() and book.exists() and place.path.samefile(book):
        raise Refused(f"{place.path} is the workbook itself; choose another name for the report")
    is_version = choices.existing is Existing.NEW_VERSION
    findings += [] if is_version else other_workbook(place, book)
    if is_version:
        place = Place(path=new_version(place.first), first=place.first)
    place.refuse_unless_ours(ours)
    earlier = None if choices.start is None else chosen(choices.start, place, reading, book)
    before = place.path if earlier is None or not earlier.is_same else earlier.path
    basis = compare(Basis(reading=reading, findings=own), book, before, choices.previous)
    reading = basis.reading
    amended = None if reading.history.last() is None else rows_of(reading.amendments())
    since = told_if_shown(index, reading.details, reading.history)
    counts = counts_if_shown(index, reading.details, reading.history)
    signals = signals_if_chosen(index, reading.details, reading.history, reading.in_doubt)
    composed = compose(index, reading.details, amended, since, counts, signals=signals)
    report = replace(composed, belongs_to=ours, compared_with=basis.compared_with)
    beside = left_behind(place, reading, book, is_version=is_version)
    findings += place.findings(ours)
    if earlier is not None:
        findings += earlier.findings(ours, book)
        beside = [one for one in beside if not (there := Path(one.place)).exists() or not there.samefile(earlier.path)]
    job = _Job(source=source, report=report, target=place.path, now=now, dry_run=choices.dry_run)
    copy = copy_of_state(book, job.target)
    refreshed: Refreshed | None = None
    if job.target.exists():
        refreshed = _refresh(job, kept_state(copy))
    elif earlier is not None:
        refreshed = _go_on(job, earlier)
    findings += [*beside, *(_fill(job) if refreshed is None else refreshed.findings)]
    if not job.dry_run:
        state = read_state(open_docx(job.target)) if refreshed is None else refreshed.state
        findings += keep_state(copy, state, job.target)
    return Generated(
        path=job.target,
        index=index,
        report=report,
        findings=(*basis.findings, *findings),
        refreshed=refreshed,
        earlier=earlier,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A report to be written: from which template, what it says, where, when, and whether it is only tried."""

    source: Path
    report: CommitteeReport
    target: Path
    now: dt.datetime
    dry_run: bool


def _refresh(job: _Job, kept: State | None) -> Refreshed:
    from performance_index.word.refresh import refresh  # noqa: PLC0415 - a third of all code, which a new report spares

    return refresh(job.source, job.report, job.target, now=job.now, kept=kept, dry_run=job.dry_run)


def _go_on(job: _Job, earlier: EarlierReport) -> Refreshed:
    from performance_index.word.next_meeting import Step, go_on, start_from  # noqa: PLC0415 - as above

    step = Step(template=job.source, last=earlier.path, target=job.target, kept=earlier.kept)
    go = go_on if earlier.is_same else start_from
    with folder_for(job.target, dry_run=job.dry_run):
        return go(step, job.report, now=job.now, dry_run=job.dry_run)


def _fill(job: _Job) -> list[Finding]:
    """Write a new report; where it is only tried, one that could not be made is not promised."""
    if job.dry_run:
        open_template(job.source)
        return []
    with folder_for(job.target, dry_run=job.dry_run):
        return fill(job.source, job.report, job.target, now=job.now)


def settings_findings(reading: Reading, book: Path, choices: Choices = USUAL) -> list[Finding]:
    """What is wrong with the places that the settings name: each an error with its cell, unless another was chosen."""
    found: list[Finding] = []
    for given, look in ((choices.output, report_folder), (choices.template, template)):
        try:
            _ = given or look(reading, book)
        except HasErrors as problem:
            found += problem.findings
    return found
